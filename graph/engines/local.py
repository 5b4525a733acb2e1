"""Reading in several processes of this machine."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

from graph.engines.interface import MakeReader, Outcome, Reader, outcome_of, spanish_reader
from graph.errors import HemerographError
from graph.model import Document


class LocalEngine:
    """Reads in several processes of this machine.

    Each is started afresh (``spawn``) and loads the model once. A document on which a process
    dies is refused; the others are read by new processes.
    """

    def __init__(self, model: str, jobs: int, make_reader: MakeReader = spanish_reader) -> None:
        self._model, self._jobs, self._make_reader = model, jobs, make_reader
        self._versions: dict[str, str] = {}

    def read(self, documents: Sequence[Document]) -> Iterator[Outcome]:
        """Yield the outcomes as they come."""
        waiting = {document.id: document for document in documents}
        yield from self._round(waiting, self._jobs)
        # A process died, and with it the pool. Whose fault it was shows when each is alone.
        for ident in sorted(waiting):
            alone = {ident: waiting[ident]}
            yield from self._round(alone, 1)
            for lost in alone:
                yield Outcome(lost, None, "the process that read it died")

    def versions(self) -> dict[str, str]:
        """Return the versions that the processes told."""
        return dict(self._versions)

    def _round(self, waiting: dict[str, Document], jobs: int) -> Iterator[Outcome]:
        """Yield outcomes and take their documents from `waiting`; stop where the pool breaks."""
        pool = ProcessPoolExecutor(
            max_workers=jobs,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_start_worker,
            initargs=(self._make_reader, self._model),
        )
        try:
            futures: list[Future[tuple[Outcome, dict[str, str]]]] = [
                pool.submit(_work, document) for document in waiting.values()
            ]
            for future in as_completed(futures):
                outcome, self._versions = future.result()
                del waiting[outcome.document]
                yield outcome
        except BrokenProcessPool:
            return
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


_worker: list[Reader | HemerographError] = []


def _start_worker(make_reader: MakeReader, model: str) -> None:
    # Ctrl-C goes to all processes of a terminal; the first one ends the others in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # An exception here would break the pool without a word; it is raised with the first document.
    try:
        _worker.append(make_reader(model))
    except HemerographError as error:
        _worker.append(error)


def _work(document: Document) -> tuple[Outcome, dict[str, str]]:
    reader = _worker[0]
    if isinstance(reader, HemerographError):
        raise reader
    return outcome_of(reader, document), dict(reader.versions)
