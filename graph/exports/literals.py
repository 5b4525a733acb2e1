"""Terms of RDF from values of the model: text, times, numbers, addresses.

What the terms are made of is up to the format: `graph.exports.oxigraph_terms` makes pyoxigraph's,
for whatever takes triples; `graph.exports.turtle_terms` makes the text of a Turtle file.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Generic, TypeVar

from graph.exports.terms import XSD, clean_iri, clean_text

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_DATE_TIME = re.compile(
    r"\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-](0\d|1[0-3]):[0-5]\d)?",
    re.ASCII,
)

INTEGER = f"{XSD}integer"
DECIMAL = f"{XSD}decimal"
INDEX = f"{XSD}nonNegativeInteger"  # the type of offsets that NIF asks for

T = TypeVar("T")

Statement = tuple[str, list[T]]
"""The IRI of a property, and all that a node has by it."""

Node = tuple[T, tuple[str, ...], list[Statement[T]]]
"""A node, the IRIs of its classes, and what else is said of it."""


class Terms(ABC, Generic[T]):
    """Makes the terms of one format, of type ``T``."""

    @abstractmethod
    def iri(self, iri: str) -> T:
        """Return an IRI.

        Raises
        ------
        ValueError
            If it is none.
        """

    @abstractmethod
    def string(self, text: str, language: str | None) -> T:
        """Return a string that is known to be text, with a language tag that is known to be one."""

    @abstractmethod
    def typed(self, lexical: str, datatype: str) -> T:
        """Return a literal whose form is known to be one of its datatype, given by its IRI."""

    def span(self, document: str, begin: int, end: int) -> T:
        """Return the IRI of a stretch of the document with this IRI, by RFC 5147."""
        return self.iri(f"{document}#char={begin},{end}")

    def text(self, text: str, language: str | None = None) -> T:
        """Return text as a literal, with the language tag where it is a well-formed one."""
        return self.string(clean_text(text), _tag(language) if language else None)

    def index(self, number: int) -> T:
        """Return an offset as ``xsd:nonNegativeInteger``."""
        return self.typed(str(number), INDEX)

    def integer(self, number: int) -> T:
        """Return a count as ``xsd:integer``."""
        return self.typed(str(number), INTEGER)

    def decimal(self, number: float) -> T:
        """Return the canonical ``xsd:decimal`` with at most four places: 0.82, 1.0."""
        digits = f"{number:.4f}".rstrip("0")
        return self.typed(f"{digits}0" if digits.endswith(".") else digits, DECIMAL)

    def time(self, text: str) -> T:
        """Return a date typed by its form: day, month, year or moment.

        What is no date of the calendar ("2026-02-30") stays a plain string.
        """
        datatype = _time_type(text)
        return self.typed(text, datatype) if datatype else self.text(text)

    def link(self, address: str) -> T:
        """Return a web address as an IRI; what is none stays a plain string."""
        iri = clean_iri(address)
        return self.iri(iri) if iri else self.text(address)


def told(said: Iterable[Statement[T]]) -> list[Statement[T]]:
    """Return the statements that have an object."""
    return [statement for statement in said if statement[1]]


@lru_cache(maxsize=256)
def _tag(language: str) -> str | None:
    """Return a language tag in lower case where it is a well-formed one."""
    return language.lower() if _LANGUAGE_TAG.fullmatch(language) else None


@lru_cache(maxsize=4096)
def _time_type(text: str) -> str | None:
    """Return the datatype of a date or moment; None of what is none."""
    day = text[:10] if _DATE_TIME.fullmatch(text) else text
    form = _DATE.fullmatch(day)
    if form is None:
        return None
    try:
        date(*(int(part or 1) for part in form.groups()))
    except ValueError:
        return None
    return XSD + ("dateTime" if day != text else ("gYear", "gYearMonth", "date")[text.count("-")])
