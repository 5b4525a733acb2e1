from __future__ import annotations

import pytest

from graph.errors import SourceError
from graph.sources.header import headline, read_header

PROSE = "El canciller habló ayer con el embajador en Lima."


@pytest.mark.parametrize(
    "text",
    [
        f" date 2026-01-12 Rubio y el canciller, el 13 de noviembre.\n\n{PROSE}",
        f"date 2026-01-12\n{PROSE}",
        f"Date: 2026-01-12\r\n\r\n{PROSE}",
        f"---\ndate: 2026-01-12\n---\n\n{PROSE}",
        f"---\r\nfecha: '2026-01-12'\r\n---\r\n{PROSE}",
        f"---\ndate: 2026-01-12T08:30:00\n---\n{PROSE}",
        f"---\ndate: 2026-01-12t08:30:00z\n---\n{PROSE}",
    ],
)
def test_the_date_is_read_and_the_prose_begins_after_the_header(text: str) -> None:
    header = read_header(text, "a.txt")
    assert header.date == "2026-01-12"
    assert text[header.body :] == PROSE


def test_the_caption_of_the_photograph_is_no_title() -> None:
    assert read_header(f" date 2026-01-12 Rubio y el canciller\n\n{PROSE}", "a.txt").title is None


@pytest.mark.parametrize(
    ("key", "field"),
    [
        ("title", "title"), ("titulo", "title"), ("título", "title"), ("Headline", "title"),
        ("url", "url"), ("enlace", "url"), ("outlet", "outlet"), ("medio", "outlet"),
        ("lang", "language"), ("idioma", "language"),
    ],
)  # fmt: skip
def test_front_matter_has_names_in_spanish_and_english(key: str, field: str) -> None:
    header = read_header(f"---\n{key}: valor\n---\n{PROSE}", "a.txt")
    assert getattr(header, field) == "valor"


@pytest.mark.parametrize(
    "title",
    ["10:30", "no", "010", "3.14", "2026", "9" * 5000, "0x" + "f" * 5000, "2026-13-45", "1_000"],
)
def test_a_title_is_taken_as_it_is_written(title: str) -> None:
    assert read_header(f"---\ntitle: {title}\n---\n{PROSE}", "a.txt").title == title


@pytest.mark.parametrize("empty", ["", "~", "null"])
def test_a_field_may_be_empty(empty: str) -> None:
    assert read_header(f"---\nurl: {empty}\ntitle: a\n---\n{PROSE}", "a.txt").url is None


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        f"---\n{PROSE}\n---\n{PROSE}",
        f"---\n{PROSE}\n\n{PROSE}",
        f"El date 2026-01-12 fue lunes.\n\n{PROSE}",
    ],
)
def test_prose_is_not_taken_for_a_header(text: str) -> None:
    header = read_header(text, "a.txt")
    assert (header.body, header.date) == (0, None)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (" date 2026-02-30 Pie de foto\n\nTexto.", "a.txt"),
        ("---\ndate: ayer\n---\nTexto.", "a.txt"),
        ("---\ntitle: a\ndate: [\n---\nTexto.", "a.txt:"),
        ("---\ntitle: a\nurl: b\x01c\n---\nTexto.", "a.txt:3"),
        ('---\ntitle: "sin cerrar\n---\nTexto.', "a.txt:"),
    ],
)
def test_a_broken_header_is_refused(text: str, where: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_header(text, "a.txt")
    assert caught.value.where.startswith(where)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Recibe AMLO llamada de Donald Trump\n\n{PROSE}", "Recibe AMLO llamada de Donald Trump"),
        (f"\n¿En dónde estuvo Trump?\r\n\r\n{PROSE}", "¿En dónde estuvo Trump?"),
        (f'"Las misas no se pagan": papa\n\n{PROSE}', '"Las misas no se pagan": papa'),
        (f"{PROSE}\n\n{PROSE}", None),
        (f"«{PROSE}»\n\n{PROSE}", None),
        ("Una sola línea", None),
        ("Muy larga " * 40 + f"\n\n{PROSE}", None),
        ("", None),
    ],
)
def test_a_first_line_without_full_stop_is_a_headline(text: str, expected: str | None) -> None:
    assert headline(text) == expected


def test_the_mark_of_a_markdown_heading_is_not_read() -> None:
    text = f"# Habla el canciller\n\n{PROSE}"
    header = read_header(text, "a.md")
    assert (header.title, text[header.body :]) == ("Habla el canciller", text[2:])
