"""Date expressions: what they stand for, and which event they date.

The Docs are built by hand: blanks part the tokens and everything hangs on the word with a
star, the verb, whose tense is given after a slash.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from graph.errors import DataError, ModelError
from graph.language import models
from graph.language.dating import time_of
from graph.language.text import make_doc
from graph.language.time import find_times
from graph.language.time_words import load_time_words
from graph.model import Document
from graph.vocabulary import data_folder

MONDAY = "2026-01-12"
TENSES = {
    "past": "VerbForm=Fin|Tense=Past|Mood=Ind",
    "pres": "VerbForm=Fin|Tense=Pres|Mood=Ind",
    "fut": "VerbForm=Fin|Tense=Fut|Mood=Ind",
    "inf": "VerbForm=Inf",
}


def flat_doc(text: str, date: str | None = MONDAY) -> Doc:
    """One sentence; each word hangs on the verb, the one marked ``llegó*past``."""
    words, morphs, verb = [], [], 0
    for k, word in enumerate(text.split()):
        plain, star, tense = word.partition("*")
        words.append(plain)
        morphs.append(TENSES[tense] if star else "")
        verb = k if star else verb
    doc = Doc(
        Vocab(),
        words=words,
        heads=[verb] * len(words),
        deps=["ROOT" if k == verb else "obl" for k in range(len(words))],
        pos=["VERB" if k == verb else "X" for k in range(len(words))],
        morphs=morphs,
        lemmas=words,
        sent_starts=[k == 0 for k in range(len(words))],
    )
    doc._.date = date
    return doc


def tree_doc(rows: str) -> Doc:
    """Rows of word, head, label, part of speech and perhaps tense."""
    cells = [row.split() for row in rows.strip().splitlines()]
    doc = Doc(
        Vocab(),
        words=[c[0] for c in cells],
        heads=[int(c[1]) for c in cells],
        deps=[c[2] for c in cells],
        pos=[c[3] for c in cells],
        morphs=[TENSES[c[4]] if len(c) > 4 else "" for c in cells],
        lemmas=[c[0] for c in cells],
        sent_starts=[k == 0 for k in range(len(cells))],
    )
    doc._.date = MONDAY
    doc._.times = find_times(doc)
    return doc


def dates(doc: Doc) -> list[tuple[str, str]]:
    return [(" ".join(t.text for t in doc[e.start : e.end]), e.value) for e in find_times(doc)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        # from the day of publication
        ("ayer llegó*past", "ayer", "2026-01-11"),
        ("Hoy llegó*past", "Hoy", "2026-01-12"),
        ("anoche llegó*past", "anoche", "2026-01-11"),
        ("antier llegó*past", "antier", "2026-01-10"),
        ("anteayer llegó*past", "anteayer", "2026-01-10"),
        ("antes de ayer llegó*past", "antes de ayer", "2026-01-10"),
        ("mañana llegará*fut", "mañana", "2026-01-13"),
        ("pasado mañana llegará*fut", "pasado mañana", "2026-01-14"),
        ("esta mañana llegó*past", "esta mañana", "2026-01-12"),
        ("habló*past hoy ( domingo ) con Juan", "hoy ( domingo )", "2026-01-11"),
        ("habló*past ayer domingo con Juan", "ayer domingo", "2026-01-11"),
        ("Mañana , martes 13 de enero , llega*pres", "Mañana , martes 13 de enero", "2026-01-13"),
        # days of the month
        ("el pasado 9 de enero llegó*past", "el pasado 9 de enero", "2026-01-09"),
        ("el 9 de enero pasado llegó*past", "el 9 de enero pasado", "2026-01-09"),
        ("este lunes 12 de enero llegó*past", "este lunes 12 de enero", "2026-01-12"),
        ("el 13 de noviembre de 2025 llegó*past", "el 13 de noviembre de 2025", "2025-11-13"),
        ("el 13 de noviembre llegó*past", "el 13 de noviembre", "2025-11-13"),
        ("el 1 de octubre llegó*past", "el 1 de octubre", "2025-10-01"),
        ("el 1 de octubre llegará*fut", "el 1 de octubre", "2026-10-01"),
        ("el próximo 3 de marzo llega*pres", "el próximo 3 de marzo", "2026-03-03"),
        ("el 1o . de mayo marcharon*past", "el 1o . de mayo", "2025-05-01"),
        ("el primero de mayo marcharon*past", "el primero de mayo", "2025-05-01"),
        ("el dos de mayo marcharon*past", "el dos de mayo", "2025-05-02"),
        ("el 5 de ene . de 2020 llegó*past", "el 5 de ene . de 2020", "2020-01-05"),
        ("llegó*past el 20 de diciembre del año pasado", "el 20 de diciembre del año pasado",
         "2025-12-20"),
        ("será*fut el 7 de junio de este año", "el 7 de junio de este año", "2026-06-07"),
        ("llegó*past el 9 de este mes", "el 9 de este mes", "2026-01-09"),
        ("llegó*past el pasado día 30", "el pasado día 30", "2025-12-30"),
        ("el lunes 12 llegó*past", "el lunes 12", "2026-01-12"),
        ("el domingo un tren llegó*past", "el domingo", "2026-01-11"),
        ("el pasado 99999999 de junio llegó*past", "el pasado 99999999 de junio", "2025-06"),
        ("llegó*past el 9/01/2026", "9/01/2026", "2026-01-09"),
        ("llegó*past el 2026-01-10", "2026-01-10", "2026-01-10"),
        # days of the week
        ("el domingo llegó*past", "el domingo", "2026-01-11"),
        ("este lunes llegó*past", "este lunes", "2026-01-12"),
        ("el lunes pasado llegó*past", "el lunes pasado", "2026-01-05"),
        ("el próximo martes llega*pres", "el próximo martes", "2026-01-13"),
        ("el próximo lunes llega*pres", "el próximo lunes", "2026-01-19"),
        ("el domingo llegará*fut", "el domingo", "2026-01-18"),
        ("este lunes llegará*fut", "este lunes", "2026-01-12"),
        ("llegó*past el viernes de la semana pasada", "el viernes de la semana pasada",
         "2026-01-09"),
        ("llegó*past la noche del sábado", "la noche del sábado", "2026-01-10"),
        # months and years
        ("en enero llegó*past", "en enero", "2026-01"),
        ("en enero pasado llegó*past", "en enero pasado", "2025-01"),
        ("en marzo llegó*past", "en marzo", "2025-03"),
        ("en marzo llegará*fut", "en marzo", "2026-03"),
        ("en mayo de 2020 llegó*past", "en mayo de 2020", "2020-05"),
        ("a finales de 2019 renunció*past", "a finales de 2019", "2019"),
        ("en 2019 llegó*past", "en 2019", "2019"),
        ("el año pasado llegó*past", "el año pasado", "2025"),
        ("el mes pasado llegó*past", "el mes pasado", "2025-12"),
        ("el próximo mes llega*pres", "el próximo mes", "2026-02"),
        ("este año llegó*past", "este año", "2026"),
        # so long ago
        ("hace dos días llegó*past", "hace dos días", "2026-01-10"),
        ("hace un mes llegó*past", "hace un mes", "2025-12"),
        ("hace tres años llegó*past", "hace tres años", "2023"),
    ],
)  # fmt: skip
def test_an_expression_has_its_value(text: str, words: str, value: str) -> None:
    assert dates(flat_doc(text)) == [(words, value)]


@pytest.mark.parametrize(
    "text",
    [
        "por la mañana llegó*past",
        "llegó*past a las 9 de la mañana",
        "toda la mañana llovió*past",
        "hoy en día vive*pres ahí",
        "la semana pasada llegó*past",
        "hace dos semanas llegó*past",
        "los lunes llega*pres tarde",
        "todos los domingos llega*pres",
        "desde 2018 gobierna*pres",
        "hasta 2020 gobernó*past",
        "gobernó*past entre 2010 y 2012",
        "gobernó*past de 2010 a 2012",
        "desde hace dos años gobierna*pres",
        "desde el lunes protestan*pres",
        "protestaron*past entre el lunes y el miércoles",
        "protestaron*past del 9 al 12 de enero",
        "antes del 5 de mayo llegó*past",
        "a partir del lunes llegará*fut",
        "desde la noche del sábado protestan*pres",
        "desfiló*past por la avenida 5 de Mayo",
        "el Movimiento 26 de Julio ganó*past",
        "en la Plaza 25 de Mayo habló*past",
        "Santo Domingo derrotó*past a Julio Abril",
        "en la víspera de la elección renunció*past",
        "el 31 de febrero llegó*past",
        "ese día llegó*past",
        "en junio de ese año llegó*past",
    ],
)
def test_what_is_no_date_of_an_event_has_no_value(text: str) -> None:
    assert dates(flat_doc(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ayer llegó*past", []),
        ("el domingo llegó*past", []),
        ("el 9 de enero llegó*past", []),
        ("en enero llegó*past", []),
        ("hace dos años llegó*past", []),
        ("en 2019 llegó*past", ["2019"]),
        ("en mayo de 2020 llegó*past", ["2020-05"]),
        ("el 13 de noviembre de 2025 llegó*past", ["2025-11-13"]),
    ],
)
def test_without_a_document_date_only_the_absolute_has_a_value(
    text: str, expected: list[str]
) -> None:
    assert [t.value for t in find_times(flat_doc(text, date=None))] == expected


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("el 8 de enero habló*past y ese día viajó", "2026-01-08"),
        ("el 8 de enero habló*past y ese mismo día viajó", "2026-01-08"),
        ("el 8 de enero habló*past y al día siguiente viajó", "2026-01-09"),
        ("en 2019 habló*past y ese día viajó", "2019"),
    ],
)
def test_that_day_is_the_last_day_named(text: str, last: str) -> None:
    assert dates(flat_doc(text))[-1][1] == last


# "El pasado 9 de enero, en una gira que sostuvo por Guerrero, la titular anunció que
# instruyó al canciller a tener una llamada", as the default pipeline reads it.
ANNOUNCED = """
El 1 det DET
pasado 2 amod ADJ
9 13 obl NUM
de 4 case ADP
enero 2 compound NOUN
, 8 punct PUNCT
en 8 case ADP
una 8 det DET
gira 13 obl NOUN
que 10 obj PRON
sostuvo 8 acl VERB past
, 12 punct PUNCT
titular 13 nsubj NOUN
anunció 13 ROOT VERB past
que 15 mark SCONJ
instruyó 13 ccomp VERB past
canciller 15 obj NOUN
a 18 mark ADP
tener 15 xcomp VERB inf
llamada 18 obj NOUN
"""
# "En una llamada que sostuvieron ayer, Rubio abordó puntos"
CALLED = """
En 2 case ADP
una 2 det DET
llamada 7 obl NOUN
que 4 nsubj PRON
sostuvieron 2 acl VERB past
ayer 4 advmod ADV
Rubio 7 nsubj PROPN
abordó 7 ROOT VERB past
puntos 7 obj NOUN
"""
# "Trump dijo ayer que atacó Siria el viernes y que teme a Irán"
SAID = """
Trump 1 nsubj PROPN
dijo 1 ROOT VERB past
ayer 1 advmod ADV
que 4 mark SCONJ
atacó 1 ccomp VERB past
Siria 4 obj PROPN
el 7 det DET
viernes 4 obl NOUN
que 9 mark SCONJ
teme 4 conj VERB pres
"""
# "El lunes Petro anunció que viajará y criticó la marcha del sábado"
FRONTED = """
El 1 det DET
lunes 3 obl NOUN
Petro 3 nsubj PROPN
anunció 3 ROOT VERB past
que 5 mark SCONJ
viajará 3 ccomp VERB fut
y 7 cc CCONJ
criticó 3 conj VERB past
la 9 det DET
marcha 7 obj NOUN
del 11 case ADP
sábado 9 nmod NOUN
"""
# "Petro sostuvo ayer una reunión" and "Petro criticó ayer una reunión"
HELD = """
Petro 1 nsubj PROPN
sostuvo 1 ROOT VERB past
ayer 1 advmod ADV
una 4 det DET
reunión 1 obj NOUN
"""
# "La policía logró ayer detener a López", "viajará a Lima y el domingo se reunió"
MANAGED = """
policía 1 nsubj NOUN
logró 1 ROOT VERB past
ayer 1 advmod ADV
detener 1 xcomp VERB inf
López 3 obj PROPN
"""
BESIDE = """
viajará 0 ROOT VERB fut
a 2 case ADP
Lima 0 obl PROPN
y 5 cc CCONJ
el 5 det DET
domingo 2 conj NOUN
se 7 obj PRON
reunió 0 advcl VERB past
"""


@pytest.mark.parametrize(
    ("rows", "word", "value"),
    [
        (ANNOUNCED, "anunció", "2026-01-09"),
        (ANNOUNCED, "instruyó", "2026-01-09"),
        (ANNOUNCED, "tener", None),
        (ANNOUNCED, "llamada", None),
        (ANNOUNCED, "sostuvo", None),
        (CALLED, "sostuvieron", "2026-01-11"),
        (CALLED, "llamada", "2026-01-11"),
        (CALLED, "abordó", "2026-01-11"),
        (SAID, "dijo", "2026-01-11"),
        (SAID, "atacó", "2026-01-09"),
        (SAID, "teme", None),
        (FRONTED, "anunció", "2026-01-12"),
        (FRONTED, "viajará", None),
        (FRONTED, "criticó", "2026-01-12"),
        (FRONTED, "marcha", "2026-01-10"),
        (HELD, "reunión", "2026-01-11"),
        (HELD.replace("sostuvo", "criticó"), "reunión", None),
        (MANAGED, "detener", "2026-01-11"),
        (MANAGED.replace("logró", "ordenó"), "detener", None),
        (BESIDE, "reunió", "2026-01-11"),
        (BESIDE, "viajará", None),
    ],
)
def test_a_predicate_has_the_date_of_its_clause(rows: str, word: str, value: str | None) -> None:
    doc = tree_doc(rows)
    assert time_of(next(t for t in doc if t.text == word)) == value


def test_a_doc_without_times_dates_nothing() -> None:
    doc = flat_doc("Petro llegó*past")
    assert time_of(doc[1]) is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[deictics]", "[deixis]", "unknown key 'deixis'"),
        ("light = [", "lights = [", "unknown key 'lights'"),
        ('rule = "ago"', 'rule = "since"', "unknown rule 'since'"),
        ("{during} {month}", "{within} {month}", "unknown slot 'within'"),
        ('semana = "week"', 'semana = "fortnight"', "bad unit 'fortnight'"),
        ("ayer = -1", 'ayer = "-1"', "'ayer' needs a number"),
        ('during = ["en", "durante"]', "during = []", "during must be a list"),
        ('during = ["en", "durante"]', 'during = ["en", "en"]', "during repeats 'en'"),
        ("[months]", "[months", "not TOML"),
    ],
)
def test_a_broken_table_is_refused_by_name(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    text = (data_folder() / "lexicon" / "es" / "time.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "time.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=message) as error:
        load_time_words(path)
    # Where the slip was put, the message says.
    line = text[: text.index(old)].count("\n") + 1
    told = re.search(re.escape(str(path)) + r":(\d+)", str(error.value))
    assert told is not None
    assert line <= int(told[1]) <= line + new.count("\n") or "missing" in message


@pytest.fixture(scope="module")
def pipeline() -> Any:
    try:
        nlp = models.load(models.DEFAULT_MODEL)
    except ModelError as error:
        pytest.skip(str(error))
    nlp.add_pipe("hemero_time")
    return nlp


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "word", "value"),
    [
        ("“El secretario Rubio habló hoy (domingo) con el canciller”, estableció el portavoz.",
         "habló", "2026-01-11"),
        ("En una llamada telefónica que sostuvieron ayer, el secretario Rubio abordó con el "
         "canciller ambos puntos.", "abordó", "2026-01-11"),
        ("El pasado 9 de enero, en una gira, la presidenta anunció que instruyó al canciller.",
         "instruyó", "2026-01-09"),
        ("El presidente recibirá a Lula el viernes, anunció ayer la cancillería.",
         "recibirá", "2026-01-16"),
        ("El 1o. de mayo marcharon los sindicatos en la avenida 5 de Mayo.",
         "marcharon", "2025-05-01"),
    ],
)  # fmt: skip
def test_the_default_pipeline_dates_events(pipeline: Any, text: str, word: str, value: str) -> None:
    document = Document("d", text, "0", date=MONDAY)
    doc = pipeline(make_doc(pipeline, document))
    assert time_of(next(t for t in doc if t.text == word)) == value


@pytest.mark.model
def test_that_day_reaches_over_paragraphs(pipeline: Any) -> None:
    text = (
        "El pasado 8 de enero habló Trump.\n\n“Atacaremos”, dijo en una entrevista emitida ese día."
    )
    doc = pipeline(make_doc(pipeline, Document("d", text, "0", date=MONDAY)))
    assert [t.value for t in doc._.times] == ["2026-01-08", "2026-01-08"]


def test_the_factory_is_registered() -> None:
    nlp = spacy.blank("es")
    assert nlp.add_pipe("hemero_time") is not None
