"""Terms of RDF as pyoxigraph has them, and as rdflib's."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graph.exports import vocabulary as voc
from graph.exports.literals import Node, Terms
from graph.exports.terms import XSD

if TYPE_CHECKING:
    import rdflib

Object = NamedNode | Literal


class OxigraphTerms(Terms[Object]):
    """Makes the terms of pyoxigraph."""

    def iri(self, iri: str) -> NamedNode:
        """Return an IRI, as `Terms` says."""
        return NamedNode(iri)

    def string(self, text: str, language: str | None) -> Literal:
        """Return a string, with its language tag."""
        return Literal(text, language=language)

    def typed(self, lexical: str, datatype: str) -> Literal:
        """Return a literal of a datatype."""
        return Literal(lexical, datatype=_named(datatype))


def flat(node: Node[Object]) -> Iterator[tuple[NamedNode, NamedNode, Object]]:
    """Yield what is said of a node, a triple for each class and each object."""
    subject, classes, said = node
    assert isinstance(subject, NamedNode)  # nothing is said of a literal
    kind = _named(voc.A)
    for term in classes:
        yield subject, kind, _named(term)
    for name, objects in said:
        predicate = _named(name)
        for value in objects:
            yield subject, predicate, value


@lru_cache(maxsize=4096)
def _named(iri: str) -> NamedNode:
    return NamedNode(iri)


def rdflib_triple(triple: Triple) -> tuple[rdflib.Node, rdflib.Node, rdflib.Node]:
    """Return a triple of pyoxigraph as one of rdflib."""
    return _node(triple.subject), _node(triple.predicate), _node(triple.object)


def _node(term: Any) -> rdflib.Node:
    import rdflib

    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    if term.datatype.value == f"{XSD}string":
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))
