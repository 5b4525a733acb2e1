"""What proper names name: evidence of the mention, summed over the document.

Heads, gazetteers, titles, the model's NER and the words around a name each speak for a
type. The model's NER is one voice among them: on CoNLL-2002 newswire its spans score F1 0.83,
its types 0.57.
"""

from __future__ import annotations

from collections import defaultdict

from spacy.tokens import Doc

from graph.identity import fold
from graph.language.annotations import source_text
from graph.language.lexicon import Lexicon
from graph.language.name_extent import NameSpan
from graph.language.name_spans import NameFinder, name_root
from graph.language.name_words import ARTICLES
from graph.language.syntax import Tree
from graph.model import EntityType

Scores = dict[str, float]
_TYPES: tuple[EntityType, ...] = (
    "Person",
    "Organization",
    "Place",
    "Work",
    "NamedEvent",
    "Group",
)
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
        elif key in lex.towns and not span.head:
            doubtful = key in lex.surnames or key in lex.given or lex.noun(key) is not None
            scores["Place"] += 0.5 if doubtful else 1.6
        if lows[-1] in lex.organization_suffixes:
            scores["Organization"] += 3
        if first in lex.given and not span.head:
            scores["Person"] += 1.6 if len(lows) > 1 else 0.8
        if lows[-1] in lex.surnames and not span.head and not listed:
            scores["Person"] += 0.6
        word = tree.words[span.start]
        if len(lows) == 1 and word.isupper() and len(word) > 1 and not listed:
            scores["Organization"] += 1.5
        ent = self.finder.words.ner.get(span.start)
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
        noun = lex.noun(before) if i and not self.finder.words.cap[i - 1] else None
        if noun and noun.kind in ("organization", "place", "work", "event") and noun.number == "s":
            kind = {"event": "NamedEvent"}.get(noun.kind, noun.kind.capitalize())
            scores[kind] += 3.5
        if before in ("de", "del", *ARTICLES) and self._holder_before(i - 1) and not span.head:
            # "delantero de Blooming", "los rescatistas de SOS Méditerranée"
            scores["Organization"] += 1.2
            scores["Person"] -= 1.2
        if any(lex.head_type(w) == "Organization" for w in tree.low[i + 1 : j]) and not span.head:
            scores["Organization"] += 1.5
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

    def _holder_before(self, k: int) -> bool:
        """Whether "<post or trade> de (la)" ends at `k`."""
        tree, lex = self.tree, self.lexicon
        while k >= 0 and tree.low[k] in ARTICLES:
            k -= 1
        if k < 1 or tree.low[k] not in ("de", "del"):
            return False
        entry = lex.noun(tree.low[k - 1])
        return entry is not None and entry.kind in ("position", "occupation", "group")

    def _role_before(self, comma: int) -> bool:
        """Whether a post stands just before this comma: "el canciller de Chile, X"."""
        tree, lex = self.tree, self.lexicon
        for k in range(comma - 1, max(comma - 9, -1), -1):
            if tree.words[k] in (",", ".", ";", ":", '"') or self.tree.is_verb(k):
                return False
            if tree.low[k] in lex.person_nouns and not self.finder.words.cap[k]:
                return True
        return False

    def _root(self, span: NameSpan) -> int:
        return name_root(self.tree, span.start, span.end)


def best_type(scores: Scores, words: int) -> EntityType:
    """Return the type that the evidence speaks for; by the number of words where it is silent."""
    if not scores or max(scores.values()) <= 0:
        return "Person" if words > 1 else "Organization"
    return max(_TYPES, key=lambda t: (scores.get(t, 0.0), -_TYPES.index(t)))


def type_names(
    doc: Doc, lexicon: Lexicon, finder: NameFinder, spans: list[NameSpan]
) -> list[EntityType]:
    """Return the type of each of `spans`, by what the whole document tells of its name."""
    typer = NameTyper(doc, lexicon, finder)
    totals: dict[str, Scores] = defaultdict(lambda: defaultdict(float))
    for span in spans:
        typer.score(span)
        for kind, weight in span.scores.items():
            totals[_key(doc, span)][kind] += weight
    _share_with_short_forms(totals)
    _share_in_lists(doc, spans, totals)
    return [best_type(totals[_key(doc, s)], s.end - s.start) for s in spans]


def _key(doc: Doc, span: NameSpan) -> str:
    return fold(source_text(doc, span.start, span.end))


def _share_with_short_forms(totals: dict[str, Scores]) -> None:
    """Let "Trump" know what is known of "Donald Trump": a last word joins its longer name."""
    by_last: dict[str, list[str]] = defaultdict(list)
    for key, scores in totals.items():
        words = key.split()
        if len(words) > 1 and best_type(scores, 2) == "Person":
            for k in range(1, len(words)):
                by_last[" ".join(words[k:])].append(key)
            by_last[words[0]].append(key)
    for key, longer in by_last.items():
        if key in totals and len(set(longer)) == 1:
            strength = totals[longer[0]]["Person"]
            totals[key]["Person"] += min(strength, 2.5)


def _share_in_lists(doc: Doc, spans: list[NameSpan], totals: dict[str, Scores]) -> None:
    """Let coordinated names agree: who stands beside a person is likely one ("A y B")."""
    tree: Tree = doc._.tree
    at = {name_root(tree, s.start, s.end): s for s in spans}
    for root, span in at.items():
        head = at.get(tree.head[root]) if tree.dep[root] == "conj" else None
        if head is None:
            continue
        for one, other in ((span, head), (head, span)):
            mine, theirs = totals[_key(doc, one)], totals[_key(doc, other)]
            if max(mine.values(), default=0.0) < 2 <= max(theirs.values(), default=0.0):
                mine[best_type(theirs, 2)] += 1.5
