"""Reading in processes of this machine, each of which may be lost with the document it is at."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Self, cast

from graph.engines.batches import take_batch
from graph.engines.interface import Limits, MakeReader, Outcome, spanish_reader
from graph.engines.workers import Worker, WorkerLostError
from graph.errors import EngineError
from graph.model import Document

SINGLE_DOCUMENTS = 8
"""Documents to be read one by one that a process is given at once: so many that it need not wait
for us after each of them."""

_LOOK = 0.25  # seconds between two looks at what the processes take
_STARTS = 3  # processes in a row that may end before they begin to read


class LocalEngine:
    """Reads in processes of this machine; also with one, so that this one outlives any text.

    The documents are handed out in batches, which are read together, and the outcomes are handed on
    as they come: what is held here is the batches under way. Where a batch takes too much, or its
    process is lost, its documents are read one by one in another process. Then a document that
    exceeds a limit is refused, and its process replaced. Where a process dies by itself, or of
    memory that it may have taken before, its document is tried once more at the end, alone in a
    new process: it is refused only where it is at fault itself.

    Parameters
    ----------
    model : str
        What `make_reader` is given.
    jobs : int
        Greatest number of processes.
    make_reader : callable
        A function at the top of a module.
    limits : Limits
        Of each document.
    """

    def __init__(
        self,
        model: str,
        jobs: int,
        make_reader: MakeReader = spanish_reader,
        limits: Limits | None = None,
    ) -> None:
        self._model, self._jobs, self._make_reader = model, jobs, make_reader
        self._limits = limits or Limits()
        self._versions: dict[str, str] = {}

    def read(self, documents: Sequence[Document]) -> Generator[Outcome, None, None]:
        """Yield the outcomes as they come.

        Raises
        ------
        EngineError
            If no process can be started, or none gets as far as reading.
        UsageError
            If the pipeline is unusable.
        """
        with Crew(self._model, self._jobs, self._make_reader, self._limits) as crew:
            for outcome in crew.read(documents):
                self._versions = crew.versions
                yield outcome

    def versions(self) -> dict[str, str]:
        """Return the versions that the processes told."""
        return dict(self._versions)


class Crew:
    """Processes that read; they stay for more documents until the block is left.

    ``versions`` are those that they told last.
    """

    def __init__(self, model: str, jobs: int, make_reader: MakeReader, limits: Limits) -> None:
        self.versions: dict[str, str] = {}
        self._model, self._make_reader = model, make_reader
        self._jobs, self._limits = jobs, limits
        self._waiting: deque[Document] = deque()
        # What is read one by one, since it could not be read together.
        self._single: deque[Document] = deque()
        # What another try may do better with, and why the last of them could not be read.
        self._doubtful: list[Document] = []
        self._reason = ""
        self._workers: list[Worker] = []
        self._lost_at_start = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.dismiss()

    def dismiss(self) -> None:
        """End the processes."""
        while self._workers:
            self._workers.pop().end()

    def read(self, documents: Sequence[Document]) -> Generator[Outcome, None, None]:
        """Yield what becomes of the documents; see `LocalEngine`."""
        self._waiting.extend(documents)
        yield from self._outcomes()
        doubtful = sorted(self._doubtful, key=lambda document: document.id)
        jobs, self._jobs = self._jobs, 1
        for document in doubtful:
            self.dismiss()
            self._doubtful.clear()
            self._single.append(document)
            yield from self._outcomes()
            if self._doubtful:
                yield Outcome(document.id, None, self._reason)
        self._doubtful.clear()
        self._jobs = jobs

    def _outcomes(self) -> Iterator[Outcome]:
        """Yield what becomes of the waiting documents, but for the doubtful ones."""
        looked = time.monotonic()
        self._hire()
        while self._unread() or any(worker.pending for worker in self._workers):
            by_connection = {worker.connection: worker for worker in self._workers}
            heard = []
            for connection in wait(list(by_connection), _LOOK):
                outcome = self._hear(by_connection[cast(Connection, connection)])
                if outcome is not None:
                    heard.append(outcome)
            if time.monotonic() - looked >= _LOOK:
                heard += self._look()
                looked = time.monotonic()
            # Whoever takes the outcomes may take a while: nobody waits for that.
            self._hire()
            yield from heard

    def _hire(self) -> None:
        """Start the processes that are wanting, and give the idle ones something to read."""
        for worker in [worker for worker in self._workers if worker.is_idle]:
            if not self._unread():
                return
            if worker.is_worn:
                self._part_with(worker)
            elif self._single:
                number = min(SINGLE_DOCUMENTS, self._fair(len(self._single)))
                worker.give([self._single.popleft() for _ in range(number)])
            else:
                number = self._fair(len(self._waiting))
                worker.give(take_batch(self._waiting, number, self._limits), are_together=True)
        starting = sum(worker.versions is None for worker in self._workers)
        while len(self._workers) < self._jobs and starting < self._unread():
            try:
                self._workers.append(Worker(self._model, self._make_reader))
            except OSError as error:
                if self._workers:  # then as many as there are
                    self._jobs = len(self._workers)
                    return
                what = f"no process can be started to read with ({error.strerror or error})"
                raise EngineError(what, todo="Check the limits of processes and memory") from error
            starting += 1

    def _unread(self) -> int:
        return len(self._waiting) + len(self._single)

    def _fair(self, number: int) -> int:
        """Return how many of `number` to give at once: few at the end, so that all end together."""
        return number if self._jobs == 1 else -(-number // (2 * self._jobs))

    def _hear(self, worker: Worker) -> Outcome | None:
        try:
            outcome = worker.hear()
        except WorkerLostError as error:
            self._part_with(worker)
            if worker.versions is None:
                self._count_lost_start(error)
            elif worker.pending:
                self._give_up(worker, f"the process that read it died ({error})", True)
            return None
        if outcome is None:
            self._lost_at_start = 0
            self.versions = worker.versions or {}
        return outcome

    def _look(self) -> Iterator[Outcome]:
        """End the processes whose document takes too much; yield what becomes of it."""
        for worker in list(self._workers):
            excess = worker.excess(self._limits)
            if excess is None:
                continue
            self._part_with(worker)
            document = self._give_up(worker, excess.reason, excess.is_doubtful)
            if document is not None:
                yield Outcome(document.id, None, excess.reason)

    def _give_up(self, worker: Worker, reason: str, is_doubtful: bool) -> Document | None:
        """Have what a worker was at read by others; return the document at fault, if one is."""
        at = None if worker.are_together else worker.pending.popleft()
        self._single.extendleft(reversed(worker.pending))
        if at is not None and is_doubtful:
            self._doubtful.append(at)
            self._reason = reason
            return None
        return at

    def _part_with(self, worker: Worker) -> None:
        self._workers.remove(worker)
        worker.end()

    def _count_lost_start(self, error: WorkerLostError) -> None:
        self._lost_at_start += 1
        if self._lost_at_start >= _STARTS:
            what = f"the reading processes end before they begin to read ({error})"
            todo = "See what they say above, and whether there is memory enough; try --jobs 1"
            raise EngineError(what, todo=todo)
