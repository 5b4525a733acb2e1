"""Readings of single documents brought together: one node for one entity, events over claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from graph.identity import digest, fold, slug
from graph.model import (
    Claim,
    Document,
    Entity,
    EntityType,
    Event,
    KnowledgeGraph,
    KnownClaim,
    Mention,
    Reading,
    Span,
)
from graph.vocabulary import relations


def merge(readings: Iterable[Reading], versions: dict[str, str]) -> KnowledgeGraph:
    """Return the knowledge graph of `readings`.

    Parameters
    ----------
    readings : iterable of Reading
        With unique document ids, in any order.
    versions : dict[str, str]
        Software and models that made the readings.

    Returns
    -------
    KnowledgeGraph
        The same for the same readings, whatever their order. Named entities of one type and
        one name (accents and case aside) are one across documents; unnamed ones stay
        with their document.
    """
    ordered = sorted(readings, key=lambda r: r.document.id)
    slugs, entities = _entities(ordered)
    claims = sorted(_once(_claims(ordered, slugs)), key=lambda c: c.id)
    return KnowledgeGraph(
        documents=tuple(r.document for r in ordered),
        entities=tuple(sorted(entities)),
        claims=tuple(claims),
        events=tuple(sorted(_events(claims, {r.document.id: r.document for r in ordered}))),
        mentions={r.document.id: _mentions(r, slugs) for r in ordered},
        sentences={r.document.id: tuple(sorted(r.sentences)) for r in ordered},
        versions=dict(sorted(versions.items())),
    )


@dataclass(slots=True)
class _Gathered:
    type: EntityType
    named: bool
    labels: dict[str, int] = field(default_factory=dict)
    aliases: set[str] = field(default_factory=set)
    same_as: set[str] = field(default_factory=set)


def _entities(readings: list[Reading]) -> tuple[dict[tuple[str, str], str], list[Entity]]:
    """Return the slug of each (document, key), and the entities of the corpus."""
    groups: dict[tuple[str, ...], _Gathered] = {}
    where: dict[tuple[str, str], tuple[str, ...]] = {}
    for reading in readings:
        for entity in reading.entities:
            identity = _identity(reading.document, entity)
            where[reading.document.id, entity.key] = identity
            group = groups.setdefault(identity, _Gathered(entity.type, entity.named))
            group.labels[entity.label] = group.labels.get(entity.label, 0) + 1
            group.aliases.update(entity.aliases)
            group.same_as.update(entity.same_as)
    names = _slugs(groups)
    out = []
    for identity, group in groups.items():
        # The same for any order: the label written most often, then the longest, then by spelling.
        label = max(group.labels, key=lambda s: (group.labels[s], len(s), s))
        aliases = tuple(sorted((group.aliases | set(group.labels)) - {label}))
        out.append(
            Entity(
                names[identity],
                group.type,
                label,
                aliases,
                group.named,
                tuple(sorted(group.same_as)),
            )
        )
    return {key: names[identity] for key, identity in where.items()}, out


def _identity(document: Document, entity: Entity) -> tuple[str, ...]:
    """Return what makes an entity the same across documents.

    A single word is too little to tell a person ("García"): it stays with its document.
    """
    if not entity.named:
        return (entity.type, fold(entity.label), document.id, entity.key)
    if entity.type == "Person" and len(entity.label.split()) < 2:
        return (entity.type, fold(entity.label), document.id, entity.key)
    return (entity.type, " ".join(fold(entity.label).split()))


def _slugs(groups: dict[tuple[str, ...], _Gathered]) -> dict[tuple[str, ...], str]:
    """Return a slug for each identity: the plain one where it is alone, else with a hash.

    What is known everywhere by its name alone gets the plain slug first, so that an entity of
    one document only, which another document brings, does not rename it.
    """
    wanted: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for identity in groups:
        wanted[slug(identity[1])].append(identity)
    out: dict[tuple[str, ...], str] = {}
    for name, identities in wanted.items():
        by_name = [identity for identity in identities if len(identity) == 2]
        first = by_name if len(by_name) == 1 else identities
        for identity in identities:
            alone = first == [identity]
            out[identity] = name if alone else f"{name}-{digest(*identity)[:8]}"
    return out


def _claims(readings: list[Reading], slugs: dict[tuple[str, str], str]) -> Iterable[KnownClaim]:
    kinds = relations()
    for reading in readings:
        doc = reading.document.id
        for claim in reading.claims:
            placed = replace(
                claim,
                subject=slugs[doc, claim.subject],
                object=slugs[doc, claim.object],
                source=slugs[doc, claim.source] if claim.source else None,
                place=slugs[doc, claim.place] if claim.place else None,
            )
            if placed.subject == placed.object:
                continue
            relation = kinds.get(claim.relation)
            is_event = claim.is_open or (relation is not None and relation.kind == "event")
            symmetric = relation is not None and relation.symmetric
            event = _event_id(placed, symmetric) if is_event else None
            yield KnownClaim(_claim_id(doc, placed), doc, event, placed)


def _once(claims: Iterable[KnownClaim]) -> list[KnownClaim]:
    """Return each claim once; they become one where two of a document's entities do.

    The most confident stays, and of equals the one that its document gives first.
    """
    best: dict[str, KnownClaim] = {}
    for known in claims:
        other = best.get(known.id)
        if other is None or known.claim.confidence > other.claim.confidence:
            best[known.id] = known
    return list(best.values())


def _claim_id(doc: str, c: Claim) -> str:
    return digest(
        "claim", doc, c.subject, c.relation, c.object, c.polarity, c.modality, c.source or "",
        f"{c.sentence.begin},{c.sentence.end}", f"{c.trigger.begin},{c.trigger.end}", c.title or "",
    )  # fmt: skip


def _event_id(c: Claim, symmetric: bool) -> str:
    """Return the id of the event: the same relation of the same two at the same time."""
    sides = sorted((c.subject, c.object)) if symmetric else [c.subject, c.object]
    return digest("event", c.relation, *sides, c.time or "")


def _events(claims: list[KnownClaim], documents: dict[str, Document]) -> Iterable[Event]:
    kinds = relations()
    grouped: dict[str, list[KnownClaim]] = defaultdict(list)
    for known in claims:
        if known.event:
            grouped[known.event].append(known)
    for event, members in grouped.items():
        first = members[0].claim
        relation = kinds.get(first.relation)
        docs = sorted({k.document for k in members})
        texts = {documents[d].sha256 for d in docs}
        yield Event(
            id=event,
            relation=first.relation,
            group=relation.group if relation else "other",
            actors=tuple(sorted({first.subject, first.object})),
            time=first.time,
            places=tuple(sorted({k.claim.place for k in members if k.claim.place})),
            documents=tuple(docs),
            source_count=len(texts),
            is_open=first.is_open,
        )


def _mentions(reading: Reading, slugs: dict[tuple[str, str], str]) -> tuple[Mention, ...]:
    doc = reading.document.id
    return tuple(
        sorted(
            {
                Mention(Span(m.span.begin, m.span.end), slugs[doc, m.entity], m.kind)
                for m in reading.mentions
            }
        )
    )
