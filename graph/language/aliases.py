"""The names of one document gathered into referents: short forms, acronyms, two surnames."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from itertools import pairwise
from typing import Literal, cast

from spacy.tokens import Doc

from graph.identity import fold
from graph.language.acronyms import (
    PARTICLES,
    initials,
    is_acronym,
    is_spelled,
    is_subsequence,
    spelt_out,
)
from graph.language.annotations import NounMention, Referent, source_text
from graph.language.lexicon import Lexicon
from graph.language.name_owners import NameOwners, last_before
from graph.language.name_variants import NameVariants
from graph.language.namesakes import Namesakes
from graph.language.syntax import Tree
from graph.model import EntityType

_SAINTS = frozenset({"san", "santa", "santo"})
_MARKS_OF_NICKNAMES = frozenset({",", "(", ")", '"', "'", "el", "la", "los", "-"})


class NameClusters:
    """Referents for the name mentions of a Doc; sets ``entity`` of each mention.

    The longest names come first, so that "Rubio" finds "Marco Rubio" wherever in the text
    the full name stands. A short form that fits two names goes to the one named last
    before it.
    """

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        self.doc, self.lexicon = doc, lexicon
        self.tree: Tree = doc._.tree
        self.names = [m for m in doc._.mentions if m.kind == "name"]
        self.words_of: dict[str, list[str]] = {}  # folded content words of names
        self.listed_places = {
            " ".join(self._content(m))
            for m in self.names
            if lexicon.known_names.get(m.text.lower()) == "Place"
        }
        self.letters = {fold(m.text) for m in self.names if m.text.isupper() and len(m.text) > 2}
        self.bodies = {
            " ".join(self._content(m))
            for m in self.names
            if m.type == "Organization" and " " in m.text and m.text.lower() in lexicon.known_names
        }
        self.written = {fold(m.text) for m in self.names}
        self.referents: list[Referent] = []
        self.where: list[list[int]] = []  # tokens at which each referent is named
        self.alike: list[list[int]] = []  # it, and others of its name that are another country's
        self.by_key: dict[tuple[str, str], int] = {}
        self.by_word: dict[tuple[str, str], set[int]] = {}  # referents that have it in a name
        self.variants = NameVariants(doc, lexicon, self.names)
        self.owners = NameOwners(doc, lexicon, self.names)
        self.namesakes = Namesakes(doc, lexicon, self._full)
        self.generations = {self._generation(self._content(m)) for m in self.names}
        order = sorted(self.names, key=lambda m: (-self._length(m), m.start))
        for m in order:
            m.entity = self._place(m)
            insort(self.where[m.entity], m.start)
            self.namesakes.place(m, m.entity)
            self.owners.place(m, m.entity)
        self._acronyms_in_brackets()
        self._join_nicknames()
        self._join_acronyms()
        self._join_initials()
        self._join_syllables()
        self._finish()

    def _length(self, m: NounMention) -> int:
        """Return how long a name is: "hijo" adds nothing, "R." and "Paco" less than a word."""
        words = self._content(m)
        told = len(words) > 1 and self._generation(words) != ""
        spelt = not any(len(word) == 1 or word in self.lexicon.names.pet_names for word in words)
        return 2 * (len(m.text.replace("-", " ").split()) - told) + spelt

    def _generation(self, content: list[str]) -> str:
        """Return which of two of one name is told: "hijo", "padre", "" for neither."""
        return self.lexicon.names.generations.get(content[-1], "") if len(content) > 1 else ""

    def _content(self, m: NounMention) -> list[str]:
        return self._full(m.text)

    def _place(self, m: NounMention) -> int:
        if self.namesakes.is_family(m):
            m.type, m.number = "Group", "p"
        kind = m.type or "Organization"
        text = self._canonical(m)
        key = (kind, self._key(kind, text))
        if key in self.by_key and self.namesakes.contradicts(m, self.by_key[key]):
            del self.by_key[key]
        if key in self.by_key:
            alike = self.alike[self.by_key[key]]
            same = self.owners.same(m, alike, self.where)
            if same < 0:
                same = self._new(kind, text)
                alike.append(same)
            return self._joined(same, m, text)
        found, clear = self._longer(m, kind)
        if found < 0:
            found = self._new(kind, text)
        if clear:
            self.by_key[key] = found
        return self._joined(found, m, text)

    def _new(self, kind: EntityType, text: str) -> int:
        self.referents.append(Referent(type=kind, label=text, named=True))
        self.where.append([])
        self.alike.append([len(self.referents) - 1])
        return len(self.referents) - 1

    def _key(self, kind: str, text: str) -> str:
        """Return what forms of one name share: no space, no accent, a body's words no plural.

        "#AméricaLatina" is América Latina, "Juntas Receptoras de Voto" "Junta Receptora del Voto".
        """
        words = [fold(w) for w in text.split()]
        if kind == "Organization" and len(words) > 2 and self.lexicon.is_head(words[0]):
            words = [w.rstrip("s") for w in words if w not in PARTICLES]
        return "".join(words)

    def _joined(self, index: int, m: NounMention, text: str) -> int:
        ref = self.referents[index]
        long = " ".join(self.tree.words[m.start : m.end])
        written = source_text(self.doc, m.start, m.end)
        for name in (m.text, written if len(long.split()) > len(m.text.split()) else m.text, text):
            if name not in ref.names:
                ref.names.append(name)
                for word in {*self._full(name), *fold(name).split()[:1]}:
                    self.by_word.setdefault((ref.type, word), set()).add(index)
        if m.gender and not ref.gender:
            ref.gender = m.gender
        return index

    def _canonical(self, m: NounMention) -> str:
        """Return the name in its standard form: EU is Estados Unidos."""
        lex = self.lexicon
        low = m.text.lower()
        if m.type == "Place":
            return lex.place_aliases.get(low, m.text)
        words = m.text.split()
        if m.type == "Organization" and len(words) == 2 and words[1].lower() in lex.demonyms:
            whole = f"{words[0]} de {lex.demonyms[words[1].lower()]}"
            # "Ayuntamiento madrileño" beside "Ayuntamiento de Madrid"
            if words[0].lower() == "gobierno" or fold(whole) in self.written:
                return whole
        if (
            m.type == "Organization"
            and words[0].lower() == "gobierno"
            and len(words) > 2
            and words[1] == "de"
        ):
            rest = " ".join(words[2:])
            return f"Gobierno de {lex.place_aliases.get(rest.lower(), rest)}"
        return m.text

    def _longer(self, m: NounMention, kind: str) -> tuple[int, bool]:
        """Return the referent whose longer name `m` shortens, or -1; and whether none vies."""
        mine = self._content(m)
        fits = []
        for k in self._candidates(mine, kind):
            if any(self._shortens(mine, name, kind) for name in self.referents[k].names):
                fits.append(k)
        clear = len(fits) < 2
        if kind == "Person":
            fits = self.namesakes.likeliest(m, fits)
        if not fits:
            return -1, clear
        nearest = max((last_before(self.where[k], m.start), k) for k in fits)
        return (nearest[1] if nearest[0] >= 0 else fits[0]), clear

    def _candidates(self, mine: list[str], kind: str) -> list[int]:
        """Return the referents whose name may be the whole of `mine`: they share a word with it.

        It is the first; a person's may be told by another given name or an initial.
        """
        words = {*mine[:1]}
        if kind == "Person" and mine:
            words |= self.lexicon.names.pet_names.get(mine[0], frozenset())
            words |= {*mine[1:]} if len(mine[0]) == 1 else set()
        return sorted({k for word in words for k in self.by_word.get((kind, word), ())})

    def _full(self, name: str) -> list[str]:
        if name not in self.words_of:
            written = fold(spelt_out(name.replace("-", " "), self.lexicon.names.short_names))
            words = [w.strip(".,\"'“”«»") for w in written.split()]
            self.words_of[name] = [w for w in words if w and w not in PARTICLES] or words
        return self.words_of[name]

    def _is_said_for(self, one: str, other: str) -> bool:
        """Whether a word of a short name stands for one of a full: "R.", "Paco"."""
        if one == other or len(one) == 1 and other.startswith(one):
            return True
        return other in self.lexicon.names.pet_names.get(one, ())

    def _shortens(self, mine: list[str], name: str, kind: str) -> bool:
        full = self._full(name)
        if len(mine) > len(full) or not mine:
            return False
        if mine == full:
            return True
        if {" ".join(mine), " ".join(full)} <= self.bodies:
            return False  # "La Jornada" and "La Jornada Guerrero" are listed apart
        if kind == "Person":
            if len(mine) == 1:
                return any(self._is_said_for(mine[0], word) for word in full)
            told = self._generation(mine)
            if told != self._generation(full):
                # "Donald Trump" is not "Donald Trump Jr.", but may be "Trump padre".
                both = {"hijo", "padre"} <= self.generations
                bare = both and told != "" and not self._generation(full)
                return bare and is_subsequence(mine[:-1], full)
            # "Anaya Cortés" beside "Ricardo Anaya": the second surname is told once.
            surnames = len(mine) == 2 and mine[0] == full[-1] and mine[0] not in self.lexicon.given
            return is_subsequence(mine, full, self._is_said_for) or surnames
        if kind == "Organization":
            if len(mine) == 1:
                if mine[0] in self.letters and fold(name).startswith(mine[0] + " "):
                    return True  # "CBS" and "CBS News"
                headed = self.lexicon.is_head(full[0])
                # "Antorcha" beside "Antorcha Campesina", "Steelers" beside "Pittsburgh Steelers"
                known = mine[0] in self.lexicon.known_names or mine[0] in self.lexicon.given
                brand = not known and not headed and mine[0] in (full[0], full[-1])
                return brand or headed and (full[0] == mine[0] or full[1:] == mine)
            return (
                full[: len(mine)] == mine
                or full[-len(mine) :] == mine
                and self.lexicon.is_head(mine[0])
                or full[1:] == mine
                and self.lexicon.is_head(full[0])
            )
        if kind == "Place":
            headed = len(mine) < len(full) and self.lexicon.is_head(full[0])
            listed = " ".join(mine) in self.listed_places
            cut = len(mine) > 1 and full[: len(mine)] == mine and not listed
            return headed and (full[1:] == mine or cut and full[0] not in _SAINTS)
        return full[: len(mine)] == mine and len(mine) > 1

    def _acronyms_in_brackets(self) -> None:
        """Read "Secretaría de Relaciones Exteriores (SRE)": the bracket names the same."""
        tree = self.tree
        for m in self.names:
            i = m.start
            if i < 2 or tree.words[i - 1] != "(" or m.end >= tree.n:
                continue
            if tree.words[m.end] != ")" and tree.low[m.end : m.end + 2] != ["por", "sus"]:
                continue  # "(CALEA por sus siglas en inglés)"
            before = next((o for o in self.names if o.end == i - 1), None)
            if before is None or before.entity == m.entity:
                continue
            if (
                is_acronym(m.text, self._long_text(before))
                or is_acronym(before.text, self._long_text(m))
                or self._known_pair(m.text, before.text)
                or self._is_foreign_acronym(m, before)
            ):
                self._merge(before.entity, m.entity)

    def _is_foreign_acronym(self, m: NounMention, before: NounMention) -> bool:
        """Whether a bracket gives letters of another language: "... del Comercio (WTO)"."""
        letters = m.end == m.start + 1 and m.text.isupper() and m.text.isalpha() and len(m.text) > 2
        listed = m.text in self.lexicon.acronyms or m.text.lower() in self.lexicon.known_names
        several = len(self._content(before)) > 2
        return letters and not listed and several and before.type == m.type == "Organization"

    def _join_nicknames(self) -> None:
        """Join "Rubén Ospina, alias Chepe": the nickname names the same person."""
        for one, other in pairwise(sorted(self.names, key=lambda m: m.start)):
            between = self.tree.low[one.end : other.start]
            words = " ".join(w for w in between if w not in _MARKS_OF_NICKNAMES)
            named = words in self.lexicon.names.nickname_words
            # Jorge Arvizu "El Tata": quotation marks right behind a full name.
            named = named or (
                not words
                and between[:1] in (['"'], ["'"])
                and other.end < self.tree.n
                and self.tree.low[other.end] in ('"', "'")
                and len(self._content(one)) > 1
            )
            if one.type == "Person" and len(between) < 7 and named:
                self._merge(one.entity, other.entity)

    def _long_text(self, m: NounMention) -> str:
        return source_text(self.doc, m.start, m.end)

    def _known_pair(self, acronym: str, name: str) -> bool:
        readings = self.lexicon.acronyms.get(acronym, ())
        return any(fold(reading) == fold(name) for reading, _ in readings)

    def _join_acronyms(self) -> None:
        """Join an acronym of the list with its full name elsewhere in the text."""
        for k, ref in enumerate(self.referents):
            for name in list(ref.names):
                if any(is_acronym(name, other) for other in ref.names if other != name):
                    continue  # "Grupo Montalbán (GM)": the text says what it stands for
                readings = {fold(r) for r, _ in self.lexicon.acronyms.get(name, ())}
                for j, other in enumerate(self.referents) if readings else ():
                    if j != k and other.names and any(fold(n) in readings for n in other.names):
                        self._merge(j, k)
            for group in self.lexicon.same_bodies:
                if any(fold(n) in group for n in ref.names):
                    for j, other in enumerate(self.referents[:k]):
                        if (
                            other.names
                            and other.type == ref.type
                            and any(fold(n) in group for n in other.names)
                        ):
                            self._merge(j, k)

    def _join_syllables(self) -> None:
        """Join "Segalmex" with the one body of the text whose words begin so, in order."""
        for k, ref in enumerate(self.referents):
            if ref.type != "Organization" or len(ref.names) != 1:
                continue
            short = ref.names[0]
            low, lex = short.lower(), self.lexicon
            listed = low in lex.known_names and low not in lex.names.acronyms_low
            if listed or not (3 < len(short) < 12 and short.isalpha()):
                continue
            fits = [
                j
                for j, other in enumerate(self.referents)
                if j != k
                and other.type == "Organization"
                and any(" " in n and is_spelled(fold(short), fold(n).split()) for n in other.names)
            ]
            if len(fits) == 1:
                self._merge(fits[0], k)

    def _join_initials(self) -> None:
        """Join an acronym with the one body of the text whose initials it has."""
        for k, ref in enumerate(self.referents):
            short = next((n for n in ref.names if n.isupper() and n.isalpha() and len(n) > 2), "")
            if not short or any(" " in n for n in ref.names):
                continue
            fits = [
                j
                for j, other in enumerate(self.referents)
                if j != k
                and other.type == "Organization"
                and any(" " in n and initials(n) == fold(short) for n in other.names)
            ]
            if len(fits) == 1:
                self._merge(fits[0], k)

    def _merge(self, keep: int, drop: int) -> None:
        if keep == drop or not self.referents[drop].names:
            return
        for name in self.referents[drop].names:
            if name not in self.referents[keep].names:
                self.referents[keep].names.append(name)
        self.where[keep] = sorted(self.where[keep] + self.where[drop])
        self.referents[drop].names = []
        for m in self.names:
            if m.entity == drop:
                m.entity = keep
                m.type = self.referents[keep].type

    def _finish(self) -> None:
        parted = {k for alike in self.alike if len(alike) > 1 for k in alike}
        for index, ref in enumerate(self.referents):
            if not ref.names:
                continue
            ref.number = "s"
            ref.label = self.variants.fullest(ref)
            for m in self.names:
                if self.referents[m.entity] is ref:
                    ref.names += [n for n in self.variants.of(m) if n not in ref.names]
            if index in parted:
                ref.label = max(ref.names, key=len)  # "Ministerio de Defensa de Ucrania"
            votes = Counter(
                m.gender for m in self.names if m.gender and self.referents[m.entity] is ref
            )
            if votes and not ref.gender:
                ref.gender = cast("Literal['m', 'f', '']", votes.most_common(1)[0][0])
