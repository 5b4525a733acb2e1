"""Files written side by side: the same bytes and the same errors, and nothing left whoever dies."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from graph import side_by_side
from graph.output import PRIVATE, building, write_files
from tests.killing import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks are for Linux only")
OLD = {"x": b"old", "y": b"old", "z": b"old"}


def start(folder: Path, what: str, jobs: int = 2) -> subprocess.Popen[str]:
    write_files(folder, OLD)
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "tests.writing", str(folder), what, str(jobs)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def told(process: subprocess.Popen[str]) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = json.loads(process.communicate(timeout=60)[0])
    finally:
        process.kill()
    assert answer["children"] == 0
    return answer


def listing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def writers(folder: Path) -> set[str]:
    return {(folder / name).read_text().rpartition(" ")[2] for name in ("x", "y")}


def test_the_bytes_are_the_same(tmp_path: Path) -> None:
    for jobs in (1, 2):
        assert "error" not in told(start(tmp_path / str(jobs), "", jobs))
    assert listing(tmp_path / "1") == listing(tmp_path / "2")
    assert listing(tmp_path / "2")["z"] == b"made"


def test_one_file_is_written_by_this_process_and_one_by_a_fork(tmp_path: Path) -> None:
    answer = told(start(tmp_path, "who"))
    assert len(writers(tmp_path)) == 2
    assert str(answer["pid"]) in writers(tmp_path)


@pytest.mark.parametrize(
    ("what", "jobs"), [("who", 1), ("thread", 2), ("unforkable", 2)],
    ids=["one job", "a process of two threads", "no more processes may be started"],
)  # fmt: skip
def test_where_no_process_can_be_forked_one_writes_all(
    tmp_path: Path, what: str, jobs: int
) -> None:
    answer = told(start(tmp_path, what, jobs))
    assert writers(tmp_path) == {str(answer["pid"])}


@pytest.mark.parametrize("platform", ["darwin", "win32", "freebsd14"])
def test_only_linux_ends_them_with_their_caller(
    monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert not side_by_side.is_possible()


@pytest.mark.parametrize("jobs", [2, 3])
def test_no_more_than_jobs_at_once(tmp_path: Path, jobs: int) -> None:
    told(start(tmp_path, "timed", jobs))
    times = [tuple(map(float, (tmp_path / name).read_text().split())) for name in "abcdef"]
    at_once = [sum(a <= begin < b for a, b in times) for begin, _ in times]
    assert 1 < max(at_once) <= jobs


@pytest.mark.parametrize("what", ["ENOSPC", "EROFS", "EACCES", "data"])
def test_a_fault_is_told_as_by_one_process(tmp_path: Path, what: str) -> None:
    folder = tmp_path / "out"
    alone, together = (told(start(folder, what, jobs)) for jobs in (1, 2))
    assert alone["error"] in ("OutputError", "DataError")
    assert (together["error"], together["text"]) == (alone["error"], alone["text"])
    assert together["notes"] == ""
    assert listing(folder) == OLD


@pytest.mark.parametrize(
    ("what", "error", "text"),
    [("bug", "ZeroDivisionError", "by zero"), ("odd bug", "RuntimeError", "_OddError")],
)
def test_a_bug_reaches_the_caller_with_its_place(
    tmp_path: Path, what: str, error: str, text: str
) -> None:
    answer = told(start(tmp_path, what))
    assert answer["error"] == error
    assert text in answer["text"]
    assert "in _act" in answer["notes"] + answer["text"]
    assert listing(tmp_path) == OLD


@pytest.mark.parametrize(
    ("what", "how"), [("killed", "died (SIGKILL)"), ("exit", "died (exit status 3)")]
)
def test_a_process_that_dies_is_told_and_costs_nothing(tmp_path: Path, what: str, how: str) -> None:
    answer = told(start(tmp_path, what))
    assert answer["error"] == "OutputError"
    assert re.search(rf"the process that wrote [xy] {re.escape(how)}\. See whether", answer["text"])
    assert listing(tmp_path) == OLD


def begun(folder: Path) -> psutil.Process:
    """Wait for the process that writes half of a file and then waits; return it."""
    note = folder.parent / "begun"
    deadline = time.monotonic() + 30
    while not (note.exists() and note.read_text()) and time.monotonic() < deadline:
        time.sleep(0.01)
    return psutil.Process(int(note.read_text()))


def has_ended(process: psutil.Process) -> bool:
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def test_a_killed_caller_takes_its_writers_with_it(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    process = start(folder, "wait")
    writer = begun(folder)
    process.kill()
    process.communicate()
    # No lock is held any more, whether the writer has ended already or is about to.
    with building(folder):
        assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == OLD
    deadline = time.monotonic() + 30
    while not has_ended(writer) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert has_ended(writer)
    assert listing(folder) == OLD


def test_a_fork_keeps_nothing_open_but_what_it_writes(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    process = start(folder, "wait")
    handles = Path(f"/proc/{begun(folder).pid}/fd")
    opened = {str(entry.readlink()) for entry in handles.iterdir() if int(entry.name) > 2}
    process.kill()
    process.communicate()
    assert {name.partition(":")[0] for name in opened} == {
        "pipe", *(str(folder / PRIVATE / "new" / name) for name in ("x", "y"))
    }  # fmt: skip


def test_an_interrupt_ends_all(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    process = start(folder, "wait")
    writer = begun(folder)
    os.killpg(process.pid, signal.SIGINT)  # as Ctrl-C does
    assert told(process)["error"] == "KeyboardInterrupt"
    assert has_ended(writer)
    assert listing(folder) == OLD
