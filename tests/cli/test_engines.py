"""How a build reads, as its users meet it: limits, engines, outputs elsewhere, and being ended."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import fsspec
import psutil
import pytest
from click.testing import CliRunner, Result

from graph.cli import INTERRUPTED, UNUSABLE, cli
from tests.conftest import ROOT

REFUSED = 1
PROSE = "El canciller habló ayer con el embajador en Lima sobre la cooperación entre los países. "
MEMORY = fsspec.filesystem("memory")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.txt").write_text(f"{PROSE} {name}", encoding="utf-8")
    return folder


@pytest.mark.model
@pytest.mark.slow
def test_a_text_that_takes_too_long_is_refused_with_the_limit(news: Path, tmp_path: Path) -> None:
    (news / "largo.txt").write_text(PROSE * 650, encoding="utf-8")
    result = run("build", news, "-o", tmp_path / "out", "--jobs", "1", "--time-limit", "0.5")
    assert result.exit_code == REFUSED, result.output
    assert "largo: the document could not be analysed" in result.stderr
    assert "--time-limit" in result.stderr
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert report["documents"] == 2
    assert [entry["input"] for entry in report["refused"]] == ["largo"]


@pytest.mark.model
@pytest.mark.parametrize("engine", ["local", "serial"])
def test_engines_write_the_same_bytes(news: Path, tmp_path: Path, engine: str) -> None:
    result = run("build", news, "-o", tmp_path / engine, "--engine", engine, "--jobs", "2")
    assert result.exit_code == 0, result.output
    plain = run("build", news, "-o", tmp_path / "plain")
    assert plain.exit_code == 0, plain.output
    for name in ("graph.ttl", "graph.html", "graph.graphml", "report.json"):
        assert (tmp_path / engine / name).read_bytes() == (tmp_path / "plain" / name).read_bytes()


@pytest.mark.model
def test_an_output_may_be_anywhere(news: Path, tmp_path: Path) -> None:
    url = f"memory://{tmp_path.name}/out"
    result = run("build", news, "-o", url, "--work", tmp_path / "work")
    assert result.exit_code == 0, result.output
    assert f"{url}/graph.ttl" in result.stdout
    assert "xdg-open" not in result.stdout
    local = run("build", news, "-o", tmp_path / "here")
    assert local.exit_code == 0
    for name in ("graph.ttl", "graph.html", "graph.graphml", "report.json"):
        sent = MEMORY.cat_file(f"/{tmp_path.name}/out/{name}")
        assert sent == (tmp_path / "here" / name).read_bytes()
    assert not (tmp_path / "work" / "graph.ttl").exists()


@pytest.mark.model
def test_corrections_beside_an_output_at_an_address_are_applied(news: Path, tmp_path: Path) -> None:
    url = f"memory://{tmp_path.name}/out"
    rules = b'[[alias]]\nentity = "Nadie Nunca"\nalias = ["Nadia"]\n'
    MEMORY.pipe_file(f"/{tmp_path.name}/out/corrections.toml", rules)
    result = run("build", news, "-o", url, "--work", tmp_path / "work")
    assert result.exit_code == 0, result.output
    assert f"not corrected: {url}/corrections.toml:1" in result.stderr
    assert MEMORY.cat_file(f"/{tmp_path.name}/out/corrections.toml") == rules


def test_broken_corrections_at_an_address_are_told_with_it(news: Path, tmp_path: Path) -> None:
    url = f"memory://{tmp_path.name}/out"
    MEMORY.pipe_file(f"/{tmp_path.name}/out/corrections.toml", b"[[sane]]\n")
    result = run("build", news, "-o", url, "--work", tmp_path / "work")
    assert result.exit_code == UNUSABLE
    assert f"{url}/corrections.toml:1" in result.stderr
    assert not (tmp_path / "work").exists()


UNUSABLE_CALLS = [
    (["--address", "auto"], "--engine ray"),
    (["--engine", "slurm"], "slurm"),
    (["--time-limit", "-1"], "--time-limit"),
    (["--memory-limit", "viel"], "--memory-limit"),
    (["-o", "http://127.0.0.1:1/out"], "cannot be written"),
    (["-o", "nonsense://x"], "nonsense"),
    (["-o", "out", "--work", "here"], "--work"),
]


@pytest.mark.parametrize(
    ("options", "told"), UNUSABLE_CALLS, ids=[" ".join(call) for call, _ in UNUSABLE_CALLS]
)
def test_an_unusable_call_writes_nothing(
    news: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], told: str
) -> None:
    monkeypatch.chdir(news.parent)
    result = run("build", "in", *options)
    assert result.exit_code == UNUSABLE
    assert told in result.stderr
    assert [path.name for path in news.parent.iterdir()] == ["in"]


def reading_process(run: subprocess.Popen[str]) -> psutil.Process:
    """Wait for the first process that reads."""
    for _ in range(2400):
        if children := psutil.Process(run.pid).children():
            return children[0]
        time.sleep(0.05)
    raise AssertionError("nothing reads")


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_build_that_is_ended_ends_its_processes_and_writes_nothing(
    news: Path, tmp_path: Path, number: signal.Signals
) -> None:
    for n in range(20):
        (news / f"largo-{n}.txt").write_text(PROSE * 200 + str(n), encoding="utf-8")
    command = [sys.executable, "-m", "graph", "build", str(news), "-o", str(tmp_path / "out")]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as build:
        reader = reading_process(build)
        build.send_signal(number)
        _, told = build.communicate(timeout=120)
    assert build.returncode == INTERRUPTED
    assert "Traceback" not in told
    psutil.wait_procs([reader], timeout=60)
    assert not reader.is_running()
    assert not (tmp_path / "out" / "graph.ttl").exists()
