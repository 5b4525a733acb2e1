"""Prepositions of two words that the parser took for a noun or an adverb: "frente a", "junto a"."""

from __future__ import annotations

from graph.language.syntax import Tree
from graph.language.word_lists import uncontracted

_COMPOUND = {
    "frente": "a",
    "junto": "a",
    "delante": "de",
    "enfrente": "de",
    "afuera": "de",
    "fuera": "de",
    "cerca": "de",
    "detrás": "de",
    "alrededor": "de",
}
_ADVERBIAL = ("advmod", "obl", "nmod", "case")


def hang_compound_prepositions(tree: Tree) -> None:
    """Hang what follows "frente a" on the verb, with both words as its case.

    Parameters
    ----------
    tree : Tree
        Changed in place. "Hacer frente a" stays a verb with its noun.
    """
    for i in range(tree.n - 2):
        second = _COMPOUND.get(tree.low[i])
        plain = uncontracted(tree.low[i + 1])
        if second is None or plain != second or tree.dep[i] not in _ADVERBIAL:
            continue
        noun, host = _noun_behind(tree, i), tree.head[i]
        if noun <= i + 1 or tree.head[noun] != i or tree.lemma[host] == "hacer":
            continue
        if any(tree.pos[k] == "DET" for k in tree.kids[i]) or host == i:
            continue
        tree.attach(noun, host, "obl")
        tree.attach(i, noun, "case")
        tree.attach(i + 1, i, "fixed")


def _noun_behind(tree: Tree, i: int) -> int:
    """Return what "frente a" at `i` leads, whether it or "frente" heads the "a"; else `i`."""
    if tree.head[i + 1] != i:
        return tree.head[i + 1]
    behind = (k for k in tree.kids[i] if k > i + 1 and tree.dep[k] in ("obl", "nmod", "obj"))
    return next(behind, i)
