"""Every format: it holds the whole graph, the same bytes each time, whatever the texts say."""

from __future__ import annotations

import csv
import json
import warnings
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph
import pytest
import rdflib
from pyoxigraph import RdfFormat, Triple
from rdflib.compare import isomorphic

from graph.errors import DataError, UsageError
from graph.exports import jsonld
from graph.exports.formats import DEFAULT_FORMATS, FORMATS, chosen_formats, file_names, to_files
from graph.exports.quads import to_quads
from graph.exports.terms import DEFAULT_BASE, prefixes
from graph.exports.turtle import to_rdf, to_triples
from graph.model import KnowledgeGraph
from graph.vocabulary import data_folder, relations
from tests.exports.hostile import HOSTILE, hostile_graph
from tests.joined import JOINING, joined_graph
from tests.samples import ANDINA, COSTA, sample_graph

RDF_FORMATS = {
    "ttl": (RdfFormat.TURTLE, "turtle"),
    "nt": (RdfFormat.N_TRIPLES, "nt11"),
    "nquads": (RdfFormat.N_QUADS, "nquads"),
    "trig": (RdfFormat.TRIG, "trig"),
    "jsonld": (RdfFormat.JSON_LD, "json-ld"),
}


def one_file(key: str, kg: KnowledgeGraph, **options: Any) -> bytes:
    """Return the only file of a format."""
    (content,) = to_files(kg, [key], **options).values()
    return content


def triples_in(content: bytes, form: RdfFormat) -> set[Triple]:
    return {quad.triple for quad in pyoxigraph.parse(content, format=form)}


@pytest.mark.parametrize("key", RDF_FORMATS)
def test_oxigraph_reads_the_triples_that_were_written(key: str) -> None:
    found = triples_in(one_file(key, sample_graph()), RDF_FORMATS[key][0])
    assert found == set(to_triples(sample_graph()))


@pytest.mark.parametrize("key", RDF_FORMATS)
@pytest.mark.parametrize("words", ["one reason", *HOSTILE.values()])
def test_joinings_and_copies_are_in_every_format_of_rdf(key: str, words: str) -> None:
    joining = replace(JOINING, names=(words, f"{words}x"), reasons=(words, "another"))
    kg = replace(joined_graph(), joinings=(joining,))
    assert triples_in(one_file(key, kg), RDF_FORMATS[key][0]) == set(to_triples(kg))


@pytest.mark.parametrize("key", RDF_FORMATS)
def test_rdflib_reads_an_isomorphic_graph(key: str) -> None:
    found = rdflib.Graph()
    with warnings.catch_warnings():
        # rdflib's own parsers call what rdflib deprecates.
        warnings.simplefilter("ignore", DeprecationWarning)
        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(data=one_file(key, sample_graph()), format=RDF_FORMATS[key][1])
        for triple in dataset.triples((None, None, None)):
            found.add(triple)
    assert isomorphic(found, to_rdf(sample_graph()))


@pytest.mark.parametrize("key", RDF_FORMATS)
@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_come_back_unchanged(key: str, words: str) -> None:
    found = triples_in(one_file(key, hostile_graph(words)), RDF_FORMATS[key][0])
    assert found == set(to_triples(hostile_graph(words)))


@pytest.mark.parametrize("key", RDF_FORMATS)
def test_without_text_no_words_of_the_documents_are_written(key: str) -> None:
    content = one_file(key, sample_graph(), with_text=False).decode()
    assert "conversó" not in content


@pytest.mark.parametrize("key", RDF_FORMATS)
def test_another_base_names_everything_under_it(key: str) -> None:
    base = "https://example.org/ñandú/"
    content = one_file(key, sample_graph(), base=base)
    found = triples_in(content, RDF_FORMATS[key][0])
    assert found == set(to_triples(sample_graph(), base))
    assert not [t for t in found if DEFAULT_BASE in str(t)]


@pytest.mark.parametrize("key", FORMATS)
def test_the_order_of_the_input_does_not_show(key: str) -> None:
    kg = sample_graph()
    turned = replace(
        kg,
        documents=kg.documents[::-1],
        entities=kg.entities[::-1],
        claims=kg.claims[::-1],
        events=kg.events[::-1],
    )
    assert to_files(turned, [key]) == to_files(kg, [key])


# named graphs


def graphs_of(pattern: str) -> set[str]:
    """Return the graphs in which `pattern` holds; "" for the default one."""
    store = pyoxigraph.Store()
    store.extend(to_quads(sample_graph()))
    bound = prefixes()
    rows = store.query(f"SELECT DISTINCT ?g {{ GRAPH ?g {{ {pattern} }} }}", prefixes=bound)
    found = {row["g"].value.removeprefix(f"{DEFAULT_BASE}doc/") for row in rows}
    if store.query(f"ASK {{ {pattern} }}", prefixes=bound):
        found.add("")
    return found


@pytest.mark.parametrize(
    ("pattern", "graphs"),
    [
        ("?c a hg:Claim", {ANDINA, COSTA}),
        (f"doc:{COSTA} a schema:NewsArticle", {COSTA}),
        ("entity:luis-prado hg:rejected ?what", {COSTA}),
        ("entity:ana-torres hg:spokeWith entity:luis-prado", {ANDINA, COSTA}),
        ("entity:ana-torres hg:threatened ?whom", {ANDINA}),
        ("entity:ana-torres rdfs:label ?name", {""}),
        ("?e a sem:Event", {""}),
        ("?d a void:Dataset", {""}),
    ],
)
def test_each_document_has_what_it_says_in_a_graph_of_its_own(
    pattern: str, graphs: set[str]
) -> None:
    assert graphs_of(pattern) == graphs


def test_no_quad_is_given_twice() -> None:
    quads = list(to_quads(sample_graph()))
    assert len(quads) == len(set(quads))


# JSON-LD


def node(iri: str) -> dict[str, Any]:
    nodes = json.loads(one_file("jsonld", sample_graph()))["@graph"]
    (found,) = (n for n in nodes if n["id"] == iri)
    return dict(found)


def test_an_entity_reads_as_plain_json() -> None:
    assert node("entity:ana-torres") == {
        "id": "entity:ana-torres",
        "type": "Person",
        "label": "Ana Torres",
        "altLabel": "Torres",
        "criticized": "entity:ley-de-aguas",
        "holdsPositionIn": "entity:peru",
        "spokeWith": "entity:luis-prado",
        "threatened": "entity:transportistas",
        "rel:inaugurar": {"id": "entity:feria-del-libro-de-lima"},
    }


def test_a_claim_reads_as_plain_json() -> None:
    claims = json.loads(one_file("jsonld", sample_graph()))["@graph"]
    (threat,) = (c for c in claims if c.get("predicate") == "threatened")
    assert threat["type"] == ["Claim", "rdf:Statement"]
    assert (threat["polarity"], threat["modality"]) == ("affirmed", "actual")
    assert threat["attributedTo"] == "entity:radio-sur"


def test_the_file_needs_no_context_from_elsewhere() -> None:
    context = json.loads(one_file("jsonld", sample_graph()))["@context"]
    published = json.loads((data_folder() / "context.jsonld").read_text(encoding="utf-8"))
    assert isinstance(context, dict)
    assert context.items() >= published["@context"].items()


@pytest.mark.parametrize("name", sorted(relations().keys() - {"other"}))
def test_the_context_has_a_word_for_every_relation(name: str) -> None:
    context = json.loads((data_folder() / "context.jsonld").read_text(encoding="utf-8"))
    assert context["@context"][name] == {"@id": f"hg:{name}", "@type": "@id"}


def test_the_context_has_a_word_for_every_property_that_is_written() -> None:
    names = {key for n in json.loads(one_file("jsonld", sample_graph()))["@graph"] for key in n}
    assert {name for name in names if ":" in name} == {"rel:inaugurar"}


def test_no_line_separator_of_scripts_is_written_raw() -> None:
    content = one_file("jsonld", hostile_graph("uno\u2028dos\u2029"))
    assert "\u2028" not in content.decode()
    assert "\u2029" not in content.decode()


def test_a_broken_context_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "context.jsonld").write_text("{", encoding="utf-8")
    monkeypatch.setattr(jsonld, "data_folder", lambda: tmp_path)
    jsonld._context.cache_clear()
    with pytest.raises(DataError, match=r"context\.jsonld"):
        jsonld.to_jsonld(sample_graph())
    jsonld._context.cache_clear()


# GEXF and CSV


def test_gexf_reads_back_to_every_node_and_claim() -> None:
    network = nx.read_gexf(BytesIO(one_file("gexf", sample_graph())))
    assert set(network.nodes) == {entity.key for entity in sample_graph().entities}
    assert network.number_of_edges() == len(sample_graph().claims)


def test_an_edge_of_gexf_bears_its_claim_and_a_label_to_read() -> None:
    network = nx.read_gexf(BytesIO(one_file("gexf", sample_graph())))
    edges = {said["id"]: said["label"] for *_, said in network.edges(data=True)}
    assert edges.keys() == {known.id for known in sample_graph().claims}
    assert "amenazó a" in edges.values()


def test_gexf_tells_no_day() -> None:
    assert b"lastmodifieddate" not in one_file("gexf", sample_graph())


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_gexf_is_well_formed_whatever_the_words(words: str) -> None:
    network = nx.read_gexf(BytesIO(one_file("gexf", hostile_graph(words))))
    assert "mala" in network


def rows(name: str, kg: KnowledgeGraph, **options: Any) -> list[dict[str, str]]:
    text = to_files(kg, ["csv"], **options)[name].decode("utf-8")
    return list(csv.DictReader(StringIO(text, newline="")))


def test_a_row_of_nodes_csv() -> None:
    assert rows("nodes.csv", sample_graph())[0] == {
        "id:ID": "ana-torres", "label": "Ana Torres", "aliases:string[]": "Torres",
        "documents:int": "2", ":LABEL": "Person",
    }  # fmt: skip


def test_a_row_of_edges_csv() -> None:
    (row,) = (r for r in rows("edges.csv", sample_graph()) if r[":TYPE"] == "threatened")
    assert row.items() >= {
        ":START_ID": "ana-torres", ":END_ID": "transportistas", "source": "radio-sur",
        "polarity": "affirmed", "modality": "actual", "trigger": "amenazó", "document": ANDINA,
    }.items()  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_stay_in_their_cell(words: str) -> None:
    (row,) = (r for r in rows("nodes.csv", hostile_graph(words)) if r["id:ID"] == "mala")
    assert row["label"] == words


def test_csv_without_text_has_no_words_of_the_documents() -> None:
    assert {r["sentence"] for r in rows("edges.csv", sample_graph(), with_text=False)} == {""}


# the list of formats


def test_by_default_a_build_writes_what_the_contract_says() -> None:
    assert file_names(()) == ("graph.ttl", "graph.html", "graph.graphml")
    assert chosen_formats(()) == DEFAULT_FORMATS


def test_an_unknown_format_is_refused_by_name() -> None:
    with pytest.raises(UsageError, match="pdf"):
        to_files(sample_graph(), ["ttl", "pdf"])
