"""Many documents: read by an engine, sorted by document.

Neither the number of processes or machines nor their speed shows in the result.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import closing
from dataclasses import dataclass

from graph.engines.interface import Engine
from graph.errors import SourceError
from graph.model import Document, Reading

Progress = Callable[[int, int], None]
"""Called with the number of documents done and the number of all."""


@dataclass(frozen=True, slots=True)
class CorpusReading:
    """The readings of a corpus sorted by document, the refused documents, the versions used.

    ``read`` counts the texts that were read now, and not in an earlier build.
    """

    readings: Collection[Reading]
    refused: tuple[SourceError, ...]
    versions: dict[str, str]
    read: int = 0


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
    # Left in any way, the processes end at once.
    with closing(engine.read(documents)) as outcomes:
        for done, outcome in enumerate(outcomes, start=1):
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
    todo = "Raise the limit that is named; where none is, please report this with the text"
    return SourceError(what, document, todo)
