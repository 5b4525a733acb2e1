"""Participles and nouns in a row that the parser does not see as a list.

"Fueron detenidos, golpeados y encarcelados": they share one auxiliary. "Policías comunitarios y
hombres armados": the second noun belongs to the first, not to its adjective.
"""

from __future__ import annotations

from collections.abc import Callable

from graph.language.syntax import Tree

_LOOSE = frozenset({"advmod", "amod", "acl", "appos", "obj", "obl", "conj", "xcomp"})
_JOINING = frozenset({",", "y", "e", "o"})


def join_participles(tree: Tree, is_participle: Callable[[str], bool]) -> None:
    """Make conjuncts of the participles that the parser hung on the first one as adverbs.

    Parameters
    ----------
    tree : Tree
        Changed in place.
    is_participle : callable
        Tells of a form in small letters whether it is a past participle.
    """
    for i in range(2, tree.n):
        if tree.dep[i] not in _LOOSE or not is_participle(tree.low[i]):
            continue
        first = i - 2
        if tree.low[i - 1] not in _JOINING or not is_participle(tree.low[first]):
            continue
        top = first
        while tree.dep[top] == "conj" and is_participle(tree.low[tree.head[top]]):
            top = tree.head[top]
        if not any(tree.dep[k] in ("aux", "aux:pass", "cop") for k in tree.kids[top]):
            continue
        if tree.low[i][-1] != tree.low[top][-1]:
            continue
        tree.attach(i, top, "conj")
        tree.pos[i] = "VERB"
        tree.morph[i] = {**tree.morph[i], "VerbForm": "Part"}


def join_nouns(tree: Tree) -> None:
    """Make conjuncts of two nouns where the parser hung the second on the adjective of the first.

    Parameters
    ----------
    tree : Tree
        Changed in place.
    """
    for i in range(2, tree.n):
        h = tree.head[i]
        if tree.dep[i] != "conj" or tree.pos[i] not in ("NOUN", "PROPN") or h >= i:
            continue
        g = tree.head[h]
        if tree.pos[h] != "ADJ" or tree.dep[h] != "amod" or tree.pos[g] != "NOUN" or g >= h:
            continue
        if tree.cases(i):
            continue
        tree.attach(i, g, "conj")
