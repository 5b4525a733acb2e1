"""Documents that go through the pipeline together, which is quicker than one by one.

Tagger, parser and NER go word by word through all documents of a batch at once. What is said of a
document is the same to the byte whichever others are read with it, and so is what is refused: a
batch as a whole is never at fault, its documents are then read one by one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress

from graph.engines.interface import LENGTH, Limits, Outcome, Reader, outcome_of
from graph.model import Document

DOCUMENTS, CHARACTERS = 16, 60_000
"""The largest batch: more documents are not read quicker (docs/benchmarks.md), and more of them are
read again where one fails. They take no more time and memory (170 MiB with the small model) than
one document as long as all of them, for which the limits are made (`Limits`)."""

ALONE = 20_000
"""Characters of a document that is read by itself: it gains nothing from shorter ones."""

SECONDS, MEMORY = 10.0, 512 << 20
"""Limits of a document under which batches are smaller, in proportion: a batch of ordinary
documents is to stay far below the limit of a single one."""

SHARE = 0.5
"""What part of the time of one document of its length a batch may take. Less than one, so that
whatever passes in a batch would have passed alone."""


def take_batch(waiting: deque[Document], number: int, limits: Limits) -> list[Document]:
    """Take the next batch out of `waiting`, which must not be empty.

    Parameters
    ----------
    waiting : deque of Document
        In the order in which they are to be read.
    number : int
        Greatest number of documents; `DOCUMENTS` is the greatest in any case.
    limits : Limits
        Of a document.

    Returns
    -------
    list of Document
        At least one; of more than one, none is longer than `ALONE`.
    """
    batch = [waiting.popleft()]
    length = len(batch[0].text)
    most = CHARACTERS * _part(limits)
    while waiting and len(batch) < min(number, DOCUMENTS) and len(batch[0].text) <= ALONE:
        following = len(waiting[0].text)
        if following > ALONE or length + following > most:
            break
        batch.append(waiting.popleft())
        length += following
    return batch


def seconds_together(documents: Sequence[Document], limits: Limits) -> float:
    """Return the processor seconds after which a batch is given up; 0 for no limit."""
    return SHARE * limits.seconds * max(1.0, sum(len(d.text) for d in documents) / LENGTH)


def outcomes_of(reader: Reader, documents: Sequence[Document]) -> Iterator[Outcome]:
    """Read a batch and yield the outcomes in its order.

    Where that fails, what has no outcome yet is read one by one: then it is known whose fault it
    was.
    """
    done = 0
    if len(documents) > 1:
        # Whatever it is: the document at fault raises it again below.
        with suppress(Exception):
            for reading in reader.read_many(documents):
                yield Outcome(documents[done].id, reading)
                done += 1
    for document in documents[done:]:
        yield outcome_of(reader, document)


def _part(limits: Limits) -> float:
    """Return what part of a full batch tight limits leave."""
    by_time = limits.seconds / SECONDS if limits.seconds else 1.0
    by_memory = limits.memory / MEMORY if limits.memory else 1.0
    return min(1.0, by_time, by_memory)
