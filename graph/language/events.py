"""Who takes part in what: an event told by name in or during which somebody acts.

"A ganó a B en la final de la Copa Oro", "A se disculpó durante la Anime Expo", "la delegación
rumana", "en las primarias, A …": who acts in an event takes part in it, and both sides of a
match that is told there.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.language.annotations import Relating
from graph.language.structure_records import StructureRecords

_ACTORS = ("Person", "Organization", "Group", "Place")
_CONTESTS = ("defeated", "competedWith")
_CLIMB = 4


class EventRelations(StructureRecords):
    """Finds who takes part in the named events of one Doc."""

    def find(self, told: list[Relating]) -> Iterator[Relating]:
        """Yield ``participatedIn`` relations.

        Parameters
        ----------
        told : list[Relating]
            What the frames have found; a contest told at the verb brings in both its sides.
        """
        sides: dict[int, set[int]] = {}
        for r in told:
            if r.relation in _CONTESTS:
                sides.setdefault(r.at, set()).update((r.subject, r.object))
        yield from self._sides(sides)
        for m in self.mentions:
            if m.type != "NamedEvent" or m.entity < 0 or m.kind not in ("name", "description"):
                continue
            named = self.referents[m.entity].named
            at, case = self._stage(m.root)
            v = self.tree.head[at]
            if case not in ("en", "durante") or v == at or not self.tree.is_predicate(v):
                continue
            if not named:
                continue
            for who in sorted(self._actors(v)):
                if who != m.entity:
                    span = (at, m.end) if at < m.end else (m.start, m.end)
                    yield self.relating(
                        "participatedIn", (who, m.entity), v, span, "actor in event", 0.7
                    )

    def _sides(self, sides: dict[int, set[int]]) -> Iterator[Relating]:
        """Yield that both sides of a contest take part in the one event of the sentence."""
        tree = self.tree
        for v, parties in sides.items():
            here = tree.sentence[v]
            events = {
                m.entity: m
                for m in self.mentions
                if m.type == "NamedEvent"
                and m.entity >= 0
                and tree.sentence[m.root] == here
                and m.kind == "name"
            }
            if len(events) != 1:
                continue
            event, m = events.popitem()
            for who in sorted(parties - {event}):
                yield self.relating(
                    "participatedIn", (who, event), v, (m.start, m.end), "side in event", 0.7
                )

    def _stage(self, root: int) -> tuple[int, str]:
        """Return the head of "la final de la Copa" and its preposition, for the event's root."""
        tree, at = self.tree, root
        for _ in range(_CLIMB):
            case = tree.cases(at)
            h = tree.head[at]
            if case != "de" or h == at or not tree.is_nominal(h):
                return at, case
            if (
                self.lexicon.noun(tree.low[h]) is None
                and tree.low[h] not in self.lexicon.states.stages
            ):
                return at, case
            if tree.low[h] not in self.lexicon.states.stages:
                return at, case
            at = h
        return at, tree.cases(at)

    def _actors(self, v: int) -> set[int]:
        out = set()
        for token in self.doc._.arguments.subject_of(v):
            k = self.at_root.get(token, -1)
            if k < 0:
                continue
            m = self.mentions[k]
            for entity in m.members or (m.entity,):
                if entity >= 0 and self.referents[entity].type in _ACTORS:
                    out.add(entity)
        return out
