"""States that need no verb: places, kin, origins, makers, owners, parts, on hand-checked trees."""

from __future__ import annotations

import pytest

from tests.language.test_structure import related

Triples = set[tuple[str, str, str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Luis Prado viajó a Guayaquil, en la provincia de Guayas.",
            {("Guayaquil", "locatedIn", "Guayas")},
        ),
        (
            "Luis Prado viajó a San José, capital de Costa Rica.",
            {("San José", "locatedIn", "Costa Rica")},
        ),
        (
            "La empresa Medigen, con sede en Maguncia, calló.",
            {("Medigen", "locatedIn", "Maguncia")},
        ),
        (
            "Un juzgado de Barbate condenó a Luis Prado.",
            {("juzgado de Barbate", "locatedIn", "Barbate")},
        ),
        # A prison goes by the name of its place.
        ("El penal de Barbate recibió a Luis Prado.", set()),
    ],
)
def test_a_place_behind_a_name_or_a_site_tells_where_it_is(text: str, expected: Triples) -> None:
    assert related(text, "locatedIn") == expected


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Luis Prado y su hermana, Eva Prado, hablaron.", {"Luis Prado", "Eva Prado"}),
        ("Luis Prado, médico y esposo de Carla Gómez, habló.", {"Luis Prado", "Carla Gómez"}),
        ("Los hermanos Luis Prado y Marco Prado hablaron.", {"Luis Prado", "Marco Prado"}),
        ('"Mi madre calló", dijo Luis Prado.', {"madre", "Luis Prado"}),
    ],
)
def test_kin_is_told_beside_behind_and_by_the_speaker(text: str, pair: set[str]) -> None:
    assert [{s, o} for s, _, o in related(text, "relatedTo")] == [pair]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Luis Prado, natural de Oaxaca, habló.", {("Luis Prado", "originatesFrom", "Oaxaca")}),
        ("Clara Jordán (Soria, 1948) habló.", {("Clara Jordán", "originatesFrom", "Soria")}),
        (
            "México calló. El actor mexicano Luis Prado habló.",
            {("Luis Prado", "originatesFrom", "México")},
        ),
        # Only a place that the text names.
        ("El actor mexicano Luis Prado habló.", set()),
    ],
)
def test_an_origin_is_stated_or_a_demonym_or_in_brackets(text: str, expected: Triples) -> None:
    assert related(text, "originatesFrom") == expected


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        (
            "Luis Prado, fundador de la empresa Hemalux, habló.",
            ("Luis Prado", "created", "Hemalux"),
        ),
        ("El dueño de la empresa Hemalux, Luis Prado, habló.", ("Luis Prado", "owns", "Hemalux")),
        (
            "La empresa Hemalux, filial de la empresa Medigen, cerró.",
            ("Hemalux", "partOf", "Medigen"),
        ),
        ("El comité de la FIFA multó a Luis Prado.", ("comité", "partOf", "FIFA")),
        (
            'Luis Prado estrenó la película "Norte", de Ana Torres.',
            ("Ana Torres", "created", "Norte"),
        ),
    ],
)
def test_a_noun_of_making_owning_or_belonging_relates_its_bearer(
    text: str, triple: tuple[str, str, str]
) -> None:
    assert triple in related(text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Luis Prado habló en la final de la Copa Oro.", "Copa Oro"),
        ("Luis Prado asistió a la ceremonia.", "ceremonia"),
    ],
)
def test_who_acts_in_or_attends_an_event_takes_part(text: str, event: str) -> None:
    assert related(text, "participatedIn") == {("Luis Prado", "participatedIn", event)}
