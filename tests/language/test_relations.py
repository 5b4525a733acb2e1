"""The relations of a document: frames, open verbs, rivals, on hand-checked trees."""

from __future__ import annotations

import pytest

from graph.language.annotations import Relating, source_text
from tests.gold.trees import parsed, through

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
