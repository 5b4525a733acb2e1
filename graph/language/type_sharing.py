"""What the names of a document tell of each other's types: short forms, full names, lists."""

from __future__ import annotations

from collections import Counter, defaultdict

from spacy.tokens import Doc

from graph.identity import fold
from graph.language.annotations import source_text
from graph.language.lexicon import Lexicon
from graph.language.name_joins import NameSpan
from graph.language.name_spans import name_root
from graph.language.syntax import Tree
from graph.model import EntityType

Scores = dict[str, float]
"""What speaks for each type."""

_TYPES: tuple[EntityType, ...] = (
    "Person",
    "Organization",
    "Place",
    "Work",
    "NamedEvent",
    "Group",
)
# What the short form of a full name is lent at least, at each mention.
_LEAST_LENT = 1.5
# What the full name is lent by its surname at most.
_MOST_LENT = 2.0


def best_type(scores: Scores, words: int) -> EntityType:
    """Return the type that the evidence speaks for; by the number of words where it is silent."""
    if not scores or max(scores.values()) <= 0:
        return "Person" if words > 1 and scores.get("Person", 0.0) > -0.5 else "Organization"
    return max(_TYPES, key=lambda t: (scores.get(t, 0.0), -_TYPES.index(t)))


def name_key(doc: Doc, span: NameSpan) -> str:
    """Return under what the evidence for a name is summed: its words, folded."""
    return fold(source_text(doc, span.start, span.end))


def share_with_short_forms(
    totals: dict[str, Scores], counts: Counter[str], lexicon: Lexicon
) -> None:
    """Let "Trump" know what is known of "Donald Trump", and "Azteca" of "Estadio Azteca".

    Parameters
    ----------
    totals : dict
        The evidence of each name by its key, which is added to.
    counts : collections.Counter
        The mentions of each name.
    lexicon : Lexicon
    """
    _share_with_full_names(totals, lexicon)
    longer: dict[str, set[tuple[str, EntityType]]] = defaultdict(set)
    for key, scores in totals.items():
        words = key.split()
        if len(words) < 2:
            continue
        kind = best_type(scores, len(words))
        if kind == "Person":
            for k in range(1, len(words)):
                longer[" ".join(words[k:])].add((key, kind))
            for word in words[:-1]:
                longer[word].add((key, kind))
        elif kind == "Organization" and words[-1] in lexicon.organization_suffixes:
            longer[" ".join(words[:-1])].add((key, kind))  # "Bharat" beside "Bharat Biotech"
        elif kind == "Place" and lexicon.is_head(words[0]):
            longer[" ".join(words[1:])].add((key, kind))
    for key, names in longer.items():
        people = all(kind == "Person" for _, kind in names)  # "Prado" beside two of that surname
        if key in totals and (people or _is_one(names)):
            name, kind = max(names, key=lambda n: (len(n[0]), n))
            if kind != "Person" and key in lexicon.known_names:
                continue
            # Each mention of the short form was weighed by itself, so each is told.
            most = 3.5 if key in lexicon.given else 2.5
            told = totals[name][kind]
            if kind == "Person" and len(key.split()) == 1 and key not in lexicon.known_names:
                told = max(told, _LEAST_LENT)  # a person by its form alone, but a person
            totals[key][kind] += min(told, most) * counts[key]


def _share_with_full_names(totals: dict[str, Scores], lexicon: Lexicon) -> None:
    """Let "Heladio Borja" know that somebody is told to do something as "Borja"."""
    for key in [key for key in totals if " " in key]:
        first, last = key.split()[0], key.rsplit(" ", 1)[1]
        surname = last in totals and best_type(totals[last], 1) == "Person"
        if surname and not lexicon.is_head(first):
            totals[key]["Person"] += min(totals[last]["Person"], _MOST_LENT)


def _is_one(names: set[tuple[str, EntityType]]) -> bool:
    """Whether the names are forms of one: each is a part of the longest."""
    longest = max(names, key=lambda n: (len(n[0]), n))
    return all(kind == longest[1] and name in longest[0] for name, kind in names)


def share_in_lists(
    doc: Doc, lexicon: Lexicon, spans: list[NameSpan], totals: dict[str, Scores]
) -> None:
    """Let coordinated names agree: who stands beside a person is likely one ("A y B").

    `totals` has the evidence of each name of `spans` by its key, and is added to.
    """
    tree: Tree = doc._.tree
    at = {name_root(tree, s.start, s.end): s for s in spans}
    for root, span in at.items():
        head = at.get(tree.head[root]) if tree.dep[root] == "conj" else None
        if head is None:
            continue
        for one, other in ((span, head), (head, span)):
            mine, theirs = totals[name_key(doc, one)], totals[name_key(doc, other)]
            person = tree.low[one.start] in lexicon.given and one.end - one.start > 1
            doubt = 1.5 if person else 2.0  # "los obispos de Talca, Germán Rey, y Osorno, …"
            if max(mine.values(), default=0.0) < doubt and max(theirs.values(), default=0.0) >= 2:
                mine[best_type(theirs, 2)] += 1.5
