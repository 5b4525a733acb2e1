"""Which texts are copies: the same, cut, with paragraphs added, under another headline."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.knowledge.copies import copies, shingles_of

WORDS = [f"palabra{k}" for k in range(4000)]


def paragraph(seed: int, size: int = 60) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=size))


AGENCY = "\n".join(paragraph(k) for k in range(6))
OTHER = "\n".join(paragraph(k) for k in range(20, 26))


def families(**texts: str) -> set[frozenset[str]]:
    found = copies((name, text, shingles_of(text)) for name, text in texts.items())
    return {frozenset(n for n in found if found[n] == first) for first in found.values()}


@pytest.mark.parametrize(
    ("text", "same"),
    [
        pytest.param(AGENCY, True, id="the same"),
        pytest.param(f"{paragraph(90, 8)}\n{AGENCY}", True, id="another headline"),
        pytest.param("\n".join(AGENCY.split("\n")[:3]), True, id="cut by half"),
        pytest.param(
            f"{AGENCY}\n{paragraph(91)}\n{paragraph(92)}", True, id="two paragraphs added"
        ),
        pytest.param(AGENCY.upper(), True, id="capitals"),
        pytest.param(OTHER, False, id="another text"),
        pytest.param(
            f"{AGENCY.split(chr(10))[0]}\n{OTHER}", False, id="one paragraph in common: a quotation"
        ),
        pytest.param("", False, id="nothing"),
    ],
)
def test_what_is_a_copy(text: str, same: bool) -> None:
    assert (len(families(a=AGENCY, b=text)) == 1) is same


@pytest.mark.parametrize(("one", "other", "count"), [("Hola.", "Hola.", 1), ("Hola.", "Adiós.", 2)])
def test_texts_too_short_for_shingles_are_copies_only_if_they_are_the_same(
    one: str, other: str, count: int
) -> None:
    assert len(families(a=one, b=other)) == count


def test_a_copy_of_a_copy_is_of_the_family() -> None:
    longer = f"{AGENCY}\n{paragraph(91)}"
    assert families(a=AGENCY, b=OTHER, c=longer, d="\n".join(longer.split("\n")[2:])) == {
        frozenset("acd"), frozenset("b"),
    }  # fmt: skip


@given(st.permutations(["a", "b", "c"]))
def test_the_first_by_id_stands_for_all(order: list[str]) -> None:
    assert copies((n, AGENCY, shingles_of(AGENCY)) for n in order) == dict.fromkeys("abc", "a")


def test_shingles_are_the_same_on_every_machine() -> None:
    assert shingles_of("uno dos tres cuatro cinco seis siete ocho nueve diez").tolist() == [
        int(n) for n in shingles_of("Uno, dos: tres cuatro cinco; seis siete ocho nueve DIEZ.")
    ]
