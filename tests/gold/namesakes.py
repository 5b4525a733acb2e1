"""The gold of people within one article: who is meant by each name, in two halves of our own.

``namesakes/README.md`` tells what is annotated. ``namesakes/dev/`` is there to develop on;
``namesakes/gate/`` is read by the program only, never by who writes rules. A table stands beside
each folder, ``dev.tsv`` and ``gate.tsv``, tab-separated, with a header line: document, begin, end,
text, item, type, nth.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path

from graph.identity import fold
from graph.model import ENTITY_TYPES, Document, EntityType
from graph.sources import read_paths
from tests.gold.crossdoc import HALVES, PREFIX

__all__ = ["HALVES", "NamedMention", "NamesakesError", "NamesakesGold", "namesakes_gold", "parse"]

FOLDER = Path(__file__).parent / "namesakes"
COLUMNS = ("document", "begin", "end", "text", "item", "type", "nth")
_ITEM = re.compile(r"([a-z])\.[a-z]+\Z")
# Words of names that are no names themselves: particles, and what tells bearers of a name apart.
_NO_NAME = frozenset(
    {"de", "del", "la", "las", "el", "los", "i", "y", "e", "da", "do"}
    | {"hijo", "h", "padre", "madre", "nieto", "jr"}
)


class NamesakesError(ValueError):
    """A table is malformed or does not fit its documents; the message says where and how."""


@dataclass(frozen=True, slots=True, order=True)
class NamedMention:
    """Where ``text[begin:end]`` of `document` is the name of `item`; items are of one document."""

    document: str
    begin: int
    end: int
    text: str
    item: str
    type: EntityType


@dataclass(frozen=True, slots=True)
class NamesakesGold:
    """Documents by id, and all their mentions by name, in the order of documents and text."""

    documents: Mapping[str, Document]
    mentions: tuple[NamedMention, ...]

    def namesakes(self) -> set[tuple[str, str]]:
        """Return the items, with their documents, that share a word of a name with another one.

        Not counted are groups, which share theirs with whom they are made of.
        """
        words: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for mention in self.mentions:
            if mention.type != "Group":
                named = re.findall(r"\w+", fold(mention.text))
                words[mention.document][mention.item] |= set(named) - _NO_NAME
        return {
            (document, item)
            for document, own in words.items()
            for pair in combinations(own, 2)
            if own[pair[0]] & own[pair[1]]
            for item in pair
        }


def namesakes_gold(half: str) -> NamesakesGold:
    """Return the gold of `half`, one of `HALVES`.

    Raises
    ------
    NamesakesError
        If a document cannot be read or the table is malformed: see `parse`.
    """
    sources = read_paths([FOLDER / half])
    if sources.refused:
        raise NamesakesError(str(sources.refused[0]))
    return parse(sources.documents, (FOLDER / f"{half}.tsv").read_text(encoding="utf-8"))


def parse(documents: Iterable[Document], table: str) -> NamesakesGold:
    """Return the gold that `table` gives for `documents`.

    Raises
    ------
    NamesakesError
        For a wrong header; a row of other than seven cells; a document that is not there or has no
        mention; an unknown type, or one that does not fit the item; offsets at which the text does
        not stand as words of its own, or that lie in the front matter; a wrong `nth`; and mentions
        that overlap.
    """
    by_id = {document.id: document for document in documents}
    lines = table.splitlines()
    if not lines or tuple(lines[0].split("\t")) != COLUMNS:
        raise NamesakesError(f"line 1: the header is not {' '.join(COLUMNS)}")
    mentions = sorted(_mention(f"line {k}", line, by_id) for k, line in enumerate(lines[1:], 2))
    for one, other in pairwise(mentions):
        if one.document == other.document and other.begin < one.end:
            raise NamesakesError(f"{one.document}: {one.text!r} and {other.text!r} overlap")
    if bare := set(by_id) - {mention.document for mention in mentions}:
        raise NamesakesError(f"{min(bare)}: no mention of this document is given")
    return NamesakesGold(by_id, tuple(mentions))


def _mention(at: str, line: str, documents: Mapping[str, Document]) -> NamedMention:
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        raise NamesakesError(f"{at}: {len(cells)} columns, not {len(COLUMNS)}")
    ident, begin, end, text, item, kind, nth = cells
    if ident not in documents:
        raise NamesakesError(f"{at}: {ident!r} is no document")
    if kind not in ENTITY_TYPES:
        raise NamesakesError(f"{at}: {kind!r} is no type of entity")
    prefix = _ITEM.match(item)
    if prefix is None or PREFIX.get(prefix[1]) != kind:
        raise NamesakesError(f"{at}: the item {item!r} is not one of type {kind}")
    if not (begin.isdecimal() and end.isdecimal() and nth.isdecimal()):
        raise NamesakesError(f"{at}: begin, end and nth are numbers")
    document = documents[ident]
    standing = [
        found.span()
        for found in re.finditer(rf"(?<!\w){re.escape(text)}(?!\w)", document.text)
        if found.start() >= document.body
    ]
    place = (int(begin), int(end))
    if place not in standing:
        raise NamesakesError(f"{at}: {text!r} does not stand on its own at {begin}")
    if standing.index(place) + 1 != int(nth):
        raise NamesakesError(f"{at}: this {text!r} is number {standing.index(place) + 1}")
    return NamedMention(ident, *place, text, item, kind)
