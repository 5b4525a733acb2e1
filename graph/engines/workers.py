"""A process that reads, seen from the one that started it: what it is at, what it takes.

It is a fresh interpreter and no fork, so that no state of the caller gets into the readings;
and it imports nothing of the caller's, so that a script needs no ``if __name__ == "__main__"``.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

import psutil

from graph.engines.answers import unpacked
from graph.engines.batches import seconds_together
from graph.engines.interface import PATIENCE, Limits, MakeReader, Outcome
from graph.errors import HemerographError
from graph.model import Document

_BEGIN = (
    "import signal, sys, json; signal.signal(signal.SIGINT, signal.SIG_IGN);"
    " sys.path[:] = json.loads(sys.argv[3]);"
    " from graph.engines.worker import main; main(int(sys.argv[1]), int(sys.argv[2]))"
)
# One thread a process: several would wait for each other where all cores read, and sums of
# numbers taken in another order differ in their last bits.
_ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)
_NAP = 1.0  # seconds between two looks that count at most: we may have been asleep ourselves
_END = 5.0  # seconds that a process may take to end after its connection has

_GROWTH = 512 << 20
"""Bytes by which a process may have grown after a document. The pipeline itself keeps some
4 kB a document (the spellings it has seen), so most of this is left by long documents."""


class WorkerLostError(Exception):
    """The process has ended; the message says how."""


@dataclass(frozen=True, slots=True)
class Excess:
    """What a document takes too much of; doubtful where the documents before may have a part."""

    reason: str
    is_doubtful: bool = False


class Worker:
    """One reading process, and the documents that it has been given and not answered.

    Parameters
    ----------
    model : str
        What `make_reader` is given.
    make_reader : callable
        A function at the top of a module that the process can import.
    growth : int
        Bytes that it may have grown by before `is_worn`.

    Raises
    ------
    OSError
        If the process cannot be started.
    """

    def __init__(self, model: str, make_reader: MakeReader, growth: int = _GROWTH) -> None:
        self.versions: dict[str, str] | None = None
        self.pending: deque[Document] = deque()
        self.are_together = False
        self._growth, self._own_memory = growth, 0
        # What it had used when it was first seen with the document or batch that it is at, and
        # how long it has been seen with that.
        self._begun: float | None = None
        self._seen, self._looked = 0.0, time.monotonic()
        self.connection, theirs = multiprocessing.Pipe()
        with theirs:
            handle = theirs.fileno()
            command = [sys.executable, "-c", _BEGIN]
            command += [str(handle), str(os.getpid()), json.dumps(sys.path)]
            self._process = subprocess.Popen(
                command,
                pass_fds=(handle,),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,  # ours belongs to the result
                env={**_ONE_THREAD, **os.environ},
            )
        self._usage = psutil.Process(self._process.pid)
        with contextlib.suppress(OSError):  # it has ended already: `hear` tells
            self.connection.send((make_reader, model))

    @property
    def is_idle(self) -> bool:
        """Whether it waits for documents."""
        return self.versions is not None and not self.pending

    @property
    def is_worn(self) -> bool:
        """Whether it has grown so much that a new one should take its place."""
        with contextlib.suppress(psutil.Error):
            return int(self._usage.memory_info().rss) - self._own_memory > self._growth
        return True

    def give(self, documents: Iterable[Document], are_together: bool = False) -> None:
        """Give it documents to read; only while it is idle, so that it takes them at once.

        Those that go through the pipeline together are quicker, but which of them takes too much
        is not known.
        """
        self.pending.extend(documents)
        self.are_together = are_together and len(self.pending) > 1
        self._begun = None
        with contextlib.suppress(OSError):  # it has ended: `hear` tells
            self.connection.send((list(self.pending), self.are_together))

    def hear(self) -> Outcome | None:
        """Return its next answer; None where it says that it has begun to work.

        Raises
        ------
        WorkerLostError
            If it has ended.
        HemerographError
            If the pipeline is unusable.
        """
        try:
            said = self.connection.recv()
        except (EOFError, OSError) as error:
            raise WorkerLostError(self._how_it_ended()) from error
        if isinstance(said, HemerographError):
            raise said
        if isinstance(said, (Outcome, bytes)):
            self._begun = None
            return unpacked(said, self.pending.popleft())
        self.versions = said
        with contextlib.suppress(psutil.Error):
            self._own_memory = int(self._usage.memory_info().rss)
        return None

    def excess(self, limits: Limits) -> Excess | None:
        """Return what its document, or batch, takes too much of.

        To be called a few times a second.
        """
        now, before = time.monotonic(), self._looked
        self._looked = now
        if not self.pending:
            return None
        try:
            used = self._usage.cpu_times()
            memory = int(self._usage.memory_info().rss) - self._own_memory
        except psutil.Error:
            return None  # it has ended: `hear` tells
        processor = used.user + used.system
        if self._begun is None:
            self._begun, self._seen = processor, 0.0
        else:
            self._seen += min(now - before, _NAP)
        if self.are_together:
            allowed = seconds_together(self.pending, limits)
        else:
            allowed = limits.seconds_for(self.pending[0].text)
        if allowed and processor - self._begun > allowed:
            return Excess(f"more than {allowed:.4g} s of processor time, its --time-limit")
        if allowed and self._seen > allowed * PATIENCE:
            return Excess(f"no answer in {allowed * PATIENCE:.4g} s, {PATIENCE} times --time-limit")
        if limits.memory and memory > limits.memory:
            mebibytes = limits.memory >> 20
            return Excess(f"more than {mebibytes} MiB of memory, its --memory-limit", True)
        return None

    def end(self) -> None:
        """End the process, at once: it holds nothing that is not told."""
        self.connection.close()
        self._process.kill()
        self._process.wait()

    def _how_it_ended(self) -> str:
        try:
            status = self._process.wait(_END)
        except subprocess.TimeoutExpired:
            return "it closed its connection"
        if status < 0:
            with contextlib.suppress(ValueError):
                return signal.Signals(-status).name
        return f"exit status {status}"
