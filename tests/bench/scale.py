"""Builds of large corpora by the command line: time, memory and sizes, phase by phase.

    python -m tests.bench.scale [--documents 1000,3000,10000] [--jobs 1,2] [--work FOLDER]

For each number of documents, each in processes of its own:

- the bare pipeline: words a second of ``nlp.pipe`` with the same model over the same texts (of the
  first `BARE` documents), without loading it;
- ``hemerograph build`` with each number of jobs, into a folder of its own: seconds by the clock
  and of all processors, seconds of each phase, the greatest memory of the first process and
  what the others have to themselves, sizes of what is written, entities, claims and events; all
  must give the same bytes;
- the same build once more with one more document, into the folder of the first; up to `ANEW`
  documents, all of them are then built anew elsewhere, which must give the same bytes too.

What is measured is added to ``results.jsonl`` in the folder (``build/scale`` by default), and what
is there is not measured again: a run that is interrupted goes on, and one size at a time can be
asked for. At the end the tables of docs/scale.md are printed, and with ``--write`` put into it.
Nothing else should run meanwhile.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import psutil

from tests.bench.corpus import Composer, as_text, write_corpus

BARE = 1_000
ANEW = 1_000
PATIENCE = 0.2  # seconds between two looks at the memory
MIB = 2**20
FAR = 10_000_000  # documents
CORES = 128
ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "scale.md"
BEGIN, END = "<!-- bench-scale -->", "<!-- end of bench-scale -->"
Row = dict[str, Any]

_BARE_CODE = """
import json, sys, time
from pathlib import Path
from graph.language import models
from graph.sources import read_paths
nlp = models.load(models.DEFAULT_MODEL)
texts = [d.text[d.body:] for d in read_paths([Path(sys.argv[1])]).documents[:int(sys.argv[2])]]
for _ in nlp.pipe(texts[:20]):
    pass
start = time.process_time()
for _ in nlp.pipe(texts):
    pass
seconds = time.process_time() - start
print(json.dumps({"words": sum(len(t.split()) for t in texts), "processor": seconds}))
"""


@dataclass(slots=True)
class Memory:
    """The greatest memory seen of a process, and what all its children had beside it, in bytes."""

    first: int = 0
    children: int = 0


class Results:
    """What has been measured, in a file, by number of documents and kind of run."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.rows: dict[tuple[int, str], Row] = {}
        if file.exists():
            for line in file.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                self.rows[row["documents"], row["run"]] = row

    def add(self, row: Row) -> None:
        """Keep a row, in the file too."""
        self.rows[row["documents"], row["run"]] = row
        with self.file.open("a", encoding="utf-8") as out:
            out.write(json.dumps(row) + "\n")

    def sizes(self) -> list[int]:
        """Return the numbers of documents that something is known of."""
        return sorted({documents for documents, _ in self.rows})


def watched(command: Sequence[str]) -> tuple[float, float, Memory]:
    """Run a command and return its seconds, by the clock and of all processors, and its memory.

    Raises
    ------
    subprocess.CalledProcessError
        If it fails.
    """
    start = time.perf_counter()
    with tempfile.TemporaryFile() as told:
        child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=told)
        memory = Memory()
        first = psutil.Process(child.pid)
        while True:
            # The status of a process that has ended is taken with what it and its children used.
            done, status, used = os.wait4(child.pid, os.WNOHANG)
            if done:
                break
            _look(first, memory)
            time.sleep(PATIENCE)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            told.seek(0)
            raise subprocess.CalledProcessError(child.returncode, command, stderr=told.read())
    return time.perf_counter() - start, used.ru_utime + used.ru_stime, memory


def _look(process: psutil.Process, memory: Memory) -> None:
    try:
        memory.first = max(memory.first, process.memory_info().rss)
        children = 0
        for child in process.children(recursive=True):
            try:
                # Its own alone: one that writes shares the graph with its parent.
                children += child.memory_full_info().uss
            except psutil.Error:  # it has ended
                continue
        memory.children = max(memory.children, children)
    except psutil.Error:
        return


def build(corpus: Sequence[Path], out: Path, jobs: int, phases: Path) -> Row:
    """Build a corpus by the command line and return what it took and what it gave."""
    phases.unlink(missing_ok=True)
    seconds, processors, memory = watched(
        [sys.executable, "-m", "tests.bench.watched", str(phases), "build", *map(str, corpus),
         "-o", str(out), "--jobs", str(jobs), "--quiet"]
    )  # fmt: skip
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    lines = phases.read_text(encoding="utf-8").splitlines()
    return {
        "clock": seconds,
        "processor": processors,
        "memory": {"first": memory.first, "children": memory.children},
        "phases": [json.loads(line) for line in lines],
        "read": report["documents"],
        "entities": report["entities"]["total"],
        "claims": report["claims"]["total"],
        "events": report["events"],
        "triples": triples(out / "graph.ttl"),
        "sizes": {name: (out / name).stat().st_size for name in report["files"]},
        "kept": sum(
            file.stat().st_size
            for file in out.rglob("*")
            if file.is_file() and file.name not in report["files"]
        ),
        "digests": digests(out, report["files"]),
    }


def triples(turtle: Path) -> int:
    """Return the number of triples that a graph says of itself that it has, at its end."""
    with turtle.open("rb") as file:
        file.seek(max(0, turtle.stat().st_size - MIB))
        told = re.search(rb"void:triples (\d+) ;", file.read())
    return int(told[1]) if told else 0


def digests(folder: Path, names: Sequence[str]) -> dict[str, str]:
    """Return the SHA-256 of some files."""
    out = {}
    for name in names:
        with (folder / name).open("rb") as file:
            out[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return out


def bare(corpus: Path, count: int) -> Row:
    """Return the words of some documents and what the bare pipeline takes for them."""
    command = [sys.executable, "-c", _BARE_CODE, str(corpus), str(count)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    row: Row = json.loads(done.stdout)
    return row


def measure(documents: int, jobs: Sequence[int], work: Path, results: Results) -> None:
    """Measure what is not known yet of one size.

    Raises
    ------
    AssertionError
        If two builds of the same documents give other bytes.
    """
    corpus, phases = work / f"corpus-{documents}", work / "phases.jsonl"
    words_file = work / f"corpus-{documents}.words"
    if not words_file.exists():
        words_file.write_text(str(write_corpus(corpus, documents)))
    words = int(words_file.read_text())

    def known(run: str) -> bool:
        return (documents, run) in results.rows

    def keep(run: str, row: Row) -> None:
        results.add({"documents": documents, "run": run, "total_words": words, **row})
        print(f"{documents:,} documents, {run}: measured", flush=True)

    if not known("bare"):
        keep("bare", bare(corpus, min(BARE, documents)))
    for number in jobs:
        out = work / f"out-{documents}-{number}"
        if not known(f"jobs {number}"):
            shutil.rmtree(out, ignore_errors=True)
            keep(f"jobs {number}", build([corpus], out, number, phases))
        row = results.rows[documents, f"jobs {number}"]
        first = results.rows[documents, f"jobs {jobs[0]}"]
        require_same(row, first, f"{documents} documents, {jobs[0]} and {number} jobs")
    more = work / f"more-{documents}"
    more.mkdir(exist_ok=True)
    news = Composer(seed=1).document(documents)  # of another seed: not in the corpus
    (more / "una-noticia-mas.txt").write_text(as_text(news), encoding="utf-8")
    if not known("one more"):
        out = work / f"out-{documents}-{jobs[0]}"
        if not out.exists():
            build([corpus], out, jobs[-1], phases)
        keep("one more", build([corpus, more], out, jobs[0], phases))
    if documents <= ANEW and not known("one more, anew"):
        out = work / f"out-{documents}-anew"
        keep("one more, anew", build([more, corpus], out, jobs[-1], phases))
        shutil.rmtree(out)
    if known("one more, anew"):
        one, other = results.rows[documents, "one more"], results.rows[documents, "one more, anew"]
        require_same(one, other, f"{documents} documents and one more, added and built anew")


def require_same(one: Row, other: Row, what: str) -> None:
    """Compare the bytes of two builds.

    Raises
    ------
    AssertionError
        If they are not the same.
    """
    different = [
        name for name, digest in one["digests"].items() if other["digests"][name] != digest
    ]
    assert not different, f"{what}: other bytes in {', '.join(different)}"


# tables


def tables(results: Results, jobs: Sequence[int]) -> Iterator[str]:
    """Yield the lines of the tables, in Markdown, of what is known."""
    sizes = [n for n in results.sizes() if (n, f"jobs {jobs[0]}") in results.rows]
    if not sizes:
        return
    runs = {n: {j: results.rows.get((n, f"jobs {j}")) for j in jobs} for n in sizes}
    yield from _table(["documents", *(f"{n:,}" for n in sizes)], _wholes(results, runs, jobs))
    yield ""
    yield from _table(
        [f"phase, with {jobs[0]} job", *(f"{n:,}" for n in sizes), *_steps(sizes)],
        _phases([runs[n][jobs[0]] for n in sizes], sizes),
    )
    yield ""
    yield from _table(["written, MB", *(f"{n:,}" for n in sizes)], _sizes(runs, sizes, jobs))
    if len(sizes) > 1:
        yield ""
        rows = [runs[n][jobs[0]] or {} for n in sizes[-2:]]
        yield from _table([f"reckoned for {FAR:,} documents", ""], _far(sizes[-2:], rows))


def _far(sizes: Sequence[int], rows: Sequence[Row]) -> Iterator[Sequence[str]]:
    """Yield what `FAR` documents would take if all went on as between the two largest sizes.

    What grows with the documents goes on in a straight line through both; what is distinct, by
    the power law through both; what is sorted, by n log n from the larger.
    """
    (small, large), (less, more) = sizes, rows

    def line(one: float, other: float) -> float:
        return other + (other - one) / (large - small) * (FAR - large)

    def power(one: float, other: float) -> float:
        exponent = math.log(other / one) / math.log(large / small)
        return float(other * (FAR / large) ** exponent)

    def after(row: Row) -> float:
        names = [part["phase"] for part in row["phases"]]
        return float(sum(p["clock"] for p in row["phases"][names.index("reading") + 1 :]))

    reading = line(_seconds(less, "reading"), _seconds(more, "reading")) / 3600
    sorting = after(more) * FAR * math.log(FAR) / (large * math.log(large)) / 3600
    yield ["words", f"{line(less['total_words'], more['total_words']) / 1e9:,.1f} billion"]
    yield ["reading, hours of one core", f"{reading:,.0f}"]
    yield [f"the same on {CORES} cores, if they divide it evenly", f"{reading / CORES:,.1f} hours"]
    yield ["all after reading, hours of one core, by n log n", f"{sorting:,.0f}"]
    memory = line(less["memory"]["first"], more["memory"]["first"]) / 2**30
    yield ["memory of the first process, as it is now", f"{memory:,.0f} GiB"]
    for name in ("claims", "events", "triples"):
        yield [name, f"{line(less[name], more[name]) / 1e6:,.0f} million"]
    yield ["entities", f"{power(less['entities'], more['entities']) / 1e6:,.0f} million"]
    for name in ("graph.ttl", "graph.graphml"):
        size = line(less["sizes"].get(name, 0), more["sizes"].get(name, 0))
        yield [f"`{name}`", f"{size / 1e9:,.0f} GB"]
    yield ["kept for the next build", f"{line(less['kept'], more['kept']) / 1e9:,.0f} GB"]


def _table(head: Sequence[str], rows: Iterator[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"| --- |{' ---: |' * (len(head) - 1)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _wholes(
    results: Results, runs: dict[int, dict[int, Row | None]], jobs: Sequence[int]
) -> Iterator[Sequence[str]]:
    """Yield what the builds took as wholes, a line a figure."""
    one = [runs[n][jobs[0]] or {} for n in runs]
    yield ["words", *(f"{row['total_words']:,}" for row in one)]
    for name in ("entities", "claims", "events"):
        yield [name, *(f"{row[name]:,}" for row in one)]
    for number in jobs:
        rows = [runs[n][number] for n in runs]
        yield [f"minutes, jobs {number}", *(f"{r['clock'] / 60:.1f}" if r else "–" for r in rows)]
        yield [
            f"words a second, jobs {number}",
            *(f"{r['total_words'] / r['clock']:,.0f}" if r else "–" for r in rows),
        ]
        yield [
            f"memory of the first process, MiB, jobs {number}",
            *(f"{r['memory']['first'] / MIB:,.0f}" if r else "–" for r in rows),
        ]
        if number > 1:
            yield [
                f"memory of the others together, MiB, jobs {number}",
                *(f"{r['memory']['children'] / MIB:,.0f}" if r else "–" for r in rows),
            ]
    for number in jobs[1:]:
        pairs = [(runs[n][jobs[0]], runs[n][number]) for n in runs]
        yield [
            f"jobs {jobs[0]} / jobs {number}, by the clock",
            *(f"{a['clock'] / b['clock']:.2f}" if a and b else "–" for a, b in pairs),
        ]
    yield ["reading, words a second of a core / bare `nlp.pipe`", *_to_bare(results, runs, jobs)]
    yield ["all after reading / the whole", *(f"{_after(row):.1%}" for row in one)]
    yield from _one_more(results, runs)


def _to_bare(
    results: Results, runs: dict[int, dict[int, Row | None]], jobs: Sequence[int]
) -> Iterator[str]:
    for n in runs:
        plain, row = results.rows.get((n, "bare")), runs[n][jobs[0]]
        if plain is None or row is None:
            yield "–"
            continue
        seconds = _seconds(row, "reading")
        ratio = (row["total_words"] / seconds) / (plain["words"] / plain["processor"])
        yield f"{ratio:.2f}"


def _one_more(results: Results, runs: dict[int, Any]) -> Iterator[Sequence[str]]:
    rows = [results.rows.get((n, "one more")) for n in runs]
    yield ["one more document: seconds", *(f"{r['clock']:.1f}" if r else "–" for r in rows)]
    yield [
        "of them reading",
        *(f"{_seconds(r, 'reading', 'clock'):.1f}" if r else "–" for r in rows),
    ]


def _seconds(row: Row, phase: str, kind: str = "processor") -> float:
    return sum(part[kind] for part in row["phases"] if part["phase"] == phase)


def _after(row: Row) -> float:
    """Return the share of all that comes after the reading, by the clock."""
    names = [part["phase"] for part in row["phases"]]
    after = row["phases"][names.index("reading") + 1 :]
    return float(sum(part["clock"] for part in after) / row["clock"])


def _steps(sizes: Sequence[int]) -> list[str]:
    """Return the heads of the columns of growth: how much n log n grows from size to size."""
    out = []
    for small, large in pairwise(sizes):
        fair = large * math.log(large) / (small * math.log(small))
        out.append(f"×, {small:,} → {large:,} (n log n: {fair:.1f})")
    return out


def _phases(rows: Sequence[Row | None], sizes: Sequence[int]) -> Iterator[Sequence[str]]:
    found = [row for row in rows if row]
    names = dict.fromkeys(part["phase"] for row in found for part in row["phases"])
    for name in names:
        seconds = [_seconds(row, name, "clock") for row in found]
        shares = [
            f"{part:.1f} s ({part / row['clock']:.1%})"
            for part, row in zip(seconds, found, strict=True)
        ]
        growth = [f"{b / a:.1f}" if a > 0.05 else "–" for a, b in pairwise(seconds)]
        yield [name, *shares, *growth]
    for name in names:
        memory = [[p["now"] for p in row["phases"] if p["phase"] == name] for row in found]
        yield [f"memory after {name}, MiB", *(f"{max(m, default=0) / MIB:,.0f}" for m in memory),
               *("" for _ in pairwise(sizes))]  # fmt: skip


def _sizes(
    runs: dict[int, dict[int, Row | None]], sizes: Sequence[int], jobs: Sequence[int]
) -> Iterator[Sequence[str]]:
    rows = [runs[n][jobs[0]] or {} for n in sizes]
    for name in dict.fromkeys(name for row in rows for name in row["sizes"]):
        yield [f"`{name}`", *(f"{row['sizes'].get(name, 0) / 1e6:,.1f}" for row in rows)]
    yield ["kept for the next build", *(f"{row['kept'] / 1e6:,.1f}" for row in rows)]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what is asked for and print the tables of all that is known."""
    parser = argparse.ArgumentParser(description="Measure builds of large corpora.")
    parser.add_argument("--documents", default="1000,3000,10000")
    parser.add_argument("--jobs", default="1,2")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "scale")
    parser.add_argument("--show", action="store_true", help="measure nothing, print the tables")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/scale.md")
    given = parser.parse_args(arguments)
    jobs = [int(number) for number in given.jobs.split(",")]
    work = given.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    results = Results(work / "results.jsonl")
    for documents in () if given.show else map(int, given.documents.split(",")):
        measure(documents, jobs, work, results)
    lines = list(tables(results, jobs))
    print("\n".join(lines))
    if given.write:
        PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), lines), encoding="utf-8")


def filled(page: str, lines: Sequence[str]) -> str:
    """Return a page with these lines between its two marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, behind = rest.partition(END)
    return "\n".join([f"{before}{BEGIN}", *lines, f"{END}{behind}"])


if __name__ == "__main__":
    main()
