"""Many documents: read by one process or several, with the same result.

An `Engine` turns documents into readings, in any order; what comes out is sorted by
document, so that neither the number of processes nor their speed shows in it.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Protocol

from graph.errors import HemerographError, SourceError
from graph.language import models
from graph.model import Document, Reading

Progress = Callable[[int, int], None]
"""Called with the number of documents done and the number of all."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: a reading, or the reason why there is none."""

    document: str
    reading: Reading | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class CorpusReading:
    """The readings of a corpus sorted by document, the refused documents, the versions used.

    ``read`` counts the texts that were read now, and not in an earlier build.
    """

    readings: Collection[Reading]
    refused: tuple[SourceError, ...]
    versions: dict[str, str]
    read: int = 0


class Reader(Protocol):
    """What reads one document: `graph.pipeline.SpanishReader`."""

    @property
    def versions(self) -> dict[str, str]:
        """Software and model versions."""

    def read(self, document: Document) -> Reading:
        """Return what the document says."""


def spanish_reader(model: str) -> Reader:
    """Return a reader with the pipeline `model`.

    Raises
    ------
    UsageError
        If the model is missing or a file of the ontology is broken.
    """
    models.require(model)
    # Imported late: spaCy takes a second.
    from graph.pipeline import SpanishReader

    return SpanishReader(model)


MakeReader = Callable[[str], Reader]
"""From a model's name to a reader; for `LocalEngine` a function at the top of a module."""


class Engine(Protocol):
    """A way of reading many documents."""

    def read(self, documents: Sequence[Document]) -> Iterator[Outcome]:
        """Yield one outcome for each document, in any order."""

    def versions(self) -> dict[str, str]:
        """Return the software and model versions that the readings come from."""


def read_corpus(
    documents: Sequence[Document], engine: Engine, progress: Progress | None = None
) -> CorpusReading:
    """Read `documents` with `engine`.

    Parameters
    ----------
    documents : sequence of Document
        With unique ids.
    engine : Engine
        How they are read.
    progress : callable, optional
        Called after each document.

    Returns
    -------
    CorpusReading
        The same for the same documents, whatever their order and the engine. A document on
        which the reader fails is refused by name; the others are read.

    Raises
    ------
    UsageError
        If the model or a file of the ontology is unusable.
    """
    readings: list[Reading] = []
    refused: list[SourceError] = []
    for done, outcome in enumerate(engine.read(documents), start=1):
        if outcome.reading is not None:
            readings.append(outcome.reading)
        else:
            refused.append(refusal(outcome.document, outcome.problem))
        if progress is not None:
            progress(done, len(documents))
    readings.sort(key=lambda reading: reading.document.id)
    refused.sort(key=lambda error: error.where)
    return CorpusReading(tuple(readings), tuple(refused), engine.versions(), len(documents))


def refusal(document: str, problem: str) -> SourceError:
    """Return the error for a document, by its id, that the reader failed on."""
    what = f"the document could not be analysed ({problem})"
    return SourceError(what, document, "Please report this with the text")


def local_engine(model: str, jobs: int, documents: int) -> Engine:
    """Return the engine for `jobs` processes (0: one a core) and a number of documents."""
    jobs = min(jobs or os.cpu_count() or 1, documents)
    return SerialEngine(model) if jobs <= 1 else LocalEngine(model, jobs)


class SerialEngine:
    """Reads in this process."""

    def __init__(self, model: str, make_reader: MakeReader = spanish_reader) -> None:
        self._model, self._make_reader = model, make_reader
        self._reader: Reader | None = None

    def read(self, documents: Sequence[Document]) -> Iterator[Outcome]:
        """Yield the outcomes in the order of `documents`."""
        reader = self._loaded()
        for document in documents:
            yield _outcome(reader, document)

    def versions(self) -> dict[str, str]:
        """Return the versions of the reader."""
        return dict(self._loaded().versions)

    def _loaded(self) -> Reader:
        if self._reader is None:
            self._reader = self._make_reader(self._model)
        return self._reader


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
    return _outcome(reader, document), dict(reader.versions)


def _outcome(reader: Reader, document: Document) -> Outcome:
    try:
        return Outcome(document.id, reader.read(document))
    except HemerographError:
        raise
    except Exception as error:  # one bad document must not cost the others
        return Outcome(document.id, None, f"{type(error).__name__}: {error}")
