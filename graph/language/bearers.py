"""Whom a noun describes, and of whom it is told, read by position.

"Y, médico e hijo de X", "su hija, la actriz Y", "el fundador de B, Y", "cuya dueña, Y": the
parser hangs such nouns on whatever verb is near, but commas and conjunctions are sure.
"""

from __future__ import annotations

from functools import cached_property

from graph.language.annotations import NounMention
from graph.language.name_words import ARTICLES
from graph.language.quotation import speaker_of
from graph.language.structure_records import StructureRecords

OWN = ("su", "sus", "suyo", "suya", "suyos", "suyas")
FIRST = ("mi", "mis", "nuestro", "nuestra", "nuestros", "nuestras")
_CLIMB = 4
_REACH = 12


class BearerRecords(StructureRecords):
    """Finds who bears a noun, and who is meant by the possessive before it."""

    @cached_property
    def starting(self) -> dict[int, NounMention]:
        """The names by their first token."""
        return {m.start: m for m in self.mentions if m.kind == "name" and m.entity >= 0}

    @cached_property
    def stopping(self) -> dict[int, NounMention]:
        """The names by the token behind them."""
        return {m.end: m for m in self.mentions if m.kind == "name" and m.entity >= 0}

    def start_of(self, i: int) -> int:
        """Return where the noun's phrase begins: its article, possessive, numeral, adjective."""
        tree = self.tree
        while i > 0 and (
            tree.pos[i - 1] in ("DET", "NUM") or tree.pos[i - 1] == "ADJ" and tree.head[i - 1] == i
        ):
            i -= 1
        return i

    def ending(self, end: int, types: tuple[str, ...] = ("Person",)) -> int:
        """Return the referent whose name ends right before token `end`, -1 for none."""
        tree = self.tree
        if end > 1 and tree.words[end - 1] in ('"', ")"):
            end -= 1
        m = self.stopping.get(end) or (
            self.stopping.get(end - 1) if end > 1 and tree.words[end - 1] == "." else None
        )
        return m.entity if m is not None and self.referents[m.entity].type in types else -1

    def referent_at(self, token: int, types: tuple[str, ...]) -> int:
        """Return the referent of one of `types` at `token`, -1 for none."""
        index = self.at_root.get(token, -1)
        entity = self.mentions[index].entity if index >= 0 else -1
        return entity if entity >= 0 and self.referents[entity].type in types else -1

    def possessor(self, i: int, types: tuple[str, ...]) -> int | None:
        """Return whom "su", "cuyo" or "mi" before the noun at `i` means, None without one.

        "X y su esposa" is the esposa of X; "mi" is whoever speaks; -1 for nobody known.
        """
        tree = self.tree
        for k in tree.kids[i]:
            if tree.low[k] in OWN:
                start = self.start_of(i)
                if start > 0 and tree.low[start - 1] in ("y", "e"):
                    beside = self.ending(start - 1, types)
                    if beside >= 0:
                        return beside
                joined = self.referent_at(tree.head[i], types) if tree.dep[i] == "conj" else -1
                return joined if joined >= 0 else self.referent_at(k, types)
            if tree.low[k] in FIRST and tree.pos[k] == "DET":
                speech = speaker_of(self.doc, i)
                return self.referent_at(speech.speaker, types) if speech is not None else -1
            whose = tree.antecedent_of_whose(k)
            if whose >= 0:
                return self.referent_at(whose, types)
        return None

    def described(self, i: int, others: list[int], types: tuple[str, ...] = ("Person",)) -> int:
        """Return whom the noun at `i` describes from behind: "Y, médico e hijo de X"."""
        tree, at = self.tree, i
        start = self.start_of(i)
        before = tree.low[start - 1] if start else ""
        if before == "," or before in ("y", "e") and start == i:
            floor = max(start - _REACH, tree.bounds[tree.sentence[i]][0])
            for k in range(start - 1, floor, -1):
                if tree.is_verb(k) and tree.is_finite(k):
                    break
                beside = self.ending(k, types) if tree.words[k] == "," else -1
                if beside >= 0 and beside not in others:
                    return beside
                if before == ",":
                    break
        for _ in range(_CLIMB):
            dep, h = tree.dep[at], tree.head[at]
            if h == at or h > at or dep not in ("appos", "conj", "amod", "acl", "nmod"):
                return -1
            if dep == "conj" and any(tree.low[k] in OWN + FIRST for k in tree.kids[i]):
                return -1
            if dep == "nmod" and tree.cases(at):
                return -1
            index = self.at_root.get(h, -1)
            if dep != "conj" and index >= 0 and tree.words[at - 1] != "(":
                m = self.mentions[index]
                if m.kind == "name" and m.type in types and m.entity not in others:
                    return m.entity
            at = h
        return -1

    def named_after(
        self,
        i: int,
        others: list[int],
        end_of_phrase: int = 0,
        types: tuple[str, ...] = ("Person",),
    ) -> list[int]:
        """Return who is named behind the noun: "su hija, la actriz Y", "el hijo de X, Y"."""
        tree = self.tree
        end = tree.bounds[tree.sentence[i]][1]
        for k in tree.kids[i]:
            if tree.dep[k] in ("appos", "flat", "nmod") and k > i and not tree.cases(k):
                found = [self.referent_at(c, types) for c in tree.conjuncts(k)]
                found = [e for e in found if e >= 0 and self.referents[e].named]
                if found and found[0] not in others:
                    return found
        k = end_of_phrase or i + 1
        while k < end and tree.head[k] == i and tree.dep[k] == "amod":
            k += 1
        if k < end and tree.words[k] == ",":
            k += 1
            if k < end and tree.pos[k] == "DET":
                k += 1
        elif end_of_phrase:
            return []
        starts = {m.start: m for m in self.mentions if m.type in types and m.entity >= 0}
        m = starts.get(k) or starts.get(k - 1)
        if tree.morph[i].get("Number") == "Plur" or m is None:
            return []
        return [m.entity] if self.referents[m.entity].named and m.entity not in others else []

    def named_behind(self, k: int, end: int, reach: int = 7) -> NounMention | None:
        """Return the name that begins at `k` or behind a noun that introduces it.

        "de la financiera Crédito Istmo", "del 8 % de Lumo", "de la revista Hordago".
        """
        tree = self.tree
        start = k
        while k < min(end, start + reach):
            if k in self.starting:
                return self.starting[k]
            if (
                tree.low[k] not in (*ARTICLES, "de", "del", '"', "%", "por", "ciento")
                and tree.pos[k] not in ("NOUN", "ADJ", "NUM", "DET", "SYM")
                or tree.words[k] == ","
            ):
                return None
            k += 1
        return None
