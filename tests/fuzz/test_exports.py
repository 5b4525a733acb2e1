"""Graphs of any content in every format: read by parsers of other hands, whole and the same."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import warnings
from collections.abc import Iterable
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import networkx as nx
import pyoxigraph
import pytest
import rdflib
from hypothesis import assume, given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat

from graph.exports.formats import FORMATS, to_files
from graph.exports.html import to_html
from graph.exports.report import report_bytes
from graph.exports.terms import HG, RDF, RDFS, SKOS, Names
from graph.exports.turtle import to_triples, to_turtle
from graph.model import KnowledgeGraph
from graph.store.knowledge import read_knowledge
from tests.fuzz.graphs import graphs, shuffled, texts
from tests.samples import sample_graph

RDF_FORMATS = {
    "ttl": (RdfFormat.TURTLE, "turtle"),
    "nt": (RdfFormat.N_TRIPLES, "nt11"),
    "nquads": (RdfFormat.N_QUADS, "nquads"),
    "trig": (RdfFormat.TRIG, "trig"),
    "jsonld": (RdfFormat.JSON_LD, "json-ld"),
}


def as_text(text: str) -> str:
    """Return `text` as RDF holds it: with U+FFFD for what is no character, and for NUL."""
    return re.sub("[\x00\ud800-\udfff\ufffe\uffff]", "\ufffd", text)


def as_xml(text: str) -> str:
    """Return `text` as XML holds it and its readers tell it: line ends of one kind."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)


def content(key: str, kg: KnowledgeGraph) -> bytes:
    (data,) = contents(kg, [key]).values()
    return data


def contents(kg: KnowledgeGraph, keys: Iterable[str], with_text: bool = True) -> dict[str, bytes]:
    files = to_files(kg, keys, with_text=with_text)
    return {name: b"".join(parts) for name, parts in files.items()}


# RDF


@given(graphs())
def test_oxigraph_reads_every_triple_back(kg: KnowledgeGraph) -> None:
    expected = set(to_triples(kg))
    for key, (form, _) in RDF_FORMATS.items():
        assert {quad.triple for quad in pyoxigraph.parse(content(key, kg), form)} == expected


@given(graphs(), st.sampled_from(["ttl", "nquads", "jsonld"]))
def test_rdflib_reads_the_same_triples(kg: KnowledgeGraph, key: str) -> None:
    with warnings.catch_warnings():
        # rdflib's own parsers call what rdflib deprecates; of dates that are none it warns.
        warnings.simplefilter("ignore")
        found = rdflib.Dataset(default_union=True)
        found.parse(data=content(key, kg), format=RDF_FORMATS[key][1])
        labels = {
            str(found.value(rdflib.URIRef(Names().entity(e.key)), rdflib.RDFS.label))
            for e in kg.entities
        }
        triples = {tuple(map(str, triple)) for triple in found.triples((None, None, None))}
    assert labels == {as_text(entity.label) for entity in kg.entities}
    assert triples == {(t.subject.value, t.predicate.value, t.object.value) for t in to_triples(kg)}


@given(graphs())
def test_the_triples_say_what_the_graph_does(kg: KnowledgeGraph) -> None:
    store = pyoxigraph.Store()
    store.load(to_turtle(kg), RdfFormat.TURTLE)

    def said(predicate: str) -> dict[str, set[str]]:
        out: dict[str, set[str]] = {}
        for quad in store.quads_for_pattern(None, pyoxigraph.NamedNode(predicate), None):
            assert isinstance(quad.subject, pyoxigraph.NamedNode)
            assert not isinstance(quad.object, (pyoxigraph.BlankNode, pyoxigraph.Triple))
            out.setdefault(quad.subject.value, set()).add(quad.object.value)
        return out

    names, entities = Names(), {e.key: e for e in kg.entities}
    labels, aliases = said(f"{RDFS}label"), said(f"{SKOS}altLabel")
    for key, entity in entities.items():
        iri = names.entity(key)
        assert labels[iri] == {as_text(entity.label)}
        assert aliases.get(iri, set()) == set(map(as_text, entity.aliases))
    subjects, polarities = said(f"{RDF}subject"), said(f"{HG}polarity")
    assert len(subjects) == len(kg.claims)
    for known in kg.claims:
        iri = names.claim(known.id)
        assert subjects[iri] == {names.entity(known.claim.subject)}
        assert polarities[iri] == {HG + known.claim.polarity}
    assert said(f"{HG}correction") == {
        names.entity(key): set(map(as_text, told)) for key, told in kg.corrections.items() if told
    }


@pytest.mark.skipif(not shutil.which("rapper"), reason="type: sudo apt-get install raptor2-utils")
@given(graphs())
def test_rapper_counts_the_same_triples(kg: KnowledgeGraph) -> None:
    done = subprocess.run(
        ["rapper", "-q", "-i", "turtle", "-o", "ntriples", "-", "http://example.org/"],
        input=to_turtle(kg), capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert len(set(done.stdout.splitlines())) == len(set(to_triples(kg)))


@given(graphs())
def test_what_is_read_back_is_written_again_as_it_was(kg: KnowledgeGraph) -> None:
    # Ids are slugs, hashes and stems: what is no character is in none of them, nor in versions.
    kg = replace(kg, versions={"hemerograph": "0.1.0"})
    # Of several entities at one place the graph does not tell which is mentioned how.
    kg = replace(kg, mentions={name: found[:1] for name, found in kg.mentions.items()})
    ids = [*(d.id for d in kg.documents), *(e.key for e in kg.entities), *(e.id for e in kg.events)]
    ids += [known.id for known in kg.claims] + [joining.id for joining in kg.joinings]
    ids += [known.claim.relation for known in kg.claims]
    assume(all(as_text(name) == name for name in ids))
    with TemporaryDirectory() as folder:
        Path(folder, "graph.ttl").write_bytes(to_turtle(kg))
        stored = read_knowledge(Path(folder))
    assert stored.foreign == 0


# XML


@given(graphs())
def test_graphml_reads_back_to_nodes_and_claims(kg: KnowledgeGraph) -> None:
    network = nx.read_graphml(BytesIO(content("graphml", kg)), force_multigraph=True)
    _check_network(network, kg)
    labels = sorted(data["label"] for _, data in network.nodes(data=True))
    assert labels == sorted(as_xml(entity.label) for entity in kg.entities)


@given(graphs())
def test_gexf_reads_back_to_nodes_and_claims(kg: KnowledgeGraph) -> None:
    _check_network(nx.read_gexf(BytesIO(content("gexf", kg))), kg)


def _check_network(network: Any, kg: KnowledgeGraph) -> None:
    plain = {e.key for e in kg.entities if e.key.isprintable()}
    assert plain <= set(network.nodes)
    assert network.number_of_nodes() == len(kg.entities)
    assert network.number_of_edges() == len(kg.claims)


# CSV and JSON


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8"), newline="")))


@given(graphs())
def test_csv_has_a_row_for_each_entity_and_claim_and_their_words(kg: KnowledgeGraph) -> None:
    files = contents(kg, ["csv"])
    nodes, edges = table(files["nodes.csv"]), table(files["edges.csv"])
    assert sorted((n["id:ID"], n["label"], n[":LABEL"]) for n in nodes) == sorted(
        (as_text(e.key), as_text(e.label), e.type) for e in kg.entities
    )
    assert sorted((e["claim"], e[":START_ID"], e[":TYPE"], e["polarity"]) for e in edges) == sorted(
        (as_text(k.id), as_text(k.claim.subject), as_text(k.claim.relation), k.claim.polarity)
        for k in kg.claims
    )  # fmt: skip
    assert all(None not in row and None not in row.values() for row in (*nodes, *edges))


@given(graphs())
def test_jsonld_is_json_in_one_line_of_scripts(kg: KnowledgeGraph) -> None:
    text = content("jsonld", kg).decode("utf-8")
    assert not re.search("[\u2028\u2029]", text)
    found = json.loads(text)
    labels = {n["label"] for n in found["@graph"] if n["id"].startswith("entity:")}
    assert labels == {as_text(e.label) for e in kg.entities}


@given(graphs(), st.lists(st.tuples(texts, texts), max_size=3), st.lists(texts, max_size=3))
def test_the_report_is_json_whatever_was_refused(
    kg: KnowledgeGraph, refused: list[tuple[str, str]], files: list[str]
) -> None:
    report = json.loads(report_bytes(kg, refused, files))
    assert report["claims"]["total"] == len(kg.claims)
    assert len(report["refused"]) == len(refused)


# HTML


class Tags(HTMLParser):
    """The tags of a page, the data in it, and what of its text is neither style nor script."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.data, self._id = "", ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self._id = dict(attrs).get("id") or ""

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] == "script" and self._id:
            self.data += data


@pytest.fixture(scope="module")
def tags() -> list[tuple[str, tuple[str, ...]]]:
    return Tags(to_html(sample_graph())).tags


@given(graphs())
def test_no_text_becomes_markup_of_the_page(
    tags: list[tuple[str, tuple[str, ...]]], kg: KnowledgeGraph
) -> None:
    text = to_html(kg).encode("utf-8").decode("utf-8")
    page = Tags(text)
    assert page.tags == tags
    assert not re.search("[<>&\u2028\u2029\x00]", page.data.strip())
    data = json.loads(page.data)
    assert sorted(data["entities"]["key"]) == sorted(e.key for e in kg.entities)
    assert sorted(data["entities"]["label"]) == sorted(e.label for e in kg.entities)
    assert len(data["claims"]["id"]) == len(kg.claims)


# all


@given(graphs(), st.integers(0, 1 << 16))
def test_the_order_of_the_input_shows_in_no_format(kg: KnowledgeGraph, seed: int) -> None:
    assert contents(shuffled(kg, seed), FORMATS) == contents(kg, FORMATS)


@given(graphs())
def test_without_text_no_format_fails_or_gives_the_words_away(kg: KnowledgeGraph) -> None:
    secret = replace(kg.documents[0], text="zorrillo" + kg.documents[0].text)
    hidden = replace(kg, documents=(secret, *kg.documents[1:]))
    files = contents(hidden, FORMATS, with_text=False)
    assert not [name for name, data in files.items() if b"zorrillo" in data]
