"""The graph as N-Quads and TriG: one named graph for each document.

A document's graph bears the document's IRI and holds what the document says: itself, its
spans, its claims, and the direct triples that they affirm. The default graph holds what all
share: entities with their names, events, open relations, the run, the data set. All graphs
together have the triples of the Turtle file.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, islice
from operator import attrgetter

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, serialize

from graph.exports.oxigraph_terms import OxigraphTerms, flat
from graph.exports.statements import Statements
from graph.exports.terms import DEFAULT_BASE, prefixes
from graph.model import KnowledgeGraph

__all__ = ["nquads_parts", "to_nquads", "to_quads", "to_trig", "trig_parts"]

_AT_ONCE = 10_000  # quads that are serialised together


def to_quads(
    kg: KnowledgeGraph, base: str = DEFAULT_BASE, with_text: bool = True
) -> Iterator[Quad]:
    """Yield the quads of a graph: the default graph first, then each document's.

    Parameters and errors are those of `graph.exports.turtle.to_triples`.
    """
    statements = Statements(kg, OxigraphTerms(), base, with_text)
    for node in statements.shared():
        for subject, predicate, value in flat(node):
            yield Quad(subject, predicate, value, DefaultGraph())
    for document in statements.documents:
        graph = NamedNode(statements.names.document(document.id))
        for node in statements.of_document(document):
            for subject, predicate, value in flat(node):
                yield Quad(subject, predicate, value, graph)


def to_nquads(kg: KnowledgeGraph, base: str = DEFAULT_BASE, with_text: bool = True) -> bytes:
    """Return a graph as N-Quads in UTF-8: the same graph gives the same bytes.

    Parameters and errors are those of `graph.exports.turtle.to_triples`.
    """
    return b"".join(nquads_parts(kg, base, with_text))


def nquads_parts(
    kg: KnowledgeGraph, base: str = DEFAULT_BASE, with_text: bool = True
) -> Iterator[bytes]:
    """Yield what `to_nquads` returns, some thousand lines at a time."""
    quads = to_quads(kg, base, with_text)
    while lines := serialize(islice(quads, _AT_ONCE), format=RdfFormat.N_QUADS):
        yield lines


def to_trig(kg: KnowledgeGraph, base: str = DEFAULT_BASE, with_text: bool = True) -> bytes:
    """Return a graph as TriG in UTF-8: the same graph gives the same bytes.

    Parameters and errors are those of `graph.exports.turtle.to_triples`.
    """
    return b"".join(trig_parts(kg, base, with_text))


def trig_parts(
    kg: KnowledgeGraph, base: str = DEFAULT_BASE, with_text: bool = True
) -> Iterator[bytes]:
    """Yield what `to_trig` returns, a named graph at a time."""
    bound = dict(sorted(prefixes(base).items()))
    skipped = 0
    for _, quads in groupby(to_quads(kg, base, with_text), attrgetter("graph_name")):
        part = serialize(quads, format=RdfFormat.TRIG, prefixes=bound) or b""
        yield part.split(b"\n", skipped)[skipped]
        skipped = len(bound)  # each begins with the prefixes, a line each
