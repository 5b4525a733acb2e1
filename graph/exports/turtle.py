"""The graph as RDF: triples, Turtle, N-Triples, an rdflib graph. The terms are the ontology's.

Every node is written once, with all that is said of it, in an order that depends on the
content only: the run, open relations, documents with their spans, entities, events, claims,
and last what the whole graph holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Triple, serialize

from graph.exports.literals import Node
from graph.exports.oxigraph_terms import OxigraphTerms, flat, rdflib_triple
from graph.exports.statements import Statements
from graph.exports.terms import DEFAULT_BASE, prefixes
from graph.exports.turtle_terms import TurtleTerms
from graph.model import KnowledgeGraph

if TYPE_CHECKING:
    import rdflib

__all__ = [
    "DEFAULT_BASE",
    "ntriples_parts",
    "to_ntriples",
    "to_rdf",
    "to_triples",
    "to_turtle",
    "turtle_parts",
]

_NEXT = " ;\n\t"
_AT_ONCE = 10_000  # triples that are serialised together


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
    for node in Statements(kg, OxigraphTerms(), base, with_text).nodes():
        for subject, predicate, value in flat(node):
            yield Triple(subject, predicate, value)


def to_turtle(kg: KnowledgeGraph, base: str = DEFAULT_BASE, with_text: bool = True) -> bytes:
    """Return a graph as Turtle in UTF-8: the same graph gives the same bytes.

    Parameters and errors are those of `to_triples`.
    """
    return b"".join(turtle_parts(kg, base, with_text))


def turtle_parts(
    kg: KnowledgeGraph, base: str = DEFAULT_BASE, with_text: bool = True
) -> Iterator[bytes]:
    """Yield what `to_turtle` returns, a node at a time: a large graph is never whole in memory."""
    bound = prefixes(base)
    terms = TurtleTerms(bound)
    name = lru_cache(maxsize=None)(terms.iri)
    head = "".join(f"@prefix {prefix}: <{bound[prefix]}> .\n" for prefix in sorted(bound))
    yield head.encode()
    for node in Statements(kg, terms, base, with_text).nodes():
        yield _paragraph(node, name).encode()


def _paragraph(node: Node[str], name: Callable[[str], str]) -> str:
    """Return a node as a paragraph, with `name` to write the IRIs of classes and properties."""
    subject, classes, said = node
    lines = [f"{name(predicate)} {' , '.join(objects)}" for predicate, objects in said]
    if classes:
        lines.insert(0, f"a {' , '.join(map(name, classes))}")
    return f"\n{subject} {_NEXT.join(lines)} .\n"


def to_ntriples(kg: KnowledgeGraph, base: str = DEFAULT_BASE, with_text: bool = True) -> bytes:
    """Return a graph as N-Triples in UTF-8: the same graph gives the same bytes.

    Parameters and errors are those of `to_triples`.
    """
    return b"".join(ntriples_parts(kg, base, with_text))


def ntriples_parts(
    kg: KnowledgeGraph, base: str = DEFAULT_BASE, with_text: bool = True
) -> Iterator[bytes]:
    """Yield what `to_ntriples` returns, some thousand lines at a time."""
    triples = to_triples(kg, base, with_text)
    while lines := serialize(islice(triples, _AT_ONCE), format=RdfFormat.N_TRIPLES):
        yield lines


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
