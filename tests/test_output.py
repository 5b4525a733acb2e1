from __future__ import annotations

import errno
import fcntl
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import DataError, OutputError
from graph.locking import locked
from graph.output import PRIVATE, building, finish_replacing, require_writable, write_files


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


@pytest.fixture
def decided(tmp_path: Path) -> Path:
    """A folder in which a process was killed after the first of two renames."""
    (tmp_path / "x").write_bytes(b"new")
    (tmp_path / "y").write_bytes(b"old")
    new = tmp_path / PRIVATE / "new"
    new.mkdir(parents=True)
    (new / "y").write_bytes(b"new")
    (new / "replace.json").write_text('["x", "y"]')
    return tmp_path


def test_what_was_decided_is_finished_by_who_reads(decided: Path) -> None:
    finish_replacing(decided)
    assert listing(decided) == {"x": b"new", "y": b"new"}
    assert not (decided / PRIVATE).exists()


def test_what_was_decided_is_finished_by_who_writes(decided: Path) -> None:
    write_files(decided, {"z": b"3"})
    assert listing(decided) == {"x": b"new", "y": b"new", "z": b"3"}


def test_what_was_decided_is_finished_by_who_builds(decided: Path) -> None:
    with building(decided):
        assert listing(decided) == {"x": b"new", "y": b"new"}


def test_what_was_not_decided_is_cleared_away(decided: Path) -> None:
    (decided / PRIVATE / "new" / "replace.json").unlink()
    with building(decided):
        assert listing(decided) == {"x": b"new", "y": b"old"}
        assert not (decided / PRIVATE / "new").exists()


@pytest.mark.parametrize(
    "note",
    ['["../evil"]', '["/evil"]', '[".."]', '[""]', "[7]", "{}", '"y"', "", "\udcff"],
)
def test_a_note_that_is_not_ours_moves_nothing_out_of_its_folder(decided: Path, note: str) -> None:
    (decided / PRIVATE / "evil").write_bytes(b"")
    (decided / PRIVATE / "new" / "replace.json").write_bytes(
        note.encode("utf-8", "surrogateescape")
    )
    before = sorted(decided.parent.iterdir())
    finish_replacing(decided)
    assert listing(decided) == {"x": b"new", "y": b"old"}
    assert sorted(decided.parent.iterdir()) == before


def test_who_cannot_finish_leaves_it(decided: Path) -> None:
    with locked(decided / PRIVATE / "write.lock", "a writer"):
        finish_replacing(decided)
        assert listing(decided) == {"x": b"new", "y": b"old"}


def test_a_rename_that_fails_is_told_and_made_up_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, {"x": b"old", "y": b"old"})
    rename = Path.replace

    def failing(path: Path, to: Path) -> Path:
        if to.name == "y":
            raise OSError(28, "No space left on device")
        return rename(path, to)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", failing)
        with pytest.raises(OutputError, match=r"not all files .* the same call again"):
            write_files(tmp_path, {"x": b"new", "y": b"new"})
    assert listing(tmp_path) == {"x": b"new", "y": b"old"}
    write_files(tmp_path, {"x": b"new", "y": b"new"})
    assert listing(tmp_path) == {"x": b"new", "y": b"new"}
    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_is_built_by_one_at_a_time(tmp_path: Path) -> None:
    with building(tmp_path / "out"):
        told = f"another build .*process {os.getpid()} on "
        with pytest.raises(OutputError, match=told), building(tmp_path / "out"):
            pass
        write_files(tmp_path / "out", {"x": b"1"})  # an export may go on
    with building(tmp_path / "out"):
        pass
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["x"]


def test_a_build_that_wrote_nothing_leaves_nothing(tmp_path: Path) -> None:
    with building(tmp_path / "a" / "out"):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOTSUP])
def test_a_file_system_without_locks_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def flock(handle: int, operation: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", flock)
    with building(tmp_path):
        write_files(tmp_path, {"x": b"1"})
    assert listing(tmp_path) == {"x": b"1"}


def test_a_lock_whose_file_its_holder_removed_is_sought_anew(tmp_path: Path) -> None:
    """Two that wait for one lock: the first to get it removes the file that the other opened."""
    file = tmp_path / "in" / "a.lock"
    held = 0
    most = 0

    def hold() -> None:
        nonlocal held, most
        for _ in range(20):
            with locked(file, "another", wait=30):
                held += 1
                most = max(most, held)
                time.sleep(0.001)
                held -= 1

    file.parent.mkdir()
    threads = [threading.Thread(target=hold) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
