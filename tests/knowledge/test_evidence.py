"""What several portraits tell together, and what they share with their documents."""

from __future__ import annotations

import pytest

from graph.knowledge.copies import shingles_of
from graph.knowledge.evidence import Backdrop, Sketch, united
from graph.knowledge.portraits import Portrait, Setting

COMPANY = frozenset({"ana torres", "luis prado", "partido verde"})


def behind(document: str, company: frozenset[str] = COMPANY) -> Backdrop:
    setting = Setting(
        document, "pe", company, frozenset({"agua", "ley"}), 7, "radio sur", document,
        shingles_of(""),
    )  # fmt: skip
    return Backdrop.of(setting, document, frozenset({"ley"}))


def portrait(document: str, label: str, **told: frozenset[str]) -> Portrait:
    return Portrait((document, label), "Person", label, (label,), True, (), **told)


def sketch(document: str, label: str, own: str, **told: frozenset[str]) -> Sketch:
    return Sketch.of(portrait(document, label, **told), behind(document), frozenset({own}))


def test_nobody_is_in_company_of_the_own_name() -> None:
    ana, luis = sketch("a", "Ana Torres", "ana torres"), sketch("b", "Luis Prado", "luis prado")
    assert not ana.is_beside("ana torres")
    assert ana.is_beside("luis prado")
    assert ana.company_size == 2
    assert ana.shared_company(luis) == {"partido verde"}


def test_what_one_calls_itself_may_be_company_of_the_other() -> None:
    ana, luis = sketch("a", "Ana Torres", "ana torres"), sketch("b", "Luis Prado", "luis prado")
    ana.absorb(luis)
    assert ana.company == COMPANY
    assert ana.company_size == 3
    assert (ana.size, ana.texts) == (2, {"a", "b"})


def test_common_words_are_no_topic() -> None:
    assert sketch("a", "Ana Torres", "ana torres").topic == {"agua"}


def test_growing_changes_neither_portrait_nor_document() -> None:
    posts = frozenset({"ministr"})
    first, place = portrait("a", "Ana Torres", posts=posts), behind("a")
    ana = Sketch.of(first, place, frozenset())
    for number in range(3):
        other = portrait(f"b{number}", "Ana Torres", posts=frozenset({f"post {number}"}))
        company = frozenset({f"body {number}"})
        ana.absorb(Sketch.of(other, behind(f"b{number}", company), frozenset()))
    assert len(ana.posts) == 4
    assert first.posts == posts
    assert place == behind("a")
    assert ana.company == COMPANY | {"body 0", "body 1", "body 2"}


@pytest.mark.parametrize("mine", [set(), {1}, {1, 2, 3}, frozenset({1, 2}), frozenset()])
@pytest.mark.parametrize("theirs", [set(), {2}, {4, 5}, frozenset({2, 3, 4}), frozenset({1})])
def test_united(mine: set[int], theirs: set[int]) -> None:
    expected = set(mine) | set(theirs)
    frozen = [(one, set(one)) for one in (mine, theirs) if isinstance(one, frozenset)]
    assert united(type(mine)(mine), type(theirs)(theirs)) == expected
    assert all(one == before for one, before in frozen)
