"""The data that flows through the program: plain, frozen, sortable, JSON-serialisable.

Offsets are counts of Unicode characters in ``Document.text``, begin inclusive and
end exclusive, as in NIF and RFC 5147.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

EntityType = Literal["Person", "Organization", "Place", "Group", "Work", "NamedEvent"]
Polarity = Literal["affirmed", "negated"]
Modality = Literal["actual", "nonactual"]
MentionKind = Literal["name", "description", "pronoun", "dropped"]

ENTITY_TYPES: tuple[EntityType, ...] = (
    "Person",
    "Organization",
    "Place",
    "Group",
    "Work",
    "NamedEvent",
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text: ``text[begin:end]``."""

    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One input text with what is known of it.

    ``id`` is the stem of the file (``schema:identifier``), made unique in a corpus.
    ``text`` is the decoded text exactly as read (only a byte order mark is gone),
    so that offsets point into it. ``date`` is the ISO publication date or None.
    ``sha256`` is the hex digest of ``text`` in UTF-8. ``body`` is the offset at which the
    article begins, after a header line or front matter, which is not read as prose.
    """

    id: str
    text: str
    sha256: str
    title: str | None = None
    date: str | None = None
    url: str | None = None
    language: str = "es"
    outlet: str | None = None
    body: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One place where a document refers to an entity.

    ``entity`` is the key of the entity in the same Reading (or, in a
    KnowledgeGraph, its id). A dropped subject is marked on its verb.
    """

    span: Span
    entity: str
    kind: MentionKind


@dataclass(frozen=True, slots=True, order=True)
class Entity:
    """Somebody or something that claims relate.

    ``key`` is unique within its Reading; in a KnowledgeGraph it is the slug of the
    entity's IRI. ``label`` is the fullest name without title or article, ``aliases``
    are the other proper names and acronyms, sorted. ``named`` is false where the
    label is a noun phrase and not a proper name ("cárteles").
    """

    key: str
    type: EntityType
    label: str
    aliases: tuple[str, ...] = ()
    named: bool = True
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """What one document says, once: who did what to whom, with its status.

    ``relation`` is a name of ``ontology/relations.tsv``; for an open relation it is
    the lemma and ``is_open`` is true. ``source`` is the entity that says so, None where
    the document says it in its own voice. ``title`` is given only with
    ``holdsPositionIn``. ``time`` is the ISO date (or month, or year) of the event,
    not of the publication. ``place`` is the entity where it happened. ``frame`` names
    the lexicon entry that matched and ``steps`` tell how the arguments were resolved.
    """

    subject: str
    relation: str
    object: str
    polarity: Polarity
    modality: Modality
    source: str | None
    sentence: Span
    trigger: Span
    confidence: float
    is_open: bool = False
    title: str | None = None
    time: str | None = None
    place: str | None = None
    frame: str = ""
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the language pipeline found in one document."""

    document: Document
    sentences: tuple[Span, ...]
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]

    def to_json(self) -> dict[str, Any]:
        """Return a dict of plain JSON values; `from_json` is its inverse."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Reading:
        """Rebuild a Reading from what `to_json` gave.

        Raises
        ------
        KeyError, TypeError
            If `data` has another shape.
        """

        def span(d: dict[str, int]) -> Span:
            return Span(d["begin"], d["end"])

        return cls(
            document=Document(**data["document"]),
            sentences=tuple(span(s) for s in data["sentences"]),
            entities=tuple(
                Entity(**{**e, "aliases": tuple(e["aliases"]), "same_as": tuple(e["same_as"])})
                for e in data["entities"]
            ),
            mentions=tuple(
                Mention(span(m["span"]), m["entity"], m["kind"]) for m in data["mentions"]
            ),
            claims=tuple(
                Claim(
                    **{
                        **c,
                        "sentence": span(c["sentence"]),
                        "trigger": span(c["trigger"]),
                        "steps": tuple(c["steps"]),
                    }
                )
                for c in data["claims"]
            ),
        )


@dataclass(frozen=True, slots=True)
class KnownClaim:
    """A Claim placed in the corpus: with its id, document and event.

    ``claim.subject``, ``object``, ``source`` and ``place`` are entity slugs.
    """

    id: str
    document: str
    event: str | None
    claim: Claim


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """Something that happened (or is said to), over all documents that tell of it.

    ``documents`` are the ids of those documents; ``source_count`` counts the
    independent ones (copies of one text count once).
    """

    id: str
    relation: str
    group: str
    actors: tuple[str, ...]
    time: str | None
    places: tuple[str, ...]
    documents: tuple[str, ...]
    source_count: int
    is_open: bool = False


@dataclass(frozen=True, slots=True, order=True)
class NameJoining:
    """Why two names, met in different documents, are held to be one entity's.

    ``entity`` is its slug and ``names`` the two, sorted. Where several documents gave cause to
    join them, it is the least sure of these joinings: ``score`` in [0, 1], ``reasons`` in short
    texts, the weightiest first, and ``documents``, the one of each name (one or two ids, sorted).
    """

    id: str
    entity: str
    names: tuple[str, str]
    score: float
    reasons: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class EntityCandidate:
    """Two entities, by their slugs, that may be one and were left apart in doubt."""

    one: str
    other: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnowledgeGraph:
    """Documents, entities, claims and events of a corpus, each sorted by its id.

    ``mentions`` maps a document's id to its mentions, ``sentences`` to its sentence
    spans. ``versions`` names the software and the models that made the graph. ``joinings`` tell
    why names are one entity's, ``candidates`` what was left apart in doubt (sorted, and told in the
    report only). ``copies`` maps a document to the first (by id) of those that have the same
    text, whole, cut or with additions; that one itself is no key.
    """

    documents: tuple[Document, ...]
    entities: tuple[Entity, ...]
    claims: tuple[KnownClaim, ...]
    events: tuple[Event, ...]
    mentions: dict[str, tuple[Mention, ...]] = field(default_factory=dict)
    sentences: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    joinings: tuple[NameJoining, ...] = ()
    candidates: tuple[EntityCandidate, ...] = ()
    copies: dict[str, str] = field(default_factory=dict)
