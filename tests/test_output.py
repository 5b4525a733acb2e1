from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import DataError, OutputError
from graph.output import require_writable, write_files


def listing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_files_are_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    write_files(folder, {"x": b"1", "y": b"2"})
    assert listing(folder) == {"x": b"1", "y": b"2"}
    assert len(list(folder.iterdir())) == 2


def test_a_file_may_come_in_parts(tmp_path: Path) -> None:
    write_files(tmp_path, {"x": (b"%d," % n for n in range(3)), "y": [], "z": b"1"})
    assert listing(tmp_path) == {"x": b"0,1,2,", "y": b"", "z": b"1"}


def test_parts_that_fail_leave_the_old_files(tmp_path: Path) -> None:
    write_files(tmp_path, {"x": b"old", "y": b"old"})
    with pytest.raises(DataError, match="relation"):
        write_files(tmp_path, {"x": b"new", "y": failing()})
    assert listing(tmp_path) == {"x": b"old", "y": b"old"}
    assert len(list(tmp_path.iterdir())) == 2


def failing() -> Iterator[bytes]:
    yield b"half of it"
    raise DataError("unknown relation")


def test_old_files_are_replaced_and_others_kept(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"old")
    (tmp_path / "mine").write_bytes(b"kept")
    write_files(tmp_path, {"x": b"new"})
    assert listing(tmp_path) == {"x": b"new", "mine": b"kept"}


def test_a_failed_write_leaves_the_old_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, {"x": b"old", "y": b"old"})
    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OutputError, match="No space left"):
        write_files(tmp_path, {"x": b"new", "y": b"new"})
    assert listing(tmp_path) == {"x": b"old", "y": b"old"}
    assert len(list(tmp_path.iterdir())) == 2


def full_disk(handle: int) -> None:
    raise OSError(28, "No space left on device")


def test_the_check_leaves_nothing_behind(tmp_path: Path) -> None:
    require_writable(tmp_path / "new" / "folder", ("graph.ttl",))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["file", "file/below", "folder"])
def test_what_is_in_the_way_is_named(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder" / "graph.ttl").mkdir(parents=True)
    with pytest.raises(OutputError) as caught:
        require_writable(tmp_path / place, ("graph.ttl",))
    assert str(tmp_path) in caught.value.where


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="only Linux has /proc")
def test_a_folder_that_nobody_may_write_is_refused() -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        require_writable(Path("/proc/salida"))
