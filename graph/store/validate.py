"""Does a graph keep its contract? SHACL shapes, and what shapes cannot say."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QuerySolutions,
    Store,
    Variable,
)

from graph.errors import DataError
from graph.exports.literals import rdflib_triple
from graph.exports.terms import HG, NIF, ONTOLOGY, RDF, SCHEMA, XSD, prefixes
from graph.store.display import cell, short, visible
from graph.store.opening import base_of, open_graph
from graph.vocabulary import data_folder

if TYPE_CHECKING:
    import rdflib

_SH = "http://www.w3.org/ns/shacl#"
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


def _constraints(store: Store, shapes: rdflib.Graph, bound: dict[str, str]) -> Iterator[Problem]:
    """Yield what breaks a SPARQL constraint of the shapes.

    A SHACL engine asks each query once for each node that it is about. Asked once with that
    node left open, as here, it gives the same answers some thousand times sooner.
    """
    import rdflib

    sh = rdflib.Namespace(_SH)
    declared = sorted(
        (str(prefix), str(shapes.value(declaration, sh.namespace)))
        for declaration, prefix in shapes.subject_objects(sh.prefix)
    )
    for shape, constraint in shapes.subject_objects(sh.sparql):
        message = str(shapes.value(constraint, sh.message))
        todo = str(shapes.value(shape, sh.description)).rstrip(".")
        targets = [NamedNode(str(target)) for target in shapes.objects(shape, sh.targetClass)]
        query = str(shapes.value(constraint, sh.select))
        rows = _rows(store, query, dict(declared))
        for row in rows:
            node = row["this"]
            if any(Quad(node, _TYPE, target) in store for target in targets):
                seen = (row[name] for name in ("path", "value") if Variable(name) in rows.variables)
                yield Problem(cell(node, bound), _told(message, seen, bound), todo)


def _core(store: Store, shapes: rdflib.Graph, bound: dict[str, str]) -> Iterator[Problem]:
    """Yield what breaks a shape otherwise than by a SPARQL constraint."""
    import pyshacl
    import rdflib

    sh = rdflib.Namespace(_SH)
    core = rdflib.Graph()
    for triple in shapes:
        if triple[1] != sh.sparql:
            core.add(triple)
    data = rdflib.Graph()
    # With the ontology, so that classes and relations are known.
    for quad in store:
        data.add(rdflib_triple(quad.triple))
    with warnings.catch_warnings():
        # What pyshacl calls of rdflib is its own affair.
        warnings.simplefilter("ignore", DeprecationWarning)
        _, report, _ = pyshacl.validate(data, shacl_graph=core, inplace=True)
    assert isinstance(report, rdflib.Graph)  # pyshacl gives bytes only where asked to serialise
    for result in report.objects(None, sh.result):
        focus, value = report.value(result, sh.focusNode), report.value(result, sh.value)
        shape = report.value(result, sh.sourceShape)
        yield Problem(
            _cell(focus, bound),
            _told(str(report.value(result, sh.resultMessage)), [value], bound),
            str(shapes.value(shape, sh.description) or _REBUILD).rstrip("."),
        )


def _told(message: str, seen: Iterable[object], bound: dict[str, str]) -> str:
    """Return a message with the terms that break the rule, where there are any."""
    terms = [_cell(term, bound) for term in seen if term is not None]
    # A whole text may stand there.
    shown = " ".join(f"{term[:80]}…" if len(term) > 80 else term for term in terms)
    return f"{message} ({shown})" if terms else message


def _cell(term: object, bound: dict[str, str]) -> str:
    """Return a term of rdflib or pyoxigraph as one line of text."""
    import rdflib

    if isinstance(term, rdflib.URIRef):
        return visible(short(str(term), bound))
    if isinstance(term, rdflib.BNode | BlankNode):
        return "a blank node"
    return visible(str(term)) if isinstance(term, rdflib.Literal) else cell(term, bound)


def _rows(store: Store, query: str, declared: dict[str, str] | None = None) -> QuerySolutions:
    """Return the rows of a SELECT over the data and the ontology together."""
    rows = store.query(query, prefixes=declared, use_default_graph_as_union=True)
    assert isinstance(rows, QuerySolutions)  # the queries are SELECT
    return rows


@lru_cache(maxsize=1)
def _shapes() -> rdflib.Graph:
    import rdflib

    file = data_folder() / "shapes.ttl"
    try:
        return rdflib.Graph().parse(file, format="turtle")
    except Exception as error:  # rdflib raises errors of many kinds, OSError among them
        raise DataError(
            f"the shapes cannot be read: {error}", str(file), "Install the program again"
        ) from error
