"""Idioms and regional words of the press for deeds against somebody, read end to end."""

from __future__ import annotations

import pytest

from tests.language.told import claims

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("El ELN acabó con la vida del líder social Jorge Mena.", "ELN killed Jorge Mena"),
        ("El Ejército dio de baja a alias Gorgojo en Cauca.", "Ejército killed Gorgojo"),
        (
            "Pedro Lara cayó abatido por agentes de la Policía Nacional.",
            "Policía Nacional killed Pedro Lara",
        ),
        ("La policía le sacó un ojo al estudiante Raúl Soto.", "policía injured Raúl Soto"),
        ("Luis Roa se abalanzó sobre el árbitro Raúl Soto.", "Luis Roa attacked Raúl Soto"),
        ("Rusia lanzó una oleada de drones contra Kiev.", "Rusia attacked Kiev"),
        (
            "Una tanqueta de Gendarmería arrolló al fotógrafo Raúl Soto.",
            "Gendarmería injured Raúl Soto",
        ),
        (
            "Desconocidos balearon al periodista Andrés Luna.",
            "desconocidos attacked Andrés Luna",
        ),
        ("El ingeniero Raúl Soto permanece en poder del ELN.", "ELN kidnapped Raúl Soto"),
        ("La Interpol dio caza a Luis Roa en Lima.", "Interpol arrested Luis Roa"),
        ("Cayó Luis Roa en manos de la policía.", "policía arrested Luis Roa"),
        ("El juez ordenó el ingreso en prisión del edil Luis Roa.", "juez arrested Luis Roa"),
        (
            "La Fiscalía elevó a juicio la causa contra Luis Roa.",
            "Fiscalía prosecuted Luis Roa",
        ),
        ("El fiscal citó a declarar a Luis Roa.", "fiscal investigated Luis Roa"),
        ("Ucrania y Rusia se acusaron mutuamente del ataque.", "Ucrania accused Rusia"),
        ("El juez exoneró a Luis Roa.", "juez convicted Luis Roa"),
        ("El árbitro le mostró la tarjeta roja a Luis Roa.", "árbitro expelled Luis Roa"),
        (
            "El presidente tomó juramento a la ministra Ana Ríos.",
            "presidente appointed Ana Ríos",
        ),
        ("Luis Roa cedió el testigo a Ana Ríos.", "Ana Ríos succeeded Luis Roa"),
        (
            "Ana Ríos y Luis Roa pasaron a la segunda vuelta.",
            "Ana Ríos competedWith Luis Roa",
        ),
        ("El Valencia eliminó al Betis.", "Valencia defeated Betis"),
        ("El Valencia dio cuenta del Betis.", "Valencia defeated Betis"),
        ("El Betis mordió el polvo ante el Valencia.", "Valencia defeated Betis"),
        ("El Valencia se clasificó a costa del Betis.", "Valencia defeated Betis"),
        (
            "Ana Ríos fue eliminada de la Copa América.",
            "Ana Ríos participatedIn Copa América",
        ),
        (
            "Ana Ríos se coronó campeona del Abierto de Roma.",
            "Ana Ríos participatedIn Abierto de Roma",
        ),
        ("Ana Ríos ganó el Premio Planeta.", "Ana Ríos participatedIn Premio Planeta"),
        ("Luis Roa juró vengarse de Ana Ríos.", "Luis Roa threatened Ana Ríos"),
        ("Irán prometió represalias a Israel.", "Irán threatened Israel"),
        (
            "Las feministas quemaron un muñeco del presidente Luis Roa.",
            "feministas protestedAgainst Luis Roa",
        ),
        (
            "Los maestros realizaron una marcha en repudio al gobernador Luis Roa.",
            "maestros protestedAgainst Luis Roa",
        ),
        ("Estados Unidos sancionó al general Luis Roa.", "Estados Unidos sanctioned Luis Roa"),
        ("El presidente Luis Roa firmó la Ley de Amnistía.", "Luis Roa approved Ley de Amnistía"),
        (
            "China financiará la construcción del Puerto de Chancay.",
            "China funded Puerto de Chancay",
        ),
        (
            "La Fundación Aurora nació de la mano de Ana Ríos.",
            "Ana Ríos created Fundación Aurora",
        ),
        ("Luis Roa puso de vuelta y media a Ana Ríos.", "Luis Roa criticized Ana Ríos"),
        ("Luis Roa la emprendió contra Ana Ríos.", "Luis Roa criticized Ana Ríos"),
        ("Luis Roa descalificó a Ana Ríos.", "Luis Roa criticized Ana Ríos"),
        ("Ana Ríos dio un tirón de orejas a Luis Roa.", "Ana Ríos criticized Luis Roa"),
        ("Una turba quemó vivo al taxista Raúl Soto.", "turba killed Raúl Soto"),
        ("Luis Roa tomó las riendas de Pemex.", "Luis Roa holdsPositionIn Pemex"),
        ("Luis Roa fue elegido presidente de la FIFA.", "Luis Roa holdsPositionIn FIFA"),
        ("Ana Paz se convirtió en presidenta de Chile.", "Ana Paz holdsPositionIn Chile"),
        ("Luis Roa se pasó a las filas del PP.", "Luis Roa memberOf PP"),
        ("Luis Roa vino al mundo en Lima.", "Luis Roa originatesFrom Lima"),
        ("Ana Ríos dio a luz a Marta Roa.", "Ana Ríos relatedTo Marta Roa"),
        ("El presidente relevó del cargo al edil Luis Roa.", "presidente dismissed Luis Roa"),
    ],
)
def test_an_idiom_tells_its_relation(text: str, expected: str) -> None:
    assert expected in claims(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Cayó Luis Roa en manos de la policía.", "policía killed Luis Roa"),
        ("La ONU repudió el atentado.", "ONU criticized atentado"),
        ("El Congreso eliminó al INAI.", "Congreso defeated INAI"),
        ("El Gobierno no pudo con el PP.", "Gobierno defeated PP"),
        ("El presidente Luis Roa firmó la Ley de Amnistía.", "Luis Roa created Ley de Amnistía"),
        ("El partido dio de baja a Luis Roa.", "partido killed Luis Roa"),
        (
            "Ana Ríos puso como ejemplo de ineptitud al ministro Luis Roa.",
            "Ana Ríos appointed Luis Roa",
        ),
    ],
)
def test_another_sense_tells_nothing(text: str, wrong: str) -> None:
    assert wrong not in claims(text)
