"""A lock on a folder that dies with its process, however that ends."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

from graph.errors import OutputError

_PAUSE = 0.05
# A file system without locks: better no lock than no work.
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})
# Over NFS, where locks on files are made of locks on bytes, a lock that is held may be EACCES.
_HELD = frozenset({errno.EAGAIN, errno.EACCES})


@contextlib.contextmanager
def locked(file: Path, doing: str, wait: float = 0.0, todo: str = "") -> Iterator[None]:
    """Hold the lock `file` during the block; the file is gone afterwards.

    The system gives up the lock (``flock``) when the process ends, also by ``kill -9`` or a loss
    of power, so that none is ever left behind. It holds between machines too where the folder
    is on NFS (Linux: version 4, or 3 with its lock service); on a file system that has no locks
    the block runs without one.

    Parameters
    ----------
    file : pathlib.Path
        In a folder that exists, or whose parent does.
    doing : str
        What another holder of the lock does, for the error: "another build".
    wait : float
        Seconds to wait for the lock.
    todo : str
        What the user can do where it is not free.

    Raises
    ------
    OutputError
        If another process holds the lock; it is named.
    OSError
        If the file cannot be made.
    """
    handle = _acquire(file, doing, wait, todo)
    try:
        yield
    finally:
        # While the lock is held: who waits for it sees that its file is another one now.
        with contextlib.suppress(OSError):
            file.unlink()
        os.close(handle)


def _acquire(file: Path, doing: str, wait: float, todo: str) -> int:
    deadline = time.monotonic() + wait
    while True:
        handle = _open(file)
        try:
            if _lock(handle):
                if _is_still(file, handle):
                    _write_holder(handle)
                    return handle
            elif time.monotonic() >= deadline:
                what = f"{doing} is at work in this folder{_holder(handle)}"
                raise OutputError(what, str(file.parent.parent), todo)
            else:
                time.sleep(_PAUSE)
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _open(file: Path) -> int:
    for _ in range(100):
        try:
            return os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        except FileNotFoundError:  # another process has just removed its empty folder
            file.parent.mkdir(parents=True, exist_ok=True)
    raise OSError(errno.ENOENT, os.strerror(errno.ENOENT), str(file))


def _lock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD:
            return False
        if error.errno not in _NO_LOCKS:
            raise
    return True


def _is_still(file: Path, handle: int) -> bool:
    """Whether `handle` is the file that is there now, and not one that its holder removed."""
    try:
        return os.path.samestat(file.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _write_holder(handle: int) -> None:
    with contextlib.suppress(OSError):  # a full disk; only the message is the poorer
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"process {os.getpid()} on {socket.gethostname()}\n".encode(), 0)


def _holder(handle: int) -> str:
    try:
        text = os.pread(handle, 200, 0).decode("utf-8", "replace").strip()
    except OSError:
        return ""
    return f" ({text})" if text else ""
