"""What people say about who is who: pairs that are the same, and pairs that never are."""

from __future__ import annotations

from dataclasses import dataclass

Member = tuple[str, str]
"""An entity of one document: the document's id and the entity's key in its Reading."""

Pair = tuple[Member, Member]


@dataclass(frozen=True, slots=True)
class Constraints:
    """Decisions about entities of single documents that no evidence overrules.

    ``together`` are pairs that are one entity, whatever their names or types; ``apart`` are
    pairs that are never one, not even through a third. Where the two contradict each other
    (a pair is held together by a chain of pairs and is also to be apart), ``together`` holds.
    Members that the readings do not have are left aside.
    """

    together: tuple[Pair, ...] = ()
    apart: tuple[Pair, ...] = ()


NO_CONSTRAINTS = Constraints()
