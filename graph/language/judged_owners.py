"""Whose "su" is where somebody is judged for it: "felicitó a Ana Paz por su victoria".

The possessive of a reason belongs to whom one praises, blames, tries or dismisses, not to who
does so.
"""

from __future__ import annotations

from graph.language.arguments import Arguments
from graph.language.lexicon import Lexicon
from graph.language.syntax import Tree

_JUDGED = frozenset(
    {"praised", "criticized", "accused", "convicted", "sanctioned", "arrested", "prosecuted"}
    | {"dismissed", "expelled", "investigated"}
)  # fmt: skip
_CAUSES = frozenset({"motivo", "causa", "ocasión", "razón"})
_REASONS = ("por", "con motivo de", "a causa de", "debido a", "en reconocimiento a")

_CLITICS = ("lo", "la", "le")


def judged_owner(tree: Tree, lexicon: Lexicon, arguments: Arguments, i: int) -> int:
    """Return the token of whom a verb or noun judges for what the "su" at `i` stands before.

    Parameters
    ----------
    tree, lexicon, arguments
        The Doc, the words and the role finder.
    i : int
        A possessive.

    Returns
    -------
    int
        A token left of `i` (``~token`` for an attached clitic), or -1.
    """
    reason = tree.head[i]
    if tree.cases(reason) == "de" and tree.low[tree.head[reason]] in _CAUSES:
        reason = tree.head[reason]
    elif tree.cases(reason) not in _REASONS and tree.low[i - 1] != "por":
        return -1
    host = tree.governor(reason)
    if host < 0 or host >= i:
        return -1
    if tree.is_verb(host):
        lemmas = lexicon.verb_lemmas(tree, host)
        told = {f.relation for lemma in lemmas for f in lexicon.frames.by_verb.get(lemma, ())}
        roles = arguments.of_verb(host)
        found = roles.get("iobj", []) + roles.get("obj", [])
    else:
        told = {f.relation for f in lexicon.frames.by_noun.get(tree.lemma[host], ())}
        found = arguments.of_noun(host).get("a", [])
    if not told & _JUDGED:
        return -1
    return next((t for t in found if (t if t >= 0 else ~t) < i), -1)


def awaited(tree: Tree, i: int) -> int:
    """Return the clitic that the possessive at `i` repeats: "lo esperaban su mujer y su padre".

    A subject behind its verb that is somebody's own is his whom the verb's clitic means; -1
    where there is no such clitic.
    """
    noun = tree.head[i]
    while tree.dep[noun] == "conj" and tree.is_nominal(tree.head[noun]):
        noun = tree.head[noun]
    v = tree.head[noun]
    if tree.dep[noun] != "nsubj" or not v < noun or not tree.is_verb(v):
        return -1
    return next((k for k in tree.kids[v] if k < v and tree.low[k] in _CLITICS), -1)
