"""The words on the drawing: how much room they take, and which way an edge bends to free its own.

The width of a text is estimated, since the fonts of the reader are not known here.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from functools import cache
from textwrap import wrap

from graph.exports.layout import Point, Size

# A box on the sheet: left, top, right, bottom, in pixels.
Box = tuple[float, float, float, float]

LINE_HEIGHT = 1.1
_NARROW = frozenset("ijlftrI.,:;'|!()[]-·¡ «»\"")
_WIDE = frozenset("mwMWÑOQG@%—…¿")

# How an edge may bend, in the order of preference: vis-network's ``roundness``, positive to
# the left of its way (``curvedCW``) and negative to the right.
BENDS = (0.0, *(sign * bend for bend in (0.1, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8) for sign in (1, -1)))
# The cosine and sine of (bend + 1) · 90°, about which the control point is turned; rounded,
# because the library of one machine may give another last digit than that of the next.
_TURNS = {
    bend: (
        round(math.cos((bend + 1) * math.pi / 2), 6),
        round(math.sin((bend + 1) * math.pi / 2), 6),
    )
    for bend in BENDS
}
_CELL = 100.0
# How often the labels that lie on something choose anew.
ROUNDS = 8


def printable(text: str) -> str:
    """Return `text` on one line without what cannot be seen.

    Control characters and marks of direction, which would turn the words beside them round,
    are dropped; every white space becomes one space.
    """
    if text.isprintable():
        return " ".join(text.split())
    shown = "".join(
        " " if ch.isspace() else ch
        for ch in text
        if ch.isspace() or not unicodedata.category(ch).startswith("C")
    )
    return " ".join(shown.split())


def shortened(text: str, width: int) -> str:
    """Return `text`, cut to `width` characters, the last an ellipsis, where it is longer."""
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def in_lines(text: str, width: int = 20, most: int = 3) -> str:
    """Return `text` broken into lines of up to `width` characters; the rest is cut off."""
    if len(text) <= width and "\n" not in text and text == text.strip():
        return text
    return "\n".join(wrap(text, width, max_lines=most, placeholder=" …")) or text


def text_size(text: str, font_size: float) -> Size:
    """Return the width and height that `text` takes, in pixels, at a font size in pixels."""
    lines = text.split("\n")
    width = max(sum(map(_advance, line)) for line in lines)
    return width * font_size, len(lines) * font_size * LINE_HEIGHT


@cache
def _advance(ch: str) -> float:
    """Return the width of a character, in parts of the font size, in the widest common sans serif.

    That is DejaVu Sans, which stands in for Arial on many a Linux.
    """
    if unicodedata.east_asian_width(ch) in "WF":
        return 1.0
    if ch in _NARROW:
        return 0.38
    if ch in _WIDE:
        return 0.98
    return 0.75 if ch.isupper() else 0.62


def bend_edges(
    ends: Sequence[tuple[Point, Point]], labels: Sequence[Size], taken: Sequence[Box]
) -> tuple[list[float], int]:
    """Choose for each edge the bend with which its label lies on the fewest others.

    The shortest come first, since they have the least room to bend; then those whose label
    still lies on something choose again, now that all others are placed.

    Parameters
    ----------
    ends : sequence of (Point, Point)
        Where each edge begins and ends.
    labels : sequence of (float, float)
        Width and height of each edge's label, which lies on the middle of the edge.
    taken : sequence of Box
        Where the nodes and their labels lie.

    Returns
    -------
    list of float
        One of the bends for each edge: 0 is straight, positive to the left of its way.
    int
        How many labels still lie on something, those of loops apart.
    """
    sheet = _Sheet()
    for box in taken:
        sheet.put(box)
    bends = [0.0] * len(ends)
    order = sorted(range(len(ends)), key=lambda i: (_length(*ends[i]), i))
    chosen: dict[int, Box] = {}
    bad = order
    for _ in range(ROUNDS):
        for i in bad:
            if i in chosen:
                sheet.take(chosen[i])
            bends[i], chosen[i] = _best_bend(sheet, *ends[i], labels[i])
            sheet.put(chosen[i])
        # Each label hits itself once for every cell that it lies in. A loop cannot bend, and
        # may well touch the figure that it hangs on.
        bad = [
            i
            for i in order
            if ends[i][0] != ends[i][1] and sheet.count(chosen[i]) > len(_cells(chosen[i]))
        ]
        if not bad:
            break
    return bends, len(bad)


def bend_in_turn(links: Sequence[tuple[int, int]]) -> list[float]:
    """Return bends that keep the edges of one pair apart, whatever their labels lie on."""
    seen: dict[tuple[int, int], int] = {}
    bends = []
    for a, b in links:
        pair = (min(a, b), max(a, b))
        seen[pair] = seen.get(pair, -1) + 1
        bend = BENDS[seen[pair] % len(BENDS)]
        # Seen from the other end, left is right.
        bends.append(bend if a <= b else -bend or 0.0)
    return bends


class _Sheet:
    """The boxes that are taken, found by the cells of a grid."""

    def __init__(self) -> None:
        self._grid: dict[tuple[int, int], list[Box]] = {}

    def put(self, box: Box) -> None:
        for cell in _cells(box):
            self._grid.setdefault(cell, []).append(box)

    def take(self, box: Box) -> None:
        for cell in _cells(box):
            self._grid[cell].remove(box)

    def count(self, box: Box) -> int:
        """Return how many boxes `box` lies on: one that shares two cells with it counts twice.

        That does no harm, for free is free.
        """
        return sum(
            other[0] < box[2] and box[0] < other[2] and other[1] < box[3] and box[1] < other[3]
            for cell in _cells(box)
            for other in self._grid.get(cell, ())
        )


def _best_bend(sheet: _Sheet, start: Point, end: Point, label: Size) -> tuple[float, Box]:
    """Return the bend with which the label lies on the fewest boxes, and its own box."""
    best: tuple[int, float, Box] | None = None
    for bend in BENDS:
        x, y = _middle(start, end, bend)
        box = (x - label[0] / 2, y - label[1] / 2, x + label[0] / 2, y + label[1] / 2)
        hits = sheet.count(box)
        if best is None or hits < best[0]:
            best = (hits, bend, box)
        # Nothing is better than free; and a loop has no way to bend.
        if hits == 0 or start == end:
            break
    assert best is not None
    return best[1], best[2]


def _length(start: Point, end: Point) -> float:
    """Return the square of the length."""
    return (end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2


def _middle(start: Point, end: Point, bend: float) -> Point:
    """Return the middle of the curve that vis-network draws (a quadratic Bézier curve)."""
    cosine, sine = _TURNS[bend]
    dx, dy = end[0] - start[0], end[1] - start[1]
    reach = (abs(bend) + 1) / 2
    via_x = start[0] + reach * (dx * sine - dy * cosine)
    via_y = start[1] + reach * (dx * cosine + dy * sine)
    return (start[0] + 2 * via_x + end[0]) / 4, (start[1] + 2 * via_y + end[1]) / 4


def _cells(box: Box) -> list[tuple[int, int]]:
    left, top, right, bottom = (int(side // _CELL) for side in box)
    return [(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]
