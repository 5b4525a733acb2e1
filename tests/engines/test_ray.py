"""Reading on a Ray cluster of two workers, one of which is lost."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psutil
import pytest

from graph.engines.choice import EngineChoice, engine_for
from graph.errors import EngineError
from tests.conftest import ROOT, SEEDS
from tests.engines.documents import documents


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.engines.on_ray"]
    run = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False
    )
    assert run.returncode == 0, run.stderr[-2000:]
    return dict(json.loads(run.stdout.splitlines()[-1]))


TOLD = [
    ("worker killed", {"killed": True, "all": True, "same bytes": True}),
    ("faults", {"same": True, "refused": True}),
    ("node lost", {"same": True}),
    ("connection is left", True),
]


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.parametrize(("what", "result"), TOLD, ids=[what for what, _ in TOLD])
def test_a_cluster_gives_what_one_machine_gives(
    told: dict[str, Any], what: str, result: object
) -> None:
    assert told[what] == result


REFUSED = [
    ("broken lexicon", ["frames/x.toml:3", "unknown key 'verbo'"]),
    ("other pipeline", ["another pipeline", "the same model"]),
]


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.parametrize(("what", "words"), REFUSED, ids=[what for what, _ in REFUSED])
def test_workers_that_cannot_read_as_we_do_end_the_run(
    told: dict[str, Any], what: str, words: list[str]
) -> None:
    assert [word for word in ["EngineError", *words] if word not in told[what]] == []


@pytest.mark.model
@pytest.mark.slow
def test_a_build_starts_a_cluster_of_its_own_and_ends_it(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    command = [sys.executable, "-m", "graph", "build", str(SEEDS), "--quiet"]
    command += ["--engine", "ray", "--formats", "ttl", "-o", str(tmp_path / "out")]
    environment = {**os.environ, "HOME": str(tmp_path / "home")}
    environment.pop("RAY_AUTH_TOKEN", None)
    run = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False, env=environment
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout == ""
    output = (ROOT / "output" / "graph.ttl").read_bytes()
    assert (tmp_path / "out" / "graph.ttl").read_bytes() == output
    # Ray keeps its token there where nobody gives it one.
    assert not (tmp_path / "home" / ".ray").exists()
    here = str(tmp_path / "home")
    left = [p for p in psutil.process_iter() if _home(p) == here]
    assert left == []


def _home(process: psutil.Process) -> str:
    try:
        return str(process.environ().get("HOME", ""))
    except psutil.Error:
        return ""


def test_where_ray_is_missing_the_command_to_install_it_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(EngineError, match=r"pip install 'hemerograph\[ray\]'"):
        engine_for("m", documents("uno"), EngineChoice(engine="ray"))
