"""For everybody: what axe-core finds, and what is seen on small screens, dark or light."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.model import KnowledgeGraph
from graph.store.knowledge import read_knowledge
from tests.browser.graphs import busy_graph, large_graph
from tests.samples import sample_graph

if TYPE_CHECKING or os.environ.get("CI"):
    from axe_playwright_python.sync_playwright import Axe
else:
    Axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe

if TYPE_CHECKING:
    from tests.browser.conftest import Open, Viewer

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
# Screenshots, to be looked at: git does not track them.
ARTEFACTS = ROOT / "tests" / "artefacts"
GRAPHS: dict[str, Callable[[], KnowledgeGraph]] = {
    "sample": sample_graph,
    "busy": busy_graph,
    "large": lambda: large_graph(5000),
    "seed": lambda: read_knowledge(ROOT / "output").knowledge,
}

# What a reader may have before him; each is set up by what he does.
STATES = {
    "filters": "",
    "an entity": "#entity=ana-torres",
    "the table": "#view=table",
    "English": "#lang=en&entity=ana-torres",
    "dark": "#theme=dark&entity=ana-torres",
    "dark table": "#theme=dark&view=table",
}


def serious(viewer: Viewer) -> list[Any]:
    """Return what axe-core calls serious or critical: the rule, and where."""
    found = Axe().run(viewer.page).response["violations"]
    return [
        (one["id"], node["html"][:200], node.get("failureSummary", ""))
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("address", STATES.values(), ids=STATES)
def test_axe_finds_no_serious_fault(open_graph: Open, address: str) -> None:
    assert serious(open_graph(sample_graph(), address)) == []


def test_axe_finds_no_serious_fault_with_every_facet_open(open_graph: Open) -> None:
    viewer = open_graph(sample_graph())
    viewer.page.evaluate("() => document.querySelectorAll('details').forEach((d) => d.open = true)")
    assert serious(viewer) == []


@pytest.mark.parametrize("size", [(1280, 720), (390, 844)], ids=["desk", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", GRAPHS)
def test_nothing_sticks_out_of_the_window(
    open_graph: Open, name: str, size: tuple[int, int], theme: str
) -> None:
    viewer = open_graph(GRAPHS[name](), f"#theme={theme}")
    viewer.page.set_viewport_size({"width": size[0], "height": size[1]})
    ARTEFACTS.mkdir(exist_ok=True)
    viewer.page.screenshot(path=ARTEFACTS / f"viewer-{name}-{size[0]}x{size[1]}-{theme}.png")
    wide = viewer.page.evaluate("() => document.documentElement.scrollWidth")
    assert wide <= size[0]


def test_the_focus_can_be_seen(open_graph: Open) -> None:
    viewer = open_graph(sample_graph())
    viewer.page.keyboard.press("Tab")
    width = viewer.page.evaluate("() => getComputedStyle(document.activeElement).outlineWidth")
    assert width == "2px"


def test_a_reader_who_prints_gets_graph_and_panel(open_graph: Open) -> None:
    viewer = open_graph(sample_graph(), "#entity=ana-torres")
    viewer.page.emulate_media(media="print")
    assert viewer.page.locator("#panel").is_visible()
    assert viewer.page.locator("#canvas").is_visible()
    assert not viewer.page.locator(".bar-buttons").is_visible()
