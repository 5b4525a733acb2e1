"""Writing, asking and building large graphs: ratios of paired runs, and memory for each claim.

    python -m tests.bench.rdf [TRIPLES] [ARTICLES]

Writing, in one process: `to_turtle` of a synthetic graph of about TRIPLES triples (1,000,000)
against what pyoxigraph takes to serialise them, in three ways. Asking, whole processes:
`hemerograph query` of that graph against loading it into a bare store and asking the same; and of
the seed's small graph, where the start of the program counts.
Memory: what `hemerograph build` takes at its peak for each further claim, between half of the
ARTICLES (300, of tests/gold/development) and all. 0 leaves the memory out.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, serialize

from graph.exports.terms import HG, prefixes
from graph.exports.turtle import to_triples, to_turtle
from graph.model import KnowledgeGraph
from graph.store.named import named_query
from tests.bench.speed import processor_seconds, show
from tests.bench.synthetic import TRIPLES, synthetic_graph
from tests.gold.markup import FOLDER, gold_cases

PAIRS = 5
SEED = Path(__file__).parents[2] / "output" / "graph.ttl"
FIRST = f"PREFIX hg: <{HG}> SELECT ?claim {{ ?claim a hg:Claim }} LIMIT 1"
NAMED = "who-threatened-whom"
BARE = """
import sys
from pyoxigraph import RdfFormat, Store
store = Store()
store.bulk_load(path=sys.argv[1], format=RdfFormat.TURTLE)
print(next(iter(store.query(sys.argv[2])), None))
"""
# A process of its own: a child's greatest memory is at least its parent's at the fork.
WATCH = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def seconds(work: Callable[[], object]) -> float:
    """Return the processor seconds that `work` takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def writing(kg: KnowledgeGraph, pairs: int = PAIRS) -> dict[str, list[float]]:
    """Return how long `to_turtle` takes, over each of three ways to serialise by pyoxigraph."""
    ready = list(to_triples(kg))
    store = Store()
    store.bulk_extend(Quad(*triple, DefaultGraph()) for triple in ready)
    form, bound = RdfFormat.TURTLE, prefixes()
    bare: dict[str, Callable[[], object]] = {
        "Store.dump": lambda: store.dump(format=form, prefixes=bound, from_graph=DefaultGraph()),
        "serialize, ready triples": lambda: serialize(ready, format=form, prefixes=bound),
        "serialize, triples made": lambda: serialize(to_triples(kg), format=form, prefixes=bound),
    }
    ratios: dict[str, list[float]] = {f"to_turtle / {name}": [] for name in bare}
    for pair in range(pairs + 1):  # the first is not measured
        for name, work in bare.items():
            ratio = seconds(lambda: to_turtle(kg)) / seconds(work)
            if pair:
                ratios[f"to_turtle / {name}"].append(ratio)
    return ratios


def asking(file: Path, pairs: int = PAIRS) -> dict[str, list[float]]:
    """Return the ratios query / bare store, whole processes, to the first row of the answer."""
    ours = [sys.executable, "-m", "graph", "query", str(file), "--format", "csv"]
    bare = [sys.executable, "-c", BARE, str(file)]
    ratios = {}
    for name, ask, sparql in (
        ("query / load and query", [FIRST], FIRST),
        ("query --named / load and query", ["--named", NAMED], named_query(NAMED).text),
    ):
        processor_seconds([*ours, *ask])
        processor_seconds([*bare, sparql])
        ratios[name] = [
            processor_seconds([*ours, *ask]) / processor_seconds([*bare, sparql])
            for _ in range(pairs)
        ]
    return ratios


def peak(command: list[str]) -> int:
    """Return the greatest memory of one run of `command`, in bytes."""
    watched = [sys.executable, "-c", WATCH, *command]
    done = subprocess.run(watched, check=True, capture_output=True, text=True)
    # Linux tells KiB, macOS bytes.
    return int(done.stdout) * (1 if sys.platform == "darwin" else 1024)


def building(articles: int) -> tuple[int, int]:
    """Build the first so many articles of tests/gold/development.

    Returns
    -------
    tuple of int
        The claims found, and the greatest memory in bytes.
    """
    files = sorted((FOLDER / "development").glob("articles-*.txt"))
    texts = [case.text for file in files for case in gold_cases(f"development/{file.name}")]
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder, "news"), Path(folder, "out")
        source.mkdir()
        for number, text in enumerate(texts[:articles]):
            Path(source, f"{number:05}.txt").write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "graph", "build", str(source), "-o", str(out), "--quiet"]
        used = peak(command)
        report = json.loads(Path(out, "report.json").read_text(encoding="utf-8"))
        return report["claims"]["total"], used


def main(triples: int = 1_000_000, articles: int = 300, pairs: int = PAIRS) -> None:
    """Print every figure."""
    kg = synthetic_graph(max(1, round(triples / TRIPLES)))
    print(f"{sum(1 for _ in to_triples(kg)):,} triples, {len(kg.claims):,} claims")
    for name, ratios in writing(kg, pairs).items():
        show(name, ratios)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "graph.ttl")
        file.write_bytes(to_turtle(kg))
        del kg
        for name, ratios in asking(file, pairs).items():
            show(name, ratios)
    for name, ratios in asking(SEED, pairs).items():
        show(f"{name}, the seed's graph", ratios)
    if articles:
        (few, small), (many, large) = building(articles // 2), building(articles)
        more = (large - small) / (many - few)
        print(f"build, peak: {small >> 20} MiB for {few:,} claims, {large >> 20} for {many:,}")
        print(f"build, for each further claim: {more:,.0f} bytes")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
