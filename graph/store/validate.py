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
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    Variable,
    parse,
    serialize,
)

from graph.errors import DataError
from graph.exports.terms import (
    HG,
    NIF,
    ONTOLOGY,
    OWL,
    RDF,
    RDFS,
    SCHEMA,
    VOID,
    XSD,
    prefixes,
)
from graph.model import ENTITY_TYPES
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
_TARGETS = NamedNode(f"{_SH}targetClass"), NamedNode(f"{_SH}targetSubjectsOf")
_LEMMA = NamedNode(f"{HG}lemma")
_REBUILD = "Build the graph again"
_NEEDED = {
    f"{SCHEMA}NewsArticle": "it holds no document",
    f"{VOID}Dataset": "it does not describe itself",
}
# What graphs use of the languages that vocabularies are written in.
_BUILT_IN = frozenset(
    f"{namespace}{name}"
    for namespace, names in (
        (RDF, "type subject predicate object Statement"),
        (RDFS, "label subPropertyOf"),
        (OWL, "ObjectProperty sameAs"),
    )
    for name in names.split()
)
# What a graph holds, and what its description tells of that: terms with their numbers.
_FIGURES = (
    (
        "SELECT ?term (COUNT(*) AS ?n) { ?s a ?term } GROUP BY ?term",
        "SELECT ?term ?n { ?part void:class ?term ; void:entities ?n }",
    ),
    (
        "SELECT ?term (COUNT(*) AS ?n) { ?s ?term ?o } GROUP BY ?term",
        "SELECT ?term ?n { ?part void:property ?term ; void:triples ?n }",
    ),
    *(
        (
            f"SELECT (void:{figure} AS ?term) ({count} AS ?n) {{ {pattern} }}",
            f"SELECT (void:{figure} AS ?term) ?n {{ ?d a void:Dataset ; void:{figure} ?n }}",
        )
        for figure, count, pattern in (
            ("triples", "COUNT(*)", "?s ?p ?o"),
            ("classes", "COUNT(DISTINCT ?c)", "?s a ?c"),
            ("properties", "COUNT(DISTINCT ?p)", "?s ?p ?o"),
            (
                "entities",
                "COUNT(DISTINCT ?s)",
                f"VALUES ?c {{ {' '.join(f'hg:{kind}' for kind in ENTITY_TYPES)} }} ?s a ?c",
            ),
        )
    ),
)


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
        *_figures(store, bound),
        *_offsets(store, bound),
        *_constraints(store, shapes, bound),
        *_core(store, shapes, bound),
    }
    for kind, what in _NEEDED.items():
        if not any(store.quads_for_pattern(None, _TYPE, NamedNode(kind), None)):
            found.add(Problem("the graph", what, "Give a graph of hemerograph build"))
    return ValidationReport(not found, tuple(sorted(found)))


def _blank_nodes(store: Store, bound: dict[str, str]) -> Iterator[Problem]:
    """Yield the statements about or with a blank node: the contract has none at all."""
    todo = "Name every node by an IRI"
    for quad in store.quads_for_pattern(None, None, None, DefaultGraph()):
        if isinstance(quad.subject, BlankNode):
            yield Problem("a blank node", f"a blank node has {cell(quad.predicate, bound)}", todo)
        elif isinstance(quad.object, BlankNode):
            where, predicate = cell(quad.subject, bound), cell(quad.predicate, bound)
            yield Problem(where, f"{predicate} leads to a blank node", todo)


def _unknown_terms(store: Store, bound: dict[str, str]) -> Iterator[Problem]:
    """Yield the terms that the ontology does not declare, ours and those of other vocabularies."""
    ontology = NamedNode(ONTOLOGY)
    used = set()
    for quad in store.quads_for_pattern(None, None, None, DefaultGraph()):
        used.add(quad.predicate)
        value = quad.object
        if isinstance(value, NamedNode) and (
            quad.predicate == _TYPE or (value.value.startswith(HG) and value.value != HG)
        ):
            used.add(value)
    for node in used:
        known = (
            node.value in _BUILT_IN
            or any(store.quads_for_pattern(node, _TYPE, None, ontology))
            # A relation that the graph minted itself.
            or any(store.quads_for_pattern(node, _LEMMA, None, DefaultGraph()))
        )
        if not known:
            yield Problem(
                cell(node, bound),
                "the ontology declares no such term",
                "Use a term of the ontology",
            )


def _figures(store: Store, bound: dict[str, str]) -> Iterator[Problem]:
    """Yield the terms of which the graph holds more or less than its description tells."""
    for counted, told in _FIGURES:
        held, said = (
            {(row["term"], row["n"].value) for row in _data_rows(store, query)}
            for query in (counted, told)
        )
        numbers = dict(held)
        for term in {term for term, _ in held ^ said}:
            number = numbers.get(term, "0")
            what = f"the graph's description does not tell that there are {number}"
            yield Problem(cell(term, bound), what, _REBUILD)


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
        classes, predicates = (
            {q.object for q in shapes.quads_for_pattern(constraint["shape"], target, None)}
            for target in _TARGETS
        )
        rows = _rows(store, constraint["q"].value, declared)
        names = [name for name in ("path", "value") if Variable(name) in rows.variables]
        for row in rows:
            node = row["this"]
            # Relations are described in the ontology, everything else in the graph.
            said = store.quads_for_pattern(node, None, None)
            if any(
                q.predicate in predicates or (q.predicate == _TYPE and q.object in classes)
                for q in said
            ):
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


def _data_rows(store: Store, query: str) -> QuerySolutions:
    """Return the rows of a SELECT over the data alone."""
    rows = store.query(query, prefixes=prefixes())
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
