"""How well a corpus is put together: entities, events and copies, against `tests.gold.crossdoc`.

::

    python -m tests.gold.crossdoc_scoring dev          # reads and scores; lists what is wrong
    python -m tests.gold.crossdoc_scoring gate         # figures only
    python -m tests.gold.crossdoc_scoring dev output/  # scores a graph built from crossdoc/dev

What is scored are items: an entity in a document that names it. An entity of the program stands for
an item where its names in that document meet the item's best. What the single reader does is told
apart, since no resolution across documents can mend it: items that it missed, and items of one
document that it took for one (known only where the readings are, not from RDF). The measures and
their sources are in `tests.gold.crossdoc_measures`.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Protocol

from graph.identity import fold
from graph.knowledge.merge import merge
from graph.model import KnowledgeGraph, KnownClaim, Reading
from graph.vocabulary import relations
from tests.gold.crossdoc import HALVES, CrossdocGold, Item, Telling, crossdoc_gold, places
from tests.gold.crossdoc_measures import Found, Pairs, Shares, b_cubed, ceaf_e, pair_shares

_ALIKE = 0.5
"""A name and a mention must agree in more than this part of their characters (Jaccard)."""
_EXACT = 3
"""What a mention weighs that is the name to the character."""
_TYPES = {"persons": "Person", "organisations": "Organization", "places": "Place"}


@dataclass(slots=True)
class CrossdocScore:
    """The figures by name, and what is wrong, in words, for who develops."""

    shares: dict[str, Shares] = field(default_factory=dict)
    ceaf: Shares | None = None
    found: int = 0
    items: int = 0
    merges: list[str] = field(default_factory=list)
    splits: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Return precision and recall of each share by name, between 0 and 1."""
        out = {f"{name} precision": share.precision for name, share in self.shares.items()}
        return out | {f"{name} recall": share.recall for name, share in self.shares.items()}

    def table(self) -> list[str]:
        """Return the figures in lines."""
        part = self.found / self.items if self.items else 1.0
        lines = [f"{'items found by the reader':34} {self.found} of {self.items} ({part:.3f})"]
        lines += [f"{name:34} {share}" for name, share in self.shares.items()]
        if self.ceaf is not None:
            lines.append(f"{'CEAF-e':34} {self.ceaf}")
        return lines

    def faults(self) -> list[str]:
        """Return wrong merges, wrong splits, missed items and events in lines."""
        lines = []
        for title in ("merges", "splits", "missed", "events"):
            told = getattr(self, title)
            lines += [f"-- {title}: {len(told)}", *told]
        return lines


def align(graph: KnowledgeGraph, gold: CrossdocGold) -> dict[Item, str]:
    """Return for each item that `graph` has the entity of `graph` that stands for it.

    It is the one whose mentions by name meet the item's names best: each mention adds the part of
    characters that both share, three times where they are the same stretch. Two items of one
    document may fall to one entity, which then is a wrong merge.
    """
    out: dict[Item, str] = {}
    for ident, mentions in graph.mentions.items():
        document = gold.documents[ident]
        votes: dict[Item, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        names = gold.names[ident]
        standing = sorted(places(document.text, names, document.body))
        for mention in mentions:
            if mention.kind != "name":
                continue
            for begin, end, name in standing:
                worth = _agreement(mention.span.begin, mention.span.end, begin, end)
                if worth > _ALIKE:
                    worth *= _EXACT if worth == 1 else 1
                    votes[ident, names[name]][mention.entity] += worth
        for item, counted in sorted(votes.items()):
            out[item] = min(counted, key=lambda key: (-counted[key], key))
    return out


def _agreement(begin: int, end: int, other_begin: int, other_end: int) -> float:
    shared = min(end, other_end) - max(begin, other_begin)
    return shared / (max(end, other_end) - min(begin, other_begin)) if shared > 0 else 0.0


def undecided(gold: CrossdocGold) -> set[Item]:
    """Return the items about which there is something to decide across documents.

    Those of entities in two documents or more, of entities that share a form of their names, and
    of persons of whom one's name is a part of the other's ("Prado", "Ana Prado").
    """
    documents: dict[str, set[str]] = defaultdict(set)
    forms: dict[str, set[str]] = defaultdict(set)
    for document, names in gold.names.items():
        for name, entity in names.items():
            documents[entity].add(document)
            words = fold(name).split()
            forms[" ".join(words)].add(entity)
            if gold.types[entity] == "Person":
                for word in words:
                    forms[f"part {word}"].add(entity)
    single = {
        fold(name)
        for names in gold.names.values()
        for name, entity in names.items()
        if gold.types[entity] == "Person" and len(name.split()) == 1
    }
    several = {entity for entity, where in documents.items() if len(where) > 1}
    for form, entities in forms.items():
        word = form.removeprefix("part ")
        if len(entities) > 1 and (word == form or word in single):
            several |= entities
    return {item for item, entity in gold.items.items() if entity in several}


def told_events(graph: KnowledgeGraph, gold: CrossdocGold, found: Found) -> dict[Telling, set[str]]:
    """Return for each telling that `graph` has as a claim the events that its claims denote.

    A claim is of a telling where relation and parties are. Where a document tells two events of one
    relation and the same parties, their dates must agree too, as far as both are told.
    """
    claims: dict[str, list[KnownClaim]] = defaultdict(list)
    for known in graph.claims:
        claims[known.document].append(known)
    alike = Counter((told.document, told.sides) for told in gold.tellings)
    out: dict[Telling, set[str]] = {}
    for told in gold.tellings:
        dated = alike[told.document, told.sides] > 1
        sides = [found.get((told.document, side)) for side in (told.subject, told.object)]
        wanted = [sides, sides[::-1]] if relations()[told.relation].symmetric else [sides]
        events = {
            known.event
            for known in claims[told.document]
            if known.event
            and known.claim.relation == told.relation
            and [known.claim.subject, known.claim.object] in wanted
            and (not dated or _one_date(known.claim.time, told.date))
        }
        if events:
            out[told] = events
    return out


def _one_date(time: str | None, date: str) -> bool:
    return time is not None and (time.startswith(date) or date.startswith(time))


def event_shares(gold: CrossdocGold, events: Mapping[Telling, set[str]]) -> dict[str, Shares]:
    """Return how well events are told one from another, over pairs of claims of two documents.

    Among the claims that were found, and with those that the reader missed counted as lost.
    """
    pairs = [(a, b) for a, b in combinations(gold.tellings, 2) if a.document != b.document]
    same: Pairs = {(a, b) for a, b in pairs if a.event == b.event}
    found: Pairs = {(a, b) for a, b in pairs if events.get(a, set()) & events.get(b, set())}
    have: Pairs = {(a, b) for a, b in pairs if a in events and b in events}
    return {
        "events, claims found": pair_shares(same & have, found),
        "events, all": pair_shares(same, found),
    }


def copy_shares(gold: CrossdocGold, origin: Mapping[str, Hashable]) -> Shares:
    """Return precision and recall of the pairs of documents that are copies of one text.

    Parameters
    ----------
    gold : CrossdocGold
    origin : mapping
        For each document's id anything that its copies, and only they, share.
    """
    pairs = list(combinations(sorted(gold.documents), 2))
    same: Pairs = {(a, b) for a, b in pairs if any({a, b} <= group for group in gold.copies)}
    have = [(a, b) for a, b in pairs if a in origin and b in origin]
    return pair_shares(same, {(a, b) for a, b in have if origin[a] == origin[b]})


def origins(graph: KnowledgeGraph) -> dict[str, Hashable]:
    """Return what the program holds to be the text that each document is a copy of."""
    # Where the graph does not tell copies, only texts that are the same to the character are.
    first: Mapping[str, str] | None = getattr(graph, "copies", None)
    if first is None:
        return {document.id: document.sha256 for document in graph.documents}
    return {document.id: first.get(document.id, document.id) for document in graph.documents}


def align_alone(readings: Iterable[Reading], gold: CrossdocGold) -> dict[Item, str]:
    """Return for each item that the single reader found what stands for it in its document."""
    out: dict[Item, str] = {}
    for reading in readings:
        ident = reading.document.id
        unmerged = KnowledgeGraph(
            (reading.document,), reading.entities, (), (), mentions={ident: reading.mentions}
        )
        out |= {item: f"{ident}#{key}" for item, key in align(unmerged, gold).items()}
    return out


def crossdoc_score(
    graph: KnowledgeGraph, gold: CrossdocGold, alone: Found | None = None
) -> CrossdocScore:
    """Return the figures of a graph.

    Parameters
    ----------
    graph : KnowledgeGraph
        Made of the documents of `gold`, or read back from RDF.
    gold : CrossdocGold
    alone : mapping of items, optional
        What `align_alone` gives. Where it is known, B³ is told without the items that share their
        entity with another one of their document, too: the resolution alone; and B³ of the best
        resolution, which gets everything right but cannot part what the reader has merged.

    Returns
    -------
    CrossdocScore
    """
    items, found = gold.items, align(graph, gold)
    events = told_events(graph, gold, found)
    decisions = undecided(gold)
    out = CrossdocScore(found=len(found), items=len(items), ceaf=ceaf_e(items, found))
    out.shares["B3"] = b_cubed(items, found, items)
    out.shares["B3 with missed items"] = b_cubed(items, found, items, missing=True)
    out.shares["B3 where there is a decision"] = b_cubed(items, found, decisions)
    if alone is not None:
        shared = Counter(alone.values())
        rest = {k: entity for k, entity in found.items() if shared[alone.get(k, "")] == 1}
        out.shares["B3 of the resolution alone"] = b_cubed(items, rest, items)
        out.shares["B3 alone, decisions"] = b_cubed(items, rest, decisions)
        out.shares["B3 of the best resolution"] = b_cubed(items, _ideal(items, alone), items)
    for name, kind in _TYPES.items():
        judged = [item for item, entity in items.items() if gold.types[entity] == kind]
        out.shares[f"B3 {name}"] = b_cubed(items, found, judged)
        judged = [item for item in judged if item in decisions]
        out.shares[f"B3 {name}, decisions"] = b_cubed(items, found, judged)
    out.shares |= event_shares(gold, events)
    out.shares["copies"] = copy_shares(gold, origins(graph))
    _tell(out, graph, gold, found)
    _tell_events(out, gold, events)
    return out


def _ideal(items: Found, alone: Found) -> dict[Item, str]:
    """Return what the best resolution makes of each document's entities: it cannot part them."""
    stands_for: dict[str, list[str]] = defaultdict(list)
    for item, entity in alone.items():
        stands_for[entity].append(items[item])
    return {item: min(stands_for[entity]) for item, entity in alone.items()}


def _tell(out: CrossdocScore, graph: KnowledgeGraph, gold: CrossdocGold, found: Found) -> None:
    labels = {entity.key: entity.label for entity in graph.entities}
    by_found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    by_gold: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for (document, entity), ours in found.items():
        by_found[ours][entity].append(document)
        by_gold[entity][ours].append(document)
    for ours, parts in sorted(by_found.items()):
        if len(parts) > 1:
            told = "; ".join(f"{e} ({', '.join(docs)})" for e, docs in sorted(parts.items()))
            # Within one document the single reader merged them.
            shared = set.intersection(*(set(docs) for docs in parts.values()))
            out.merges.append(f"{labels[ours]}{' [one document]' if shared else ''}: {told}")
    for entity, parts in sorted(by_gold.items()):
        if len(parts) > 1:
            told = "; ".join(
                f"{labels[ours]} <{ours}> ({', '.join(docs)})"
                for ours, docs in sorted(parts.items())
            )
            out.splits.append(f"{entity}: {told}")
    for document, entity in gold.items:
        if (document, entity) not in found:
            names = sorted(n for n, e in gold.names[document].items() if e == entity)
            out.missed.append(f"{entity} in {document}: {', '.join(names)}")


def _tell_events(
    out: CrossdocScore, gold: CrossdocGold, events: Mapping[Telling, set[str]]
) -> None:
    for one, other in combinations(gold.tellings, 2):
        if one.document == other.document or one not in events or other not in events:
            continue
        joined = bool(events[one] & events[other])
        if joined != (one.event == other.event):
            fault = "wrongly one" if joined else "wrongly two"
            out.events.append(
                f"{fault}: {one.event} {one.date} in {one.document}, "
                f"{other.event} {other.date} in {other.document}"
            )


def read_and_score(half: str) -> CrossdocScore:
    """Read the documents of `half` in this process, put them together, and score that."""
    from tests.gold.trees import reader

    gold = crossdoc_gold(half)
    readings = [reader().read(document) for document in gold.documents.values()]
    graph = merge(readings, reader().versions)
    return crossdoc_score(graph, gold, align_alone(readings, gold))


class Score(Protocol):
    """Figures, and what is wrong, in lines."""

    def table(self) -> list[str]: ...
    def faults(self) -> list[str]: ...


def in_lines(score: Score, half: str) -> str:
    """Return a score in words; of the gate the figures alone.

    What is wrong there is nobody's to see: rules would be written for it.
    """
    return "\n".join(score.table() + (score.faults() if half == "dev" else []))


def main(arguments: Iterable[str]) -> int:
    """Print the score of a half, built now or given as a graph; return the exit status."""
    half, *rest = [*arguments, ""]
    if half not in HALVES:
        print(f"Say which half: {' or '.join(HALVES)}", file=sys.stderr)
        return 2
    if rest[0]:
        from graph.store.knowledge import read_knowledge

        gold = crossdoc_gold(half)
        score = crossdoc_score(read_knowledge(Path(rest[0])).knowledge, gold)
    else:
        score = read_and_score(half)
    print(in_lines(score, half))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
