from __future__ import annotations

import pytest

from graph.exports.labels import (
    _middle,
    bend_edges,
    bend_in_turn,
    in_lines,
    printable,
    shortened,
    text_size,
)

LABEL = (60.0, 16.0)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ana Torres", "Ana Torres"),
        ("Ana\u202eserroT", "AnaserroT"),
        ("Ana\n\t Torres\u2028", "Ana Torres"),
        ("\u2066Ana\u2069\u200b", "Ana"),
        ("A\x00B\ud800", "AB"),
        ("\u202e", ""),
    ],
)
def test_what_cannot_be_seen_is_not_drawn(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize(
    ("text", "width", "shown"), [("habló con", 9, "habló con"), ("habló con", 7, "habló…")]
)
def test_a_long_label_is_shortened(text: str, width: int, shown: str) -> None:
    assert shortened(text, width) == shown


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Lima", "Lima"),
        ("Feria del Libro de Lima", "Feria del Libro de\nLima"),
        (
            "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce",
            "uno dos tres cuatro\ncinco seis siete\nocho nueve diez …",
        ),
        ("", ""),
    ],
)
def test_a_name_is_broken_into_lines(text: str, lines: str) -> None:
    assert in_lines(text) == lines


def test_capitals_are_wider_than_an_equal_number_of_thin_letters() -> None:
    assert text_size("MMMM", 10)[0] > text_size("iiii", 10)[0]


def test_two_lines_are_as_wide_as_the_wider_and_twice_as_high() -> None:
    wide, high = text_size("Feria", 10)
    assert text_size("Feria\nde", 10) == (wide, 2 * high)


@pytest.mark.parametrize("bend", [0.1, 0.5, 0.8])
def test_the_same_bend_lies_on_the_other_side_for_an_edge_that_comes_back(bend: float) -> None:
    there, back = _middle((0, 0), (300, 0), bend), _middle((300, 0), (0, 0), bend)
    assert there[1] == pytest.approx(-back[1])
    assert there[1] != 0


def test_a_bend_to_the_left_is_above_an_edge_that_goes_to_the_right() -> None:
    # As vis-network draws ``curvedCW``; the tests in the browser compare the two.
    assert _middle((0, 0), (300, 0), 0.5)[1] < 0


def test_an_edge_alone_is_straight() -> None:
    assert bend_edges([((0, 0), (300, 0))], [LABEL], []) == ([0.0], 0)


def test_parallel_edges_bend_apart() -> None:
    bends, bad = bend_edges([((0, 0), (400, 0))] * 3, [LABEL] * 3, [])
    assert (len(set(bends)), bad) == (3, 0)


def test_an_edge_bends_round_a_node_in_its_way() -> None:
    bends, bad = bend_edges([((0, 0), (600, 0))], [LABEL], [(280, -10, 320, 10)])
    assert bends[0] != 0
    assert bad == 0


def test_a_label_that_fits_nowhere_is_counted() -> None:
    _, bad = bend_edges([((0, 0), (300, 0))], [LABEL], [(-500, -500, 800, 500)])
    assert bad == 1


def test_a_loop_stays_as_it_is() -> None:
    assert bend_edges([((5, 5), (5, 5))], [LABEL], [(0, 0, 10, 10)])[0] == [0.0]


def test_in_a_crowd_the_edges_of_a_pair_take_turns() -> None:
    bends = bend_in_turn([(0, 1), (0, 1), (1, 0), (2, 3)])
    # The third goes the other way: its left is the right of the others.
    assert [bends[0], bends[1], -bends[2], bends[3]] == [0.0, 0.1, -0.1, 0.0]
