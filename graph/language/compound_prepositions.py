"""Prepositions of two words that the parser took for a noun or an adverb: "frente a", "junto a".

And "en su contra", where the possessive is what stands behind "contra".
"""

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
_OWN = ("su", "mi")
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
        noun, host = tree.head[i + 1], tree.head[i]
        if noun <= i + 1 or tree.head[noun] != i or tree.lemma[host] == "hacer":
            continue
        if any(tree.pos[k] == "DET" for k in tree.kids[i]) or host == i:
            continue
        tree.attach(noun, host, "obl")
        tree.attach(i, noun, "case")
        tree.attach(i + 1, i, "fixed")


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
