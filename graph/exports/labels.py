"""The words on the drawing: how much room they take, and which way an edge bends to free its own.

The width of a text is estimated, since the fonts of the reader are not known here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from textwrap import wrap

from graph.exports.layout import Point, Size

# A box on the sheet: left, top, right, bottom, in pixels.
Box = tuple[float, float, float, float]

LINE_HEIGHT = 1.25
_NARROW = frozenset("ijlftrI.,:;'|!()[]-·¡ «»\"")
_WIDE = frozenset("mwMWÑOQG@%—…¿")

# How an edge may bend, in the order of preference: vis-network's ``roundness``, positive to
# the right of its way (``curvedCW``) and negative to the left. With each, the cosine and sine
# of (bend + 1) · 90°, about which its control point is turned; written out, because the
# library of one machine may round them otherwise than that of another.
_BENDS: dict[float, tuple[float, float]] = {
    0.0: (0.0, 1.0),
    0.12: (-0.187381, 0.982287),
    -0.12: (0.187381, 0.982287),
    0.24: (-0.368125, 0.929776),
    -0.24: (0.368125, 0.929776),
    0.36: (-0.535827, 0.844328),
    -0.36: (0.535827, 0.844328),
    0.5: (-0.707107, 0.707107),
    -0.5: (0.707107, 0.707107),
}
_CELL = 100.0
# How often the labels that lie on something choose anew.
ROUNDS = 4


def printable(text: str) -> str:
    """Return `text` on one line without what cannot be seen.

    Control characters and marks of direction, which would turn the words beside them round,
    are dropped; every white space becomes one space.
    """
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
    return "\n".join(wrap(text, width, max_lines=most, placeholder=" …")) or text


def text_size(text: str, font_size: float) -> Size:
    """Return the width and height that `text` takes, in pixels, at a font size in pixels."""
    lines = text.split("\n")
    width = max(sum(_advance(ch) for ch in line) for line in lines)
    return width * font_size, len(lines) * font_size * LINE_HEIGHT


def _advance(ch: str) -> float:
    """Return the width of a character in a common sans serif, in parts of the font size."""
    if unicodedata.east_asian_width(ch) in "WF":
        return 1.0
    if ch in _NARROW:
        return 0.34
    if ch in _WIDE:
        return 0.86
    return 0.7 if ch.isupper() else 0.56


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
        One of the bends for each edge: 0 is straight, positive to the right of its way.
    int
        How many labels still lie on something.
    """
    sheet = _Sheet()
    for box in taken:
        sheet.put(box)
    bends = [0.0] * len(ends)
    boxes: list[Box | None] = [None] * len(ends)
    bad = sorted(range(len(ends)), key=lambda i: (_length(*ends[i]), i))
    for _ in range(ROUNDS):
        again = []
        for i in bad:
            old = boxes[i]
            if old is not None:
                sheet.take(old)
            hits, bends[i], box = _best_bend(sheet, *ends[i], labels[i])
            sheet.put(box)
            boxes[i] = box
            if hits:
                again.append(i)
        bad = again
    return bends, len(bad)


def bend_in_turn(links: Sequence[tuple[int, int]]) -> list[float]:
    """Return bends that keep the edges of one pair apart, whatever their labels lie on."""
    seen: dict[tuple[int, int], int] = {}
    order = list(_BENDS)
    bends = []
    for a, b in links:
        pair = (min(a, b), max(a, b))
        seen[pair] = seen.get(pair, -1) + 1
        bend = order[seen[pair] % len(order)]
        # Seen from the other end, right is left.
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

    def hits(self, box: Box) -> float:
        """Return on how much `box` lies: one for each other box, and more the more it is hidden.

        A box in two cells may count twice, which does no harm: free is free.
        """
        found = 0.0
        for cell in _cells(box):
            for other in self._grid.get(cell, ()):
                width = min(box[2], other[2]) - max(box[0], other[0])
                height = min(box[3], other[3]) - max(box[1], other[1])
                if width > 0 and height > 0:
                    found += 1 + width * height / 100
        return found


def _best_bend(sheet: _Sheet, start: Point, end: Point, label: Size) -> tuple[float, float, Box]:
    """Return the hits, the bend and the box of the label that lies on the least."""
    best: tuple[float, float, Box] | None = None
    for bend in _BENDS:
        x, y = _middle(start, end, bend)
        box = (x - label[0] / 2, y - label[1] / 2, x + label[0] / 2, y + label[1] / 2)
        hits = sheet.hits(box)
        if best is None or hits < best[0]:
            best = (hits, bend, box)
        # Nothing is better than free; and a loop has no way to bend.
        if hits == 0 or start == end:
            break
    assert best is not None
    return best


def _length(start: Point, end: Point) -> float:
    """Return the square of the length."""
    return (end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2


def _middle(start: Point, end: Point, bend: float) -> Point:
    """Return the middle of the curve that vis-network draws (a quadratic Bézier curve)."""
    cosine, sine = _BENDS[bend]
    dx, dy = end[0] - start[0], end[1] - start[1]
    reach = (abs(bend) + 1) / 2
    via_x = start[0] + reach * (dx * sine - dy * cosine)
    via_y = start[1] + reach * (dx * cosine + dy * sine)
    return (start[0] + 2 * via_x + end[0]) / 4, (start[1] + 2 * via_y + end[1]) / 4


def _cells(box: Box) -> list[tuple[int, int]]:
    left, top, right, bottom = (int(side // _CELL) for side in box)
    return [(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]
