"""Readings of single documents brought together: one node for one entity, events over claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from sys import intern

from graph.collection import without_collection
from graph.identity import digest, slug
from graph.knowledge.constraints import NO_CONSTRAINTS, Constraints, Member
from graph.knowledge.events import in_events
from graph.knowledge.resolution import Cluster, Resolution, resolve
from graph.model import (
    Claim,
    Document,
    Entity,
    EntityCandidate,
    KnowledgeGraph,
    KnownClaim,
    Mention,
    NameJoining,
    Reading,
    Span,
)


@without_collection()
def merge(
    readings: Iterable[Reading],
    versions: dict[str, str],
    constraints: Constraints = NO_CONSTRAINTS,
) -> KnowledgeGraph:
    """Return the knowledge graph of `readings`: resolved (`resolve`), then assembled.

    Parameters
    ----------
    readings : iterable of Reading
        With unique document ids, in any order. A collection is gone through twice and not kept:
        one that fetches its readings from a store need not hold them.
    versions : dict[str, str]
        Software and models that made the readings.
    constraints : Constraints
        What people decided about who is who.

    Returns
    -------
    KnowledgeGraph
        The same for the same readings, whatever their order.
    """
    kept = readings if isinstance(readings, Collection) else tuple(readings)
    return assemble(kept, resolve(kept, constraints), versions)


@without_collection()
def assemble(
    readings: Iterable[Reading], resolution: Resolution, versions: dict[str, str]
) -> KnowledgeGraph:
    """Return the knowledge graph of `readings` whose entities are the clusters of `resolution`.

    Parameters
    ----------
    readings : iterable of Reading
        With unique document ids, in any order; each is looked at once.
    resolution : Resolution
        With every entity of the readings in one cluster.
    versions : dict[str, str]
        Software and models that made the readings.

    Returns
    -------
    KnowledgeGraph
        The same for the same readings, whatever their order.
    """
    names = slugs_of(resolution.clusters)
    slugs = {
        member: names[cluster.anchor]
        for cluster in resolution.clusters
        for member in cluster.members
    }
    entities = [_entity(cluster, names[cluster.anchor]) for cluster in resolution.clusters]
    documents: dict[str, Document] = {}
    mentions: dict[str, tuple[Mention, ...]] = {}
    sentences: dict[str, tuple[Span, ...]] = {}
    labels = dict.fromkeys(_joined(resolution), "")
    told: list[KnownClaim] = []
    for reading in readings:
        doc = reading.document.id
        documents[doc] = reading.document
        mentions[doc] = _mentions(reading, slugs)
        sentences[doc] = tuple(sorted(reading.sentences, key=_place))
        told += _once(_claims(reading, slugs))
        for entity in reading.entities:
            if (doc, entity.key) in labels:
                labels[doc, entity.key] = entity.label
    claims, events = in_events(told, documents, resolution.texts)
    return KnowledgeGraph(
        documents=tuple(documents[doc] for doc in sorted(documents)),
        entities=tuple(sorted(entities, key=lambda entity: entity.key)),
        claims=tuple(sorted(claims, key=lambda known: known.id)),
        events=tuple(sorted(events, key=lambda e: (e.id, e.actors, e.places, e.documents))),
        mentions=dict(sorted(mentions.items())),
        sentences=dict(sorted(sentences.items())),
        versions=dict(sorted(versions.items())),
        joinings=tuple(sorted(_joinings(labels, resolution, slugs))),
        candidates=tuple(sorted(_candidates(resolution, slugs))),
        copies={doc: first for doc, first in sorted(resolution.texts.items()) if doc != first},
    )


def slugs_of(clusters: Iterable[Cluster]) -> dict[tuple[str, ...], str]:
    """Return a slug for each cluster's anchor: the plain one for the first, else with a hash.

    First is what has a name, then what a document of an earlier date names, so that a new article
    about a namesake renames nobody. (`Cluster.anchor` tells what can rename an entity.)
    """
    wanted: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        wanted[slug(cluster.name)].append(cluster)
    out: dict[tuple[str, ...], str] = {}
    for name, found in wanted.items():
        first = min(found, key=lambda cluster: cluster.rank)
        for cluster in found:
            anchor = cluster.anchor
            out[anchor] = name if cluster is first else f"{name}-{digest(*anchor)[:8]}"
    return out


def _joined(resolution: Resolution) -> Iterable[Member]:
    """Return the members whose names some evidence has joined."""
    return (m for c in resolution.clusters for j in c.joinings for m in (j.one, j.other))


def _joinings(
    labels: dict[Member, str], resolution: Resolution, slugs: dict[Member, str]
) -> list[NameJoining]:
    """Return the evidence for each two names of an entity: of several joinings the least sure."""
    weakest: dict[tuple[str, str, str], NameJoining] = {}
    for cluster in resolution.clusters:
        for joining in cluster.joinings:
            slug_, names = slugs[joining.one], sorted((labels[joining.one], labels[joining.other]))
            key = (slug_, names[0], names[1])
            found = NameJoining(
                digest("joining", *key), slug_, (names[0], names[1]), joining.score,
                joining.reasons, tuple(sorted({joining.one[0], joining.other[0]})),
            )  # fmt: skip
            if key not in weakest or found.score < weakest[key].score:
                weakest[key] = found
    return list(weakest.values())


def _candidates(resolution: Resolution, slugs: dict[Member, str]) -> Iterable[EntityCandidate]:
    for candidate in resolution.candidates:
        one, other = sorted((slugs[candidate.one], slugs[candidate.other]))
        yield EntityCandidate(one, other, candidate.score, candidate.reasons)


def _entity(cluster: Cluster, name: str) -> Entity:
    return Entity(
        name, cluster.type, cluster.label, cluster.aliases, cluster.named, cluster.same_as
    )


def _claims(reading: Reading, slugs: dict[Member, str]) -> Iterable[KnownClaim]:
    doc = reading.document.id
    for claim in reading.claims:
        subject, object_ = slugs[doc, claim.subject], slugs[doc, claim.object]
        if subject == object_:
            continue
        # Words that most documents use are kept but once for all of them.
        placed = replace(
            claim,
            subject=subject,
            relation=intern(claim.relation),
            object=object_,
            source=slugs[doc, claim.source] if claim.source else None,
            place=slugs[doc, claim.place] if claim.place else None,
            frame=intern(claim.frame),
        )
        yield KnownClaim(claim_id(doc, placed), doc, None, placed)


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


def claim_id(doc: str, c: Claim) -> str:
    """Return the id of a claim of a document; its ends and its source are slugs of entities."""
    return digest(
        "claim", doc, c.subject, c.relation, c.object, c.polarity, c.modality, c.source or "",
        f"{c.sentence.begin},{c.sentence.end}", f"{c.trigger.begin},{c.trigger.end}", c.title or "",
    )  # fmt: skip


def _mentions(reading: Reading, slugs: dict[Member, str]) -> tuple[Mention, ...]:
    doc = reading.document.id
    # Plain tuples are compared, and told apart, faster than mentions.
    found = {
        (m.span.begin, m.span.end, slugs[doc, m.entity], m.kind): m.span for m in reading.mentions
    }
    return tuple(
        Mention(span, entity, kind) for (_, _, entity, kind), span in sorted(found.items())
    )


def _place(span: Span) -> tuple[int, int]:
    # Plain numbers are compared faster than spans.
    return span.begin, span.end
