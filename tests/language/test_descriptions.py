"""Descriptions: noun phrases that stand for somebody or something without a name."""

from __future__ import annotations

import pytest

from graph.language.descriptions import description_at
from graph.language.lexicon import load_lexicon
from tests.gold.trees import parsed, through, token


def described(text: str, word: str) -> tuple[str, str] | None:
    """Return (type, label) of the description headed by `word`."""
    doc = through(parsed(text), "names")
    found = description_at(doc, load_lexicon("es"), token(doc, word))
    return (found.type, found.label) if found else None


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Los cárteles mexicanos callaron.", "cárteles", ("Organization", "cárteles mexicanos")),
        ("Los manifestantes callaron.", "manifestantes", ("Group", "manifestantes")),
        ("Un joven calló.", "joven", ("Person", "joven")),
        ("Los jóvenes callaron.", "jóvenes", ("Group", "jóvenes")),
        ("La fiscalía calló.", "fiscalía", ("Organization", "fiscalía")),
        ("Las fuerzas armadas callaron.", "fuerzas", ("Organization", "fuerzas armadas")),
        ("La mandataria calló.", "mandataria", ("Person", "mandataria")),
        ("El coronel calló.", "coronel", ("Person", "coronel")),
        ("Los varados callaron.", "varados", ("Group", "varados")),
        ("El exsoldado calló.", "exsoldado", ("Person", "exsoldado")),
        ("El primer ministro calló.", "ministro", ("Person", "primer ministro")),
        ("La policía calló.", "policía", ("Organization", "policía")),
        ("Un policía calló.", "policía", ("Person", "policía")),
        ("La defensa calló.", "defensa", ("Organization", "defensa")),
        (
            "La alcaldía de Bucaramanga calló.",
            "alcaldía",
            ("Organization", "alcaldía de Bucaramanga"),
        ),
    ],
)
def test_a_listed_noun_heads_a_description(text: str, word: str, expected: tuple[str, str]) -> None:
    assert described(text, word) == expected


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("El joven canciller calló.", "joven"),
        ("La llamada duró poco.", "llamada"),
        ("Pidió la defensa del bosque.", "defensa"),
        ("La música sonó poco.", "música"),
        ("Es fundadora del partido.", "fundadora"),
    ],
)
def test_other_words_head_none(text: str, word: str) -> None:
    assert described(text, word) is None


@pytest.mark.parametrize(
    ("text", "word", "definite", "number"),
    [
        ("El canciller calló.", "canciller", True, "s"),
        ("Un canciller calló.", "canciller", False, "s"),
        ("Los presidentes callaron.", "presidentes", True, "p"),
        ("Dicho funcionario calló.", "funcionario", True, "s"),
        ("Luis Prado habló del canciller.", "canciller", True, "s"),
    ],
)
def test_the_determiner_tells_whether_it_is_known(
    text: str, word: str, definite: bool, number: str
) -> None:
    doc = through(parsed(text), "names")
    found = description_at(doc, load_lexicon("es"), token(doc, word))
    assert found is not None
    assert (found.definite, found.number) == (definite, number)


def test_the_gentilic_is_read_as_its_place() -> None:
    doc = through(parsed("El mandatario estadounidense calló."), "names")
    found = description_at(doc, load_lexicon("es"), token(doc, "mandatario"))
    assert found is not None
    assert found.gentilic == "Estados Unidos"
