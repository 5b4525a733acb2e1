"""Relations without a verb: posts, parties, families, origins, places, on hand-checked trees."""

from __future__ import annotations

import pytest

from tests.gold.trees import parsed, through

STAGES = ("names", "roles", "coreference", "quotation", "factuality", "time", "relations")


def related(text: str, relation: str = "") -> set[tuple[str, str, str]]:
    doc = through(parsed(text), *STAGES)
    label = [r.label for r in doc._.referents]
    return {
        (label[r.subject], r.relation, label[r.object])
        for r in doc._.relations
        if r.relation == relation or not relation and r.frame.startswith("rule/")
    }


def titles(text: str) -> set[str | None]:
    doc = through(parsed(text), *STAGES)
    return {r.title for r in doc._.relations if r.relation == "holdsPositionIn"}


@pytest.mark.parametrize(
    ("text", "person", "body"),
    [
        (
            "El secretario de Estado de Estados Unidos, Marco Rubio, habló.",
            "Marco Rubio",
            "Estados Unidos",
        ),
        ("México calló. El canciller mexicano, Luis Prado, habló.", "Luis Prado", "México"),
        ("Luis Prado, gobernador de Sonora, habló.", "Luis Prado", "Sonora"),
        pytest.param(
            "Luis Prado es gobernador de Sonora.",
            "Luis Prado",
            "Sonora",
        ),
        ("La ONU habló. Su presidenta, Ana Torres, calló.", "Ana Torres", "ONU"),
        (
            "La Secretaría de Salud calló. La secretaria de Salud, Ana Torres, habló.",
            "Ana Torres",
            "Secretaría de Salud",
        ),
    ],
)
def test_a_post_relates_its_holder_to_its_body(text: str, person: str, body: str) -> None:
    assert (person, "holdsPositionIn", body) in related(text)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("El secretario de Estado de Estados Unidos, Marco Rubio, habló.", "secretario de Estado"),
        ("México calló. El canciller mexicano, Luis Prado, habló.", "canciller"),
        ("Luis Prado, gobernador de Sonora, habló.", "gobernador"),
    ],
)
def test_a_post_bears_its_title_as_written(text: str, title: str) -> None:
    assert titles(text) == {title}


def test_a_gentilic_relates_only_to_a_place_that_the_text_names() -> None:
    assert related("El canciller mexicano, Juan de la Fuente, habló.", "holdsPositionIn") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Torres (PVEM) habló.", ("Ana Torres", "memberOf", "PVEM")),
        ("Ana Torres, del PSOE, habló.", ("Ana Torres", "memberOf", "PSOE")),
    ],
)
def test_a_party_beside_a_name_has_a_member(text: str, expected: tuple[str, str, str]) -> None:
    assert related(text) == {expected}


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Luis Prado habló con su hermano, Marco Prado.", {"Luis Prado", "Marco Prado"}),
        ("Ana Torres, esposa de Luis Prado, habló.", {"Luis Prado", "Ana Torres"}),
    ],
)
def test_kinship_relates_two_persons(text: str, pair: set[str]) -> None:
    assert [{s, o} for s, _, o in related(text, "relatedTo")] == [pair]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Luis Prado viajó a Guayaquil, Ecuador.", {("Guayaquil", "locatedIn", "Ecuador")}),
        ("Luis Prado viajó a Guayaquil (Ecuador).", {("Guayaquil", "locatedIn", "Ecuador")}),
        ("Luis Prado viajó a Lima, Quito y Bogotá.", set()),
    ],
)
def test_a_place_lies_in_the_larger_one_after_the_comma(
    text: str, expected: set[tuple[str, str, str]]
) -> None:
    assert related(text, "locatedIn") == expected


def test_a_body_is_part_of_the_body_below_it() -> None:
    text = "La Comisión de Salud del Senado habló."
    assert related(text) == {("Comisión de Salud", "partOf", "Senado")}


def test_an_unnamed_party_counts_only_where_it_acts() -> None:
    idle = "México calló. Los activistas mexicanos callaron."
    acting = "México calló. Donald Trump amenazó a los activistas mexicanos."
    assert related(idle) == set()
    assert related(acting, "originatesFrom") == {
        ("activistas mexicanos", "originatesFrom", "México")
    }
