"""Typical sentences of praise, blame and support: in nouns, views, wishes and lists."""

from __future__ import annotations

import pytest

from tests.language.told import claims

pytestmark = pytest.mark.model


NOUNS = {
    "por parte de, para": (
        "Las felicitaciones por parte de Luis Prado y Juan Soto para Ana Torres siguen llegando.",
        {"Luis Prado praised Ana Torres", "Juan Soto praised Ana Torres"},
    ),
    "a noun for its words": (
        "Los comentarios de apoyo por parte de Luis Prado siguen para Ana Torres.",
        {"Luis Prado supported Ana Torres"},
    ),
    "en contra de": (
        "Hubo críticas en contra del obispo Luis Prado por parte de la senadora Ana Torres.",
        {"Ana Torres criticized Luis Prado"},
    ),
    "a light verb and a noun for words": (
        "El alcalde Luis Prado tuvo palabras de elogio para la ministra Ana Torres.",
        {"Luis Prado praised Ana Torres"},
    ),
    "a list of givers": (
        "Ana Torres recibió mensajes de felicitación de Luis Prado, alcalde de Lima; Juan Soto,"
        " ministro de Salud, y de la embajadora Eva Ríos.",
        {"Juan Soto praised Ana Torres", "Eva Ríos praised Ana Torres"},
    ),
    "with whom": (
        "Hubo descontento de los gremios con Luis Prado.",
        {"gremios criticized Luis Prado"},
    ),
    "towards whom the same was told before": (
        "La oposición criticó a Luis Prado. Las críticas han llegado también de republicanos.",
        {"republicanos criticized Luis Prado"},
    ),
    "a prize for another": (
        "Ana Torres dedicó el triunfo a su entrenador, Luis Prado.",
        {"Ana Torres praised Luis Prado"},
    ),
}
VIEWS = {
    "para": (
        "Para el líder de la oposición, Luis Prado, resulta muy preocupante el acuerdo de Lima.",
        {"Luis Prado criticized acuerdo"},
    ),
    "para, of a deed": (
        "Para Luis Prado, Ana Torres mintió al Congreso.",
        {"Luis Prado accused Ana Torres"},
    ),
    "para, in the passive": (
        "Para los servicios de inteligencia, Luis Prado es considerado un enemigo del país.",
        {"servicios de inteligencia criticized Luis Prado"},
    ),
    "a juicio de": (
        "A juicio de Ana Torres, la decisión de Luis Prado es un error.",
        {"Ana Torres criticized Luis Prado"},
    ),
    "le parece": (
        "A la eurodiputada Ana Torres, la actitud de Luis Prado le parece un chantaje.",
        {"Ana Torres criticized Luis Prado"},
    ),
    "of whom one speaks": (
        "“Es un hombre muy talentoso”, dijo Luis Prado de Juan Soto.",
        {"Luis Prado praised Juan Soto"},
    ),
    "a work taken up by a pronoun": (
        "El Congreso aprobó la Ley de Aguas, pese a que la Cámara del Agro la tildó de"
        " “confiscatoria”.",
        {"Cámara del Agro criticized Ley de Aguas"},
    ),
    "a plural relative behind a singular noun": (
        "La Cámara aprobó el acuerdo pese a la oposición de Los Verdes, que lo tachan de"
        " “papel mojado”.",
        {"Los Verdes criticized acuerdo"},
    ),
    "a phase verb": (
        "La alcaldesa Ana Torres volvió a cargar contra el Ministerio del Interior.",
        {"Ana Torres criticized Ministerio del Interior"},
    ),
    "two charges with one verb": (
        "Ana Torres acusó al TSE de mentir y a la OEA de callar.",
        {"Ana Torres accused TSE", "Ana Torres accused OEA"},
    ),
    "a relative below another": (
        "El Congreso aprobó la Ley de Aguas, que Sumar apadrinaba y a la que Vox se opuso.",
        {"Vox rejected Ley de Aguas"},
    ),
    "in his defence": (
        "Luis Prado fue acusado de fraude. Su hermana, la conductora Ana Torres, salió en su"
        " defensa.",
        {"Ana Torres supported Luis Prado"},
    ),
}
WISHES = {
    "felicidades": (
        "“Felicidades a Ana Torres por su triunfo”, escribió Luis Prado.",
        {"Luis Prado praised Ana Torres"},
    ),
    "abrazo": (
        "“Un abrazo a Ana Torres”, escribió Luis Prado.",
        {"Luis Prado supported Ana Torres"},
    ),
    "sin Y no": (
        "“Sin la paciencia de Uruguay no estaríamos aquí”, dijo Luis Prado.",
        {"Luis Prado praised Uruguay"},
    ),
    "a topic that opens": (
        "Respecto a la Ley de Aguas, Juan Soto señaló que será votada el martes.",
        {"Juan Soto commentedOn Ley de Aguas"},
    ),
}
LISTS = {
    "segments": (
        "Luis Prado, fundador de Grupo Sol (dueño de Banco Luna); Juan Soto, rector de la"
        " Universidad Sol; la empresaria Eva Ríos y otros más felicitaron a Ana Torres.",
        {
            "Luis Prado praised Ana Torres",
            "Juan Soto praised Ana Torres",
            "Eva Ríos praised Ana Torres",
        },
    ),
    "entre ellos": (
        "Varios mandatarios felicitaron a Ana Torres, entre ellos el presidente de Bolivia, Luis"
        " Prado; Juan Soto, presidente de Perú, y Eva Ríos, presidenta de Chile.",
        {
            "Luis Prado praised Ana Torres",
            "Juan Soto praised Ana Torres",
            "Eva Ríos praised Ana Torres",
        },
    ),
    "entre ellos, without a group": (
        "Ana Torres ganó la elección. Ha recibido mensajes que la felicitan por el triunfo, entre"
        " ellos: el presidente de Bolivia, Luis Prado, y Juan Soto, presidente de Perú.",
        {"Luis Prado praised Ana Torres", "Juan Soto praised Ana Torres"},
    ),
}
ROWS = {**NOUNS, **VIEWS, **WISHES, **LISTS}


@pytest.mark.parametrize(("text", "expected"), ROWS.values(), ids=ROWS.keys())
def test_an_opinion_is_read(text: str, expected: set[str]) -> None:
    assert expected <= claims(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param(
            "El Congreso aprobó la ley por 40 votos, pese a la oposición de Ana Torres.",
            "Congreso supported oposición",
            id="votes that count",
        ),
        pytest.param(
            "Luis Prado, dueño de Banco Luna; Juan Soto y Eva Ríos felicitaron a Ana Torres.",
            "Banco Luna praised Ana Torres",
            id="what a member of a list owns",
        ),
        pytest.param(
            "De vuelta en Lima, Luis Prado dijo que descansará.",
            "Luis Prado commentedOn Lima",
            id="a place is no topic",
        ),
        pytest.param(
            "Sin Ana Torres en la lista, dijo Luis Prado, el equipo viajó a Lima.",
            "Luis Prado praised Ana Torres",
            id="who is left out",
        ),
    ],
)
def test_no_opinion_is_read(text: str, wrong: str) -> None:
    assert wrong not in claims(text)
