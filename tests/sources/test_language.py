from __future__ import annotations

import pytest

from graph.sources.language import other_language

SPANISH = [
    "El presidente se reunió ayer con el canciller mexicano en Madrid para hablar de cooperación.",
    "Canadá envía condolencias a México",
    "Así felicitó Putin a López Obrador",
    "Academia de policia ignacio zaragoza tendra certificacion de clase mundial",
    "Desnuclearizacion/Compromiso/Norcorea/EU. Kim Jong Un y Trump firmaron un acuerdo.",
    "Carlos Slim manda carta a AMLO para felicitarlo",
    "Marco Rubio habló con Juan Ramón de la Fuente.",
    "Detienen a tres.",
    "",
    "2026-01-12 10:30 *NUMBER* https://example.org/the-president-met-the-minister",
    "El vocero dijo: “The president will speak tomorrow”, según un comunicado difundido ayer "
    "por la embajada de Estados Unidos en México.",
]
OTHER = [
    ("pt", "O presidente reuniu-se ontem com o ministro em Lisboa para falar da cooperação."),
    ("gl", "A Xunta de Galicia anunciou hoxe novas medidas contra os incendios forestais."),
    ("ca", "El Govern de la Generalitat ha anunciat avui noves mesures contra la sequera."),
    ("it", "Il presidente ha incontrato ieri il ministro degli Esteri a Roma per parlare."),
    ("fr", "Le président a rencontré hier le ministre des Affaires étrangères à Paris."),
    ("en", "The president met the Mexican foreign minister in Madrid yesterday to discuss trade."),
    ("eu", "Lehendakariak atzo bildu zen Atzerri ministroarekin Madrilen lankidetzaz."),
    ("ru", "Президент встретился вчера с министром иностранных дел в Москве."),
    ("zh", "总统昨天在马德里会见了墨西哥外交部长，讨论两国之间的合作。"),
]  # fmt: skip


@pytest.mark.parametrize("text", SPANISH)
def test_spanish_and_doubtful_texts_are_accepted(text: str) -> None:
    assert other_language(text) is None


@pytest.mark.parametrize(("code", "text"), OTHER, ids=[code for code, _ in OTHER])
def test_other_languages_are_recognised(code: str, text: str) -> None:
    assert other_language(text) == code


@pytest.mark.parametrize("text", ["hola \x00\ufffe\x1b[31m mundo" * 9, "\U0001f600" * 50])
def test_odd_characters_do_no_harm(text: str) -> None:
    assert other_language(text) is None
