"""Posts and memberships as the whole pipeline tells them."""

from __future__ import annotations

import pytest

from tests.gold.trees import document, reader

pytestmark = pytest.mark.model

Told = set[tuple[str, str, str]]


def told(text: str) -> Told:
    """Return the posts and memberships of `text` as (person, relation, body)."""
    reading = reader().read(document(text))
    label = {e.key: e.label for e in reading.entities}
    return {
        (label[c.subject], c.relation, label[c.object])
        for c in reading.claims
        if c.relation in ("holdsPositionIn", "memberOf")
    }


@pytest.mark.parametrize(
    ("text", "person", "bodies"),
    [
        ("Luis Prado, gobernador del resguardo La Laguna, habló.", "Luis Prado", {"La Laguna"}),
        ("Ana Torres, directora de la empresa Mexichem, habló.", "Ana Torres", {"Mexichem"}),
        ("Ana Torres, fundadora y presidenta de Cemex, habló.", "Ana Torres", {"Cemex"}),
        ("Luis Prado, alcalde de Lima y asesor de Cemex, habló.", "Luis Prado", {"Lima", "Cemex"}),
        ("Ana Torres, candidata a la alcaldía de Lima, habló.", "Ana Torres", {"Lima"}),
        ("El técnico del Atlas, el colombiano Luis Prado, habló.", "Luis Prado", {"Atlas"}),
        ("Luis Prado, de 72 años, párroco de Burela, habló.", "Luis Prado", {"Burela"}),
        ("La elección de Luis Prado como contralor de Sonora cayó.", "Luis Prado", {"Sonora"}),
        ("Eligen a Ana Torres rectora de la UNAM.", "Ana Torres", {"UNAM"}),
        ("La UNAM, cuya rectora, Ana Torres, habló, calló.", "Ana Torres", {"UNAM"}),
        ("En la UNAM, la rectora, Ana Torres, habló.", "Ana Torres", set()),
    ],
)
def test_the_holder_of_a_post_and_its_bodies(text: str, person: str, bodies: set[str]) -> None:
    assert {b for p, r, b in told(text) if p == person and r == "holdsPositionIn"} == bodies


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Luis Prado y Ana Torres, exdirectivos de Cemex, hablaron.", {"Luis Prado", "Ana Torres"}),
        (
            "Callaron dos exdirectivos de Cemex: Luis Prado y Ana Torres.",
            {"Luis Prado", "Ana Torres"},
        ),
    ],
)
def test_each_name_of_a_list_holds_the_post(text: str, expected: set[str]) -> None:
    assert {p for p, r, b in told(text) if r == "holdsPositionIn" and b == "Cemex"} == expected


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("La diputada del PAN Ana Torres habló.", "memberOf"),
        ("Luis Prado, delantero del Barcelona, habló.", "memberOf"),
        ("La periodista Ana Torres, de la agencia Quadratin, habló.", "holdsPositionIn"),
        ("Ana Torres, emanada de Morena, habló.", "memberOf"),
        ("Ana Torres, senadora por Morena, habló.", "memberOf"),
        ("Luis Prado, director del PAN, habló.", "holdsPositionIn"),
    ],
)
def test_a_member_holds_no_post(text: str, relation: str) -> None:
    assert {r for _, r, _ in told(text)} == {relation}


@pytest.mark.parametrize(
    "text",
    [
        # Whom a person has, not a body.
        "El Banco Azteca calló. Su abogado, Luis Prado, habló.",
        "La directora para América Latina, Ana Torres, habló.",
        "El edil de Fiestas, Luis Prado, habló.",
    ],
)
def test_no_body_is_told(text: str) -> None:
    assert told(text) == set()
