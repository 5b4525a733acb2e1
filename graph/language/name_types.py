"""What proper names name: evidence of the mention, summed over the document.

Heads, gazetteers, titles, the model's NER and the words around a name each speak for a
type. The model's NER is one voice among them: on CoNLL-2002 newswire its spans score F1 0.83,
its types 0.57.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise

from spacy.tokens import Doc

from graph.language.lexicon import Lexicon
from graph.language.name_joins import NameSpan
from graph.language.name_spans import NameFinder, name_root
from graph.language.name_words import ARTICLES
from graph.language.syntax import Tree
from graph.language.type_sharing import (
    Scores,
    best_type,
    name_key,
    share_in_lists,
    share_with_short_forms,
)
from graph.model import EntityType

# Spanish roads: "la A-7", "la AP-68".
_ROAD = re.compile(r"(?:A|AP|N|M|B|C|E|V|R|RN|CV|CM|CA|EX|GI|GC|TF|LP|S|SE|MA|BR|C)-\d{1,4}")
_INITIAL = re.compile(r"[^\W\d_]\.")
# What a noun behind a comma tells of the name before it.
_DESCRIBED = {"organization": "Organization", "work": "Work", "event": "NamedEvent"}
_NER_TYPES: dict[str, tuple[EntityType, float]] = {
    "PER": ("Person", 1.2),
    "LOC": ("Place", 0.7),
    "ORG": ("Organization", 1.0),
}


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
        scores: Scores = defaultdict(float, span.scores)
        span.scores = scores
        listed = lex.known_names.get(key)
        if span.head and not (listed and len(lows) > 1):
            scores[span.head] += 3
        if first in ARTICLES:
            scores["Person"] -= 2
            scores["Place"] += 0.5
        if listed:
            doubtful = key in lex.ambiguous
            doubtful = doubtful and "pais" not in lex.kinds_of(key)
            # A capital inside a sentence is no common word's: only places and people vie.
            inside = listed == "Organization" and not lex.kinds_of(key)
            inside = inside and not self.finder.words.is_initial(span.start)
            scores[listed] += 3.0 if not doubtful else 2.2 if inside else 1.0
        elif key in lex.names.media_words:
            scores["Organization"] += 1.8
        elif span.known:
            scores[span.known] += 1.0
        elif lows[-1] in lex.names.directions:
            scores["Place"] += 2.5 * (lex.known_names.get(" ".join(lows[:-1])) == "Place")
        elif key in lex.names.towns and not span.head:
            doubtful = key in lex.surnames or key in lex.given or lex.noun(key) is not None
            scores["Place"] += 0.5 if doubtful else 1.6
        if lows[-1] in lex.organization_suffixes:
            scores["Organization"] += 3
        if len(lows) > 1 and lows[-1] in lex.names.generations:
            scores["Person"] += 4
        if not span.head and "de" in lows[1:-1] and self._is_place_in_country(lows):
            scores["Place"] += 3.0
        if first in lex.given and not span.head:
            scores["Person"] += 1.6 if len(lows) > 1 else 0.8
        if lows[-1] in lex.surnames and not span.head and not listed:
            scores["Person"] += 0.6
        self._shape(span, lows, listed)
        ent = self.finder.words.ner.get(span.start)
        if ent and ent[2] in _NER_TYPES:
            kind, weight = _NER_TYPES[ent[2]]
            scores[kind] += weight if (ent[0], ent[1]) == (span.start, span.end) else weight / 2
        self._context(span)
        self._behind(span)

    def _is_place_in_country(self, lows: list[str]) -> bool:
        """Whether a name is "León de Nicaragua": a town's, and the country's that it is in."""
        cut, lex = lows.index("de"), self.lexicon
        town, country = " ".join(lows[:cut]), " ".join(lows[cut + 1 :])
        named = town in lex.names.towns or lex.known_names.get(town) == "Place"
        return named and "pais" in lex.kinds_of(country)

    def _shape(self, span: NameSpan, lows: list[str], listed: EntityType | None) -> None:
        """Judge by letters and words: "BBVA", "BioAndes", "Vial Andina" are nobody's names."""
        lex, scores = self.lexicon, span.scores
        words = self.tree.words[span.start : span.end]
        if listed or span.head:
            return
        if len(words) == 1 and words[0].isupper() and len(words[0]) > 1:
            scores["Organization"] += 1.5
        if "&" in words:
            scores["Organization"] += 3
        if len(words) > 1 and _INITIAL.fullmatch(words[0]) and words[-1].istitle():
            scores["Person"] += 1.6  # "R. Nogales"
        if span.start and self.tree.words[span.start - 1] == "#":
            # "#AméricaLatina" is looked up as it is spoken.
            spoken = re.sub(r"(?<=[a-záéíóúñ])(?=[A-ZÁÉÍÓÚÑ])", " ", words[0]).lower()
            if spoken in lex.known_names:
                scores[lex.known_names[spoken]] += 3
        elif any(_is_camel(w) for w in words):
            scores["Organization"] += 1.5
        if len(words) == 1 and _ROAD.fullmatch(words[0]):
            scores["Place"] += 3
        if len(words) > 1 and not any(w in lex.given or w in lex.surnames for w in lows):
            scores["Person"] -= 0.8 if any(self._is_word(w) for w in lows) else 0.2
            scores["Organization"] += 1.0 if lows[-1] in lex.names.plain_adjectives else 0.0
            # "Somos Perú", "Mediaset España": a place that closes a name is not named itself.
            if lex.known_names.get(lows[-1]) == "Place" and not self._is_word(lows[0]):
                scores["Organization"] += 1.2

    def _is_word(self, low: str) -> bool:
        lex = self.lexicon
        known = (
            lex.noun(low) is not None or low in lex.demonyms or low in lex.names.plain_adjectives
        )
        return (
            known
            or low in lex.not_names
            or low in lex.openers
            or low in self.finder.words.plain_words
        )

    def _is_team(self, span: NameSpan, before: str) -> bool:
        """Whether a city stands with the article of its club: "el Barcelona", "al Puebla"."""
        tree, lex = self.tree, self.lexicon
        key = " ".join(tree.low[span.start : span.end])
        city = "ciudad" in lex.kinds_of(key) or key in lex.names.towns
        small = not self.finder.words.cap[span.start - 1] or self.finder.words.is_initial(
            span.start - 1
        )
        article = before in ("el", "del", "al") and small
        after = tree.low[span.end] if span.end < tree.n else ""
        return article and city and "pais" not in lex.kinds_of(key) and after not in ("de", "del")

    def _context(self, span: NameSpan) -> None:
        """Judge by what stands before the name."""
        tree, lex, scores = self.tree, self.lexicon, span.scores
        i, j = span.start, span.end
        first, before = tree.low[i], tree.low[i - 1] if i else ""
        if before in lex.person_nouns or (before == "," and self._role_before(i - 1)):
            scores["Person"] += 2.5
        if self._kin_beside(i, j):
            scores["Person"] += 3
        if (self._company_before(i) or before in lex.names.name_marks) and not span.head:
            scores["Organization"] += 3
        noun = lex.noun(before) if i and not self.finder.words.cap[i - 1] else None
        if noun and noun.kind in ("organization", "place", "work", "event") and noun.number == "s":
            kind = {"event": "NamedEvent"}.get(noun.kind, noun.kind.capitalize())
            scores[kind] += 3.5
        elif self._after_event(i) and not (first in lex.given and j - i > 1):
            scores["NamedEvent"] += 3.5  # "el caso Guadalquivir", "la borrasca Nuria"
        elif (kind := self._line_of_business(i)) and not span.head:
            scores[_DESCRIBED[kind]] += 2.5
        if before in ("de", "del", *ARTICLES) and self._holder_before(i - 1) and not span.head:
            # "delantero de Blooming", "los rescatistas de SOS Méditerranée"; "alcalde de Iguala"
            local = self._holder_before(i - 1) in lex.names.local_nouns
            office = self._holder_before(i - 1) in lex.names.office_nouns
            scores["Organization"] += 3.0 if office else 0.0
            scores["Place" if local else "Organization"] += 2.5 if local else 1.2
            scores["Person"] -= 1.2
        if any(lex.head_type(w) == "Organization" for w in tree.low[i + 1 : j]) and not span.head:
            scores["Organization"] += 1.5
        if before in ("en", "desde", "hacia") and not span.head:
            scores["Place"] += 1.0
            scores["Person"] -= 0.6
        if before in (*ARTICLES, "del", "al") and not span.head:
            scores["Person"] -= 0.8
            key = " ".join(tree.low[i:j])
            listed = key in lex.known_names or key in lex.names.towns
            listed = listed or (i > 1 and tree.low[i - 2] == "en")
            scores["Organization"] += 0.5 if listed else 0.9
        if self._is_team(span, before):
            scores["Organization"] += 3.5
        if self._after_nickname_word(i):
            scores["Person"] += 4

    def _behind(self, span: NameSpan) -> None:
        """Judge by what stands behind the name, and by the verb whose subject it is."""
        tree, lex, scores = self.tree, self.lexicon, span.scores
        j = span.end
        apposed = j + 1 < tree.n and tree.words[j] == ","
        if apposed and tree.low[j + 1] == "de" and "años" in tree.low[j + 2 : j + 4]:
            scores["Person"] += 2
        if apposed and tree.low[j + 1] in lex.person_nouns:
            scores["Person"] += 1.5
        self._described(span)
        root = self._root(span)
        head = tree.head[root]
        if tree.dep[root] == "nsubj" and tree.lemma[head] in lex.speech_verbs:
            scores["Person"] += 0.6
            scores["Organization"] += 0.3

    def is_place_named_after(self, span: NameSpan, kind: EntityType) -> bool:
        """Whether a street or building bears a person's name: "la calle Evaristo Romanillos"."""
        tree, k = self.tree, span.start - 1
        if kind != "Person" or k < 0 or self.finder.words.cap[k]:
            return False
        noun = self.lexicon.noun(tree.low[k])
        joined = tree.sentence[k] == tree.sentence[span.start]
        return noun is not None and noun.kind == "place" and noun.number == "s" and joined

    def _kin_beside(self, i: int, j: int) -> bool:
        """Whether a relative stands beside tokens `i` to `j`: "su marido, X,", "X y su hermano"."""
        tree = self.tree
        if i > 1 and tree.words[i - 1] == "," and self._is_relative(i - 2):
            return True
        owned = j + 2 < tree.n and tree.low[j] in ("y", "e") and tree.low[j + 1] in ("su", "sus")
        return owned and self._is_relative(j + 2)

    def _is_relative(self, k: int) -> bool:
        noun = self.lexicon.noun(self.tree.low[k])
        return noun is not None and noun.kind == "relative" and noun.number == "s"

    def _described(self, span: NameSpan) -> None:
        """Judge by the noun behind a comma: "Horizons, el partido que …", "Zara, marca de …"."""
        tree, k = self.tree, span.end
        if k + 3 >= tree.n or tree.words[k] != "," or span.head:
            return
        k += 1
        bare = tree.pos[k] != "DET"
        noun = self.lexicon.noun(tree.low[k if bare else k + 1])
        k += 1 if bare else 2
        if noun is None or noun.number != "s" or self.finder.words.cap[k - 1]:
            return
        # "…, el partido y la prensa" goes on with a list.
        if k < tree.n and tree.low[k] not in (",", "y", "e") and noun.kind in _DESCRIBED:
            span.scores[_DESCRIBED[noun.kind]] += 2.5

    def _after_nickname_word(self, i: int) -> bool:
        """Whether "alias" or "conocido como (el)" stands before token `i`."""
        tree = self.tree
        quoted = False
        while i and tree.low[i - 1] in (*ARTICLES, '"', "'"):
            quoted = quoted or tree.low[i - 1] in ('"', "'")
            i -= 1
        if (
            quoted
            and i
            and self.finder.words.cap[i - 1]
            and tree.low[i - 1] in self.lexicon.surnames
        ):
            return True  # Jorge Arvizu "El Tata"
        last = " ".join(tree.low[max(i - 2, 0) : i])
        words = self.lexicon.names.nickname_words
        return last in words or (i > 0 and tree.low[i - 1] in words)

    def _after_event(self, i: int) -> bool:
        """Whether a noun that opens names of events stands before token `i` in small letters."""
        return (
            i > 0
            and not self.finder.words.cap[i - 1]
            and self.lexicon.head_type(self.tree.low[i - 1]) == "NamedEvent"
        )

    def _line_of_business(self, i: int) -> str:
        """Return the kind of the noun in "la empresa de publicidad X", "el grupo de rock X"."""
        tree, lex, cap = self.tree, self.lexicon, self.finder.words.cap
        if i < 3 or tree.low[i - 2] != "de" or cap[i - 1] or cap[i - 3] or tree.low[i] in lex.given:
            return ""
        head, line = lex.noun(tree.low[i - 3]), lex.noun(tree.low[i - 1])
        if head is None or head.number != "s" or tree.pos[i - 1] != "NOUN":
            return ""
        person = line is not None and line.kind in ("person", "occupation", "position", "place")
        return head.kind if head.kind in _DESCRIBED and not person else ""

    def _company_before(self, i: int) -> bool:
        """Whether "la constructora (peruana)" or "la canadiense" stands before token `i`."""
        tree, lex, cap = self.tree, self.lexicon, self.finder.words.cap
        if i < 2 or cap[i - 1] or cap[i - 2]:
            return False
        if tree.low[i - 1] in lex.names.company_nouns:
            return True
        if tree.low[i - 1] not in lex.demonyms and tree.pos[i - 1] != "ADJ":
            return False
        bare = tree.low[i - 2] == "la" and tree.low[i - 1] in lex.demonyms
        personal = tree.low[i] in lex.given or (i + 1 < tree.n and cap[i + 1])
        return tree.low[i - 2] in lex.names.company_nouns or (bare and not personal)

    def _holder_before(self, k: int) -> str:
        """Return the noun of "<post, trade or event> de (la)" ending at `k`, else ""."""
        tree, lex = self.tree, self.lexicon
        while k >= 0 and tree.low[k] in ARTICLES:
            k -= 1
        if k < 1 or tree.low[k] not in ("de", "del"):
            return ""
        low = tree.low[k - 1]
        entry = lex.noun(low)
        holds = entry is not None and entry.kind in ("position", "occupation", "group")
        listed = lex.names.local_nouns | lex.names.office_nouns
        if not holds and low not in listed and k > 1 and tree.pos[k - 1] == "ADJ":
            low = tree.low[k - 2]  # "la base aérea de", "el casco urbano de"
        return low if holds or low in listed else ""

    def _role_before(self, comma: int) -> bool:
        """Whether a post stands just before this comma: "el canciller de Chile, X"."""
        tree, lex = self.tree, self.lexicon
        several = False  # "los presidentes de Perú, X, y de Chile, Y"
        for k in range(comma - 1, max(comma - 18, -1), -1):
            if tree.words[k] == "," and tree.low[k + 1] in ("y", "de", "e") and k < comma - 1:
                several = True
            elif tree.words[k] in (",", ".", ";", ":", '"') and not several:
                return False
            if self.tree.is_verb(k) or tree.words[k] in (".", ";", ":", '"'):
                return False
            noun = lex.noun(tree.low[k])
            post = noun is not None and noun.kind in ("position", "occupation")
            plural = noun is not None and noun.number == "p"
            if self.finder.words.cap[k]:
                continue
            if tree.low[k] in lex.person_nouns and not several:
                return comma - k < 9
            if post or tree.low[k] in lex.person_nouns:
                full = comma + 2 < tree.n and self.finder.words.cap[comma + 2]
                return plural and full
        return False

    def _root(self, span: NameSpan) -> int:
        return name_root(self.tree, span.start, span.end)


def _is_camel(word: str) -> bool:
    """Whether capitals stand inside a word of small letters: "PerúCheck", and not "McDonald"."""
    inner = any(a.islower() and b.isupper() for a, b in pairwise(word))
    return inner and not word.startswith(("Mc", "Mac", "De", "Di", "Le", "La", "Fitz", "O'"))


def type_names(
    doc: Doc, lexicon: Lexicon, finder: NameFinder, spans: list[NameSpan]
) -> list[EntityType]:
    """Return the type of each of `spans`, by what the whole document tells of its name."""
    typer = NameTyper(doc, lexicon, finder)
    totals: dict[str, Scores] = defaultdict(lambda: defaultdict(float))
    for span in spans:
        typer.score(span)
        total = totals[name_key(doc, span)]  # of a bare name too: a longer one may lend it a type
        for kind, weight in span.scores.items():
            total[kind] += weight
    share_with_short_forms(totals, Counter(name_key(doc, s) for s in spans), lexicon)
    share_in_lists(doc, lexicon, spans, totals)
    out: list[EntityType] = []
    for span in spans:
        kind = best_type(totals[name_key(doc, span)], span.end - span.start)
        out.append("Place" if typer.is_place_named_after(span, kind) else kind)
    return out
