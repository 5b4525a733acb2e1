"""Where the nodes of the drawing lie: the same place on every machine, tomorrow about the same.

Nodes that belong together (`graph.exports.communities`) are drawn together. Up to `EXACT` nodes
find their places by forces (`graph.exports.forces`); of a larger graph each community is an
island, its busiest member in the middle, and the islands find theirs.

The layouts of NetworkX are not used, for four reasons: they know nothing of the size of a
label, those for more than 500 nodes need SciPy, a node more gives another drawing, and their sums
are vectorised, so that the last bits (and after some hundred steps the drawing) differ from one
processor to another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum
from typing import TYPE_CHECKING

from graph.exports.communities import communities
from graph.exports.forces import EXACT, Link, Point, settle

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["EXACT", "Link", "Point", "Shape", "Size", "arrange", "shape"]

Size = tuple[float, float]
Cell = tuple[int, int]

# How much wider than high the drawing is to be: that of the canvas in a usual window.
ASPECT = 1.4
# Free space between two boxes, in pixels: room for an arrow head and for the eye.
GAP = 34.0
# How often, at most, all boxes that overlap are moved; a hundred is seldom needed.
ROUNDS = 300


@dataclass(frozen=True, slots=True)
class Shape:
    """The form of a drawing before it has a size.

    ``islands`` are groups of nodes that are drawn as one, each from its middle outwards; the first
    ones have places, ``points``, of which two that are linked lie about 1 apart. The others are
    linked to none. ``parts`` are the connected ones among those with places, largest first.
    """

    islands: tuple[tuple[int, ...], ...]
    points: tuple[Point, ...]
    parts: tuple[tuple[int, ...], ...] = ()


def shape(names: Sequence[str], links: Sequence[Link]) -> Shape:
    """Return a form in which those who belong together are near and the others keep apart.

    Parameters
    ----------
    names : sequence of str
        A name for each node, none twice. A node of the same name and links has about the same
        place in a graph that is about the same.
    links : sequence of (int, int)
        Pairs of nodes, counted from 0; their order does not matter. A pair that stands there
        twice belongs together the more.
    """
    count = len(names)
    found = communities(count, links, names)
    community = [0] * count
    for i, members in enumerate(found):
        for node in members:
            community[node] = i
    linked = {end for a, b in links if a != b for end in (a, b)}
    if len(linked) <= EXACT:
        nodes = [[node] for members in found for node in sorted(members) if node in linked]
        alone = [members for members in found if members[0] not in linked]
        return _form(nodes, alone, names, links, community)
    # Between islands the lines of all members are one.
    between = [(community[a], community[b]) for a, b in links if community[a] != community[b]]
    tied = {island for pair in between for island in pair}
    ids = [found[i] for i in sorted(tied)]
    rest = [members for i, members in enumerate(found) if i not in tied]
    return _form(ids, rest, names, links, list(range(count)))


def _form(
    linked: Sequence[Sequence[int]],
    alone: Sequence[Sequence[int]],
    names: Sequence[str],
    links: Sequence[Link],
    community: Sequence[int],
) -> Shape:
    """Return the form of islands that are linked, named after their middles, and of others."""
    islands = tuple(tuple(island) for island in (*linked, *alone))
    if not linked:
        return Shape(islands, ())
    where = {node: i for i, island in enumerate(linked) for node in island}
    tied = ((where[a], where[b]) for a, b in links if a in where)
    pairs = sorted({(min(pair), max(pair)) for pair in tied if pair[0] != pair[1]})
    middles = [island[0] for island in linked]
    numbers = {group: i for i, group in enumerate(dict.fromkeys(community[m] for m in middles))}
    points = settle(
        [names[middle] for middle in middles],
        pairs,
        [numbers[community[middle]] for middle in middles],
    )
    return Shape(islands, tuple(_fitted(points, pairs)), _parts(len(linked), pairs))


def _parts(count: int, pairs: Iterable[Link]) -> tuple[tuple[int, ...], ...]:
    """Return the connected parts of nodes that are counted from 0, the largest first."""
    import networkx as nx

    network: nx.Graph[int] = nx.Graph()
    network.add_nodes_from(range(count))
    network.add_edges_from(pairs)
    parts = (tuple(sorted(part)) for part in nx.connected_components(network))
    return tuple(sorted(parts, key=lambda part: (-len(part), part)))


def _fitted(points: Sequence[Point], pairs: Collection[Link]) -> list[Point]:
    """Return `points` about as wide as the canvas, and linked ones about 1 apart."""
    width = max(x for x, _ in points) - min(x for x, _ in points)
    height = max(y for _, y in points) - min(y for _, y in points)
    # A mild stretch or squeeze: a chain stays a chain.
    factor = min(max(ASPECT * height / max(width, 1e-9), 0.8), 1.6)
    wide = [(x * factor, y) for x, y in points]
    # fsum is exact: no version of Python rounds it otherwise.
    mean = fsum(
        ((wide[a][0] - wide[b][0]) ** 2 + (wide[a][1] - wide[b][1]) ** 2) ** 0.5 for a, b in pairs
    ) / len(pairs)
    return [(x / mean, y / mean) for x, y in wide]


def arrange(form: Shape, sizes: Sequence[Size], edge_length: float) -> list[Point]:
    """Return the centre of every box in a drawing of this form, such that none overlap.

    Parameters
    ----------
    form : Shape
        What `shape` gave for these nodes.
    sizes : sequence of (float, float)
        Width and height of each box, in pixels.
    edge_length : float
        The mean distance of two linked centres that is wished, in pixels. Boxes that would
        overlap are moved apart, and islands lie as far apart as they are large.

    Returns
    -------
    list of (float, float)
        x (to the right) and y (downwards), in whole pixels. What has no link fills rows at the
        bottom.
    """
    boxes, inside = [], []
    for island in form.islands:
        box, offsets = _island([sizes[node] for node in island])
        boxes.append(box)
        inside.append(offsets)
    linked = len(form.points)
    centres = _linked_centres(form, boxes, edge_length) if linked else []
    below = max((y + boxes[i][1] / 2 for i, (_, y) in enumerate(centres)), default=0.0)
    rows = _rows(boxes[linked:], below + 3 * GAP)
    if centres:
        # The rows begin where the rest does.
        left = min(x - boxes[i][0] / 2 for i, (x, _) in enumerate(centres))
        rows = [(x + left, y) for x, y in rows]
    places: list[Point] = [(0.0, 0.0)] * len(sizes)
    for island, offsets, (x, y) in zip(form.islands, inside, [*centres, *rows], strict=True):
        for node, (dx, dy) in zip(island, offsets, strict=True):
            places[node] = (float(round(x + dx)), float(round(y + dy)))
    return places


def _linked_centres(form: Shape, boxes: Sequence[Size], edge_length: float) -> list[Point]:
    """Return the centres of the islands that have places."""
    linked = len(form.points)
    # The side of a square that holds a mean island.
    side = (fsum(width * height for width, height in boxes[:linked]) / linked) ** 0.5
    length = edge_length if len(form.islands[0]) == 1 else side + 4 * GAP
    apart = separate if linked <= EXACT else in_columns
    scaled = [(x * length, y * length) for x, y in form.points]
    blocks = [
        (part, apart([scaled[i] for i in part], [boxes[i] for i in part])) for part in form.parts
    ]
    return _closer(blocks, boxes)


def _closer(
    blocks: Sequence[tuple[Sequence[int], list[Point]]], boxes: Sequence[Size]
) -> list[Point]:
    """Return the places of all boxes after the parts, which push each other far away, came near.

    They keep their directions as seen from the largest, which is given first.
    """
    outlines = []
    for part, points in blocks:
        left = min(x - boxes[i][0] / 2 for i, (x, _) in zip(part, points, strict=True))
        right = max(x + boxes[i][0] / 2 for i, (x, _) in zip(part, points, strict=True))
        top = min(y - boxes[i][1] / 2 for i, (_, y) in zip(part, points, strict=True))
        bottom = max(y + boxes[i][1] / 2 for i, (_, y) in zip(part, points, strict=True))
        outlines.append((left, top, right, bottom))
    middles = [((left + right) / 2, (top + bottom) / 2) for left, top, right, bottom in outlines]
    sizes = [(right - left, bottom - top) for left, top, right, bottom in outlines]
    wide = max(o[2] for o in outlines) - min(o[0] for o in outlines)
    high = max(o[3] for o in outlines) - min(o[1] for o in outlines)
    needed = fsum((width + GAP) * (height + GAP) for width, height in sizes)
    factor = min(1.0, (needed / (wide * high)) ** 0.5)
    x0, y0 = middles[0]
    near = [(x0 + (x - x0) * factor, y0 + (y - y0) * factor) for x, y in middles]
    places: list[Point] = [(0.0, 0.0)] * sum(len(part) for part, _ in blocks)
    for (part, points), old, new in zip(blocks, middles, separate(near, sizes), strict=True):
        for i, (x, y) in zip(part, points, strict=True):
            places[i] = (x + new[0] - old[0], y + new[1] - old[1])
    return places


def _island(sizes: Sequence[Size]) -> tuple[Size, list[Point]]:
    """Return the size of an island and the places in it: the first in the middle, rings about it.

    The places are cells of one size, in a spiral: where one node comes in, those after it move
    on by one cell, to the neighbour's.
    """
    if len(sizes) == 1:
        return sizes[0], [(0.0, 0.0)]
    width = max(size[0] for size in sizes) + GAP
    height = max(size[1] for size in sizes) + GAP
    cells = _spiral(len(sizes), max(1, round(width / height)))
    right = max(abs(column) for column, _ in cells) * 2 + 1
    down = max(abs(row) for _, row in cells) * 2 + 1
    return (right * width, down * height), [(c * width, r * height) for c, r in cells]


def _spiral(count: int, flat: int) -> list[Cell]:
    """Return the first cells (column, row) round (0, 0), ring by ring."""
    cells = [(0, 0)]
    ring = 0
    while len(cells) < count:
        ring += 1
        cells += _ring(ring, flat)
    return cells[:count]


@lru_cache(maxsize=256)
def _ring(ring: int, flat: int) -> list[Cell]:
    """Return the cells of a ring in one turn; it is `flat` cells thick above and below."""
    outer, inner = ring * flat, (ring - 1) * flat
    turn = [
        (column, row)
        for row in range(-outer, outer + 1)
        for column in range(-ring, ring + 1)
        if abs(column) == ring or abs(row) > inner
    ]
    return sorted(turn, key=lambda cell: (_turn(cell[0] * flat, cell[1]), cell))


def _turn(x: int, y: int) -> float:
    """Return how far round the middle a cell lies, from 0 to 4 (of the corners of a diamond)."""
    part = y / (abs(x) + abs(y))
    if x < 0:
        return 2 - part
    return part if y >= 0 else 4 + part


def separate(points: Sequence[Point], sizes: Sequence[Size]) -> list[Point]:
    """Return the points moved apart until no two boxes overlap.

    Two boxes that overlap each move half the way, along the axis on which less is needed.

    Parameters
    ----------
    points, sizes : sequences of (float, float)
        Centres, and widths with heights.

    Returns
    -------
    list of (float, float)
        The new centres.
    """
    place = [[x, y] for x, y in points]
    cell = (
        max((width for width, _ in sizes), default=0) + GAP,
        max((height for _, height in sizes), default=0) + GAP,
    )
    for _ in range(ROUNDS):
        moved = False
        for a, b in _near(place, cell):
            dx, dy = place[b][0] - place[a][0], place[b][1] - place[a][1]
            over_x = (sizes[a][0] + sizes[b][0]) / 2 + GAP - abs(dx)
            over_y = (sizes[a][1] + sizes[b][1]) / 2 + GAP - abs(dy)
            if over_x <= 0 or over_y <= 0:
                continue
            moved = True
            axis, shift = (0, over_x / 2) if over_x < over_y else (1, over_y / 2)
            sign = 1 if place[b][axis] >= place[a][axis] else -1
            # A little more than needed, so that rounding does not bring them back.
            place[a][axis] -= sign * (shift + 0.5)
            place[b][axis] += sign * (shift + 0.5)
        if not moved:
            break
    return [(x, y) for x, y in place]


def in_columns(points: Sequence[Point], sizes: Sequence[Size]) -> list[Point]:
    """Return the points moved to columns in which no two boxes overlap, for a crowd.

    From left to right and from top to bottom the points keep their order, so that who was
    near stays near; the time grows but little faster than their number.

    Parameters
    ----------
    points, sizes : sequences of (float, float)
        Centres, and widths with heights.
    """
    gap = 2 * GAP
    area = fsum((width + gap) * (height + gap) for width, height in sizes)
    mean = fsum(width + gap for width, _ in sizes) / len(sizes)
    columns = max(1, round((area * ASPECT) ** 0.5 / mean))
    per_column = -(-len(points) // columns)
    order = sorted(range(len(points)), key=lambda i: (points[i][0], i))
    place: dict[int, Point] = {}
    left = 0.0
    for first in range(0, len(order), per_column):
        column = sorted(order[first : first + per_column], key=lambda i: (points[i][1], i))
        width = max(sizes[i][0] for i in column)
        # Centred, and with every other column half a row lower, so that lines find a way.
        y = -sum(sizes[i][1] + gap for i in column) / 2 + (first // per_column % 2) * gap
        for i in column:
            place[i] = (left + width / 2, y + sizes[i][1] / 2)
            y += sizes[i][1] + gap
        left += width + gap
    return [place[i] for i in range(len(points))]


def _near(place: list[list[float]], cell: Size) -> list[Link]:
    """Return the pairs that lie in the same or a neighbouring cell, each once and in order."""
    grid: dict[tuple[int, int], list[int]] = {}
    for i, (x, y) in enumerate(place):
        grid.setdefault((int(x // cell[0]), int(y // cell[1])), []).append(i)
    pairs = []
    for (column, row), members in grid.items():
        for position, a in enumerate(members):
            pairs += [(a, b) for b in members[position + 1 :]]
        # Half of the neighbours: the other half finds this cell from its own side.
        for step in ((1, 0), (-1, 1), (0, 1), (1, 1)):
            for b in grid.get((column + step[0], row + step[1]), ()):
                pairs += [(a, b) for a in members]
    return pairs


def _rows(sizes: Sequence[Size], top: float) -> list[Point]:
    """Return the centres of boxes that are set like words in lines, beginning at `top`."""
    gap = 2 * GAP
    area = fsum((width + gap) * (height + gap) for width, height in sizes)
    line = max([width for width, _ in sizes] + [(area * ASPECT) ** 0.5])
    centres = []
    x, y, height_of_row = 0.0, top, 0.0
    for width, height in sizes:
        if x > 0 and x + width > line:
            x, y, height_of_row = 0.0, y + height_of_row + gap, 0.0
        centres.append((x + width / 2, y + height / 2))
        x += width + gap
        height_of_row = max(height_of_row, height)
    return centres
