"""What a graph says of itself, by VoID and DCAT: each figure is what a query counts."""

from __future__ import annotations

import pyoxigraph
import pytest

from graph.exports.terms import HG, ONTOLOGY, ONTOLOGY_VERSION, prefixes
from graph.exports.turtle import to_turtle
from tests.exports.hostile import HOSTILE, hostile_graph
from tests.samples import sample_graph

GRAPHS = {
    "with text": to_turtle(sample_graph()),
    "without text": to_turtle(sample_graph(), with_text=False),
    "hostile": to_turtle(hostile_graph(HOSTILE["percent"])),
}
FIGURES = {
    "void:triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "void:classes": "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?s a ?c }",
    "void:properties": "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }",
    "void:entities": (
        "SELECT (COUNT(*) AS ?n) { ?s a ?c VALUES ?c {"
        " hg:Person hg:Organization hg:Place hg:Group hg:Work hg:NamedEvent } }"
    ),
}
PARTS = {
    "void:class": "SELECT ?t (COUNT(*) AS ?n) { ?s a ?t } GROUP BY ?t",
    "void:property": "SELECT ?t (COUNT(*) AS ?n) { ?s ?t ?o } GROUP BY ?t",
}
FIGURE = {"void:class": "void:entities", "void:property": "void:triples"}


def rows(graph: str, query: str) -> list[tuple[str, ...]]:
    store = pyoxigraph.Store()
    store.load(GRAPHS[graph], format=pyoxigraph.RdfFormat.TURTLE)
    found = store.query(query, prefixes=prefixes())
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return sorted(tuple(term.value for term in row) for row in found)


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("graph", GRAPHS)
def test_figure_is_what_a_query_counts(graph: str, figure: str) -> None:
    told = rows(graph, f"SELECT ?n {{ kg: {figure} ?n }}")
    assert told == rows(graph, FIGURES[figure])


@pytest.mark.parametrize("kind", PARTS)
@pytest.mark.parametrize("graph", GRAPHS)
def test_there_is_a_part_for_each_term_with_its_figure(graph: str, kind: str) -> None:
    told = f"SELECT ?t ?n {{ kg: {kind}Partition ?part . ?part {kind} ?t ; {FIGURE[kind]} ?n }}"
    assert rows(graph, told) == rows(graph, PARTS[kind])


@pytest.mark.parametrize("graph", GRAPHS)
def test_every_document_is_a_source(graph: str) -> None:
    documents = rows(graph, "SELECT ?d { ?d a schema:NewsArticle }")
    assert rows(graph, "SELECT ?d { kg: dcterms:source ?d }") == documents


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("kg: a ?x", ["http://rdfs.org/ns/void#Dataset", "http://www.w3.org/ns/dcat#Dataset"]),
        ("kg: dcterms:conformsTo ?x", [f"{ONTOLOGY}/{ONTOLOGY_VERSION}"]),
        ("kg: void:uriSpace ?x", ["https://w3id.org/hemerograph/kg/"]),
        ("kg: dcterms:title ?t BIND(LANG(?t) AS ?x)", ["en", "es"]),
        ("kg: dcterms:description ?t BIND(LANG(?t) AS ?x)", ["en", "es"]),
        (f"kg: void:vocabulary ?x FILTER(?x = <{HG}>)", [HG]),
    ],
)
def test_dataset_tells(pattern: str, expected: list[str]) -> None:
    assert [x for (x,) in rows("with text", f"SELECT ?x {{ {pattern} }}")] == expected
