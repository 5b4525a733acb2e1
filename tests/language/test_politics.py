"""Typical sentences about parliaments, companies and unions, read end to end."""

from __future__ import annotations

import pytest

from graph.model import Document
from tests.gold.trees import reader
from tests.language.test_typical_sentences import claims

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "El presidente Joaquín Noriega, de visita en Washington, felicitó a Ana Lema.",
            "Joaquín Noriega visited Washington",
        ),
        (
            "El canciller Luis Mora, de gira por Europa, habló con Ana Lema.",
            "Luis Mora visited Europa",
        ),
        (
            "El diputado Luis Mora se fue del Partido Popular hace tres años.",
            "Luis Mora withdrewFrom Partido Popular",
        ),
        ("El diputado Luis Mora se fue a Cuba.", "Luis Mora visited Cuba"),
        (
            "Decenas de maestros realizaron un plantón frente a la Secretaría de Educación.",
            "maestros protestedAgainst Secretaría de Educación",
        ),
        (
            "El Gobierno criticó al Banco Alba, en manos del fondo Argenta Capital desde 2010.",
            "Argenta Capital owns Banco Alba",
        ),
        (
            "El Gobierno firmó un contrato con Aguas del Norte, empresa del magnate Saúl Nieto.",
            "Saúl Nieto owns Aguas del Norte",
        ),
        (
            "La Cámara de Diputados dio media sanción a la Ley de Aguas.",
            "Cámara de Diputados approved Ley de Aguas",
        ),
        (
            "El presidente Luis Mora trasladó su enhorabuena a Ana Lema.",
            "Luis Mora praised Ana Lema",
        ),
        (
            "El Congreso aprobó el proyecto de Ley Orgánica de Aguas que impulsa Luis Mora.",
            "Congreso approved Ley Orgánica de Aguas",
        ),
        (
            "El Senado aprobó la Ley General de Aguas. La norma fue criticada por Luis Mora.",
            "Luis Mora criticized Ley General de Aguas",
        ),
        (
            "El Frente Amplio, que integran el Partido Liberal y el Partido del Trabajo, ganó.",
            "Partido Liberal memberOf Frente Amplio",
        ),
        ("Odevia compra Lácteos del Sil por 210 millones", "Odevia owns Lácteos del Sil"),
        (
            "La coalición Unidos por Michoacán postuló a Ana Lema.",
            "Unidos por Michoacán appointed Ana Lema",
        ),
        (
            "La plataforma Mujeres por la Paz denunció a Luis Mora.",
            "Mujeres por la Paz accused Luis Mora",
        ),
    ],
)
def test_what_is_told_is_read(text: str, expected: str) -> None:
    assert expected in claims(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        # Where somebody acts is not whose minister he praises.
        (
            "El presidente Luis Mora llegó a Washington y felicitó a su ministra, Ana Lema.",
            "Ana Lema holdsPositionIn Washington",
        ),
        # Of health there are many bodies; a minister heads a ministry.
        (
            "La Organización Panamericana de Salud alertó a Ana Lema. "
            "El ministro de Salud, Saúl Nieto, la criticó.",
            "Saúl Nieto holdsPositionIn Organización Panamericana de Salud",
        ),
        # Several may sign a letter to somebody.
        ("Chile y Perú firmaron una carta dirigida a la ONU.", "Chile agreedWith Perú"),
        # A law that says which one it is has not been named before.
        (
            "El Senado aprobó la Ley de Aguas. Ana Lema rechazó la ley electoral.",
            "Ana Lema rejected Ley de Aguas",
        ),
        # Whose the company is has not become what is told of.
        (
            "La huelga en Cobres del Loa empezó ayer. La empresa, controlada por el grupo Norgate, "
            "ofreció un bono. La ministra Ana Lema criticó a la compañía.",
            "Ana Lema criticized Norgate",
        ),
        ("Ana Lema es senadora del partido Morena por Tabasco.", "Ana Lema memberOf Tabasco"),
    ],
)
def test_what_is_not_told_is_not_read(text: str, wrong: str) -> None:
    assert wrong not in claims(text)


def test_a_rival_is_one_whatever_the_clause_denies() -> None:
    text = "Ana Lema no quiso saludar a su rival, Luis Mora."
    read = reader().read(Document(id="x", text=text, sha256=""))
    assert {c.polarity for c in read.claims if c.relation == "competedWith"} == {"affirmed"}
