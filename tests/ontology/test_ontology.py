"""The ontology file against the relation table, the exporter and three parsers."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
from functools import cache

import pyoxigraph
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS

from graph.exports.terms import DEFAULT_BASE, HG, ONTOLOGY, ONTOLOGY_VERSION, SEM
from graph.exports.turtle import to_triples
from graph.model import ENTITY_TYPES
from graph.vocabulary import data_folder, relations
from tests.samples import sample_graph

FILES = ("hemerograph.ttl", "shapes.ttl")
RELATIONS = sorted(relations())
GROUPS = sorted({relation.group for relation in relations().values()})
PLOVER = "https://w3id.org/hemerograph/plover#"
INVERSES = list(
    csv.DictReader(
        (data_folder() / "inverses.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t"
    )
)


@cache
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(data_folder() / "hemerograph.ttl", format="turtle")


def hg(name: str) -> rdflib.URIRef:
    return rdflib.URIRef(HG + name)


def declared() -> list[str]:
    terms = {str(s) for s in ontology().subjects(RDF.type) if isinstance(s, rdflib.URIRef)}
    return sorted(term for term in terms if term.startswith((HG, PLOVER)))


def text(subject: rdflib.URIRef, predicate: rdflib.URIRef, language: str) -> list[str]:
    values = ontology().objects(subject, predicate)
    return [str(v) for v in values if isinstance(v, rdflib.Literal) and v.language == language]


@pytest.mark.parametrize("file", FILES)
def test_rdflib_and_pyoxigraph_read_the_same_number_of_triples(file: str) -> None:
    path = data_folder() / file
    by_rdflib = len(rdflib.Graph().parse(path, format="turtle"))
    assert len(list(pyoxigraph.parse(path=str(path)))) == by_rdflib > 300


@pytest.mark.skipif(shutil.which("rapper") is None, reason="rapper is not installed")
@pytest.mark.parametrize("file", FILES)
def test_rapper_reads_it_without_a_word(file: str) -> None:
    command = ["rapper", "-q", "-c", "-i", "turtle", str(data_folder() / file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", RELATIONS)
def test_relation_is_an_object_property_of_its_group(name: str) -> None:
    assert (hg(name), RDF.type, OWL.ObjectProperty) in ontology()
    group = hg(relations()[name].group)
    assert list(ontology().objects(hg(name), RDFS.subPropertyOf)) == [group]


@pytest.mark.parametrize("name", RELATIONS)
def test_relation_is_symmetric_where_the_table_says_so(name: str) -> None:
    symmetric = (hg(name), RDF.type, OWL.SymmetricProperty) in ontology()
    assert symmetric == relations()[name].symmetric


@pytest.mark.parametrize("name", RELATIONS)
def test_relation_has_the_labels_of_the_table(name: str) -> None:
    assert text(hg(name), RDFS.label, "es") == [relations()[name].label_es]
    assert text(hg(name), RDFS.label, "en") == [relations()[name].label_en]


@pytest.mark.parametrize("name", RELATIONS)
def test_relation_is_aligned_with_the_plover_type_of_the_table(name: str) -> None:
    plover = relations()[name].plover.replace("/", "-")
    matches = [str(match) for match in ontology().objects(hg(name), SKOS.closeMatch)]
    found = [match for match in matches if match.startswith(PLOVER)]
    assert found == ([PLOVER + plover] if plover else [])


@pytest.mark.parametrize("end", [RDFS.domain, RDFS.range])
@pytest.mark.parametrize("name", RELATIONS)
def test_relation_has_one_class_of_entities_at_each_end(name: str, end: rdflib.URIRef) -> None:
    (found,) = ontology().objects(hg(name), end)
    assert hg("Entity") in ontology().transitive_objects(found, RDFS.subClassOf)


@pytest.mark.parametrize("name", [name for name in RELATIONS if relations()[name].symmetric])
def test_symmetric_relation_has_equal_ends(name: str) -> None:
    ends = [ontology().value(hg(name), end) for end in (RDFS.domain, RDFS.range)]
    assert ends[0] == ends[1]


@pytest.mark.parametrize("row", INVERSES, ids=[row["inverse"] for row in INVERSES])
def test_inverse_is_as_the_table_has_it(row: dict[str, str]) -> None:
    inverse = hg(row["inverse"])
    assert list(ontology().objects(inverse, OWL.inverseOf)) == [hg(row["of"])]
    assert text(inverse, RDFS.label, "es") == [row["label_es"]]
    assert text(inverse, RDFS.label, "en") == [row["label_en"]]
    assert (inverse, RDFS.subPropertyOf, None) not in ontology()


def test_no_inverse_is_missing_from_the_table() -> None:
    found = {(str(s), str(o)) for s, o in ontology().subject_objects(OWL.inverseOf)}
    assert found == {(HG + row["inverse"], HG + row["of"]) for row in INVERSES}


@pytest.mark.parametrize("name", [name for name in RELATIONS if not relations()[name].symmetric])
def test_relation_that_is_not_symmetric_has_an_inverse(name: str) -> None:
    assert [row["of"] for row in INVERSES].count(name) == 1


def test_inverses_are_in_no_graph_and_in_no_context() -> None:
    inverses = {row["inverse"] for row in INVERSES}
    context = json.loads((data_folder() / "context.jsonld").read_text(encoding="utf-8"))
    assert inverses & set(context["@context"]) == set()
    shapes = (data_folder() / "shapes.ttl").read_text(encoding="utf-8")
    assert inverses & set(re.findall(r"hg:(\w+)", shapes)) == set()
    used = {triple.predicate.value for triple in to_triples(sample_graph())}
    assert {HG + name for name in inverses} & used == set()


def test_no_relation_is_missing_from_the_table() -> None:
    found = {
        str(term).removeprefix(HG)
        for term in ontology().transitive_subjects(RDFS.subPropertyOf, hg("interactedWith"))
    }
    assert found == {*RELATIONS, *GROUPS, "interactedWith"}


@pytest.mark.parametrize("group", GROUPS)
def test_group_is_a_subproperty_of_interacted_with(group: str) -> None:
    assert (hg(group), RDFS.subPropertyOf, hg("interactedWith")) in ontology()


@pytest.mark.parametrize("group", GROUPS)
def test_group_has_a_class_of_events(group: str) -> None:
    classes = ontology().transitive_objects(hg(group.capitalize()), RDFS.subClassOf)
    assert rdflib.URIRef(f"{SEM}Event") in classes


@pytest.mark.parametrize("name", ENTITY_TYPES)
def test_entity_type_is_aligned_with_another_vocabulary(name: str) -> None:
    found = [
        str(term)
        for predicate in (RDFS.subClassOf, SKOS.closeMatch)
        for term in ontology().objects(hg(name), predicate)
        if not str(term).startswith(HG)
    ]
    assert found


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("predicate", [RDFS.label, RDFS.comment])
@pytest.mark.parametrize("term", declared())
def test_term_is_described_in_both_languages(
    term: str, predicate: rdflib.URIRef, language: str
) -> None:
    (found,) = text(rdflib.URIRef(term), predicate, language)
    assert found.strip()


@pytest.mark.parametrize("with_text", [True, False])
def test_every_term_that_the_exporter_writes_is_declared(with_text: bool) -> None:
    own, kind = DEFAULT_BASE, pyoxigraph.NamedNode(str(RDF.type))
    used = {
        term.value
        for triple in to_triples(sample_graph(), with_text=with_text)
        for term in (triple.predicate, *([triple.object] if triple.predicate == kind else []))
    }
    used = {term for term in used if not term.startswith((own, str(RDF), str(RDFS), str(OWL)))}
    assert len(used) > 60
    assert used <= {str(term) for term in ontology().subjects(RDF.type)}


@pytest.mark.parametrize("with_text", [True, False])
def test_every_value_of_ours_that_the_exporter_writes_is_declared(with_text: bool) -> None:
    used = {
        triple.object.value
        for triple in to_triples(sample_graph(), with_text=with_text)
        if isinstance(triple.object, pyoxigraph.NamedNode)
    }
    used = {value for value in used if value.startswith(HG) and value != HG}
    assert len(used) > 20
    assert used <= set(declared())


@pytest.mark.parametrize(
    ("predicate", "value"),
    [
        (OWL.versionIRI, f"{ONTOLOGY}/{ONTOLOGY_VERSION}"),
        (OWL.versionInfo, ONTOLOGY_VERSION),
        (OWL.priorVersion, f"{ONTOLOGY}/0.1.0"),
        ("http://purl.org/dc/terms/license", "https://creativecommons.org/licenses/by/4.0/"),
        ("http://purl.org/dc/terms/creator", "Hemerograph contributors"),
        ("http://purl.org/vocab/vann/preferredNamespacePrefix", "hg"),
        ("http://purl.org/vocab/vann/preferredNamespaceUri", HG),
    ],
)
def test_header_tells_version_licence_and_namespace(predicate: str, value: str) -> None:
    found = ontology().objects(rdflib.URIRef(ONTOLOGY), rdflib.URIRef(predicate))
    assert [str(term) for term in found] == [value]
