"""A reading comes from its process as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.engines.answers import packed, unpacked
from graph.engines.interface import Outcome
from graph.model import Document, Entity
from tests.killing import quick_reading

DOCUMENT = Document("a", "Lima habló con Quito y Ñuñoa", "0")
READ = Outcome("a", quick_reading(DOCUMENT))
HALF = Outcome("a", replace(quick_reading(DOCUMENT), entities=(Entity("a", "Place", "A\udcff"),)))
REFUSED = Outcome("a", None, "no parse")


@pytest.mark.parametrize(
    ("outcome", "kind"), [(READ, bytes), (HALF, Outcome), (REFUSED, Outcome)],
    ids=["read", "with half a character in a name", "refused"],
)  # fmt: skip
def test_an_outcome_is_sent_and_is_the_same(outcome: Outcome, kind: type) -> None:
    sent = packed(outcome)
    assert type(sent) is kind
    assert unpacked(sent, DOCUMENT) == outcome


def test_a_document_is_not_sent_back() -> None:
    found = unpacked(packed(READ), DOCUMENT).reading
    assert found is not None
    assert found.document is DOCUMENT
