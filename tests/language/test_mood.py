"""Mood and tense of finite forms: where the spelling decides, and where the tagger does."""

from __future__ import annotations

import pytest

from graph.language.mood import mood_and_tense

PRESENT = ("Ind", "Pres")


@pytest.mark.parametrize(
    ("form", "lemma", "tagged", "expected"),
    [
        ("negocian", "negociar", ("Sub", "Pres"), PRESENT),
        ("renuncia", "renunciar", ("Imp", ""), PRESENT),
        ("adhiere", "adherir", ("Sub", "Pres"), PRESENT),
        ("interroga", "interrogar", ("Ind", "Fut"), ("Ind", "Pres")),
        ("desembolsó", "desembolsar", ("Sub", "Imp"), ("Ind", "Past")),
        ("atacaron", "atacar", ("Sub", "Imp"), ("Ind", "Past")),
        ("excarcele", "excarcelar", ("Ind", "Pres"), ("Sub", "Pres")),
        ("pacten", "pactar", ("Ind", "Pres"), ("Sub", "Pres")),
        ("venda", "vender", ("Ind", "Pres"), ("Sub", "Pres")),
        ("apoyaría", "apoyar", ("Sub", "Pres"), ("Cnd", "Pres")),
        ("apoyará", "apoyar", ("Sub", "Pres"), ("Ind", "Fut")),
        ("declara", "declarar", ("Sub", "Pres"), PRESENT),
    ],
)
def test_spelling_overrules_the_tagger(
    form: str, lemma: str, tagged: tuple[str, str], expected: tuple[str, str]
) -> None:
    morph = {"Mood": tagged[0], "Tense": tagged[1]}
    assert mood_and_tense(form, (lemma,), morph) == expected


@pytest.mark.parametrize(
    ("form", "lemmas", "tagged"),
    [
        ("comprara", ("comprar",), ("Sub", "Imp")),
        ("atacase", ("atacar",), ("Sub", "Imp")),
        ("fuera", ("ir", "ser"), ("Sub", "Imp")),
        ("vea", ("ver",), ("Sub", "Pres")),
        ("atacaba", ("atacar",), ("Ind", "Imp")),
        ("vendía", ("vender",), ("Ind", "Imp")),
        ("ataque", (), ("Sub", "Pres")),
        ("siente", ("sentar", "sentir"), ("Sub", "Pres")),
        ("atacado", ("atacar",), ("", "")),
    ],
)
def test_elsewhere_the_tagger_decides(
    form: str, lemmas: tuple[str, ...], tagged: tuple[str, str]
) -> None:
    assert mood_and_tense(form, lemmas, {"Mood": tagged[0], "Tense": tagged[1]}) == tagged
