"""What every engine is: documents go in, one outcome of each comes out, in any order."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from graph.errors import HemerographError, SourceError
from graph.language import models
from graph.model import Document, Reading


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: a reading, or the reason why there is none."""

    document: str
    reading: Reading | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take before it is given up, and the process that reads it.

    ``seconds`` is processor time for a text of up to `LENGTH` characters, in proportion for a
    longer one; a process that waits, and uses none, is given up after `PATIENCE` times as long.
    ``memory`` is what a process may grow by, in bytes. 0 is no limit.
    """

    seconds: float = 30.0
    memory: int = 2 << 30

    def seconds_for(self, text: str) -> float:
        """Return the processor seconds for a text."""
        return self.seconds * max(1.0, len(text) / LENGTH)


LENGTH = 60_000
"""Characters, some 10,000 words, which take 3 s on the machine that the limit was chosen on, also
in one sentence; as much of nothing but names, quotation marks or emoji takes up to 7 s."""

PATIENCE = 5


class Reader(Protocol):
    """What reads documents: `graph.pipeline.SpanishReader`."""

    @property
    def versions(self) -> dict[str, str]:
        """Software and model versions."""

    def read(self, document: Document) -> Reading:
        """Return what the document says."""

    def read_many(self, documents: Sequence[Document]) -> Iterator[Reading]:
        """Yield what `read` gives for each, in their order."""


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
"""From a model's name to a reader; for other processes a function at the top of a module."""


class Engine(Protocol):
    """A way of reading many documents."""

    def read(self, documents: Sequence[Document]) -> Generator[Outcome, None, None]:
        """Yield one outcome for each document, in any order.

        Whoever takes no more of them closes the generator, and nothing reads any more.
        """

    def versions(self) -> dict[str, str]:
        """Return the software and model versions that the readings come from."""


def outcome_of(reader: Reader, document: Document) -> Outcome:
    """Read one document; an error that is not ours is the document's, and is told of it."""
    try:
        return Outcome(document.id, reader.read(document))
    except SourceError as error:
        return Outcome(document.id, None, error.what)
    except HemerographError:
        raise
    except Exception as error:  # one bad document must not cost the others
        return Outcome(document.id, None, f"{type(error).__name__}: {error}")
