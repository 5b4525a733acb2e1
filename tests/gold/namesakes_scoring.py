"""How well the reader tells people of one article apart, against `tests.gold.namesakes`.

::

    python -m tests.gold.namesakes_scoring dev     # reads and scores; lists what is wrong
    python -m tests.gold.namesakes_scoring gate    # figures only

Each article is read alone. A mention of the gold is found where a name of the reader's overlaps it,
the one that agrees with it best. Told is B³ over the mentions of persons that were found, and
precision and recall of the pairs of mentions of one document that are of one person. Mentions of
groups, bodies and places count where a person was taken for one of them, or is in a pair with one.
The measures and their sources are in `tests.gold.crossdoc_measures`.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from graph.model import Mention, Reading
from tests.gold.crossdoc import Item
from tests.gold.crossdoc_measures import Pairs, Shares, b_cubed, pair_shares
from tests.gold.crossdoc_scoring import in_lines
from tests.gold.namesakes import HALVES, NamedMention, NamesakesGold, namesakes_gold

Aligned = Mapping[NamedMention, str]
"""For each mention of the gold that was found the reader's entity, one of its document."""


@dataclass(slots=True)
class NamesakesScore:
    """The figures by name, and what is wrong, in words, for who develops."""

    shares: dict[str, Shares] = field(default_factory=dict)
    found: int = 0
    mentions: int = 0
    merges: list[str] = field(default_factory=list)
    splits: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Return each share's precision and recall, and the part found, between 0 and 1."""
        out = {f"{name} precision": share.precision for name, share in self.shares.items()}
        out |= {f"{name} recall": share.recall for name, share in self.shares.items()}
        return out | {"found": self.found / self.mentions if self.mentions else 1.0}

    def table(self) -> list[str]:
        """Return the figures in lines."""
        part = self.figures()["found"]
        found = f"{self.found} of {self.mentions} ({part:.3f})"
        lines = [f"{'mentions of persons found':34} {found}"]
        return lines + [f"{name:34} {share}" for name, share in self.shares.items()]

    def faults(self) -> list[str]:
        """Return wrong merges, wrong splits and missed mentions in lines."""
        lines = []
        for title in ("merges", "splits", "missed"):
            told = getattr(self, title)
            lines += [f"-- {title}: {len(told)}", *told]
        return lines


def align(readings: Iterable[Reading], gold: NamesakesGold) -> dict[NamedMention, str]:
    """Return for each mention of `gold` that was found the reader's entity.

    It is the entity of the name that agrees with the mention in the greatest part of the characters
    of both (Jaccard), of two that agree alike the first in the text.
    """
    names: dict[str, list[Mention]] = {
        reading.document.id: sorted(m for m in reading.mentions if m.kind == "name")
        for reading in readings
    }
    out = {}
    for mention in gold.mentions:
        ours = names.get(mention.document, [])
        best = max(ours, key=lambda name: _agreement(name, mention), default=None)
        if best is not None and _agreement(best, mention) > 0:
            out[mention] = f"{mention.document}#{best.entity}"
    return out


def _agreement(name: Mention, mention: NamedMention) -> float:
    shared = min(name.span.end, mention.end) - max(name.span.begin, mention.begin)
    both = max(name.span.end, mention.end) - min(name.span.begin, mention.begin)
    return shared / both if shared > 0 else 0.0


def _key(mention: NamedMention) -> Item:
    return mention.document, str(mention.begin)


def _pairs(
    mentions: Iterable[NamedMention], entity: Mapping[Item, str], judged: Collection[NamedMention]
) -> Pairs:
    """Return the pairs of mentions of one document and one entity, of which one is judged."""
    by_entity: dict[str, list[NamedMention]] = defaultdict(list)
    for mention in sorted(mentions):
        if _key(mention) in entity:
            by_entity[entity[_key(mention)]].append(mention)
    return {
        (_key(one), _key(other))
        for members in by_entity.values()
        for one, other in combinations(members, 2)
        if one in judged or other in judged
    }


def namesakes_score(readings: Iterable[Reading], gold: NamesakesGold) -> NamesakesScore:
    """Return the figures of `readings`, one for each document of `gold`.

    The figures are told for all persons; for those who share a word of their names with somebody or
    something else in their article, and for the others; and for the articles in which nobody does.
    """
    readings = list(readings)
    aligned = align(readings, gold)
    meant = {_key(m): f"{m.document}#{m.item}" for m in gold.mentions}
    ours = {_key(m): entity for m, entity in aligned.items()}
    people = {m for m in gold.mentions if m.type == "Person"}
    alike = gold.namesakes()
    troubled = {document for document, _ in alike}
    kinds = {
        "": people,
        " of namesakes": {m for m in people if (m.document, m.item) in alike},
        " of others": {m for m in people if (m.document, m.item) not in alike},
        " without namesakes around": {m for m in people if m.document not in troubled},
    }
    out = NamesakesScore(found=len(people & set(aligned)), mentions=len(people))
    for name, judged in kinds.items():
        keys = sorted(map(_key, judged))
        out.shares[f"B3{name}"] = b_cubed(meant, ours, keys)
        same = _pairs(aligned, meant, judged)
        out.shares[f"pairs{name}"] = pair_shares(same, _pairs(aligned, ours, judged))
    out.shares["B3 with missed mentions"] = b_cubed(
        meant, ours, sorted(map(_key, people)), missing=True
    )
    _tell(out, readings, gold, aligned)
    return out


def _tell(
    out: NamesakesScore, readings: Iterable[Reading], gold: NamesakesGold, aligned: Aligned
) -> None:
    labels = {f"{r.document.id}#{e.key}": e.label for r in readings for e in r.entities}
    by_ours: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    by_gold: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for mention, entity in sorted(aligned.items()):
        by_ours[entity][mention.item].append(mention.text)
        by_gold[mention.document, mention.item][entity].append(mention.text)
    for entity, parts in by_ours.items():
        if len(parts) > 1 and any(item.startswith("p.") for item in parts):
            told = "; ".join(f"{item} ({', '.join(texts)})" for item, texts in parts.items())
            out.merges.append(f"{entity.partition('#')[0]}: {labels[entity]}: {told}")
    for (document, item), parts in by_gold.items():
        if len(parts) > 1 and item.startswith("p."):
            told = "; ".join(f"{labels[e]} ({', '.join(texts)})" for e, texts in parts.items())
            out.splits.append(f"{document}: {item}: {told}")
    out.missed = [
        f"{m.document}: {m.item}: {m.text} at {m.begin}"
        for m in gold.mentions
        if m.type == "Person" and m not in aligned
    ]


def read_and_score(half: str) -> NamesakesScore:
    """Read the articles of `half` one by one in this process, and score the readings."""
    from tests.gold.trees import reader

    gold = namesakes_gold(half)
    readings = [reader().read(document) for document in gold.documents.values()]
    return namesakes_score(readings, gold)


def main(arguments: Iterable[str]) -> int:
    """Print the score of a half; return the exit status."""
    half = next(iter(arguments), "")
    if half not in HALVES:
        print(f"Say which half: {' or '.join(HALVES)}", file=sys.stderr)
        return 2
    print(in_lines(read_and_score(half), half))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
