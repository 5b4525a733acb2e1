"""Places by forces: who is linked is near, all others keep apart, and a little news moves little.

The forces are those of Fruchterman and Reingold (1991) and two more: one to the middle of the
community, and one to a home that each node has by its name alone. The force to the home begins so
strong, and the links as springs so tame, that there is but one state of rest. Then the one fades
and the others become what they are to be, and the nodes follow that state, instead of falling into
whichever of many is near. So the same node goes to about the same place when a document brings
others (the idea of graduated non-convexity, Blake and Zisserman 1987).

Every sum is taken in a fixed order, and nothing but the four operations and the square root,
which IEEE 754 rounds exactly, decides where a node goes: the places are the same on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]
    Indices = NDArray[np.int64]

Point = tuple[float, float]
Link = tuple[int, int]

# How strongly a link, the middle of the community and that of the sheet draw a node. Chosen by
# trial over 46 news texts, of which some were drawn with and without one of them: when the 45th
# comes, half of the figures move by less than a tenth of the drawing's radius.
LINK, COMMUNITY, MIDDLE = 2.0, 1.0, 1.0
# After which part of the steps links begin to pull the harder the longer they are, so that
# none stays long.
TAME = 0.5
# The force of the home at first and at last, and after which part of the steps it is the last.
HOME_FIRST, HOME_LAST, FADING = 8.0, 1.5, 0.77
# Two nodes at one place push each other no harder than if they lay so far apart (squared).
SOFT = 0.5
# Up to so many nodes every pair repels; beyond, a node feels the cells of a grid.
EXACT = 400
# The longest way of a node in one step.
STEP = 0.3


def settle(names: Sequence[str], links: Sequence[Link], groups: Sequence[int]) -> list[Point]:
    """Return places for linked nodes.

    Parameters
    ----------
    names : sequence of str
        Of each node, none twice: its home depends on it.
    links : sequence of (int, int)
        Pairs of nodes, counted from 0, each pair once and sorted.
    groups : sequence of int
        The community of each node.

    Returns
    -------
    list of (float, float)
        About the middle (0, 0).
    """
    import numpy as np

    count = len(names)
    home_x, home_y = _homes(names)
    x, y = home_x.copy(), home_y.copy()
    start, end = np.array(links, dtype=np.int64).T
    group = np.array(groups, dtype=np.int64)
    members = np.maximum(np.bincount(group), 1)
    degree = np.bincount(start, minlength=count) + np.bincount(end, minlength=count)
    push = _push_of_all if count <= EXACT else _push_of_cells
    steps = 300 if count <= EXACT else 80
    for step in range(steps):
        home = _home_force(step / steps)
        fx, fy = push(x, y)
        dx, dy = x[start] - x[end], y[start] - y[end]
        # bincount adds one by one, in order; sums of ufuncs would not.
        wild = max(0.0, (step / steps - TAME) / (1 - TAME))
        pull = LINK * (1 - wild) + wild * np.sqrt(dx * dx + dy * dy)
        fx += np.bincount(end, pull * dx, count) - np.bincount(start, pull * dx, count)
        fy += np.bincount(end, pull * dy, count) - np.bincount(start, pull * dy, count)
        fx += COMMUNITY * ((np.bincount(group, x) / members)[group] - x)
        fy += COMMUNITY * ((np.bincount(group, y) / members)[group] - y)
        fx += home * (home_x - x) - MIDDLE * x
        fy += home * (home_y - y) - MIDDLE * y
        length = np.sqrt(fx * fx + fy * fy) + 1e-9
        # Below one over the stiffness of the springs, so that nothing swings.
        stiffness = MIDDLE + COMMUNITY + home + 2 * LINK * degree * (1 + wild)
        rate = np.minimum(STEP / length, 0.9 / stiffness)
        x += fx * rate
        y += fy * rate
    return [(float(a), float(b)) for a, b in zip(x, y, strict=True)]


def _home_force(passed: float) -> float:
    if passed >= FADING:
        return HOME_LAST
    part = 1 - passed / FADING
    return HOME_LAST + (HOME_FIRST - HOME_LAST) * part * part


def _homes(names: Sequence[str]) -> tuple[Vector, Vector]:
    """Return a home for each name, anywhere in a square as large as so many nodes need."""
    import numpy as np

    side = float(len(names)) ** 0.5
    digests = b"".join(sha256(name.encode("utf-8", "surrogatepass")).digest() for name in names)
    parts = np.frombuffer(digests, dtype=">u4").reshape(len(names), 8)
    spread = (parts[:, :2].astype(np.float64) / 2.0**32 - 0.5) * side
    return spread[:, 0].copy(), spread[:, 1].copy()


def _push_of_all(x: Vector, y: Vector) -> tuple[Vector, Vector]:
    import numpy as np

    dx, dy = x[None, :] - x[:, None], y[None, :] - y[:, None]
    push = 1 / (dx * dx + dy * dy + SOFT)
    # Down the first axis NumPy adds row to row: every sum is in order.
    return np.add.reduce(dx * push, axis=0), np.add.reduce(dy * push, axis=0)


def _push_of_cells(x: Vector, y: Vector) -> tuple[Vector, Vector]:
    """Return the push of the middle of each cell of a grid, instead of that of each node."""
    import numpy as np

    side = 16
    cell = _cells(x, side) * side + _cells(y, side)
    weight = np.bincount(cell, minlength=side * side)
    full = np.maximum(weight, 1)
    middle_x = np.bincount(cell, x, side * side) / full
    middle_y = np.bincount(cell, y, side * side) / full
    fx, fy = np.zeros_like(x), np.zeros_like(y)
    for i in np.flatnonzero(weight):
        dx, dy = x - middle_x[i], y - middle_y[i]
        push = weight[i] / (dx * dx + dy * dy + SOFT)
        fx += dx * push
        fy += dy * push
    return fx, fy


def _cells(values: Vector, side: int) -> NDArray[np.int64]:
    import numpy as np

    low, high = float(values.min()), float(values.max())
    scaled = (values - low) * (side / max(high - low, 1e-9))
    return np.minimum(scaled.astype(np.int64), side - 1)
