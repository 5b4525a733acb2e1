"""Does a graph keep its contract? SHACL shapes, and what shapes cannot say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    Variable,
    parse,
    serialize,
)

from graph.errors import DataError
from graph.exports.terms import HG, NIF, ONTOLOGY, RDF, SCHEMA, XSD, prefixes
from graph.store.display import cell
from graph.store.opening import base_of, open_graph
from graph.vocabulary import data_folder

_SH = "http://www.w3.org/ns/shacl#"
_SHACL = {"sh": _SH}
_PREFIXES = "SELECT * { ?d sh:prefix ?p ; sh:namespace ?iri }"
_QUERIES = """SELECT * {
    ?shape sh:sparql ?constraint ; sh:description ?todo .
    ?constraint sh:message ?what ; sh:select ?q
} ORDER BY ?what"""
_TYPE = NamedNode(f"{RDF}type")
_REBUILD = "Build the graph again"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One broken rule: what is wrong, at which node, what to do about it."""

    where: str
    what: str
    todo: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.todo}"


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """Whether a graph keeps its contract, and the problems where it does not, sorted."""

    conforms: bool
    problems: tuple[Problem, ...]


def validate(path: Path) -> ValidationReport:
    """Check a built graph against the SHACL shapes and the rest of the contract.

    Parameters
    ----------
    path : pathlib.Path
        A Turtle file or an output folder.

    Returns
    -------
    ValidationReport
        One problem for each node and rule that it breaks.

    Raises
    ------
    UsageError
        If the graph cannot be read.
    DataError
        If the ontology or the shapes are missing or broken.
    """
    store = open_graph(path, with_ontology=True)
    bound = prefixes(base_of(store))
    shapes = _shapes()
    found = {
        *_blank_nodes(store, bound),
        *_unknown_terms(store, bound),
        *_offsets(store, bound),
        *_constraints(store, shapes, bound),
        *_core(store, shapes, bound),
    }
    if not any(store.quads_for_pattern(None, _TYPE, NamedNode(f"{SCHEMA}NewsArticle"), None)):
        found.add(Problem("the graph", "it holds no document", "Give a graph of hemerograph build"))
    return ValidationReport(not found, tuple(sorted(found)))


def _blank_nodes(store: Store, bound: dict[str, str]) -> Iterator[Problem]:
    """Yield the statements about or with a blank node: the contract has none at all."""
    todo = "Name every node by an IRI"
    for quad in store.quads_for_pattern(None, None, None, DefaultGraph()):
        predicate = cell(quad.predicate, bound)
        if isinstance(quad.subject, BlankNode):
            yield Problem("a blank node", f"a blank node has {predicate}", todo)
        elif isinstance(quad.object, BlankNode):
            where = cell(quad.subject, bound)
            yield Problem(where, f"{predicate} leads to a blank node", todo)


def _unknown_terms(store: Store, bound: dict[str, str]) -> Iterator[Problem]:
    """Yield the terms under the ontology's namespace that the ontology does not declare."""
    ontology = NamedNode(ONTOLOGY)
    used = {
        node
        for quad in store.quads_for_pattern(None, None, None, DefaultGraph())
        for node in (quad.predicate, quad.object)
        if isinstance(node, NamedNode) and node.value.startswith(HG) and node.value != HG
    }
    for node in used:
        if not any(store.quads_for_pattern(node, _TYPE, None, ontology)):
            yield Problem(
                cell(node, bound),
                "the ontology declares no such term",
                "Use a term of the ontology",
            )


def _offsets(store: Store, bound: dict[str, str]) -> Iterator[Problem]:
    """Yield the stretches of text whose name or words do not fit their offsets."""
    is_string = NamedNode(f"{NIF}isString")
    texts = {
        quad.subject: quad.object.value
        for quad in store.quads_for_pattern(None, is_string, None, DefaultGraph())
        if isinstance(quad.object, Literal)
    }
    rows = _rows(
        store,
        f"""PREFIX nif: <{NIF}>
        SELECT ?span ?begin ?end ?document ?words WHERE {{
            ?span nif:beginIndex ?begin ; nif:endIndex ?end ; nif:referenceContext ?document .
            FILTER (DATATYPE(?begin) = <{XSD}integer> && DATATYPE(?end) = <{XSD}integer>)
            OPTIONAL {{ ?span nif:anchorOf ?words }}
        }}""",
    )
    for row in rows:
        begin, end = int(row["begin"].value), int(row["end"].value)
        where, text, words = cell(row["span"], bound), texts.get(row["document"]), row["words"]
        if row["span"].value != f"{row['document'].value}#char={begin},{end}":
            yield Problem(where, "its IRI does not tell its document and offsets", _REBUILD)
        if text is None:
            continue
        if end > len(text):
            yield Problem(where, "its offsets lie beyond the end of the text", _REBUILD)
        elif words is not None and text[begin:end] != words.value:
            yield Problem(where, "nif:anchorOf is not what the text has there", _REBUILD)


def _constraints(store: Store, shapes: Store, bound: dict[str, str]) -> Iterator[Problem]:
    """Yield what breaks a SPARQL constraint of the shapes.

    A SHACL engine asks each query once for each node that it is about. Asked once with that
    node left open, as here, it gives the same answers some thousand times sooner.
    """
    declared = {
        row["prefix"].value: row["namespace"].value
        for row in _rows(
            shapes, "SELECT * { ?d sh:prefix ?prefix ; sh:namespace ?namespace }", _SHACL
        )
    }
    for constraint in _rows(shapes, _QUERIES, _SHACL):
        quads = shapes.quads_for_pattern(constraint["shape"], NamedNode(f"{_SH}targetClass"), None)
        targets = [quad.object for quad in quads]
        rows = _rows(store, constraint["q"].value, declared)
        names = [name for name in ("path", "value") if Variable(name) in rows.variables]
        for row in rows:
            node = row["this"]
            if any(Quad(node, _TYPE, target) in store for target in targets):
                seen = (row[name] for name in names)
                what, todo = constraint["what"].value, constraint["todo"].value
                yield Problem(cell(node, bound), _told(what, seen, bound), todo.rstrip("."))


def _core(store: Store, shapes: Store, bound: dict[str, str]) -> Iterator[Problem]:
    """Yield what breaks a shape otherwise than by a SPARQL constraint."""
    import shacl

    sparql = NamedNode(f"{_SH}sparql")
    core = (quad.triple for quad in shapes if quad.predicate != sparql)
    # With the ontology, so that classes and relations are known.
    data = {quad.triple for quad in store}
    report = shacl.Shapes.from_turtle(_ntriples(core)).validate_turtle(_ntriples(data))
    todos = {
        row["what"].value: row["todo"].value
        for row in _rows(shapes, "SELECT * { ?s sh:message ?what ; sh:description ?todo }", _SHACL)
    }
    for result in report.results:
        what = result.message or "a shape is not kept"
        value = [] if result.value is None else [_term(result.value)]
        yield Problem(
            _shown(_term(result.focus_node), bound),
            _told(what, value, bound),
            todos.get(what, _REBUILD).rstrip("."),
        )


def _ntriples(triples: Iterable[Triple]) -> str:
    return (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode("utf-8")


def _term(text: str) -> object:
    """Return a term that is written as in N-Triples; a blank node as such."""
    if text.startswith("_:"):
        return BlankNode()
    statement = f"<x:x> <x:x> {text} ."
    (quad,) = parse(statement, format=RdfFormat.N_TRIPLES)
    return quad.object


def _told(message: str, seen: Iterable[object], bound: dict[str, str]) -> str:
    """Return a message with the terms that break the rule, where there are any."""
    terms = [_shown(term, bound) for term in seen if term is not None]
    # A whole text may stand there.
    shown = " ".join(f"{term[:80]}…" if len(term) > 80 else term for term in terms)
    return f"{message} ({shown})" if terms else message


def _shown(term: object, bound: dict[str, str]) -> str:
    return "a blank node" if isinstance(term, BlankNode) else cell(term, bound)


def _rows(store: Store, query: str, declared: dict[str, str] | None = None) -> QuerySolutions:
    """Return the rows of a SELECT over the data and the ontology together."""
    rows = store.query(query, prefixes=declared, use_default_graph_as_union=True)
    assert isinstance(rows, QuerySolutions)  # the queries are SELECT
    return rows


@lru_cache(maxsize=1)
def _shapes() -> Store:
    file = data_folder() / "shapes.ttl"
    store = Store()
    try:
        with file.open("rb") as stream:
            store.load(stream, format=RdfFormat.TURTLE)
    except (OSError, SyntaxError, ValueError) as error:
        raise DataError(
            f"the shapes cannot be read: {error}", str(file), "Install the program again"
        ) from error
    return store
