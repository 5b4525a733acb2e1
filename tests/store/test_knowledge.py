"""A graph read back from its Turtle is the graph that was written."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import UsageError
from graph.exports.turtle import to_turtle
from graph.model import KnowledgeGraph, Mention
from graph.store.knowledge import read_knowledge
from tests.exports.hostile import HOSTILE, hostile_graph
from tests.joined import joined_graph
from tests.samples import ANDINA, sample_graph


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "graph.ttl"


def test_the_knowledge_graph_comes_back(file: Path) -> None:
    file.write_bytes(to_turtle(sample_graph()))
    assert read_knowledge(file).knowledge == sample_graph()


def test_other_names_and_records_come_back_in_the_order_of_a_build(file: Path) -> None:
    # In Turtle a blank stands before the quotation mark that ends the shorter name.
    kg = sample_graph()
    one = replace(
        kg.entities[0],
        aliases=("Minsal", "Minsal de Borduria"),
        same_as=("https://example.org/a", "https://example.org/a!"),
    )
    kg = replace(kg, entities=(one, *kg.entities[1:]))
    file.write_bytes(to_turtle(kg))
    assert read_knowledge(file).knowledge == kg


def test_joinings_and_copies_come_back_and_doubts_do_not(file: Path) -> None:
    file.write_bytes(to_turtle(joined_graph()))
    stored = read_knowledge(file)
    assert stored.knowledge == replace(joined_graph(), candidates=())
    assert stored.foreign == 0


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_come_back_to_the_same_turtle(file: Path, words: str) -> None:
    written = to_turtle(hostile_graph(words))
    file.write_bytes(written)
    stored = read_knowledge(file)
    assert to_turtle(stored.knowledge, stored.base, stored.with_text) == written


def twice_meant() -> KnowledgeGraph:
    """Return the sample with one place that is a name of one and a description of another."""
    kg = sample_graph()
    span = kg.mentions[ANDINA][0].span
    more = (Mention(span, "luis-prado", "description"), Mention(span, "lima", "pronoun"))
    return replace(kg, mentions={**kg.mentions, ANDINA: (*kg.mentions[ANDINA], *more)})


def test_several_entities_at_one_place_lose_no_triple(file: Path) -> None:
    written = to_turtle(twice_meant())
    file.write_bytes(written)
    assert to_turtle(read_knowledge(file).knowledge) == written


def test_without_text_every_offset_holds(file: Path) -> None:
    written = to_turtle(sample_graph(), with_text=False)
    file.write_bytes(written)
    stored = read_knowledge(file)
    assert not stored.with_text
    assert to_turtle(stored.knowledge, stored.base, stored.with_text) == written


def test_another_base_is_found(file: Path) -> None:
    file.write_bytes(to_turtle(sample_graph(), base="https://example.org/kg/"))
    assert read_knowledge(file).base == "https://example.org/kg/"


@pytest.mark.parametrize(
    ("removed", "told"),
    [
        ("schema:identifier", "identifier"),
        ("hg:polarity", "polarity"),
        ("nif:referenceContext", "referenceContext"),
        ("hg:sourceCount", "sourceCount"),
    ],
)
def test_what_is_missing_is_named(file: Path, removed: str, told: str) -> None:
    lines = to_turtle(sample_graph()).decode().replace(f"{removed} ", "dcterms:description ")
    file.write_text(lines, encoding="utf-8")
    with pytest.raises(UsageError, match=told):
        read_knowledge(file)


@pytest.mark.parametrize("number", ["mucho", "-1", "NaN", "inf", "1e400", ""])
@pytest.mark.parametrize("of", ["nif:endIndex", "hg:confidence", "hg:sourceCount"])
def test_what_is_no_number_is_named(file: Path, of: str, number: str) -> None:
    text = to_turtle(sample_graph(), with_text=False).decode()
    lines = re.sub(rf'{of} ["\d]\S*', f'{of} "{number}"', text)
    file.write_text(lines, encoding="utf-8")
    with pytest.raises(UsageError, match=f"{of[-5:]} is no number"):
        read_knowledge(file)


def test_foreign_triples_are_counted(file: Path) -> None:
    file.write_bytes(to_turtle(sample_graph()))
    assert read_knowledge(file).foreign == 0
    file.write_bytes(to_turtle(sample_graph()) + b"entity:lima rdfs:comment 'x' .\n")
    assert read_knowledge(file).foreign == 1


def test_a_blank_node_is_refused(file: Path) -> None:
    file.write_bytes(to_turtle(sample_graph()) + b"[] rdfs:label 'x' .\n")
    with pytest.raises(UsageError, match="blank node"):
        read_knowledge(file)
