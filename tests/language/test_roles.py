"""Posts and who holds them, on hand-checked trees."""

from __future__ import annotations

import pytest

from graph.language.annotations import source_text
from tests.gold.trees import parsed, through

Found = tuple[str, str, tuple[str, ...]]


def posts(text: str) -> list[Found]:
    """Return (title, holder, bodies) of each post; "" where nobody is named beside it."""
    doc = through(parsed(text), "names", "roles")
    mentions = doc._.mentions
    out = []
    for post in doc._.posts:
        person = mentions[post.person].text if post.person >= 0 else ""
        bodies = [mentions[b].text if b >= 0 else doc[~b].text for b in post.bodies]
        if post.gentilic >= 0:
            bodies.append(source_text(doc, post.gentilic, post.gentilic + 1))
        out.append((post.title, person, tuple(bodies)))
    return out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("El canciller Juan de la Fuente habló.", ("canciller", "Juan de la Fuente", ())),
        (
            "El secretario de Estado de Estados Unidos, Marco Rubio, habló.",
            ("secretario de Estado", "Marco Rubio", ("Estados Unidos",)),
        ),
        (
            "La ministra de Salud de Chile, Ana Torres, habló.",
            ("ministra de Salud", "Ana Torres", ("Chile",)),
        ),
        (
            "El canciller mexicano, Juan de la Fuente, habló.",
            ("canciller", "Juan de la Fuente", ("mexicano",)),
        ),
        (
            "El portavoz adjunto principal, Tommy Pigott, habló.",
            ("portavoz adjunto principal", "Tommy Pigott", ()),
        ),
        (
            "El exministro de Cultura, Luis Prado, habló.",
            ("exministro de Cultura", "Luis Prado", ()),
        ),
        (
            "El exministro de Hacienda Luis Prado habló.",
            ("exministro de Hacienda", "Luis Prado", ("Hacienda",)),
        ),
        (
            "La presidenta electa de México, Ana Torres, habló.",
            ("presidenta electa", "Ana Torres", ("México",)),
        ),
    ],
)
def test_a_title_before_a_name_is_its_bearers(text: str, expected: Found) -> None:
    assert posts(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Luis Prado, gobernador de Sonora, habló.", ("gobernador", "Luis Prado", ("Sonora",))),
        ("Ana Torres, la directora de la CIA, habló.", ("directora", "Ana Torres", ("CIA",))),
        ("Ana Torres (ministra de Cultura) habló.", ("ministra de Cultura", "Ana Torres", ())),
        (
            "Chile recibió a Luis Prado, embajador de Perú.",
            ("embajador", "Luis Prado", ("Perú",)),
        ),
    ],
)
def test_a_title_after_a_name_is_its_bearers(text: str, expected: Found) -> None:
    assert posts(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("El canciller habló con Marco Rubio.", ("canciller", "", ())),
        ("El presidente de Perú calló.", ("presidente", "", ("Perú",))),
        ("Su presidenta habló.", ("presidenta", "", ())),
    ],
)
def test_a_post_without_a_name_has_no_holder_yet(text: str, expected: Found) -> None:
    assert posts(text) == [expected]


def test_a_plural_post_takes_every_body() -> None:
    text = "Los presidentes de México y Chile hablaron."
    assert posts(text) == [("presidentes", "", ("México", "Chile"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("El presidente del Senado habló.", ("Senado",)),
        ("La presidenta de la Comisión Europea habló.", ("Comisión Europea",)),
        ("El director de la fiscalía habló.", ("fiscalía",)),
        # Who sends him, not where to.
        ("El embajador de México ante la ONU habló.", ("México",)),
        ("El alcalde de Lima por Fuerza Popular habló.", ("Lima",)),
    ],
)
def test_the_body_is_the_name_or_noun_below_the_post(text: str, expected: tuple[str, ...]) -> None:
    assert [found[2] for found in posts(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "El contador de sílabas habló.",
        "Los vecinos de Lima hablaron.",
        "La doctora habló con el profesor.",
    ],
)
def test_a_trade_without_a_body_is_no_post(text: str) -> None:
    assert [found for found in posts(text) if found[1] or found[2]] == []


def test_a_trade_in_a_body_is_a_post() -> None:
    assert posts("El contador de la Cooperativa Andina, Luis Prado, habló.") == [
        ("contador", "Luis Prado", ("Cooperativa Andina",))
    ]
