"""Terms of RDF from values of the model: text, times, numbers, addresses; and as rdflib's."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graph.exports.terms import XSD, clean_iri, clean_text

if TYPE_CHECKING:
    import rdflib

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_DATE_TIME = re.compile(
    r"\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-](0\d|1[0-3]):[0-5]\d)?",
    re.ASCII,
)


_INDEX = NamedNode(f"{XSD}nonNegativeInteger")


def text_literal(text: str, language: str | None = None) -> Literal:
    """Return text as a literal, with the language tag where it is a well-formed one."""
    if language and _LANGUAGE_TAG.fullmatch(language):
        return Literal(clean_text(text), language=language.lower())
    return Literal(clean_text(text))


def index_literal(number: int) -> Literal:
    """Return an offset as ``xsd:nonNegativeInteger``, the type that NIF asks for."""
    return Literal(str(number), datatype=_INDEX)


def decimal_literal(number: float) -> Literal:
    """Return the canonical ``xsd:decimal`` with at most four places: 0.82, 1.0."""
    digits = f"{number:.4f}".rstrip("0")
    digits = f"{digits}0" if digits.endswith(".") else digits
    return Literal(digits, datatype=NamedNode(f"{XSD}decimal"))


def time_literal(text: str) -> Literal:
    """Return a date typed by its form: day, month, year or moment.

    What is no date of the calendar ("2026-02-30") stays a plain string.
    """
    day = text[:10] if _DATE_TIME.fullmatch(text) else text
    form = _DATE.fullmatch(day)
    if form is None:
        return text_literal(text)
    try:
        date(*(int(part or 1) for part in form.groups()))
    except ValueError:
        return text_literal(text)
    name = "dateTime" if day != text else ("gYear", "gYearMonth", "date")[text.count("-")]
    return Literal(text, datatype=NamedNode(f"{XSD}{name}"))


def link(address: str) -> NamedNode | Literal:
    """Return a web address as an IRI; what is none stays a plain string."""
    iri = clean_iri(address)
    return NamedNode(iri) if iri else text_literal(address)


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
