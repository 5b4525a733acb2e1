"""Typical sentences of the press about meetings, visits, contests and posts, read end to end."""

from __future__ import annotations

import pytest

from graph.model import Document
from tests.gold.trees import reader
from tests.language.told import claims

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Vecinos de Xalapa se manifestaron frente al Congreso de Veracruz.",
            "vecinos protestedAgainst Congreso de Veracruz",
        ),
        ("Xi Jinping recibió en Pekín a Kim Jong-un.", "Xi Jinping metWith Kim Jong-un"),
        ("Xi Jinping recibió en Pekín a Kim Jong-un.", "Kim Jong-un visited Pekín"),
        ("Kim visitó China con su esposa, Ri Sol Ju.", "Kim visited China"),
        ("Kim visitó China con su esposa, Ri Sol Ju.", "Ri Sol Ju visited China"),
        (
            "Gabriel Boric recibió en La Moneda a su par argentino, Alberto Fernández.",
            "Gabriel Boric metWith Alberto Fernández",
        ),
        (
            "Gabriel Boric recibió en La Moneda a su par argentino, Alberto Fernández.",
            "Alberto Fernández visited La Moneda",
        ),
        (
            "La mesa de negociación entre la UNAM y el STUNAM se reanuda hoy.",
            "UNAM negotiatedWith STUNAM",
        ),
        (
            "El ministro firmó un memorando de entendimiento con su homólogo chino, Wang Yi.",
            "ministro agreedWith Wang Yi",
        ),
        (
            "La FGR y la Marina catearon de manera conjunta tres casas en Colima.",
            "FGR cooperatedWith Marina",
        ),
        (
            "Boca Juniors le ganó 3-0 a River Plate en La Bombonera.",
            "Boca Juniors defeated River Plate",
        ),
        (
            "Tigres y Pumas empataron 1-1 en la jornada 5 del Apertura.",
            "Tigres competedWith Pumas",
        ),
        ("México debuta en el Mundial ante Alemania.", "México participatedIn Mundial"),
        ("México debuta en el Mundial ante Alemania.", "México competedWith Alemania"),
        (
            "Saúl Álvarez noqueó a Caleb Plant en el undécimo asalto.",
            "Saúl Álvarez defeated Caleb Plant",
        ),
        (
            "En el foro participaron Denise Dresser, Juan Villoro y Lorenzo Córdova.",
            "Denise Dresser participatedIn foro",
        ),
        (
            "En el foro participaron Denise Dresser, Juan Villoro y Lorenzo Córdova.",
            "Juan Villoro participatedIn foro",
        ),
        (
            "La velocista Paola Morán ganó la medalla de oro en los Juegos Panamericanos.",
            "Paola Morán participatedIn Juegos Panamericanos",
        ),
        (
            "El concierto contó con la participación de Lila Downs y Julieta Venegas.",
            "Lila Downs participatedIn concierto",
        ),
        (
            "El concierto contó con la participación de Lila Downs y Julieta Venegas.",
            "Julieta Venegas participatedIn concierto",
        ),
        (
            "En el evento estuvieron presentes el rector Enrique Graue y la doctora Rosaura Ruiz.",
            "Enrique Graue participatedIn evento",
        ),
        (
            "En el evento estuvieron presentes el rector Enrique Graue y la doctora Rosaura Ruiz.",
            "Rosaura Ruiz participatedIn evento",
        ),
        (
            "La cumbre de la CELAC reunió en Buenos Aires a Lula, Boric y Petro.",
            "Lula participatedIn cumbre",
        ),
        (
            "La cumbre de la CELAC reunió en Buenos Aires a Lula, Boric y Petro.",
            "Boric participatedIn cumbre",
        ),
        (
            "Rosa Icela Rodríguez fue nombrada secretaria de Gobernación por Claudia Sheinbaum.",
            "Claudia Sheinbaum appointed Rosa Icela Rodríguez",
        ),
        (
            "López Obrador anunció que Marcelo Ebrard será el secretario de Relaciones Exteriores.",
            "López Obrador appointed Marcelo Ebrard",
        ),
        (
            "Boric anuncia a Carolina Tohá como ministra del Interior.",
            "Boric appointed Carolina Tohá",
        ),
        (
            "Petro nombra a Laura Sarabia canciller en reemplazo de Luis Gilberto Murillo.",
            "Petro appointed Laura Sarabia",
        ),
        ('"Fue un error", declaró Luis Prado a El País.', "El País interviewed Luis Prado"),
        (
            "El ministro Óscar Puente dijo en Onda Cero que no dimitirá.",
            "Onda Cero interviewed Óscar Puente",
        ),
        (
            "Consultado por La Tercera, Mario Marcel descartó un alza.",
            "La Tercera interviewed Mario Marcel",
        ),
        (
            "En una carta dirigida a Donald Trump, López Obrador propuso un plan.",
            "López Obrador informed Donald Trump",
        ),
        (
            "El diputado Luis Prado presentó una iniciativa para reformar la Ley de Aguas.",
            "Luis Prado created iniciativa",
        ),
        (
            "Fundada por Álvaro Uribe, la Fundación Primero Colombia cumple diez años.",
            "Álvaro Uribe created Fundación Primero Colombia",
        ),
        (
            "Durante su visita a Tapachula, Alejandro Encinas prometió visas.",
            "Alejandro Encinas visited Tapachula",
        ),
        ("La senadora recorrió las calles de Iztapalapa.", "senadora visited Iztapalapa"),
    ],
)
def test_a_typical_sentence_is_read(text: str, expected: str) -> None:
    assert expected in claims(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Luis Prado viajó a Lima y almorzó con Ana Torres.", "Ana Torres visited Lima"),
        ("Luis Prado recibió en Lima una carta de Ana Torres.", "Ana Torres visited Lima"),
        ("La compra a Rusia de gas cayó en España.", "La appointed Rusia"),
    ],
)
def test_what_is_not_said_is_not_read(text: str, wrong: str) -> None:
    assert wrong not in claims(text)


DEED = "Luis Prado killed Ana Torres"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Un juez condenó a Luis Prado por el asesinato de Ana Torres.", {"actual"}),
        ("La Fiscalía acusó a Luis Prado del asesinato de Ana Torres.", {"nonactual"}),
        ("La policía detuvo a Luis Prado por el asesinato de Ana Torres.", {"nonactual"}),
        ("Un juez absolvió a Luis Prado por el asesinato de Ana Torres.", set()),
    ],
    ids=["convicted", "accused", "arrested", "acquitted"],
)
def test_only_who_is_convicted_did_the_deed(text: str, told: set[str]) -> None:
    read = reader().read(Document(id="x", text=text, sha256=""))
    label = {e.key: e.label for e in read.entities}
    found = {
        c.modality
        for c in read.claims
        if f"{label[c.subject]} {c.relation} {label[c.object]}" == DEED
    }
    assert found == told
