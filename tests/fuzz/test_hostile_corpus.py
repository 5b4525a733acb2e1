"""A corpus of hostile documents, from paths to the graph: nothing crashes, hangs or is lost.

`make test` builds a few, `make hostile` ten thousand (`HOSTILE=number`) and prints what it took.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pyoxigraph
import pytest

from tests.browser.conftest import FLAGS, chromium
from tests.conftest import ROOT
from tests.fuzz.hostile_corpus import Input, write
from tests.fuzz.hostile_files import SECRET

NUMBER = int(os.environ.get("HOSTILE", "0"))
SHORT = 130
LIMIT = 30  # --time-limit, in seconds of processor time for 10,000 words
MARK = re.compile(r"h\d{6}")
PREFIXES = """
    PREFIX schema: <https://schema.org/> PREFIX prov: <http://www.w3.org/ns/prov#>
    PREFIX hg: <https://w3id.org/hemerograph/ontology#>
"""

pytestmark = [pytest.mark.model, pytest.mark.slow]


@dataclass
class Memory:
    """Resident bytes of the first process and the greatest of its children, twice a second."""

    parent: list[int]
    children: list[int]

    def quarters(self, of: list[int]) -> list[int]:
        """Return the medians of the four quarters of the run, in MiB."""
        size = max(1, len(of) // 4)
        parts = [of[k * size : (k + 1) * size] for k in range(4)]
        return [round(statistics.median(part)) >> 20 for part in parts if part]


@dataclass
class Build:
    """A finished build: what it said, took and wrote."""

    inputs: list[Input]
    output: Path
    status: int
    said: str
    seconds: float
    memory: Memory
    report: dict[str, Any]


def hemerograph(*arguments: str | Path, **more: Any) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "graph", *map(str, arguments)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, cwd=ROOT, env=env, **more)


def build(inputs: list[Input], folder: Path, output: Path, jobs: int) -> Build:
    begun, memory, said = time.monotonic(), Memory([], []), output.with_suffix(".log")
    with said.open("wb") as log:
        arguments = (
            "build",
            folder,
            "-o",
            output,
            "--jobs",
            jobs,
            "--time-limit",
            LIMIT,
            "--quiet",
        )
        process = hemerograph(*map(str, arguments), stdout=log, stderr=log)
        watched = psutil.Process(process.pid)
        while process.poll() is None:
            try:
                children = [child.memory_info().rss for child in watched.children(recursive=True)]
                memory.parent.append(watched.memory_info().rss)
                memory.children.append(max(children, default=0))
            except psutil.Error:
                pass  # it has just ended
            time.sleep(0.5)
    report = output / "report.json"
    return Build(
        inputs, output, process.returncode, said.read_text(encoding="utf-8"),
        time.monotonic() - begun, memory,
        json.loads(report.read_text(encoding="utf-8")) if report.exists() else {},
    )  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="module")
def built(folder: Path) -> Build:
    inputs = write(folder / "in", NUMBER or SHORT, large=bool(NUMBER))
    return build(inputs, folder / "in", folder / "out", jobs=2)


@pytest.fixture(scope="module")
def store(built: Build) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.bulk_load(path=str(built.output / "graph.ttl"), format=pyoxigraph.RdfFormat.TURTLE)
    return store


def marks(texts: list[str]) -> set[str]:
    return {found for text in texts for found in MARK.findall(text)[:1]}


def test_the_build_ends_in_order_and_says_so(built: Build) -> None:
    assert built.status == 1, built.said[-3000:]
    assert "Traceback" not in built.said.replace("\\nTraceback", "")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", built.said)
    assert all(line.startswith("hemerograph: ") for line in built.said.splitlines())
    # A document on which a stage fails is refused like a bad one: here that is a defect.
    crashed = [line for line in built.said.splitlines() if "could not be analysed" in line]
    assert not [line for line in crashed if "-limit" not in line]


def test_nothing_is_lost(built: Build, store: pyoxigraph.Store) -> None:
    refused = built.report["refused"]
    assert all(entry["reason"] for entry in refused)
    named = marks([entry["input"] for entry in refused])
    query = PREFIXES + "SELECT ?d { ?d a schema:NewsArticle }"
    read = marks([row["d"].value for row in store.query(query)])
    # "any": a damaged archive may have lost the names of its members, and so left them out.
    fates = {one.mark: (one.fate, one.kind) for one in built.inputs if one.fate != "any"}
    assert not {m: fates[m] for m in fates.keys() - named - read}, "neither read nor refused"
    assert not {m: f for m, f in fates.items() if f[0] == "refused" and m not in named}
    assert not {m: f for m, f in fates.items() if f[0] == "read" and m not in read}
    assert not {m: f for m, f in fates.items() if f[0] == "read" and m in named}


def test_good_articles_make_claims(built: Build, store: pyoxigraph.Store) -> None:
    query = PREFIXES + "SELECT DISTINCT ?d { ?c a hg:Claim ; prov:wasDerivedFrom ?d }"
    telling = marks([row["d"].value for row in store.query(query)])
    assert not [one for one in built.inputs if one.fate == "read" and one.mark not in telling]


def test_the_graph_conforms(built: Build) -> None:
    checked = hemerograph(
        "validate", built.output, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    said, _ = checked.communicate()
    assert checked.returncode == 0, said.decode()[-3000:]
    if shutil.which("rapper"):
        rapper = ["rapper", "-q", "-c", "-i", "turtle", str(built.output / "graph.ttl")]
        assert subprocess.run(rapper, check=False).returncode == 0


def test_what_stands_beside_the_inputs_stays_there(built: Build) -> None:
    for file in ("graph.ttl", "graph.html", "graph.graphml", "report.json"):
        assert SECRET.encode() not in (built.output / file).read_bytes()


@pytest.mark.browser
def test_the_page_opens_and_runs_nothing_of_the_texts(built: Build) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    # In a thread of its own: the tests of the viewer may have a driver at work in this one.
    with ThreadPoolExecutor(1) as alone:
        assert alone.submit(complaints, sync_api, built.output / "graph.html").result() == []


def complaints(sync_api: Any, file: Path) -> list[str]:
    """Return what a page says to the console, what it asks for and whom it would ask."""
    wrong: list[str] = []
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        page = browser.new_page()
        page.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda asked: None if asked.url.startswith(("file:", "data:", "blob:"))
                else wrong.append(asked.url))  # fmt: skip
        page.goto(file.as_uri(), timeout=300_000)
        page.wait_for_function("window.hemerograph && hemerograph.network", timeout=300_000)
        browser.close()
    return wrong


def test_a_second_build_writes_the_same_bytes(built: Build, folder: Path) -> None:
    again = build(built.inputs, folder / "in", folder / "again", jobs=3 if NUMBER else 1)
    # What is refused for a limit, and that alone, may differ.
    for file in ("graph.ttl", "graph.html", "graph.graphml", "report.json"):
        assert (again.output / file).read_bytes() == (built.output / file).read_bytes()
    print(told(again))


@pytest.mark.skipif(NUMBER < 1000, reason="the run is over before there is anything to compare")
def test_memory_does_not_grow_with_the_number(built: Build) -> None:
    print(told(built))
    children = built.memory.quarters(built.memory.children)
    # A process is replaced when it has grown by 512 MiB.
    assert max(children[1:]) <= children[0] + 600
    per_input = (max(built.memory.parent) - built.memory.parent[0]) / len(built.inputs)
    assert per_input < 200_000  # what is said in the documents is kept: names, claims, offsets


def told(built: Build) -> str:
    """Return what a build took, for those who ran it."""
    reasons = Counter(entry["reason"][:60] for entry in built.report.get("refused", ()))
    rows = [
        f"{len(built.inputs)} inputs, {built.report.get('documents')} read, "
        f"{sum(reasons.values())} refusals, {built.seconds:.0f} s",
        f"MiB of the parent by quarter of the run: {built.memory.quarters(built.memory.parent)}",
        f"MiB of the largest child: {built.memory.quarters(built.memory.children)}",
        f"most: {max(built.memory.parent) >> 20} and {max(built.memory.children) >> 20} MiB",
        *(f"{n:6} {reason}" for reason, n in reasons.most_common(25)),
    ]
    return "\n".join(rows)
