"""Tables and JSON: names of columns, delimiters, encodings, shapes."""

from __future__ import annotations

import datetime
import json

import pytest

from graph.sources.fields import usual_column
from tests.sources import inputs as made
from tests.sources.inputs import DATE, LEAD, MORE, OTHER, OUTLET, TEXT, TITLE, URL, row
from tests.sources.test_formats import only, read, refusal


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("text", "text"), ("Texto", "text"), ("CUERPO", "text"), ("contenido", "text"),
        ("articleBody", "text"), ("maintext", "text"), ("Texto completo", "text"),
        ("título", "title"), ("TITULAR", "title"), ("headline", "title"),
        ("Fecha de publicación", "date"), ("datePublished", "date"), ("published_at", "date"),
        ("enlace", "url"), ("Link", "url"), ("medio", "outlet"), ("Periódico", "outlet"),
        ("idioma", "language"), ("id", "id"), ("Identificador", "id"),
        ("autor", None), ("", None),
    ],
)  # fmt: skip
def test_columns_are_known_by_their_names_in_spanish_and_english(
    column: str, field: str | None
) -> None:
    fields = ("id", "title", "text", "date", "url", "outlet", "language")
    found = [name for name in fields if usual_column(name, [column]) is not None]
    assert found == ([field] if field else [])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_tables_are_read_as_spreadsheets_write_them(delimiter: str, encoding: str) -> None:
    content = made.csv_text([row()], delimiter).encode(encoding)
    document = only("a.csv", content)
    assert (document.title, document.text, document.date) == (TITLE, TEXT, DATE)


COLUMNS = {"text": "cuerpo_nota", "title": "encabezamiento", "date": "dia"}
RENAMED = {"cuerpo_nota": TEXT, "encabezamiento": TITLE, "dia": DATE}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", made.csv_text([RENAMED])),
        ("a.jsonl", made.jsonl([RENAMED])),
        ("a.json", json.dumps([RENAMED])),
        ("a.parquet", made.parquet([RENAMED])),
        ("a.xlsx", made.xlsx({"H": made.table([RENAMED])})),
    ],
)
def test_columns_can_be_named(name: str, content: bytes | str) -> None:
    document = only(name, content, columns=COLUMNS)
    assert (document.title, document.text, document.date) == (TITLE, TEXT, DATE)


@pytest.mark.parametrize("named", ["dia", " dia ", "dia  "])
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", made.csv_text([{"text": TEXT, "dia ": DATE}])),
        ("a.parquet", made.parquet([{"text": TEXT, "dia ": DATE}])),
        ("a.xlsx", made.xlsx({"H": made.table([{"text": TEXT, "dia ": DATE}])})),
    ],
    ids=["csv", "parquet", "xlsx"],
)
def test_blanks_around_a_columns_name_do_not_count(
    name: str, content: bytes | str, named: str
) -> None:
    assert only(name, content, columns={"date": named}).date == DATE


def test_a_named_column_that_is_not_there_is_told_with_those_that_are() -> None:
    error = refusal("a.csv", made.csv_text([row()]), columns={"text": "cuerpo"})
    assert "'cuerpo'" in error.what
    assert "'outlet'" in error.what


def test_several_columns_of_text_are_put_below_one_another() -> None:
    content = made.csv_text([{"entrada": LEAD, "cuerpo": MORE}])
    assert (
        only("a.csv", content, columns={"text": ["entrada", "cuerpo"]}).text == f"{LEAD}\n\n{MORE}"
    )


def test_a_dot_leads_into_an_object() -> None:
    nested = made.jsonl([{"nota": {"cuerpo": TEXT}, "meta": {"fecha": DATE}}])
    document = only("a.jsonl", nested, columns={"text": "nota.cuerpo", "date": "meta.fecha"})
    assert (document.text, document.date) == (TEXT, DATE)


@pytest.mark.parametrize(
    "value",
    [
        [row()],
        row(),
        {"status": "ok", "totalResults": 1, "articles": [row(source={"id": None, "name": OUTLET})]},
        {"version": "https://jsonfeed.org/version/1.1", "title": OUTLET, "items": [
            {"id": "1", "content_html": f"<p>{LEAD}</p><p>{MORE}</p>", "title": TITLE, "url": URL,
             "date_published": f"{DATE}T08:00:00Z"}]},
        [{"title": {"rendered": TITLE}, "content": {"rendered": f"<p>{LEAD}</p><p>{MORE}</p>"},
          "date": f"{DATE}T08:00:00", "link": URL, "outlet": OUTLET}],
        {"headline": TITLE, "articleBody": [LEAD, MORE], "datePublished": DATE, "url": URL,
         "publisher": {"@type": "Organization", "name": OUTLET}},
    ],
    ids=["array", "one object", "news interface", "JSON Feed", "WordPress", "JSON-LD"],
)  # fmt: skip
def test_json_is_read_in_the_shapes_in_which_news_come(value: object) -> None:
    document = only("a.json", json.dumps(value))
    told = (document.title, document.date, document.url, document.outlet)
    assert told == (TITLE, DATE, URL, OUTLET)
    assert document.text.split() == TEXT.split()


def test_one_object_has_the_stem_as_its_id() -> None:
    assert only("nota.json", json.dumps(row())).id == "nota"


def test_lines_that_are_called_json_are_read_as_lines() -> None:
    assert len(read("a.json", made.jsonl([row(), row(text=OTHER)]))[0]) == 2


def test_columns_may_differ_from_object_to_object() -> None:
    content = made.jsonl([{"text": TEXT}, {"cuerpo": OTHER}, {"text": None, "contenido": MORE}])
    assert [d.text for d in read("a.jsonl", content)[0]] == [TEXT, OTHER, MORE]


@pytest.mark.parametrize(
    "cell", [datetime.date(2026, 1, 12), datetime.datetime(2026, 1, 12, 23, 5)]
)
def test_days_of_spreadsheets_and_parquet_are_days(cell: datetime.date) -> None:
    assert only("a.xlsx", made.xlsx({"H": made.table([row(date=cell)])})).date == DATE
    assert only("a.parquet", made.parquet([row(date=cell)])).date == DATE


def test_a_day_that_is_none_refuses_its_row_only() -> None:
    documents, refused = read("a.csv", made.csv_text([row(date="ayer"), row(text=OTHER)]))
    assert [document.text for document in documents] == [OTHER]
    assert refused[0].where == "a.csv, row 2"


def test_the_order_of_figures_is_an_option() -> None:
    content = made.csv_text([row(date="01/12/2026")])
    assert only("a.csv", content).date == "2026-12-01"
    assert only("a.csv", content, date_order="mdy").date == DATE


def test_a_field_too_many_is_refused_and_empty_ones_are_not() -> None:
    content = f"title,text\nUno,{OTHER.replace(',', '')},dos, y tres\nDos,{OTHER},,\nTres\n"
    documents, refused = read("a.csv", content.replace(OTHER, f'"{OTHER}"', 1))
    assert [document.title for document in documents] == ["Dos"]
    assert [error.where for error in refused] == ["a.csv, row 2", "a.csv, row 4"]


def test_an_open_quotation_mark_is_told_where_it_stands() -> None:
    content = f'text,title\n"{OTHER}",Uno\n"{"a" * 5_000_000}'
    documents, refused = read("a.csv", content)
    assert len(documents) == 1
    assert refused[0].where == "a.csv, row 3"
    assert "quotation mark" in refused[0].todo


def test_a_long_line_is_refused_and_the_next_read() -> None:
    content = made.jsonl([row(text="palabra " * 200_000), row()])
    documents, refused = read("a.jsonl", content, max_mib=1)
    assert [document.text for document in documents] == [TEXT]
    assert refused[0].where == "a.jsonl, line 1"


def test_a_workbook_is_read_below_its_title_and_in_every_sheet_with_texts() -> None:
    sheets = {
        "Portada": [["Corpus de prueba"]],
        "Enero": [["Corpus de enero"], [], ["texto", "fecha"], [TEXT, DATE], [None, None]],
        "Febrero": [["texto", "fecha"], [OTHER, "2026-02-01"], [17, "2026-02-01"]],
    }
    documents, refused = read("a.xlsx", made.xlsx(sheets))
    assert sorted(document.date or "" for document in documents) == [
        "2026-01-12",
        "2026-02-01",
        "2026-02-01",
    ]
    assert refused == []


def test_rows_of_a_workbook_are_numbered_as_it_shows_them() -> None:
    rows = [[], [], ["texto"], [TEXT], [made.ENGLISH]]
    _, refused = read("a.xlsx", made.xlsx({"H": rows}))
    assert [error.where for error in refused] == ["a.xlsx, row 5"]


@pytest.mark.parametrize(
    ("field", "given", "kept"),
    [
        ("title", "Dos\nlíneas\x00 y \ud800\x1b[31mcolor", "Dos líneas y [31mcolor"),
        ("outlet", "  ", None),
        ("title", ["Uno", "dos"], "Uno dos"),
        ("outlet", 17, "17"),
        ("outlet", {"x": 1}, None),
    ],
)
def test_what_is_told_of_a_document_is_one_harmless_line(
    field: str, given: object, kept: str | None
) -> None:
    document = only("a.jsonl", json.dumps(row(**{field: given})))
    assert getattr(document, field) == kept


@pytest.mark.parametrize("text", ["hola \x00 mundo " * 9, "mitad \ud800 de letra " * 9])
def test_a_text_that_is_none_is_refused(text: str) -> None:
    assert refusal("a.jsonl", json.dumps(row(text=text))).where == "a.jsonl, line 1"


def test_nested_too_deep_is_refused() -> None:
    assert "nested too deep" in refusal("a.json", "[" * 200_000).what


@pytest.mark.parametrize("digits", [41, 5000])
def test_a_number_of_any_length_costs_no_document(digits: int) -> None:
    number = f"-{'9' * digits}"
    object_ = json.dumps({"text": OTHER})[:-1] + f', "otro": {number}}}'
    within = f'text,meta\n,"{object_.replace(chr(34), 2 * chr(34))}"\n'
    assert only("a.jsonl", object_).text == OTHER
    assert only("a.json", f"[{object_}]").text == OTHER
    assert only("a.csv", within, columns={"text": "meta.text"}).text == OTHER


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ('{"text": "hola",}', "column 17)"),
        ('{"text": "hola",\n "id" 7}', "line 2, column 7)"),
        ('{"text": "hola', "Unterminated string starting: column 10)"),
    ],
)
def test_where_json_is_broken_is_told(content: str, place: str) -> None:
    assert refusal("a.json", content).what.endswith(place)


def test_without_pyarrow_the_command_to_type_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    content = made.parquet([row()])
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert "pip install 'hemerograph[parquet]'" in refusal("a.parquet", content).todo


def test_figures_of_parquet_are_read_as_they_are_written() -> None:
    from decimal import Decimal

    assert only("a.parquet", made.parquet([row(id=Decimal("17.50"))])).id == "17.50"
