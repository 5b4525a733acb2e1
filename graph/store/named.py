"""The queries that come with the program, and how their parameters are filled in.

A query's file begins with its name, its question in both languages and its parameters::

    # name: what-somebody-did
    # es: Qué hizo alguien, a quién, y según quién
    # en: What somebody did, to whom, and by whose word
    # set: who entity required Quién / who

A parameter is a variable of the query. It is filled by a VALUES clause, made of terms and not of
text, at the line ``# parameters``: nothing that a user gives can change the query itself.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode, Store

from graph.errors import DataError, UsageError
from graph.exports.terms import RDFS, SKOS, Names
from graph.identity import fold
from graph.store.opening import base_of, open_graph
from graph.store.query import TABLE_WIDTH, answer_from, names_graphs, require_format
from graph.vocabulary import data_folder, relations

Language = Literal["es", "en"]

_HEADER = re.compile(r"#\s*(name|es|en|set):\s*(.+?)\s*")
_PARAMETER = re.compile(r"([A-Za-z]\w*) (entity|relation|text) (required|optional) (.+) / (.+)")
_PLACE = "  # parameters\n"
_NEAR = 5  # names that are told where a name is unknown


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a query that a user fills in: with an entity, a relation or a text."""

    name: str
    kind: str
    required: bool
    es: str
    en: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query that comes with the program: its name, question, parameters and SPARQL text."""

    name: str
    es: str
    en: str
    parameters: tuple[Parameter, ...]
    text: str

    def question(self, language: Language = "en") -> str:
        """Return what it answers, with its parameters."""
        question = self.es if language == "es" else self.en
        told = [f"{p.name}: {p.es if language == 'es' else p.en}" for p in self.parameters]
        return f"{question} [{'; '.join(told)}]" if told else question


def list_queries() -> list[NamedQuery]:
    """Return the queries that come with the program, sorted by name.

    Raises
    ------
    DataError
        If the header of one is incomplete or wrong.
    """
    files = sorted((data_folder() / "queries").glob("*.rq"))
    return [_read(file) for file in files]


def named_query(name: str) -> NamedQuery:
    """Return a query that comes with the program.

    Raises
    ------
    UsageError
        If there is none of this name.
    """
    queries = {query.name: query for query in list_queries()}
    if name not in queries:
        raise UsageError(
            "no query of this name", ascii(name), f"Use one of: {', '.join(sorted(queries))}"
        )
    return queries[name]


def run_named(
    path: Path,
    name: str,
    settings: Mapping[str, str] | None = None,
    fmt: str = "table",
    width: int = TABLE_WIDTH,
) -> str:
    """Return the answer of a built graph to a named query, as `graph.store.query.run_query`.

    Parameters
    ----------
    path : pathlib.Path
        A Turtle file or an output folder.
    name : str
        Of the query.
    settings : mapping of str to str
        What its parameters are: an entity by its name, alias, slug or IRI; a relation by its
        name.
    fmt, width
        As for `run_query`.

    Raises
    ------
    UsageError
        If there is no such query or parameter, a required one is lacking, or nothing in the
        graph is called so.
    """
    require_format(fmt)
    query = named_query(name)
    store = open_graph(path, with_ontology=names_graphs(query.text))
    return answer_from(store, fill(query, settings or {}, store), fmt, width)


def fill(query: NamedQuery, settings: Mapping[str, str], store: Store) -> str:
    """Return the SPARQL text of a query with its parameters filled in.

    Raises
    ------
    UsageError
        As `run_named`.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    if unknown := sorted(settings.keys() - known.keys()):
        have = f"It has: {', '.join(known)}" if known else "It has none"
        raise UsageError(f"{query.name} has no parameter {unknown[0]!a}", "--set", have)
    for parameter in query.parameters:
        if parameter.required and parameter.name not in settings:
            raise UsageError(
                f"{query.name} asks for {parameter.name} ({parameter.en})",
                "--set",
                f"Give --set {parameter.name}=…",
            )
    given = [(name, _term(known[name], value, store)) for name, value in sorted(settings.items())]
    if not given:
        return query.text.replace(_PLACE, "")
    names = " ".join(f"?{name}" for name, _ in given)
    terms = " ".join(str(term) for _, term in given)
    return query.text.replace(_PLACE, f"  VALUES ({names}) {{ ({terms}) }}\n")


def _term(parameter: Parameter, value: str, store: Store) -> NamedNode | RdfLiteral:
    if parameter.kind == "entity":
        return _entity(value, store)
    if parameter.kind == "relation":
        return _relation(value)
    return RdfLiteral(value)


def _entity(value: str, store: Store) -> NamedNode:
    """Return the one entity that is called so: by name or alias, slug or IRI."""
    names = Names(base_of(store))
    names_of: dict[str, set[NamedNode]] = {}
    for predicate in (f"{RDFS}label", f"{SKOS}altLabel"):
        for quad in store.quads_for_pattern(None, NamedNode(predicate), None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, RdfLiteral):
                if quad.subject.value.startswith(f"{names.base}entity/"):
                    names_of.setdefault(fold(quad.object.value), set()).add(quad.subject)
    everything = {node for nodes in names_of.values() for node in nodes}
    slug = value.removeprefix("entity:")
    for node in everything:
        if node.value in (value, names.entity(slug)):
            return node
    found = sorted(names_of.get(fold(value), ()), key=lambda node: node.value)
    if len(found) == 1:
        return found[0]
    if found:
        several = ", ".join(node.value.removeprefix(f"{names.base}entity/") for node in found)
        raise UsageError(f"{value!a} may be several", "--set", f"Give one of: {several}")
    near = difflib.get_close_matches(fold(value), names_of, _NEAR) or [
        name for name in sorted(names_of) if fold(value) in name
    ]
    todo = f"Near it: {', '.join(near[:_NEAR])}" if near else "hemerograph explain lists claims"
    raise UsageError(f"nothing in the graph is called {value!a}", "--set", todo)


def _relation(value: str) -> NamedNode:
    """Return a relation by its name, or by its label in either language."""
    for name, relation in relations().items():
        if fold(value) in (fold(name), fold(relation.label_es), fold(relation.label_en)):
            return NamedNode(Names().relation(name))
    near = difflib.get_close_matches(value, relations(), _NEAR)
    raise UsageError(
        f"no relation is called {value!a}", "--set", f"Near it: {', '.join(near) or 'none'}"
    )


def _read(file: Path) -> NamedQuery:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError("cannot be read", str(file), "Install the program again") from error
    header: dict[str, str] = {}
    parameters: list[Parameter] = []
    for match in filter(None, map(_HEADER.fullmatch, text.splitlines())):
        if match[1] != "set":
            header[match[1]] = match[2]
            continue
        form = _PARAMETER.fullmatch(match[2])
        if form is None or f"?{form[1]}" not in text or _PLACE not in text:
            raise DataError(
                f"not a parameter: {match[2]!a}",
                str(file),
                "Write # set: name entity|relation|text required|optional Spanish / English,"
                " use ?name, and mark where with # parameters",
            )
        parameters.append(Parameter(form[1], form[2], form[3] == "required", form[4], form[5]))
    missing = [key for key in ("name", "es", "en") if key not in header]
    if missing or header["name"] != file.stem:
        raise DataError(
            "incomplete header of a query",
            str(file),
            "Begin with # name: (the file's stem), # es: and # en:",
        )
    return NamedQuery(header["name"], header["es"], header["en"], tuple(parameters), text)
