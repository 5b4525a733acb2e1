"""Names that say who a plural is: "con los tres candidatos en liza, Ana Paz, Luis Gil y Eva Ríos".

The parser makes subjects or objects of such names; the commas and the last "y" are sure.
"""

from __future__ import annotations

from graph.language.descriptions import KIND_TYPES
from graph.language.lexicon import Lexicon
from graph.language.syntax import Tree

# How far before the comma the plural noun may stand.
_REACH = 8
_PEOPLE = ("Person", "Group")
_LOOSE = ("appos", "flat", "nmod", "conj")

Name = tuple[int, int, int]


def head_counted_nouns(tree: Tree, lexicon: Lexicon) -> None:
    """Let the noun head "los 4 abanderados", "presuntos guerrilleros", not what stands before."""
    for i in range(tree.n - 1):
        j = i + 1
        counts = tree.pos[i] == "NUM" or tree.words[i].isdigit()
        if tree.head[j] != i or tree.pos[j] not in ("ADJ", "NOUN"):
            continue
        if not counts and not _describes(tree, lexicon, i, j):
            continue
        entry = lexicon.noun(tree.low[j])
        if entry is None or KIND_TYPES[entry.kind] not in _PEOPLE or counts and entry.number != "p":
            continue
        above, dep = tree.head[i], tree.dep[i]
        if above == i:
            tree.make_root(j)
        else:
            tree.attach(j, above, dep)
        for k in [*tree.kids[i]]:
            if k != j:
                tree.attach(k, j, tree.dep[k])
        tree.attach(i, j, "nummod" if counts else "amod")
        tree.pos[j] = "NOUN"
        if counts:
            tree.morph[j] = {**tree.morph[j], "Number": "Plur"}


def _describes(tree: Tree, lexicon: Lexicon, i: int, j: int) -> bool:
    """Whether `i` is an adjective that only describes the noun `j` behind it."""
    if tree.pos[i] != "ADJ" or tree.pos[j] != "NOUN" or tree.dep[j] != "amod":
        return False
    return lexicon.noun(tree.low[i]) is None


def join_named_lists(tree: Tree, lexicon: Lexicon, people: list[Name]) -> None:
    """Hang a list of names on the plural noun for people that it explains.

    Parameters
    ----------
    tree : Tree
    lexicon : Lexicon
    people : list[tuple[int, int, int]]
        First token, token behind, and root of each name of a person.
    """
    starting = {p[0]: p for p in people}
    taken: set[int] = set()
    for person in people:
        start = person[0]
        if start in taken or start < 2 or tree.words[start - 1] not in (",", ":"):
            continue
        items = _chain(tree, starting, person)
        if len(items) < 2 or _acts(tree, items[-1][1]):
            continue
        host = _plural_before(tree, lexicon, start - 1)
        if host < 0:
            continue
        taken |= {p[0] for p in items}
        first = items[0][2]
        tree.attach(first, host, "appos")
        if tree.head[first] == host:
            for item in items[1:]:
                tree.attach(item[2], first, "conj")


def join_names(tree: Tree, lexicon: Lexicon, names: list[Name]) -> None:
    """Coordinate "A, el PRI y C", "A de Perú, B de Chile y C": the parser makes appositions.

    Parameters
    ----------
    tree : Tree
    lexicon : Lexicon
    names : list[tuple[int, int, int]]
        First token, token behind, and root of each name that is no place.
    """
    starting = {_start(tree, lexicon, n[0]): n for n in names}
    done = 0
    for start in sorted(starting):
        if start < done:
            continue
        items, at, closed = [starting[start]], starting[start][1], False
        while not closed and at + 1 < tree.n:
            at = _past_place(tree, at)
            comma = at < tree.n and tree.words[at] == ","
            after = at + 1 if comma else at
            if after < tree.n and tree.low[after] in ("y", "e"):
                closed, after = True, after + 1
            elif not comma:
                break
            if after not in starting:
                closed = False
                break
            items.append(starting[after])
            at = items[-1][1]
        if closed and len(items) > 2:
            done = items[-1][1]
            _link(tree, start, items)


def _start(tree: Tree, lexicon: Lexicon, i: int) -> int:
    """Return where the phrase of the name at `i` begins: "el PRI", "la senadora Ana Paz"."""
    first = tree.bounds[tree.sentence[i]][0]
    if i > first and tree.pos[i - 1] == "NOUN":
        entry = lexicon.noun(tree.low[i - 1])
        if entry is not None and entry.number != "p" and KIND_TYPES[entry.kind] == "Person":
            i -= 1
    return i - 1 if i > first and tree.low[i - 1] in ("el", "la", "los", "las") else i


def _past_place(tree: Tree, at: int) -> int:
    """Return the token behind "de Perú" that may follow a name of a list."""
    if at + 2 < tree.n and tree.low[at] in ("de", "del") and tree.words[at + 1].istitle():
        end = at + 2
        while end < tree.n and tree.pos[end] == "PROPN":
            end += 1
        return end
    return at


def _link(tree: Tree, start: int, items: list[Name]) -> None:
    end = items[-1][1]
    tops = [_top(tree, item, start) for item in items]
    head = tops[0]
    if any(tree.cases(t) for t in tops[1:]):
        return
    for top in tops[1:]:
        if start <= tree.head[top] < end and tree.dep[top] in _LOOSE and tree.head[top] != head:
            tree.attach(top, head, "conj")
        elif tree.head[top] == head and tree.dep[top] in ("appos", "flat", "nmod"):
            tree.dep[top] = "conj"


def _top(tree: Tree, item: Name, start: int) -> int:
    top = item[2]
    h = tree.head[top]
    above = start <= h < item[0] and h >= item[0] - 2 and tree.pos[h] == "NOUN"
    return h if above and tree.dep[top] in ("appos", "flat") else top


def _chain(tree: Tree, starting: dict[int, Name], person: Name) -> list[Name]:
    """Return the names of a list that a "y" closes, or the first one alone."""
    items, at, closed = [person], person[1], False
    while not closed and at + 1 < tree.n:
        comma = tree.words[at] == ","
        after = at + 1 if comma else at
        if after < tree.n and tree.low[after] in ("y", "e"):
            closed, after = True, after + 1
        elif not comma:
            break
        if after not in starting:
            return items[:1]
        items.append(starting[after])
        at = items[-1][1]
    return items if closed else items[:1]


def _acts(tree: Tree, at: int) -> bool:
    """Whether a verb follows: the names are its subject ("…, Ana y Luis pidieron")."""
    while at < tree.n and tree.pos[at] in ("PRON", "ADV", "AUX"):
        if tree.pos[at] == "AUX":
            return True
        at += 1
    return at < tree.n and tree.is_verb(at) and tree.is_finite(at)


def _plural_before(tree: Tree, lexicon: Lexicon, comma: int) -> int:
    x = comma - 1
    if tree.is_verb(x) or tree.words[x] in ('"', ")"):
        return -1
    while x >= 0 and comma - x <= _REACH:
        entry = lexicon.noun(tree.low[x])
        plural = tree.morph[x].get("Number") == "Plur" or entry is not None and entry.number == "p"
        if tree.pos[x] == "NOUN" and entry is not None and plural:
            return x if KIND_TYPES[entry.kind] in _PEOPLE else -1
        h = tree.head[x]
        if tree.dep[x] == "conj" or not comma - _REACH <= h < x or tree.is_verb(h):
            return -1
        x = h
    return -1
