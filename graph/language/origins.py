"""Where people come from: "oriundo de Oaxaca", "el actor mexicano X", "X (Vic, 1977)"."""

from __future__ import annotations

from collections.abc import Iterator

from graph.language.annotations import NounMention, Relating
from graph.language.bearers import BearerRecords
from graph.language.name_words import ARTICLES

_PEOPLE = ("Person", "Group")
_CLIMB = 4
_REACH = 6


class OriginRelations(BearerRecords):
    """Finds the origins of the persons and groups of one Doc."""

    def find(self) -> Iterator[Relating]:
        """Yield ``originatesFrom`` relations, from left to right."""
        for i in range(self.tree.n):
            if self.tree.low[i] in self.lexicon.states.origin_words:
                yield from self._stated(i)
        for m in self.mentions:
            if m.entity < 0:
                continue
            if m.kind == "description":
                yield from self._gentilic(m)
            elif m.kind == "name" and m.type == "Person":
                yield from self._born_in_brackets(m)
                yield from self._beside_gentilic(m)

    def _from(
        self, who: int, place: int, at: int, span: tuple[int, int], how: str
    ) -> Iterator[Relating]:
        if who >= 0 and place >= 0 and who != place:
            yield self.relating("originatesFrom", (who, place), at, span, how, 0.8)

    # "natural de", "nacido en"

    def _stated(self, i: int) -> Iterator[Relating]:
        """Read "X, natural de P", "un exteniente oriundo de P", "Nacida en P, X …"."""
        tree = self.tree
        k, end = i + 1, tree.bounds[tree.sentence[i]][1]
        if k < end and tree.low[k] in ("ambos", "ambas", "todos", "todas"):
            k += 1
        if k >= end or tree.low[k] not in ("de", "del", "en"):
            return
        place = self._place_behind(k + 1, end)
        if place is None:
            return
        for who in self._whose(i):
            yield from self._from(who, place.entity, i, (i, place.end), "stated origin")

    def _place_behind(self, k: int, end: int) -> NounMention | None:
        start = k
        while k < end and k - start < _REACH:
            found = self.starting.get(k)
            if found is not None:
                return found if found.type == "Place" else None
            if (
                self.tree.low[k] not in (*ARTICLES, "de", "del", "vecino", "vecina")
                and self.tree.lemma[k] not in self.lexicon.administrative
            ):
                return None
            k += 1
        return None

    def _whose(self, i: int) -> list[int]:
        """Return who is told to come from somewhere by the word at `i`."""
        tree = self.tree
        before = (
            self.stopping.get(i - 1) if i and tree.words[i - 1] == "," else self.stopping.get(i)
        )
        if before is not None and before.type == "Person":
            return [before.entity]
        if any(tree.dep[k] == "cop" for k in tree.kids[i]):
            return self._people(self.doc._.arguments.subject_of(i))
        if self._people([i]):
            return self._people([i])
        at = i
        for _ in range(_CLIMB):
            h = tree.head[at]
            if h == at:
                break
            if tree.is_verb(h) and tree.dep[at] in ("advcl", "obl", "acl", "xcomp", "nsubj"):
                return self._people(self.doc._.arguments.subject_of(h))
            found = self._people([h])
            if found:
                return found
            at = h
        return []

    def _people(self, tokens: list[int]) -> list[int]:
        out = []
        for token in tokens:
            k = self.at_root.get(token, -1)
            entity = self.mentions[k].entity if k >= 0 else -1
            if entity >= 0 and self.referents[entity].type in _PEOPLE:
                out.append(entity)
        return out

    # demonyms

    def _gentilic(self, m: NounMention) -> Iterator[Relating]:
        """Read "los cárteles mexicanos", "la activista cubana X": no post, which is held there."""
        tree = self.tree
        ref = self.referents[m.entity]
        entry = self.lexicon.noun(tree.low[m.root])
        if ref.type not in _PEOPLE or entry is None or entry.kind in ("position", "counterpart"):
            return
        for k in tree.kids[m.root]:
            if tree.low[k] in self.lexicon.demonyms and tree.dep[k] == "amod":
                place = self.place_named(self.lexicon.demonyms[tree.low[k]])
                yield from self._from(m.entity, place, k, (k, k + 1), "gentilic")

    def _beside_gentilic(self, m: NounMention) -> Iterator[Relating]:
        """Read "el chileno X", "el expelotero venezolano X", "X, hondureño, …"."""
        tree = self.tree
        k = m.start - 1
        if k >= 1 and tree.low[k] in self.lexicon.demonyms and tree.words[k].islower():
            entry = self.lexicon.noun(tree.low[k - 1])
            if entry is None or entry.kind not in ("position", "counterpart", "title"):
                place = self.place_named(self.lexicon.demonyms[tree.low[k]])
                yield from self._from(m.entity, place, k, (k, k + 1), "gentilic of name")
        k = m.end + 1
        if k < tree.n and tree.words[m.end] == "," and tree.low[k] in self.lexicon.demonyms:
            place = self.place_named(self.lexicon.demonyms[tree.low[k]])
            yield from self._from(m.entity, place, k, (k, k + 1), "gentilic behind name")

    def _born_in_brackets(self, m: NounMention) -> Iterator[Relating]:
        """Read "Clara Jordán (Ágreda, Soria, 1948)": a place with a year is where one was born."""
        tree = self.tree
        k = m.end
        if k + 1 >= tree.n or tree.words[k] != "(":
            return
        place = self.starting.get(k + 1)
        if place is None or place.type != "Place":
            return
        for j in range(place.end, min(place.end + 5, tree.n)):
            if tree.words[j] == ")":
                return
            if len(tree.words[j]) == 4 and tree.words[j].isdigit():
                span = (place.start, place.end)
                yield from self._from(m.entity, place.entity, place.root, span, "born in")
                return
