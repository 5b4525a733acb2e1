"""How many processes read where nobody says."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from graph.engines import cores
from graph.engines.choice import EngineChoice, engine_for
from graph.engines.interface import Limits
from graph.errors import UsageError
from graph.model import Document

ONE = cores.WORTH


def texts(*lengths: int) -> list[Document]:
    return [Document(f"d{n}", "a" * length, "0") for n, length in enumerate(lengths)]


JOBS = [
    ("one article", [4_000], 8, math.inf, 1),
    ("what one process reads in the time that a second takes to start", [ONE], 8, math.inf, 1),
    ("twice that", [ONE, ONE], 8, math.inf, 2),
    ("a corpus", [ONE] * 100, 8, math.inf, 8),
    ("one core", [ONE] * 100, 1, math.inf, 1),
    ("little memory", [ONE] * 100, 8, 3.5, 3),
    ("hardly any memory", [ONE] * 100, 8, 0.1, 1),
]


@pytest.mark.parametrize(
    ("lengths", "number", "memory", "jobs"), [row[1:] for row in JOBS], ids=[row[0] for row in JOBS]
)
def test_processes_are_as_many_as_cores_memory_and_documents_are_worth(
    monkeypatch: pytest.MonkeyPatch, lengths: list[int], number: int, memory: float, jobs: int
) -> None:
    free = 1 << 60 if memory == math.inf else int(memory * cores.MEMORY)
    monkeypatch.setattr(cores, "cores", lambda: number)
    monkeypatch.setattr(cores, "free_memory", lambda: free)
    assert cores.default_jobs(texts(*lengths)) == jobs


GROUPS = [
    ("no group", "", {}, 64, None),
    ("two, no limit", "0::/a/b", {"a/b/cpu.max": "max 100000"}, 64, None),
    ("two cores", "0::/a", {"a/cpu.max": "200000 100000"}, 2, None),
    ("part of a core is one", "0::/a", {"a/cpu.max": "150000 100000"}, 2, None),
    ("the group above", "0::/a/b", {"a/cpu.max": "300000 100000"}, 3, None),
    (
        "version 1",
        "3:cpu:/x",
        {"cpu/x/cpu.cfs_quota_us": "400000", "cpu/x/cpu.cfs_period_us": "100000"},
        4,
        None,
    ),
    (
        "version 1, no limit",
        "3:cpu,cpuacct:/x",
        {"cpu,cpuacct/x/cpu.cfs_quota_us": "-1", "cpu,cpuacct/x/cpu.cfs_period_us": "100000"},
        64,
        None,
    ),
    ("memory", "0::/a", {"a/memory.max": "5000", "a/memory.current": "1000"}, 64, 4000),
    ("memory without limit", "0::/a", {"a/memory.max": "max", "a/memory.current": "1"}, 64, None),
    (
        "memory, version 1",
        "4:memory:/x",
        {"memory/x/memory.limit_in_bytes": "900", "memory/x/memory.usage_in_bytes": "200"},
        64,
        700,
    ),
    ("not as expected", "0::/a", {"a/cpu.max": "", "a/memory.max": "?"}, 64, None),
]


@pytest.mark.parametrize(
    ("group", "files", "number", "memory"), [row[1:] for row in GROUPS], ids=[r[0] for r in GROUPS]
)
def test_what_a_container_keeps_from_us_does_not_count(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    group: str,
    files: dict[str, str],
    number: int,
    memory: int | None,
) -> None:
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content + "\n", encoding="ascii")
    own = tmp_path / "own"
    own.write_text(group + "\n" if group else "", encoding="ascii")
    monkeypatch.setattr(cores, "_GROUPS", tmp_path)
    monkeypatch.setattr(cores, "_OWN_GROUPS", own)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: range(64), raising=False)
    monkeypatch.setattr("psutil.virtual_memory", lambda: type("M", (), {"available": 1 << 40}))
    assert cores.cores() == number
    assert cores.free_memory() == (1 << 40 if memory is None else memory)


def test_an_engine_that_is_not_there_is_refused() -> None:
    with pytest.raises(UsageError, match="local, ray, serial"):
        engine_for("m", texts(1), EngineChoice(engine="slurm"))


@pytest.mark.parametrize(
    ("choice", "what"),
    [
        ({"jobs": -1}, "jobs must be 0 or more"),
        ({"limits": Limits(seconds=-1)}, "time limit must be 0 or more"),
        ({"limits": Limits(seconds=math.nan)}, "time limit must be 0 or more"),
        ({"limits": Limits(memory=-1)}, "memory limit must be 0 or more"),
        ({"address": "host:6379"}, "an address is that of a Ray cluster"),
    ],
    ids=["jobs", "time", "no number", "memory", "address of no cluster"],
)
def test_what_no_engine_can_work_with_is_refused_at_once(choice: dict[str, Any], what: str) -> None:
    with pytest.raises(UsageError, match=what):
        EngineChoice(**choice)
