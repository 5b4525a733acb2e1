"""Terms of RDF as a Turtle file writes them: prefixed names, quoted and escaped text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import NamedNode

from graph.exports.literals import DECIMAL, INTEGER, Terms

# Of these types the bare number is the literal.
_BARE = frozenset({INTEGER, DECIMAL})
_CONTROL = re.compile("[\x00-\x1f\x7f]")
_SHORT = {"\b": "\\b", "\t": "\\t", "\f": "\\f", "\r": "\\r"}
# A local name may hold the first kind of character as it is, the second behind a backslash.
# That it may hold percent-encoded bytes too is not used: "%41" and "A" are two names.
_PLAIN_LOCAL = re.compile(r"(?:[A-Za-z0-9_][A-Za-z0-9_-]*)?")
_LOCAL = re.compile(r"[A-Za-z0-9_~.!$&'()*+,;=/?#@%:-]+")
_TO_ESCAPE = re.compile(r"^-|[~!$&'()*+,;=/?#@%]|^\.|\.$")


class TurtleTerms(Terms[str]):
    """Writes terms as Turtle.

    Parameters
    ----------
    prefixes : mapping of str to str
        The namespace of each prefix.
    """

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        # The longest namespace that an IRI begins with gives its prefix.
        self._namespaces = sorted(
            ((namespace, name) for name, namespace in prefixes.items()),
            key=lambda pair: (-len(pair[0]), pair[1]),
        )
        self._known: dict[str, str] = {}

    def iri(self, iri: str) -> str:
        """Return an IRI as a prefixed name where it can be one, as `Terms` says."""
        for namespace, prefix in self._namespaces:
            if iri.startswith(namespace):
                local = iri[len(namespace) :]
                if _PLAIN_LOCAL.fullmatch(local):
                    return f"{prefix}:{local}"
                if _LOCAL.fullmatch(local):
                    NamedNode(iri)  # refuses what is none
                    return f"{prefix}:{_TO_ESCAPE.sub(_escaped, local)}"
        return str(NamedNode(iri))

    def span(self, document: str, begin: int, end: int) -> str:
        """Return the IRI of a stretch of a document; the document's part is written once."""
        start = self._known.get(document)
        if start is None:
            whole = self.iri(f"{document}#char=")
            # A name in angle brackets ends in one; it is no start.
            start = self._known[document] = whole if whole.endswith("=") else ""
        if not start:
            return self.iri(f"{document}#char={begin},{end}")
        return f"{start}{begin}\\,{end}"

    def string(self, text: str, language: str | None) -> str:
        """Return text in quotes, on one line, with its language tag."""
        text = text.replace("\\", "\\\\").replace('"', '\\"')
        if not text.isprintable():
            text = _CONTROL.sub(_coded, text.replace("\n", "\\n"))
        return f'"{text}"@{language}' if language else f'"{text}"'

    def typed(self, lexical: str, datatype: str) -> str:
        """Return a number as it is, else a literal with the name of its datatype."""
        if datatype in _BARE:
            return lexical
        name = self._known.get(datatype)
        if name is None:
            name = self._known[datatype] = self.iri(datatype)
        return f'"{lexical}"^^{name}'


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def _coded(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or f"\\u{ord(match[0]):04X}"
