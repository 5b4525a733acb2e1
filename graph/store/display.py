"""What a store holds, as text for people: short names, tables, nothing that moves a cursor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from pyoxigraph import Literal, NamedNode

# Controls move the cursor or change colours; the marks of direction show words in another order
# than they are written; separators break lines.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def visible(text: str) -> str:
    r"""Return `text` with every character that a terminal would obey written out (``\x1b``)."""
    return _UNSAFE.sub(lambda match: ascii(match[0])[1:-1], text)


def short(iri: str, prefixes: Mapping[str, str]) -> str:
    """Return ``entity:ana-torres`` for an IRI under one of the namespaces, else the IRI.

    The longest namespace wins. The short form is for reading: it is not escaped.
    """
    fitting = [item for item in prefixes.items() if iri.startswith(item[1]) and iri != item[1]]
    if not fitting:
        return iri
    prefix, namespace = max(fitting, key=lambda item: (len(item[1]), item[0]))
    return f"{prefix}:{iri[len(namespace) :]}"


def cell(term: object, prefixes: Mapping[str, str]) -> str:
    """Return a term of an answer as one line of text; an unbound one is empty."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return visible(short(term.value, prefixes))
    if isinstance(term, Literal):
        return visible(term.value)
    return visible(str(term))


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], width: int) -> str:
    """Return rows of text under their headings, at most `width` characters wide."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        grid.add_column(Text(column), overflow="fold")
    for row in rows:
        # Text, not str: rich would read brackets in a document's words as markup.
        grid.add_row(*(Text(value) for value in row))
    out = StringIO()
    Console(file=out, width=width, color_system=None, legacy_windows=False).print(grid)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())
