"""Files written side by side, by this process and forks of it, which share what it has in memory.

A graph of thousands of documents is far too large to be sent to another process; a fork has it
without a copy, but for the pages that it touches. The files are open before the fork, which keeps
nothing else open of its parent's: it can neither make a file nor hold a lock, and the kernel ends
it with its parent.
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
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NoReturn

from graph.errors import HemerographError

_PR_SET_PDEATHSIG = 1
_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_LAST_STANDARD = 2
_TASKS, _HANDLES = Path("/proc/self/task"), Path("/proc/self/fd")


class WriterLostError(Exception):
    """A process has ended without an answer; the message says what it was at, and how it ended."""


@dataclass(frozen=True, slots=True)
class Task:
    """A piece of work: its name, and what does it; a fork keeps the file ``handle`` open for it."""

    name: str
    handle: int
    run: Callable[[], None]


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


def run_side_by_side(tasks: Sequence[Task], jobs: int) -> None:
    """Run tasks in this process and forks of it, each of which takes the next when it is free.

    Only where `is_possible`. When this returns, or raises, no fork is left.

    Parameters
    ----------
    tasks : sequence of Task
        At most 255; those that take longest first.
    jobs : int
        Greatest number of processes, this one among them.

    Raises
    ------
    WriterLostError
        If a fork is ended by something else.
    Exception
        What a task raised; of a fork with its traceback in a note, unless it is an error that
        says enough.
    """
    forks: list[_Fork] = []
    # A byte a task: whoever reads it has the task, and nobody else.
    queue, filling = os.pipe()
    try:
        with open(filling, "wb", buffering=0) as places:  # noqa: PTH123  (no path)
            places.write(bytes(range(len(tasks))))
        # An interrupt between a fork and its first line would clear away there what is its
        # parent's, and one behind it would leave the fork to itself.
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        try:
            for _ in range(min(jobs, len(tasks)) - 1):
                if (fork := _forked(mask, tasks, queue)) is None:
                    break  # no room for a process more
                forks.append(fork)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        for task in _taken(tasks, queue):
            task.run()
            for fork in forks:
                fork.hear(wait=False)
        for fork in forks:
            fork.hear()
    finally:
        os.close(queue)
        for fork in forks:
            fork.end()


def _taken(tasks: Sequence[Task], queue: int) -> Iterator[Task]:
    while place := os.read(queue, 1):
        yield tasks[place[0]]


@dataclass(slots=True)
class _Fork:
    """A process that runs tasks, seen from its parent."""

    pid: int
    said: Connection
    at: str = "the files"
    is_done: bool = False

    def hear(self, wait: bool = True) -> None:
        """Take what it has said, until it is done where we `wait`; raise what went wrong."""
        while not self.is_done and (wait or self.said.poll()):
            try:
                said = self.said.recv()
            except EOFError:
                code = os.waitstatus_to_exitcode(self._wait())
                how = signal.Signals(-code).name if code < 0 else f"exit status {code}"
                raise WriterLostError(f"the process that wrote {self.at} died ({how})") from None
            if isinstance(said, BaseException):
                raise said
            self.is_done = said is None
            self.at = said or self.at

    def end(self) -> None:
        """End it, if it has not ended by itself."""
        if self.pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self._wait()
        self.said.close()

    def _wait(self) -> int:
        pid, self.pid = self.pid, 0
        return os.waitpid(pid, 0)[1]


def _forked(mask: Iterable[int], tasks: Sequence[Task], queue: int) -> _Fork | None:
    """Start a process that takes tasks, with the signals of `mask` blocked; None if none starts."""
    hears, says = Pipe(duplex=False)
    try:
        parent, pid = os.getpid(), os.fork()
        if pid == 0:
            _be_fork(parent, mask, says, tasks, queue)
        return _Fork(pid, hears)
    except OSError:
        hears.close()
        return None
    finally:
        says.close()


def _be_fork(
    parent: int, mask: Iterable[int], says: Connection, tasks: Sequence[Task], queue: int
) -> NoReturn:
    """Be the process that runs tasks: never return to what its parent was at."""
    try:
        # Ctrl-C goes to all processes of a terminal; the parent ends this one.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
        if os.getppid() == parent:  # else it has ended meanwhile
            _let_go({says.fileno(), queue, *(task.handle for task in tasks)})
            # To look through the graph for garbage would copy all of it.
            gc.disable()
            says.send_bytes(_outcome(says, tasks, queue))
    finally:
        os._exit(0)


def _outcome(says: Connection, tasks: Sequence[Task], queue: int) -> bytes:
    """Run tasks, telling the name of each; return what went wrong, pickled, or None."""
    try:
        for task in _taken(tasks, queue):
            says.send(task.name)
            task.run()
    except BaseException as error:
        text = "".join(traceback.format_exception(error))
        if not isinstance(error, (HemerographError, OSError)):
            error.add_note(text)
        try:
            told = pickle.dumps(error)
            pickle.loads(told)  # what takes other arguments than it shows cannot be made again
        except Exception:
            return pickle.dumps(RuntimeError(text))
        return told
    return pickle.dumps(None)


def _let_go(kept: set[int]) -> None:
    """Close all files, but standard ones and those that are kept: there are locks among them."""
    for handle in [int(entry.name) for entry in _HANDLES.iterdir()]:
        if handle > _LAST_STANDARD and handle not in kept:
            with contextlib.suppress(OSError):  # that of the listing itself
                os.close(handle)
