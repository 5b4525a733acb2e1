"""Proper names: where they begin and end, and what they name.

Boundaries come from capitals, particles and heads ("Secretaría de Relaciones Exteriores"),
types from a weighing of evidence (heads, gazetteers, titles, the model's NER, context) that is
summed over the document, because one mention in ten may say plainly what the other nine
leave open. The model's NER is one voice among them: on CoNLL-2002 newswire its spans score
F1 0.83, its types 0.57.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc

from graph.identity import fold
from graph.language.annotations import NounMention, source_text
from graph.language.lexicon import Lexicon, load_lexicon
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
     "general", "supremo", "suprema", "metropolitana", "legislativo", "ejecutivo", "judicial", "civil"}
)  # fmt: skip
_SAINTS = frozenset({"san", "santa", "santo"})
_OPENERS = frozenset({'"', "'", "(", "¿", "¡", ":", "-", "—", "...", "…", ";", "[", "•", "*"})
_NER_TYPES: dict[str, tuple[EntityType, float]] = {
    "PER": ("Person", 1.2),
    "LOC": ("Place", 0.7),
    "ORG": ("Organization", 1.0),
}


@dataclass(slots=True)
class NameSpan:
    """A candidate name: tokens ``start`` to ``end``, without leading titles."""

    start: int
    end: int
    head: EntityType | None = None
    known: EntityType | None = None
    core_end: int = 0  # where a trailing "de <place>" begins, or ``end``
    alias: str = ""  # a quoted nickname inside
    scores: Counter[str] = field(default_factory=Counter)


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
            span = NameSpan(i, end, known=kind)
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
                if self.cap[k] and tree.low[k] not in lex.known_names:
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
            while k < limit - 1 and (tree.low[k] in ARTICLES) and not self.cap[k]:
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
        return not (self._is_initial(j) and self.tree.words[j - 1] in _OPENERS)

    def _new_person(self, span: NameSpan, j: int) -> bool:
        """Whether a body ends and a person begins: "de la CIA Michael Hayden"."""
        tree, lex = self.tree, self.lexicon
        last = tree.words[j - 1]
        closed = span.known in ("Organization", "Place") or (last.isupper() and len(last) > 1)
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
        if article and lex.head_type(low) == "Organization" and span.head == "Organization":
            return False  # "Ministerio Público de la Coordinación Territorial": two bodies
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
        """ "Ley para la Igualdad", "Mexicanos contra la Corrupción": a capital must follow."""
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


class NameTyper:
    """Weighs what speaks for each type, at the mention and over the document."""

    def __init__(self, doc: Doc, lexicon: Lexicon, finder: NameFinder) -> None:
        self.doc, self.lexicon, self.finder = doc, lexicon, finder
        self.tree: Tree = doc._.tree

    def score(self, span: NameSpan) -> None:
        """Fill ``span.scores`` with the evidence at this mention."""
        tree, lex = self.tree, self.lexicon
        lows = tree.low[span.start : span.end]
        key, first = " ".join(lows), lows[0]
        scores = span.scores
        if span.head:
            scores[span.head] += 3
        if first in ARTICLES:
            scores["Person"] -= 2
            scores["Place"] += 0.5
        listed = lex.known_names.get(key)
        if listed:
            doubtful = key in lex.ambiguous or (
                listed == "Place" and (key in lex.surnames or key in lex.given)
            )
            doubtful = doubtful and "pais" not in lex.kinds_of(key)
            scores[listed] += 1.0 if doubtful else 3.0
        elif span.known:
            scores[span.known] += 1.0
        if lows[-1] in lex.organization_suffixes:
            scores["Organization"] += 3
        if first in lex.given and not span.head:
            scores["Person"] += 1.6 if len(lows) > 1 else 0.8
        if lows[-1] in lex.surnames and not span.head and not listed:
            scores["Person"] += 0.6
        word = tree.words[span.start]
        if len(lows) == 1 and word.isupper() and len(word) > 1 and not listed:
            scores["Organization"] += 1.5
        ent = self.finder.ner.get(span.start)
        if ent and ent[2] in _NER_TYPES:
            kind, weight = _NER_TYPES[ent[2]]
            scores[kind] += weight if (ent[0], ent[1]) == (span.start, span.end) else weight / 2
        self._context(span)

    def _context(self, span: NameSpan) -> None:
        tree, lex, scores = self.tree, self.lexicon, span.scores
        i, j = span.start, span.end
        before = tree.low[i - 1] if i else ""
        if before in lex.person_nouns or (before == "," and self._role_before(i - 1)):
            scores["Person"] += 2.5
        noun = lex.noun(before)
        if noun and noun.kind in ("organization", "place", "work", "event") and noun.number == "s":
            kind = {"event": "NamedEvent"}.get(noun.kind, noun.kind.capitalize())
            scores[kind] += 3.5
        if before in ("en", "desde", "hacia") and not span.head:
            scores["Place"] += 1.0
        if before in ARTICLES and not span.head and i - 1 >= 0:
            scores["Person"] -= 0.8
            scores["Organization"] += 0.5
        if (
            j + 3 < tree.n
            and tree.words[j] == ","
            and tree.low[j + 1] == "de"
            and "años" in tree.low[j + 2 : j + 4]
        ):
            scores["Person"] += 2
        if j + 1 < tree.n and tree.words[j] == "," and tree.low[j + 1] in lex.person_nouns:
            scores["Person"] += 1.5
        root = self._root(span)
        head = tree.head[root]
        if tree.dep[root] == "nsubj" and tree.lemma[head] in lex.speech_verbs:
            scores["Person"] += 0.6
            scores["Organization"] += 0.3

    def _role_before(self, comma: int) -> bool:
        """Whether a post stands just before this comma: "el canciller de Chile, X"."""
        tree, lex = self.tree, self.lexicon
        for k in range(comma - 1, max(comma - 9, -1), -1):
            if tree.words[k] in (",", ".", ";", ":", '"') or self.tree.is_verb(k):
                return False
            if tree.low[k] in lex.person_nouns and not self.finder.cap[k]:
                return True
        return False

    def _root(self, span: NameSpan) -> int:
        return name_root(self.tree, span.start, span.end)


def name_root(tree: Tree, start: int, end: int) -> int:
    """Return the token of ``start``..``end`` whose head lies outside, the first of them."""
    for i in range(start, end):
        if not start <= tree.head[i] < end or tree.head[i] == i:
            return i
    return start


def _best(scores: Counter[str], words: int) -> EntityType:
    if not scores or max(scores.values()) <= 0:
        return "Person" if words > 1 else "Organization"
    order = ("Person", "Organization", "Place", "Work", "NamedEvent", "Group")
    return cast(EntityType, max(order, key=lambda t: (scores.get(t, 0.0), -order.index(t))))


def find_names(doc: Doc, lexicon: Lexicon) -> list[NounMention]:
    """Return the names of `doc` as mentions, typed by the whole document's evidence."""
    finder = NameFinder(doc, lexicon)
    spans = [s for s in (_without_title(doc, lexicon, s) for s in finder.find()) if s]
    typer = NameTyper(doc, lexicon, finder)
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    for span in spans:
        typer.score(span)
        totals[_key(doc, span)].update(span.scores)
    _share_with_short_forms(totals)
    _share_in_lists(doc, spans, totals)
    out = []
    for span in spans:
        kind = _best(totals[_key(doc, span)], span.end - span.start)
        out.append(_mention(doc, lexicon, span, kind))
    return out


def _key(doc: Doc, span: NameSpan) -> str:
    return fold(source_text(doc, span.start, span.end))


def _share_with_short_forms(totals: dict[str, Counter[str]]) -> None:
    """Let "Trump" know what is known of "Donald Trump": a last word joins its longer name."""
    by_last: dict[str, list[str]] = defaultdict(list)
    for key in totals:
        words = key.split()
        if len(words) > 1 and _best(totals[key], 2) == "Person":
            for k in range(1, len(words)):
                by_last[" ".join(words[k:])].append(key)
            by_last[words[0]].append(key)
    for key, longer in by_last.items():
        if key in totals and len(set(longer)) == 1:
            strength = totals[longer[0]]["Person"]
            totals[key]["Person"] += min(strength, 2.5)


def _share_in_lists(doc: Doc, spans: list[NameSpan], totals: dict[str, Counter[str]]) -> None:
    """Let coordinated names agree: who stands beside a person is likely one ("A y B")."""
    tree: Tree = doc._.tree
    at = {name_root(tree, s.start, s.end): s for s in spans}
    for root, span in at.items():
        head = at.get(tree.head[root]) if tree.dep[root] == "conj" else None
        if head is None:
            continue
        for one, other in ((span, head), (head, span)):
            mine, theirs = totals[_key(doc, one)], totals[_key(doc, other)]
            if max(mine.values(), default=0) < 2 <= max(theirs.values(), default=0):
                mine[_best(theirs, 2)] += 1.5


def _without_title(doc: Doc, lexicon: Lexicon, span: NameSpan) -> NameSpan | None:
    """Cut leading titles ("Presidenta Claudia Sheinbaum"); None where nothing is left."""
    tree: Tree = doc._.tree
    while span.start < span.end and tree.low[span.start] not in _SAINTS:
        two = lexicon.noun(" ".join(tree.low[span.start : span.start + 2]))
        if two is not None and two.kind == "position" and span.end - span.start >= 2:
            span.start += 2
            continue
        if tree.low[span.start] not in lexicon.titles_low:
            break
        rest = span.end - span.start - 1
        if rest == 0 or not span.known and tree.words[span.start + 1][:1].isupper():
            span.start += 1
            span.head = None
        else:
            break
    if span.start >= span.end:
        return None
    if span.end - span.start == 1 and len(tree.words[span.start]) < 2:
        return None
    return span


def _mention(doc: Doc, lexicon: Lexicon, span: NameSpan, kind: EntityType) -> NounMention:
    tree: Tree = doc._.tree
    first = tree.low[span.start]
    before = lexicon.noun(tree.low[span.start - 1]) if span.start else None
    if kind == "Place" and before is not None and before.kind == "place" and before.number == "s":
        # "mar Caribe", "hospital Juan María": the noun is part of the name.
        if (
            not lexicon.is_administrative(before.lemma)
            and not tree.words[span.start - 1][:1].isupper()
        ):
            span.start -= 1
    gender = lexicon.given.get(first, "") if kind == "Person" else lexicon.head_gender(first)
    return NounMention(
        start=span.start,
        end=span.end,
        root=name_root(tree, span.start, span.end),
        kind="name",
        type=kind,
        text=source_text(doc, span.start, span.core_end if span.core_end else span.end),
        gender=gender if gender in ("m", "f") else "",
        number="s",
    )


@Language.factory(
    "hemero_names",
    assigns=["doc._.mentions", "doc._.tree"],
    requires=["token.pos", "token.dep", "doc.ents", "doc._.begins"],
)
def make_names(nlp: Language, name: str) -> NamesStage:
    """Return the component; it finds names and puts them on ``doc._.mentions``."""
    return NamesStage(load_lexicon(nlp.lang))


class NamesStage:
    """spaCy component: the tree and the proper names."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.tree`` and ``doc._.mentions``."""
        doc._.tree = Tree(doc)
        doc._.tree.repair_verbs(self._is_finite_verb)
        doc._.mentions = find_names(doc, self.lexicon)
        return doc

    def _is_finite_verb(self, low: str) -> bool:
        return (
            low.endswith("ó") and self.lexicon.noun(low) is None and self.lexicon.is_verb_form(low)
        )
