"""Kin, members, places, makers and parts that word order tells, on hand-checked trees."""

from __future__ import annotations

import pytest

from tests.language.test_structure import related
from tests.language.test_typical_sentences import claims

Pairs = set[tuple[str, str]]


def pairs(text: str, relation: str) -> Pairs:
    """Return who is told to stand in `relation` to whom."""
    return {(s, o) for s, _, o in related(text, relation)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The name behind the owner's is the relative's.
        ("El padre de Luis Prado, Marco Prado, habló.", {("Marco Prado", "Luis Prado")}),
        (
            "Luis Prado, dueño de la empresa Hemalux y sobrino del alcalde Marco Gómez, habló.",
            {("Luis Prado", "Marco Gómez")},
        ),
        ("Luis Prado y Marco Prado, padre e hijo, hablaron.", {("Luis Prado", "Marco Prado")}),
        (
            "La empresa agradeció a las hermanas Eva Prado y Carla Prado.",
            {("Eva Prado", "Carla Prado")},
        ),
        (
            "Clara Jordán, la menor de las tres hijas de Luis Prado, habló.",
            {("Clara Jordán", "Luis Prado")},
        ),
        (
            "El hombre que atacó a Carla Gómez, quien era su esposa, calló.",
            {("Carla Gómez", "hombre")},
        ),
        (
            "La actriz Eva Prado, en una relación sentimental con Luis Prado, habló.",
            {("Eva Prado", "Luis Prado")},
        ),
        # Who stands beside a relative is a person.
        (
            "Ana Torres habló con su marido, Yerzhan Temir, en Lima.",
            {("Yerzhan Temir", "Ana Torres")},
        ),
        # No cousin, and many who do nothing.
        ("La ópera prima de Luis Prado, Ana Torres, calló.", set()),
        ("Luis Prado saludó a sus hijos.", set()),
    ],
)
def test_the_words_around_a_noun_of_kinship_tell_whose_it_is(text: str, expected: Pairs) -> None:
    assert pairs(text, "relatedTo") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Los militantes del PRD, PAN y Morena marcharon.",
            {("militantes", "PRD"), ("militantes", "PAN"), ("militantes", "Morena")},
        ),
        ("La geóloga Ana Torres, de la empresa Hemalux, habló.", {("Ana Torres", "Hemalux")}),
        # A prosecutor holds a post there.
        ("El fiscal Luis Prado, de la Fiscalía de Oaxaca, habló.", set()),
        (
            "Luis Prado y Ana Torres, ambos del PAN, hablaron.",
            {("Luis Prado", "PAN"), ("Ana Torres", "PAN")},
        ),
        ("Doce diputados del PAN callaron.", {("diputados", "PAN")}),
        (
            "La policía detuvo a doce becarios, entre ellos Luis Prado.",
            {("Luis Prado", "becarios")},
        ),
        ("La empresa Hemalux despidió a sus empleados.", {("empleados", "Hemalux")}),
    ],
)
def test_members_are_listed_counted_and_called_ones_own(text: str, expected: Pairs) -> None:
    assert pairs(text, "memberOf") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rusia calló. Luis Prado viajó a la ciudad rusa de Kazán.",
            {("Kazán", "Rusia")},
        ),
        (
            "Luis Prado viajó a Soledad y Galapa, ambas en Guayas.",
            {("Soledad", "Guayas"), ("Galapa", "Guayas")},
        ),
        ("Luis Prado viajó a Galapa, Provincia de Guayas.", {("Galapa", "Provincia de Guayas")}),
        (
            "La embajada de Canadá en México felicitó a Luis Prado.",
            {("embajada de Canadá", "México")},
        ),
        ("La Copa Oro, celebrada el martes en Lima, terminó.", {("Copa Oro", "Lima")}),
        # An event of an hour, a part of a name, a list.
        ("Luis Prado habló en un acto en Lima.", set()),
        ("El Colegio de Abogados de Lima multó a Luis Prado.", set()),
        ("Luis Prado viajó a Chile, Perú y México.", set()),
    ],
)
def test_an_address_is_told_apart_from_a_list_and_a_name(text: str, expected: Pairs) -> None:
    assert pairs(text, "locatedIn") == expected


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        (
            "La empresa Hemalux, fundada en 1937 por Luis Prado, Ana Torres y Eva Gómez, cerró.",
            "created",
            {("Luis Prado", "Hemalux"), ("Ana Torres", "Hemalux"), ("Eva Gómez", "Hemalux")},
        ),
        (
            "Luis Prado, fundador y presidente de Hemalux, habló.",
            "created",
            {("Luis Prado", "Hemalux")},
        ),
        (
            "La Facultad de Derecho de la UNAM cerró. La UNAM calló.",
            "partOf",
            {("Facultad de Derecho", "UNAM")},
        ),
        (
            "La policía allanó la refinería de la empresa Hemalux.",
            "owns",
            {("Hemalux", "refinería")},
        ),
        (
            "Luis Prado, al frente de la empresa Hemalux, habló.",
            "holdsPositionIn",
            {("Luis Prado", "Hemalux")},
        ),
        # People are not part of what they unite against.
        ("El Sindicato de Trabajadores de la UNAM calló. La UNAM calló.", "partOf", set()),
        (
            "Rusia, cuyo Ministerio de Defensa calló, atacó a Irán.",
            "partOf",
            {("Ministerio de Defensa", "Rusia")},
        ),
    ],
)
def test_making_and_belonging_are_told_by_participles_and_names(
    text: str, relation: str, expected: Pairs
) -> None:
    assert pairs(text, relation) == expected


@pytest.mark.model
def test_an_acronym_between_a_seat_and_a_name_is_a_party() -> None:
    assert "Luis Prado memberOf PAN" in claims("El senador PAN Luis Prado criticó al Gobierno.")
