"""Which bearer of a name is meant where it is cut short: "la jueza Ceballos", "Belmar hijo".

What stands beside the short name and what is told at the full ones decide: the gender of a title,
the title itself, "hijo" and "padre", whose husband's name it is, and who is in the text as
somebody's relative only. The order of these is that of their sureness.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.tokens import Doc

from graph.identity import fold
from graph.language.acronyms import is_subsequence
from graph.language.annotations import Gender, NounMention
from graph.language.descriptions import KIND_TYPES
from graph.language.lexicon import Lexicon
from graph.language.nouns import NounEntry
from graph.language.syntax import Tree

_ARTICLES: Mapping[str, Gender] = {
    "el": "m", "al": "m", "del": "m", "un": "m", "este": "m", "ese": "m",
    "la": "f", "una": "f", "esta": "f", "esa": "f",
}  # fmt: skip
_OWN = frozenset({"su", "mi", "tu", "nuestro", "nuestra"})
# How far before a name its noun's article may stand: "la entonces jueza", and the words of a post.
_ARTICLE_REACH = 2


@dataclass(slots=True)
class _Bearer:
    """What the mentions of one referent say of it, each thing once.

    ``names`` are the names in words, ``full`` the first mention by a full name, which is told
    so ``often``; ``spouses`` are the surnames that are her husband's.
    """

    names: set[tuple[str, ...]] = field(default_factory=set)
    genders: set[Gender] = field(default_factory=set)
    named_genders: set[Gender] = field(default_factory=set)
    trades: set[str] = field(default_factory=set)
    spouses: set[str] = field(default_factory=set)
    full: NounMention | None = None
    often: int = 0


class Namesakes:
    """Tells the bearers of one name in a Doc apart.

    Parameters
    ----------
    doc : spacy.tokens.Doc
        With mentions; posts are heeded where they have been found.
    lexicon : Lexicon
    content : callable
        From a name as written to its folded words without particles.
    """

    def __init__(self, doc: Doc, lexicon: Lexicon, content: Callable[[str], list[str]]) -> None:
        self.lexicon, self._content = lexicon, content
        self.tree: Tree = doc._.tree
        self._bearers: dict[int, _Bearer] = {}
        self._surnames: set[str] = set()  # of full names
        self._nouns: dict[int, list[tuple[int, NounEntry]]] = {}
        for m in doc._.mentions:
            if m.kind == "name" and m.type == "Person":
                self._nouns[m.start] = self._beside(m)
        for post in doc._.posts or ():
            if post.person >= 0 and post.entry.number == "s":
                start = doc._.mentions[post.person].start
                if start in self._nouns:
                    self._nouns[start].append((post.noun, post.entry))

    def place(self, m: NounMention, entity: int) -> None:
        """Note that `m` names the referent `entity`."""
        bearer = self._bearers.setdefault(entity, _Bearer())
        words = tuple(self._content(m.text))
        bearer.names.add(words)
        bearer.trades |= self._trades(m)
        bearer.genders |= {m.gender or self._told_gender(m)} - {""}
        if m.gender:
            bearer.named_genders.add(m.gender)
        if " " not in m.text:
            return
        if m.type == "Person":
            self._surnames.update(words[1:])
        bearer.full = bearer.full or m
        bearer.often += 1
        if m.gender == "f":
            written = fold(m.text).split()
            bearer.spouses |= {b for a, b in pairwise(written[1:]) if a == "de"}

    def contradicts(self, m: NounMention, entity: int) -> bool:
        """Whether the title beside a surname tells another gender than the bearer's."""
        words = self._content(m.text)
        told = self._told_gender(m)
        if len(words) != 1 or not told:
            return False
        bearer = self._bearer(entity)
        if any(len(name) > 1 and name[0] == words[0] for name in bearer.names):
            return False  # a given name
        return bool(bearer.genders) and told not in bearer.genders

    def likeliest(self, m: NounMention, fits: Sequence[int]) -> list[int]:
        """Return those of the referents `fits` that `m` may be, after all that tells them apart."""
        words = self._content(m.text)
        left = [k for k in fits if not self.contradicts(m, k)]
        mine = self._trades(m)
        tests: tuple[Callable[[int], bool], ...] = (
            lambda k: self._has(words, k),
            lambda k: self._is_of_generation(words, k),
            lambda k: self._is_spouse(m, k),
            lambda k: not mine.isdisjoint(self._bearer(k).trades),
            lambda k: self._stands_right(words, k),
            lambda k: not self._is_generation(k),
            lambda k: words[-1] not in self._bearer(k).spouses,
            lambda k: not self._is_relative_only(k),
        )
        for test in tests:
            if len(left) > 1:
                left = [k for k in left if test(k)] or left
        # "A. Ríos" beside Ana and Alba Ríos may be either.
        is_sure = len(left) < 2 or any(self._has(words, k) for k in left)
        return left if is_sure else []

    def is_family(self, m: NounMention) -> bool:
        """Whether `m` names a family: "los Montalbán", "los hermanos Ríos"."""
        words, k = self._content(m.text), m.start - 1
        if m.type != "Person" or k < 0 or not 0 < len(words) < 3 or words[0] in self.lexicon.given:
            return False
        noun = self.lexicon.noun(self.tree.low[k])
        if noun is not None and noun.number == "p" and KIND_TYPES[noun.kind] == "Person":
            # "los ministros Ríos y Prado" are two of two names.
            listed = m.end < self.tree.n and self.tree.low[m.end] in ("y", "e", ",")
            several = noun.kind == "relative" or not listed
        else:
            several = self.tree.low[k] in self.lexicon.names.family_words
        known = (self.lexicon.surnames, self._surnames)
        return several and all(any(word in names for names in known) for word in words)

    def _bearer(self, entity: int) -> _Bearer:
        return self._bearers.get(entity) or _Bearer()

    def _has(self, words: list[str], entity: int) -> bool:
        """Whether a name of the referent has all of `words`, as they are, in their order."""
        return any(is_subsequence(words, name) for name in self._bearer(entity).names)

    def _beside(self, m: NounMention) -> list[tuple[int, NounEntry]]:
        """Return the noun for a person right before a name: "la señora Torres"."""
        k = m.start - 1
        noun = self.lexicon.noun(self.tree.low[k]) if k >= 0 else None
        if noun is None or noun.number != "s" or KIND_TYPES[noun.kind] != "Person":
            return []
        return [(k, noun)]

    def _told_gender(self, m: NounMention) -> Gender:
        """Return the gender of the title beside a name: its article's, else its own."""
        for at, noun in self._nouns.get(m.start, ()):
            if noun.epicene:
                continue
            before = self.tree.low[max(at - _ARTICLE_REACH, 0) : at]
            told = [_ARTICLES[w] for w in before if w in _ARTICLES]
            if told:
                return told[-1]
            if noun.gender:
                return noun.gender
        return ""

    def _trades(self, m: NounMention) -> set[str]:
        nouns = self._nouns.get(m.start, ())
        return {noun.lemma.removeprefix("ex") for _, noun in nouns if noun.kind != "title"}

    def _stands_right(self, words: list[str], entity: int) -> bool:
        """Whether a lone given name opens the full one, and a lone surname does not."""
        if len(words) != 1:
            return True
        given, surname = words[0] in self.lexicon.given, words[0] in self.lexicon.surnames
        if given and surname:
            return True
        names = self._bearer(entity).names
        return any((name[0] == words[0]) is given for name in names if len(name) > 1)

    def _is_generation(self, entity: int) -> bool:
        """Whether the full name has "hijo" or the like: the bare one is then the other's."""
        generations = self.lexicon.names.generations
        return any(name[-1] in generations for name in self._bearer(entity).names)

    def _is_of_generation(self, words: list[str], entity: int) -> bool:
        """Whether the full name has the "hijo" or "padre" that is told with the short one."""
        generations = self.lexicon.names.generations
        told = generations.get(words[-1]) if len(words) > 1 else None
        names = self._bearer(entity).names
        return told is None or any(generations.get(name[-1]) == told for name in names)

    def _is_spouse(self, m: NounMention, entity: int) -> bool:
        """Whether the referent may be who is married in "la viuda de Vergara": no woman."""
        before = self.tree.low[max(m.start - 2, 0) : m.start]
        if len(before) < 2 or before[1] != "de" or before[0] not in self.lexicon.names.spouse_words:
            return True
        noun = self.lexicon.noun(before[0])
        return noun is None or noun.gender not in self._bearer(entity).named_genders

    def _is_relative_only(self, entity: int) -> bool:
        """Whether the full name is told once, beside "su padre" or the like."""
        bearer = self._bearer(entity)
        if bearer.often != 1 or bearer.full is None:
            return False
        tree, m = self.tree, bearer.full
        k = m.start - 1
        if k > 0 and tree.words[k] == ",":
            k -= 1
        behind = m.end + 1 < tree.n and tree.words[m.end] == ","
        near = (k, m.end + 2 if behind else -1)
        return any(
            0 < at < tree.n and tree.low[at - 1] in _OWN and self._is_kinship(at) for at in near
        )

    def _is_kinship(self, at: int) -> bool:
        noun = self.lexicon.noun(self.tree.low[at])
        return noun is not None and noun.kind == "relative"
