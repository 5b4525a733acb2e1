"""Writing the output folder: all or nothing, and never a half-written file."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from graph.errors import OutputError
from graph.phases import phase

_TODO = "Choose another folder with -o"
_BUFFER = 1 << 20


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


def write_files(folder: Path, files: Mapping[str, bytes | Iterable[bytes]]) -> None:
    """Write `files` into `folder`, each replaced atomically.

    The content of a file is bytes, or parts of it that are made as they are written. Everything
    is first written and flushed to disk beside its place; only when that has gone well the old
    files are replaced.

    Raises
    ------
    OutputError
        If the folder cannot be written; then the files in it are as before.
    """
    with _as_output_error(folder):
        folder.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=".hemerograph-", dir=folder))
        try:
            for name, content in files.items():
                with phase(f"writing {name}"):
                    _write_synced(beside / name, content)
            for name in files:
                (beside / name).replace(folder / name)
            _sync_folder(folder)
        finally:
            shutil.rmtree(beside, ignore_errors=True)


def _write_synced(path: Path, content: bytes | Iterable[bytes]) -> None:
    with path.open("wb", buffering=_BUFFER) as out:
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
    except OSError as error:
        what = f"the output folder cannot be written ({error.strerror or error})"
        raise OutputError(what, str(folder), _TODO) from error
