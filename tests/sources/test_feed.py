"""Feeds: which text of an entry is read, and what its feed tells of it."""

from __future__ import annotations

import pytest

from tests.sources import inputs as made
from tests.sources.inputs import DATE, LEAD, MORE, OTHER, OUTLET, TITLE, URL
from tests.sources.test_formats import only, read


def entry(inner: str) -> str:
    return made.rss([f"<item>{inner}</item>"])


def test_the_full_content_goes_before_the_summary() -> None:
    content = made.rss([made.item(f"<p>{LEAD}</p><p>{MORE}</p>", summary=OTHER)])
    assert only("a.rss", content).text == f"{LEAD}\n{MORE}"


def test_where_there_is_only_a_summary_that_is_read() -> None:
    assert only("a.rss", made.rss([made.item(summary=f"&lt;p&gt;{LEAD}&lt;/p&gt;")])).text == LEAD


@pytest.mark.parametrize(
    ("inner", "title"),
    [
        (f"<description>{LEAD}</description>", None),
        (f"<title></title><description>{LEAD}</description>", None),
        (f"<title>AT&amp;amp;T &lt;b&gt;crece&lt;/b&gt;</title><description>{LEAD}</description>",
         "AT&T crece"),
        (f"<title>5 &lt; 6</title><description>{LEAD}</description>", "5 < 6"),
    ],
)  # fmt: skip
def test_titles_are_plain_text(inner: str, title: str | None) -> None:
    assert only("a.rss", entry(inner)).title == title


@pytest.mark.parametrize(
    "date",
    ["Mon, 12 Jan 2026 23:30:00 -0600", f"{DATE}T23:30:00-06:00", "12/01/2026", "12 ene 2026"],
)
def test_the_day_is_that_of_the_outlet_s_own_clock(date: str) -> None:
    assert only("a.rss", made.rss([made.item(f"<p>{LEAD}</p>", date=date)])).date == DATE


def test_an_entry_of_a_collected_feed_has_its_own_outlet() -> None:
    source = '<source url="https://example.org/rss">Radio Sur</source>'
    content = entry(f"{source}<description>{LEAD}</description>")
    assert only("a.rss", content).outlet == "Radio Sur"


def test_a_feed_declared_in_english_may_hold_spanish() -> None:
    documents, refused = read("a.rss", made.rss([made.item(f"<p>{LEAD}</p>")], language="en-us"))
    assert [document.language for document in documents] == ["es"]
    assert refused == []


def test_atom_tells_as_much() -> None:
    document = only("a.atom", made.atom())
    told = (document.title, document.date, document.url, document.outlet, document.text)
    assert told == (TITLE, DATE, URL, OUTLET, f"{LEAD}\n{MORE}")


def test_a_feed_that_is_not_well_formed_is_read_as_far_as_it_goes() -> None:
    content = made.rss([made.item(f"<p>{LEAD}</p>"), made.item(f"<p>{OTHER}</p>")])
    assert len(read("a.rss", content[: -len("</channel></rss>")])[0]) == 2


def test_entities_of_the_document_type_do_not_unfold() -> None:
    entities = '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    content = made.rss(
        [made.item(f"<p>{LEAD}</p>"), f"<item><description>{OTHER} &j;</description></item>"]
    )
    documents, _ = read("a.rss", content.replace("<rss", f"<!DOCTYPE rss [{entities}]><rss", 1))
    assert all(len(document.text) < 500 for document in documents)


def test_files_that_entities_name_are_not_read() -> None:
    doctype = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss'
    content = made.rss([f"<item><description>{OTHER} &x;</description></item>"])
    documents, _ = read("a.rss", content.replace("<rss", doctype, 1))
    assert all("root:" not in document.text for document in documents)
