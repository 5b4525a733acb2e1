from __future__ import annotations

import math
import random
from itertools import combinations, pairwise

import pytest

from graph.exports.communities import communities
from graph.exports.layout import EXACT, Link, Point, Shape, Size, arrange, shape

BOX: Size = (100.0, 40.0)


def crowd(nodes: int, links: int) -> list[Link]:
    """Return links of a made-up graph, the first nodes of which are the busiest."""
    chance = random.Random(7)
    return [(int(nodes * chance.random() ** 2), int(nodes * chance.random())) for _ in range(links)]


def named(count: int) -> list[str]:
    return [f"n{i}" for i in range(count)]


def form(nodes: int, links: list[Link]) -> Shape:
    return shape(named(nodes), links)


def cliques(*groups: range) -> list[Link]:
    """Return links among all of each group, and one from each group to the next."""
    among = [pair for group in groups for pair in combinations(group, 2)]
    return among + [(a[0], b[0]) for a, b in pairwise(groups)]


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
        pytest.param(EXACT + 200, crowd(EXACT + 200, 900), id="a crowd"),
    ],
)
def test_no_two_boxes_overlap(nodes: int, links: list[Link]) -> None:
    sizes = [BOX] * nodes
    assert overlaps(arrange(form(nodes, links), sizes, 120), sizes) == []


def test_no_graph_needs_no_place() -> None:
    assert arrange(form(0, []), [], 120) == []


def test_boxes_of_different_sizes_do_not_overlap() -> None:
    sizes = [(20.0 + 15 * i, 60.0 - i) for i in range(20)]
    assert overlaps(arrange(form(20, crowd(20, 30)), sizes, 60), sizes) == []


def test_linked_nodes_lie_nearer_than_others() -> None:
    links = [(a, b) for group in (0, 5) for a, b in combinations(range(group, group + 5), 2)]
    points = arrange(form(10, [*links, (4, 5)]), [(4.0, 4.0)] * 10, 120)
    linked = [distance(points[a], points[b]) for a, b in links]
    others = [distance(points[a], points[b]) for a in range(4) for b in range(6, 10)]
    assert sum(linked) / len(linked) < sum(others) / len(others) / 2
    assert max(linked) < 1.2 * min(others)


def test_the_mean_length_of_a_link_is_the_wished_one_where_there_is_room() -> None:
    links = crowd(40, 60)
    points = arrange(form(40, links), [(1.0, 1.0)] * 40, 500)
    lengths = [distance(points[a], points[b]) for a, b in {(min(p), max(p)) for p in links}]
    lengths = [length for length in lengths if length > 0]
    assert sum(lengths) / len(lengths) == pytest.approx(500, rel=0.15)


def test_nodes_without_a_link_lie_below_the_others() -> None:
    points = arrange(form(5, [(0, 1), (1, 2)]), [BOX] * 5, 120)
    assert min(points[3][1], points[4][1]) > max(y for _, y in points[:3])


def test_the_order_of_the_links_does_not_matter() -> None:
    links = crowd(50, 90)
    turned = [(b, a) for a, b in reversed(links)]
    assert form(50, links) == form(50, turned)


def test_places_are_whole_pixels() -> None:
    points = arrange(form(30, crowd(30, 50)), [BOX] * 30, 133.3)
    assert all(x == int(x) and y == int(y) for x, y in points)


def test_nobody_is_forgotten_or_drawn_twice() -> None:
    islands = form(EXACT + 300, crowd(EXACT + 300, 900)).islands
    assert sorted(node for island in islands for node in island) == list(range(EXACT + 300))


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        pytest.param([], [[0], [1], [2]], id="nobody is linked: each alone"),
        pytest.param([(0, 0)], [[0], [1], [2]], id="a loop ties to nobody"),
        pytest.param([(1, 2)], [[1, 2], [0]], id="the larger first"),
        pytest.param([(0, 2), (2, 1)], [[2, 0, 1]], id="the busiest first"),
    ],
)
def test_communities(links: list[Link], expected: list[list[int]]) -> None:
    assert communities(3, links, ["a", "b", "c"]) == expected


def test_who_are_all_linked_are_a_community_though_one_of_them_knows_another() -> None:
    found = communities(12, cliques(range(7), range(7, 12)), named(12))
    assert sorted(map(sorted, found)) == [list(range(7)), list(range(7, 12))]


def test_a_pair_told_often_belongs_together() -> None:
    chain = [(0, 1), (1, 2), (2, 3), (3, 0)]
    often = [*chain, *[(0, 1), (2, 3)] * 5]
    assert sorted(map(sorted, communities(4, often, named(4)))) == [[0, 1], [2, 3]]


@pytest.mark.parametrize(
    ("count", "groups"),
    [
        pytest.param(60, 4, id="by forces"),
        pytest.param(EXACT + 200, 12, id="as islands"),
    ],
)
def test_a_community_lies_together(count: int, groups: int) -> None:
    size = count // groups
    links = cliques(*(range(i * size, (i + 1) * size) for i in range(groups)))
    points = arrange(form(count, links), [(30.0, 20.0)] * count, 120)
    for i in range(groups):
        own = points[i * size : (i + 1) * size]
        middle = (sum(x for x, _ in own) / size, sum(y for _, y in own) / size)
        others = [p for j, p in enumerate(points) if j // size != i]
        inside = sum(distance(middle, p) for p in own) / size
        outside = sum(distance(middle, p) for p in others) / len(others)
        assert inside < outside / 2


def test_the_busiest_of_an_island_is_in_its_middle() -> None:
    count = EXACT + 100
    links = [(i - i % 50, i) for i in range(count) if i % 50] + [(0, 50 * i) for i in range(1, 10)]
    points = arrange(form(count, links), [(10.0, 10.0)] * count, 120)
    for hub in range(0, count, 50):
        own = points[hub : hub + 50]
        middle = (sum(x for x, _ in own) / 50, sum(y for _, y in own) / 50)
        nearest = min(range(50), key=lambda i, own=own, middle=middle: distance(own[i], middle))
        assert distance(own[nearest], own[0]) < 100


def news(documents: list[int]) -> tuple[list[str], list[Link]]:
    """Return a graph of documents: each tells of some of its field's people, the first most."""
    told: list[tuple[str, str]] = []
    for document in documents:
        chance = random.Random(document)
        field = document % 6
        people = [f"{field}-{int(25 * chance.random() ** 2)}" for _ in range(6)] + ["0-0"]
        own = [f"d{document}-{i}" for i in range(3)]
        told += [(chance.choice(people), chance.choice(people + own)) for _ in range(10)]
    names = sorted({name for pair in told for name in pair})
    index = {name: i for i, name in enumerate(names)}
    return names, [(index[a], index[b]) for a, b in told]


def placed(documents: list[int]) -> dict[str, Point]:
    names, links = news(documents)
    points = arrange(shape(names, links), [(60.0, 30.0)] * len(names), 170)
    return dict(zip(names, points, strict=True))


def moves(before: dict[str, Point], after: dict[str, Point]) -> list[float]:
    """Return how far each node moves, for a drawing of radius 1, in rising order."""
    names = sorted(before.keys() & after.keys())
    fitted = []
    for places in (before, after):
        x0 = sum(places[name][0] for name in names) / len(names)
        y0 = sum(places[name][1] for name in names) / len(names)
        radius = math.sqrt(
            sum((places[n][0] - x0) ** 2 + (places[n][1] - y0) ** 2 for n in names) / len(names)
        )
        fitted.append([((places[n][0] - x0) / radius, (places[n][1] - y0) / radius) for n in names])
    return sorted(math.dist(a, b) for a, b in zip(*fitted, strict=True))


@pytest.mark.parametrize(
    ("documents", "most"),
    [pytest.param(40, 0.25, id="by forces"), pytest.param(160, 0.1, id="as islands")],
)
def test_a_document_more_moves_little(documents: int, most: float) -> None:
    every = list(range(documents))
    drawing = placed(every)
    middle = []
    for new in every[:: documents // 8]:
        moved = moves(placed([d for d in every if d != new]), drawing)
        middle.append(moved[len(moved) // 2])
    # Two drawings that have nothing in common differ by 1.3 or so.
    assert sum(middle) / len(middle) < most
