"""The graph as RDF: triples, Turtle, N-Triples, an rdflib graph. The terms are the ontology's.

Every node is written once, with all that is said of it, in an order that depends on the
content only: the run, open relations, documents with their spans, entities, events, claims,
and last what the whole graph holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from graph.exports.literals import rdflib_triple
from graph.exports.statements import Statements
from graph.exports.terms import DEFAULT_BASE, prefixes
from graph.model import KnowledgeGraph

if TYPE_CHECKING:
    import rdflib

__all__ = ["DEFAULT_BASE", "to_ntriples", "to_rdf", "to_triples", "to_turtle"]


def to_triples(
    kg: KnowledgeGraph, base: str = DEFAULT_BASE, with_text: bool = True
) -> Iterator[Triple]:
    """Yield the triples of a graph, each once, grouped by subject, in an order of its own.

    Parameters
    ----------
    kg : KnowledgeGraph
        What to write.
    base : str
        The IRI under which entities, documents, claims and events are named.
    with_text : bool
        False leaves out ``nif:anchorOf`` and ``nif:isString``, for texts that may not be
        republished.

    Raises
    ------
    UsageError
        If `base` is no absolute IRI that ends in a slash.
    DataError
        If a claim or event has a relation that the table does not know and is not open.
    """
    for iri, said in Statements(kg, base, with_text).nodes():
        subject = NamedNode(iri)
        for predicate, value in said:
            yield Triple(subject, predicate, value)


def to_turtle(kg: KnowledgeGraph, base: str = DEFAULT_BASE, with_text: bool = True) -> bytes:
    """Return a graph as Turtle in UTF-8: the same graph gives the same bytes.

    Parameters and errors are those of `to_triples`.
    """
    bound = prefixes(base)
    turtle = serialize(to_triples(kg, base, with_text), format=RdfFormat.TURTLE, prefixes=bound)
    assert turtle is not None  # serialize() returns bytes where no output file is given
    lines = turtle.split(b"\n", len(bound))
    # Line breaks within strings are escaped: a dot before one always ends a node.
    nodes = lines.pop().replace(b" .\n", b" .\n\n").rstrip(b"\n")
    return b"\n".join([*sorted(lines), b"", nodes, b""])


def to_ntriples(kg: KnowledgeGraph, base: str = DEFAULT_BASE, with_text: bool = True) -> bytes:
    """Return a graph as N-Triples in UTF-8: the same graph gives the same bytes.

    Parameters and errors are those of `to_triples`.
    """
    return serialize(to_triples(kg, base, with_text), format=RdfFormat.N_TRIPLES) or b""


def to_rdf(
    kg: KnowledgeGraph,
    base: str = DEFAULT_BASE,
    with_text: bool = True,
    store: str = "default",
) -> rdflib.Graph:
    """Return a graph as an `rdflib.Graph` with the same triples and prefixes.

    Parameters
    ----------
    kg, base, with_text
        As for `to_triples`.
    store : str
        Name of an rdflib store. ``"Oxigraph"`` answers SPARQL many times sooner than rdflib's
        own, but writes numbers its own way: a ``xsd:nonNegativeInteger`` comes back as a
        ``xsd:integer``.

    Raises
    ------
    UsageError, DataError
        As `to_triples`.
    """
    import rdflib

    graph = rdflib.Graph(store=store, bind_namespaces="none")
    for prefix, namespace in prefixes(base).items():
        graph.bind(prefix, namespace)

    for triple in to_triples(kg, base, with_text):
        graph.add(rdflib_triple(triple))
    return graph
