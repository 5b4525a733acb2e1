"""The graph as JSON-LD, compacted with the context of ``ontology/context.jsonld``.

The context is written into the file, which so needs no network. What it has a word for reads as
plain JSON (``"label": "Ana Torres"``, ``"threatened": "entity:transportistas"``); the rest is
written out, so that no triple is lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pyoxigraph import NamedNode

from graph.errors import DataError
from graph.exports.literals import Node
from graph.exports.oxigraph_terms import Object, OxigraphTerms
from graph.exports.statements import Statements
from graph.exports.terms import DEFAULT_BASE, XSD, prefixes
from graph.model import KnowledgeGraph
from graph.vocabulary import data_folder

_INTEGERS = frozenset({f"{XSD}integer", f"{XSD}nonNegativeInteger"})


def to_jsonld(kg: KnowledgeGraph, base: str = DEFAULT_BASE, with_text: bool = True) -> bytes:
    """Return a graph as JSON-LD 1.1 in UTF-8, one node a line: the same graph, the same bytes.

    Parameters and errors are those of `graph.exports.turtle.to_triples`.

    Raises
    ------
    DataError
        If the context that comes with the program is missing or broken.
    """
    return b"".join(jsonld_parts(kg, base, with_text))


def jsonld_parts(
    kg: KnowledgeGraph, base: str = DEFAULT_BASE, with_text: bool = True
) -> Iterator[bytes]:
    """Yield what `to_jsonld` returns, a node at a time."""
    context = {**_context(), **_bound(base)}
    compact = _Compactor(context)
    head = json.dumps({"@context": context}, ensure_ascii=False, indent=1)[:-2]
    before = f'{head},\n "@graph": [\n'
    for node in Statements(kg, OxigraphTerms(), base, with_text).nodes():
        line = json.dumps(compact.node(node), ensure_ascii=False, allow_nan=False)
        # JSON may hold U+2028 and U+2029; a script that a page embeds it in may not.
        line = line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
        yield f"{before}{line}".encode()
        before = ",\n"
    yield b"\n]}\n"


def _bound(base: str) -> dict[str, str]:
    """Return the prefixes, without those that are words of the context."""
    return {name: iri for name, iri in prefixes(base).items() if name != "relation"} | {
        "rel": prefixes(base)["relation"]
    }


@lru_cache(maxsize=1)
def _context() -> dict[str, Any]:
    file = data_folder() / "context.jsonld"
    try:
        context = json.loads(file.read_text(encoding="utf-8"))["@context"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        line = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise DataError(
            f"the context cannot be read: {error}", f"{file}{line}", "Install the program again"
        ) from error
    if not isinstance(context, dict):
        raise DataError("the context is no object", str(file), "Install the program again")
    return context


@dataclass(frozen=True, slots=True)
class _Term:
    """A word of the context: what its values are, by type or language."""

    name: str
    type: str
    language: str


class _Compactor:
    """Writes nodes with the words of one context."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        self.namespaces = sorted(
            ((iri, name) for name, iri in context.items() if isinstance(iri, str)
             and name[0] != "@" and iri[0] != "@" and iri[-1] in "#/"),
            key=lambda pair: (-len(pair[0]), pair[1]),
        )  # fmt: skip
        self.vocabulary = str(context["@vocab"])
        self.terms: dict[str, _Term] = {}
        self.words: dict[str, str] = {}
        for name, about in context.items():
            if isinstance(about, dict):
                iri = self._expand(str(about["@id"]), context)
                self.terms[iri] = _Term(
                    name,
                    self._expand(str(about.get("@type", "")), context),
                    str(about.get("@language", "")),
                )
                self.words[iri] = name

    def _expand(self, short: str, context: Mapping[str, Any]) -> str:
        prefix, colon, local = short.partition(":")
        known = context.get(prefix)
        return f"{known}{local}" if colon and isinstance(known, str) else short

    def node(self, node: Node[Object]) -> dict[str, Any]:
        """Return one node as an object: id, types, then each property with its values."""
        subject, classes, said = node
        out: dict[str, Any] = {"id": self.iri(subject.value)}
        # Our own classes first.
        types = sorted(map(self._word, classes), key=lambda word: ":" in word)
        if types:
            out["type"] = types if len(types) > 1 else types[0]
        for predicate, objects in said:
            term = self.terms.get(predicate)
            name = term.name if term else self.iri(predicate)
            values = [self._value(value, term) for value in objects]
            out[name] = values if len(values) > 1 else values[0]
        return out

    def iri(self, iri: str) -> str:
        """Return an IRI by the longest prefix that fits."""
        for namespace, name in self.namespaces:
            if iri.startswith(namespace) and not iri.startswith(f"{namespace}//"):
                return f"{name}:{iri[len(namespace) :]}"
        return iri

    def _word(self, iri: str) -> str:
        """Return a class or an individual by its word, where the context has one."""
        if iri in self.words:
            return self.words[iri]
        local = iri.removeprefix(self.vocabulary)
        if local != iri and local.isidentifier() and local not in self.words.values():
            return local
        return self.iri(iri)

    def _value(self, value: Object, term: _Term | None) -> Any:
        kind = term.type if term else ""
        if isinstance(value, NamedNode):
            if kind == "@vocab":
                return self._word(value.value)
            return self.iri(value.value) if kind == "@id" else {"id": self.iri(value.value)}
        datatype = value.datatype.value
        if value.language:
            same = term is not None and term.language == value.language
            return value.value if same else {"@value": value.value, "@language": value.language}
        if datatype == f"{XSD}string":
            plain = term is None or not (kind or term.language)
            return value.value if plain else {"@value": value.value}
        if datatype == kind:
            whole = datatype in _INTEGERS and value.value == str(int(value.value))
            return int(value.value) if whole else value.value
        return {"@value": value.value, "@type": self.iri(datatype)}
