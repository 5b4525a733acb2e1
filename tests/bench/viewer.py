"""The viewer against pyvis's own page of the same graph: ratios of one run.

    python -m tests.bench.viewer [--long]

Generation and size at 20,000 entities and 40,000 claims; first drawing at 1,000, 5,000 and 20,000;
search and filter at 20,000. pyvis's page settles its figures in the browser before it shows them,
which takes minutes at 1,000: it is waited for only with ``--long``, else for `PATIENCE` seconds.
Needs Chromium and Playwright, as the tests of the viewer do.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from playwright import sync_api

from graph.exports.html import to_html
from graph.model import KnowledgeGraph
from tests.browser.conftest import FLAGS, chromium
from tests.browser.graphs import large_graph

SIZES = (1_000, 5_000, 20_000)
PATIENCE, LONG = 60.0, 300.0
DRAWN = """() => {
    const canvas = document.querySelector("canvas");
    if (!canvas || !canvas.width) return false;
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    for (let i = 3; i < data.length; i += 4) if (data[i]) return true;
    return false;
}"""
ANSWERS = """() => {
    const timed = (run) => {
        const start = performance.now();
        run();
        return Math.round(performance.now() - start);
    };
    const search = document.getElementById("search-input");
    const box = document.querySelector('#filters [data-facet="status"] input');
    return [
        timed(() => {
            search.value = "entidad 19";
            search.dispatchEvent(new Event("input"));
        }),
        timed(() => box.click()),
    ];
}"""


def pyvis_page(kg: KnowledgeGraph) -> str:
    """Return the page that pyvis makes of entities and claims, with their labels and sentences."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    documents = {document.id: document for document in kg.documents}
    for entity in kg.entities:
        network.add_node(entity.key, label=entity.label, group=entity.type, title=entity.label)
    for known in kg.claims:
        claim, text = known.claim, documents[known.document].text
        network.add_edge(
            claim.subject,
            claim.object,
            label=claim.relation,
            title=text[claim.sentence.begin : claim.sentence.end],
        )
    return str(network.generate_html())


def first_drawing(browser: sync_api.Browser, file: Path, patience: float) -> float:
    """Return the seconds until something is drawn; infinity where that takes too long."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, offline=True)
    page = context.new_page()
    page.set_default_timeout(patience * 1000)
    start = time.perf_counter()
    try:
        page.goto(file.as_uri())
        page.wait_for_function(DRAWN)
        return time.perf_counter() - start
    except sync_api.TimeoutError:
        return float("inf")
    finally:
        context.close()


def answers(browser: sync_api.Browser, file: Path) -> tuple[int, int]:
    """Return the milliseconds of a search and of a filter."""
    page = browser.new_page()
    page.goto(file.as_uri())
    page.wait_for_function(DRAWN)
    search, filtered = page.evaluate(ANSWERS)
    page.close()
    return search, filtered


def main() -> None:
    """Print the figures, ours and pyvis's, and their ratios."""
    patience = LONG if "--long" in sys.argv else PATIENCE
    with tempfile.TemporaryDirectory() as folder, sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        theirs, ours = Path(folder, "pyvis.html"), Path(folder, "graph.html")
        theirs.write_text(pyvis_page(large_graph(SIZES[0])), encoding="utf-8")
        settled = first_drawing(browser, theirs, patience)
        print(f"pyvis, first drawing at {SIZES[0]}: {settled:.1f} s (waited {patience:.0f} s)")
        for size in SIZES:
            kg = large_graph(size)
            start = time.process_time()
            page = to_html(kg)
            seconds = time.process_time() - start
            ours.write_text(page, encoding="utf-8")
            drawn = first_drawing(browser, ours, PATIENCE)
            times = min(settled, patience) / drawn
            print(
                f"{size}: generated in {seconds:.1f} s, {len(page) / 1e6:.1f} MB, drawn in"
                f" {drawn:.2f} s ({times:.0f} times or more sooner than pyvis's 1,000)"
            )
        start = time.process_time()
        other = pyvis_page(kg)
        other_seconds = time.process_time() - start
        print(f"generation: pyvis {other_seconds:.1f} s, {other_seconds / seconds:.1f} times ours")
        print(f"size: ours {len(page) / len(other):.2f} of pyvis's {len(other) / 1e6:.1f} MB")
        print("search and filter at 20,000: {} ms, {} ms".format(*answers(browser, ours)))
        browser.close()


if __name__ == "__main__":
    main()
