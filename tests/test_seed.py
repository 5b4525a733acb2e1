"""What the seed article must give: the acceptance list of the main job."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
import rdflib

from graph.api import BuiltGraph
from graph.exports.terms import DEFAULT_BASE
from graph.language.lexicon import load_lexicon
from graph.model import Claim

pytestmark = pytest.mark.model

HG = rdflib.Namespace("https://w3id.org/hemerograph/ontology#")
ENTITY = f"{DEFAULT_BASE}entity/"


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of the seed with labels for keys."""

    subject: str
    relation: str
    object: str
    claim: Claim
    source: str | None

    @property
    def status(self) -> tuple[str, str]:
        return self.claim.polarity, self.claim.modality


@pytest.fixture(scope="module")
def told(seed_graph: BuiltGraph) -> list[Told]:
    label = {e.key: e.label for e in seed_graph.entities}
    return [
        Told(label[c.subject], c.relation, label[c.object], c, c.source and label[c.source])
        for c in (known.claim for known in seed_graph.claims)
    ]


@pytest.fixture(scope="module")
def rdf(seed_graph: BuiltGraph) -> rdflib.Graph:
    return seed_graph.to_rdf()


def of(told: list[Told], subject: str, relation: str, obj: str) -> list[Told]:
    """Return the claims of a relation between two entities, whichever is named first."""
    return [
        t
        for t in told
        if t.relation == relation
        and (
            (t.subject, t.object) == (subject, obj)
            or relation == "spokeWith"
            and (t.object, t.subject) == (subject, obj)
        )
    ]


RUBIO = "Marco Rubio"
FUENTE = "Juan Ramón de la Fuente"
SHEINBAUM = "Claudia Sheinbaum Pardo"
TRUMP = "Donald Trump"
CARTELS = "cárteles mexicanos"


@pytest.mark.parametrize(
    ("subject", "relation", "obj"),
    [
        (RUBIO, "spokeWith", FUENTE),
        (SHEINBAUM, "instructed", FUENTE),
        (TRUMP, "threatened", CARTELS),
        ("Gobierno de Estados Unidos", "requested", "México"),
        ("Fox News", "interviewed", TRUMP),
    ],
)
def test_what_happened_is_affirmed_and_actual(
    told: list[Told], subject: str, relation: str, obj: str
) -> None:
    assert ("affirmed", "actual") in {t.status for t in of(told, subject, relation, obj)}


@pytest.mark.parametrize(
    ("subject", "relation", "obj"),
    [
        (RUBIO, "spokeWith", FUENTE),
        (SHEINBAUM, "instructed", FUENTE),
        (TRUMP, "threatened", CARTELS),
        ("Gobierno de Estados Unidos", "requested", "México"),
    ],
)
def test_what_happened_is_a_direct_triple(
    seed_graph: BuiltGraph, rdf: rdflib.Graph, subject: str, relation: str, obj: str
) -> None:
    key = {e.label: rdflib.URIRef(ENTITY + e.key) for e in seed_graph.entities}
    assert (key[subject], HG[relation], key[obj]) in rdf


def test_the_call_is_dated_to_the_day_before_publication(told: list[Told]) -> None:
    assert "2026-01-11" in {t.claim.time for t in of(told, RUBIO, "spokeWith", FUENTE)}


def test_the_call_is_one_event_of_that_day(seed_graph: BuiltGraph) -> None:
    key = {e.label: e.key for e in seed_graph.entities}
    days = {
        e.time
        for e in seed_graph.events
        if e.relation == "spokeWith" and set(e.actors) == {key[RUBIO], key[FUENTE]}
    }
    assert "2026-01-11" in days


@pytest.mark.parametrize(
    ("person", "bodies", "title"),
    [
        (RUBIO, {"Estados Unidos", "Gobierno de Estados Unidos"}, "secretario de Estado"),
        (FUENTE, {"México"}, "secretario de Relaciones Exteriores"),
        (FUENTE, {"México"}, "canciller"),
        ("Tommy Pigott", {"Departamento de Estado"}, "portavoz adjunto principal"),
        (TRUMP, {"Estados Unidos"}, "mandatario"),
    ],
)
def test_posts_are_told_with_their_titles(
    told: list[Told], person: str, bodies: set[str], title: str
) -> None:
    found = [
        (t.object, t.claim.title, *t.status)
        for t in told
        if t.subject == person and t.relation == "holdsPositionIn"
    ]
    assert any(
        o in bodies and w == title and s == ("affirmed", "actual")
        for o, w, *rest in found
        for s in [tuple(rest)]
    )


def test_sheinbaum_holds_a_post(told: list[Told]) -> None:
    found = {
        (str(t.claim.title).split()[0].casefold(), t.object)
        for t in told
        if t.subject == SHEINBAUM and t.relation == "holdsPositionIn"
    }
    titles = ("presidenta", "mandataria", "titular")
    assert found & {(w, body) for w in titles for body in ("México", "Ejecutivo federal")}


def test_trump_speaks_of_an_attack_that_did_not_happen(told: list[Told]) -> None:
    found = [t for t in told if t.relation == "attacked" and t.object == CARTELS]
    assert found
    assert {(t.status, t.source) for t in found} == {(("affirmed", "nonactual"), TRUMP)}
    assert {t.subject for t in found} <= {"fuerzas armadas", "Estados Unidos", TRUMP}
    assert {t.subject for t in found} & {"fuerzas armadas", "Estados Unidos"}


def test_the_attack_is_no_direct_triple(seed_graph: BuiltGraph, rdf: rdflib.Graph) -> None:
    cartels = next(rdflib.URIRef(ENTITY + e.key) for e in seed_graph.entities if e.label == CARTELS)
    assert list(rdf.subjects(rdflib.RDF.object, cartels))
    assert not list(rdf.subjects(HG.attacked, cartels))


def test_the_call_to_come_is_nonactual(told: list[Told]) -> None:
    assert {t.status for t in of(told, SHEINBAUM, "spokeWith", TRUMP)} == {
        ("affirmed", "nonactual")
    }


def test_the_call_to_come_is_no_direct_triple(seed_graph: BuiltGraph, rdf: rdflib.Graph) -> None:
    key = {e.label: rdflib.URIRef(ENTITY + e.key) for e in seed_graph.entities}
    assert (key[SHEINBAUM], HG.spokeWith, key[TRUMP]) not in rdf
    assert (key[TRUMP], HG.spokeWith, key[SHEINBAUM]) not in rdf


def test_what_rubio_wants_is_said_by_the_spokesman(told: list[Told]) -> None:
    assert "Tommy Pigott" in {t.source for t in of(told, RUBIO, "spokeWith", FUENTE)}


def test_the_two_accounts_of_the_call_stand_side_by_side(told: list[Told]) -> None:
    sources = {t.source for t in of(told, RUBIO, "spokeWith", FUENTE)}
    assert {"Tommy Pigott", "Secretaría de Relaciones Exteriores"} <= sources


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        (RUBIO, "Person"),
        (FUENTE, "Person"),
        (SHEINBAUM, "Person"),
        (TRUMP, "Person"),
        ("Tommy Pigott", "Person"),
        ("Departamento de Estado", "Organization"),
        ("Secretaría de Relaciones Exteriores", "Organization"),
        ("Gobierno de Estados Unidos", "Organization"),
        ("Fox News", "Organization"),
        ("Estados Unidos", "Place"),
        ("México", "Place"),
        ("Guerrero", "Place"),
        ("Programa de Cooperación de Seguridad Fronteriza", "Work"),
    ],
)
def test_every_name_is_one_entity_of_its_type(
    seed_graph: BuiltGraph, label: str, kind: str
) -> None:
    assert [e.type for e in seed_graph.entities if e.label == label] == [kind]


@pytest.mark.parametrize(
    ("label", "alias"),
    [
        (RUBIO, "Rubio"),
        (FUENTE, "De la Fuente"),
        (SHEINBAUM, "Claudia Sheinbaum"),
        ("Secretaría de Relaciones Exteriores", "SRE"),
        ("Secretaría de Relaciones Exteriores", "Cancillería"),
        ("Estados Unidos", "EU"),
    ],
)
def test_short_names_are_aliases(seed_graph: BuiltGraph, label: str, alias: str) -> None:
    assert alias in next(e.aliases for e in seed_graph.entities if e.label == label)


@pytest.mark.parametrize(
    "label",
    ["Después", "Vamos", "El Dato", "Dato", "Estas", "De hecho", "Al respecto", "Según", "Los"],
)
def test_no_word_that_only_opens_a_sentence_is_a_node(seed_graph: BuiltGraph, label: str) -> None:
    assert not [e for e in seed_graph.entities if label in (e.label, *e.aliases)]


def test_no_role_is_a_node(seed_graph: BuiltGraph) -> None:
    lexicon = load_lexicon("es")
    wrong = []
    for e in seed_graph.entities:
        entry = lexicon.noun(e.label.split()[0])
        if e.label[0].islower() and entry and entry.kind in ("position", "title", "occupation"):
            wrong.append(e.label)
    assert wrong == []


def test_descriptions_are_no_aliases(seed_graph: BuiltGraph) -> None:
    named = [e for e in seed_graph.entities if e.named and e.type == "Person"]
    assert {a for e in named for a in e.aliases if a[0].islower()} == set()


@pytest.mark.parametrize(
    ("word", "persons"),
    [
        ("mandataria", {SHEINBAUM}),
        ("titular", {SHEINBAUM}),
        ("mandatario", {TRUMP}),
        ("canciller", {FUENTE}),
        ("funcionarios", {RUBIO, FUENTE}),
        ("presidentes", {SHEINBAUM, TRUMP}),
        pytest.param(
            "funcionario",
            {"Tommy Pigott"},
        ),
    ],
)
def test_a_description_is_a_mention_of_who_is_meant(
    seed_graph: BuiltGraph, word: str, persons: set[str]
) -> None:
    (document,) = seed_graph.documents
    label = {e.key: e.label for e in seed_graph.entities}
    found = {
        label[m.entity]
        for m in seed_graph.knowledge.mentions[document.id]
        if word in document.text[m.span.begin : m.span.end].split()
    }
    assert found == persons


def test_every_claim_shows_its_words(seed_graph: BuiltGraph) -> None:
    (document,) = seed_graph.documents
    for known in seed_graph.claims:
        claim = known.claim
        assert claim.sentence.begin <= claim.trigger.begin < claim.trigger.end <= claim.sentence.end
        assert document.text[claim.trigger.begin : claim.trigger.end].strip()
