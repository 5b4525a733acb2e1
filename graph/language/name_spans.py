"""Where proper names begin and end: capitals, particles, heads and lists decide."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from graph.language.lexicon import Lexicon
from graph.language.name_extent import NameExtender
from graph.language.name_joins import NameSpan
from graph.language.name_words import ARTICLES, JOINERS, NameWords
from graph.language.spelled_names import spelled_names
from graph.language.syntax import Tree

# A numeral alone is no name: "el siglo XVIII".
# An order with a clitic: "Dígale", "Perdóname".
_ORDER = re.compile(r"[áéíóú].*(?:me|le|les|nos)$")
_ROMAN = re.compile(r"(?=..)X{0,3}(?:IX|IV|V?I{0,3})")
# What stands before the quotation of a title; what is written small in names of several words.
_BEFORE_TITLES = frozenset(
    {"de", "del", "en", "con", "por", "para", "y", "e", "como", "ellos", "ellas"}
)
_SMALL_WORDS = JOINERS | ARTICLES | {"y", "e", "a", "en", "con", "por", "para"}
# Small words inside a name that begins with one, and how many words it has at most.
_MOTTO_WORDS = frozenset({"al", "a", "o", "y", "ni", "de", "del", "se"})
_LONGEST_MOTTO = 6


class NameFinder:
    """Finds the names of one Doc; see the module's text for the method."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.words = NameWords(doc, lexicon)
        self.tree: Tree = self.words.tree
        self.extender = NameExtender(self.words, lexicon)
        self.spelled = spelled_names(self.words)

    def find(self) -> list[NameSpan]:
        """Return the names of the Doc, from left to right, not overlapping."""
        out: list[NameSpan] = []
        i, n = 0, self.tree.n
        while i < n:
            span = self._span_at(i)
            if span is None:
                i += 1
                continue
            self._reach_bracket(span)
            if not self._is_insertion(span):
                out.append(span)
            i = span.end
        return out

    def _is_insertion(self, span: NameSpan) -> bool:
        """Whether an editor put a given name before the surname: "(Enrique) Peña Nieto"."""
        tree, end = self.tree, span.end
        return (
            span.start > 0
            and end + 1 < tree.n
            and tree.words[span.start - 1] == "("
            and tree.words[end] == ")"
            and tree.low[span.start] in self.lexicon.given
            and self.words.cap[end + 1]
        )

    def _reach_bracket(self, span: NameSpan) -> None:
        """Let an acronym in brackets tell where `span` ends, or where the next name begins."""
        if not self.spelled:
            return
        end = self.spelled.get(span.start, 0)
        if end > span.end:
            span.end = span.core_end = end
        for k in range(span.start + 2, span.end):
            if k in self.spelled and self.tree.low[k - 1] in (*ARTICLES, *JOINERS):
                span.end = k
                while self.tree.low[span.end - 1] in (*ARTICLES, *JOINERS):
                    span.end -= 1
                span.core_end = min(span.core_end or span.end, span.end)
                return

    def _span_at(self, i: int) -> NameSpan | None:
        tree, lex = self.tree, self.lexicon
        if not self.words.cap[i] or not any(ch.isalpha() for ch in tree.words[i]):
            return None
        title = self._quoted_title(i)
        if title:
            return NameSpan(i, title, head="Work", core_end=title)
        known = self.words.known_at(i)
        if known:
            end, kind = known
            span = NameSpan(i, end, known=kind, head=lex.head_type(tree.low[i]))
            return self.extender.extend(span)
        if not self._starts_name(i):
            motto = self._motto(i)
            return NameSpan(i, motto, head="Organization", core_end=motto) if motto else None
        if tree.low[i] in JOINERS:
            k = i + 1
            while tree.low[k] in ARTICLES:
                k += 1
            return self.extender.extend(NameSpan(i, k + 1))
        for words in (3, 2):
            head = lex.head_type(" ".join(tree.low[i : i + words]))
            if head:
                end = min(i + words, tree.n)
                return self.extender.extend(NameSpan(i, end, head=head, head_end=end))
        return self.extender.extend(NameSpan(i, i + 1, head=lex.head_type(tree.low[i])))

    def _quoted_title(self, i: int) -> int:
        """Return the end of a work's title in quotation marks ('la novela "Norte"'), or 0."""
        tree, lex = self.tree, self.lexicon
        if i < 2 or tree.words[i - 1] not in ('"', "'"):
            return 0
        close = self.words.closing_quote(i - 1, tree.bounds[tree.sentence[i]][1], 10)
        if close < 0 or "." in tree.words[i:close]:
            return 0
        before = tree.low[max(i - 4, 0) : i - 1]
        if "," in before:
            before = before[len(before) - before[::-1].index(",") :]
        told = any(w in lex.names.title_words for w in before)
        told = told or self._described_as_work(close + 1) or self._is_written_as_title(i, close)
        told = told or self._is_of_makers(i - 1) or self._is_made_behind(close + 1)
        return close if told else 0

    def _is_written_as_title(self, i: int, close: int) -> bool:
        """Whether a quotation is written like a title: 'autora de "La casa de sal"'.

        It begins with a capital in the middle of a phrase, where speech would begin with a
        small letter, and has a small letter further on, where a nickname has capitals.
        """
        tree, lex = self.tree, self.lexicon
        before, k = tree.low[i - 2], i - 3
        made = tree.lemma[i - 2] in lex.names.title_verbs
        if not made and before not in _BEFORE_TITLES or not tree.words[i - 2].islower() or k < 0:
            return False
        if self.words.shouted[tree.sentence[i]] or any(w in ":;?!¿¡," for w in tree.words[i:close]):
            return False
        if any(w in lex.names.slogan_words for w in tree.low[max(k - 3, 0) : i - 1]):
            return False
        noun = tree.pos[k] in ("NOUN", "PROPN", "ADJ") and not tree.is_verb(k)
        if before in ("de", "como") and not noun:
            return False  # "lo tachó de «Ladrón de tierras»"
        small = [w for w in tree.words[i + 1 : close] if w.islower() and w not in _SMALL_WORDS]
        return bool(small)

    def _is_of_makers(self, quote: int) -> bool:
        """Whether "autor de", "estrena" stands before the quotation mark at token `quote`."""
        tree, lex = self.tree, self.lexicon
        k = quote - 1
        while k > 0 and tree.low[k] in ARTICLES:
            k -= 1
        if k > 0 and tree.low[k] in ("de", "del"):
            return tree.low[k - 1] in lex.names.title_makers
        return k >= 0 and self._is_making(k)

    def _is_made_behind(self, k: int) -> bool:
        """Whether "escrita por" or ", de Ana Paz" stands at token `k`, behind a quotation."""
        tree = self.tree
        apart = k + 2 < tree.n and tree.words[k] == ","
        k += apart
        if k + 1 >= tree.n:
            return False
        if apart and tree.low[k] in ("de", "del"):
            return self.words.cap[k + 1] and tree.low[k + 1] in self.lexicon.given
        return tree.low[k + 1] == "por" and self._is_making(k)

    def _is_making(self, k: int) -> bool:
        lex = self.lexicon
        if lex.names.title_making.isdisjoint(lex.verb_lemmas(self.tree, k)):
            return False
        return self.tree.pos[k] in ("VERB", "ADJ", "AUX")

    def _described_as_work(self, k: int) -> bool:
        """Whether ", la novela …" or ", serie que …" stands at token `k`, behind a quotation."""
        tree = self.tree
        if k + 2 >= tree.n or tree.words[k] != ",":
            return False
        k += 2 if tree.pos[k + 1] in ("DET", "NUM", "ADJ") else 1
        return tree.low[k] in self.lexicon.names.title_words

    def _motto(self, i: int) -> int:
        """Return the end of a name that begins like a sentence ("la coalición Por Chile"), or 0.

        Inside a sentence only a name gives "Por", "Ahora" or "Siempre" a capital; another
        capital must follow, at most two small words away.
        """
        tree, lex, cap = self.tree, self.lexicon, self.words.cap
        low, before = tree.low[i], tree.words[i - 1] if i else ""
        if (
            before == '"'
            and i > 1
            and low not in ARTICLES
            and self.words.closing_quote(i - 1, tree.n, _LONGEST_MOTTO) > 0
        ):
            before = tree.words[i - 2]
        if low not in lex.not_names or not before.islower() or not before.isalpha():
            return 0
        if i in self.words.portfolio or not tree.words[i].istitle() or self._is_dated(i):
            return 0
        first, limit = tree.bounds[tree.sentence[i]]
        if i <= first or self.words.shouted[tree.sentence[i]]:
            return 0
        end, k = 0, i + 1
        while k < min(limit, i + _LONGEST_MOTTO) and (cap[k] or tree.low[k] in _MOTTO_WORDS):
            if tree.low[k - 1] == "y" and (self.words.known_at(k) or tree.low[k] in lex.given):
                break  # "las dos Coreas y Estados Unidos"
            end = k + 1 if cap[k] else end
            k += 1
        return end

    def _is_dated(self, i: int) -> bool:
        """Whether a day or a month in capitals stands at `i`: "el Lunes de Enero"."""
        return self.tree.lemma[i].lower() in self.lexicon.time_nouns

    def _starts_name(self, i: int) -> bool:
        tree, lex = self.tree, self.lexicon
        low = tree.low[i]
        if low in lex.names.name_marks and i + 1 < tree.n and self.words.cap[i + 1]:
            return False  # "la ONG Foro Azul"
        if i and tree.low[i - 1] in lex.names.name_marks and self.words.cap[i - 1]:
            return True
        if (
            i in self.words.portfolio
            or _ROMAN.fullmatch(tree.words[i])
            and low not in lex.known_names
        ):
            return False
        if low in JOINERS and not self.words.is_initial(i):
            return self._opens_surname(i)
        if low in ARTICLES:
            nxt = i + 1 < tree.n and self.words.cap[i + 1]
            return nxt and not self.words.is_initial(i) and tree.low[i + 1] not in lex.not_names
        if tree.pos[i] in ("DET", "ADP", "PRON", "CCONJ", "SCONJ") and low in lex.not_names:
            return False
        follows = i + 1 < tree.n and self.words.cap[i + 1] and tree.low[i + 1] not in lex.not_names
        if follows and (low in lex.given or lex.head_type(low)):
            return True  # "Domingo Quintero", "Frente Amplio"
        if not self.words.is_initial(i) and not self.words.shouted[tree.sentence[i]]:
            return low not in lex.not_names or tree.words[i].isupper() and low in lex.acronyms_low
        return self._initial_is_name(i)

    def _opens_surname(self, i: int) -> bool:
        """Whether a capital "De" in mid-sentence opens a surname ("el canciller De la Fuente")."""
        tree, k = self.tree, i + 1
        if self.words.shouted[tree.sentence[i]]:
            return False
        while k < tree.n and tree.low[k] in ARTICLES:
            k += 1
        return k < tree.n and self.words.cap[k] and tree.low[k] not in self.lexicon.not_names

    def _initial_is_name(self, i: int) -> bool:
        """Judge a word that opens a sentence, where a capital tells nothing."""
        tree, lex = self.tree, self.lexicon
        low, word = tree.low[i], tree.words[i]
        if low in lex.not_names or low in lex.openers and low not in self.words.capital_inside:
            return False
        if i and tree.words[i - 1] == '"' and low.endswith(("é", "í")) and lex.is_verb_form(low):
            return False  # "«Tomé decisiones»"
        if word.isupper() and len(word) > 1 and not self.words.shouted[tree.sentence[i]]:
            return True
        if low in self.words.capital_inside:
            return True
        if self._opens_phrase(i):
            return False
        doubtful = low in lex.ambiguous and lex.known_names.get(low) == "Organization"
        if doubtful and lex.is_verb_form(low):
            return False  # "Construye el Gobierno …", a party only inside a sentence
        if low in lex.given or low in lex.known_names or lex.head_type(low):
            return low not in self.words.plain_words or low in lex.given
        nxt = i + 1 < tree.n and self.words.cap[i + 1] and tree.low[i + 1] not in lex.not_names
        if low in self.words.plain_words or lex.noun(low) or lex.is_verb_form(low):
            return False
        if low in lex.surnames:
            return True
        if low.endswith(lex.names.common_endings) or nxt and self._precedes_person(i):
            return False
        if nxt and tree.words[i + 1].isupper() and len(tree.words[i + 1]) > 1:
            return tree.pos[i] == "PROPN"  # "Detecta ASF pagos"
        if nxt:
            return True
        if low.endswith("ó") or _ORDER.search(low):
            return False
        return tree.pos[i] == "PROPN" and i in self.words.ner and tree.dep[i] != "advmod"

    def _opens_phrase(self, i: int) -> bool:
        """Whether a noun phrase of common words begins at `i`: "Luz verde", "Norte fijo"."""
        tree, lex = self.tree, self.lexicon
        if i + 1 >= tree.n or self.words.cap[i + 1] or tree.pos[i + 1] not in ("ADJ", "NOUN"):
            return False
        low, after = tree.low[i], tree.low[i + 1]
        proper = lex.known_names.get(low) == "Place" and low not in lex.ambiguous
        described = (
            after in lex.demonyms or after in lex.names.plain_adjectives or lex.is_participle(after)
        )
        described = described or low in lex.surnames and after in lex.names.generations
        return not proper and not described and not tree.words[i].isupper()

    def _precedes_person(self, i: int) -> bool:
        """Whether a verb or adverb opens a sentence before a full name: "Suena Emilia Rey"."""
        tree, lex = self.tree, self.lexicon
        follows = i + 2 < tree.n and self.words.cap[i + 2] and tree.low[i + 1] in lex.given
        return follows and tree.pos[i] != "PROPN" and tree.low[i] not in lex.known_names


def name_root(tree: Tree, start: int, end: int) -> int:
    """Return the token of ``start``..``end`` whose head lies outside, the first of them."""
    for i in range(start, end):
        if not start <= tree.head[i] < end or tree.head[i] == i:
            return i
    return start
