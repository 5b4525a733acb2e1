"""Who is whose relative: a noun of kinship between the one it names and the one it is told of.

"su hermano Y", "Y, hija de X", "el hijo del banquero, Y", "los hermanos X y Y", "mi madre" in
what X says.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.language.annotations import Relating
from graph.language.quotation import speaker_of
from graph.language.structure_records import StructureRecords

_OWN = ("su", "sus", "suyo", "suya", "suyos", "suyas")
_FIRST = ("mi", "mis", "nuestro", "nuestra", "nuestros", "nuestras")
_CLIMB = 4
_REACH = 12


class KinRelations(StructureRecords):
    """Finds the family and personal ties of one Doc."""

    def find(self) -> Iterator[Relating]:
        """Yield ``relatedTo`` relations, from left to right."""
        inside = {t for m in self.mentions if m.kind == "name" for t in range(m.start, m.end)}
        for i in range(self.tree.n):
            entry = self.lexicon.noun(self.tree.low[i])
            if (
                entry is None
                or entry.kind != "relative"
                and entry.lemma not in self.lexicon.kin_groups
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
        start = self._start(i)
        if start > 0 and tree.low[start - 1] in ("y", "e"):
            beside = self._ending(start - 1)
            if beside >= 0:
                return beside
        return self.person_at(tree.head[i]) if tree.dep[i] == "conj" else -1

    def _start(self, i: int) -> int:
        """Return where the noun's phrase begins: its article, possessive, numeral, adjective."""
        tree = self.tree
        while i > 0 and (
            tree.pos[i - 1] in ("DET", "NUM") or tree.pos[i - 1] == "ADJ" and tree.head[i - 1] == i
        ):
            i -= 1
        return i

    def _ending(self, end: int) -> int:
        """Return the person whose name ends right before token `end`, -1 for none."""
        for m in self.mentions:
            if m.end == end and m.kind == "name" and m.entity >= 0:
                return m.entity if self.referents[m.entity].type == "Person" else -1
        return -1

    def _speaker(self, i: int) -> int:
        speech = speaker_of(self.doc, i)
        return self.person_at(speech.speaker) if speech is not None else -1

    # who it is

    def _bearers(self, i: int, others: list[int]) -> list[int]:
        """Return the persons that the noun of kinship at `i` stands for."""
        tree = self.tree
        if any(tree.dep[k] == "cop" for k in tree.kids[i]):
            subjects = self.doc._.arguments.subject_of(i)
            if subjects in ([], [i]) and tree.dep[i] == "conj":
                subjects = self.doc._.arguments.subject_of(tree.head[i])
            found = [e for e in map(self.person_at, subjects) if e >= 0]
            return [e for e in found if not self._same_noun(e, i)]
        if tree.morph[i].get("Number") != "Plur":
            above = self._described(i, others)
            if above >= 0:
                return [above]
        named = self._named_after(i, others)
        if named:
            return named
        mine = self.person_at(i)
        # "Médico e hijo de X": who that is, the sentence does not say.
        return [mine] if mine >= 0 and (self._start(i) < i or self._is_named(mine)) else []

    def _is_named(self, entity: int) -> bool:
        return self.referents[entity].named

    def _same_noun(self, entity: int, i: int) -> bool:
        """Whether `entity` is nobody else than the unnamed one of the noun at `i`."""
        return not self._is_named(entity) and self.person_at(i) == entity

    def _described(self, i: int, others: list[int]) -> int:
        """Return the person whom the noun at `i` describes from behind: "Y, médico e hijo de X"."""
        tree, at = self.tree, i
        start = self._start(i)
        before = tree.low[start - 1] if start else ""
        if before == "," or before in ("y", "e") and start == i:
            floor = max(start - _REACH, tree.bounds[tree.sentence[i]][0])
            for k in range(start - 1, floor, -1):
                if tree.is_verb(k) and tree.is_finite(k):
                    break
                beside = self._ending(k) if tree.words[k] == "," else -1
                if beside >= 0 and beside not in others:
                    return beside
                if before == ",":
                    break
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

    def _named_after(self, i: int, others: list[int]) -> list[int]:
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
        if tree.morph[i].get("Number") == "Plur" or m is None or not self.referents[m.entity].named or m.entity in others:
            return []
        return [m.entity]

    def _among(self, i: int) -> Iterator[Relating]:
        """Relate those whom a plural noun names together: "los hermanos X y Y"."""
        tree = self.tree
        found: list[int] = []
        for k in tree.kids[i]:
            if tree.dep[k] in ("appos", "flat", "nmod") and k > i and not tree.cases(k):
                people = [e for c in tree.conjuncts(k) if (e := self.person_at(c)) >= 0]
                found += [e for e in people if self.referents[e].type == "Person"]
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
