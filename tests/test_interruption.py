"""Kill -9, full disks and second builds: nothing is read twice, lost, or left half done."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.cli import INTERRUPTED
from graph.output import PRIVATE, finish_replacing
from graph.store_file import FILE
from tests.killing import MODEL, ROOT, Ended, Nursery

FILES = ("graph.ttl", "graph.graphml", "report.json")
OPTIONS = ("--formats", "ttl,graphml", "--quiet", "--engine", "serial")
CITIES = ("Lima", "Quito", "Caracas", "Bogotá", "Managua", "Asunción", "Montevideo", "Panamá")
STEPS = 100
"""More than a build of `Case` takes: what is killed or fails later goes through."""
WRITING = 60
"""The step at which the reading is done, or nearly so."""
# `make soak` takes every step, more moments and more kills of the real program.
SOAK = "SOAK" in os.environ


def article(number: int, news: str) -> str:
    first, second = CITIES[number], CITIES[(number + 3) % len(CITIES)]
    return (
        f"date 2025-01-0{number + 1} Nota\n\nLa ciudad de {first} habló ayer con {second} sobre "
        f"la cooperación entre los dos países, y {news}."
    )


@dataclass(frozen=True)
class Case:
    """A folder built from yesterday's articles, today's articles, and what they must give."""

    nursery: Nursery
    place: Path
    yesterday: dict[str, bytes]
    today: dict[str, bytes]

    def fresh_copy(self, to: Path) -> Path:
        return Path(shutil.copytree(self.place / "template", to / "out"))

    def build(self, out: Path, **what: object) -> Ended:
        return build(self.nursery, self.place / "today", out, out.parent / "log", **what)


def build(
    nursery: Nursery, articles: Path, out: Path, log: Path, jobs: int = 1, **what: object
) -> Ended:
    model = articles.parent / "model"
    return nursery.build(
        "build", articles, "-o", out, "--model", model, *OPTIONS, "--jobs", str(jobs),
        log=log, **what,
    )  # fmt: skip


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES if (folder / name).exists()}


def everything(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*")}


def reads(out: Path) -> Counter[str]:
    log = out.parent / "log"
    return Counter(log.read_text().split()) if log.exists() else Counter()


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    nursery = Nursery()
    yield nursery
    nursery.close()


@pytest.fixture(scope="module")
def case(nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> Case:
    place = tmp_path_factory.mktemp("case")
    (place / "model").mkdir()
    (place / "model" / "meta.json").write_text(json.dumps(MODEL))
    (place / "yesterday").mkdir()
    for number in range(3):
        text = article(number, "hubo acuerdo")
        (place / "yesterday" / f"d{number}.txt").write_text(text, encoding="utf-8")
    # One stays as it is, one is changed, one is gone, five are new.
    shutil.copytree(place / "yesterday", place / "today")
    (place / "today" / "d2.txt").unlink()
    for number in (1, 3, 4, 5, 6, 7):
        text = article(number, "no hubo acuerdo")
        (place / "today" / f"d{number}.txt").write_text(text, encoding="utf-8")
    template = place / "template"
    for articles, out in (("yesterday", template), ("today", place / "anew")):
        ended = build(nursery, place / articles, out, place / "log")
        assert ended.status == 0, ended.output
        assert ended.steps < STEPS
    return Case(nursery, place, contents(template), contents(place / "anew"))


def assert_whole(case: Case, out: Path) -> None:
    """Whatever happened: each file is whole, and all are of one build, or become so."""
    found = contents(out)
    if found not in (case.yesterday, case.today):
        assert all(content in (case.yesterday[n], case.today[n]) for n, content in found.items())
        finish_replacing(out)
        assert contents(out) == case.today


def assert_goes_on(case: Case, out: Path, in_flight: int = 1) -> None:
    """The same call again: the same bytes, nothing read twice, nothing left over."""
    before = reads(out)
    again = case.build(out)
    assert again.status == 0, again.output
    assert contents(out) == case.today
    assert len(reads(out)) == 6
    assert reads(out).total() <= 6 + in_flight, before
    assert everything(out) == {*FILES, PRIVATE, f"{PRIVATE}/{FILE}", f"{PRIVATE}/.gitignore"}


@pytest.mark.parametrize("step", [*range(1, WRITING, 1 if SOAK else 5), *range(WRITING, STEPS)])
def test_killed_at_a_step(case: Case, tmp_path: Path, step: int) -> None:
    out = case.fresh_copy(tmp_path)
    ended = case.build(out, kill_at=step)
    assert ended.status in (-signal.SIGKILL, 0)
    assert_whole(case, out)
    assert_goes_on(case, out)


@pytest.mark.parametrize("step", range(WRITING, STEPS, 1 if SOAK else 2))
def test_killed_at_a_step_of_files_written_side_by_side(
    case: Case, tmp_path: Path, step: int
) -> None:
    """Each process counts its own steps: where one that writes is killed, its caller is soon."""
    out = case.fresh_copy(tmp_path)
    ended = case.build(out, jobs=2, kill_at=step)
    assert ended.status in (-signal.SIGKILL, 0), ended.output
    assert_whole(case, out)
    assert_goes_on(case, out)


@pytest.mark.parametrize("seed", range(500 if SOAK else 15))
def test_killed_at_a_moment(case: Case, tmp_path: Path, seed: int) -> None:
    out = case.fresh_copy(tmp_path)
    case.build(out, kill_after=random.Random(seed).uniform(0.01, 0.25), pause=0.005)
    assert_whole(case, out)
    assert_goes_on(case, out)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_in_order(case: Case, tmp_path: Path, number: int) -> None:
    out = case.fresh_copy(tmp_path)
    gate = tmp_path / "gate"
    gate.touch()
    ended = case.build(out, kill_after=1.0, kill_with=number, gate=str(gate))
    assert ended.status == INTERRUPTED
    assert "what was read is kept; the same call goes on from here" in ended.output
    assert contents(out) == case.yesterday
    assert not list((out / PRIVATE).glob("*.lock"))
    gate.unlink()
    assert_goes_on(case, out, in_flight=0)


def test_killed_again_and_again(case: Case, tmp_path: Path) -> None:
    out = case.fresh_copy(tmp_path)
    kills = 0
    while case.build(out, kill_at=40 + 3 * kills).status != 0:
        kills += 1
        assert_whole(case, out)
    assert kills > 3
    assert contents(out) == case.today


FAULTS = (errno.ENOSPC, errno.EROFS, errno.EACCES)


@pytest.mark.parametrize("step", range(2, STEPS, 3))
def test_a_fault_at_a_step_is_told_and_costs_nothing(case: Case, tmp_path: Path, step: int) -> None:
    out = case.fresh_copy(tmp_path)
    ended = case.build(out, fail_at=step, fault=FAULTS[step % 3])
    assert ended.status in (0, 2), ended.output
    assert "Traceback" not in ended.output
    if ended.status == 2:
        assert "hemerograph: error:" in ended.output
    assert_whole(case, out)
    assert_goes_on(case, out)


@pytest.mark.parametrize("step", range(WRITING, STEPS, 1 if SOAK else 3))
def test_a_fault_at_a_step_of_files_written_side_by_side_is_told(
    case: Case, tmp_path: Path, step: int
) -> None:
    out = case.fresh_copy(tmp_path)
    ended = case.build(out, jobs=2, fail_at=step, fault=FAULTS[step % 3])
    assert ended.status in (0, 2), ended.output
    assert "Traceback" not in ended.output
    if ended.status == 2:
        assert "hemerograph: error:" in ended.output
    assert_whole(case, out)
    assert_goes_on(case, out)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("limit", [0, 1 << 10, 1 << 12, 20 << 10, 60 << 10])
def test_a_file_that_may_not_grow_is_told_and_costs_nothing(
    case: Case, tmp_path: Path, limit: int, jobs: int
) -> None:
    out = case.fresh_copy(tmp_path)
    ended = case.build(out, file_limit=limit, jobs=jobs)
    assert ended.status in (0, 2), ended.output
    assert "Traceback" not in ended.output
    assert_whole(case, out)
    assert_goes_on(case, out)


def test_a_second_build_is_refused_and_names_the_first(case: Case, tmp_path: Path) -> None:
    out = case.fresh_copy(tmp_path)
    gate = tmp_path / "gate"
    gate.touch()
    first = Nursery()
    try:
        first.start(
            "build", case.place / "today", "-o", out, "--model", case.place / "model",
            *OPTIONS, log=tmp_path / "log", gate=str(gate),
        )  # fmt: skip
        lock = out / PRIVATE / "build.lock"
        deadline = time.monotonic() + 30
        while not (lock.exists() and lock.read_text()) and time.monotonic() < deadline:
            time.sleep(0.01)
        holder = lock.read_text().split()[1]
        second = case.build(out)
        assert second.status == 2
        assert f"another build is at work in this folder (process {holder}" in second.output
        assert contents(out) == case.yesterday
        gate.unlink()
        assert first.wait().status == 0
    finally:
        gate.unlink(missing_ok=True)
        first.close()
    assert contents(out) == case.today
    assert_goes_on(case, out, in_flight=0)


def test_a_killed_build_holds_no_lock(case: Case, tmp_path: Path) -> None:
    out = case.fresh_copy(tmp_path)
    assert case.build(out, kill_at=30).status == -signal.SIGKILL
    assert (out / PRIVATE / "build.lock").exists()
    assert_goes_on(case, out)


def test_nothing_is_read_where_nothing_is_new(case: Case, tmp_path: Path) -> None:
    out = case.fresh_copy(tmp_path)
    for _ in range(2):
        assert case.build(out).status == 0
    assert reads(out).total() == 6
    assert contents(out) == case.today


def test_a_file_that_vanishes_is_named_and_the_rest_is_built(case: Case, tmp_path: Path) -> None:
    articles = Path(shutil.copytree(case.place / "today", tmp_path / "today"))
    shutil.copytree(case.place / "model", tmp_path / "model")
    gone = articles / "d5.txt"
    ended = build(case.nursery, articles, tmp_path / "out", tmp_path / "log", vanishing=str(gone))
    assert ended.status == 1
    assert re.search(r"refused: .*d5\.txt", ended.output)
    assert "Traceback" not in ended.output
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert (report["documents"], len(report["refused"])) == (6, 1)


@pytest.fixture(scope="module")
def small_disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Nursery, Path, Path]]:
    """A nursery with a disk of 2 MB: it, where the disk is for it, and where it is for us."""
    mount = tmp_path_factory.mktemp("disk")
    script = 'mount -t tmpfs -o size=2m tmpfs "$0" && exec "$@"'
    if shutil.which("unshare") is None:
        pytest.skip("no unshare here to mount a small disk with")
    nursery = Nursery("unshare", "-rm", "sh", "-c", script, str(mount))
    if not nursery.ready:
        nursery.close()
        pytest.skip("this system lets us mount no small disk")
    yield nursery, mount, Path(f"/proc/{nursery.pid}/root{mount}")
    nursery.close()


@pytest.mark.parametrize("room", range(0, 200, 4 if SOAK else 40))
def test_a_full_disk_is_told_and_costs_nothing(
    case: Case, small_disk: tuple[Nursery, Path, Path], tmp_path: Path, room: int
) -> None:
    nursery, disk, seen = small_disk
    out = Path(shutil.copytree(case.place / "template", seen / f"{room}" / "out"))
    free = os.statvfs(seen).f_bavail * os.statvfs(seen).f_frsize
    ballast = seen / "ballast"
    ballast.write_bytes(bytes(free - room * 1024))

    def again() -> Ended:
        log = tmp_path / "log"
        return build(nursery, case.place / "today", disk / f"{room}" / "out", log)

    ended = again()
    assert ended.status in (0, 2), ended.output
    assert "Traceback" not in ended.output
    assert ended.status == 0 or re.search(r"[Nn]o space left", ended.output)
    assert contents(out) == (case.today if ended.status == 0 else case.yesterday)
    ballast.unlink()
    assert again().status == 0
    assert contents(out) == case.today
    read = Counter((tmp_path / "log").read_text().split())
    assert len(read) == 6
    assert read.total() <= 7
    shutil.rmtree(out.parent)


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12 if SOAK else 1))
def test_the_real_program_is_killed(tmp_path: Path, seed: int) -> None:
    (tmp_path / "in").mkdir()
    for number in range(30):
        news = " ".join(article(k, f"hubo {number} acuerdos").split("\n\n")[1] for k in range(8))
        (tmp_path / "in" / f"d{number}.txt").write_text(news, encoding="utf-8")

    def command(out: str, *options: str) -> subprocess.Popen[bytes]:
        words = ["build", str(tmp_path / "in"), "-o", str(tmp_path / out), "--json", *options]
        return subprocess.Popen(
            [sys.executable, "-m", "graph", *words],
            cwd=ROOT, stdout=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip

    killed = command("out", "--jobs", "2")
    # When some readings are there: at a size that differs from seed to seed.
    log = tmp_path / "out" / PRIVATE / f"{FILE}-wal"
    enough = random.Random(seed).randrange(30_000, 300_000)
    while killed.poll() is None and not (log.exists() and log.stat().st_size > enough):
        time.sleep(0.01)
    killed.kill()
    killed.wait()
    with contextlib.suppress(ProcessLookupError):  # what it had started
        os.killpg(killed.pid, signal.SIGKILL)
    killed.communicate()
    whole = {name: json.loads(p.communicate()[0]) for name, p in _two(command)}
    assert whole["anew"]["read_now"] == 30
    assert whole["out"]["read_now"] < 30
    for file in ("graph.ttl", "graph.html", "graph.graphml", "report.json"):
        anew = (tmp_path / "anew" / file).read_bytes()
        assert (tmp_path / "out" / file).read_bytes() == anew


def _two(
    command: Callable[[str], subprocess.Popen[bytes]],
) -> list[tuple[str, subprocess.Popen[bytes]]]:
    return [(name, command(name)) for name in ("out", "anew")]
