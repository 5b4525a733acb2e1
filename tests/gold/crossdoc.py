"""The gold across documents: who is who, and what is one event, in two corpora of our own.

``crossdoc/dev/`` is there to develop on; ``crossdoc/gate/`` is read by the program only, never by
who writes rules. Both hold news articles as the program reads them; persons and firms are
invented. Three tables stand beside each folder, tab-separated, with a header line:

``dev.tsv``
    document, name, entity, type: each person, organisation, place, group, work and named event that
    a document names, with each form of the name in it. A name is meant wherever it
    stands as a word of its own and no longer name of the table covers it, so that in one document a
    name has one entity. An entity's id begins with the first letter of what it is (``p.`` person,
    ``o.`` organisation, ``l.`` place, ``g.`` group, ``w.`` work, ``e.`` event).
``dev-events.tsv``
    event, document, subject, relation, object, date: what happened between two of these entities,
    a row for each document that tells it, with the date (day, month or year) that it tells.
    Events of one document are there to be kept apart from others.
``dev-copies.tsv``
    group, document: texts of one origin, under another headline, cut or with a paragraph added.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.model import ENTITY_TYPES, Document, EntityType
from graph.sources import read_paths
from graph.vocabulary import relations

FOLDER = Path(__file__).parent / "crossdoc"
HALVES = ("dev", "gate")
NAMES = ("document", "name", "entity", "type")
EVENTS = ("event", "document", "subject", "relation", "object", "date")
COPIES = ("group", "document")
PREFIX = {
    "p": "Person",
    "o": "Organization",
    "l": "Place",
    "g": "Group",
    "w": "Work",
    "e": "NamedEvent",
}
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z")

Item = tuple[str, str]
"""A document and an entity that it names."""
Row = tuple[str, tuple[str, ...]]
"""Where a row of a table stands, and its cells."""


class CrossdocError(ValueError):
    """A table is malformed or does not fit its documents; the message says where and how."""


@dataclass(frozen=True, slots=True, order=True)
class Telling:
    """What one document tells of an event; `date` is an ISO day, month or year."""

    event: str
    document: str
    subject: str
    relation: str
    object: str
    date: str

    @property
    def sides(self) -> tuple[str, ...]:
        """Relation, subject and object, the two in one order where the relation is symmetric."""
        pair = [self.subject, self.object]
        return (self.relation, *(sorted(pair) if relations()[self.relation].symmetric else pair))


@dataclass(frozen=True, slots=True)
class CrossdocGold:
    """Documents by id; for each the entities of its names; types, tellings and groups of copies."""

    documents: Mapping[str, Document]
    names: Mapping[str, Mapping[str, str]]
    types: Mapping[str, EntityType]
    tellings: tuple[Telling, ...] = ()
    copies: tuple[frozenset[str], ...] = ()

    @property
    def items(self) -> dict[Item, str]:
        """The entity of each item, sorted."""
        return {(d, e): e for d in sorted(self.names) for e in sorted(set(self.names[d].values()))}


def crossdoc_gold(half: str) -> CrossdocGold:
    """Return the gold of `half`, one of `HALVES`.

    Raises
    ------
    CrossdocError
        If a document cannot be read or a table is malformed: see `check`.
    """
    sources = read_paths([FOLDER / half])
    if sources.refused:
        raise CrossdocError(str(sources.refused[0]))
    tables = [FOLDER / f"{half}{end}.tsv" for end in ("", "-events", "-copies")]
    return parse(sources.documents, *(table.read_text(encoding="utf-8") for table in tables))


def parse(documents: Iterable[Document], names: str, events: str, copies: str) -> CrossdocGold:
    """Return the gold that the three tables give for `documents`.

    Raises
    ------
    CrossdocError
        For a wrong header; a row with cells too few, too many or empty, or given twice; a document
        that is not there or has no names; an unknown type, or one that does not fit the id; a name
        with two entities in one document, or that does not stand in it on its own; a relation that
        is unknown or a state; a party that the document does not name or that is related to itself;
        an event with two relations or other parties; a wrong date; a group of one copy; a document
        in two groups.
    """
    by_id = {document.id: document for document in documents}
    of_document, types = _names(_rows(names, NAMES, "names"), by_id)
    tellings = tuple(sorted(_tellings(_rows(events, EVENTS, "events"), of_document)))
    groups = _copies(_rows(copies, COPIES, "copies"), by_id)
    return CrossdocGold(by_id, of_document, types, tellings, groups)


def places(text: str, names: Iterable[str], begin: int = 0) -> Iterator[tuple[int, int, str]]:
    """Yield where `names` stand in `text` from `begin` on as words of their own, longest first.

    Yields
    ------
    tuple of (int, int, str)
        Begin and end in characters, and the name. No two overlap.
    """
    taken = bytearray(len(text))
    for name in sorted(set(names), key=lambda name: (-len(name), name)):
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if found.start() >= begin and not any(taken[found.start() : found.end()]):
                taken[found.start() : found.end()] = b"\1" * len(name)
                yield found.start(), found.end(), name


def _rows(table: str, columns: tuple[str, ...], where: str) -> Iterator[Row]:
    lines = table.splitlines()
    if not lines or tuple(lines[0].split("\t")) != columns:
        raise CrossdocError(f"{where}:1: the header is not {' '.join(columns)}")
    seen: set[str] = set()
    for number, line in enumerate(lines[1:], 2):
        cells = tuple(line.split("\t"))
        at = f"{where}:{number}"
        if len(cells) != len(columns):
            raise CrossdocError(f"{at}: {len(cells)} columns, not {len(columns)}")
        if any(not cell or cell != cell.strip() for cell in cells):
            raise CrossdocError(f"{at}: a cell is empty, or has blanks around it")
        if line in seen:
            raise CrossdocError(f"{at}: a row is given twice")
        seen.add(line)
        yield at, cells


def _known(at: str, document: str, documents: Iterable[str]) -> None:
    if document not in documents:
        raise CrossdocError(f"{at}: {document!r} is no document")


def _names(
    rows: Iterator[Row], documents: Mapping[str, Document]
) -> tuple[dict[str, dict[str, str]], dict[str, EntityType]]:
    names: dict[str, dict[str, str]] = {document: {} for document in documents}
    types: dict[str, EntityType] = {}
    for at, (document, name, entity, kind) in rows:
        _known(at, document, documents)
        if kind not in ENTITY_TYPES:
            raise CrossdocError(f"{at}: {kind!r} is no type of entity")
        if PREFIX.get(entity.partition(".")[0]) != kind:
            raise CrossdocError(f"{at}: the id {entity!r} is not one of type {kind}")
        if name in names[document]:
            raise CrossdocError(f"{at}: the name {name!r} has two entities in {document}")
        names[document][name] = entity
        types[entity] = kind
    for document, own in names.items():
        if not own:
            raise CrossdocError(f"{document}: no name of this document is given")
        text = documents[document]
        standing = {name for _, _, name in places(text.text, own, text.body)}
        if lost := set(own) - standing:
            raise CrossdocError(f"{document}: {min(lost)!r} stands nowhere on its own")
    return names, types


def _tellings(rows: Iterator[Row], names: Mapping[str, Mapping[str, str]]) -> Iterator[Telling]:
    sides: dict[str, tuple[str, ...]] = {}
    for at, cells in rows:
        told = Telling(*cells)
        _known(at, told.document, names)
        relation = relations().get(told.relation)
        if relation is None or relation.kind != "event":
            raise CrossdocError(f"{at}: {told.relation!r} is no relation of events")
        for party in (told.subject, told.object):
            if party not in names[told.document].values():
                raise CrossdocError(f"{at}: {told.document} does not name {party!r}")
        if told.subject == told.object:
            raise CrossdocError(f"{at}: {told.subject!r} is related to itself")
        if not _DATE.match(told.date):
            raise CrossdocError(f"{at}: {told.date!r} is no day, month or year")
        if sides.setdefault(told.event, told.sides) != told.sides:
            raise CrossdocError(f"{at}: {told.event!r} has two relations, or other parties")
        yield told


def _copies(rows: Iterator[Row], documents: Mapping[str, Document]) -> tuple[frozenset[str], ...]:
    groups: dict[str, set[str]] = defaultdict(set)
    seen: set[str] = set()
    for at, (group, document) in rows:
        _known(at, document, documents)
        if document in seen:
            raise CrossdocError(f"{at}: {document} is in two groups")
        seen.add(document)
        groups[group].add(document)
    for group, members in groups.items():
        if len(members) < 2:
            raise CrossdocError(f"copies: {group!r} has one document only")
    return tuple(frozenset(members) for _, members in sorted(groups.items()))
