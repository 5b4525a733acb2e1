"""From the stages to plain data: keys, offsets, mentions, sources, repeats, JSON."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from graph.language.reading import _without_repeats, reading_of
from graph.model import Claim, Reading, Span
from tests.gold.trees import document, parsed, through

STAGES = ("names", "roles", "coreference", "quotation", "factuality", "time", "relations")
TEXTS = (
    "Irán atacó a Israel.",
    "«Irán atacó ayer a Israel», dijo Ana Torres.",
    "La Secretaría de Salud habló. La dependencia calló.",
    "El canciller Luis Prado habló con la ministra Ana Torres. Ambos funcionarios viajaron a Lima.",
    "El secretario de Estado de Estados Unidos, Marco Rubio, habló.",
)


def read(text: str) -> Reading:
    return reading_of(through(parsed(text), *STAGES), document(text))


def only_claim(text: str) -> Claim:
    (claim,) = read(text).claims
    return claim


@pytest.mark.parametrize("text", TEXTS)
def test_mentions_lie_in_the_text_and_name_entities_of_the_reading(text: str) -> None:
    reading = read(text)
    keys = {e.key for e in reading.entities}
    assert reading.mentions
    assert all(
        m.entity in keys and 0 <= m.span.begin < m.span.end <= len(text) for m in reading.mentions
    )


@pytest.mark.parametrize("text", TEXTS)
def test_claims_are_about_entities_of_the_reading(text: str) -> None:
    reading = read(text)
    keys = {e.key for e in reading.entities}
    assert {k for c in reading.claims for k in (c.subject, c.object, c.source)} - {None} <= keys


@pytest.mark.parametrize("text", TEXTS)
def test_everything_is_sorted(text: str) -> None:
    reading = read(text)
    assert list(reading.entities) == sorted(reading.entities)
    assert list(reading.mentions) == sorted(reading.mentions)
    assert [c.sentence for c in reading.claims] == sorted(c.sentence for c in reading.claims)


@pytest.mark.parametrize("text", TEXTS)
def test_json_gives_the_same_reading_back(text: str) -> None:
    reading = read(text)
    assert Reading.from_json(json.loads(json.dumps(reading.to_json()))) == reading


def test_the_sentence_and_the_trigger_are_the_words_of_the_text() -> None:
    text = "Israel calló.  Luis Prado sostuvo una llamada con Ana Torres.\r\nIsrael calló."
    (claim,) = read(text).claims
    assert text[claim.sentence.begin : claim.sentence.end] == (
        "Luis Prado sostuvo una llamada con Ana Torres."
    )
    assert text[claim.trigger.begin : claim.trigger.end] == "sostuvo una llamada"


def test_offsets_point_behind_curly_quotes_and_accents() -> None:
    text = "«Irán atacó ayer a Israel», dijo Ana Torres."
    reading = read(text)
    written = {text[m.span.begin : m.span.end] for m in reading.mentions}
    assert written == {"Irán", "Israel", "Ana Torres"}


def test_the_key_is_the_slug_of_the_label() -> None:
    assert {e.label: e.key for e in read("Irán atacó a Israel.").entities} == {
        "Irán": "iran",
        "Israel": "israel",
    }


def test_two_entities_of_one_label_get_two_keys() -> None:
    text = "Un joven criticó a Ana Torres. Un joven criticó a Luis Prado."
    keys = [e.key for e in read(text).entities if e.label == "joven"]
    assert sorted(keys) == ["joven", "joven-2"]


def test_an_unnamed_party_is_an_entity_only_in_a_claim() -> None:
    labels = {e.label for e in read("El canciller calló. Un joven criticó a Ana Torres.").entities}
    assert labels == {"joven", "Ana Torres"}


def test_a_name_is_an_entity_without_any_claim() -> None:
    assert [e.label for e in read("Luis Prado habló.").entities] == ["Luis Prado"]


def test_aliases_are_the_other_names_and_no_descriptions() -> None:
    text = "El canciller Luis Prado habló. Dicho funcionario viajó a Lima. Prado calló."
    (person,) = [e for e in read(text).entities if e.type == "Person"]
    assert (person.label, person.aliases) == ("Luis Prado", ("Prado",))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Luis Prado habló.", "name"),
        ("La presidenta Claudia Sheinbaum habló. La mandataria viajó a Lima.", "description"),
        ("Luis Prado calló. Ana Torres lo criticó.", "pronoun"),
        ("Luis Prado habló. Viajó a Lima.", "dropped"),
    ],
)
def test_a_mention_tells_its_kind(text: str, kind: str) -> None:
    assert kind in {m.kind for m in read(text).mentions}


def test_a_plural_mentions_each_of_its_members() -> None:
    text = (
        "El canciller Luis Prado habló con la ministra Ana Torres. "
        "Ambos funcionarios viajaron a Lima."
    )
    at = text.index("funcionarios")
    assert {m.entity for m in read(text).mentions if m.span.begin <= at < m.span.end} == {
        "luis-prado",
        "ana-torres",
    }


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Irán atacó a Israel.", None),
        ("Según Ana Torres, Irán atacó a Israel.", "ana-torres"),
        ("Ana Torres dijo que Irán atacó a Israel.", "ana-torres"),
    ],
)
def test_a_claim_names_who_says_so(text: str, source: str | None) -> None:
    assert only_claim(text).source == source


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Irán atacó a Israel.", ("affirmed", "actual")),
        ("Irán no atacó a Israel.", ("negated", "actual")),
        ("Irán podría atacar a Israel.", ("affirmed", "nonactual")),
    ],
)
def test_a_claim_bears_its_status(text: str, status: tuple[str, str]) -> None:
    claim = only_claim(text)
    assert (claim.polarity, claim.modality) == status


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("Luis Prado habló. Criticó a Ana Torres.", "subject: dropped subject → Luis Prado"),
        ("Irán no atacó a Israel.", "status: no"),
        ("Según Ana Torres, Irán atacó a Israel.", "attributed to Ana Torres"),
    ],
)
def test_the_steps_tell_how_it_was_understood(text: str, step: str) -> None:
    assert step in only_claim(text).steps


def test_a_post_bears_a_title_and_no_time() -> None:
    claim = only_claim("El secretario de Estado de Estados Unidos, Marco Rubio, habló.")
    assert (claim.relation, claim.title, claim.time) == (
        "holdsPositionIn",
        "secretario de Estado",
        None,
    )


def test_one_content_is_told_once_in_a_sentence_and_again_in_the_next() -> None:
    once = "Irán atacó a Israel."
    assert len(read(once).claims) == 1
    assert len(read(f"{once} {once}").claims) == 2


def test_no_text_gives_an_empty_reading() -> None:
    reading = read("")
    assert (reading.entities, reading.claims, reading.sentences) == ((), (), ())


@pytest.mark.parametrize(("relation", "kept"), [("metWith", 1), ("accused", 2)])
def test_a_claim_of_both_who_met_is_given_once(relation: str, kept: int) -> None:
    one = Claim(
        "ana", relation, "luis", "affirmed", "actual", None, Span(0, 40), Span(4, 9), 0.6
    )  # fmt: skip
    other = replace(one, subject="luis", object="ana", confidence=0.7)
    claims = _without_repeats([one, other])
    assert len(claims) == kept
    assert other in claims
