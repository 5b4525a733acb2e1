"""Who belongs together: the communities of a graph, by the method of Leiden.

The method (Traag, Waltman and van Eck 2019, https://doi.org/10.1038/s41598-019-41695-z) is that
of graspologic-native, which takes a tenth of a second for 40,000 links where NetworkX's
Louvain takes many; with a seed it is the same everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence

_SEED = 2019
# Further passes over 40,000 links gain 0.01 of modularity and cost as much again.
_PASSES = 1

Link = tuple[int, int]


def communities(count: int, links: Sequence[Link], names: Sequence[str]) -> list[list[int]]:
    """Return the communities of a graph.

    Parameters
    ----------
    count : int
        The number of nodes.
    links : sequence of (int, int)
        Pairs of nodes, counted from 0; a pair that stands there twice belongs together twice as
        much. Their order does not matter.
    names : sequence of str
        A name for each node, none twice.

    Returns
    -------
    list of list of int
        Each from the member with the most links on, the largest first; a node without links is
        one by itself.
    """
    weights: dict[Link, float] = {}
    degrees = [0] * count
    for a, b in links:
        pair = (a, b) if a < b else (b, a)
        if pair in weights:
            weights[pair] += 1.0
        elif a != b:
            weights[pair] = 1.0
            degrees[a] += 1
            degrees[b] += 1
    members: dict[int, list[int]] = {}
    if weights:
        from graspologic_native import leiden

        # By numbers, for names may hold what is no text outside Python (half a character).
        named = [(str(a), str(b), weights[a, b]) for a, b in sorted(weights)]
        # Of the greatest modularity at resolution 1, the usual measure (Newman 2006).
        _, parts = leiden(named, None, 1.0, 0.001, _PASSES, True, _SEED, 1)
        for node in range(count):
            if degrees[node]:
                members.setdefault(parts[str(node)], []).append(node)

    def busiest(node: int) -> tuple[int, str]:
        return -degrees[node], names[node]

    found = [sorted(nodes, key=busiest) for nodes in members.values()]
    found.sort(key=lambda nodes: (-len(nodes), busiest(nodes[0])))
    return found + [[node] for node in sorted(range(count), key=busiest) if not degrees[node]]
