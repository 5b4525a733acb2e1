from __future__ import annotations

import base64
import hashlib
import json
import re
import time
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from graph.exports.html import json_in_html, to_html
from graph.exports.packing import web_address
from graph.identity import digest
from graph.model import Claim, Document, Entity, KnowledgeGraph, KnownClaim, Span
from tests.samples import sample_graph


class Page(HTMLParser):
    """The elements of a page with their attributes and contents."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None], str]] = []
        self.inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), ""))
        self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            tag, attributes, text = self.elements[-1]
            self.elements[-1] = (tag, attributes, text + data)

    def of(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        return [(attributes, text) for name, attributes, text in self.elements if name == tag]


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(to_html(sample_graph()))


def data_of(page: Page) -> Any:
    (text,) = (text for attributes, text in page.of("script") if attributes.get("id"))
    return json.loads(text)


def policy_of(page: Page) -> dict[str, list[str]]:
    (content,) = (
        attributes["content"]
        for attributes, _ in page.of("meta")
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert content is not None
    directives = (directive.split() for directive in content.split("; "))
    return {name: values for name, *values in directives}


def with_names(name: str) -> KnowledgeGraph:
    """Return a graph in which every text that can be hostile is `name`."""
    document = Document("d", f"{name} x {name}", "0" * 64, name, name, name, outlet=name)
    claim = Claim(
        "a", name, "b", "affirmed", "actual", "a", Span(0, len(document.text)),
        Span(len(name) + 1, len(name) + 2), 0.5, is_open=True, title=name, time=name,
    )  # fmt: skip
    return KnowledgeGraph(
        documents=(document,),
        entities=(
            Entity("a", "Person", name, (name,), same_as=(name,)),
            Entity("b", "Place", f"{name}2"),
        ),
        claims=(KnownClaim("c", "d", None, claim),),
        events=(),
        versions={"hemerograph": name},
    )


HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]></script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "a\u2028b\u2029c",
    "\u202egpj.exe",
    "$data $script ${policy} $$",
    "\ud800",
    "\x00\x1b[2J",
]


def test_nothing_is_loaded_from_anywhere(page: Page) -> None:
    loaders = ("src", "srcset", "href", "action", "data", "poster", "background")
    found = [
        (tag, name, value)
        for tag, attributes, _ in page.elements
        for name, value in attributes.items()
        if name in loaders
    ]
    assert found == []


def test_no_style_asks_for_another_file(page: Page) -> None:
    styles = "".join(text for _, text in page.of("style"))
    addresses = re.findall(r"url\(\s*['\"]?([^)'\"]{0,20})", styles)
    assert {address.split(":")[0] for address in addresses} <= {"data"}
    assert "@import" not in styles


@pytest.mark.parametrize(
    ("directive", "values"),
    [
        ("default-src", ["'none'"]),
        ("img-src", ["data:", "blob:"]),
        ("base-uri", ["'none'"]),
        ("form-action", ["'none'"]),
    ],
)
def test_the_policy_forbids_every_request(page: Page, directive: str, values: list[str]) -> None:
    assert policy_of(page)[directive] == values


@pytest.mark.parametrize(("tag", "directive"), [("script", "script-src"), ("style", "style-src")])
def test_the_policy_names_exactly_our_scripts_and_styles(
    page: Page, tag: str, directive: str
) -> None:
    contents = [text for attributes, text in page.of(tag) if not attributes.get("type")]
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()) for text in contents]
    assert policy_of(page)[directive] == [f"'sha256-{digest.decode()}'" for digest in hashes]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_adds_no_element(page: Page, name: str) -> None:
    hostile = Page(to_html(with_names(name)))
    assert [tag for tag, _, _ in hostile.elements] == [tag for tag, _, _ in page.elements]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_arrives_as_it_was(name: str) -> None:
    assert data_of(Page(to_html(with_names(name))))["entities"]["label"][0] == name


@pytest.mark.parametrize("name", HOSTILE)
def test_a_page_can_always_be_written_in_utf_8(name: str) -> None:
    assert to_html(with_names(name)).encode("utf-8")


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.org/a?b=c", True),
        ("HTTP://example.org/", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//example.org", False),
        ("https:", False),
        ("https://[", False),
        ("", False),
        (None, False),
    ],
)
def test_only_an_address_of_the_web_becomes_a_link(address: str | None, kept: bool) -> None:
    assert web_address(address) == (address if kept else None)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("<&>", r'"\u003c\u0026\u003e"'),
        ("\u2028\u2029", r'"\u2028\u2029"'),
        ("\ud800", r'"\ud800"'),
        ({"b": "ñ", "a": 1.5}, '{"a":1.5,"b":"ñ"}'),
    ],
)
def test_json_in_html(data: object, text: str) -> None:
    assert json_in_html(data) == text


def cut(data: Any, claim: int) -> tuple[str, str, str]:
    """Return the sentence of a claim: before its trigger, the trigger, after it."""
    claims = data["claims"]
    sentence = data["sentences"][claims["sentence"][claim]]
    begin, end = claims["begin"][claim], claims["end"][claim]
    return sentence[:begin], sentence[begin:end], sentence[end:]


def test_the_sentence_is_cut_at_its_trigger(page: Page) -> None:
    assert ("Ana Torres ", "habló", " con Luis Prado el domingo 11 de enero en Lima.") in {
        cut(data_of(page), i) for i in range(10)
    }


def test_a_trigger_outside_its_sentence_marks_nothing() -> None:
    kg = sample_graph()
    first, *rest = kg.claims
    moved = replace(first, claim=replace(first.claim, trigger=Span(900, 905)))
    data = data_of(Page(to_html(replace(kg, claims=(moved, *rest)))))
    assert cut(data, data["claims"]["id"].index(first.id))[1:] == ("", "")


def test_claims_come_in_the_order_in_which_they_are_read(page: Page) -> None:
    data = data_of(page)
    triggers = [cut(data, i)[1] for i in range(4)]
    assert triggers == ["habló", "ministra", "amenazó", "criticó"]
    assert data["claims"]["document"] == sorted(data["claims"]["document"])


def test_every_line_has_a_claim_with_its_ends(page: Page) -> None:
    data = data_of(page)
    lines, claims = data["edges"], data["claims"]
    assert set(claims["edge"]) == set(range(len(lines["from"])))
    assert len(lines["from"]) == len(lines["to"]) == len(lines["status"]) == len(lines["flags"])


def test_each_sentence_is_written_once(page: Page) -> None:
    sentences = data_of(page)["sentences"]
    assert len(sentences) == len(set(sentences)) == 8


def test_the_header_counts(page: Page) -> None:
    assert data_of(page)["counts"] == {"documents": 2, "entities": 8, "claims": 10, "events": 7}


def test_physics_is_off_and_every_node_has_its_place(page: Page) -> None:
    data = data_of(page)
    assert data["options"]["physics"] == {"enabled": False}
    places = [*data["entities"]["x"], *data["entities"]["y"]]
    assert all(isinstance(place, (int, float)) for place in places)


def test_without_text_no_sentence_is_written() -> None:
    text = to_html(sample_graph(), with_text=False)
    assert "domingo 11 de enero" not in text
    data = data_of(Page(text))
    assert (data["sentences"], data["claims"]["sentence"]) == ([], [])


def test_the_page_does_not_depend_on_the_order_of_the_input() -> None:
    kg = sample_graph()
    turned = replace(
        kg,
        documents=kg.documents[::-1],
        entities=kg.entities[::-1],
        claims=kg.claims[::-1],
        events=kg.events[::-1],
    )
    assert to_html(kg) == to_html(turned)


def test_an_empty_graph_gives_a_page_too() -> None:
    assert data_of(Page(to_html(KnowledgeGraph((), (), (), ()))))["entities"]["key"] == []


@pytest.mark.slow
def test_the_time_grows_no_faster_than_the_graph() -> None:
    def seconds(count: int) -> float:
        document = Document("d", "A habló con B.", "0" * 64)
        claims = tuple(
            KnownClaim(
                digest("c", str(i)), "d", None,
                Claim(f"e{i}", "spokeWith", f"e{i * i % count}", "affirmed", "actual", None,
                      Span(0, 14), Span(2, 7), 0.9),
            )
            for i in range(count)
        )  # fmt: skip
        entities = tuple(Entity(f"e{i}", "Person", f"Persona {i}") for i in range(count))
        graph = KnowledgeGraph((document,), entities, claims, ())
        begin = time.process_time()
        to_html(graph)
        return time.process_time() - begin

    seconds(2000)
    # Four times the graph; a quadratic step would take sixteen times as long.
    assert seconds(8000) < 10 * seconds(2000)
