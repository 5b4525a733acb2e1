"""Writing the output folder: all or nothing, and never a half-written file.

Beside what it is asked for, a folder that is written holds ``.hemerograph/``: while files are
replaced the new ones, and what else belongs to the folder and not to its reader.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import BinaryIO

from graph.errors import OutputError
from graph.locking import locked
from graph.phases import phase
from graph.side_by_side import Task, WriterLostError, is_possible, run_side_by_side

PRIVATE = ".hemerograph"
"""The folder within an output folder that holds what is ours alone."""

_NEW = "new"
_DECIDED = "replace.json"
_TODO = "Choose another folder with -o"
_BUFFER = 1 << 20
_OTHER_TODO = "Wait until it has ended, or choose another folder with -o"
_LOST_TODO = "See whether there is memory enough; --jobs 1 writes one file after the other"
_FULL_TODO = "Make room, then give the same call again; or choose another folder with -o"
_WAIT = 60.0


def require_writable(folder: Path, names: tuple[str, ...] = ()) -> None:
    """Check, before any work, that `folder` can be made or written; nothing is left there.

    Parameters
    ----------
    folder : pathlib.Path
        The output folder, which need not exist.
    names : tuple of str
        The files that are to be replaced in it.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    nearest = folder
    while not nearest.exists() and nearest != nearest.parent:
        nearest = nearest.parent
    if not nearest.is_dir():
        raise OutputError("not a folder", str(nearest), _TODO)
    for name in names:
        if (folder / name).is_dir():
            raise OutputError("a folder stands where a file is to be written", str(folder / name))
    with _as_output_error(folder), tempfile.TemporaryFile(dir=nearest):
        pass


@contextlib.contextmanager
def building(folder: Path) -> Iterator[Path]:
    """Have `folder` for one build alone during the block; give the private folder in it.

    What a killed build left half done is finished or cleared away first. Where nothing was
    written, nothing is left, not even a folder that was not there.

    Raises
    ------
    OutputError
        If another build is at work there, which is named, or the folder cannot be written.
    """
    with contextlib.ExitStack() as stack:
        with _as_output_error(folder):
            private = stack.enter_context(_private_folder(folder))
            lock = locked(private / "build.lock", "another build", todo=_OTHER_TODO)
            stack.enter_context(lock)
            if (private / _NEW).exists():
                with _writing(folder):
                    pass
        yield private


Content = bytes | Iterable[bytes]
"""What a file is to hold: bytes, or parts of it that are made as they are written."""


def write_files(folder: Path, files: Mapping[str, Content], jobs: int = 1) -> None:
    """Write `files` (name: content) into `folder`, all of them or none.

    A content is bytes, or parts that are made as they are written. Everything is first written
    and flushed to disk beside its place. Then one note says that the old files are to be
    replaced, and they are, each at once. Where the process dies in the midst of that, the next
    call, or `finish_replacing`, replaces the rest.

    With more than one of `jobs`, as many files at once are written, by this process and forks of
    it, where that is possible (`graph.side_by_side`). A fork takes memory for what it looks at of
    this process's; nothing that was opened before is open in it, so no content may be read from
    a file in parts.

    Raises
    ------
    OutputError
        If the folder cannot be written; then the files in it are as before, or, where not even
        a rename is possible any more, will be replaced later. If another process keeps writing
        there.
    """
    with _as_output_error(folder), _writing(folder) as new:
        new.mkdir()
        try:
            _write_all(new, files, jobs)
            _decide(new, list(files))
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
        _replace(folder, new)


def _write_all(new: Path, files: Mapping[str, Content], jobs: int) -> None:
    """Write the new files: what is still to be made side by side, the rest one by one."""
    unmade = [name for name, text in files.items() if not isinstance(text, (bytes, list, tuple))]
    if min(jobs, len(unmade)) < 2 or not is_possible():
        unmade = []
    if unmade:
        # One phase, so that the seconds of all phases are those of the whole.
        with phase(f"writing {', '.join(unmade)}"):
            _write_side_by_side(new, {name: files[name] for name in unmade}, jobs)
    for name, content in files.items():
        if name not in unmade:
            with phase(f"writing {name}"):
                _write_synced(new / name, content)


def _write_side_by_side(new: Path, files: Mapping[str, Content], jobs: int) -> None:
    with contextlib.ExitStack() as stack:
        tasks = []
        for name, content in files.items():
            out = stack.enter_context((new / name).open("wb", buffering=_BUFFER))
            tasks.append(Task(name, out.fileno(), partial(_write_to, out, content)))
        run_side_by_side(tasks, jobs)


def finish_replacing(folder: Path) -> None:
    """Put in place what a killed process had written and decided on, where that is possible.

    Where the folder cannot be written, or somebody writes there now, it is left as it is: each
    file is whole, though they may be of two builds.
    """
    with contextlib.suppress(OSError, OutputError):
        if (folder / PRIVATE / _NEW / _DECIDED).exists():
            with _writing(folder, wait=0):
                pass


@contextlib.contextmanager
def _writing(folder: Path, wait: float = _WAIT) -> Iterator[Path]:
    """Hold the lock for writing; give the place for new files, which is free."""
    with _private_folder(folder) as private:
        lock = locked(private / "write.lock", "another process", wait, _OTHER_TODO)
        with lock:
            new = private / _NEW
            if new.exists():
                _replace(folder, new)
            yield new


def _decide(new: Path, names: list[str]) -> None:
    """Write the note after which there is no way back."""
    draft = new / f"{_DECIDED}.draft"
    _write_synced(draft, json.dumps(names).encode("utf-8"))
    _sync_folder(new)
    draft.replace(new / _DECIDED)
    _sync_folder(new)


def _replace(folder: Path, new: Path) -> None:
    """Put the files in `new` that were decided on into `folder`, and remove `new`."""
    names = _decided(new)
    try:
        for name in names:
            with contextlib.suppress(FileNotFoundError):  # in its place already
                (new / name).replace(folder / name)
    except OSError as error:
        what = f"not all files could be replaced ({error.strerror or error})"
        todo = "Mend that and give the same call again: it replaces the rest"
        raise OutputError(what, str(folder), todo) from error
    _sync_folder(folder)
    # First of all the note: without it the rest is rubbish, whatever happens.
    (new / _DECIDED).unlink(missing_ok=True)
    shutil.rmtree(new, ignore_errors=True)


def _decided(new: Path) -> list[str]:
    """Return the names in the note, none where there is no note, or one that is not ours."""
    try:
        names = json.loads((new / _DECIDED).read_bytes())
    except (FileNotFoundError, ValueError):
        return []
    given = names if isinstance(names, list) else []
    # A plain name only: the folder may come from somebody else.
    return [n for n in given if isinstance(n, str) and n and Path(n).name == n]


@contextlib.contextmanager
def _private_folder(folder: Path) -> Iterator[Path]:
    """Make the private folder, and what leads there; remove afterwards what is empty."""
    made = [folder, *folder.parents]
    made = made[: next((n for n, place in enumerate(made) if place.exists()), 0)]
    folder.mkdir(parents=True, exist_ok=True)
    private = folder / PRIVATE
    private.mkdir(exist_ok=True)
    try:
        yield private
    finally:
        with contextlib.suppress(OSError):
            for place in (private, *made):
                place.rmdir()


def _write_synced(path: Path, content: Content) -> None:
    with path.open("wb", buffering=_BUFFER) as out:
        _write_to(out, content)


def _write_to(out: BinaryIO, content: Content) -> None:
    out.writelines([content] if isinstance(content, bytes) else content)
    out.flush()
    os.fsync(out.fileno())


def _sync_folder(folder: Path) -> None:
    # Some systems cannot sync a folder; the files themselves are safe already.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def _as_output_error(folder: Path) -> Iterator[None]:
    try:
        yield
    except WriterLostError as error:
        raise OutputError(str(error), str(folder), _LOST_TODO) from error
    except OSError as error:
        what = f"the output folder cannot be written ({error.strerror or error})"
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise OutputError(what, str(folder), _FULL_TODO if full else _TODO) from error
