"""``corrections.toml`` as its author meets it: what may be written, and what each slip is told."""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from graph.errors import CorrectionsError
from graph.knowledge.corrections import ClaimReference, Reference, Rule
from graph.knowledge.corrections_file import (
    CORRECTIONS,
    find_corrections,
    load_corrections,
    read_corrections,
)

X, Y = '{ name = "Juan Mora", document = "x" }', '{ name = "Juan Mora", document = "y" }'


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        pytest.param(
            '[[same]]\nentities = ["BCB", "Banco Central"]',
            Rule("same", (Reference("BCB"), Reference("Banco Central"))),
            id="two names of one entity",
        ),
        pytest.param(
            '[[same]]\nentities = [{ name = "Petrov", every = true }]',
            Rule("same", (Reference("Petrov", every=True),)),
            id="all of one name",
        ),
        pytest.param(
            f"[[different]]\nentities = [{X}, {Y}]",
            Rule("different", (Reference("Juan Mora", "x"), Reference("Juan Mora", "y"))),
            id="namesakes of two documents",
        ),
        pytest.param(
            '[[rename]]\nentity = "cárteles"\nlabel = "cárteles  de la costa"',
            Rule("rename", (Reference("cárteles"),), ("cárteles de la costa",)),
            id="another label, its blanks made single",
        ),
        pytest.param(
            '[[rename]]\nentity = "Ayer Juan"\nlabel = "Juan"\nkeep = false',
            Rule("rename", (Reference("Ayer Juan"),), ("Juan",), keep=False),
            id="another label in place of a wrong one",
        ),
        pytest.param(
            '[[retype]]\nentity = { name = "Boca", type = "Place" }\ntype = "Organization"',
            Rule("retype", (Reference("Boca", type="Place"),), ("Organization",)),
            id="another type",
        ),
        pytest.param(
            '[[drop]]\nentity = "https://example.org/kg/entity/ayer"',
            Rule("drop", (Reference("https://example.org/kg/entity/ayer"),)),
            id="an entity that is none",
        ),
        pytest.param(
            '[[drop]]\nclaim = "https://example.org/kg/claim/3f9c0a1b2c3d4e5f"',
            Rule("drop", claim=ClaimReference("3f9c0a1b2c3d4e5f")),
            id="a claim by its IRI",
        ),
        pytest.param(
            '[[drop]]\nclaim = {document="x", subject="A", relation="attacked", object="B"}',
            Rule(
                "drop",
                claim=ClaimReference("", "x", Reference("A"), "attacked", Reference("B")),
            ),
            id="a claim by what it says",
        ),
        pytest.param(
            '[[alias]]\nentity = "Ana Torres"\nalias = ["la Gata", "Anita"]',
            Rule("alias", (Reference("Ana Torres"),), ("Anita", "la Gata")),
            id="more names",
        ),
        pytest.param(
            '[[sameAs]]\nentity = "Lima"\niri = "https://viaf.org/viaf/1"',
            Rule("sameAs", (Reference("Lima"),), ("https://viaf.org/viaf/1",)),
            id="an authority",
        ),
        pytest.param(
            '[[sameAs]]\nentity = "Lima"\niri = "https://es.m.wikidata.org/wiki/Q2868"',
            Rule("sameAs", (Reference("Lima"),), ("https://es.m.wikidata.org/wiki/Q2868",)),
            id="another host keeps its address",
        ),
        pytest.param(
            '[[sameAs]]\nentity = "Lima"\niri = "https://www.wikidata.org/wiki/Q2868"',
            Rule("sameAs", (Reference("Lima"),), ("http://www.wikidata.org/entity/Q2868",)),
            id="a page of Wikidata is its entity",
        ),
    ],
)  # fmt: skip
def test_each_kind_of_rule(text: str, rule: Rule) -> None:
    (found,) = read_corrections(text).rules
    assert replace(found, place="") == replace(rule, entities=tuple(sorted(rule.entities)))


NAMED = '[[drop]]\nentity = "A"\n'


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        pytest.param("[[same]\n", 1, "not TOML", id="syntax"),
        pytest.param(NAMED + "[[samr]]\n", 3, "unknown table 'samr'", id="unknown table"),
        pytest.param("[rename]\nentity='A'\n", 1, "rename is no list of tables", id="one bracket"),
        pytest.param("same = 3\n", 1, "same is no list of tables", id="no table"),
        pytest.param(
            NAMED + '[[rename]]\nentity = "B"\nlable = "C"\n', 5,
            "unknown key 'lable' in [[rename]]", id="unknown key",
        ),
        pytest.param(
            '[[drop]]\nentity = { name = "A", doc = "x" }', 2, "unknown key 'doc' in entity",
            id="unknown key of a name",
        ),
        pytest.param('[[drop]]\nnote = "?"', 1, "needs an entity or a claim", id="drop of nothing"),
        pytest.param(
            '[[drop]]\nentity = "A"\nclaim = "B"', 1, "needs an entity or a claim",
            id="drop of both",
        ),
        pytest.param('[[drop]]\nclaim = {document="x"}', 2, "names no claim", id="half a claim"),
        pytest.param(
            '[[drop]]\nclaim = {document="x", subject="A", relation="Hit", object="B"}', 2,
            "unknown relation 'Hit'", id="a relation that is none",
        ),
        pytest.param('[[drop]]\nentity = 3', 2, "entity must name an entity", id="a number"),
        pytest.param('[[drop]]\nentity = " "', 2, "entity has an empty name", id="a blank name"),
        pytest.param('[[same]]\nentities = "A"', 2, "must be a list of names", id="one name"),
        pytest.param('[[same]]\nentities = ["A"]', 2, "entities has 1", id="a list of one"),
        pytest.param('[[different]]\n', 1, "must be a list of names", id="no list"),
        pytest.param(
            '[[different]]\nentities = ["Ána", "ana"]', 2, "entities repeats “Ána”",
            id="one name twice",
        ),
        pytest.param('[[rename]]\nentity = "A"', 1, "label must be a text", id="no label"),
        pytest.param('[[rename]]\nentity = "A"\nlabel = ""', 3, "label is empty", id="empty label"),
        pytest.param(
            '[[rename]]\nentity = "A"\nlabel = "a\\tb"', 3, "the character U+0009",
            id="a label with a tab",
        ),
        pytest.param(
            f'[[rename]]\nentity = "A"\nlabel = "{"a" * 501}"', 3, "label has 501 characters",
            id="a label without end",
        ),
        pytest.param(
            '[[rename]]\nentity = "A"\nlabel = "B"\nkeep = "no"', 4, "keep must be true or false",
            id="a flag in quotes",
        ),
        pytest.param(
            '[[retype]]\nentity = "A"\ntype = "Persona"', 3, "unknown type 'Persona'",
            id="unknown type",
        ),
        pytest.param(
            '[[retype]]\nentity = { name = "A", type = "X" }\ntype = "Person"', 2,
            "unknown type 'X'", id="unknown type of a name",
        ),
        pytest.param('[[alias]]\nentity = "A"\nalias = []', 3, "must be a text", id="no alias"),
        pytest.param('[[sameAs]]\nentity = "A"\niri = "Q42"', 3, "'Q42' is no IRI", id="no IRI"),
        pytest.param(
            '[[sameAs]]\nentity = "A"\niri = "https://a b"', 3, "is no IRI", id="a blank in an IRI"
        ),
        pytest.param(
            '[[sameAs]]\nentity = "A"\niri = "javascript:alert(1)"', 3, "is no IRI", id="a script"
        ),
        pytest.param(
            '[[sameAs]]\nentity = "A"\niri = "https://www.wikidata.org/wiki/Lima"', 3,
            "names no entity of Wikidata", id="no number of Wikidata",
        ),
        pytest.param('[[drop]]\nentity = "A"\nnote = 3', 3, "note has the wrong type", id="note"),
        pytest.param('[[drop]]\nentity = "A"\ndate = 3', 3, "date has the wrong type", id="date"),
        pytest.param(
            'note = """\n[[drop]]\n"""\n[[drop]]\nentity = "A"\nnot = 1', 1, "unknown table 'note'",
            id="a header within a string is none",
        ),
        pytest.param(
            '[[drop]]\nentity = "A"\nnote = """\n[[drop]]\n"""\n[[drop]]\nentity = ""', 7,
            "entity has an empty name", id="lines are counted past such a string",
        ),
    ],
)  # fmt: skip
def test_a_slip_is_named_with_its_line_and_what_to_do(text: str, line: int, told: str) -> None:
    with pytest.raises(CorrectionsError) as caught:
        read_corrections(text, "c.toml")
    assert caught.value.where == f"c.toml:{line}"
    assert told in caught.value.what
    assert caught.value.todo


SAME_AB, SAME_BC = '[[same]]\nentities = ["A", "B"]\n', '[[same]]\nentities = ["B", "C"]\n'


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        pytest.param(
            SAME_AB + '[[different]]\nentities = ["b", "a"]\n', 3,
            "“a” and “b” are said to be different here, and the same in line 1",
            id="same and different",
        ),
        pytest.param(
            SAME_AB + SAME_BC + '[[different]]\nentities = ["A", "C"]\n', 5,
            "“A” and “C” are said to be different here, and the same in line 1, line 3",
            id="a cycle through a third",
        ),
        pytest.param(
            '[[rename]]\nentity = "A"\nlabel = "X"\n[[rename]]\nentity = "Á"\nlabel = "Y"\n', 4,
            "contradicts rename “A”: “X” in line 1", id="two labels of one name",
        ),
        pytest.param(
            SAME_AB + '[[retype]]\nentity = "A"\ntype = "Place"\n'
            '[[retype]]\nentity = "B"\ntype = "Work"\n', 6,
            "in line 3 (they are the same by line 1)", id="two types of what is the same",
        ),
        pytest.param(
            SAME_AB + '[[drop]]\nentity = "B"\n', 1, "is about what line 3 drops",
            id="joined and dropped",
        ),
        pytest.param(
            '[[drop]]\nentity = "B"\n[[alias]]\nentity = "B"\nalias = "C"\n', 3,
            "is about what line 1 drops", id="named and dropped",
        ),
        pytest.param(
            '[[different]]\nentities = ["A", "B"]\n[[sameAs]]\nentity = "A"\niri = "http://x.org/1"\n'
            '[[sameAs]]\nentity = "B"\niri = "http://x.org/1"\n', 1,
            "both to be http://x.org/1 in line 3 and line 6", id="different, and one record",
        ),
    ],
)  # fmt: skip
def test_rules_that_contradict_each_other_are_refused(text: str, line: int, told: str) -> None:
    with pytest.raises(CorrectionsError) as caught:
        read_corrections(text, "c.toml")
    assert caught.value.where == f"c.toml:{line}"
    assert told in caught.value.what


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"[[different]]\nentities = [{X}, {Y}]\n[[drop]]\nentity = {X}", id="apart"),
        pytest.param(SAME_AB * 2, id="said twice"),
        pytest.param(SAME_AB + SAME_BC + '[[same]]\nentities = ["A", "C"]', id="a ring"),
        pytest.param("", id="an empty file"),
        pytest.param("\ufeff# nothing\r\n", id="a byte order mark and line ends of Windows"),
    ],
)  # fmt: skip
def test_what_is_no_contradiction(text: str, tmp_path: Path) -> None:
    path = tmp_path / CORRECTIONS
    path.write_bytes(text.encode())
    load_corrections(path)


PARTS = (
    '[[same]]\nentities = ["A", "B"]\nnote = "seen in their register"\nby = "Redacción"\n',
    '[[rename]]\nentity = "C"\nlabel = "D"\ndate = 2026-01-12\n',
    '[[drop]]\nentity = "E"\n',
)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_neither_order_nor_notes_nor_layout_show_in_the_rules_and_their_hash(
    order: tuple[int, ...],
) -> None:
    plain = '[[same]]\nentities=["B","A"]\n[[rename]]\nlabel="D"\nentity="C"\n[[drop]]\nentity="E"'
    found = read_corrections("".join(PARTS[k] for k in order))
    assert found == read_corrections(plain)
    assert found.digest == read_corrections(plain).digest


def test_another_rule_is_another_hash() -> None:
    assert read_corrections(PARTS[0]).digest != read_corrections(PARTS[1]).digest


# the file


def test_a_missing_file_that_is_named_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorrectionsError, match="cannot be read"):
        find_corrections(tmp_path / "none.toml", tmp_path)


def test_the_file_in_the_output_folder_counts_where_none_is_named(tmp_path: Path) -> None:
    assert find_corrections(None, tmp_path / "new").rules == ()
    (tmp_path / CORRECTIONS).write_text(PARTS[2], encoding="utf-8")
    assert len(find_corrections(None, tmp_path).rules) == 1
    assert find_corrections(Path(os.devnull), tmp_path).rules == ()


def test_a_link_to_nowhere_is_told_rather_than_passed_over(tmp_path: Path) -> None:
    (tmp_path / CORRECTIONS).symlink_to(tmp_path / "gone.toml")
    with pytest.raises(CorrectionsError, match="cannot be read"):
        find_corrections(None, tmp_path)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"# \xff\n", ":1: not UTF-8"),
        (b"a = " + b"[" * 100_000, "nested too deep"),
        (b"a = " + b"9" * 100_000, "a number is too long"),
        (b"[[drop]]\nentity = '" + b"a" * (16 * 2**20), "larger than 16 MiB"),
    ],
    ids=["another encoding", "deep brackets", "a long number", "large"],
)
def test_what_is_no_file_of_corrections(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / CORRECTIONS
    path.write_bytes(content)
    with pytest.raises(CorrectionsError) as caught:
        load_corrections(path)
    assert told in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_folder_and_an_endless_device_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, Path("/dev/zero")):
        with pytest.raises(CorrectionsError):
            load_corrections(path)
