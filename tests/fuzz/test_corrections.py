"""Corrections of any content: a broken file is told by its place, any rules leave a sound graph."""

from __future__ import annotations

import hashlib
import json
from itertools import combinations
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from graph.errors import CorrectionsError
from graph.exports.turtle import to_turtle
from graph.knowledge.corrected import merge_corrected
from graph.knowledge.corrections import KINDS, ClaimReference, Reference, Rule, agreed
from graph.knowledge.corrections_file import read_corrections
from graph.model import (
    ENTITY_TYPES,
    Claim,
    Document,
    Entity,
    KnowledgeGraph,
    Mention,
    Reading,
    Span,
)
from tests.fuzz.graphs import addresses, texts

# the file

_scalars = st.one_of(
    texts.filter(lambda text: text.isprintable() or "\n" in text),
    st.integers(),
    st.booleans(),
    st.floats(),
    st.dates(),
    addresses,
    st.sampled_from([*ENTITY_TYPES, "A", "B", "spokeWith", "http://www.wikidata.org/entity/Q1"]),
)
_keys = st.one_of(
    st.sampled_from(
        ["entity", "entities", "label", "type", "alias", "iri", "claim", "keep", "note", "by",
         "date", "name", "document", "every", "subject", "relation", "object"]
    ),
    st.text(max_size=3),
)  # fmt: skip
_values = st.recursive(
    _scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=4),
    max_leaves=8,
)


def written(value: Any) -> str:
    """Return a value as TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        plain = value.encode("utf-8", "replace").decode()
        return json.dumps(plain, ensure_ascii=False).replace("\x7f", "\\u007F")
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{written(k)} = {written(v)}" for k, v in value.items()) + " }"
    return str(value)


@st.composite
def files(draw: st.DrawFn) -> str:
    lines = []
    for _ in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from(KINDS) | st.text("abc", min_size=1, max_size=2))
        lines.append(
            draw(st.sampled_from([f"[[{kind}]]", f"[{kind}]", f"{kind} = 1", "# [[same]]"]))
        )
        for key, value in draw(st.dictionaries(_keys, _values, max_size=4)).items():
            lines.append(f"{written(key)} = {written(value)}")
    return "\n".join(lines)


def told_or_read(text: str) -> None:
    try:
        found = read_corrections(text, "c.toml")
    except CorrectionsError as error:
        assert error.where.startswith("c.toml")
        number = int(error.where.rpartition(":")[2])
        assert 1 <= number <= text.count("\n") + 1 or "not TOML" in error.what
        assert error.what and error.todo
    else:
        assert read_corrections(text, "c.toml") == found


@given(files())
def test_any_toml_is_read_or_told_by_its_line(text: str) -> None:
    told_or_read(text)


@given(st.text() | texts)
def test_any_text_is_read_or_told_by_its_line(text: str) -> None:
    told_or_read(text)


@given(files(), st.integers(0, 1 << 16), st.sampled_from(['"', "]", "'''", '"""', "\n[[drop]]\n"]))
def test_a_file_with_a_stray_mark_is_read_or_told(text: str, place: int, mark: str) -> None:
    at = place % (len(text) + 1)
    told_or_read(text[:at] + mark + text[at:])


# the graph

NAMES = ("Ana Torres", "ANA TORRES", "Torres", "Ana", "Juan Mora", "Mora", "BCB", "Banco Central",
         "Lima", "cárteles")  # fmt: skip
DOCUMENTS = ("a", "b", "c", "d")

_entities = st.builds(
    Entity,
    key=st.sampled_from("uvwxyz"),
    type=st.sampled_from(ENTITY_TYPES),
    label=st.sampled_from(NAMES),
    aliases=st.sets(st.sampled_from(NAMES), max_size=2).map(lambda s: tuple(sorted(s))),
    named=st.booleans(),
)


@st.composite
def corpora(draw: st.DrawFn) -> list[Reading]:
    out = []
    for name in DOCUMENTS[: draw(st.integers(1, 4))]:
        entities = draw(st.lists(_entities, min_size=1, max_size=4, unique_by=lambda e: e.key))
        key = st.sampled_from([entity.key for entity in entities])
        claims = st.builds(
            Claim, key, st.sampled_from(["spokeWith", "accused", "visited"]), key,
            st.sampled_from(["affirmed", "negated"]), st.just("actual"), st.none() | key,
            st.just(Span(0, 5)), st.builds(Span, st.integers(0, 2), st.just(3)), st.just(0.5),
            place=st.none() | key,
        )  # fmt: skip
        text = f"Texto {name}."
        document = Document(name, text, hashlib.sha256(text.encode()).hexdigest())
        mentions = tuple(Mention(Span(0, 1), entity.key, "name") for entity in entities)
        out.append(
            Reading(document, (Span(0, 5),), tuple(entities), mentions,
                    tuple(draw(st.lists(claims, max_size=4))))
        )  # fmt: skip
    return out


_slugs = st.sampled_from(
    ["lima", "ana-torres", "entity:bcb", "https://x.org/entity/juan-mora", "zz"]
)
_references = st.builds(
    Reference,
    name=st.sampled_from(NAMES) | _slugs | st.just("Nueva"),
    document=st.sampled_from(["", "", *DOCUMENTS, "e"]),
    type=st.sampled_from(["", "", "", "Person"]),
    every=st.booleans(),
)
_pairs = st.lists(_references, min_size=2, max_size=3, unique_by=lambda r: r.key).map(
    lambda found: tuple(sorted(found))
)
_one = _references.map(lambda reference: (reference,))
_rules = st.one_of(
    st.builds(Rule, st.sampled_from(["same", "different"]), _pairs),
    st.builds(Rule, st.just("rename"), _one, st.sampled_from([("Nueva",), ("Lima",)]),
              keep=st.booleans()),
    st.builds(Rule, st.just("retype"), _one, st.sampled_from([(t,) for t in ENTITY_TYPES])),
    st.builds(Rule, st.just("alias"), _one, st.just(("Nueva", "otra"))),
    st.builds(Rule, st.just("sameAs"), _one, st.just(("http://x.org/1",))),
    st.builds(Rule, st.just("drop"), _one),
    st.builds(Rule, st.just("drop"), claim=st.builds(
        ClaimReference, document=st.sampled_from(DOCUMENTS), subject=_references,
        relation=st.sampled_from(["spokeWith", "accused"]), object=_references)),
)  # fmt: skip


@st.composite
def rule_lists(draw: st.DrawFn) -> list[Rule]:
    """Draw rules that agree with one another, each where it does not contradict those before."""
    kept: list[Rule] = []
    for rule in draw(st.lists(_rules, max_size=6)):
        try:
            agreed([*kept, rule])
        except CorrectionsError:
            continue
        kept.append(rule)
    return kept


def check_sound(graph: KnowledgeGraph) -> None:
    keys = {entity.key for entity in graph.entities}
    assert len(keys) == len(graph.entities)
    for known in graph.claims:
        claim = known.claim
        assert {claim.subject, claim.object} <= keys
        assert {claim.source, claim.place} <= keys | {None}
        assert claim.subject != claim.object
    assert {m.entity for found in graph.mentions.values() for m in found} <= keys
    assert {actor for event in graph.events for actor in event.actors} <= keys
    assert graph.corrections.keys() <= keys
    assert all(e.label not in e.aliases for e in graph.entities)


@given(corpora(), rule_lists())
def test_any_rules_leave_a_sound_graph_and_each_is_accounted_for(
    corpus: list[Reading], rules: list[Rule]
) -> None:
    corrections = agreed(rules)
    graph, report = merge_corrected(corpus, {}, corrections)
    check_sound(graph)
    assert [o.rule for o in report.outcomes] == list(corrections.rules) if report else not rules
    assert not any(o.problem and not o.todo for o in (report.outcomes if report else ()))


@given(corpora(), rule_lists(), st.randoms(use_true_random=False))
def test_no_order_shows(corpus: list[Reading], rules: list[Rule], random: Any) -> None:
    first, told = merge_corrected(corpus, {}, agreed(rules))
    random.shuffle(corpus)
    random.shuffle(rules)
    second, again = merge_corrected(corpus, {}, agreed(rules))
    assert to_turtle(first) == to_turtle(second)
    assert (told and told.to_json()) == (again and again.to_json())


def members(graph: KnowledgeGraph, corpus: list[Reading], reference: Reference) -> list[set[str]]:
    """Return the slugs of what a name and a document stand for: one set for each entity there."""
    out = []
    for reading in corpus:
        if reading.document.id != reference.document:
            continue
        for place, entity in enumerate(reading.entities):
            if entity.label == reference.name:
                out.append({m.entity for m in graph.mentions[reading.document.id]
                            if m.span == Span(place, place + 1)})  # fmt: skip
    return out


@st.composite
def decided(draw: st.DrawFn) -> tuple[list[Reading], list[Rule]]:
    """Draw a corpus without claims, and rules about who is who among the entities it has."""
    corpus = [
        Reading(
            r.document, r.sentences, r.entities,
            # Mentions tell which entity of the graph each of a document's became.
            tuple(Mention(Span(k, k + 1), e.key, "name") for k, e in enumerate(r.entities)), (),
        )
        for r in draw(corpora())
    ]  # fmt: skip
    there = sorted({(r.document.id, e.label) for r in corpus for e in r.entities})
    assume(len(there) > 1)
    pairs = st.sets(st.sampled_from(there), min_size=2, max_size=3).map(
        lambda found: tuple(sorted(Reference(label, document) for document, label in found))
    )
    rules: list[Rule] = []
    for _ in range(draw(st.integers(1, 4))):
        entities = draw(pairs)
        rule = Rule(draw(st.sampled_from(["same", "different"])), entities)
        try:
            agreed([*rules, rule])
        except CorrectionsError:
            continue
        rules.append(rule)
    return corpus, rules


@given(decided())
def test_who_is_said_to_be_one_or_two_is(found: tuple[list[Reading], list[Rule]]) -> None:
    corpus, rules = found
    graph, report = merge_corrected(corpus, {}, agreed(rules))
    for outcome in report.outcomes if report else ():
        if outcome.problem:
            continue
        named = [members(graph, corpus, reference) for reference in outcome.rule.entities]
        assert all(named)
        for one, other in combinations(named, 2):
            for a in one:
                for b in other:
                    assert (a == b) is (outcome.rule.kind == "same")
