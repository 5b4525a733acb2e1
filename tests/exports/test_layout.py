from __future__ import annotations

import math
import random
from itertools import combinations

import pytest

from graph.exports.layout import CROWD, Link, Point, Size, arrange, shape

BOX: Size = (100.0, 40.0)


def crowd(nodes: int, links: int) -> list[Link]:
    """Return links of a made-up graph, the first nodes of which are the busiest."""
    chance = random.Random(7)
    return [(int(nodes * chance.random() ** 2), int(nodes * chance.random())) for _ in range(links)]


def overlaps(points: list[Point], sizes: list[Size]) -> list[Link]:
    return [
        (a, b)
        for a, b in combinations(range(len(points)), 2)
        if abs(points[a][0] - points[b][0]) < (sizes[a][0] + sizes[b][0]) / 2
        and abs(points[a][1] - points[b][1]) < (sizes[a][1] + sizes[b][1]) / 2
    ]


def distance(a: Point, b: Point) -> float:
    return math.dist(a, b)


@pytest.mark.parametrize(
    ("nodes", "links"),
    [
        pytest.param(1, [], id="one alone"),
        pytest.param(12, [], id="all alone"),
        pytest.param(2, [(0, 1)], id="a pair"),
        pytest.param(2, [(0, 1), (1, 0), (0, 0)], id="parallel links and a loop"),
        pytest.param(9, [(0, i) for i in range(1, 9)], id="a star"),
        pytest.param(30, [(i, i + 1) for i in range(29)], id="a chain"),
        pytest.param(12, [(0, 1), (2, 3), (4, 5), (4, 6)], id="several parts and lone nodes"),
        pytest.param(60, crowd(60, 120), id="a tangle"),
        pytest.param(CROWD + 200, crowd(CROWD + 200, 900), id="a crowd"),
    ],
)
def test_no_two_boxes_overlap(nodes: int, links: list[Link]) -> None:
    sizes = [BOX] * nodes
    assert overlaps(arrange(shape(nodes, links), sizes, 120), sizes) == []


def test_no_graph_needs_no_place() -> None:
    assert arrange(shape(0, []), [], 120) == []


def test_boxes_of_different_sizes_do_not_overlap() -> None:
    sizes = [(20.0 + 15 * i, 60.0 - i) for i in range(20)]
    assert overlaps(arrange(shape(20, crowd(20, 30)), sizes, 60), sizes) == []


def test_linked_nodes_lie_nearer_than_others() -> None:
    links = [(a, b) for group in (0, 5) for a, b in combinations(range(group, group + 5), 2)]
    points = arrange(shape(10, [*links, (4, 5)]), [(4.0, 4.0)] * 10, 120)
    linked = [distance(points[a], points[b]) for a, b in links]
    others = [distance(points[a], points[b]) for a in range(4) for b in range(6, 10)]
    assert max(linked) < min(others)


def test_the_mean_length_of_a_link_is_the_wished_one_where_there_is_room() -> None:
    links = crowd(40, 60)
    points = arrange(shape(40, links), [(1.0, 1.0)] * 40, 500)
    lengths = [distance(points[a], points[b]) for a, b in {(min(p), max(p)) for p in links}]
    lengths = [length for length in lengths if length > 0]
    assert sum(lengths) / len(lengths) == pytest.approx(500, rel=0.1)


def test_nodes_without_a_link_lie_below_the_others() -> None:
    points = arrange(shape(5, [(0, 1), (1, 2)]), [BOX] * 5, 120)
    assert min(points[3][1], points[4][1]) > max(y for _, y in points[:3])


def test_the_order_of_the_links_does_not_matter() -> None:
    links = crowd(50, 90)
    turned = [(b, a) for a, b in reversed(links)]
    assert shape(50, links) == shape(50, turned)


def test_places_are_whole_pixels() -> None:
    points = arrange(shape(30, crowd(30, 50)), [BOX] * 30, 133.3)
    assert all(x == int(x) and y == int(y) for x, y in points)
