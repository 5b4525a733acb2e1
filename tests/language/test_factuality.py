"""Polarity and modality, on hand-checked trees: what a careful reader takes to have happened."""

from __future__ import annotations

from typing import Any

import pytest

from tests.gold.trees import document, parsed, reader, through, token

YES = ("affirmed", "actual")
NO = ("negated", "actual")
MAYBE = ("affirmed", "nonactual")
MAYBE_NOT = ("negated", "nonactual")


def status(text: str, word: str) -> tuple[str, str]:
    doc = through(parsed(text), "names", "roles", "coreference", "quotation", "factuality")
    found = doc._.factuality.of(token(doc, word))
    return found.polarity, found.modality


def known_failure(text: str, word: str, expected: tuple[str, str], reason: str) -> Any:
    return pytest.param(text, word, expected, marks=pytest.mark.xfail(reason=reason))


def table(*rows: Any) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("text", "word", "expected"), rows)


@table(
    ("Irán atacó a Israel.", "atacó", YES),
    ("Irán ha atacado a Israel.", "atacado", YES),
    ("Irán está atacando a Israel.", "atacando", YES),
    ("Israel fue atacado por Irán.", "atacado", YES),
    ("Irán ataca a Israel.", "ataca", YES),
    ("Irán, que atacó a Israel, calló.", "atacó", YES),
)
def test_a_plain_statement_is_affirmed_and_actual(
    text: str, word: str, expected: tuple[str, str]
) -> None:
    assert status(text, word) == expected


@table(
    ("Irán no atacó a Israel.", "atacó", NO),
    ("Irán no ha atacado a Israel.", "atacado", NO),
    ("Irán no lo atacó.", "atacó", NO),
    ("Irán nunca atacó a Israel.", "atacó", NO),
    ("Irán jamás atacó a Israel.", "atacó", NO),
    ("Irán tampoco atacó a Israel.", "atacó", NO),
    ("Nadie atacó a Israel.", "atacó", NO),
    ("Ningún soldado atacó a Israel.", "atacó", NO),
    ("Irán calló sin atacar a Israel.", "atacar", NO),
    ("Irán calló en lugar de atacar a Israel.", "atacar", NO),
    ("Irán negó haber atacado a Israel.", "atacado", NO),
    ("Irán negó que haya atacado a Israel.", "atacado", NO),
    ("Irán se negó a atacar a Israel.", "atacar", NO),
    ("Irán evitó atacar a Israel.", "atacar", NO),
    ("Es falso que Irán atacó a Israel.", "atacó", NO),
    ("Es falso que Irán haya atacado a Israel.", "atacado", NO),
    ("Irán no quiso atacar a Israel.", "atacar", NO),
    ("Irán desistió de atacar a Israel.", "atacar", NO),
    ("Irán canceló la reunión con Israel.", "reunión", NO),
    ("Irán rechazó la reunión con Israel.", "reunión", NO),
    ("No hubo reunión con Israel.", "reunión", NO),
    ("La falta de diálogo con Israel preocupa.", "diálogo", NO),
)
def test_what_is_denied_is_negated(text: str, word: str, expected: tuple[str, str]) -> None:
    assert status(text, word) == expected


@table(
    ("Irán no negó haber atacado a Israel.", "atacado", YES),
    ("Irán no sólo atacó a Israel.", "atacó", YES),
    ("Irán no habló, sino que atacó a Israel.", "atacó", YES),
    ("Irán no calló cuando atacó a Israel.", "atacó", YES),
    ("Irán no dijo que Israel atacó a Siria.", "atacó", YES),
)
def test_a_negation_reaches_no_further_than_its_clause(
    text: str, word: str, expected: tuple[str, str]
) -> None:
    assert status(text, word) == expected


@table(
    ("Irán atacará a Israel.", "atacará", MAYBE),
    ("Irán atacaría a Israel.", "atacaría", MAYBE),
    ("Irán habría atacado a Israel.", "atacado", MAYBE),
    ("Irán va a atacar a Israel.", "atacar", MAYBE),
    ("Irán podría atacar a Israel.", "atacar", MAYBE),
    ("Irán puede atacar a Israel.", "atacar", MAYBE),
    ("Irán debe atacar a Israel.", "atacar", MAYBE),
    ("Irán quiere atacar a Israel.", "atacar", MAYBE),
    ("Irán planea atacar a Israel.", "atacar", MAYBE),
    ("Irán intentó atacar a Israel.", "atacar", MAYBE),
    ("Irán amenazó con atacar a Israel.", "atacar", MAYBE),
    # That somebody will not do it is told as settled.
    ("Irán no atacará a Israel.", "atacará", NO),
    ("Irán no debe atacar a Israel.", "atacar", MAYBE_NOT),
    ("Quizá Irán atacó a Israel.", "atacó", MAYBE),
    ("Irán presuntamente atacó a Israel.", "atacó", MAYBE),
)
def test_what_is_future_possible_or_planned_is_nonactual(
    text: str, word: str, expected: tuple[str, str]
) -> None:
    assert status(text, word) == expected


@table(
    ("Ana Torres pidió que Irán ataque a Israel.", "ataque", MAYBE),
    ("Ana Torres pidió a Irán atacar a Israel.", "atacar", MAYBE),
    ("Ana Torres ordenó a Irán atacar a Israel.", "atacar", MAYBE),
    ("Ana Torres ordenó que Irán no ataque a Israel.", "ataque", MAYBE_NOT),
    ("Ana Torres teme que Irán ataque a Israel.", "ataque", MAYBE),
    ("Ana Torres pidió una reunión con Israel.", "reunión", MAYBE),
    ("El plan de atacar a Israel preocupa.", "atacar", MAYBE),
    ("La posibilidad de que Irán ataque a Israel preocupa.", "ataque", MAYBE),
    ("La posibilidad de un diálogo con Israel crece.", "diálogo", MAYBE),
    ("El presunto ataque a Israel preocupa.", "ataque", MAYBE),
    ("Una eventual reunión con Israel preocupa.", "reunión", MAYBE),
    ("Irán viajó para atacar a Israel.", "atacar", MAYBE),
    ("Irán no descartó atacar a Israel.", "atacar", MAYBE),
    ("Si Irán ataca a Israel, habrá guerra.", "ataca", MAYBE),
    ("Cuando Irán ataque a Israel, habrá guerra.", "ataque", MAYBE),
    ("¿Irán atacó a Israel?", "atacó", MAYBE),
)
def test_what_is_asked_feared_meant_or_conditional_is_nonactual(
    text: str, word: str, expected: tuple[str, str]
) -> None:
    assert status(text, word) == expected


@table(
    ("Irán logró atacar a Israel.", "atacar", YES),
    ("Irán empezó a atacar a Israel.", "atacar", YES),
    ("Irán volvió a atacar a Israel.", "atacar", YES),
    ("Irán no logró atacar a Israel.", "atacar", NO),
    ("Irán pudo atacar a Israel.", "atacar", YES),
    ("Tras atacar a Israel, Irán calló.", "atacar", YES),
    ("Irán calló después de atacar a Israel.", "atacar", YES),
    ("Irán calló al atacar a Israel.", "atacar", YES),
    ("Ana Torres lamentó que Irán atacara a Israel.", "atacara", YES),
    ("Aunque Irán haya atacado a Israel, Siria calló.", "atacado", YES),
    ("Ana Torres calló luego de que Irán atacara a Israel.", "atacara", YES),
    ("Cuando Irán atacó a Israel, Siria calló.", "atacó", YES),
    ("Irán habló y atacó a Israel.", "atacó", YES),
    ("Irán viajó antes de atacar a Israel.", "atacar", YES),
    ("Siria calló hasta que Irán atacó a Israel.", "atacó", YES),
    ("Irán llamó a Siria para felicitar a Israel.", "felicitar", YES),
    ("“Quiero felicitar a Israel”, dijo Ana Torres.", "felicitar", YES),
)
def test_what_is_brought_about_or_taken_for_granted_is_actual(
    text: str, word: str, expected: tuple[str, str]
) -> None:
    assert status(text, word) == expected


@table(
    ("Ana Torres dijo que Irán atacó a Israel.", "atacó", YES),
    ("Ana Torres dijo que Irán no atacó a Israel.", "atacó", NO),
    ("Ana Torres dijo que Irán atacará a Israel.", "atacará", MAYBE),
    ("Ana Torres dijo que Irán podría atacar a Israel.", "atacar", MAYBE),
    ("Según Ana Torres, Irán atacó a Israel.", "atacó", YES),
)
def test_reported_words_are_judged_in_themselves(
    text: str, word: str, expected: tuple[str, str]
) -> None:
    assert status(text, word) == expected


def test_a_post_told_by_the_way_holds_in_any_clause() -> None:
    text = "Irán no atacó al alcalde de Lima."
    doc = through(parsed(text), "names", "roles", "coreference", "quotation", "factuality")
    found = doc._.factuality.of_description(token(doc, "alcalde"))
    assert (found.polarity, found.modality) == YES


def test_a_post_that_is_denied_does_not_hold() -> None:
    text = "Luis Prado no es alcalde de Lima."
    doc = through(parsed(text), "names", "roles", "coreference", "quotation", "factuality")
    found = doc._.factuality.of_description(token(doc, "alcalde"))
    assert (found.polarity, found.modality) == NO


def test_the_word_that_decides_is_kept() -> None:
    doc = through(
        parsed("Irán nunca atacó a Israel."), "names", "roles", "coreference", "factuality"
    )
    assert doc._.factuality.of(token(doc, "atacó")).cue == "nunca"


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Torres no criticó a Luis Prado.", NO),
        ("Ana Torres negó haber criticado a Luis Prado.", NO),
        ("Ana Torres podría criticar a Luis Prado.", MAYBE),
        ("Ana Torres criticó a Luis Prado.", YES),
        ("Ana Torres amenazó con criticar a Luis Prado.", MAYBE),
    ],
)
def test_the_status_reaches_the_claim(text: str, expected: tuple[str, str]) -> None:
    claims = reader().read(document(text)).claims
    found = {(c.polarity, c.modality) for c in claims if c.relation == "criticized"}
    assert found == {expected}
