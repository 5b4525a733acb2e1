"""IRIs and literals, one by one."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from graph.exports.oxigraph_terms import OxigraphTerms
from graph.exports.terms import DEFAULT_BASE, HG, XSD, Names, clean_iri
from graph.model import Span

NAMES = Names()
TERMS = OxigraphTerms()


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("razon-2026-01-12", "razon-2026-01-12"),
        ("000_4f065dd702a46021", "000_4f065dd702a46021"),
        ("a b/c#d?e", "a%20b%2Fc%23d%3Fe"),
        ("año", "a%C3%B1o"),
        ("50%", "50%25"),
        (".", "%2E"),
        ("..", "%2E%2E"),
        ("S.A.", "S.A%2E"),
        ("a\ud800", "a%ED%A0%80"),
    ],
)
def test_document_id_becomes_one_segment_of_a_path(name: str, path: str) -> None:
    assert NAMES.document(name) == f"{DEFAULT_BASE}doc/{path}"


def test_span_is_named_by_its_document_and_offsets() -> None:
    assert NAMES.span("x y", Span(3, 14)) == f"{DEFAULT_BASE}doc/x%20y#char=3,14"


@pytest.mark.parametrize(
    ("lemma", "local"),
    [
        ("inaugurar", "inaugurar"),
        ("tomar parte", "tomar-parte"),
        ("soñar", "sonar-767372"),
        ("sonar", "sonar"),
    ],
)
def test_open_relation_is_named_by_its_lemma(lemma: str, local: str) -> None:
    assert NAMES.relation(lemma, is_open=True) == f"{DEFAULT_BASE}relation/{local}"


def test_known_relation_is_named_by_the_ontology() -> None:
    assert NAMES.relation("spokeWith") == f"{HG}spokeWith"


def test_run_with_other_versions_has_another_name() -> None:
    assert NAMES.activity({"spacy": "3.8.0"}) != NAMES.activity({"spacy": "3.8.1"})


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        (" https://example.org/a b\n", "https://example.org/a%20b"),
        ("https://example.org/ñ", "https://example.org/%C3%B1"),
        ("https://example.org/%zz", "https://example.org/%25zz"),
        ("https://example.org/<x>", "https://example.org/%3Cx%3E"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("example.org", None),
        ("https://", None),
        ("", None),
    ],
)
def test_address_is_cleaned_or_refused(text: str, iri: str | None) -> None:
    assert clean_iri(text) == iri


def test_what_is_no_address_stays_a_string() -> None:
    assert TERMS.link("javascript:alert(1)") == Literal("javascript:alert(1)")


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("2026-01-12", "date"),
        ("2026-01", "gYearMonth"),
        ("2026", "gYear"),
        ("2026-01-12T08:30:00Z", "dateTime"),
        ("2026-01-12T08:30:00.5-06:00", "dateTime"),
        ("2024-02-29", "date"),
        ("2026-02-29", "string"),
        ("2026-13", "string"),
        ("0000", "string"),
        ("2026-02-30T08:30:00Z", "string"),
        ("2026-01-12T24:30:00Z", "string"),
        ("20260112", "string"),
        ("ayer", "string"),
        ("٢٠٢٦", "string"),
        ("", "string"),
    ],
)
def test_time_is_typed_by_its_form(text: str, datatype: str) -> None:
    assert TERMS.time(text) == Literal(text, datatype=NamedNode(XSD + datatype))


@pytest.mark.parametrize(
    ("number", "digits"),
    [(0.82, "0.82"), (1.0, "1.0"), (0.0, "0.0"), (0.1 + 0.2, "0.3"), (2 / 3, "0.6667")],
)
def test_confidence_is_a_canonical_decimal(number: float, digits: str) -> None:
    assert TERMS.decimal(number) == Literal(digits, datatype=NamedNode(f"{XSD}decimal"))


@pytest.mark.parametrize(
    ("language", "kept"), [("es", "es"), ("es-MX", "es-mx"), ("e s", None), ("", None)]
)
def test_language_tag_is_kept_where_it_is_one(language: str, kept: str | None) -> None:
    assert TERMS.text("hola", language) == Literal("hola", language=kept)
