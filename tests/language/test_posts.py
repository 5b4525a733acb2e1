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
        ("Luis Prado, titular de Pemex y de la CFE, habló.", "Luis Prado", {"Pemex", "CFE"}),
        (
            "Luis Prado, fotógrafo de la agencia Quadratin y Televisa, habló.",
            "Luis Prado",
            {"Quadratin", "Televisa"},
        ),
        (
            "Luis Prado, presidente del Consejo de Administración de la empresa Mexichem, habló.",
            "Luis Prado",
            {"Mexichem"},
        ),
        ("Ana Torres, una de las directoras de Televisa, habló.", "Ana Torres", {"Televisa"}),
        ("Ana Torres, quien fue directora de Pemex, habló.", "Ana Torres", {"Pemex"}),
        ("Ana Torres rindió protesta como gobernadora de Colima.", "Ana Torres", {"Colima"}),
        (
            "Luis Prado, gerente de la compañía de seguros Mapfre, habló.",
            "Luis Prado",
            {"Mapfre"},
        ),
        (
            "El líder de la oposición en el Senado, Luis Prado, habló.",
            "Luis Prado",
            {"Senado"},
        ),
        ("Luis Prado, abanderado del PAN en Colima, habló.", "Luis Prado", {"PAN"}),
        (
            "El ministro francés de Agricultura, Luis Prado, volvió a Francia.",
            "Luis Prado",
            {"Francia"},
        ),
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
    ("text", "person", "bodies"),
    [
        ("La senadora Ana Torres, de Texas, habló.", "Ana Torres", {"Texas"}),
        (
            "Los obispos Luis Prado, de Lima, y Pedro Mora, de Quito, hablaron.",
            "Pedro Mora",
            {"Quito"},
        ),
        (
            "Los cónsules en Lima, Luis Prado, y en Quito, Ana Torres, hablaron.",
            "Ana Torres",
            {"Quito"},
        ),
        ("La reportera Ana Torres de Televisa habló.", "Ana Torres", {"Televisa"}),
        (
            "Los reporteros agredidos fueron Luis Prado de La Jornada y Ana Torres de Televisa.",
            "Luis Prado",
            {"La Jornada"},
        ),
        (
            "La reportera Ana Torres y el camarógrafo Luis Prado, de Televisa, hablaron.",
            "Ana Torres",
            {"Televisa"},
        ),
        ("Habló Luis Prado, al frente de la SEP.", "Luis Prado", {"SEP"}),
        ("La SEP, a cargo del doctor Luis Prado, calló.", "Luis Prado", {"SEP"}),
    ],
)
def test_a_body_told_behind_the_name(text: str, person: str, bodies: set[str]) -> None:
    assert {b for p, r, b in told(text) if p == person and r == "holdsPositionIn"} == bodies


@pytest.mark.parametrize(
    ("text", "person", "bodies"),
    [
        ("La SEP acusó a Pemex. Su titular, Ana Torres, habló.", "Ana Torres", {"SEP"}),
        (
            'El PAN perdió ayer en Colima. "No pasa nada", declaró su presidenta, Ana Torres.',
            "Ana Torres",
            {"PAN"},
        ),
        ("El portavoz del Gobierno, Luis Prado, habló.", "Luis Prado", {"gobierno"}),
        ("El vocero del gobierno estatal, Luis Prado, habló.", "Luis Prado", {"gobierno estatal"}),
        # Which one, the noun alone does not tell.
        ("La directora del banco, Ana Torres, habló.", "Ana Torres", set()),
        # A noun between: another's, not the post's.
        ("La SEP calló. Habló su primo y director, Luis Prado.", "Luis Prado", set()),
        (
            "Perú cerró su frontera. Perú teme un brote, dijo el presidente Luis Prado.",
            "Luis Prado",
            {"Perú"},
        ),
        # Two countries are as likely.
        (
            "Perú cerró su frontera con Chile, dijo el presidente Luis Prado.",
            "Luis Prado",
            set(),
        ),
        # Whose minister he is, only the title would tell.
        (
            "Perú cerró su frontera. Perú teme un brote, dijo el ministro Luis Prado.",
            "Luis Prado",
            set(),
        ),
        (
            "Perú cerró su frontera. Perú teme un brote, dijo el mandatario chileno Luis Prado.",
            "Luis Prado",
            set(),
        ),
    ],
)
def test_the_body_of_a_post_without_one(text: str, person: str, bodies: set[str]) -> None:
    assert {b for p, r, b in told(text) if p == person and r == "holdsPositionIn"} == bodies


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("La diputada del PAN Ana Torres habló.", "memberOf"),
        ("Luis Prado, delantero del Barcelona, habló.", "memberOf"),
        ("La periodista Ana Torres, de la agencia Quadratin, habló.", "holdsPositionIn"),
        ("Ana Torres, emanada de Morena, habló.", "memberOf"),
        ("Ana Torres, senadora por Morena, habló.", "memberOf"),
        ("Luis Prado, director del PAN, habló.", "holdsPositionIn"),
        ("La geóloga Ana Torres, de la UNAM, habló.", "memberOf"),
        ("La consejera Ana Torres, militante de Morena, habló.", "memberOf"),
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
