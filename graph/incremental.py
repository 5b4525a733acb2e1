"""Only what is new is read: a corpus over a store of readings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import closing

from graph.corpus import CorpusReading, Progress, refusal
from graph.engines.interface import Engine, Outcome
from graph.fingerprint import document_key
from graph.model import Document, Reading
from graph.reading_store import ReadingStore

MakeEngine = Callable[[Sequence[Document]], Engine]
"""From the documents that are to be read to the engine that reads them."""


class StoredReadings(Collection[Reading]):
    """The readings of some documents, each fetched from the store when its turn comes.

    Iterating may raise `DamagedStoreError`.
    """

    def __init__(self, store: ReadingStore, documents: Sequence[Document]) -> None:
        self._store, self._documents = store, documents

    def __len__(self) -> int:
        return len(self._documents)

    def __contains__(self, reading: object) -> bool:
        return any(reading == other for other in self)

    def __iter__(self) -> Iterator[Reading]:
        return map(self._store.find, self._documents)


def read_new(
    documents: Sequence[Document],
    make_engine: MakeEngine,
    store: ReadingStore,
    progress: Progress | None = None,
) -> CorpusReading:
    """Read the documents that `store` has no reading of, and return the readings of all.

    Each reading goes to the store as it comes, and none is held here: what a run that was broken
    off has read is not read again. Documents that differ in their ids alone are read once.

    Parameters
    ----------
    documents : sequence of Document
        With unique ids.
    make_engine : callable
        Makes the engine; not called where there is nothing to read.
    store : ReadingStore
        Of the engine's pipeline.
    progress : callable, optional
        Called once for what is there already, and after each document.

    Returns
    -------
    CorpusReading
        What `graph.corpus.read_corpus` gives for the same documents, with the readings still in
        the store, which must stay open for them.

    Raises
    ------
    DamagedStoreError
        If the store holds what it should not; after its `mend` the same call does it.
    OutputError
        If the store cannot be written; what it has stays.
    UsageError
        If the model or a file of the ontology is unusable.
    """
    alike: defaultdict[bytes, list[Document]] = defaultdict(list)
    for document in documents:
        alike[document_key(document)].append(document)
    groups = {same[0].id: same for same in alike.values() if not store.is_settled(same[0])}
    done = len(documents) - sum(map(len, groups.values()))
    if done and progress is not None:
        progress(done, len(documents))
    with closing(_kept(groups, make_engine, store)) as numbers:
        for number in numbers:
            done += number
            if progress is not None:
                progress(done, len(documents))
    ordered = sorted(documents, key=lambda document: document.id)
    problems = [(document, store.problem(document)) for document in ordered]
    return CorpusReading(
        StoredReadings(store, [document for document, problem in problems if problem is None]),
        tuple(refusal(document.id, problem) for document, problem in problems if problem),
        store.versions,
        len(groups),
    )


def _kept(
    groups: dict[str, list[Document]], make_engine: MakeEngine, store: ReadingStore
) -> Generator[int, None, None]:
    """Read the first of each group and keep what comes; yield how many documents that is for."""
    if not groups:
        return
    new = [same[0] for same in groups.values()]
    engine = make_engine(new)
    # Left in any way (a full disk), the engine's processes end at once too.
    with closing(engine.read(new)) as outcomes:
        for outcome in outcomes:
            same = groups[outcome.document]
            _keep(store, same[0], outcome, engine)
            yield len(same)


def _keep(store: ReadingStore, document: Document, outcome: Outcome, engine: Engine) -> None:
    # Before the first reading, so that there is never one of unknown versions.
    if outcome.reading is not None and not store.versions:
        store.versions = engine.versions()
    if outcome.reading is not None:
        store.keep(document, outcome.reading)
    else:
        store.refuse(document, outcome.problem)
