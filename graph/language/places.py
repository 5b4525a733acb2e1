"""Where bodies, places and events are: a name of a place behind their own name or noun.

"Guayaquil, Ecuador", "Ipiales, en el departamento de Nariño", "el hospital San José, de
Popayán", "Medigen, con sede en Maguncia", "la cumbre de Belém". Read by position: the parser
hangs such tails now on the name, now on the verb.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.language.annotations import NounMention, Relating
from graph.language.name_words import ARTICLES
from graph.language.structure_records import StructureRecords

_CLOSING = (",", ".", ")", ";", ":", "-", "—", '"')
_REACH = 9


class PlaceRelations(StructureRecords):
    """Finds where the bodies, places, events and groups of one Doc are."""

    def find(self) -> Iterator[Relating]:
        """Yield ``locatedIn`` relations, from left to right."""
        self.place_at = {
            m.start: m
            for m in self.mentions
            if m.kind == "name" and m.type == "Place" and m.entity >= 0
        }
        for m in self.mentions:
            if m.entity < 0 or m.kind not in ("name", "description"):
                continue
            if m.type in ("Place", "Organization", "NamedEvent"):
                yield from self._located(m)

    def _located(self, m: NounMention) -> Iterator[Relating]:
        end = m.end
        tree = self.tree
        if end + 2 < tree.n and tree.words[end] == "(" and tree.words[end + 2] == ")":
            # "el Comité de Protección (CPJ), con sede en Nueva York"
            if end + 1 not in self.place_at:
                end += 3
        place, how, at = self._place_behind(m, end)
        if place is None or place.entity == m.entity or not self._is_site(m, place, how):
            return
        what = str(m.type).lower() if m.kind == "name" else f"unnamed {str(m.type).lower()}"
        pair, span = (m.entity, place.entity), (at, place.end)
        yield self.relating("locatedIn", pair, at, span, f"place of {what}: {how}", 0.75)

    def _is_site(self, m: NounMention, place: NounMention, how: str) -> bool:
        """Whether a bare "de" or "en" behind `m` tells where it is, and not whose or where else."""
        if how not in ("de", "en"):
            return True
        tree = self.tree
        if m.kind == "name" and m.type == "Place":
            kinds = self.lexicon.kinds_of(m.text)
            if how == "en":
                return "pais" not in kinds and self.lexicon.contains(place.text, m.text)
            whole = tree.lemma[m.end - 1] in self.lexicon.administrative
            bare = tree.low[m.end] == "del" and place.start == m.end + 1
            return not (kinds or whole or bare) and bool(self.lexicon.kinds_of(place.text))
        if m.type == "NamedEvent":
            return True
        first = tree.low[m.start] if m.kind == "name" else tree.low[m.root]
        entry = self.lexicon.noun(first)
        lemma = entry.lemma if entry is not None else first
        before = self.lexicon.noun(tree.low[m.start - 1]) if m.start and m.kind == "name" else None
        nouns = {lemma, before.lemma if before is not None else ""}
        return bool(nouns & self.lexicon.states.sites)

    def _place_behind(self, m: NounMention, k: int) -> tuple[NounMention | None, str, int]:
        """Return the place told behind token `k`, how it is told, and where that begins."""
        tree = self.tree
        end = tree.bounds[tree.sentence[m.root]][1]
        if k >= end:
            return None, "", k
        comma = tree.words[k] == ","
        bracket = tree.words[k] == "("
        if comma or bracket:
            k += 1
        if k >= end:
            return None, "", k
        first = k
        if comma or bracket:
            place = self.place_at.get(k)
            if place is not None:
                closed = place.end >= tree.n or tree.words[place.end] in _CLOSING
                apart = tree.words[place.end] if place.end < tree.n else ""
                if closed and m.type == "Place" and self.lexicon.contains(place.text, m.text):
                    return place, "bracket" if bracket else "comma", first
                if bracket and apart == ")":
                    return place, "bracket", first
                return None, "", k
        if tree.low[k] in ("ambas", "ambos", "todos", "todas") and comma:
            k += 1
        if tree.low[k] == "con" and tree.low[k + 1 : k + 2] in (["sede"], ["base"]):
            k += 2
            place = self._place_from(k + 1, end) if k < end and tree.low[k] == "en" else None
            return place, "seat", first
        word = tree.low[k]
        if word in ("en", "de", "del"):
            place = self._place_from(k + 1, end)
            told = "en" if word == "en" else "de"
            return place, f"comma {told}" if comma else told, first
        if comma or bracket:
            # ", departamento de Concepción", ", sur de Colombia", ", capital de Costa Rica"
            start = k + 1 if word == "al" else k
            place = self._place_from(start, end)
            return place, "comma noun", first
        return None, "", k

    def _place_from(self, k: int, end: int) -> NounMention | None:
        """Return the place at `k`, behind articles and nouns of kinds and parts of places."""
        tree = self.tree
        start = k
        while k < end and k - start < _REACH:
            if k in self.place_at:
                return self.place_at[k]
            lemma, low = tree.lemma[k], tree.low[k]
            entry = self.lexicon.noun(low)
            if not (
                low in ARTICLES
                or low in ("de", "del")
                or low in self.lexicon.demonyms
                or lemma in self.lexicon.administrative
                or lemma in self.lexicon.states.parts_of_places
                or tree.pos[k] == "ADJ"
                and k > start
                and entry is None
            ):
                return None
            k += 1
        return None
