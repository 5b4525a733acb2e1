"""Who is put in charge by whom: "A anunció … Para la economía estarán a cargo B y C".

The clause names no doer; who announces it, there or in the sentences before, is who decides.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.language.annotations import Relating
from graph.language.state_words import StateWords
from graph.language.structure_records import StructureRecords

# How many sentences an announcement holds for.
_REACH = 3


class Assignments(StructureRecords):
    """Finds who puts whom in charge in one Doc."""

    def find(self) -> Iterator[Relating]:
        """Yield ``appointed`` relations, from left to right."""
        tree = self.tree
        for i in range(1, tree.n - 2):
            if not (self._sets(i) or self._names_charge(i)):
                continue
            doer = self._announcer(i)
            if doer < 0:
                continue
            end = tree.bounds[tree.sentence[i]][1]
            for m in self.mentions:
                told = m.kind == "name" and m.type == "Person" and i < m.start < end
                if told and m.entity not in (-1, doer) and tree.low[m.start - 1] != "de":
                    pair, span = (doer, m.entity), (i, i + 2)
                    yield self.relating("appointed", pair, i, span, "put in charge", 0.65)

    def _sets(self, i: int) -> bool:
        """Whether "estarán a cargo" and no "de" stands at token `i`: who follows is in charge."""
        tree = self.tree
        if (tree.low[i + 1], tree.low[i + 2]) != ("a", "cargo") or not self._is_future(i):
            return False
        behind = tree.low[i + 3] if i + 3 < tree.n else ""
        return behind not in ("de", "del") and not self._words.setting.isdisjoint(self._lemmas(i))

    def _names_charge(self, i: int) -> bool:
        """Whether "los encargados serán" stands before and at token `i`."""
        charged = self.tree.low[i - 1] in self._words.in_charge
        return charged and self._is_future(i) and "ser" in self._lemmas(i)

    @property
    def _words(self) -> StateWords:
        return self.lexicon.states

    def _is_future(self, i: int) -> bool:
        return self.tree.low[i].endswith(("rá", "rán"))

    def _lemmas(self, i: int) -> set[str]:
        return {self.tree.lemma[i], *self.lexicon.verbs.lemmas(self.tree.low[i])}

    def _announcer(self, i: int) -> int:
        """Return who announces what stands at token `i`, -1 for nobody known."""
        tree = self.tree
        first = max(tree.sentence[i] - _REACH + 1, 0)
        for v in range(i - 1, tree.bounds[first][0] - 1, -1):
            if not tree.is_verb(v) or self._words.announcing.isdisjoint(self._lemmas(v)):
                continue
            for token in self.doc._.arguments.subject_of(v):
                index = self.at_root.get(token, -1)
                entity = self.mentions[index].entity if index >= 0 else -1
                if entity >= 0 and self.referents[entity].type in ("Person", "Organization"):
                    return entity
            return -1
        return -1
