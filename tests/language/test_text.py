"""Tokens and sentences of a Doc, and where they stand in the document's own text."""

from __future__ import annotations

import hashlib

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graph.language.annotations import source_span, source_text
from graph.language.text import make_doc
from graph.model import Document, Span


@pytest.fixture(scope="module")
def blank() -> Language:
    return spacy.blank("es")


def doc_of_text(nlp: Language, text: str, body: int = 0) -> Doc:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return make_doc(nlp, Document("nota", text, digest, date="2026-01-12", body=body))


def sentences(doc: Doc) -> list[str]:
    return [source_text(doc, s.start, s.end) for s in doc.sents]


@pytest.mark.parametrize(
    ("text", "word", "written"),
    [
        ("Dijo “no” ayer", '"', "“"),
        ("Dijo «no» ayer", '"', "«"),
        ("Dijo ‘no’ ayer", "'", "‘"),
        ("La cumbre — en Lima", "-", "—"),
        ("Subió *NUMBER* pesos", "9" * 8, "*NUMBER*"),
        ("El *DATE* habló", "9" * 6, "*DATE*"),
        ("Habló Peña", "Peña", "Peña"),
        ("El *número* dos", "número", "número"),
    ],
)
def test_a_token_is_plain_and_its_offsets_show_what_was_written(
    blank: Language, text: str, word: str, written: str
) -> None:
    doc = doc_of_text(blank, text)
    token = next(t for t in doc if t.text == word)
    assert source_text(doc, token.i, token.i + 1) == written


@pytest.mark.parametrize(
    "text",
    [
        "“El canciller”, dijo «Ana» —ayer— en ‘Lima’.",
        "Marco\u00a0Rubio\u202fhabló\u2009hoy.",
        "Subió *NUMBER* por ciento, a *NUMBER* pesos.",
        "Habló en México.El canciller calló,Petro no.",
        "Uno.\r\nDos.\r\n\r\nTres.",
        "Uno.\u2028Dos.\x0bTres.\x85Cuatro.",
        "   Espacios   de   más   ",
        "Emoji 🇲🇽 y Peña\u0301 al final…",
        "\ufeffCon marca de orden.",
        "A\u200bB",
    ],
)
def test_the_offsets_leave_out_white_space_only(blank: Language, text: str) -> None:
    doc = doc_of_text(blank, text)
    shown = "".join(source_text(doc, t.i, t.i + 1) for t in doc)
    blanks = {ord(ch): None for ch in text if ch.isspace() or ch in "\u200b\ufeff"}
    assert shown == text.translate(blanks)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Marco\u00a0Rubio", ["Marco", "Rubio"]),
        ("Vive en México.El lunes", ["Vive", "en", "México", ".", "El", "lunes"]),
        ("(CECOP).En Lima", ["(", "CECOP", ")", ".", "En", "Lima"]),
        ("la alianza PRI-PVEM-Panal", ["la", "alianza", "PRI", "-", "PVEM", "-", "Panal"]),
        ("(EFE).- El", ["(", "EFE", ")", ".-", "El"]),
        ("LIMA.- El", ["LIMA", ".-", "El"]),
        ("el IMSS-Bienestar", ["el", "IMSS-Bienestar"]),
        ("calló,Petro habló", ["calló", ",", "Petro", "habló"]),
        ("en www.Example.org hoy", ["en", "www.Example.org", "hoy"]),
        ("en https://t.co/abc.Xyz hoy", ["en", "https://t.co/abc.Xyz", "hoy"]),
        ("a ana@B.com hoy", ["a", "ana@B.com", "hoy"]),
        ("a ana.Paz@b.com hoy", ["a", "ana.Paz@b.com", "hoy"]),
        ("(www.Example.org).En Lima", ["(", "www.Example.org", ")", ".", "En", "Lima"]),
        ("en www.Example.org,Petro habló", ["en", "www.Example.org", ",", "Petro", "habló"]),
        ("Uno \t dos", ["Uno", "dos"]),
    ],
)
def test_words_are_parted_where_a_space_is_lost_or_strange(
    blank: Language, text: str, words: list[str]
) -> None:
    assert [t.text for t in doc_of_text(blank, text)] == words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Uno habló. Dos calló.", ["Uno habló.", "Dos calló."]),
        ("Uno habló.\nDos calló.", ["Uno habló.", "Dos calló."]),
        ("Un título sin punto\r\nDos calló.", ["Un título sin punto", "Dos calló."]),
        ("Uno\u2028Dos", ["Uno", "Dos"]),
        ("¿Quién fue? ¡Nadie! Nada.", ["¿Quién fue?", "¡Nadie!", "Nada."]),
        ("Calló… Luego habló.", ["Calló…", "Luego habló."]),
        ("Calló... luego habló.", ["Calló... luego habló."]),
        ("Subió 3.5 por ciento. Bajó.", ["Subió 3.5 por ciento.", "Bajó."]),
        ("“No iré.” Petro calló.", ["“No iré.”", "Petro calló."]),
        ("“No iré”. Petro calló.", ["“No iré”.", "Petro calló."]),
        ("(Así fue.) Petro calló.", ["(Así fue.)", "Petro calló."]),
        ("Petro calló. “No iré”, dijo.", ["Petro calló.", "“No iré”, dijo."]),
        ("Vive en México.El lunes calló.", ["Vive en México.", "El lunes calló."]),
        ("Son 20. 30 callaron.", ["Son 20.", "30 callaron."]),
        ("Habló con el Sr. Pérez ayer.", ["Habló con el Sr. Pérez ayer."]),
    ],
)
def test_sentences_end_at_paragraphs_and_final_punctuation(
    blank: Language, text: str, expected: list[str]
) -> None:
    assert sentences(doc_of_text(blank, text)) == expected


def test_reading_begins_at_the_body(blank: Language) -> None:
    text = "title: Nota\n---\nPetro habló."
    doc = doc_of_text(blank, text, body=text.index("Petro"))
    assert [t.text for t in doc] == ["Petro", "habló", "."]


def test_offsets_count_from_the_start_of_the_text_and_not_of_the_body(blank: Language) -> None:
    text = "title: Nota\n---\nPetro habló."
    doc = doc_of_text(blank, text, body=text.index("Petro"))
    assert source_span(doc, 0, 1) == Span(16, 21)


def test_the_doc_knows_text_and_date(blank: Language) -> None:
    doc = doc_of_text(blank, "Petro habló.")
    assert (doc._.text, doc._.date) == ("Petro habló.", "2026-01-12")


@pytest.mark.parametrize("text", ["", "\r\n\r\n", " \u00a0 "])
def test_a_text_without_words_is_an_empty_doc(blank: Language, text: str) -> None:
    doc = doc_of_text(blank, text)
    assert (len(doc), doc._.begins, doc._.ends) == (0, [], [])


def test_the_words_of_the_doc_are_spaced_as_in_the_text(blank: Language) -> None:
    assert doc_of_text(blank, "“No”, dijo  Ana.").text == '"No", dijo Ana.'


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Managua, 14 jun (EFE).- La CEN instó al Gobierno.", "Managua, 14 jun (EFE).-"),
        ("Niamey (AFP) – Un centenar de hombres huyó.", "Niamey (AFP) –"),
        ("CIUDAD DE MÉXICO.- El juez habló.", "CIUDAD DE MÉXICO.-"),
        ("El juez - dice Petro - Ana habló.", "El juez - dice Petro - Ana habló."),
        ("Lima - no Quito - será sede.", "Lima - no Quito - será sede."),
        ("Petro habló en Lima.", "Petro habló en Lima."),
    ],
)
def test_a_dateline_is_a_sentence_of_its_own(blank: Language, text: str, first: str) -> None:
    assert sentences(doc_of_text(blank, text))[0] == first
