"""The sample graph with what only several documents give: a joining of names, a copy, a doubt."""

from __future__ import annotations

from dataclasses import replace

from graph.identity import digest
from graph.model import EntityCandidate, KnowledgeGraph, NameJoining
from tests.samples import ANDINA, COSTA, sample_graph

JOINING = NameJoining(
    id=digest("joining", "ana-torres", "Ana Torres", "Torres"),
    entity="ana-torres",
    names=("Ana Torres", "Torres"),
    score=0.93,
    reasons=("named with the same others: luis prado", "one is named by the surname only"),
    documents=(ANDINA, COSTA),
)
DOUBT = EntityCandidate("lima", "peru", 0.55, ("the same name of several places",))


def joined_graph() -> KnowledgeGraph:
    """Return the sample graph with one joining, one document that copies the other, one doubt."""
    return replace(sample_graph(), joinings=(JOINING,), candidates=(DOUBT,), copies={COSTA: ANDINA})
