"""The text of a Turtle file is ours: other writers write it so, and other parsers read it so."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Triple

from graph.exports import vocabulary as voc
from graph.exports.oxigraph_terms import OxigraphTerms
from graph.exports.statements import Statements
from graph.exports.terms import DEFAULT_BASE, prefixes
from graph.exports.turtle import to_rdf, to_triples, to_turtle
from graph.exports.turtle_terms import TurtleTerms
from graph.model import KnowledgeGraph
from tests.bench.synthetic import synthetic_graph
from tests.exports.hostile import HOSTILE, hostile_graph
from tests.samples import sample_graph

TERMS = TurtleTerms(prefixes())
GRAPHS = {
    "sample": sample_graph(),
    "synthetic": synthetic_graph(2),
    "empty": KnowledgeGraph((), (), (), ()),
    **{name: hostile_graph(words) for name, words in HOSTILE.items()},
}
BASES = (
    DEFAULT_BASE,
    "https://example.org/ñandú/",
    "http://e/",
    "https://w3id.org/hemerograph/",  # the ontology is under it
    "https://example.org/a'(b)/",
)


def oxigraph_turtle(kg: KnowledgeGraph, base: str) -> bytes:
    """Return the Turtle that pyoxigraph writes of the same triples, with a line between nodes."""
    bound = prefixes(base)
    turtle = pyoxigraph.serialize(to_triples(kg, base), format=RdfFormat.TURTLE, prefixes=bound)
    assert turtle is not None
    lines = turtle.split(b"\n", len(bound))
    nodes = lines.pop().replace(b" .\n", b" .\n\n").rstrip(b"\n")
    return b"\n".join([*sorted(lines), b"", nodes, b""])


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("kg", GRAPHS.values(), ids=GRAPHS)
def test_pyoxigraph_writes_the_same_bytes(kg: KnowledgeGraph, base: str) -> None:
    assert to_turtle(kg, base) == oxigraph_turtle(kg, base)


@pytest.mark.parametrize("kg", GRAPHS.values(), ids=GRAPHS)
def test_oxigraph_reads_the_same_triples(kg: KnowledgeGraph) -> None:
    quads = pyoxigraph.parse(to_turtle(kg), format=RdfFormat.TURTLE)
    assert {quad.triple for quad in quads} == set(to_triples(kg))


@pytest.mark.parametrize("kg", GRAPHS.values(), ids=GRAPHS)
def test_rdflib_reads_the_same_triples(kg: KnowledgeGraph) -> None:
    parsed = rdflib.Graph().parse(data=to_turtle(kg), format="turtle")
    assert set(parsed) == set(to_rdf(kg))


@pytest.mark.skipif(shutil.which("rapper") is None, reason="rapper is not installed")
@pytest.mark.parametrize("kg", GRAPHS.values(), ids=GRAPHS)
def test_rapper_reads_the_same_triples(kg: KnowledgeGraph, tmp_path: Path) -> None:
    file = tmp_path / "graph.ttl"
    file.write_bytes(to_turtle(kg))
    command = ["rapper", "-q", "-i", "turtle", "-o", "ntriples", str(file)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    quads = pyoxigraph.parse(done.stdout, format=RdfFormat.N_TRIPLES)
    assert {quad.triple for quad in quads} == set(to_triples(kg))


@pytest.mark.parametrize("kg", GRAPHS.values(), ids=GRAPHS)
def test_what_is_said_of_a_node_is_told_in_order_and_once(kg: KnowledgeGraph) -> None:
    for subject, classes, said in Statements(kg, OxigraphTerms(), DEFAULT_BASE, True).nodes():
        assert list(classes) == sorted(set(classes)), subject
        predicates = [predicate for predicate, _ in said]
        assert predicates == sorted(set(predicates)), subject
        assert voc.A not in predicates
        for _, objects in said:
            assert objects
            assert [o.value for o in objects] == sorted(o.value for o in objects), subject
            assert len(objects) == len(set(objects)), subject


@pytest.mark.parametrize(
    ("iri", "written"),
    [
        (f"{DEFAULT_BASE}entity/ana-torres", "entity:ana-torres"),
        (f"{DEFAULT_BASE}entity/4f-2_b", "entity:4f-2_b"),
        (f"{DEFAULT_BASE}entity/-x", "entity:\\-x"),
        (f"{DEFAULT_BASE}entity/a.b", "entity:a.b"),
        (f"{DEFAULT_BASE}entity/.a.", "entity:\\.a\\."),
        (f"{DEFAULT_BASE}entity/a%20b", "entity:a\\%20b"),
        (f"{DEFAULT_BASE}doc/a#char=1,2", "doc:a\\#char\\=1\\,2"),
        (f"{DEFAULT_BASE}part/class/Claim", "kg:part\\/class\\/Claim"),
        (DEFAULT_BASE, "kg:"),
        (voc.CLAIM, "hg:Claim"),
        ("https://w3id.org/hemerograph/ontology", "<https://w3id.org/hemerograph/ontology>"),
        ("http://www.wikidata.org/entity/Q419", "<http://www.wikidata.org/entity/Q419>"),
        (f"{DEFAULT_BASE}entity/ñ", f"<{DEFAULT_BASE}entity/ñ>"),
    ],
)
def test_an_iri_is_written_short_where_it_can_be(iri: str, written: str) -> None:
    assert TERMS.iri(iri) == written


@pytest.mark.parametrize(
    "iri", ["", "a b", f"{DEFAULT_BASE}doc/a b", f"{DEFAULT_BASE}doc/<", f"{DEFAULT_BASE}doc/%zz"]
)
def test_what_is_no_iri_is_refused(iri: str) -> None:
    with pytest.raises(ValueError, match="IRI"):
        TERMS.iri(iri)


@pytest.mark.parametrize("document", [f"{DEFAULT_BASE}doc/a%20b", "https://example.org/a"])
def test_a_span_is_written_as_its_iri(document: str) -> None:
    assert TERMS.span(document, 3, 14) == TERMS.iri(f"{document}#char=3,14")


def read(term: str) -> pyoxigraph.Literal | pyoxigraph.NamedNode:
    """Return the term that pyoxigraph reads of its Turtle."""
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes().items())
    (quad,) = pyoxigraph.parse(f"{head}<a:a> <a:b> {term} .", format=RdfFormat.TURTLE)
    triple: Triple = quad.triple
    assert isinstance(triple.object, (pyoxigraph.Literal, pyoxigraph.NamedNode))
    return triple.object


@given(st.text(), st.sampled_from([None, "es", "es-MX"]))
def test_any_text_is_read_back(text: str, language: str | None) -> None:
    assert read(TERMS.text(text, language)) == OxigraphTerms().text(text, language)


@given(st.text(alphabet="aZ0_-.:~!$&'()*+,;=/?#@%", max_size=8))
def test_any_local_name_is_read_back(local: str) -> None:
    iri = f"{DEFAULT_BASE}entity/{local}"
    try:
        pyoxigraph.NamedNode(iri)
    except ValueError:
        return  # "%zz" or a second "#"
    assert read(TERMS.iri(iri)) == pyoxigraph.NamedNode(iri)


@pytest.mark.parametrize("number", [0.82, 1.0, 0.0, 1 / 3])
def test_numbers_are_read_back(number: float) -> None:
    assert read(TERMS.decimal(number)) == OxigraphTerms().decimal(number)
    assert read(TERMS.integer(int(number))) == OxigraphTerms().integer(int(number))
    assert read(TERMS.index(int(number))) == OxigraphTerms().index(int(number))
