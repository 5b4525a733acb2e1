"""Which entities of single documents are one entity of the corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from graph.identity import fold
from graph.knowledge.constraints import NO_CONSTRAINTS, Constraints, Member, Pair
from graph.model import Document, Entity, EntityType, Reading


@dataclass(frozen=True, slots=True, order=True)
class Joining:
    """Why two members are held to be one: a score in [0, 1] and short texts."""

    one: Member
    other: Member
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """Two clusters, by the first member of each, that may be one and were left apart."""

    one: Member
    other: Member
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Cluster:
    """One entity of the corpus: its members, sorted, and what they say of it together.

    ``name`` is the text that its slug is made of, and ``anchor`` what tells it from another
    cluster of that slug. ``joinings`` are the evidence for members of different names; what
    one name alone joins has none.
    """

    members: tuple[Member, ...]
    type: EntityType
    label: str
    aliases: tuple[str, ...]
    named: bool
    same_as: tuple[str, ...]
    name: str
    anchor: tuple[str, ...]
    joinings: tuple[Joining, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """The clusters of a corpus, sorted by their members, and the pairs left in doubt."""

    clusters: tuple[Cluster, ...]
    candidates: tuple[Candidate, ...] = ()


def resolve(readings: Iterable[Reading], constraints: Constraints = NO_CONSTRAINTS) -> Resolution:
    """Return which entities of `readings` are one.

    Parameters
    ----------
    readings : iterable of Reading
        With unique document ids, in any order.
    constraints : Constraints
        What people decided; it overrules the evidence.

    Returns
    -------
    Resolution
        The same for the same readings, whatever their order. Named entities of one type and
        one name (accents and case aside) are one across documents; unnamed ones stay
        with their document.
    """
    ordered = sorted(readings, key=lambda r: r.document.id)
    entities = {(r.document.id, e.key): e for r in ordered for e in r.entities}
    documents = {r.document.id: r.document for r in ordered}
    identities = {
        member: _identity(documents[member[0]], entity) for member, entity in entities.items()
    }
    groups = _Groups(entities, constraints)
    first: dict[tuple[str, ...], Member] = {}
    for member in sorted(entities):
        groups.join(first.setdefault(identities[member], member), member)
    clusters = [
        _cluster(members, entities, identities, groups.decided(members))
        for members in groups.members()
    ]
    return Resolution(tuple(sorted(_told_apart(clusters))))


class _Groups:
    """Sets of members that grow by joining, never against the constraints.

    The smaller of two is poured into the larger, so that all
    joinings together take n log n steps.
    """

    def __init__(self, members: Iterable[Member], constraints: Constraints) -> None:
        self._set_of: dict[Member, list[Member]] = {member: [member] for member in members}
        self._foes: dict[int, set[int]] = {}
        self._together = self._present(constraints.together)
        for one, other in self._together:
            self.join(one, other)
        for one, other in self._present(constraints.apart):
            a, b = id(self._set_of[one]), id(self._set_of[other])
            if a != b:
                self._foes.setdefault(a, set()).add(b)
                self._foes.setdefault(b, set()).add(a)

    def _present(self, pairs: Iterable[Pair]) -> list[Pair]:
        known = self._set_of
        there = {(min(pair), max(pair)) for pair in pairs if pair[0] in known and pair[1] in known}
        return sorted(pair for pair in there if pair[0] != pair[1])

    def join(self, one: Member, other: Member) -> bool:
        """Make one set of those of two members; False where a constraint forbids it."""
        large, small = self._set_of[one], self._set_of[other]
        if large is small:
            return True
        if id(small) in self._foes.get(id(large), ()):
            return False
        if len(large) < len(small):
            large, small = small, large
        large += small
        for member in small:
            self._set_of[member] = large
        for foe in self._foes.pop(id(small), ()):
            self._foes[foe].discard(id(small))
            self._foes[foe].add(id(large))
            self._foes.setdefault(id(large), set()).add(foe)
        return True

    def members(self) -> list[tuple[Member, ...]]:
        """Return the sets, each sorted."""
        sets = {id(members): members for members in self._set_of.values()}
        return [tuple(sorted(members)) for members in sets.values()]

    def decided(self, members: tuple[Member, ...]) -> tuple[Joining, ...]:
        """Return the joinings among `members` that a person decided."""
        inside = set(members)
        return tuple(
            Joining(one, other, 1.0, ("a correction says so",))
            for one, other in self._together
            if one in inside
        )


def _cluster(
    members: tuple[Member, ...],
    entities: dict[Member, Entity],
    identities: dict[Member, tuple[str, ...]],
    joinings: tuple[Joining, ...],
) -> Cluster:
    labels: dict[str, int] = {}
    for member in members:
        label = entities[member].label
        labels[label] = labels.get(label, 0) + 1
    # The same for any order: the label written most often, then the longest, then by spelling.
    label = max(labels, key=lambda s: (labels[s], len(s), s))
    aliases = {alias for member in members for alias in entities[member].aliases}
    types = [entities[member].type for member in members]
    anchor = min(identities[member] for member in members)
    return Cluster(
        members=members,
        type=max(sorted(set(types)), key=types.count),
        label=label,
        aliases=tuple(sorted((aliases | set(labels)) - {label})),
        named=any(entities[member].named for member in members),
        same_as=tuple(sorted({iri for member in members for iri in entities[member].same_as})),
        name=anchor[1],
        anchor=anchor,
        joinings=joinings,
    )


def _told_apart(clusters: list[Cluster]) -> Iterator[Cluster]:
    """Yield the clusters; those of one anchor (a correction parts them) are told apart by it."""
    count = Counter(cluster.anchor for cluster in clusters)
    for cluster in clusters:
        alone = count[cluster.anchor] == 1
        yield cluster if alone else replace(cluster, anchor=(*cluster.anchor, *cluster.members[0]))


def _identity(document: Document, entity: Entity) -> tuple[str, ...]:
    """Return what makes an entity the same across documents.

    A single word is too little to tell a person ("García"): it stays with its document.
    """
    if not entity.named:
        return (entity.type, fold(entity.label), document.id, entity.key)
    if entity.type == "Person" and len(entity.label.split()) < 2:
        return (entity.type, fold(entity.label), document.id, entity.key)
    return (entity.type, " ".join(fold(entity.label).split()))
