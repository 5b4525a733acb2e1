"""Who is whose relative: a noun of kinship between the one it names and the one it is told of.

"su hermano Y", "Y, hija de X", "el hijo del banquero, Y", "los hermanos X y Y", "mi madre" in
what X says.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.language.annotations import Relating
from graph.language.bearers import BearerRecords

_PEOPLE = ("Person", "Group")


class KinRelations(BearerRecords):
    """Finds the family and personal ties of one Doc."""

    def find(self) -> Iterator[Relating]:
        """Yield ``relatedTo`` relations, from left to right."""
        inside = {t for m in self.mentions if m.kind == "name" for t in range(m.start, m.end)}
        for i in range(self.tree.n):
            entry = self.lexicon.noun(self.tree.low[i])
            if (
                entry is None
                or entry.kind != "relative"
                and entry.lemma not in self.lexicon.states.kin_groups
                or i in inside
                or self.tree.pos[i] not in ("NOUN", "ADJ", "PROPN")
            ):
                continue
            found = list(self._ties(i))
            yield from found
            if not found and entry.number == "p":
                yield from self._among(i)

    def _ties(self, i: int) -> Iterator[Relating]:
        others = [e for e in self._possessors(i) if e >= 0]
        if not others:
            return
        for mine in self._bearers(i, others):
            for other in others:
                if mine != other:
                    span = (i, i + 1)
                    yield self.relating("relatedTo", (mine, other), i, span, "kinship", 0.8)

    def _possessors(self, i: int) -> list[int]:
        """Return the persons whose relative the noun at `i` is."""
        tree = self.tree
        owner = self.possessor(i, _PEOPLE)
        if owner is None and self.start_of(i) == i and tree.low[i - 1] in ("y", "e"):
            # "su socio y exmarido, Y"
            owner = self.possessor(tree.head[i], _PEOPLE)
        if owner is not None:
            return [owner]
        for k in tree.kids[i]:
            if k > i and tree.cases(k) == "de":
                found = [self.referent_at(c, _PEOPLE) for c in tree.conjuncts(k)]
                if any(e >= 0 for e in found):
                    return found
                return [self._named_as(k)]
        return []

    def _named_as(self, k: int) -> int:
        """Return Y of "hijo del fundador de B, Y", where `k` is the founder: -1 for none."""
        tree = self.tree
        end = tree.bounds[tree.sentence[k]][1]
        body = self.named_behind(k + 1, end) if tree.low[k] in self.lexicon.states.makers else None
        if body is None or body.end + 1 >= end or tree.words[body.end] != ",":
            return -1
        named = self.named_behind(body.end + 1, end, 1)
        return named.entity if named is not None and named.type == "Person" else -1

    def _bearers(self, i: int, others: list[int]) -> list[int]:
        """Return the persons that the noun of kinship at `i` stands for."""
        tree = self.tree
        if any(tree.dep[k] == "cop" for k in tree.kids[i]):
            subjects = self.doc._.arguments.subject_of(i)
            if subjects in ([], [i]) and tree.dep[i] == "conj":
                subjects = self.doc._.arguments.subject_of(tree.head[i])
            found = [e for t in subjects if (e := self.referent_at(t, _PEOPLE)) >= 0]
            return [e for e in found if not self._same_noun(e, i)]
        if tree.morph[i].get("Number") != "Plur":
            above = self.described(i, others)
            if above >= 0:
                return [above]
        named = self.named_after(i, others)
        if named:
            return named
        mine = self.referent_at(i, _PEOPLE)
        # "Médico e hijo de X": who that is, the sentence does not say.
        told = self.start_of(i) < i or mine >= 0 and self.referents[mine].named
        return [mine] if mine >= 0 and told else []

    def _same_noun(self, entity: int, i: int) -> bool:
        """Whether `entity` is nobody else than the unnamed one of the noun at `i`."""
        return not self.referents[entity].named and self.referent_at(i, _PEOPLE) == entity

    def _among(self, i: int) -> Iterator[Relating]:
        """Relate those whom a plural noun names together: "los hermanos X y Y"."""
        tree = self.tree
        found: list[int] = []
        for k in tree.kids[i]:
            if tree.dep[k] in ("appos", "flat", "nmod") and k > i and not tree.cases(k):
                people = (self.referent_at(c, ("Person",)) for c in tree.conjuncts(k))
                found += [e for e in people if e >= 0]
        for a, first in enumerate(found):
            for second in found[a + 1 :]:
                if first != second:
                    span = (i, i + 1)
                    yield self.relating("relatedTo", (first, second), i, span, "kinship", 0.75)
