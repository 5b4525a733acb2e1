"""The reference page of the vocabulary: up to date, whole, the same each time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.exports.terms import HG
from graph.vocabulary import data_folder
from tools.make_reference import PAGE, Ontology, reference


@pytest.fixture(scope="module")
def page() -> str:
    return reference()


def test_the_committed_page_is_up_to_date(page: str) -> None:
    assert PAGE.read_text(encoding="utf-8") == page, "run make reference"


def test_every_term_of_ours_is_on_the_page(page: str) -> None:
    terms = Ontology(data_folder() / "hemerograph.ttl").terms
    ours = {name for name, term in terms.items() if term.value.startswith(HG)}
    assert len(ours) > 150
    assert {name for name in ours if not re.search(rf'id="(class|term)-hg-{name[3:]}"', page)} == (
        set()
    )


def test_every_link_within_the_page_leads_somewhere(page: str) -> None:
    places = re.findall(r'id="([^"]+)"', page)
    assert len(places) == len(set(places))
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= set(places)


ONTOLOGY = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix hg: <https://w3id.org/hemerograph/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix schema: <https://schema.org/> .
<https://w3id.org/hemerograph/ontology> a owl:Ontology ; dcterms:title "Título"@es , "Title"@en .
hg:Place a owl:Class ; rdfs:label "lugar"@es , "place"@en ;
    rdfs:comment "Un *sitio* | o país."@es , "A site."@en ; rdfs:subClassOf schema:Place .
hg:interactedWith a owl:ObjectProperty .
hg:near a owl:ObjectProperty , owl:SymmetricProperty ; rdfs:label "cerca de"@es , "near"@en ;
    rdfs:subPropertyOf hg:interactedWith ; skos:closeMatch schema:geoTouches ;
    rdfs:domain hg:Place ; rdfs:range hg:Place .
hg:founded a owl:DatatypeProperty ; rdfs:range [ owl:unionOf ( xsd:date xsd:gYear ) ] .
hg:within a owl:ObjectProperty .
hg:around a owl:ObjectProperty ; owl:inverseOf hg:within ; rdfs:label "en torno a"@es .
"""


@pytest.mark.parametrize(
    "line",
    [
        "# Title",
        '### <a id="class-hg-Place"></a>hg:Place',
        "**lugar** (es), **place** (en)",
        "*Un \\*sitio\\* \\| o país.*",
        "- subclass of: `schema:Place`",
        "- kind: object property, symmetric",
        "- sub-property of: [`hg:interactedWith`](#term-hg-interactedWith)",
        "- domain: [`hg:Place`](#class-hg-Place)",
        "- range: `xsd:date` or `xsd:gYear`",
        "- matches: closely `schema:geoTouches`",
        "- inverse: [`hg:around`](#term-hg-around)",
        '| <a id="term-hg-around"></a>`hg:around` | [`hg:within`](#term-hg-within) |'
        " en torno a |  |  |  |",
    ],
)
def test_page_tells(tmp_path: Path, line: str) -> None:
    file = tmp_path / "small.ttl"
    file.write_text(ONTOLOGY, encoding="utf-8")
    assert line in reference(file).splitlines()
