"""The name that stands right before or behind a description and is what it describes."""

from __future__ import annotations

from graph.language.annotations import NounMention
from graph.language.descriptions import Description
from graph.language.syntax import Tree

_THINGS = ("Organization", "Work", "NamedEvent")


def named_before(tree: Tree, mentions: list[NounMention], found: Description) -> int:
    """Return the body, work or event that a noun behind its name describes, -1 for none.

    "«Reino de arena», serie que filmó X", "Horizons, el partido que fundó X".
    """
    k = found.start - 1
    if found.type not in _THINGS or found.number == "p" or k < 1 or tree.words[k] != ",":
        return -1
    k -= tree.words[k - 1] == '"'
    for m in mentions:
        if m.kind == "name" and m.end == k and m.type == found.type:
            # In a list the next comma or "y" brings in another thing.
            listed = found.end < tree.n and tree.low[found.end] in ("y", "e")
            return -1 if listed else m.entity
    return -1


def named_behind(tree: Tree, name_from: dict[int, NounMention], found: Description) -> int:
    """Return what is named right behind, -1 for nothing.

    "La petrolera Andina", "el socialista Luis Rey". ``name_from`` has the names by their
    first token.
    """
    if found.type not in ("Organization", "Person") or found.number == "p":
        return -1
    m = name_from.get(found.end)
    within = m is not None and tree.sentence[m.root] == tree.sentence[found.start]
    return m.entity if m is not None and within and m.type == found.type else -1
