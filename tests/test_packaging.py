"""What is installed: the wheel alone, outside the repository, and the locks."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

import graph

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        folder,
        ROOT,
    ]
    subprocess.run(command, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


@pytest.mark.slow
def test_the_wheel_has_every_file_of_both_packages(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    tracked = subprocess.run(
        ["git", "ls-files", "graph", "ontology"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(tracked.stdout.splitlines()) - names == set()


@pytest.mark.slow
@pytest.mark.model
def test_the_wheel_builds_the_seed_outside_the_repository(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=False)
    site = next((tmp_path / "env").glob("lib/python*/site-packages"))
    zipfile.ZipFile(wheel).extractall(site)
    # The dependencies are those of this environment, without our own package: its folder is
    # the repository, which must not stand in for a file that the wheel lacks.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    run: list[str | Path] = [tmp_path / "env" / "bin" / "python", "-I", "-m", "graph"]
    seed = tmp_path / "nota.txt"
    seed.write_bytes(next((ROOT / "seeds").glob("*.txt")).read_bytes())
    build = [*run, "build", seed, "-o", tmp_path / "out"]
    result = subprocess.run(build, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    where = "import graph, ontology; print(graph.__file__, ontology.__file__)"
    shown = subprocess.run(
        [run[0], "-I", "-c", where], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert all(Path(path).is_relative_to(site) for path in shown.stdout.split())
    validate = subprocess.run(
        [*run, "validate", tmp_path / "out"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert validate.returncode == 0, validate.stdout


def test_the_version_is_one() -> None:
    assert PROJECT["version"] == graph.__version__


@pytest.mark.parametrize("requirement", PROJECT["dependencies"])
def test_dependencies_are_bounded_and_locked(requirement: str) -> None:
    name = re.match(r"[A-Za-z0-9_.-]+", requirement)
    assert name is not None
    assert "<" in requirement
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8").casefold()
    assert f"\n{name[0].casefold()}==" in lock


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_locks_pin_every_line_by_hash_and_name_no_host(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) > 50
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry
    assert "://" not in text


def test_the_test_lock_agrees_with_the_lock() -> None:
    pins = [
        set(re.findall(r"^[a-z0-9-]+==\S+", (ROOT / name).read_text("utf-8"), re.M))
        for name in ("requirements.lock", "requirements-test.lock")
    ]
    assert pins[0] <= pins[1]


def test_importing_the_package_does_not_load_spacy() -> None:
    code = (
        "import graph, graph.cli, sys; sys.exit('spacy' in sys.modules or 'rdflib' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    assert (
        subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0
    )
