"""Where proper names begin and end: capitals, particles, heads and lists decide."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from graph.language.lexicon import Lexicon
from graph.language.syntax import Tree
from graph.model import EntityType

ARTICLES = frozenset({"el", "la", "los", "las", "lo"})
_JOINERS = frozenset(
    {
        "de",
        "del",
        "von",
        "van",
        "da",
        "das",
        "dos",
        "di",
        "do",
        "du",
        "bin",
        "al",
        "ibn",
        "della",
        "der",
        "den",
        "ter",
        "le",
    }
)
_GENERIC_ADJECTIVES = frozenset(
    {"federal", "estatal", "municipal", "nacional", "local", "provincial", "regional", "central",
     "general", "supremo", "suprema", "metropolitana", "legislativo", "ejecutivo", "judicial",
     "civil"}
)  # fmt: skip
_OPENERS = frozenset({'"', "'", "(", "¿", "¡", ":", "-", "—", "...", "…", ";", "[", "•", "*"})


@dataclass(slots=True)
class NameSpan:
    """A candidate name: tokens ``start`` to ``end``, without leading titles."""

    start: int
    end: int
    head: EntityType | None = None
    known: EntityType | None = None
    core_end: int = 0  # where a trailing "de <place>" begins, or ``end``
    alias: str = ""  # a quoted nickname inside
    scores: dict[str, float] = field(default_factory=dict)


class NameFinder:
    """Finds the names of one Doc; see the module's text for the method."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        self.doc, self.lexicon = doc, lexicon
        self.tree: Tree = doc._.tree
        tree = self.tree
        self.cap = [w[:1].isupper() or (w[:1].isdigit() and w[-1:].isupper()) for w in tree.words]
        self.ner: dict[int, tuple[int, int, str]] = {}
        for ent in doc.ents:
            for i in range(ent.start, ent.end):
                self.ner[i] = (ent.start, ent.end, ent.label_)
        self.shouted = [self._is_shouted(a, b) for a, b in tree.bounds]
        self.portfolio = self._portfolios()
        self.plain_words = {tree.low[i] for i in range(tree.n) if not self.cap[i]}
        self.capital_inside = {
            tree.low[i] for i in range(tree.n) if self.cap[i] and not self._is_initial(i)
        }

    def find(self) -> list[NameSpan]:
        """Return the names of the Doc, from left to right, not overlapping."""
        out: list[NameSpan] = []
        i, n = 0, self.tree.n
        while i < n:
            span = self._span_at(i)
            if span is None:
                i += 1
                continue
            out.append(span)
            i = span.end
        return out

    def _is_shouted(self, start: int, end: int) -> bool:
        words = [w for w in self.tree.words[start:end] if len(w) > 1 and w.isalpha()]
        return len(words) > 3 and sum(w.isupper() for w in words) > 0.6 * len(words)

    def _is_initial(self, i: int) -> bool:
        """Whether `i` is capitalised perhaps only for its place in the sentence."""
        start = self.tree.bounds[self.tree.sentence[i]][0]
        return i == start or self.tree.words[i - 1] in _OPENERS

    def _span_at(self, i: int) -> NameSpan | None:
        tree, lex = self.tree, self.lexicon
        if not self.cap[i] or not any(ch.isalpha() for ch in tree.words[i]):
            return None
        known = self._known_at(i)
        if known:
            end, kind = known
            span = NameSpan(i, end, known=kind, head=lex.head_type(tree.low[i]))
            return self._extend(span)
        if not self._starts_name(i):
            return None
        if tree.low[i] in _JOINERS:
            k = i + 1
            while tree.low[k] in ARTICLES:
                k += 1
            return self._extend(NameSpan(i, k + 1))
        two = " ".join(tree.low[i : i + 2])
        if lex.head_type(two) and i + 1 < tree.n:
            return self._extend(NameSpan(i, i + 2, head=lex.head_type(two)))
        return self._extend(NameSpan(i, i + 1, head=lex.head_type(tree.low[i])))

    def _known_at(self, i: int) -> tuple[int, EntityType] | None:
        """Return end and type of the longest listed name of several words at `i`."""
        tree, lex = self.tree, self.lexicon
        for length in range(min(lex.longest, tree.n - i), 1, -1):
            j = i + length
            key = " ".join(tree.low[i:j])
            kind = lex.known_names.get(key)
            # "La Unión Africana": an article that opens the sentence is no part of "La Unión".
            opening = tree.low[i] in ARTICLES and self._is_initial(i) and j < tree.n and self.cap[j]
            if (
                kind
                and not opening
                and self.cap[j - 1]
                and tree.sentence[i] == tree.sentence[j - 1]
            ):
                return j, kind
        return None

    def _starts_name(self, i: int) -> bool:
        tree, lex = self.tree, self.lexicon
        low = tree.low[i]
        if i in self.portfolio:
            return False
        if low in _JOINERS and not self._is_initial(i):
            return self._opens_surname(i)
        if low in ARTICLES:
            nxt = i + 1 < tree.n and self.cap[i + 1]
            return nxt and not self._is_initial(i) and tree.low[i + 1] not in lex.not_names
        if tree.pos[i] in ("DET", "ADP", "PRON", "CCONJ", "SCONJ") and low in lex.not_names:
            return False
        if (
            low in lex.given
            and i + 1 < tree.n
            and self.cap[i + 1]
            and tree.low[i + 1] not in lex.not_names
        ):
            return True  # "Domingo Quintero", "Abril Noriega"
        if not self._is_initial(i) and not self.shouted[tree.sentence[i]]:
            return low not in lex.not_names or tree.words[i].isupper() and low in lex.acronyms_low
        return self._initial_is_name(i)

    def _opens_surname(self, i: int) -> bool:
        """Whether a capital "De" in mid-sentence opens a surname ("el canciller De la Fuente")."""
        tree, k = self.tree, i + 1
        while k < tree.n and tree.low[k] in ARTICLES:
            k += 1
        return k < tree.n and self.cap[k] and tree.low[k] not in self.lexicon.not_names

    def _portfolios(self) -> set[int]:
        """Return the capitalised words that belong to a post's title ("secretario de Estado")."""
        tree, lex = self.tree, self.lexicon
        out: set[int] = set()
        for i in range(tree.n - 2):
            if tree.low[i] not in lex.portfolio_posts or tree.low[i + 1] not in ("de", "del"):
                continue
            k = i + 2
            while k < tree.n and tree.low[k] in ARTICLES:
                k += 1
            if k >= tree.n or tree.words[k] not in lex.portfolios:
                continue
            out.add(k)
            k += 1
            while k < tree.n:
                if (
                    self.cap[k]
                    and tree.low[k] not in lex.known_names
                    and tree.low[k] not in lex.given
                ):
                    out.add(k)
                elif not (
                    tree.low[k] in ("y", "e", "de", "del", *ARTICLES) and self._portfolio_goes_on(k)
                ):
                    break
                k += 1
        return out

    def _portfolio_goes_on(self, k: int) -> bool:
        """Whether the portfolio goes on after "y" or "de": with another listed word."""
        tree = self.tree
        while k < tree.n and tree.low[k] in ("y", "e", "de", "del", *ARTICLES):
            k += 1
        return k < tree.n and self.cap[k] and tree.words[k] in self.lexicon.portfolios

    def _initial_is_name(self, i: int) -> bool:
        """Judge a word that opens a sentence, where a capital tells nothing."""
        tree, lex = self.tree, self.lexicon
        low, word = tree.low[i], tree.words[i]
        if low in lex.not_names or low in lex.openers and low not in self.capital_inside:
            return False
        if word.isupper() and len(word) > 1 and not self.shouted[tree.sentence[i]]:
            return True
        if low in self.capital_inside:
            return True
        if low in lex.given or low in lex.known_names or lex.head_type(low):
            return low not in self.plain_words or low in lex.given
        nxt = i + 1 < tree.n and self.cap[i + 1] and tree.low[i + 1] not in lex.not_names
        if low in self.plain_words or lex.noun(low) or lex.is_verb_form(low):
            return False
        if nxt or low in lex.surnames:
            return True
        return tree.pos[i] == "PROPN" and i in self.ner and tree.dep[i] != "advmod"

    def _extend(self, span: NameSpan) -> NameSpan:
        while True:
            end = self._next_end(span)
            if end <= span.end:
                break
            span.end = end
        span.core_end = span.core_end or span.end
        return span

    def _next_end(self, span: NameSpan) -> int:
        """Return how far the name goes on by one step, or its present end."""
        tree, j = self.tree, span.end
        limit = tree.bounds[tree.sentence[span.start]][1]
        if (
            j >= limit
            or j in self.portfolio
            or self.shouted[tree.sentence[span.start]]
            and j - span.start > 3
        ):
            return j
        if self._is_quoted_alias(span, limit):
            close = tree.words.index(tree.words[j], j + 1)
            span.alias = " ".join(tree.words[j + 1 : close])
            return close + 1
        if self.cap[j] and any(c.isalpha() for c in tree.words[j]):
            return j + 1 if self._joins_directly(span, j) else j
        if tree.words[j].isdigit() and span.head in ("NamedEvent", "Work", "Organization"):
            return j + 1 if len(tree.words[j]) <= 4 and self._last(span) not in _JOINERS else j
        if tree.low[j] in _JOINERS and j + 1 < limit:
            k = j + 1
            while k < limit - 1 and tree.low[k] in ARTICLES | _JOINERS and not self.cap[k]:
                k += 1
            if self.cap[k] and self._joins_by_particle(span, j, k):
                return k + 1
            return j
        if tree.low[j] in ("y", "e") and j + 1 < limit and self._joins_by_and(span, j):
            return j + 2
        if tree.low[j] in ("en", "para", "por", "a", "contra") and span.head in (
            "Work",
            "Organization",
        ):
            return self._joins_by_preposition(span, j, limit)
        if span.end == span.start + 1 and span.head == "Organization" and self._is_adjective(j):
            return j + 1
        return j

    def _is_adjective(self, j: int) -> bool:
        low = self.tree.low[j]
        return low in _GENERIC_ADJECTIVES or low in self.lexicon.demonyms

    def _last(self, span: NameSpan) -> str:
        return self.tree.low[span.end - 1]

    def _is_quoted_alias(self, span: NameSpan, limit: int) -> bool:
        """Joaquín "El Chapo" Guzmán: a nickname in quotes between given name and surname."""
        words, j = self.tree.words, span.end
        if words[j] not in ('"', "'") or span.head or span.known:
            return False
        for close in range(j + 2, min(j + 6, limit)):
            if words[close] == words[j]:
                after = close + 1 < limit and self.cap[close + 1]
                return after and all(
                    self.cap[k] or self.tree.low[k] in _JOINERS for k in range(j + 1, close)
                )
        return False

    def _joins_directly(self, span: NameSpan, j: int) -> bool:
        low, lex, tree = self.tree.low[j], self.lexicon, self.tree
        if (
            low in _JOINERS | ARTICLES
            and j + 1 < tree.n
            and self.cap[j + 1]
            and not self._is_initial(j)
        ):
            return True
        if self._new_person(span, j):
            return False
        if low in lex.not_names and low not in lex.surnames and low not in ARTICLES:
            return j + 1 < tree.n and self.cap[j + 1] and not self._is_initial(j)
        if low in ARTICLES and not (j + 1 < self.tree.n and self.cap[j + 1]):
            return False
        if span.known == "Place" and span.end - span.start >= 1 and self._known_at(j):
            return False
        # "Washington Donald Trump": a place does not run on into a person's name.
        if span.known == "Place" and low in lex.given and low not in lex.known_names:
            return False
        if span.alias and tree.words[j - 1] in "\"'":
            return True
        return not (self._is_initial(j) and tree.words[j - 1] in _OPENERS)

    def _new_person(self, span: NameSpan, j: int) -> bool:
        """Whether a body ends and a person begins: "de la CIA Michael Hayden"."""
        tree, lex = self.tree, self.lexicon
        last = tree.words[j - 1]
        first = tree.low[span.start]
        listed = span.end == span.start + 1 and first in lex.known_names and first not in lex.given
        closed = (
            span.known in ("Organization", "Place") or (last.isupper() and len(last) > 1) or listed
        )
        # "el exdirector de Segalmex Efrén Dorantes": what "de" governs is no person's given name.
        if span.start and tree.low[span.start - 1] in ("de", "del", *ARTICLES) and not span.head:
            closed = (
                closed
                or tree.low[span.start] not in lex.given
                and tree.low[span.start] not in lex.surnames
            )
        full = j + 1 < tree.n and self.cap[j + 1] and tree.low[j + 1] not in lex.known_names
        return closed and tree.low[j] in lex.given and full and tree.low[j] != tree.low[j - 1]

    def _joins_by_particle(self, span: NameSpan, j: int, k: int) -> bool:
        """Whether "de (la) <Capital>" at `j` goes on the name."""
        tree, lex = self.tree, self.lexicon
        low = tree.low[k]
        place = (
            lex.known_names.get(low) == "Place" or (self._known_at(k) or (0, None))[1] == "Place"
        )
        article = k > j + 1 or tree.low[j] == "del"
        whole = self.ner.get(span.start)
        if (
            whole
            and whole[0] == span.start
            and whole[1] > k
            and whole[2] == "LOC"
            and not span.head
        ):
            return True  # "Sant Adrià de Besòs"
        if article and lex.head_type(low) == "Organization" and span.head == "Organization":
            # "Congreso de la Unión" is one, "Ministerio Público de la Coordinación Territorial"
            # two bodies.
            return low in lex.joined_heads and not (k + 1 < tree.n and self.cap[k + 1])
        if span.head in ("Organization", "Work", "NamedEvent"):
            first = span.core_end == 0 and not self._has_particle(span)
            if lex.is_place_taker(tree.low[span.start]) and place:
                return first
            if place and not first:
                span.core_end = span.core_end or span.end
                return True
            return not (lex.is_person_word(low) and not first)
        if span.head == "Place":
            return not self._has_particle(span)
        if span.known == "Place":
            return False
        if self._is_person_like(span):
            if (
                tree.words[k].isupper()
                and len(tree.words[k]) > 1
                or lex.head_type(low)
                or low in lex.known_names
                and article
            ):
                return False
            if k > j + 1 or tree.low[j] not in ("de", "del"):
                return not (place and span.end - span.start >= 2 and k == j + 1)
            return not place or span.end - span.start == 1
        same = self.ner.get(span.start)
        return bool(same and same[1] > k and not place)

    def _has_particle(self, span: NameSpan) -> bool:
        return any(w in _JOINERS for w in self.tree.low[span.start : span.end])

    def _is_person_like(self, span: NameSpan) -> bool:
        return self.tree.low[span.start] in self.lexicon.given and span.head is None

    def _joins_by_and(self, span: NameSpan, j: int) -> bool:
        tree, lex = self.tree, self.lexicon
        if span.head not in ("Organization", "Work") or not self.cap[j + 1]:
            return False
        low = tree.low[j + 1]
        if not self._has_particle(span) or span.core_end:
            return False
        taken = (
            low in lex.given
            or lex.head_type(low)
            or low in lex.known_names
            or tree.words[j + 1].isupper()
        )
        return not taken and low not in lex.not_names and self._last(span) not in lex.known_names

    def _joins_by_preposition(self, span: NameSpan, j: int, limit: int) -> int:
        """Read "Ley para la Igualdad", "Mexicanos contra la Corrupción": a capital must follow."""
        tree, lex = self.tree, self.lexicon
        k = j + 1
        while k < limit - 1 and tree.low[k] in ARTICLES and not self.cap[k]:
            k += 1
        if tree.low[j] in ("en", "a") or k >= limit or not self.cap[k]:
            return j
        low = tree.low[k]
        if (
            low in lex.known_names
            or low in lex.given
            or lex.head_type(low)
            or tree.words[k].isupper()
        ):
            return j
        return k + 1


def name_root(tree: Tree, start: int, end: int) -> int:
    """Return the token of ``start``..``end`` whose head lies outside, the first of them."""
    for i in range(start, end):
        if not start <= tree.head[i] < end or tree.head[i] == i:
            return i
    return start
