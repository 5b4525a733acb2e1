"""Documents for readers that are doubles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from graph.engines.interface import Engine, Outcome
from graph.model import Document


def documents(*texts: str) -> list[Document]:
    return [
        Document(f"d{n:03}", text, hashlib.sha256(text.encode()).hexdigest())
        for n, text in enumerate(texts)
    ]


def read(engine: Engine, given: Iterable[Document]) -> list[Outcome]:
    return sorted(engine.read(list(given)), key=lambda outcome: outcome.document)


def labels(outcomes: Iterable[Outcome]) -> list[str]:
    """The label of the one entity of each reading."""
    return [o.reading.entities[0].label for o in outcomes if o.reading is not None]
