"""What is read of a web page, and what is not."""

from __future__ import annotations

import pytest

from graph.sources.markup import is_markup, plain_text
from tests.sources import inputs as made
from tests.sources.inputs import DATE, LEAD, MORE, OTHER, OUTLET, TEXT, TITLE, URL
from tests.sources.test_formats import only, refusal


def test_the_text_is_the_article_without_what_surrounds_it() -> None:
    text = only("a.html", made.page()).text
    assert [line for line in text.split("\n") if line != TITLE] == [LEAD, MORE, OTHER]


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (made.page().encode("utf-8"), "UTF-8"),
        (made.page().replace("utf-8", "iso-8859-1").encode("cp1252"), "Latin-1"),
        (made.page().replace('<meta charset="utf-8">', "").encode("cp1252"), "none declared"),
        (made.page().replace("utf-8", "koi99").encode("utf-8"), "unknown"),
        (made.page().encode("utf-16"), "UTF-16 with its mark"),
        (b"\xef\xbb\xbf" + made.page().encode("utf-8"), "UTF-8 with its mark"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_page_is_read_in_the_encoding_that_it_declares(data: bytes, charset: str) -> None:
    assert "según informó Radio Sur" in only("a.html", data).text


def test_the_declared_kind_of_spanish_is_kept() -> None:
    assert only("a.html", made.page(lang="es-PE")).language == "es-pe"


def test_a_template_in_english_does_not_make_a_text_english() -> None:
    assert only("a.html", made.page(lang="en")).language == "es"


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",'
        f'"headline":"{TITLE}","datePublished":"{DATE}T10:00:00Z"}}</script>',
        f'<meta itemprop="datePublished" content="{DATE}">',
        f'<meta name="DC.date.issued" content="{DATE}">',
    ],
    ids=["JSON-LD", "microdata", "Dublin Core"],
)
def test_the_day_is_read_from_the_metadata_of_the_page(head: str) -> None:
    page = made.page(head=head)
    start = page.index('<meta property="article:published_time"')
    bare = page[:start] + page[page.index("<link") :]
    assert only("a.html", bare).date == DATE


def test_a_page_that_tells_no_day_has_none() -> None:
    page = made.page(f"<p>{LEAD} Fue el 3 de mayo de 2019.</p><p>{MORE}</p><p>{OTHER}</p>")
    start = page.index('<meta property="article:published_time"')
    assert only("a.html", page[:start] + page[page.index("<link") :]).date is None


def test_a_day_after_today_is_read_too() -> None:
    # The same page must give the same bytes on any day.
    assert only("a.html", made.page().replace(DATE, "2091-01-12")).date == "2091-01-12"


def test_an_old_page_laid_out_in_a_table_is_read() -> None:
    cells = f"<table><tr><td><p>{LEAD}</p><p>{MORE}</p><p>{OTHER}</p></td></tr></table>"
    page = f"<html><head><title>{TITLE}</title></head><body>{cells}</body></html>"
    text = only("a.html", page).text
    assert LEAD in text
    assert MORE in text


def test_a_saved_page_tells_where_it_was_saved_from() -> None:
    page = made.page().replace(f'<link rel="canonical" href="{URL}">', "")
    document = only("a.mhtml", made.mhtml(page, "https://example.org/otra"))
    assert (document.url, document.outlet) == ("https://example.org/otra", OUTLET)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "https://a b/", '"><x'],
)
def test_only_addresses_of_the_web_are_kept(url: str) -> None:
    assert only("a.jsonl", made.jsonl([made.row(url=url)])).url is None


@pytest.mark.parametrize(
    "url", [URL, "http://example.org", "www.example.org/a", "example.org:8080/a"]
)
def test_addresses_of_the_web_are_kept_as_they_are(url: str) -> None:
    assert only("a.jsonl", made.jsonl([made.row(url=url)])).url == url


def test_null_bytes_do_no_harm() -> None:
    assert "Torres" in only("a.html", made.page().replace("Torres", "Tor\0res")).text


def test_a_page_without_prose_is_refused() -> None:
    assert "no article" in refusal("a.html", "<html><body><nav>Portada</nav></body>").what


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("<p>Uno <b>dos</b></p><p>tres</p>", "Uno dos\ntres"),
        ("uno<br>dos<br/>tres", "uno\ndos\ntres"),
        ("<div>uno<p>dos</p>tres</div>", "uno\ndos\ntres"),
        ("<p>uno</p><script>var x = 1;</script><style>p{}</style><p>dos</p>", "uno\ndos"),
        ("<figure><img><figcaption>Foto: Agencia</figcaption></figure><p>uno</p>", "uno"),
        ("Texto con <b>negritas</b>\ny otra línea", "Texto con negritas\ny otra línea"),
        ("<p>AT&amp;T &lt;b&gt; &ntilde; &#8220;a&#8221;</p>", "AT&T <b> ñ “a”"),
        ("<p>uno<!-- nota --> dos</p>", "uno dos"),
        ("<p>sin cerrar <i>nada", "sin cerrar nada"),
        ("<ul><li>uno<li>dos</ul>", "uno\ndos"),
        ("<p>a</p>" * 3, "a\na\na"),
        ("<div>" * 5000 + "hondo", None),
    ],
)
def test_fragments_are_reduced_to_what_a_reader_sees(fragment: str, text: str | None) -> None:
    found = plain_text(fragment, "a.csv")
    assert text is None or found == text
    assert "<div" not in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [("<p>Uno</p>", True), ("Uno<br/>dos", True), ('<a href="x">uno</a>', True),
     ("5 < 6 y 7 > 3", False), ("El <presidente> habló", False), ("«Uno» & dos", False)],
)  # fmt: skip
def test_prose_with_angle_brackets_is_no_markup(text: str, expected: bool) -> None:
    assert is_markup(text) is expected


def test_cells_with_markup_are_read_as_text() -> None:
    html = f"<p>{LEAD}</p>\n<p>{MORE}</p>"
    assert only("a.csv", made.csv_text([made.row(text=html)])).text == TEXT
