"""Sets that grow by joining (union-find), with pairs that must never meet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Generic, Protocol, TypeVar


class _Sortable(Protocol):
    def __lt__(self, other: Any, /) -> bool: ...
    def __hash__(self) -> int: ...


K = TypeVar("K", bound=_Sortable)


class Groups(Generic[K]):
    """Sets of members; at first each is alone.

    The smaller of two sets is poured into the larger, so that all joinings together take n log n
    steps. NetworkX and SciPy have such sets too, but none that keeps enemies apart.
    """

    def __init__(self, members: Iterable[K]) -> None:
        self._set_of: dict[K, list[K]] = {member: [member] for member in members}
        self._foes: dict[int, set[int]] = {}

    def __contains__(self, member: object) -> bool:
        return member in self._set_of

    def keep_apart(self, one: K, other: K) -> None:
        """Forbid that two members ever meet; says nothing where they are together already."""
        a, b = id(self._set_of[one]), id(self._set_of[other])
        if a != b:
            self._foes.setdefault(a, set()).add(b)
            self._foes.setdefault(b, set()).add(a)

    def may_join(self, one: K, other: K) -> bool:
        """Return whether nothing forbids to join the sets of two members."""
        return id(self._set_of[other]) not in self._foes.get(id(self._set_of[one]), ())

    def together(self, one: K, other: K) -> bool:
        """Return whether two members are in one set."""
        return self._set_of[one] is self._set_of[other]

    def join(self, one: K, other: K) -> bool:
        """Make one set of those of two members; False where that is forbidden."""
        large, small = self._set_of[one], self._set_of[other]
        if large is small:
            return True
        if not self.may_join(one, other):
            return False
        if len(large) < len(small):
            large, small = small, large
        large += small
        for member in small:
            self._set_of[member] = large
        for foe in self._foes.pop(id(small), ()):
            self._foes[foe].discard(id(small))
            self._foes[foe].add(id(large))
            self._foes.setdefault(id(large), set()).add(foe)
        return True

    def members(self) -> list[tuple[K, ...]]:
        """Return the sets, each sorted, in the order of their first members."""
        sets = {id(members): members for members in self._set_of.values()}
        return sorted(tuple(sorted(members)) for members in sets.values())

    def members_of(self, member: K) -> list[K]:
        """Return the members of the set of one, in no order."""
        return self._set_of[member]
