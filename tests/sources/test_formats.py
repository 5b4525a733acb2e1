"""Every format gives the same article with what its file tells of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from graph.errors import SourceError, UsageError
from graph.model import Document
from graph.sources import SourceOptions, read_paths
from graph.sources.file import SourceFile
from graph.sources.isolation import read_directly
from graph.sources.registry import READERS
from tests.sources import inputs as made
from tests.sources.inputs import (
    DATE,
    ENGLISH,
    LEAD,
    MORE,
    OTHER,
    OUTLET,
    PORTUGUESE,
    TEXT,
    TITLE,
    URL,
    row,
)  # fmt: skip


def read(
    name: str, content: bytes | str, **options: object
) -> tuple[list[Document], list[SourceError]]:
    """Read one file as its process would."""
    import io

    data = content.encode() if isinstance(content, str) else content
    file = SourceFile(name, name, opener=lambda: io.BytesIO(data))
    items = list(read_directly(file, SourceOptions(**options)))  # type: ignore[arg-type]
    return (
        [item for item in items if isinstance(item, Document)],
        [item for item in items if isinstance(item, SourceError)],
    )


def only(name: str, content: bytes | str, **options: object) -> Document:
    documents, refused = read(name, content, **options)
    assert refused == []
    (document,) = documents
    return document


def refusal(name: str, content: bytes | str, **options: object) -> SourceError:
    documents, refused = read(name, content, **options)
    assert documents == []
    (error,) = refused
    assert error.todo
    return error


FRONT = f"---\ntitle: {TITLE}\ndate: {DATE}\nurl: {URL}\noutlet: {OUTLET}\n---\n"
# Each with the fields that the format can tell.
ALL = ("title", "date", "url", "outlet")
ARTICLES: dict[str, tuple[bytes | str, Sequence[str]]] = {
    "nota.txt": (FRONT + TEXT, ALL),
    "nota.md": (FRONT + TEXT, ALL),
    "nota.html": (made.page(f"<p>{LEAD}</p><p>{MORE}</p>"), ALL),
    "nota.htm": (made.page(f"<p>{LEAD}</p><p>{MORE}</p>"), ALL),
    "nota.xhtml": (made.page(f"<p>{LEAD}</p><p>{MORE}</p>"), ALL),
    "nota.mhtml": (made.mhtml(made.page(f"<p>{LEAD}</p><p>{MORE}</p>")), ALL),
    "nota.mht": (made.mhtml(made.page(f"<p>{LEAD}</p><p>{MORE}</p>")), ALL),
    "nota.jsonl": (made.jsonl([row()]), ALL),
    "nota.ndjson": (made.jsonl([row()]), ALL),
    "nota.json": (json.dumps([row()]), ALL),
    "nota.csv": (made.csv_text([row()]), ALL),
    "nota.tsv": (made.csv_text([row()], "\t"), ALL),
    "nota.parquet": (made.parquet([row()]), ALL),
    "nota.xlsx": (made.xlsx({"Hoja1": made.table([row()])}), ALL),
    # Written by xlwt, which nobody keeps any more, with its day as a day and not as a text.
    "nota.xls": (Path(__file__).with_name("nota.xls").read_bytes(), ALL),
    "nota.ods": (made.ods(made.table([row()])), ALL),
    "nota.pdf": (made.pdf(made.wrapped(TEXT), TITLE), ("title",)),
    "nota.docx": (made.docx([LEAD, MORE], TITLE), ("title",)),
    "nota.rss": (made.rss([made.item(f"<p>{LEAD}</p><p>{MORE}</p>")]), ALL),
    "nota.xml": (made.rss([made.item(f"<p>{LEAD}</p><p>{MORE}</p>")]), ALL),
    "nota.atom": (made.atom(), ALL),
}


def test_every_format_has_its_article() -> None:
    assert {Path(name).suffix for name in ARTICLES} == set(READERS)


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_is_read_with_all_that_its_file_tells(name: str) -> None:
    content, told = ARTICLES[name]
    document = only(name, content)
    found = document.text[document.body :].removeprefix(f"{TITLE}\n")
    assert found.split() == TEXT.split()
    expected = {"title": TITLE, "date": DATE, "url": URL, "outlet": OUTLET}
    for field in told:
        assert getattr(document, field) == expected[field], field


@pytest.mark.parametrize("name", ARTICLES)
def test_the_paragraphs_of_an_article_stay_apart(name: str) -> None:
    document = only(name, ARTICLES[name][0])
    # A line end parts sentences; what follows is never in the same line.
    assert not any(LEAD[-20:] in line and MORE[:20] in line for line in document.text.split("\n"))


def other(text: str) -> dict[str, bytes | str]:
    return {
        "a.txt": text,
        "a.html": made.page(f"<p>{text}</p><p>{text}</p>"),
        "a.mhtml": made.mhtml(made.page(f"<p>{text}</p><p>{text}</p>")),
        "a.jsonl": made.jsonl([row(text=text)]),
        "a.csv": made.csv_text([row(text=text)]),
        "a.parquet": made.parquet([row(text=text)]),
        "a.xlsx": made.xlsx({"H": made.table([row(text=text)])}),
        "a.pdf": made.pdf(made.wrapped(text)),
        "a.docx": made.docx([text]),
        "a.rss": made.rss([made.item(f"<p>{text}</p>")]),
    }


@pytest.mark.parametrize("name", other(ENGLISH))
@pytest.mark.parametrize(
    ("text", "language"), [(ENGLISH, "English"), (PORTUGUESE, "Portuguese")], ids=["en", "pt"]
)
def test_another_language_is_refused_in_every_format(name: str, text: str, language: str) -> None:
    assert language in refusal(name, other(text)[name]).what


@pytest.mark.parametrize(
    ("declared", "language"),
    [("es", "es"), ("es-MX", "es-mx"), ("es_AR", "es-ar"), ("es-419", "es-419"), ("Español", "es"),
     ("spa", "es"), ("castellano", "es"), ("", "es"), ("und", "es"), ("es;DROP", "es")],
)  # fmt: skip
def test_a_declared_kind_of_spanish_is_kept(declared: str, language: str) -> None:
    assert only("a.jsonl", made.jsonl([row(lang=declared)])).language == language


@pytest.mark.parametrize("declared", ["en", "pt-BR", "English", "catalán"])
def test_a_row_that_declares_another_language_is_refused(declared: str) -> None:
    assert (
        "declares another language" in refusal("a.csv", made.csv_text([row(idioma=declared)])).what
    )


def two(name: str) -> bytes | str:
    rows = [row(), row(text=OTHER, title="Otra")]
    return {
        "a.jsonl": made.jsonl(rows),
        "a.json": json.dumps(rows),
        "a.csv": made.csv_text(rows),
        "a.parquet": made.parquet(rows),
        "a.xlsx": made.xlsx({"H": made.table(rows)}),
        "a.rss": made.rss([made.item(f"<p>{text}</p>") for text in (TEXT, OTHER)]),
    }[name]


ROWS = ["a.jsonl", "a.json", "a.csv", "a.parquet", "a.xlsx", "a.rss"]


@pytest.mark.parametrize("name", ROWS)
def test_the_rows_of_a_file_have_ids_by_their_content(name: str) -> None:
    documents, refused = read(name, two(name))
    assert refused == []
    assert len({document.id for document in documents}) == 2
    assert all(document.id.startswith("a-") for document in documents)


def test_a_row_above_does_not_rename_the_others() -> None:
    before = read("a.jsonl", made.jsonl([row()]))[0]
    after = read("a.jsonl", made.jsonl([row(text=OTHER), row()]))[0]
    assert after[1] == before[0]


def test_a_row_has_the_id_of_its_column() -> None:
    assert only("a.csv", made.csv_text([row(id="n-17")])).id == "n-17"


def bad_rows() -> dict[str, tuple[bytes | str, str]]:
    good, bad, empty = row(), row(text=ENGLISH), row(text="")
    rows = [good, bad, empty, row(text=OTHER)]
    return {
        "a.jsonl": (made.jsonl(rows) + "{no es json\n[1, 2]\n", "line"),
        "a.json": (json.dumps(rows), "item"),
        "a.csv": (made.csv_text(rows), "row"),
        "a.parquet": (made.parquet(rows), "row"),
        "a.xlsx": (made.xlsx({"H": made.table(rows)}), "row"),
        "a.rss": (
            made.rss([made.item(f"<p>{r['text']}</p>", summary="") for r in rows]),
            "entry",
        ),
    }


@pytest.mark.parametrize("name", ROWS)
def test_rows_that_cannot_be_used_are_named_and_the_others_read(name: str) -> None:
    content, unit = bad_rows()[name]
    documents, refused = read(name, content)
    assert len(documents) == 2
    first = 3 if name in ("a.csv", "a.xlsx") else 2
    places = [f"{name}, {unit} {number}" for number in (first, first + 1)]
    if name == "a.jsonl":
        places += ["a.jsonl, line 5", "a.jsonl, line 6"]
    assert [error.where for error in refused] == places


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.html", "", "empty file"),
        ("a.html", "<html><body></body></html>", "no article"),
        ("a.mhtml", "Esto no es un correo", "no page"),
        ("a.json", "", "not JSON"),
        ("a.json", "[]", "empty array"),
        ("a.json", "17", "neither an object nor"),
        ("a.json", b"\xff\xfe\x00\x01", "not"),
        ("a.jsonl", "\n\n", "empty file"),
        ("a.jsonl", '{"titulo": "Sin texto"}\n', "no text in it"),
        ("a.csv", "", "empty file"),
        ("a.csv", "\n\n", "empty file"),
        ("a.csv", "titulo,fecha\nUno,2026-01-12\n", "no column is known to hold the text"),
        ("a.csv", "text\nhola\n".encode("utf-16"), "UTF-16"),
        ("a.parquet", b"PAR1 no PAR1", "no Parquet"),
        ("a.xlsx", b"PK\x03\x04 roto", "damaged"),
        ("a.xlsx", b"no es un libro", "no workbook"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 roto", "no workbook"),
        ("a.xlsx", made.zipped({"a.txt": b"x"}), "no workbook"),
        ("a.xlsx", made.xlsx({"H": []}), "empty"),
        ("a.pdf", b"no es un pdf", "not a PDF"),
        ("a.pdf", b"%PDF-1.7\nroto", "damaged"),
        ("a.pdf", made.pdf([]), "no text layer"),
        ("a.docx", b"no es word", "no Word document"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
        ("a.docx", made.zipped({"a.txt": b"x"}), "no Word document"),
        ("a.docx", made.docx([""]), "no text"),
        ("a.rss", "<html><body>Error 404</body></html>", "no feed"),
        ("a.rss", made.rss([]), "without entries"),
        ("a.xml", "<urlset><url><loc>https://example.org/</loc></url></urlset>", "no feed"),
    ],
)
def test_a_file_without_documents_is_refused_with_the_reason(
    name: str, content: bytes | str, reason: str
) -> None:
    assert reason in refusal(name, content).what


def test_all_formats_are_read_from_one_folder(tmp_path: Path) -> None:
    files = {f"{n}{name}": content for n, (name, (content, _)) in enumerate(ARTICLES.items())}
    sources = read_paths([made.put(tmp_path, files)])
    assert sources.refused == sources.skipped == ()
    assert len(sources.documents) == len(ARTICLES)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    made.put(tmp_path, {"a.html": made.page() + " " * (1 << 20), "b.txt": TEXT})
    sources = read_paths([tmp_path], SourceOptions(max_mib=1))
    assert [document.id for document in sources.documents] == ["b"]
    assert "larger than 1 MiB" in sources.refused[0].what


@pytest.mark.parametrize(
    "options", [{"columns": {"autor": "x"}}, {"date_order": "ymd"}, {"max_mib": 0}]
)
def test_options_that_make_no_sense_are_an_unusable_call(options: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        SourceOptions(**options)  # type: ignore[arg-type]
