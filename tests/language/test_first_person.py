"""The first person: which verbs are of it, and for whom it stands."""

from __future__ import annotations

import pytest

from graph.language.first_person import person_of_form
from tests.gold.trees import document, reader


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("exijo", "s"),
        ("hablé", "s"),
        ("recibí", "s"),
        ("estoy", "s"),
        ("trabajo", "s"),
        ("ocupo", "s"),
        ("pedimos", "p"),
        ("dijo", ""),
        ("hizo", ""),
        ("intervino", ""),
        ("dio", ""),
        ("vio", ""),
        ("supo", ""),
        ("esté", ""),
        ("pidió", ""),
        ("piden", ""),
    ],
)
def test_the_ending_tells_a_first_person(form: str, expected: str) -> None:
    assert person_of_form(form) == expected


def claims(text: str) -> set[str]:
    reading = reader().read(document(text))
    label = {e.key: e.label for e in reading.entities}
    return {f"{label[c.subject]} {c.relation} {label[c.object]}" for c in reading.claims}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“Le vamos a exigir a Ricardo Anaya que sea congruente”, dijo Jennifer Aguayo.",
            "Jennifer Aguayo requested Ricardo Anaya",
        ),
        (
            "“Nos reunimos con el presidente Gustavo Petro”, contó la alcaldesa Claudia Ríos.",
            "Claudia Ríos metWith Gustavo Petro",
        ),
        (
            "“Felicitamos a Claudia Ríos por su triunfo”, expresó el gobernador Alfonso Durazo.",
            "Alfonso Durazo praised Claudia Ríos",
        ),
        (
            "La Coparmex fue clara: “Rechazamos la reforma de Luis Prado”.",
            "Coparmex rejected Luis Prado",
        ),
        (
            "“Le exijo a la fiscal Sandra Ruiz que investigue”, reclamó Luis Paz.",
            "Luis Paz requested Sandra Ruiz",
        ),
        ("“Voté por Luis Prado”, confesó Ana Torres.", "Ana Torres supported Luis Prado"),
        (
            "“Juan Soto me llamó para felicitarme”, contó Ana Torres.",
            "Juan Soto praised Ana Torres",
        ),
        (
            "“Kim Jong-un quiere negociar conmigo”, dijo Donald Trump.",
            "Kim Jong-un negotiatedWith Donald Trump",
        ),
        (
            '"Estoy dispuesto a negociar con Kim Jong-un", señaló el senador Lindsey Graham.',
            "Lindsey Graham negotiatedWith Kim Jong-un",
        ),
        (
            "“Compramos la empresa Mexfrut en mayo”, informó Luis Prado.",
            "Luis Prado owns Mexfrut",
        ),
        (
            "“Nosotros respaldamos a Luis Prado”, dijo la dirigente Ana Torres.",
            "Ana Torres supported Luis Prado",
        ),
    ],
)
def test_who_speaks_is_the_first_person_of_his_quotation(text: str, expected: str) -> None:
    assert expected in claims(text)


def test_what_we_do_to_the_nameless_is_not_told() -> None:
    assert not claims("“Nos reunimos con los vecinos”, contó la alcaldesa Claudia Ríos.")


def test_who_speaks_is_not_whom_he_names() -> None:
    text = (
        "Sergio Corona no reconoció el resultado. "
        "“Responsabilizo a Efraín Bores”, sostuvo el comediante."
    )
    assert "Sergio Corona accused Efraín Bores" in claims(text)


def test_a_quotation_puts_no_distance_between_a_verb_and_its_speaker() -> None:
    text = (
        "Ana Torres habló ayer. “No hay dinero. Las calles están rotas. Nadie las arregla”, dijo. "
        "Acusó a Luis Prado de robar."
    )
    assert "Ana Torres accused Luis Prado" in claims(text)


def test_whose_party_it_is_belongs_to_it() -> None:
    text = "El alcalde Luis Prado dijo que su partido, Morena, ganará."
    assert "Luis Prado memberOf Morena" in claims(text)
