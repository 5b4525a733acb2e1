"""The words around a noun of kinship, read by position where the parser is often wrong."""

from __future__ import annotations

from functools import cached_property

from graph.language.bearers import BearerRecords
from graph.language.name_words import ARTICLES

PEOPLE = ("Person", "Group")
_REACH = 6
_AND = ("y", "e")
_RELATIVE = ("quien", "que")


class KinPhrases(BearerRecords):
    """Finds whose relative a noun tells of, and the names that are listed beside it."""

    def owner_behind(self, i: int) -> tuple[int, int]:
        """Return whom "de" behind the noun at `i` means, -1 for nobody, and where that ends.

        "hermana del goleador X", "sobrino y secretario particular de la gobernadora".
        """
        tree = self.tree
        end = tree.bounds[tree.sentence[i]][1]
        k = self._past_joined(i + 1, end)
        if k + 1 >= end or tree.low[k] not in ("de", "del"):
            return -1, 0
        for t in range(k + 1, min(end, k + 1 + _REACH)):
            m = self.starting.get(t)
            if m is not None:
                return (m.entity, m.end) if m.type in PEOPLE else (-1, 0)
            entity = self.referent_at(t, PEOPLE)
            if entity >= 0 and tree.pos[t] in ("NOUN", "ADJ", "PROPN"):
                return self._named_by(t, entity, end)
            known = self.lexicon.noun(tree.low[t])
            if known is not None and known.kind not in ("title", "person"):
                return -1, 0
            if tree.low[t] not in ARTICLES and tree.pos[t] not in ("ADJ", "NOUN", "DET", "VERB"):
                return -1, 0
        return -1, 0

    def _past_joined(self, k: int, end: int) -> int:
        """Return the token behind adjectives and a second noun: "sobrino y secretario de"."""
        tree = self.tree
        while k < end and tree.pos[k] == "ADJ" and k not in self.starting:
            k += 1
        if k + 1 < end and tree.low[k] in _AND and tree.pos[k + 1] == "NOUN":
            k += 2
            while k < end and tree.pos[k] == "ADJ" and k not in self.starting:
                k += 1
        return k

    def _named_by(self, t: int, entity: int, end: int) -> tuple[int, int]:
        """Return the name that the description at `t` leads to, past its body, else `entity`."""
        tree = self.tree
        k = t + 1
        while k < min(end, t + _REACH):
            m = self.starting.get(k)
            if m is not None and m.type == "Person":
                return m.entity, m.end
            if m is not None:
                k = m.end
            elif tree.low[k] in ("de", "del") or tree.low[k] in ARTICLES or tree.pos[k] == "ADJ":
                k += 1
            else:
                break
        return entity, t + 1

    @cached_property
    def in_phrases(self) -> set[int]:
        """Return the nouns of kinship that tell of none: "la ópera prima de X"."""
        low, phrases = self.tree.low, self.lexicon.states.kinless
        return {i for i in range(1, self.tree.n) if f"{low[i - 1]} {low[i]}" in phrases}

    def described_noun(self, i: int, others: list[int]) -> int:
        """Return whom the description before the comma means: "la actriz, hija de X"; -1."""
        start = self.start_of(i)
        if start < 2 or self.tree.words[start - 1] != ",":
            return -1
        entity = self.referent_at(start - 2, ("Person",))
        if entity < 0 or entity in others:
            return -1
        gender = self.tree.morph[i].get("Gender", "")[:1].lower()
        same = not self.referents[entity].gender or self.referents[entity].gender == gender
        return entity if same else -1

    def antecedent(self, subject: int, i: int) -> int:
        """Return what "quien" takes up where it is the subject of the noun at `i`."""
        tree = self.tree
        relative = tree.low[subject] in _RELATIVE and tree.dep[i] in ("acl", "acl:relcl")
        return tree.head[i] if relative else subject

    def topic(self, i: int) -> int:
        """Return whom the sentence before tells of, for "Es hija de X": -1 for nobody sure."""
        tree = self.tree
        here = tree.sentence[i]
        if tree.head[i] != i or not here:
            return -1
        start, end = tree.bounds[here - 1]
        root = next((t for t in range(start, end) if tree.head[t] == t), -1)
        found = [
            e
            for t in (self.doc._.arguments.subject_of(root) if root >= 0 else [])
            if (e := self.referent_at(t, ("Person",))) >= 0
        ]
        if len(found) != 1 or not self.referents[found[0]].named:
            return -1
        gender = self.tree.morph[i].get("Gender", "")[:1].lower()
        return found[0] if self.referents[found[0]].gender in ("", gender) else -1

    def has_owner_phrase(self, i: int) -> bool:
        """Whether "de" follows the noun at `i`."""
        tree = self.tree
        return i + 1 < tree.n and tree.low[i + 1] in ("de", "del")

    def chosen_from(self, i: int) -> int:
        """Return the word that picks one of the plural at `i`: "la menor de las tres hijas"; -1."""
        k = self.start_of(i) - 1
        return k - 1 if k > 0 and self.tree.low[k] == "de" and k > 1 else -1

    def listed(self, k: int) -> list[int]:
        """Return the persons listed from token `k` on: "X y Y", ", las hermanas X y Y"."""
        tree = self.tree
        if k < tree.n and tree.words[k] == ",":
            k += 1
            if k + 1 < tree.n and tree.low[k] in ARTICLES and tree.pos[k + 1] == "NOUN":
                k += 2
        out: list[int] = []
        while k < tree.n:
            m = self.starting.get(k)
            if m is None or m.type != "Person":
                break
            out.append(m.entity)
            k = m.end
            if k >= tree.n or tree.low[k] not in (",", *_AND):
                return out if len(out) > 1 else []
            last = tree.low[k] in _AND
            k += 1
            if last:
                m = self.starting.get(k)
                return [*out, m.entity] if m is not None and m.type == "Person" else []
        return []

    def two_before(self, i: int) -> list[int]:
        """Return X and Y of "X y Y, hermanos": the two names before the comma."""
        tree = self.tree
        k = self.start_of(i)
        if k > 0 and tree.low[k - 1] == "ambos":
            k -= 1
        if k < 3 or tree.words[k - 1] != ",":
            return []
        second = self.stopping.get(k - 1)
        if second is None or second.type != "Person" or tree.low[second.start - 1] not in _AND:
            return []
        first = self.stopping.get(second.start - 1)
        if first is None or first.type != "Person" or first.entity == second.entity:
            return []
        return [first.entity, second.entity]
