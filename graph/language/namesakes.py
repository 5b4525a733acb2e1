"""Which bearer of a name is meant where it is cut short: "la jueza Ceballos", "Belmar hijo".

What stands beside the short name and what is told at the full ones decide: the gender of a title,
the title itself, "hijo" and "padre", whose husband's name it is, and who is in the text as
somebody's relative only. The order of these is that of their sureness.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

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
        self.placed: dict[int, list[NounMention]] = {}
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
        self.placed.setdefault(entity, []).append(m)

    def contradicts(self, m: NounMention, entity: int) -> bool:
        """Whether the title beside a surname tells another gender than the bearer's."""
        words = self._content(m.text)
        told = self._told_gender(m)
        if len(words) != 1 or not told:
            return False
        others = self.placed.get(entity, ())
        if any(self._content(other.text)[0] == words[0] for other in others if _is_full(other)):
            return False  # a given name
        genders = {other.gender or self._told_gender(other) for other in others} - {""}
        return bool(genders) and told not in genders

    def likeliest(self, m: NounMention, fits: Sequence[int]) -> list[int]:
        """Return those of the referents `fits` that `m` may be, after all that tells them apart."""
        words = self._content(m.text)
        left = [k for k in fits if not self.contradicts(m, k)]
        mine = self._trades(m)
        tests: tuple[Callable[[int], bool], ...] = (
            lambda k: self._has(words, k),
            lambda k: self._is_of_generation(words, k),
            lambda k: self._is_spouse(m, k),
            lambda k: bool(mine & self._trades_of(k)),
            lambda k: self._stands_right(words, k),
            lambda k: not self._is_generation(k),
            lambda k: not self._is_married_name(words[-1], k),
            lambda k: not self._is_relative_only(k),
        )
        for test in tests:
            if len(left) > 1:
                left = [k for k in left if test(k)] or left
        # "A. Ríos" beside Ana and Alba Ríos may be either.
        is_sure = len(left) < 2 or any(self._has(words, k) for k in left)
        return left if is_sure else []

    def _has(self, words: list[str], entity: int) -> bool:
        """Whether a name of the referent has all of `words`, as they are, in their order."""
        names = (self._content(m.text) for m in self.placed.get(entity, ()))
        return any(is_subsequence(words, name) for name in names)

    def is_family(self, m: NounMention) -> bool:
        """Whether `m` names a family: "los Montalbán", "los hermanos Ríos"."""
        words, k = self._content(m.text), m.start - 1
        if m.type != "Person" or k < 0 or not 0 < len(words) < 3 or words[0] in self.lexicon.given:
            return False
        noun = self.lexicon.noun(self.tree.low[k])
        several = noun is not None and noun.number == "p" and KIND_TYPES[noun.kind] == "Person"
        listed = m.end < self.tree.n and self.tree.low[m.end] in ("y", "e", ",")
        kin = several and (noun is not None and noun.kind == "relative" or not listed)
        if not kin and self.tree.low[k] not in self.lexicon.names.family_words:
            return False
        return all(word in self.lexicon.surnames or self._is_borne(word) for word in words)

    def _is_borne(self, word: str) -> bool:
        return any(word in self._content(m.text)[1:] for m in self._all() if _is_full(m))

    def _all(self) -> Iterable[NounMention]:
        return (m for placed in self.placed.values() for m in placed if m.type == "Person")

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

    def _trades(self, m: NounMention) -> frozenset[str]:
        nouns = self._nouns.get(m.start, ())
        return frozenset(noun.lemma.removeprefix("ex") for _, noun in nouns if noun.kind != "title")

    def _trades_of(self, entity: int) -> frozenset[str]:
        return frozenset().union(*(self._trades(m) for m in self.placed.get(entity, ())))

    def _stands_right(self, words: list[str], entity: int) -> bool:
        """Whether a lone given name opens the full one, and a lone surname does not."""
        if len(words) != 1:
            return True
        given, surname = words[0] in self.lexicon.given, words[0] in self.lexicon.surnames
        if given and surname:
            return True
        full = [self._content(m.text) for m in self.placed.get(entity, ()) if _is_full(m)]
        return any((f[0] == words[0]) is given for f in full)

    def _is_generation(self, entity: int) -> bool:
        """Whether the full name has "hijo" or the like: the bare one is then the other's."""
        generations = self.lexicon.names.generations
        return any(self._content(m.text)[-1] in generations for m in self.placed.get(entity, ()))

    def _is_of_generation(self, words: list[str], entity: int) -> bool:
        """Whether the full name has the "hijo" or "padre" that is told with the short one."""
        generations = self.lexicon.names.generations
        told = generations.get(words[-1]) if len(words) > 1 else None
        names = (self._content(m.text)[-1] for m in self.placed.get(entity, ()))
        return told is None or any(generations.get(name) == told for name in names)

    def _is_married_name(self, word: str, entity: int) -> bool:
        """Whether it is the husband's name: "Vergara" of "Marta Olmedo de Vergara"."""
        for m in self.placed.get(entity, ()):
            words = fold(m.text).split()
            if m.gender == "f" and word in words[2:] and words[words.index(word) - 1] == "de":
                return True
        return False

    def _is_spouse(self, m: NounMention, entity: int) -> bool:
        """Whether the referent may be who is married in "la viuda de Vergara": no woman."""
        before = self.tree.low[max(m.start - 2, 0) : m.start]
        if len(before) < 2 or before[1] != "de" or before[0] not in self.lexicon.names.spouse_words:
            return True
        noun = self.lexicon.noun(before[0])
        genders = {other.gender for other in self.placed.get(entity, ())} - {""}
        return noun is None or not noun.gender or noun.gender not in genders

    def _is_relative_only(self, entity: int) -> bool:
        """Whether the full name is told once, beside "su padre" or the like."""
        full = [m for m in self.placed.get(entity, ()) if _is_full(m)]
        return len(full) == 1 and self._is_introduced_as_relative(full[0])

    def _is_introduced_as_relative(self, m: NounMention) -> bool:
        tree, k = self.tree, m.start - 1
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


def _is_full(m: NounMention) -> bool:
    return " " in m.text
