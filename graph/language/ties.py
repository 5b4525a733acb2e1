"""Who made, owns or belongs to what: a noun of making, owning or belonging with its "de".

"Y, dueño de la financiera B", "la autora del libro W, Y", "B, filial de C", "W, propiedad de Y".
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from graph.identity import fold
from graph.language.annotations import NounMention, Relating
from graph.language.bearers import BearerRecords
from graph.language.name_words import ARTICLES

_MADE = ("Work", "Organization", "NamedEvent")
_STAGED = ("Work", "NamedEvent")
_HELD = ("Organization", "Place", "Work")
_ACTORS = ("Person", "Organization", "Group", "Place")
_WHOLE = ("Organization", "Work", "NamedEvent")
# How far a first, nameless work may go, and what ends it.
_TIE_REACH, _PARTING = 8, (",", ";", ":")


class TieRelations(BearerRecords):
    """Finds who made, owns or belongs to what in one Doc, where a noun tells it."""

    def find(self) -> Iterator[Relating]:
        """Yield ``created``, ``participatedIn``, ``owns`` and ``partOf``, from left to right."""
        tree, lexicon = self.tree, self.lexicon
        inside = {t for m in self.mentions if m.kind == "name" for t in range(m.start, m.end)}
        for i in range(tree.n):
            if i in inside:
                continue
            low = tree.low[i]
            if low in lexicon.states.makers:
                yield from self._tie(i, "created", _MADE, ("Person", "Organization"))
            elif low in lexicon.states.players:
                yield from self._tie(i, "participatedIn", _STAGED, ("Person", "Organization"))
            elif low in lexicon.states.owners:
                yield from self._tie(i, "owns", _HELD, ("Person", "Organization"))
            elif low in lexicon.states.holdings or (
                low in lexicon.states.keeping and tree.low[i - 1] == "en"
            ):
                yield from self._tie(i, "owns", _ACTORS, _HELD, turned=True)
            elif low in lexicon.states.enterprises and tree.words[i - 1] == ",":
                yield from self._tie(i, "owns", ("Person",), ("Organization",), turned=True)
            elif low in lexicon.states.parts:
                yield from self._tie(i, "partOf", _WHOLE, _WHOLE)
        for m in self.mentions:
            if m.kind == "description" and m.entity >= 0 and m.type in ("Place", "Organization"):
                yield from self._site_of(m)
            if m.type == "Organization" and m.entity >= 0 and m.kind in ("name", "description"):
                yield from self._part_of(m)
                if m.kind == "name":
                    yield from self._inside_name(m)
                    yield from self._own_body(m)
            if m.type == "Work" and m.entity >= 0 and m.kind in ("name", "description"):
                yield from self._made(m)
            if m.type == "Work" and m.entity >= 0 and m.kind == "name":
                yield from self._cast(m)

    def _part_of(self, m: NounMention) -> Iterator[Relating]:
        """Read "Comisión de Salud del Senado", "el comité de la FIFA", "Ejército de Israel"."""
        tree, j = self.tree, m.end
        if j + 2 < tree.n and tree.words[j] == "(" and tree.words[j + 2] == ")":
            j += 3
        while j < tree.n and m.kind == "description" and tree.pos[j] == "ADJ":
            j += 1
        if j + 1 >= tree.n or tree.low[j] not in ("de", "del"):
            return
        k = j + 1
        while k < tree.n and tree.low[k] in ARTICLES:
            k += 1
        whole = self.starting.get(k)
        if whole is None or whole.entity == m.entity:
            return
        body = self.lexicon.head_type(tree.low[k]) or whole.text.isupper()
        state = "pais" in self.lexicon.kinds_of(whole.text)
        first = tree.low[m.start if m.kind == "name" else m.root]
        noun = self.lexicon.noun(first)
        organ = (noun.lemma if noun is not None else first) in self.lexicon.states.organs
        told = ""
        if m.kind == "name" and whole.type == "Organization" and body:
            told = "name of body"
        elif m.type == "Organization" and organ and (whole.type == "Organization" or state):
            told = "organ"
        if told:
            pair, span = (m.entity, whole.entity), (j, whole.end)
            yield self.relating("partOf", pair, whole.root, span, f"part: {told}", 0.65)

    @cached_property
    def _bodies(self) -> dict[str, int]:
        """The named bodies of the text by their folded names."""
        return {
            fold(name): k
            for k, ref in enumerate(self.referents)
            if ref.named and ref.type == "Organization"
            for name in (ref.label, *ref.names)
        }

    def _site_of(self, m: NounMention) -> Iterator[Relating]:
        """Read "la refinería de Lukoil", "su planta": works and estates have owners."""
        tree = self.tree
        noun = self.lexicon.noun(tree.low[m.root])
        lemma = noun.lemma if noun is not None else tree.lemma[m.root]
        if lemma not in self.lexicon.states.estates or self.referents[m.entity].named:
            return
        whose = self.possessor(m.root, ("Person", "Organization"))
        if whose is None:
            k = m.end
            if k >= tree.n or tree.low[k] not in ("de", "del"):
                return
            end = tree.bounds[tree.sentence[m.root]][1]
            owner = self.named_behind(k + 1, end, 4)
            if owner is None or owner.type not in ("Person", "Organization"):
                return
            whose = owner.entity
        if whose >= 0 and whose != m.entity and self.referents[whose].named:
            pair, span = (whose, m.entity), (m.start, m.end)
            yield self.relating("owns", pair, m.root, span, "owner of site", 0.65)

    def _inside_name(self, m: NounMention) -> Iterator[Relating]:
        """Read "Comité Ejecutivo Nacional del PRI" where the text names the PRI elsewhere."""
        tree = self.tree
        noun = self.lexicon.noun(tree.low[m.start])
        head = noun.lemma if noun is not None else tree.low[m.start]
        for k in range(m.start + 1, m.end - 1):
            if tree.low[k] not in ("de", "del") or head in self.lexicon.states.alliances:
                continue
            j = k + 1
            while j < m.end and tree.low[j] in ARTICLES:
                j += 1
            whole = self._bodies.get(fold(" ".join(tree.words[j : m.end])), -1)
            if whole >= 0 and whole != m.entity:
                pair, span = (m.entity, whole), (k, m.end)
                yield self.relating("partOf", pair, m.root, span, "part: inside name", 0.7)
                return

    def _own_body(self, m: NounMention) -> Iterator[Relating]:
        """Read "Rusia, cuyo Ministerio de Defensa": a body of the country or body it is of."""
        tree = self.tree
        if not m.start or tree.low[m.start - 1] not in ("su", "cuyo", "cuya"):
            return
        if self.lexicon.head_type(tree.low[m.start]) != "Organization":
            return
        whole = self.possessor(m.root, ("Organization", "Place"))
        if whole is not None and whole >= 0 and whole != m.entity and self.referents[whole].named:
            pair, span = (m.entity, whole), (m.start - 1, m.end)
            yield self.relating("partOf", pair, m.root, span, "part: own body", 0.65)

    def _made(self, m: NounMention) -> Iterator[Relating]:
        """Read "«Quién lo impide», de Jonás Trueba", "el decreto de Javier Milei"."""
        tree = self.tree
        end = tree.bounds[tree.sentence[m.root]][1]
        k = m.end
        while k < end and tree.words[k] in ('"', ","):
            k += 1
        if k >= end or tree.low[k] not in ("de", "del"):
            return
        noun = self.lexicon.noun(tree.low[m.root])
        lemma = noun.lemma if noun is not None and m.kind == "description" else ""
        if not (lemma in self.lexicon.states.authored or m.kind == "name" and k > m.end):
            return
        maker = self.named_behind(k + 1, end, 6)
        types = ("Person", "Organization") if lemma else ("Person",)
        if maker is None or self.referents[maker.entity].type not in types:
            return
        yield self.relating(
            "created", (maker.entity, m.entity), m.root, (k, maker.end), "work of", 0.65
        )

    def _cast(self, m: NounMention) -> Iterator[Relating]:
        """Read "estrena «El faro», con Ana Paz y Luis Gil": they act in it."""
        tree, k = self.tree, m.end
        while k < tree.n and tree.words[k] == '"':
            k += 1
        if k + 2 >= tree.n or tree.words[k] != "," or tree.low[k + 1] != "con":
            return
        first = self.starting.get(k + 2)
        if first is None or first.type != "Person":
            return
        for token in tree.conjuncts(first.root):
            who = self.referent_at(token, ("Person",))
            if who >= 0 and self.referents[who].named and token >= first.start:
                pair, span = (who, m.entity), (k + 1, first.end)
                yield self.relating("participatedIn", pair, first.root, span, "cast of", 0.65)

    def _tie(
        self,
        i: int,
        relation: str,
        objects: tuple[str, ...],
        bearers: tuple[str, ...],
        turned: bool = False,
    ) -> Iterator[Relating]:
        tree = self.tree
        end = tree.bounds[tree.sentence[i]][1]
        owner = self.possessor(i, objects)
        after = 0
        if owner is not None:
            others = [owner] if owner >= 0 else []
        else:
            k = i + 1
            while k < end and tree.pos[k] in ("ADJ", "ADV"):
                k += 1
            if k + 1 < end and tree.low[k] in ("y", "e") and tree.pos[k + 1] == "NOUN":
                # "fundador y máximo directivo de X"
                k += 2
                while k < end and tree.pos[k] in ("ADJ", "ADV"):
                    k += 1
            if k >= end or tree.low[k] not in ("de", "del", "a", "al"):
                return
            if relation == "participatedIn" and tree.low[k] not in ("de", "del"):
                if not tree.low[i].startswith("nominad"):
                    return
            behind = self.named_behind(k + 1, end)
            if behind is None and relation == "participatedIn":
                behind = self._event_below(i)
            if behind is None and relation == "created":
                behind = self._second_of(k + 1, end)
            if behind is None or self.referents[behind.entity].type not in objects:
                return
            others, after = [behind.entity], behind.end
            if relation == "created":
                others += self._next_works(behind, end)
        for other in others:
            for mine in self._bearer(i, others, after, bearers):
                pair = (other, mine) if turned else (mine, other)
                yield self.relating(relation, pair, i, (i, i + 1), f"noun of {relation}", 0.75)

    def _second_of(self, k: int, end: int) -> NounMention | None:
        """Return W of "autora de dos poemarios y de la biografía «W»"."""
        tree = self.tree
        for j in range(k + 1, min(k + _TIE_REACH, end - 2)):
            if tree.is_verb(j) or tree.words[j] in _PARTING or j in self.starting:
                return None
            if tree.low[j] in ("y", "e"):
                return self.named_behind(j + 2, end) if tree.low[j + 1] in ("de", "del") else None
        return None

    def _next_works(self, first: NounMention, end: int) -> list[int]:
        """Return what else "los libros «A», «B» y «C»" lists behind A."""
        tree, out, k = self.tree, [], first.end
        while k < end:
            while k < end and tree.words[k] == '"':
                k += 1
            if k + 1 >= end or tree.low[k] not in (",", "y", "e"):
                break
            last = tree.low[k] != ","
            k += 1
            while k < end and (tree.words[k] == '"' or tree.low[k] in ("de", "del", *ARTICLES)):
                k += 1
            m = self.starting.get(k)
            if m is None or m.type != first.type or m.entity == first.entity:
                break
            out.append(m.entity)
            if last:
                return out
            k = m.end
        return []

    def _bearer(self, i: int, others: list[int], after: int, types: tuple[str, ...]) -> list[int]:
        tree = self.tree
        if any(tree.dep[k] == "cop" for k in tree.kids[i]):
            subjects = self.doc._.arguments.subject_of(i)
            found = [self.referent_at(t, types) for t in subjects]
            return [e for e in found if e >= 0 and e not in others]
        above = self.described(i, others, types)
        states = self.lexicon.states
        if above < 0 and tree.low[i] in states.holdings | states.keeping:
            above = self._thing_before(i, types)
        if above >= 0 and above not in others:
            return [above]
        if found := self.named_after(i, others, after, types):
            return found
        # "La autora de «Norte» dijo": she has been named before.
        own = self.referent_at(i, types)
        if own < 0 or not self.referents[own].named or own in others:
            return []
        guessed = self.mentions[self.at_root[i]].why.startswith(("named later", "likely"))
        return [] if guessed and tree.low[i] in self.lexicon.states.players else [own]

    def _thing_before(self, i: int, types: tuple[str, ...]) -> int:
        """Return what stands before the noun at `i`: "un cortijo de Níjar, propiedad de X"."""
        tree, found = self.tree, -1
        for k in range(i - 1, max(i - 10, tree.bounds[tree.sentence[i]][0]) - 1, -1):
            if tree.is_verb(k) and tree.is_finite(k):
                break
            here = self.referent_at(k, types)
            if here < 0 and found < 0 and tree.pos[k] == "NOUN":
                break
            if here < 0 or here == found or self.mentions[self.at_root[k]].root != k:
                continue
            found = here
            if tree.cases(k) not in ("en", "de") or tree.pos[k] != "PROPN":
                break
        return found

    def _event_below(self, i: int) -> NounMention | None:
        """Return the event without a name that the noun at `i` governs by "de"."""
        for k in self.tree.kids[i]:
            if k > i and self.tree.cases(k) == "de" and k in self.at_root:
                m = self.mentions[self.at_root[k]]
                if m.type == "NamedEvent" and m.entity >= 0:
                    return m
        return None
