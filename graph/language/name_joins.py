"""How names go on with another name: "y", prepositions, lists, slashes and hyphens."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.language.lexicon import Lexicon
from graph.language.name_words import ARTICLES, JOINERS, NameWords
from graph.language.syntax import Tree
from graph.model import EntityType


@dataclass(slots=True)
class NameSpan:
    """A candidate name: tokens ``start`` to ``end``, without leading titles."""

    start: int
    end: int
    head: EntityType | None = None
    known: EntityType | None = None
    head_end: int = 0  # where the head ends, or ``start``
    core_end: int = 0  # where a trailing "de <place>" begins, or ``end``
    alias: str = ""  # a quoted nickname inside
    scores: dict[str, float] = field(default_factory=dict)


class NameJoins:
    """Says whether a conjunction, a preposition or a mark goes on a name of one Doc."""

    def __init__(self, words: NameWords, lexicon: Lexicon) -> None:
        self.words, self.lexicon = words, lexicon
        self.tree: Tree = words.tree

    def _whole_place(self, k: int) -> int:
        """Return the end of the place listed at `k`: "Ciudad de México", else of the word."""
        known = self.words.known_at(k)
        return known[0] if known and known[1] == "Place" else k + 1

    def _last(self, span: NameSpan) -> str:
        return self.tree.low[span.end - 1]

    def _has_particle(self, span: NameSpan) -> bool:
        return any(w in JOINERS for w in self.tree.low[span.head_end or span.start : span.end])

    def _joins_by_slash(self, j: int) -> bool:
        """Whether the slash at `j` is inside a name ("Prado Park/BXWA"): no space, no known one."""
        tree, doc, lex = self.tree, self.words.doc, self.lexicon
        if doc[j - 1].whitespace_ or doc[j].whitespace_ or self.words.is_initial(j - 1):
            return False
        sides = (j - 1, j + 1)
        listed = any(tree.low[k] in lex.known_names or tree.low[k] in lex.given for k in sides)
        return all(self.words.cap[k] for k in sides) and not listed

    def _joins_list(self, span: NameSpan, j: int, limit: int) -> int:
        """Read "Ministerio de Ciencia, Innovación y Universidades": fields, "y" before the last."""
        tree, k = self.tree, j
        if not self._has_particle(span) or span.core_end:
            return j
        while k + 1 < limit and tree.words[k] == "," and self._is_field(k + 1):
            k += 2
            while k < limit and self.words.cap[k]:
                k += 1
        last = k > j and k + 1 < limit and tree.low[k] in ("y", "e") and self._is_field(k + 1)
        return k + 2 if last else j

    def _is_field(self, k: int) -> bool:
        """Whether a common noun or a portfolio stands at `k` in capitals."""
        tree, lex = self.tree, self.lexicon
        low, word = tree.low[k], tree.words[k]
        if not self.words.cap[k] or word.isupper() or low in lex.given:
            return False
        return word in lex.portfolios or low.endswith(lex.names.common_endings)

    def _joins_allies(self, span: NameSpan, j: int) -> bool:
        """Whether the hyphen at `j` is inside the name of an alliance: "la coalición A-B-C"."""
        doc = self.words.doc
        before = self.tree.low[span.start - 1] if span.start else ""
        close = not doc[j - 1].whitespace_ and not doc[j].whitespace_
        return close and self.words.cap[j + 1] and before in self.lexicon.alliances

    def _joins_by_and(self, span: NameSpan, j: int) -> bool:
        tree, lex = self.tree, self.lexicon
        if span.head not in ("Organization", "Work") or not self.words.cap[j + 1]:
            return False
        low = tree.low[j + 1]
        if not self._has_particle(span) or span.core_end:
            return False
        taken = (
            low in lex.given
            or lex.head_type(low)
            and low not in lex.inner_heads
            or low in lex.known_names
            or tree.words[j + 1].isupper()
        )
        return not taken and low not in lex.not_names and self._last(span) not in lex.known_names

    def _is_purpose(self, span: NameSpan, j: int, k: int) -> bool:
        """Whether a common noun in capitals tells what a body is for.

        "Agencia de Acceso a la Información", "Unidad Especializada en Secuestros"; a place, a
        person and another body do not go on its name so.
        """
        tree, lex = self.tree, self.lexicon
        low, word = tree.low[k], tree.words[k]
        if span.end < span.start + 2 or word.isupper() or low in lex.given:
            return False
        if lex.head_type(low) not in (None, "Work") or low in lex.demonyms:
            return False
        noun = lex.noun(low)
        common = low.endswith(lex.names.common_endings) or word in lex.portfolios
        if not common and low in lex.known_names and low not in lex.ambiguous:
            return False
        common = common or noun is not None and noun.kind not in ("place", "organization")
        # "pidió la Secretaría de Salud a Hacienda": a bare portfolio is who is asked.
        asked = tree.low[j] in ("a", "por") and k == j + 1 and word in lex.portfolios
        return bool(common) and not asked

    def _is_movement(self, span: NameSpan) -> bool:
        """Whether the name so far is one common word that people call themselves by.

        "Unidos por Lima", "la plataforma Mujeres por la Paz", "el programa Salud para Todos".
        """
        tree, lex = self.tree, self.lexicon
        low = tree.low[span.start]
        if span.end != span.start + 1 or span.head is not None or low in lex.given:
            return False
        if low in lex.movement_heads:
            return True
        before = tree.low[span.start - 1] if span.start else ""
        said = before in lex.names.company_nouns | lex.alliances | lex.names.title_words
        return said and low not in lex.known_names and lex.noun(low) is not None

    def _joins_cause(self, j: int, limit: int) -> int:
        """Return where "por Lima", "para el Bienestar" at `j` ends, or `j`."""
        k = j + 1
        while k < limit - 1 and self.tree.low[k] in ARTICLES and not self.words.cap[k]:
            k += 1
        return self._whole_place(k) if k < limit and self.words.cap[k] else j

    def _joins_by_preposition(self, span: NameSpan, j: int, limit: int) -> int:
        """Read "Ley para la Igualdad", "Mexicanos contra la Corrupción": a capital must follow."""
        tree, lex = self.tree, self.lexicon
        k = j + 1
        while k < limit - 1 and tree.low[k] in ARTICLES and not self.words.cap[k]:
            k += 1
        if tree.low[j : j + 2] == ["en", "lo"] and k < limit and self.words.cap[k]:
            return k + 1  # "Tribunal Oral en lo Penal"
        if tree.low[j] == "por" and tree.low[span.start] in lex.movement_heads and k < limit:
            return self._whole_place(k) if self.words.cap[k] else j
        if k >= limit or not self.words.cap[k]:
            return j
        low = tree.low[k]
        if self._is_purpose(span, j, k):
            return k + 1
        if tree.low[j] in ("en", "a"):
            return j
        if (
            low in lex.known_names
            or low in lex.given
            or lex.head_type(low)
            or low in lex.demonyms
            or tree.words[k].isupper()
            or k + 1 < limit
            and self.words.cap[k + 1]
            and not self._is_field(k)
        ):
            return j
        return k + 1
