"""PDF and Word: paragraphs as they were meant, without what belongs to the page."""

from __future__ import annotations

import io

import pytest

from tests.sources import inputs as made
from tests.sources.inputs import DATE, LEAD, MORE, OTHER, TITLE
from tests.sources.test_formats import only


def test_words_that_a_line_end_parts_are_put_together() -> None:
    lines = ["El canciller habló ayer de la coope-", "ración con el embajador en Lima."]
    assert only("a.pdf", made.pdf(lines)).text == (
        "El canciller habló ayer de la cooperación con el embajador en Lima."
    )


def test_a_compound_at_a_line_end_keeps_its_hyphen() -> None:
    lines = ["El acuerdo México-", "Perú se firmó ayer en la capital, dijo el embajador."]
    assert "México- Perú" in only("a.pdf", made.pdf(lines)).text


def test_page_numbers_and_running_heads_are_left_out() -> None:
    pages = [
        ["DIARIO ANDINO 12 de enero", "", *made.wrapped(text), "", str(number)]
        for number, text in enumerate((LEAD, MORE, OTHER, f"{OTHER} Fin."), start=1)
    ]
    text = only("a.pdf", made.pdf_pages(pages)).text
    assert "ANDINO" not in text
    assert text.split("\n") == [LEAD, MORE, OTHER, f"{OTHER} Fin."]


def test_a_sentence_goes_on_across_pages() -> None:
    half = len(LEAD) // 2
    cut = LEAD.index(" ", half)
    pages = [made.wrapped(LEAD[:cut]), made.wrapped(LEAD[cut + 1 :])]
    assert only("a.pdf", made.pdf_pages(pages)).text == LEAD


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (TITLE, TITLE),
        ("Microsoft Word - nota_final.docx", None),
        ("nota_final.docx", None),
        ("Sin título", None),
        ("untitled", None),
        ("https://example.org/nota?imprimir=1", None),
        ("", None),
    ],
)
def test_the_title_of_a_pdf_is_kept_where_it_is_one(given: str, kept: str | None) -> None:
    document = only("a.pdf", made.pdf([*made.wrapped(LEAD)], given))
    assert document.title == kept


def test_a_pdf_has_no_date_but_that_of_publication_which_it_does_not_tell() -> None:
    assert only("a.pdf", made.pdf(made.wrapped(LEAD))).date is None


def test_a_word_document_may_begin_with_its_date_and_headline() -> None:
    document = only("a.docx", made.docx([f"date {DATE}", TITLE, LEAD, MORE]))
    assert (document.date, document.title) == (DATE, TITLE)
    assert document.text == f"{TITLE}\n{LEAD}\n{MORE}"


def test_the_tables_of_a_word_document_are_read_in_their_place() -> None:
    import docx

    document = docx.Document()
    document.add_paragraph(LEAD)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = MORE
    document.add_paragraph(OTHER)
    out = io.BytesIO()
    document.save(out)
    assert only("a.docx", out.getvalue()).text == f"{LEAD}\n{MORE}\n{OTHER}"
