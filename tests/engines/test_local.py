"""Reading in processes of this machine, whatever becomes of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from graph.engines.batches import ALONE
from graph.engines.interface import Limits, MakeReader
from graph.engines.local import LocalEngine
from graph.engines.serial import SerialEngine
from graph.engines.workers import Worker
from graph.errors import DataError, EngineError
from graph.model import Document
from tests.conftest import ROOT
from tests.engines.documents import documents, labels, read
from tests.engines.readers import (
    VERSIONS,
    make_broken,
    make_dying,
    make_hoarding,
    make_incomplete,
    make_reader,
)

NEWS = documents("uno", "dos palabras", "y tres palabras", "cuatro", "cinco", "seis", "siete")
TIGHT = Limits(seconds=0.3, memory=150 << 20)


def local(jobs: int, limits: Limits | None = None) -> LocalEngine:
    return LocalEngine("m", jobs, make_reader, limits)


def children() -> list[psutil.Process]:
    """Return the reading processes; the driver of a browser may be another child of the tests."""
    return [child for child in psutil.Process().children() if "python" in child.name()]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_any_number_of_processes_reads_the_same(jobs: int) -> None:
    assert read(local(jobs), NEWS) == read(SerialEngine("m", make_reader), NEWS)


def test_the_versions_are_those_of_the_processes() -> None:
    engine = local(2)
    assert engine.versions() == {}
    read(engine, NEWS)
    assert engine.versions() == VERSIONS


def test_no_documents_are_no_outcomes() -> None:
    assert read(local(2), []) == []


FAULTS = [
    ("raises", "ValueError: no parse"),
    ("dies", "the process that read it died (exit status 9)"),
    ("segfaults", "the process that read it died (SIGSEGV)"),
    ("is_killed", "the process that read it died (SIGKILL)"),
    ("leaves", "the process that read it died (exit status 3)"),
    ("loops", "more than 0.3 s of processor time, its --time-limit"),
    ("hangs_in_c", "more than 0.3 s of processor time, its --time-limit"),
    ("sleeps_deaf", "no answer in 3 s, 10 times --time-limit"),
    ("waits_for_itself", "no answer in 3 s, 10 times --time-limit"),
    ("swells", "more than 150 MiB of memory, its --memory-limit"),
]


def be_patient(monkeypatch: pytest.MonkeyPatch, times: int = 400) -> None:
    """Give a busy machine that many times the limit until an answer must be there."""
    monkeypatch.setattr("graph.engines.workers.PATIENCE", times)


@pytest.mark.parametrize(("fault", "reason"), FAULTS, ids=[fault for fault, _ in FAULTS])
def test_only_the_document_at_fault_is_refused(
    monkeypatch: pytest.MonkeyPatch, fault: str, reason: str
) -> None:
    be_patient(monkeypatch, 10 if "no answer" in reason else 400)
    given = documents("uno", "dos", fault, "tres", "cuatro", "cinco")
    outcomes = read(local(2, TIGHT), given)
    assert {o.document: o.problem for o in outcomes if o.reading is None} == {"d002": reason}
    assert [o.document for o in outcomes] == [d.id for d in given]
    assert children() == []


@pytest.mark.parametrize("fault", ["dies", "loops"])
def test_a_single_process_is_replaced_too(monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    be_patient(monkeypatch)
    outcomes = read(local(1, TIGHT), documents("uno", fault, "tres", fault, "cinco"))
    refused = [o.document for o in outcomes if o.reading is None]
    assert refused == ["d001", "d003"]


def test_a_document_whose_process_was_killed_from_outside_is_read_after_all(tmp_path: Path) -> None:
    given = documents("uno", f"once {tmp_path / 'killed'}", "tres")
    assert all(o.reading is not None for o in read(local(2), given))


def test_a_longer_text_has_more_time() -> None:
    limits = Limits(seconds=10)
    assert limits.seconds_for("a" * 60_000) == 10
    assert limits.seconds_for("a" * 180_000) == 30


def test_no_limit_at_all_is_a_choice() -> None:
    outcomes = read(local(1, Limits(seconds=0, memory=0)), documents("slowly 0.6", "uno"))
    assert len(labels(outcomes)) == 2


def test_a_process_that_keeps_memory_is_replaced_and_reads_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "graph.engines.local.Worker",
        lambda model, make_reader: Worker(model, make_reader, growth=30 << 20),
    )
    given = documents(*(letter * (ALONE + 1) for letter in "abcd"))
    outcomes = read(LocalEngine("m", 1, make_hoarding), given)
    pids = labels(outcomes)
    assert len(pids) == 4
    assert len(set(pids)) > 1


def test_documents_are_handed_out_as_they_are_wanted(tmp_path: Path) -> None:
    """Whoever has taken one outcome has not had all documents read."""
    given = documents(*(f"mark {tmp_path / str(n)}" for n in range(1000)))
    outcomes = local(2).read(given)
    next(outcomes)
    outcomes.close()
    assert children() == []
    assert 1 <= len(list(tmp_path.iterdir())) < 250


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_broken_lexicon_ends_the_run_with_its_own_error(jobs: int) -> None:
    with pytest.raises(DataError) as caught:
        read(LocalEngine("m", jobs, make_broken), NEWS)
    assert caught.value.where == "frames/x.toml:3"
    assert children() == []


@pytest.mark.parametrize(
    ("make", "told"), [(make_dying, "exit status 7"), (make_incomplete, "exit status 1")]
)
def test_processes_that_never_begin_to_read_end_the_run(make: MakeReader, told: str) -> None:
    with pytest.raises(EngineError, match="before they begin to read") as caught:
        read(LocalEngine("m", 2, make), NEWS)
    assert told in caught.value.what


def test_a_system_that_starts_no_process_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_left(*_: object) -> Worker:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("graph.engines.local.Worker", none_left)
    with pytest.raises(EngineError, match="Resource temporarily unavailable"):
        read(local(2), NEWS)


SCRIPT = """
import sys
from graph.engines.local import LocalEngine
from tests.engines.documents import documents
from tests.engines.readers import make_reader
print("ready", flush=True)
for outcome in LocalEngine("m", 2, make_reader).read(documents(*sys.argv[1:])):
    print(outcome.document, outcome.reading.entities[0].label, flush=True)
"""


def script(*texts: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SCRIPT, *texts]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_a_script_without_a_guard_can_read() -> None:
    with script("uno", "dos palabras") as run:
        out, _ = run.communicate(timeout=120)
    assert sorted(out.split("\n")) == ["", "d000 1", "d001 2", "ready"]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_the_processes_end_with_the_one_that_started_them(number: signal.Signals) -> None:
    with script("pid", "loops", "loops") as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "ready\n"
        reader = int(run.stdout.readline().split()[1])
        mine = psutil.Process(run.pid).children()
        assert reader in {child.pid for child in mine}
        os.kill(run.pid, number)
        _, alive = psutil.wait_procs(mine, timeout=60)
    assert alive == []


def test_a_document_of_many_megabytes_goes_through() -> None:
    long = Document("long", "palabra " * 1_000_000, "0")
    (outcome,) = read(local(1), [long])
    assert labels([outcome]) == ["1000000"]
