"""Files written side by side, each by a forked process that shares what its caller has in memory.

A graph of thousands of documents is far too large to be sent to another process; a fork has it
without a copy, but for the pages that it touches. Each process gets the file that it writes to
already open, and keeps nothing else open of its caller's: it can neither make a file nor hold a
lock, and the kernel ends it with its caller.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import pickle
import signal
import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path
from typing import BinaryIO, NoReturn, TypeVar

from graph.errors import HemerographError

T = TypeVar("T")
Write = Callable[[BinaryIO, T], None]

_PR_SET_PDEATHSIG = 1
_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_PIECE, _BUFFER = 1 << 16, 1 << 20
_LAST_STANDARD = 2
_TASKS, _HANDLES = Path("/proc/self/task"), Path("/proc/self/fd")


class WriterLostError(Exception):
    """A process has ended without an answer; the message says which file it wrote, and how."""


def is_possible() -> bool:
    """Whether processes can be forked here: on Linux, from one thread.

    Elsewhere nothing ends them with their caller; and a thread that holds a lock while another
    forks leaves it held for ever in the new process.
    """
    if sys.platform != "linux":
        return False
    try:
        return len(list(_TASKS.iterdir())) == 1
    except OSError:
        return False


def write_side_by_side(contents: Mapping[Path, T], write: Write[T], jobs: int) -> None:
    """Write each of `contents` to the file of its key, in a process of its own.

    Only where `is_possible`. When this returns, or raises, none of the processes is left.

    Parameters
    ----------
    contents : mapping of pathlib.Path to content
        The files, each made anew; those that take longest first.
    write : callable
        Writes a content to an open file; called in the process of that file.
    jobs : int
        Greatest number of processes at once.

    Raises
    ------
    WriterLostError
        If a process is ended by something else.
    Exception
        What `write` raised in a process, with the place in a note unless it tells a user enough.
    """
    waiting = deque(contents.items())
    running: dict[int, _Writer] = {}
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                path, content = waiting.popleft()
                _start(path, content, write, running)
            for hears in wait(list(running)):
                writer = running[_number(hears)]
                if piece := os.read(writer.hears, _PIECE):
                    writer.answer += piece
                    continue
                status = writer.wait()
                del running[writer.hears]
                writer.check(status)
    finally:
        for writer in running.values():
            os.kill(writer.pid, signal.SIGKILL)
            writer.wait()


@dataclass(slots=True)
class _Writer:
    """A process that writes, seen from the one that started it."""

    pid: int
    name: str
    hears: int
    answer: bytes = b""

    def wait(self) -> int:
        """Wait for its end; return its status as `os.waitpid` gives it."""
        os.close(self.hears)
        return os.waitpid(self.pid, 0)[1]

    def check(self, status: int) -> None:
        """Raise what went wrong, if anything did."""
        try:
            error = pickle.loads(self.answer)  # of a fork of our own
        except (EOFError, pickle.UnpicklingError) as cut:
            code = os.waitstatus_to_exitcode(status)
            how = signal.Signals(-code).name if code < 0 else f"exit status {code}"
            raise WriterLostError(f"the process that wrote {self.name} died ({how})") from cut
        if error is not None:
            raise error


def _start(path: Path, content: T, write: Write[T], running: dict[int, _Writer]) -> None:
    """Start the process that writes `content`; where none can be had, write it here."""
    with path.open("wb", buffering=_BUFFER) as out:
        hears, says = os.pipe()
        # An interrupt between the fork and the first line of the child would clear away in the
        # child what is its parent's.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        try:
            parent, pid = os.getpid(), _fork()
            if pid == 0:
                _be_writer(parent, says, before, out.fileno(), lambda file: write(file, content))
            if pid:
                running[hears] = _Writer(pid, path.name, hears)
            else:
                os.close(hears)
        finally:
            os.close(says)
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if pid is None:
            write(out, content)


def _fork() -> int | None:
    """Return what `os.fork` does, None where there is no room for a process more."""
    try:
        return os.fork()
    except OSError:
        return None


def _be_writer(
    parent: int,
    says: int,
    mask: Iterable[int],
    out: int,
    write: Callable[[BinaryIO], None],
) -> NoReturn:
    """Be the process that writes: never return to what its parent was at."""
    try:
        # Ctrl-C goes to all processes of a terminal; the parent ends this one.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
        if os.getppid() == parent:  # else it has ended meanwhile
            _let_go({out, says})
            # Looking through a graph of its parent's would copy all of it.
            gc.disable()
            answer = memoryview(_answer(write, out))
            while answer:
                answer = answer[os.write(says, answer) :]
    finally:
        os._exit(0)


def _answer(write: Callable[[BinaryIO], None], out: int) -> bytes:
    """Write; return what went wrong, pickled, or None."""
    try:
        with os.fdopen(out, "wb", buffering=_BUFFER) as file:
            write(file)
    except BaseException as error:
        if not isinstance(error, (HemerographError, OSError)):
            error.add_note("".join(traceback.format_exception(error)))
        try:
            told = pickle.dumps(error)
            pickle.loads(told)  # whose class takes other arguments cannot be made again
        except Exception:
            return pickle.dumps(RuntimeError("".join(traceback.format_exception(error))))
        return told
    return pickle.dumps(None)


def _let_go(kept: set[int]) -> None:
    """Close all files, but standard ones and those that are kept: there are locks among them."""
    for handle in [int(entry.name) for entry in _HANDLES.iterdir()]:
        if handle > _LAST_STANDARD and handle not in kept:
            with contextlib.suppress(OSError):  # that of the listing itself
                os.close(handle)


def _number(ready: object) -> int:
    assert isinstance(ready, int)  # as it was given
    return ready
