"""Complements behind a second verb that the parser hung on the first: "viajó y almorzó con B"."""

from __future__ import annotations

from graph.language.syntax import Tree

_COMPLEMENTS = frozenset({"obj", "iobj", "obl"})


def hang_late_complements(tree: Tree) -> None:
    """Hang what stands behind a coordinated verb on that verb, not on the one before it.

    Parameters
    ----------
    tree : Tree
        Changed in place. A comma or another verb in between leaves the parse as it is.
    """
    for v in range(tree.n):
        first = tree.head[v]
        if tree.dep[v] != "conj" or first >= v or not (tree.is_verb(v) and tree.is_verb(first)):
            continue
        for k in list(tree.kids[first]):
            if k <= v or tree.dep[k] not in _COMPLEMENTS or not tree.is_nominal(k):
                continue
            between = range(v + 1, k)
            if any(tree.words[j] in (",", ";", ":") or tree.is_verb(j) for j in between):
                continue
            tree.attach(k, v, tree.dep[k])
