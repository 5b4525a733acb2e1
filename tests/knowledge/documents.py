"""Readings made by hand from a few words, for the tests of resolution. All people are invented.

A text names its entities in square brackets, with their type before a colon: ``[P:Ana Torres]``
(P person, O organisation, L place, W work, E named event, G group); ``[P:Torres=Ana Torres]`` is a
mention of another entity's, by the label of that one.
"""

from __future__ import annotations

import hashlib
import re

from graph.identity import slug
from graph.knowledge.resolution import Resolution
from graph.model import Claim, Document, Entity, EntityType, Mention, Reading, Span

_TYPES: dict[str, EntityType] = {
    "P": "Person", "O": "Organization", "L": "Place", "W": "Work", "E": "NamedEvent", "G": "Group",
}  # fmt: skip
_MENTION = re.compile(r"\[([POLWEG]):([^\]=]+)(?:=([^\]]+))?\]")


def read(
    name: str,
    marked: str,
    date: str | None = None,
    outlet: str | None = None,
    claims: tuple[Claim, ...] = (),
) -> Reading:
    """Return the reading of a marked text; the key of an entity is the slug of its label."""
    parts: list[str] = []
    mentions: list[Mention] = []
    names: dict[str, tuple[EntityType, str, set[str]]] = {}
    end = 0
    for found in _MENTION.finditer(marked):
        parts.append(marked[end : found.start()])
        begin = sum(map(len, parts))
        label = found[3] or found[2]
        parts.append(found[2])
        key = slug(f"{found[1]} {label}")
        mentions.append(Mention(Span(begin, begin + len(found[2])), key, "name"))
        names.setdefault(key, (_TYPES[found[1]], label, set()))[2].add(found[2])
        end = found.end()
    text = "".join([*parts, marked[end:]])
    document = Document(
        name, text, hashlib.sha256(text.encode()).hexdigest(), date=date, outlet=outlet
    )
    entities = tuple(
        sorted(
            Entity(key, kind, label, tuple(sorted(told - {label})))
            for key, (kind, label, told) in names.items()
        )
    )
    return Reading(document, (Span(0, len(text)),), entities, tuple(mentions), claims)


def post(subject: str, title: str, body: str) -> Claim:
    """Return the claim that somebody holds a post, by the marks of both ("P:Ana Torres")."""
    keys = [slug(mark.replace(":", " ")) for mark in (subject, body)]
    return Claim(
        keys[0], "holdsPositionIn", keys[1], "affirmed", "actual", None, Span(0, 5), Span(0, 5),
        0.9, title=title,
    )  # fmt: skip


def are_one(resolution: Resolution, *members: tuple[str, str]) -> bool:
    """Return whether members (document, mark as "P:Ana Torres") are in one cluster."""
    wanted = {(document, slug(mark.replace(":", " "))) for document, mark in members}
    homes = [c for c in resolution.clusters if wanted & set(c.members)]
    assert all(any(member in c.members for c in homes) for member in wanted), "no such member"
    return len(homes) == 1
