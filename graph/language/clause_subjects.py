"""Subjects that stand right before their verb and that the parser hung elsewhere.

"El coche paró ante un bautizo y sus ocupantes abrieron fuego", "la OEA y Chile también lo
reconocen": a bare noun phrase right before a finite verb that has no other subject is its
subject.
"""

from __future__ import annotations

from graph.language.lexicon import Lexicon
from graph.language.syntax import Tree

_BETWEEN = frozenset(
    {"se", "lo", "la", "los", "las", "le", "les", "me", "nos", "no", "ni", "ya", "también",
     "tampoco"}
)  # fmt: skip
# What may stand before the noun phrase that opens a clause.
_OPENERS = frozenset(
    {",", ";", ":", '"', "(", "-", "y", "e", "pero", "que", "mientras", "cuando", "porque",
     "aunque", "pues", "si", "sino", "donde", "cual", "quien"}
)  # fmt: skip
_MISTAKEN = frozenset(
    {"conj", "appos", "obj", "iobj", "mark", "csubj", "ROOT", "flat", "obl", "nmod", "dep",
     "parataxis", "advmod", "amod", "ccomp", "xcomp", "aux", "compound", "advcl", "acl"}
)  # fmt: skip
_BELOW = 5
_THINGS = ("organization", "place", "work", "event")


def free_predicates(tree: Tree) -> None:
    """Let "presentes" complete its verb in "estuvieron presentes Ana Paz y Luis Gil".

    The parser makes it the subject, and hangs the people on it.
    """
    for i in range(1, tree.n):
        v = i - 1
        if tree.pos[i] != "ADJ" or tree.dep[i] != "nsubj" or tree.head[i] != v:
            continue
        if tree.lemma[v] not in ("estar", "ser", "quedar", "hacer") or not tree.is_finite(v):
            continue
        tree.dep[i] = "xcomp"
        for k in [*tree.kids[i]]:
            if k > i and tree.dep[k] in ("nsubj", "flat", "appos", "obj", "nmod"):
                if tree.pos[k] in ("NOUN", "PROPN") and not tree.cases(k):
                    tree.attach(k, v, "nsubj")


def hang_subjects(tree: Tree, lexicon: Lexicon, names: dict[int, int]) -> None:
    """Hang bare noun phrases on the finite verbs right behind them that have no subject.

    Parameters
    ----------
    tree : Tree
    lexicon : Lexicon
    names : dict[int, int]
        The root of each name, by its last token.
    """
    for v in range(tree.n):
        if not tree.is_verb(v) or not tree.is_finite(v) or tree.subjects(v):
            continue
        form = tree.morph[tree.finite_form(v)]
        if form.get("Person", "3") != "3" or tree.lemma[v] in lexicon.impersonal_verbs:
            continue
        r = _phrase_before(tree, lexicon, names, v)
        if r < 0:
            continue
        r = _agreeing(tree, r, form.get("Number") == "Plur")
        if r >= 0:
            _hang(tree, r, v)


def hang_late_subjects(tree: Tree, lexicon: Lexicon, people: list[tuple[int, int]]) -> None:
    """Give its subject back to "contó a Clarín Ana Paz", "muere en Quito Luis Gil".

    Parameters
    ----------
    tree : Tree
    lexicon : Lexicon
    people : list[tuple[int, int]]
        First token and root of each name of a person.
    """
    for start, root in people:
        q = tree.head[root]
        if not q < start or tree.dep[root] not in ("flat", "appos", "nmod") or tree.cases(root):
            continue
        if tree.head[start - 1] == start - 1 or not tree.words[start - 1].isalnum():
            continue
        entry, v = lexicon.noun(tree.low[q]), tree.head[q]
        thing = entry is not None and entry.kind in _THINGS
        described = entry is not None and not thing
        if described or tree.pos[start - 1] == "ADJ" or tree.low[q] in lexicon.demonyms:
            continue
        if tree.pos[q] == "NOUN" and tree.cases(q) in ("a", "con", "de") and not thing:
            continue  # "al guarda Luis Gil"
        time = lexicon.is_time_noun(tree.lemma[q])
        if not (tree.cases(q) or time) or not tree.is_verb(v) or not v < q:
            continue
        if tree.subjects(v) or not tree.is_finite(v) or tree.low[q] in lexicon.titles_low:
            continue
        if tree.morph[tree.finite_form(v)].get("Person", "3") == "3":
            tree.attach(root, v, "nsubj")


def _phrase_before(tree: Tree, lexicon: Lexicon, names: dict[int, int], v: int) -> int:
    """Return the root of the bare noun phrase that ends right before the verb group, or -1."""
    first = tree.bounds[tree.sentence[v]][0]
    i = v - 1
    while i >= first and (tree.low[i] in _BETWEEN or tree.pos[i] == "AUX" and tree.head[i] == v):
        i -= 1
    if i < first:
        return -1
    r = names.get(i, i if tree.pos[i] in ("NOUN", "ADJ", "PROPN") else -1)
    if r < 0:
        return -1
    for _ in range(_BELOW):
        h = tree.head[r]
        if h == r or not first <= h < r or not tree.is_nominal(h) or tree.dep[r] == "conj":
            break
        if "," in tree.words[h:r]:
            break
        r = h
    if tree.cases(r) or not tree.is_nominal(r) or tree.dep[r] not in _MISTAKEN:
        return -1
    if lexicon.is_time_noun(tree.lemma[r]) or not _begins_clause(tree, r, first, names):
        return -1
    return r


def _begins_clause(tree: Tree, r: int, first: int, names: dict[int, int]) -> bool:
    """Whether the noun phrase of `r` has an article or a name, and a clause begins with it."""
    low = r
    while low > first and tree.pos[low - 1] in ("DET", "NUM", "ADJ") and tree.low[low - 1] != "y":
        low -= 1
    if low == r and r not in names.values():
        return False
    return low == first or tree.low[low - 1] in _OPENERS


def _agreeing(tree: Tree, r: int, plural: bool) -> int:
    """Return `r`, or the first of its list, where it agrees with the verb; else -1."""
    many = tree.morph[r].get("Number") == "Plur"
    if many or not plural:
        return r if many == plural else -1
    while tree.dep[r] == "conj" and tree.is_nominal(tree.head[r]) and tree.head[r] < r:
        r = tree.head[r]
        if tree.cases(r):
            return -1
        low = tree.subtree(r)[0]
        if low == tree.bounds[tree.sentence[r]][0] or tree.low[low - 1] in (";", ":", '"', "que"):
            return r
    return -1


def _hang(tree: Tree, r: int, v: int) -> None:
    at, hops = v, 0
    while tree.head[at] != at and hops < 60:
        at, hops = tree.head[at], hops + 1
        if at == r:
            # The verb was below its own subject: it takes its place.
            above = tree.head[r]
            if above == r:
                tree.make_root(v)
            else:
                tree.attach(v, above, tree.dep[r])
            break
    tree.attach(r, v, "nsubj")
