"""Where the nodes of the drawing lie: the same place on every machine.

The layouts of NetworkX are not used, for three reasons: they know nothing of the size of a
label, those for more than 500 nodes need SciPy, and their sums are vectorised, so that the
last bits (and after some hundred steps the drawing) differ from one processor to another.
Here every sum is taken in a fixed order, and nothing but the four operations and the square
root, which IEEE 754 rounds exactly, decides where a node goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]
    Indices = NDArray[np.int64]

Point = tuple[float, float]
Size = tuple[float, float]
Link = tuple[int, int]

# How much wider than high the drawing is to be: that of the canvas in a usual window.
ASPECT = 1.4
# Free space between two boxes, in pixels: room for an arrow head and for the eye.
GAP = 34.0
# How strongly the middle draws a node, beside the pull of a link.
MIDDLE = 1.0
# Up to so many nodes every pair repels; beyond, a node feels the cells of a grid.
EXACT = 400
# How often, at most, all boxes that overlap are moved; a hundred is seldom needed.
ROUNDS = 300
# Up to so many boxes are moved apart one by one; beyond, they are set in columns.
CROWD = 300
# The angle of a sunflower's seeds (137.5°), as its cosine and sine.
_TURN = complex(-0.7373688780783197, 0.6754902942615238)


@dataclass(frozen=True, slots=True)
class Shape:
    """The form of a drawing before it has a size: the connected parts, largest first.

    ``parts`` are the nodes of each, ``points`` their places, of which two that are linked
    lie about 1 apart.
    """

    parts: tuple[tuple[int, ...], ...]
    points: tuple[tuple[Point, ...], ...]


def shape(count: int, links: Sequence[Link]) -> Shape:
    """Return a form in which linked nodes are near and the others fill the sheet evenly.

    Parameters
    ----------
    count : int
        The number of nodes.
    links : sequence of (int, int)
        Pairs of nodes, counted from 0; their order and repetitions do not matter.
    """
    neighbours: list[list[int]] = [[] for _ in range(count)]
    for a, b in sorted({(min(link), max(link)) for link in links}):
        if a != b:
            neighbours[a].append(b)
            neighbours[b].append(a)
    parts = _components(neighbours)
    points = [_place_part(part, neighbours) if len(part) > 1 else [(0.0, 0.0)] for part in parts]
    return Shape(tuple(map(tuple, parts)), tuple(map(tuple, points)))


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
        overlap are moved apart.

    Returns
    -------
    list of (float, float)
        x (to the right) and y (downwards), in whole pixels. Connected parts stand in rows,
        the largest first; boxes without any link fill rows at the bottom.
    """
    blocks = []
    for part, points in zip(form.parts, form.points, strict=True):
        if len(part) > 1:
            scaled = [(x * edge_length, y * edge_length) for x, y in points]
            apart = separate if len(part) <= CROWD else in_columns
            blocks.append((part, apart(scaled, [sizes[node] for node in part])))
    places = _pack(blocks, sizes)
    below = max((y + sizes[i][1] / 2 for i, (_, y) in places.items()), default=0.0)
    lone = [part[0] for part in form.parts if len(part) == 1]
    for i, point in zip(lone, _rows([sizes[i] for i in lone], below + 3 * GAP), strict=True):
        places[i] = point
    return [(float(round(places[i][0])), float(round(places[i][1]))) for i in range(len(sizes))]


def _components(neighbours: list[list[int]]) -> list[list[int]]:
    """Return the connected parts, largest first, each outwards from its busiest node."""
    seen = [False] * len(neighbours)
    parts = []
    for start in sorted(range(len(neighbours)), key=lambda i: (-len(neighbours[i]), i)):
        if seen[start]:
            continue
        seen[start] = True
        part = [start]
        for node in part:  # grows while it is read: breadth first
            for other in sorted(neighbours[node], key=lambda i: (-len(neighbours[i]), i)):
                if not seen[other]:
                    seen[other] = True
                    part.append(other)
        parts.append(part)
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _place_part(part: list[int], neighbours: list[list[int]]) -> list[Point]:
    """Return the places of one connected part, in the order of `part`."""
    import numpy as np

    index = {node: i for i, node in enumerate(part)}
    pairs = [(index[a], index[b]) for a in part for b in neighbours[a] if index[a] < index[b]]
    start, end = np.array(pairs, dtype=np.int64).T
    xs, ys = _spiral(len(part))
    x, y = np.array(xs), np.array(ys)
    _pull_and_push(x, y, start, end)
    width, height = float(x.max() - x.min()), float(y.max() - y.min())
    # As wide as the canvas where that takes but a mild squeeze; a chain stays a chain.
    x *= min(max(ASPECT * height / max(width, 1e-9), 0.8), 1.6)
    dx, dy = x[start] - x[end], y[start] - y[end]
    # cumsum adds in order.
    mean = float(np.cumsum(np.sqrt(dx * dx + dy * dy))[-1]) / len(pairs)
    return [(float(a) / mean, float(b) / mean) for a, b in zip(x, y, strict=True)]


def _spiral(count: int) -> tuple[list[float], list[float]]:
    """Return the places of seeds in a sunflower: evenly spread, the first in the middle."""
    xs, ys = [], []
    turn = complex(1.0, 0.0)
    for i in range(count):
        radius = 0.6 * float(i) ** 0.5
        xs.append(turn.real * radius)
        ys.append(turn.imag * radius)
        turn *= _TURN
    return xs, ys


def _pull_and_push(x: Vector, y: Vector, start: Indices, end: Indices) -> None:
    """Move the points in place: links pull (by d²), all push (by 1/d), ever shorter steps.

    This is the method of Fruchterman and Reingold (1991), with a pull to the middle that
    grows with the distance: against it, the pushes spread the nodes evenly over the sheet.
    """
    import numpy as np

    count = len(x)
    # The whole of a very large graph is looked at from afar: a rough place is enough.
    steps = 400 if count <= EXACT else min(80, 400_000 // count)
    push = _push_of_all if count <= EXACT else _push_of_cells
    for step in range(steps):
        fx, fy = push(x, y)
        dx, dy = x[start] - x[end], y[start] - y[end]
        pull = np.sqrt(dx * dx + dy * dy)
        # bincount adds one by one, in order; sums of ufuncs would not.
        fx += np.bincount(end, dx * pull, count) - np.bincount(start, dx * pull, count)
        fy += np.bincount(end, dy * pull, count) - np.bincount(start, dy * pull, count)
        fx -= x * MIDDLE
        fy -= y * MIDDLE
        length = np.sqrt(fx * fx + fy * fy) + 1e-9
        scale = np.minimum(0.8 * (1 - step / steps) / length, 0.5)
        x += fx * scale
        y += fy * scale


def _push_of_all(x: Vector, y: Vector) -> tuple[Vector, Vector]:
    import numpy as np

    dx, dy = x[None, :] - x[:, None], y[None, :] - y[:, None]
    push = 1 / np.maximum(dx * dx + dy * dy, 1e-4)
    # Down the first axis NumPy adds row to row: every sum is in order.
    return np.add.reduce(dx * push, axis=0), np.add.reduce(dy * push, axis=0)


def _push_of_cells(x: Vector, y: Vector) -> tuple[Vector, Vector]:
    """Return the push of the middle of each cell of a grid, instead of that of each node."""
    import numpy as np

    side = 16
    columns = _cells(x, side)
    cell = columns * side + _cells(y, side)
    weight = np.bincount(cell, minlength=side * side)
    full = np.maximum(weight, 1)
    middle_x = np.bincount(cell, x, side * side) / full
    middle_y = np.bincount(cell, y, side * side) / full
    fx, fy = np.zeros_like(x), np.zeros_like(y)
    for i in np.flatnonzero(weight):
        dx, dy = x - middle_x[i], y - middle_y[i]
        push = weight[i] / np.maximum(dx * dx + dy * dy, 1.0)
        fx += dx * push
        fy += dy * push
    return fx, fy


def _cells(values: Vector, side: int) -> NDArray[np.int64]:
    import numpy as np

    low, high = float(values.min()), float(values.max())
    scaled = (values - low) * (side / max(high - low, 1e-9))
    return np.minimum(scaled.astype(np.int64), side - 1)


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
    area = sum((width + gap) * (height + gap) for width, height in sizes)
    mean = sum(width + gap for width, _ in sizes) / len(sizes)
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


def _pack(
    blocks: Sequence[tuple[Sequence[int], Sequence[Point]]], sizes: Sequence[Size]
) -> dict[int, Point]:
    """Return the places of all parts, set in rows about as wide as the largest part."""
    outlines = []
    for part, points in blocks:
        left = min(x - sizes[i][0] / 2 for i, (x, _) in zip(part, points, strict=True))
        right = max(x + sizes[i][0] / 2 for i, (x, _) in zip(part, points, strict=True))
        top = min(y - sizes[i][1] / 2 for i, (_, y) in zip(part, points, strict=True))
        bottom = max(y + sizes[i][1] / 2 for i, (_, y) in zip(part, points, strict=True))
        outlines.append((left, top, right - left, bottom - top))
    centres = _rows([(width, height) for _, _, width, height in outlines], 0.0)
    places: dict[int, Point] = {}
    for (part, points), outline, centre in zip(blocks, outlines, centres, strict=True):
        left, top, width, height = outline
        shift = (centre[0] - left - width / 2, centre[1] - top - height / 2)
        for i, (x, y) in zip(part, points, strict=True):
            places[i] = (x + shift[0], y + shift[1])
    return places


def _rows(sizes: Sequence[Size], top: float) -> list[Point]:
    """Return the centres of boxes that are set like words in lines, beginning at `top`."""
    gap = 2 * GAP
    area = sum((width + gap) * (height + gap) for width, height in sizes)
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
