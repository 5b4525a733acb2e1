"""What the composed corpus promises, on a small one."""

from __future__ import annotations

import random
import re
from collections import Counter
from itertools import pairwise
from math import log10
from pathlib import Path

import pytest

from graph.sources import read_paths
from graph.vocabulary import data_folder
from tests.bench import name_pool
from tests.bench.corpus import COPIES, Composer, News, own_articles, write_corpus
from tests.bench.name_pool import draw_rank, given_names, person_name

NUMBER = 300


@pytest.fixture(scope="module")
def news() -> list[News]:
    return list(Composer().documents(NUMBER))


def test_a_document_is_the_same_alone_and_among_others(news: list[News]) -> None:
    assert [Composer().document(number) for number in (0, 7, 19)] == [news[n] for n in (0, 7, 19)]


def test_another_seed_gives_other_documents(news: list[News]) -> None:
    assert {n.body for n in Composer(1).documents(50)}.isdisjoint(n.body for n in news)


def test_lengths_are_those_of_news(news: list[News]) -> None:
    words = sorted(len(n.body.split()) for n in news)
    assert words[0] >= 120
    assert words[-1] <= 700
    assert 280 <= words[NUMBER // 2] <= 340


def test_one_in_ten_is_a_copy_of_one_before_it(news: list[News]) -> None:
    place = {n.id: i for i, n in enumerate(news)}
    copies = [(i, place[n.copy_of]) for i, n in enumerate(news) if n.copy_of]
    assert len(copies) == NUMBER // COPIES
    for copy, original in copies:
        assert original < copy
        assert news[original].copy_of is None
        shared = set(news[original].body.split("\n\n")) & set(news[copy].body.split("\n\n"))
        assert len(shared) >= len(news[original].body.split("\n\n")) - 1
    assert any(news[copy].outlet != news[original].outlet for copy, original in copies)


def test_no_others_share_most_of_their_paragraphs(news: list[News]) -> None:
    originals = [set(n.body.split("\n\n")) for n in news if n.copy_of is None]
    for i, one in enumerate(originals):
        assert all(len(one & other) <= len(one) / 2 for other in originals[:i])


def test_a_surname_alone_is_that_of_somebody_named_in_full(news: list[News]) -> None:
    """Counted on the words: each document names somebody by two words and then by the second."""
    known = {name for gender in "fm" for name in given_names(gender)}
    full = re.compile(r"\b([A-ZÁÉÍÓÚÑ]\w+) ([A-ZÁÉÍÓÚÑ]\w+)\b")
    with_both = 0
    for n in news:
        surnames = {last for first, last in full.findall(n.body) if first in known}
        alone = {s for s in surnames if re.search(rf"(?<![A-ZÁÉÍÓÚÑ]\w)\W[a-z]+ {s}\b", n.body)}
        with_both += bool(alone)
    assert with_both > NUMBER / 4  # not every run of paragraphs comes back to somebody


def test_who_is_in_an_article_plays_under_another_name(news: list[News]) -> None:
    """Nobody of the annotated articles is left under a name of two words."""
    people = {
        article.longest[name.id]
        for article in own_articles()
        for paragraph in article.paragraphs
        for name in paragraph.names
        if name.kind == "PER"
    }
    people = {name for name in people if len(name.split()) > 2}
    assert not [name for name in people for n in news if name in n.body]


def test_distinct_names_grow_more_slowly_than_names() -> None:
    """By Heaps' law, with an exponent as in the press; the commonest is one in a hundred."""
    chance = random.Random(0)
    found: Counter[int] = Counter()
    distinct = []
    for draws in (1_000, 9_000, 90_000):
        found.update(draw_rank(chance) for _ in range(draws))
        distinct.append(len(found))
    for fewer, more in pairwise(distinct):
        assert 0.68 < log10(more / fewer) < 0.8
    assert 500 < found[0] < 1_500


def test_a_rank_has_one_name_and_its_gender() -> None:
    assert person_name(5, "f") == person_name(5, "f")
    assert person_name(5, "f").given.split()[0] in given_names("f")
    assert name_pool.place_name(10**30).startswith(("San ", "Villa "))


@pytest.mark.parametrize("jsonl", [False, True], ids=["texts", "lines of JSON"])
def test_what_is_written_is_read_whole(tmp_path: Path, jsonl: bool) -> None:
    words = write_corpus(tmp_path, 20, jsonl=jsonl)
    composed = list(Composer().documents(20))
    assert words == sum(len(n.body.split()) for n in composed)
    sources = read_paths([tmp_path])
    assert not sources.refused
    assert [d.id for d in sources.documents] == [n.id for n in composed]
    for document, told in zip(sources.documents, composed, strict=True):
        assert (document.title, document.date, document.outlet if jsonl else told.outlet) == (
            told.title, told.date, told.outlet,
        )  # fmt: skip
        assert told.body in document.text


def test_the_names_of_places_are_of_the_gazetteer() -> None:
    assert (data_folder() / "gazetteer" / "towns.tsv").exists()
    assert name_pool.place_name(0) == "Ciudad de México"
