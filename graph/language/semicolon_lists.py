"""Lists of people with their posts, parted by semicolons.

"Ana Paz, rectora; Luis Gil, decano, y otros más felicitaron a B": the parser loses such lists
at the first semicolon.
"""

from __future__ import annotations

from graph.language.lexicon import Lexicon
from graph.language.syntax import Tree

_RELATIVE = frozenset({"que", "quien", "quienes", "cual", "cuales", "donde", "cuyo", "cuya"})
_JOINING = frozenset({"y", "e", "así", "como", "también", "además"})
_AFTER = frozenset({",", ";", ".", "(", "y", "e", "de", "del"})
# The words that may stand before the name in an item: "el empresario y activista Luis Gil".
_TITLE = 7


def join_lists(tree: Tree, lexicon: Lexicon, people: list[tuple[int, int, int]]) -> None:
    """Coordinate the people of a list parted by semicolons, and hang it on its verb.

    Parameters
    ----------
    tree : Tree
    lexicon : Lexicon
    people : list[tuple[int, int, int]]
        First token, token behind, and root of each name of a person, in order.
    """
    for first, end in tree.bounds:
        marks = [i for i in range(first, end) if tree.words[i] == ";"]
        if marks:
            inside = [p for p in people if first <= p[0] < end]
            if len(inside) > 1:
                _join(tree, lexicon, inside, first, marks, end)


def _join(
    tree: Tree,
    lexicon: Lexicon,
    people: list[tuple[int, int, int]],
    first: int,
    marks: list[int],
    end: int,
) -> None:
    starts = [first, *(i + 1 for i in marks)]
    stops = [*marks, end]
    items: list[int] = []
    for start, stop in zip(starts[1:], stops[1:], strict=True):
        item = _item(tree, people, start, stop)
        if item is None:
            break
        items.append(item)
        if _verb_in(tree, lexicon, start, stop) >= 0:
            break
    if not items:
        return
    last = len(items)
    after = _verb_in(tree, lexicon, starts[last], stops[last])
    before = _verb_in(tree, lexicon, first, marks[0])
    if after >= 0 and before < 0 and tree.morph[tree.finite_form(after)].get("Number") == "Plur":
        head = _item(tree, people, first, marks[0])
        if head is not None:
            _coordinate(tree, head, items)
            tree.attach(head, after, "nsubj")
    elif before >= 0 > after:
        told = [p for p in people if before < p[0] < marks[0]]
        head = next((_top(tree, p) for p in told if _stands_alone(tree, p, before)), -1)
        if head >= 0 and _verb_in(tree, lexicon, told[0][1], marks[0]) < 0:
            _coordinate(tree, head, items)


def _item(tree: Tree, people: list[tuple[int, int, int]], start: int, stop: int) -> int | None:
    """Return the top token of the person with whom an item of the list begins."""
    person = next((p for p in people if start <= p[0] < stop), None)
    if person is None or person[0] - start > _TITLE:
        return None
    for i in range(start, person[0]):
        plain = tree.pos[i] in ("DET", "NOUN", "ADJ", "PROPN", "CCONJ", "PUNCT")
        if not plain and tree.low[i] not in _JOINING:
            return None
    if person[1] < stop and tree.low[person[1]] not in _AFTER:
        return None
    return _top(tree, person)


def _top(tree: Tree, person: tuple[int, int, int]) -> int:
    top = person[2]
    while person[0] - _TITLE < tree.head[top] < top and tree.dep[top] in ("appos", "flat"):
        h = tree.head[top]
        if tree.pos[h] != "NOUN" or "," in tree.words[h:top] or ";" in tree.words[h:top]:
            break
        top = h
    return top


def _stands_alone(tree: Tree, person: tuple[int, int, int], verb: int) -> bool:
    top = _top(tree, person)
    low = top
    while low > verb and tree.pos[low - 1] in ("DET", "ADJ", "NUM"):
        low -= 1
    return not tree.cases(top) and tree.pos[low - 1] not in ("ADP", "CCONJ", "SCONJ")


def _verb_in(tree: Tree, lexicon: Lexicon, start: int, stop: int) -> int:
    """Return the first finite verb of a stretch outside its relative clauses, or -1."""
    for v in range(start, stop):
        if not tree.is_verb(v) or not tree.is_finite(v):
            continue
        if tree.words[v - 1] == "," and lexicon.noun(tree.low[v]) is not None:
            continue  # ", rectora;"
        if tree.dep[v] in ("acl", "acl:relcl") and any(
            tree.low[k] in _RELATIVE for k in tree.kids[v] if k < v
        ):
            continue
        return v
    return -1


def _coordinate(tree: Tree, head: int, items: list[int]) -> None:
    for k in [*tree.kids[head]]:
        if tree.dep[k] == "conj" and "(" in tree.words[head:k]:
            tree.dep[k] = "parataxis"  # "Grupo Lumo (Radio Lumo, TV Lumo)"
    for item in items:
        if item != head and not tree.cases(item):
            tree.attach(item, head, "conj")
