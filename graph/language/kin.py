"""Who is whose relative: a noun of kinship between the one it names and the one it is told of.

"su hermano Y", "Y, hija de X", "el hijo del banquero, Y", "los hermanos X y Y", "mi madre" in
what X says.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.language.annotations import NounMention, Relating
from graph.language.quotation import speaker_of
from graph.language.structure_records import StructureRecords

_OWN = ("su", "sus", "suyo", "suya", "suyos", "suyas")
_FIRST = ("mi", "mis", "nuestro", "nuestra", "nuestros", "nuestras")
_JOINED = ("y", "e", ",")
_CLIMB = 4


class KinRelations(StructureRecords):
    """Finds the family and personal ties of one Doc."""

    def find(self) -> Iterator[Relating]:
        """Yield ``relatedTo`` relations, from left to right."""
        names = {m.start: m for m in self.mentions if m.kind == "name" and m.type == "Person"}
        inside = {t for m in self.mentions if m.kind == "name" for t in range(m.start, m.end)}
        for i in range(self.tree.n):
            entry = self.lexicon.noun(self.tree.low[i])
            if (
                entry is None
                or entry.kind != "relative"
                or i in inside
                or self.tree.pos[i] not in ("NOUN", "ADJ", "PROPN")
            ):
                continue
            found = list(self._ties(i, names))
            yield from found
            if not found and entry.number == "p":
                yield from self._among(i)

    def _ties(self, i: int, names: dict[int, NounMention]) -> Iterator[Relating]:
        others = [e for e in self._possessors(i) if e >= 0]
        if not others:
            return
        for mine in self._bearers(i, names, others):
            for other in others:
                if mine != other:
                    span = (i, i + 1)
                    yield self.relating("relatedTo", (mine, other), i, span, "kinship", 0.8)

    # of whom it is told

    def _possessors(self, i: int) -> list[int]:
        """Return the persons whose relative the noun at `i` is."""
        tree = self.tree
        for k in tree.kids[i]:
            if tree.low[k] in _OWN:
                joined = self._joined_with(i)
                return [joined if joined >= 0 else self.person_at(k)]
            if tree.low[k] in _FIRST and tree.pos[k] == "DET":
                return [self._speaker(i)]
            whose = tree.antecedent_of_whose(k)
            if whose >= 0:
                return [self.person_at(whose)]
        for k in tree.kids[i]:
            if k > i and tree.cases(k) == "de":
                found = [self.person_at(c) for c in tree.conjuncts(k)]
                if any(e >= 0 for e in found):
                    return found
        for k in tree.kids[i]:
            # "Pedro y esposa", "casó con la prima de ella": else nothing is told.
            if tree.low[k] in ("él", "ella") and tree.cases(k) == "de":
                return [self.person_at(k)]
        return []

    def _joined_with(self, i: int) -> int:
        """Return the person that "su" means in "X y su esposa": the other of the pair."""
        tree = self.tree
        h = tree.head[i]
        if tree.dep[i] != "conj":
            return -1
        return self.person_at(h)

    def _speaker(self, i: int) -> int:
        speech = speaker_of(self.doc, i)
        return self.person_at(speech.speaker) if speech is not None else -1

    # who it is

    def _bearers(self, i: int, names: dict[int, NounMention], others: list[int]) -> list[int]:
        """Return the persons that the noun of kinship at `i` stands for."""
        tree = self.tree
        if any(tree.dep[k] == "cop" for k in tree.kids[i]):
            subjects = [self.person_at(t) for t in self.doc._.arguments.subject_of(i)]
            if any(e >= 0 for e in subjects):
                return [e for e in subjects if e >= 0]
        above = self._described(i, others)
        if above >= 0:
            return [above]
        named = self._named_after(i, names, others)
        if named:
            return named
        mine = self.person_at(i)
        return [mine] if mine >= 0 else []

    def _described(self, i: int, others: list[int]) -> int:
        """Return the person whom the noun at `i` describes from behind: "Y, médico e hijo de X"."""
        tree, at = self.tree, i
        for _ in range(_CLIMB):
            dep, h = tree.dep[at], tree.head[at]
            if h == at or h > at or dep not in ("appos", "conj", "amod", "acl", "nmod"):
                return -1
            if dep == "conj" and any(tree.low[k] in _OWN + _FIRST for k in tree.kids[i]):
                return -1
            if dep == "nmod" and tree.cases(at):
                return -1
            index = self.at_root.get(h, -1)
            if dep != "conj" and index >= 0 and tree.words[at - 1] != "(":
                m = self.mentions[index]
                if m.kind == "name" and m.type == "Person" and m.entity not in others:
                    return m.entity
            at = h
        return -1

    def _named_after(
        self, i: int, names: dict[int, NounMention], others: list[int]
    ) -> list[int]:
        """Return who is named behind the noun: "su hija, la actriz Y", "el hijo de X, Y"."""
        tree = self.tree
        end = tree.bounds[tree.sentence[i]][1]
        for k in tree.kids[i]:
            if tree.dep[k] in ("appos", "flat", "nmod") and k > i and not tree.cases(k):
                found = [self.person_at(c) for c in tree.conjuncts(k)]
                found = [e for e in found if e >= 0 and self.referents[e].named]
                if found and found[0] not in others:
                    return found
        starts = {m.start: m for m in self.mentions if m.type == "Person" and m.entity >= 0}
        k = i + 1
        while k < end and tree.head[k] == i and tree.dep[k] == "amod":
            k += 1
        if k < end and tree.words[k] == ",":
            k += 1
            if k < end and tree.pos[k] == "DET":
                k += 1
        m = starts.get(k) or starts.get(k - 1)
        if m is None or not self.referents[m.entity].named or m.entity in others:
            return []
        return [m.entity]

    def _among(self, i: int) -> Iterator[Relating]:
        """Relate those whom a plural noun names together: "los hermanos X y Y"."""
        tree = self.tree
        found: list[int] = []
        for k in tree.kids[i]:
            if tree.dep[k] in ("appos", "flat", "nmod") and k > i and not tree.cases(k):
                found += [e for c in tree.conjuncts(k) if (e := self.person_at(c)) >= 0]
        if len(found) < 2:
            return
        for a, first in enumerate(found):
            for second in found[a + 1 :]:
                if first != second:
                    span = (i, i + 1)
                    yield self.relating("relatedTo", (first, second), i, span, "kinship", 0.75)

    def person_at(self, token: int) -> int:
        """Return the referent of the person or people at `token`, -1 for none."""
        index = self.at_root.get(token, -1)
        if index < 0:
            return -1
        entity = self.mentions[index].entity
        if entity >= 0 and self.referents[entity].type in ("Person", "Group"):
            return entity
        return -1
