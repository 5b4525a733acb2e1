"""The relations of a document: frames, open verbs, rivals, on hand-checked trees."""

from __future__ import annotations

import pytest

from graph.language.annotations import Relating, source_text
from tests.gold.trees import document, parsed, reader, through

STAGES = ("names", "roles", "coreference", "quotation", "factuality", "time", "relations")


def found(text: str) -> list[Relating]:
    relations: list[Relating] = through(parsed(text), *STAGES)._.relations
    return relations


def related(text: str) -> set[tuple[str, str, str]]:
    doc = through(parsed(text), *STAGES)
    label = [r.label for r in doc._.referents]
    return {(label[r.subject], r.relation, label[r.object]) for r in doc._.relations}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Irán atacó a Israel.", ("Irán", "attacked", "Israel")),
        ("Israel fue atacado por Irán.", ("Irán", "attacked", "Israel")),
        ("Irán, que atacó a Israel, calló.", ("Irán", "attacked", "Israel")),
        ("Luis Prado habló con Ana Torres.", ("Luis Prado", "spokeWith", "Ana Torres")),
        (
            "Luis Prado sostuvo una llamada con Ana Torres.",
            ("Luis Prado", "spokeWith", "Ana Torres"),
        ),
        (
            "La llamada entre Luis Prado y Ana Torres duró poco.",
            ("Luis Prado", "spokeWith", "Ana Torres"),
        ),
        ("Luis Prado y Ana Torres se reunieron.", ("Luis Prado", "metWith", "Ana Torres")),
        ("Luis Prado calló. Ana Torres lo criticó.", ("Ana Torres", "criticized", "Luis Prado")),
        ("Luis Prado habló. Criticó a Ana Torres.", ("Luis Prado", "criticized", "Ana Torres")),
        ("Ana Torres le pidió ayuda a Marco Rubio.", ("Ana Torres", "requested", "Marco Rubio")),
        ("Ana Torres quiere criticar a Luis Prado.", ("Ana Torres", "criticized", "Luis Prado")),
    ],
)
def test_who_does_what_to_whom(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in related(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "La Junta eligió a Luis Prado como director en lugar de Ana Torres.",
            ("Luis Prado", "succeeded", "Ana Torres"),
        ),
        (
            "Luis Prado asumió el cargo en sustitución de Ana Torres.",
            ("Luis Prado", "succeeded", "Ana Torres"),
        ),
        (
            "El Gobierno puso a Luis Prado en lugar de Ana Torres.",
            ("Luis Prado", "succeeded", "Ana Torres"),
        ),
        ("Irán levantó el bloqueo tras acuerdo con Israel.", ("Irán", "agreedWith", "Israel")),
        ("El convenio suscrito entre Irán e Israel preocupa.", ("Irán", "agreedWith", "Israel")),
        (
            "Ana Torres llamó a Luis Prado para felicitarlo.",
            ("Ana Torres", "spokeWith", "Luis Prado"),
        ),
    ],
)
def test_nouns_inside_prepositions_and_purposes_tell_too(
    text: str, expected: tuple[str, str, str]
) -> None:
    assert expected in related(text)


def test_who_comes_in_somebodys_place_has_come() -> None:
    text = "El Gobierno puso a Luis Prado en lugar de Ana Torres."
    assert [r.polarity for r in found(text) if r.relation == "succeeded"] == ["affirmed"]


def test_a_plural_post_stands_for_all_who_are_named_after_it() -> None:
    text = (
        "Los presidentes de Chile, Luis Prado; Perú, Ana Torres, y Bolivia, Juan Soto,"
        " hablaron con Pedro Ruiz."
    )
    spoken = {(s, o) for s, r, o in related(text) if r == "spokeWith"}
    assert spoken == {(s, "Pedro Ruiz") for s in ("Luis Prado", "Ana Torres", "Juan Soto")}


@pytest.mark.parametrize(
    ("text", "relation", "polarity", "modality"),
    [
        ("Luis Prado canceló su visita a Lima.", "visited", "negated", None),
        ("Luis Prado anunció una visita a Lima.", "visited", None, "nonactual"),
        ("Luis Prado suspendió un encuentro con Ana Torres.", "metWith", "negated", None),
    ],
)
def test_what_is_called_off_or_announced_did_not_happen(
    text: str, relation: str, polarity: str | None, modality: str | None
) -> None:
    (relating,) = [r for r in found(text) if r.relation == relation]
    assert (relating.polarity, relating.modality) == (polarity, modality)


@pytest.mark.parametrize("text", ["Luis Prado visitó la zona.", "La Junta nombró a una mujer."])
def test_places_and_appointed_people_need_a_name(text: str) -> None:
    assert not {r for _, r, _ in related(text)} & {"visited", "appointed"}


def test_coordinated_subjects_and_objects_are_split() -> None:
    text = "Ana Torres y Luis Prado criticaron a Chile y Perú."
    assert related(text) == {
        (s, "criticized", o) for s in ("Ana Torres", "Luis Prado") for o in ("Chile", "Perú")
    }


def test_a_verb_that_no_frame_knows_gives_an_open_relation() -> None:
    (relating,) = found("Ana Torres hipnotizó a Luis Prado.")
    assert (relating.relation, relating.is_open, relating.frame) == ("hipnotizar", True, "open")


@pytest.mark.parametrize(
    "text",
    [
        "Ana Torres hipnotizó al público.",
        "Ana Torres dijo que Luis Prado calló.",
        "Luis Prado habló.",
        "Ana Torres hipnotizó un gato a Luis Prado.",
    ],
)
def test_an_open_relation_needs_two_names_and_no_verb_of_saying(text: str) -> None:
    assert related(text) == set()


def test_telling_a_medium_is_an_interview_and_nothing_else() -> None:
    text = "Ana Torres dijo a Reuters que Irán atacó a Israel."
    assert related(text) == {
        ("Reuters", "interviewed", "Ana Torres"),
        ("Irán", "attacked", "Israel"),
    }


def test_nobody_is_related_to_himself() -> None:
    assert all(s != o for s, _, o in related("Luis Prado criticó a Luis Prado."))


def test_the_trigger_is_the_word_that_tells_it() -> None:
    text = "Luis Prado sostuvo una llamada con Ana Torres."
    doc = through(parsed(text), *STAGES)
    assert [source_text(doc, r.start, r.end) for r in doc._.relations] == ["sostuvo una llamada"]


def test_relations_follow_the_text() -> None:
    text = "Irán atacó a Israel. Luis Prado habló con Ana Torres."
    starts = [r.start for r in found(text)]
    assert starts == sorted(starts)
    assert len(starts) == 2


@pytest.mark.parametrize(
    ("text", "confidence"),
    [("Irán atacó a Israel.", 0.7), ("Ana Torres hipnotizó a Luis Prado.", 0.5)],
)
def test_a_frame_is_surer_than_an_open_verb(text: str, confidence: float) -> None:
    (relating,) = found(text)
    assert relating.confidence >= confidence
    assert relating.steps


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Marcelo Ebrard habló con su par turco, Hakan Fidan, y calló.",
        "Marcelo Ebrard y su par turco, Hakan Fidan, conversaron en Lima.",
    ],
)
def test_a_name_between_commas_explains_the_noun_before_it(text: str) -> None:
    """The parser often hangs such a name on the verb, or on a noun farther away."""
    claims = reader().read(document(text)).claims
    spoken = {(c.subject, c.object) for c in claims if c.relation == "spokeWith"}
    assert spoken == {("marcelo-ebrard", "hakan-fidan")}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La CNTE bloqueó los accesos de la Secretaría de Cultura.", "secretaria-de-cultura"),
        ("Polonia cerró durante tres horas la frontera de Bielorrusia.", "bielorrusia"),
    ],
)
def test_premises_stand_for_what_they_belong_to(text: str, expected: str) -> None:
    claims = reader().read(document(text)).claims
    assert expected in {c.object for c in claims if c.relation == "restricted"}


@pytest.mark.model
def test_a_delegate_with_a_name_is_no_body() -> None:
    text = "La empresa Telmex despidió a la delegada de Comisiones Obreras, Charo Lema."
    claims = reader().read(document(text)).claims
    assert {c.object for c in claims if c.relation == "dismissed"} == {"charo-lema"}
