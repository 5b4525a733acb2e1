"""Date expressions found in a Doc.

Words and patterns stand in ``ontology/lexicon/es/time.toml``; `graph.language.dates` tells
what an expression stands for, `graph.language.dating` which event it dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import accumulate

from dateutil.relativedelta import relativedelta
from spacy.language import Language
from spacy.tokens import Doc

from graph.language.annotations import TimeExpression
from graph.language.dates import Found, value_of
from graph.language.dating import outlook, tree_of
from graph.language.syntax import Tree
from graph.language.time_words import TimeWords, load_time_words

_MARKS = frozenset(",()")
# An expression tells that it is one within so many tokens ("en el mes pasado de marzo").
_REACH = 8
_OPENERS = frozenset("\"'¿¡([-")


@Language.factory(
    "hemero_time",
    assigns=["doc._.times"],
    requires=["token.dep", "token.morph", "doc._.date"],
)
def make_time(nlp: Language, name: str) -> TimeStage:
    """Return the component; it puts the dates that it can tell on ``doc._.times``."""
    return TimeStage(load_time_words())


class TimeStage:
    """spaCy component: date expressions with their values."""

    def __init__(self, words: TimeWords) -> None:
        self.words = words

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.times``: a list of TimeExpression, in the order of the text."""
        doc._.times = find_times(doc, self.words)
        return doc


def find_times(doc: Doc, words: TimeWords | None = None) -> list[TimeExpression]:
    """Return the date expressions of `doc` that have a value.

    Parameters
    ----------
    doc : spacy.tokens.Doc
        Parsed; ``doc._.date`` is the ISO date of publication, or None: then only
        expressions that name their year have a value.

    Returns
    -------
    list[TimeExpression]
        In the order of the text. What bounds a stretch of time ("desde 2018"), a habit
        ("los lunes") or a week is left out.
    """
    words = words or load_time_words()
    tree = tree_of(doc)
    base = _base(doc._.date)
    out: list[TimeExpression] = []
    last: date | None = None
    for start, end in tree.bounds:
        for found in _matches(tree, start, end, words):
            if found.rule == "anaphor":
                value = (
                    (last + relativedelta(days=found.number(words, "anaphor"))).isoformat()
                    if last
                    else None
                )
            else:
                value = value_of(found, base, outlook(tree, found.start, found.end), words)
            if value:
                out.append(TimeExpression(found.start, found.end, value))
                last = date.fromisoformat(value) if len(value) == 10 else last
    return out


def _base(day: str | None) -> date | None:
    try:
        return date.fromisoformat(day[:10]) if day else None
    except ValueError:
        return None


def _matches(tree: Tree, start: int, end: int, words: TimeWords) -> Iterator[Found]:
    """Date expressions of one sentence, the longest at each place, ranges left out."""
    low = tree.low[start:end]
    telling = [k for k, w in enumerate(low) if w in words.triggers or w[0].isdigit()]
    shown = [*tree.words[start:end]]
    first = next((k for k, w in enumerate(shown) if w not in _OPENERS), 0)
    shown[first] = shown[first].lower()
    places = list(accumulate((len(w) + 1 for w in shown), initial=0))
    at = {place: k for k, place in enumerate(places)}
    text = " ".join(shown) + " "
    k, range_end = 0, -2
    while telling and k <= telling[-1]:
        near = any(k <= t < k + _REACH for t in telling)
        match = _longest(text, places[k], words) if near and shown[k] not in _MARKS else None
        if match is None or match[1].end() not in at:
            k += 1
            continue
        found = _found(match, tree, (start, start + k, start + at[match[1].end()]), words)
        k = at[match[1].end()]
        linked = found.start - 1 == range_end and tree.low[range_end] in words.links
        if found.rule == "out" or linked or _is_bound(tree, found.start, start, words):
            range_end = found.end
        elif not _is_name(tree, found, start, words):
            yield found


def _found(
    match: tuple[str, re.Match[str]], tree: Tree, tokens: tuple[int, int, int], words: TimeWords
) -> Found:
    """The match as tokens; `tokens` are the first of the sentence, its own first and its end."""
    first, begin, end = tokens
    slots = {n.rsplit("_", 1)[0]: v for n, v in match[1].groupdict().items() if v}
    begin = _with_part_of_day(tree, begin, first, words)
    return Found(match[0], begin, end - (tree.low[end - 1] == ","), slots)


def _longest(text: str, at: int, words: TimeWords) -> tuple[str, re.Match[str]] | None:
    best: tuple[str, re.Match[str]] | None = None
    for rule, pattern in words.patterns:
        match = pattern.match(text, at)
        if match and (best is None or match.end() > best[1].end()):
            best = rule, match
    return best


def _with_part_of_day(tree: Tree, begin: int, first: int, words: TimeWords) -> int:
    """Where the expression begins if "la noche del", "madrugada de" stand before it."""
    k = begin - 1 if tree.low[begin] in ("de", "del") else begin - 2
    tied = k == begin - 1 or (k >= first and tree.low[begin - 1] == "de")
    if k < first or not tied or tree.low[k] not in words.parts:
        return begin
    return k - 1 if k > first and tree.low[k - 1] in ("la", "el", "esta") else k


def _is_bound(tree: Tree, start: int, first: int, words: TimeWords) -> bool:
    """Whether the words before token `start` make it an end of a stretch of time."""
    if tree.low[start] == "desde":
        return True
    before = tuple(tree.low[max(first, start - 3) : start])
    return any(before[-n:] in words.bounds for n in (1, 2, 3) if len(before) >= n)


def _is_name(tree: Tree, found: Found, first: int, words: TimeWords) -> bool:
    """Whether a day and month are a name: "la avenida 5 de Mayo", "el Movimiento 26 de Julio"."""
    slots, k = found.slots.keys(), found.start - 1
    if not {"day", "month"} <= slots or slots & {"lead", "weekday", "past", "next"} or k < first:
        return False
    return tree.low[k] in words.named or (tree.words[k][0].isupper() and "year" not in slots)
