"""Prepositions of two words: "frente a la Secretaría" hangs on the verb, "frente a" is its case."""

from __future__ import annotations

import pytest

from graph.language.compound_prepositions import free_persons, hang_compound_prepositions
from graph.language.syntax import Tree
from tests.language.docs import at, doc_of

BEFORE = """
maestros NOUN nsubj 2 | {verb} ROOT 0 past | {first} NOUN {dep} 2 | {second} case 5 |
Pemex obl 3
"""


def tree_of(verb: str, first: str, second: str, dep: str = "advmod") -> Tree:
    tree = Tree(doc_of(BEFORE.format(verb=verb, first=first, second=second, dep=dep)))
    hang_compound_prepositions(tree)
    return tree


@pytest.mark.parametrize(
    ("first", "second", "case"),
    [
        ("frente", "a", "frente a"),
        ("frente", "al", "frente a"),
        ("junto", "a", "junto a"),
        ("afuera", "de", "afuera de"),
        ("delante", "del", "delante de"),
    ],
)
def test_what_follows_hangs_on_the_verb(first: str, second: str, case: str) -> None:
    tree = tree_of("protestaron=protestar", first, second)
    noun = at(tree, "Pemex")
    assert tree.words[tree.head[noun]] == "protestaron"
    assert tree.cases(noun) == case


@pytest.mark.parametrize(
    ("verb", "first", "second", "dep"),
    [
        ("hicieron=hacer", "frente", "a", "advmod"),
        ("vieron=ver", "frente", "a", "obj"),
        ("protestaron=protestar", "frente", "de", "advmod"),
    ],
    ids=["hacer frente a", "a front that is seen", "another preposition"],
)
def test_a_noun_stays_a_noun(verb: str, first: str, second: str, dep: str) -> None:
    tree = tree_of(verb, first, second, dep)
    assert tree.words[tree.head[at(tree, "Pemex")]] == first


AS_FIXED = """
maestros NOUN nsubj 2 | protestaron=protestar ROOT 0 past | frente NOUN advmod 2 | a fixed 3 |
Pemex obl 3
"""


def test_the_preposition_may_hang_on_its_noun() -> None:
    tree = Tree(doc_of(AS_FIXED))
    hang_compound_prepositions(tree)
    noun = at(tree, "Pemex")
    assert tree.words[tree.head[noun]] == "protestaron"
    assert tree.cases(noun) == "frente a"


@pytest.mark.parametrize(
    ("noun", "name", "head", "case"),
    [
        ("general", "Roa", "general", "a"),
        ("frente", "Pemex", "sancionó", ""),
    ],
    ids=["a person is no part of a preposition", "a front is"],
)
def test_a_person_is_no_preposition(noun: str, name: str, head: str, case: str) -> None:
    tree = Tree(
        doc_of(
            f"México PROPN nsubj 2 | sancionó=sancionar VERB ROOT 0 | al ADP advmod 2 | "
            f"{noun} NOUN fixed 3 | {name} PROPN obj 2"
        )
    )
    free_persons(tree, lambda i: tree.low[i] == "general")
    assert tree.words[tree.head[at(tree, name)]] == head
    assert tree.cases(at(tree, noun)) == case
