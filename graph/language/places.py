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

_CLOSING = (",", ".", ")", ";", ":", "-", "—", "–", '"', ".-", "..-", ".—", ".–", "|")
_REACH = 9
_ALL_OF = ("ambas", "ambos", "todos", "todas")


class PlaceRelations(StructureRecords):
    """Finds where the bodies, places, events and groups of one Doc are."""

    def find(self) -> Iterator[Relating]:
        """Yield ``locatedIn`` relations, from left to right."""
        self.place_at = {
            m.start: m
            for m in self.mentions
            if m.kind == "name" and m.type == "Place" and m.entity >= 0
        }
        self.place_to = {m.end: m for m in self.place_at.values()}
        for m in self.mentions:
            if m.entity < 0 or m.kind not in ("name", "description"):
                continue
            if m.type in ("Place", "Organization", "NamedEvent"):
                yield from self._located(m)
        for i in range(self.tree.n - 2):
            if self.tree.low[i] in self.lexicon.demonyms:
                yield from self._of_demonym(i)

    def _of_demonym(self, i: int) -> Iterator[Relating]:
        """Read "la ciudad rusa de Vladivostok", "los distritos mexiquenses de A, B y C"."""
        tree = self.tree
        kind = tree.lemma[i - 1] if i else ""
        if kind not in self.lexicon.administrative or tree.low[i + 1] not in ("de", "del"):
            return
        whole = self.place_named(self.lexicon.demonyms[tree.low[i]])
        if whole < 0:
            return
        k = i + 2
        while k < tree.n and k not in self.place_at and tree.low[k] in ARTICLES:
            k += 1
        several = tree.morph[i].get("Number") == "Plur"
        while k in self.place_at:
            m = self.place_at[k]
            if m.entity != whole:
                pair = (m.entity, whole)
                yield self.relating("locatedIn", pair, i, (i, m.end), "place of demonym", 0.8)
            if not several or m.end + 1 >= tree.n or tree.low[m.end] not in (",", "y", "e"):
                return
            k = m.end + 1

    def _located(self, m: NounMention) -> Iterator[Relating]:
        end = m.end
        tree = self.tree
        if end + 2 < tree.n and tree.words[end] == "(" and tree.words[end + 2] == ")":
            # "el Comité de Protección (CPJ), con sede en Nueva York"
            if end + 1 not in self.place_at:
                end += 3
        if tree.low[m.start if m.kind == "name" else m.root] in self.lexicon.states.legations:
            # "la embajada de Canadá en México": the first place tells whose it is.
            whose = self._place_from(end + 1, tree.n) if tree.low[end : end + 1] == ["de"] else None
            end = whose.end if whose is not None else end
            if tree.low[end : end + 1] != ["en"]:
                return
        place, how, at = self._place_behind(m, end)
        if place is None or place.entity == m.entity or not self._is_site(m, place, how):
            return
        what = str(m.type).lower() if m.kind == "name" else f"unnamed {str(m.type).lower()}"
        for one in (*(self._listed_before(m) if how == "all of them" else ()), m):
            if one.entity != place.entity:
                pair, span = (one.entity, place.entity), (at, place.end)
                yield self.relating("locatedIn", pair, at, span, f"place of {what}: {how}", 0.75)

    def _listed_before(self, m: NounMention) -> list[NounMention]:
        """Return the places listed before `m`: "Soledad, Malambo y Galapa, todos en Atlántico"."""
        out: list[NounMention] = []
        k = m.start
        while k > 1 and self.tree.low[k - 1] in (",", "y", "e"):
            before = self.place_to.get(k - 1)
            if before is None:
                break
            out.append(before)
            k = before.start
        return out

    def _is_site(self, m: NounMention, place: NounMention, how: str) -> bool:
        """Whether a bare "de" or "en" behind `m` tells where it is, and not whose or where else."""
        if m.kind == "name" and m.type == "Place" and "pais" in self.lexicon.kinds_of(m.text):
            # "Chile, Colombia y Perú", "de Japón, de Texas": a list, no address.
            return False
        if how not in ("de", "en"):
            return True
        tree = self.tree
        if m.kind == "description" and m.type == "NamedEvent":
            entry = self.lexicon.noun(tree.low[m.root])
            lemma = entry.lemma if entry is not None else tree.lemma[m.root]
            return lemma not in self.lexicon.states.passing_events
        if m.kind == "name" and m.type == "Place":
            kinds = self.lexicon.kinds_of(m.text)
            if how == "en":
                return "pais" not in kinds and self.lexicon.contains(place.text, m.text)
            whole = tree.lemma[m.end - 1] in self.lexicon.administrative
            bare = tree.low[m.end] == "del" and place.start == m.end + 1
            return not (kinds or whole or bare) and bool(self.lexicon.kinds_of(place.text))
        if m.type == "NamedEvent":
            return how == "en" or tree.low[m.start] not in self.lexicon.states.authorities
        first = tree.low[m.start] if m.kind == "name" else tree.low[m.root]
        entry = self.lexicon.noun(first)
        lemma = entry.lemma if entry is not None else first
        before = self.lexicon.noun(tree.low[m.start - 1]) if m.start and m.kind == "name" else None
        nouns = {lemma, before.lemma if before is not None else ""}
        if m.kind == "name" and how == "de" and lemma in self.lexicon.states.authorities:
            # "el Colegio de Abogados de Lima": a part of its name.
            return False
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
                if closed and m.type == "Place" and self._holds(place, m):
                    return place, "bracket" if bracket else "comma", first
                if bracket and apart == ")":
                    return place, "bracket", first
                return None, "", k
        together = comma and tree.low[k] in _ALL_OF
        if together:
            k += 1
        stated = tree.low[k] in self.lexicon.states.located
        if m.type == "NamedEvent" and tree.low[k] in self.lexicon.states.held:
            return self._place_of_held(k + 1, end), "held", first
        if stated:
            k += 1
            if k < end and tree.low[k] in ("en", "sobre", "a"):
                place = self._place_from(k + 1, end)
                return place, "stated", first
            return None, "", k
        if tree.low[k] == "con" and tree.low[k + 1 : k + 2] in (["sede"], ["base"]):
            k += 2
            place = self._place_from(k + 1, end) if k < end and tree.low[k] == "en" else None
            return place, "seat", first
        word = tree.low[k]
        if word in ("en", "de", "del"):
            place = self._place_from(k + 1, end)
            told = "en" if word == "en" else "de"
            if together:
                return place, "all of them", first
            return place, f"comma {told}" if comma else told, first
        if comma or bracket:
            # ", departamento de Concepción", ", sur de Colombia", ", capital de Costa Rica"
            start = k + 1 if word == "al" else k
            place = self._place_from(start, end)
            return place, "comma noun", first
        return None, "", k

    def _place_of_held(self, k: int, end: int) -> NounMention | None:
        """Return the place of ", celebrada el martes en Almería", past the day."""
        tree = self.tree
        for t in range(k, min(end, k + _REACH)):
            if tree.low[t] == "en":
                return self._place_from(t + 1, end)
            if tree.words[t] in _CLOSING or tree.is_verb(t):
                return None
        return None

    def _holds(self, place: NounMention, m: NounMention) -> bool:
        """Whether "m, place" reads as an address: "Machalí, Región de O'Higgins", "Jal."."""
        low = self.tree.low[place.start]
        return (
            self.lexicon.contains(place.text, m.text)
            or low in self.lexicon.administrative
            and place.end - place.start > 1
            or place.text.rstrip(".") in self.lexicon.states.regions_short
        )

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
