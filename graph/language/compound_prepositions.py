"""Prepositions of two words that the parser took for a noun or an adverb: "frente a", "junto a"."""

from __future__ import annotations

from collections.abc import Callable

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
_OWN = ("su", "mi")


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


def free_persons(tree: Tree, is_person: Callable[[int], bool]) -> None:
    """Undo compound prepositions made of a person: "sancionó al general B", "a exalcalde de C".

    Parameters
    ----------
    tree : Tree
        Changed in place.
    is_person : callable
        Whether the noun at a token is a word for a person or a post.
    """
    for i in range(1, tree.n - 1):
        first = i - 1
        if tree.dep[i] != "fixed" or tree.head[i] != first or tree.low[first] not in ("a", "al"):
            continue
        if not is_person(i):
            continue
        # "al general Luis Roa": the name; "a exalcalde de Nogales": what the post is of.
        named = tree.pos[i + 1] == "PROPN"
        below = i + 1 if named else tree.head[first]
        if below <= i or tree.head[below] == below:
            continue
        tree.attach(i, tree.head[below], "obl")
        tree.attach(below, i, "appos" if named else "nmod")
        for k in [k for k in tree.kids[first] if k > i]:
            tree.attach(k, below, "case")
        tree.attach(first, i, "case")


def hang_owned_prepositions(tree: Tree) -> None:
    """Read "en su contra" as "contra él": the possessive becomes the phrase.

    Parameters
    ----------
    tree : Tree
        Changed in place.
    """
    for i in range(2, tree.n):
        if tree.low[i] != "contra" or tree.low[i - 1] not in _OWN or tree.low[i - 2] != "en":
            continue
        host = tree.head[i]
        if host in (i, i - 1, i - 2):
            continue
        tree.attach(i - 1, host, "obl" if tree.is_verb(host) else "nmod")
        for k in [k for k in tree.kids[i] if k > i]:
            tree.attach(k, host, tree.dep[k])
        tree.attach(i, i - 1, "fixed")
        tree.attach(i - 2, i - 1, "case")
        tree.pos[i - 1] = "PRON"
        tree.low[i - 2] = "contra"
