"""Who is whose relative: a noun of kinship between the one it names and the one it is told of.

"su hermano Y", "Y, hija de X", "el hijo del banquero, Y", "los hermanos X y Y", "mi madre" in
what X says.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.language.annotations import Relating
from graph.language.kin_phrases import PEOPLE, KinPhrases


class KinRelations(KinPhrases):
    """Finds the family and personal ties of one Doc."""

    def find(self) -> Iterator[Relating]:
        """Yield ``relatedTo`` relations, from left to right."""
        inside = {t for m in self.mentions if m.kind == "name" for t in range(m.start, m.end)}
        found: list[tuple[str, Relating]] = []
        for i in range(self.tree.n):
            entry = self.lexicon.noun(self.tree.low[i])
            if (
                entry is None
                or i in self.in_phrases
                or entry.kind != "relative"
                and entry.lemma not in self.lexicon.states.kin_groups
                or i in inside
                or self.tree.pos[i] not in ("NOUN", "ADJ", "PROPN")
            ):
                continue
            several = entry.number == "p" or self.tree.morph[i].get("Number") == "Plur"
            ties = list(self._ties(i, several))
            if not ties:
                ties = list(self._among(i) if several else self._paired(i))
            found += [(entry.lemma, r) for r in ties]
        yield from self._told_once(found)

    def _told_once(self, found: list[tuple[str, Relating]]) -> Iterator[Relating]:
        """Yield what is `found`, less the nameless who bear a name elsewhere in the text.

        Where Y is told to be the father of X, "el padre de X" is nobody else.
        """
        known = {
            (lemma, r.object)
            for lemma, r in found
            if self.referents[r.subject].named and self.referents[r.object].named
        }
        for lemma, r in found:
            nameless = self.referents[r.subject]
            if nameless.named or nameless.number == "p" or (lemma, r.object) not in known:
                yield r

    def _ties(self, i: int, several: bool) -> Iterator[Relating]:
        owners, end = self._possessors(i)
        others = [e for e in owners if e >= 0]
        if not others:
            return
        for mine in self._bearers(i, others, end, several):
            for other in others:
                if mine != other:
                    yield self._related(mine, other, i, "kinship", 0.8)

    def _related(self, one: int, other: int, i: int, how: str, sure: float) -> Relating:
        return self.relating("relatedTo", (one, other), i, (i, i + 1), how, sure)

    def _possessors(self, i: int) -> tuple[list[int], int]:
        """Return the persons whose relative the noun at `i` is, and where a "de" phrase ends."""
        tree = self.tree
        owner = self.possessor(i, PEOPLE)
        if owner is None and self.start_of(i) == i and tree.low[i - 1] in ("y", "e"):
            # "su socio y exmarido, Y"
            owner = self.possessor(tree.head[i], PEOPLE)
        if owner is not None:
            return [owner], 0
        behind, end = self.owner_behind(i)
        for k in tree.kids[i]:
            if k > i and tree.cases(k) == "de":
                listed = [c for c in tree.conjuncts(k) if c == k or self._is_told(c)]
                found = [self.referent_at(c, PEOPLE) for c in listed]
                if behind >= 0 and found[0] == behind and self._names_both(found, end):
                    # "la hija de X, Y": the parser takes them for a list.
                    found = found[:1]
                if behind >= 0 and self.referents[behind].named and len(found) == 1:
                    # "hermana del goleador de Racing Luis Prado"
                    found = [behind]
                if any(e >= 0 for e in found):
                    return found, end
                named = self._named_as(k)
                return ([named], 0) if named >= 0 or behind < 0 else ([behind], end)
        return [behind], end

    def _is_told(self, c: int) -> bool:
        """Whether the noun at `c` means somebody of its own: no "de un exministro y dueño de B"."""
        tree = self.tree
        own = any(tree.pos[j] == "DET" for j in tree.kids[c]) or bool(tree.cases(c))
        return own or tree.pos[c] == "PROPN"

    def _names_both(self, found: list[int], end: int) -> bool:
        """Whether a second name, between commas, follows the one whose relative is told."""
        tree = self.tree
        if len(found) != 2 or not 0 < end < tree.n or tree.words[end] != ",":
            return False
        m = self.starting.get(end + 1)
        return m is not None and m.end < tree.n and tree.words[m.end] in (",", ".", ";", ":")

    def _named_as(self, k: int) -> int:
        """Return Y of "hijo del fundador de B, Y", where `k` is the founder: -1 for none."""
        tree = self.tree
        end = tree.bounds[tree.sentence[k]][1]
        body = self.named_behind(k + 1, end) if tree.low[k] in self.lexicon.states.makers else None
        if body is None or body.end + 1 >= end or tree.words[body.end] != ",":
            return -1
        named = self.named_behind(body.end + 1, end, 1)
        return named.entity if named is not None and named.type == "Person" else -1

    def _bearers(self, i: int, others: list[int], end: int, several: bool) -> list[int]:
        """Return the persons that the noun of kinship at `i` stands for."""
        tree = self.tree
        if any(tree.dep[k] == "cop" for k in tree.kids[i]):
            subjects = self.doc._.arguments.subject_of(i)
            if subjects in ([], [i]) and tree.dep[i] == "conj":
                subjects = self.doc._.arguments.subject_of(tree.head[i])
            if not several and subjects in ([], [i]):
                told_of = self.topic(i)
                return [told_of] if told_of >= 0 and told_of not in others else []
            subjects = [self.antecedent(t, i) for t in subjects]
            found = [e for t in subjects if (e := self.referent_at(t, PEOPLE)) >= 0]
            return [e for e in found if not self._same_noun(e, i)]
        at = self.chosen_from(i) if several else i
        if at >= 0:
            if end and self.described(at, []) in others:
                # "X, el hijo del presidente": nobody is his own son.
                return []
            above = self.described(at, others)
            if above < 0 and not several:
                above = self.described_noun(i, others)
            if above >= 0:
                return [above]
        named = self.named_after(i, others)
        if not named and several:
            named = [e for e in self.listed(i + 1) if e not in others]
        if not named and end and self._is_kin(i):
            named = self.named_after(i, others, end)
        if named:
            return named
        start = self.start_of(i)
        if start > 1 and tree.words[start - 1] == "," and self.ending(start - 1) in others:
            # "X, su hermano, habló": X is the brother, and of somebody else.
            return []
        mine = self.referent_at(i, PEOPLE)
        # "Médico e hijo de X": who that is, the sentence does not say.
        told = start < i or mine >= 0 and self.referents[mine].named
        return [mine] if mine >= 0 and told else []

    def _is_kin(self, i: int) -> bool:
        entry = self.lexicon.noun(self.tree.low[i])
        return entry is not None and entry.kind == "relative"

    def _same_noun(self, entity: int, i: int) -> bool:
        """Whether `entity` is nobody else than the unnamed one of the noun at `i`."""
        return not self.referents[entity].named and self.referent_at(i, PEOPLE) == entity

    def _among(self, i: int) -> Iterator[Relating]:
        """Relate those whom a plural noun names together: "los hermanos X y Y"."""
        tree = self.tree
        found = self.listed(i + 1)
        if len(found) < 2:
            found = []
            for k in tree.kids[i]:
                if tree.dep[k] in ("appos", "flat", "nmod") and k > i and not tree.cases(k):
                    people = (self.referent_at(c, ("Person",)) for c in tree.conjuncts(k))
                    found += [e for e in people if e >= 0]
        if len(found) < 2 and not self.has_owner_phrase(i):
            found = self.two_before(i)
        for a, first in enumerate(found):
            for second in found[a + 1 :]:
                if first != second:
                    yield self._related(first, second, i, "kinship", 0.75)

    def _paired(self, i: int) -> Iterator[Relating]:
        """Read "X y Y, padre e hijo": two nouns without article behind two names."""
        tree = self.tree
        if i + 2 >= tree.n or tree.low[i + 1] not in ("y", "e") or self.start_of(i) < i:
            return
        entry = self.lexicon.noun(tree.low[i + 2])
        if entry is None or entry.kind != "relative" or self.has_owner_phrase(i + 2):
            return
        both = self.two_before(i)
        if len(both) == 2:
            yield self._related(both[0], both[1], i, "kinship", 0.8)
