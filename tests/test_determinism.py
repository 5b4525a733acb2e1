"""The same input gives the same bytes: other order, processes, hash seed, place and day."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, SEEDS

pytestmark = [pytest.mark.model, pytest.mark.slow]

FILES = ("graph.ttl", "graph.html", "graph.graphml")
QUITO = (
    "date 2025-03-05 Diálogo\n\nLuis Prado conversó con Ana Torres, según Radio Sur. "
    "«No visitaremos Lima», dijo Prado."
)
LIMA = (
    "date 2025-03-04 Visita\n\nLa canciller Ana Torres habló el lunes con Luis Prado en Lima. "
    "Torres, del Partido Verde, criticó al Congreso."
)
# Two files of one text: copies are told apart by their names, whatever the order.
NEWS = {"z-lima.txt": LIMA, "a-quito.txt": QUITO, "m-copy.txt": QUITO}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("news")
    for name, text in NEWS.items():
        (path / name).write_text(text, encoding="utf-8")
    for seed in SEEDS.glob("*.txt"):
        shutil.copy(seed, path)
    return path


def build(inputs: list[Path], out: Path, *options: str, **environment: str) -> dict[str, bytes]:
    """Run the command in a process of its own and return the files that it wrote."""
    command = [
        sys.executable,
        "-m",
        "graph",
        "build",
        *map(str, inputs),
        "-o",
        str(out),
        "--quiet",
        *options,
    ]
    subprocess.run(
        command, check=True, cwd=ROOT, env={**os.environ, **environment}, capture_output=True
    )
    return {name: (out / name).read_bytes() for name in FILES}


@pytest.fixture(scope="module")
def first(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    paths = sorted(folder.iterdir())
    return build(
        paths, tmp_path_factory.mktemp("first"), "--jobs", "1", PYTHONHASHSEED="1", TZ="UTC"
    )


def moved(folder: Path, to: Path) -> list[Path]:
    """Copy the inputs to another folder and return them from last to first."""
    shutil.copytree(folder, to)
    return sorted(to.iterdir(), reverse=True)


@pytest.fixture(scope="module")
def others(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    root = tmp_path_factory.mktemp("others")
    backwards = sorted(folder.iterdir(), reverse=True)
    return {
        "order and hash seed": build(backwards, root / "a", "--jobs", "1", PYTHONHASHSEED="77"),
        "two processes": build(backwards, root / "b", "--jobs", "2", PYTHONHASHSEED="5"),
        "folder and time zone": build(
            moved(folder, root / "elsewhere"), root / "c", TZ="Pacific/Kiritimati", LC_ALL="C"
        ),
    }


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("how", ["order and hash seed", "two processes", "folder and time zone"])
def test_another_run_gives_the_same_bytes(
    first: dict[str, bytes], others: dict[str, dict[str, bytes]], how: str, name: str
) -> None:
    assert others[how][name] == first[name]


@pytest.mark.parametrize("name", FILES)
def test_no_file_is_empty_of_the_news(first: dict[str, bytes], name: str) -> None:
    assert "Ana Torres" in first[name].decode("utf-8")


@pytest.mark.parametrize("name", FILES)
def test_no_file_bears_the_day_of_its_making(first: dict[str, bytes], name: str) -> None:
    text = first[name].decode("utf-8")
    today = datetime.datetime.now(tz=datetime.UTC).date()
    days = {today + datetime.timedelta(days=k) for k in (-1, 0, 1)}
    assert not [day for day in days if day.isoformat() in text]


@pytest.mark.parametrize("name", FILES)
def test_no_file_bears_a_path_of_the_machine(
    first: dict[str, bytes], folder: Path, name: str
) -> None:
    text = first[name].decode("utf-8")
    assert str(folder) not in text
    assert str(ROOT) not in text
    assert str(Path.home()) + "/" not in text
