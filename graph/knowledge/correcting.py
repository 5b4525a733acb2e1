"""Corrections applied: what people named is found in the readings, then split, joined and mended.

The order of the work is always the same, so that the order of the rules shows in nothing:
``different``, then ``same``, then what is said of single entities, then what is dropped. A rule
that fits nothing, or several things, or goes against another one, is left out and told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import cast

from graph.knowledge.constraints import Constraints, Member, Pair
from graph.knowledge.corrections import Corrections, Reference, Rule, plain
from graph.knowledge.naming import Naming
from graph.knowledge.resolution import Cluster, Resolution, resolve
from graph.model import EntityType, Reading

Resolve = Callable[[Sequence[Reading], Constraints], Resolution]

# Pairs of two names within one entity that are parted one by one; more are parted as two heaps.
_MOST_PAIRS = 10_000


@dataclass(slots=True)
class Effect:
    """What rules say of one cluster: ``told`` in words, for those who ask why."""

    labels: dict[tuple[str, bool], list[Rule]] = field(default_factory=dict)
    types: dict[str, list[Rule]] = field(default_factory=dict)
    aliases: set[str] = field(default_factory=set)
    iris: set[str] = field(default_factory=set)
    dropped: bool = False
    told: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Decided:
    """Where one pass has come to."""

    resolution: Resolution
    effects: dict[int, Effect]
    problems: dict[Rule, tuple[str, str]]


class Deciding:
    """The rules against one corpus.

    Parameters
    ----------
    readings : list of Reading
        Sorted by document.
    corrections : Corrections
    resolving : callable
        Resolves readings under constraints.
    """

    def __init__(
        self, readings: list[Reading], corrections: Corrections, resolving: Resolve = resolve
    ) -> None:
        self.readings, self.corrections, self._resolving = readings, corrections, resolving
        self.plain = resolving(readings, Constraints())
        self.naming = Naming(readings, self.plain, corrections)
        self._contradicted: dict[Rule, tuple[str, str]] = {}

    def settled(self) -> Decided:
        """Apply the rules until no name is found any more in what they make.

        A person may have read a name or slug in a graph that other corrections had made. Those
        that the documents do not have are looked up there, pass by pass.
        """
        while True:
            state = self._pass()
            shown = replace(state.resolution, clusters=mended_clusters(state))
            if not self.naming.learn(shown.clusters):
                return state

    def _pass(self) -> Decided:
        while True:
            problems = dict(self._contradicted)
            apart, held, parting = self._apart(problems)
            parted = self._resolved(held, apart)
            together, joining = self._together(problems, parted)
            against = self._contradictions(parted, parting, joining)
            if not against:
                resolution = self._resolved((*held, *together), apart) if together else parted
                state = Decided(resolution, defaultdict(Effect), problems)
                self._tell_who_is_who(state, (*parting, *joining))
                self._entities(state)
                return state
            self._contradicted |= against

    def _resolved(self, together: Iterable[Pair], apart: Iterable[Pair]) -> Resolution:
        constraints = Constraints(tuple(together), tuple(apart))
        if constraints == Constraints():
            return self.plain
        return self._resolving(self.readings, constraints)

    def _rules(self, *kinds: str) -> list[Rule]:
        return [
            rule
            for rule in self.corrections.rules
            if rule.kind in kinds and rule not in self._contradicted
        ]

    def _known(self, rule: Rule, problems: dict[Rule, tuple[str, str]]) -> list[Reference]:
        """Return the references of a rule that name something; the others are a problem."""
        known = [r for r in rule.entities if self.naming.members(r)]
        unknown = [r for r in rule.entities if not self.naming.members(r)]
        if unknown:
            problems[rule] = self.naming.unknown(unknown[0])
        return known

    # who is who

    def _apart(
        self, problems: dict[Rule, tuple[str, str]]
    ) -> tuple[list[Pair], list[Pair], list[Rule]]:
        """Return the pairs that are never one, those that stay one, and the rules that say so."""
        clusters = by_member(self.plain.clusters)
        pairs: set[Pair] = set()
        held: set[Pair] = set()
        used: list[Rule] = []
        for rule in self._rules("different"):
            known = [set(self.naming.members(r)) for r in self._known(rule, problems)]
            both = [a & b for k, a in enumerate(known) for b in known[k + 1 :] if a & b]
            if both:
                document = min(both[0])[0]
                problems[rule] = (
                    f"two of its names are one entity within the document {document}",
                    "What one document takes for one is not split; drop it, or leave the rule out",
                )
            elif len(known) > 1:
                used.append(rule)
                for k, one in enumerate(known):
                    for other in known[k + 1 :]:
                        _part(one, other, clusters, pairs, held)
        return sorted(pairs), sorted(held), used

    def _together(
        self, problems: dict[Rule, tuple[str, str]], parted: Resolution
    ) -> tuple[list[Pair], list[Rule]]:
        """Return the pairs that are one, and the rules that say so."""
        clusters = by_member(parted.clusters)
        pairs: set[Pair] = set()
        used: list[Rule] = []
        for rule in self._rules("same"):
            first: set[Member] = set()
            known = self._known(rule, problems)
            for reference in known:
                found = {clusters[m]: m for m in reversed(self.naming.members(reference))}
                if len(found) > 1 and not reference.every:
                    problems[rule] = self.naming.ambiguous(reference, parted.clusters, found)
                    break
                first.update(found.values())
            else:
                if len(known) > 1 or any(r.every for r in known):
                    used.append(rule)
                    pairs.update(pairwise(sorted(first)))
        return sorted(pairs), used

    def _contradictions(
        self, parted: Resolution, parting: list[Rule], joining: list[Rule]
    ) -> dict[Rule, tuple[str, str]]:
        """Return the rules that hold something together which others part."""
        from networkx.utils import UnionFind

        clusters = by_member(parted.clusters)
        sets: UnionFind[int] = UnionFind(range(len(parted.clusters)))

        def roots(reference: Reference) -> set[int]:
            return {sets[clusters[m]] for m in self.naming.members(reference)}

        for rule in joining:
            joined = [clusters[m] for r in rule.entities for m in self.naming.members(r)]
            sets.union(*joined)
        out: dict[Rule, tuple[str, str]] = {}
        todo = "Take one of them out, or name the entities by their documents"
        for rule in parting:
            known = [roots(r) for r in rule.entities if self.naming.members(r)]
            shared = {n for k, a in enumerate(known) for b in known[k + 1 :] for n in a & b}
            for other in joining:
                if any(roots(r) & shared for r in other.entities):
                    out[rule] = f"it contradicts {other}", todo
                    out[other] = f"it contradicts {rule}", todo
        return out

    def _tell_who_is_who(self, state: Decided, rules: Iterable[Rule]) -> None:
        clusters = by_member(state.resolution.clusters)
        for rule in rules:
            names = " and ".join(str(r) for r in rule.entities if self.naming.members(r))
            are = "are the same" if rule.kind == "same" else "are different"
            for reference in rule.entities:
                for number in {clusters[m] for m in self.naming.members(reference)}:
                    state.effects[number].told.append(f"{names} {are}")

    # single entities

    def _entities(self, state: Decided) -> None:
        clusters = by_member(state.resolution.clusters)
        for rule in self._rules("rename", "retype", "alias", "sameAs", "drop"):
            if not rule.entities:
                continue
            (reference,) = rule.entities
            found = {clusters[m]: m for m in reversed(self.naming.members(reference))}
            if not found:
                state.problems[rule] = self.naming.unknown(reference)
            elif len(found) > 1 and not reference.every:
                state.problems[rule] = self.naming.ambiguous(
                    reference, state.resolution.clusters, found
                )
            else:
                for number in found:
                    _note(state.effects[number], rule)
        for effect in state.effects.values():
            for said in (effect.labels, effect.types):
                _leave_one(cast(dict[object, list[Rule]], said), state.problems)


def by_member(clusters: Sequence[Cluster]) -> dict[Member, int]:
    """Return the number of the cluster that each member is in."""
    return {member: k for k, cluster in enumerate(clusters) for member in cluster.members}


def _part(
    one: set[Member],
    other: set[Member],
    clusters: dict[Member, int],
    apart: set[Pair],
    held: set[Pair],
) -> None:
    """Add the pairs that keep two sets of members apart, as few as will do.

    Between clusters of the evidence one pair is enough. Within one, all pairs are given; where
    these would be too many, the members of each set are held together instead, and the two
    heaps are parted by one pair.
    """
    heaps: list[dict[int, list[Member]]] = []
    for members in (one, other):
        heap: dict[int, list[Member]] = defaultdict(list)
        for member in sorted(members):
            heap[clusters[member]].append(member)
        heaps.append(heap)
    for number, mine in heaps[0].items():
        for another, theirs in heaps[1].items():
            if number == another and len(mine) * len(theirs) <= _MOST_PAIRS:
                apart |= {(min(a, b), max(a, b)) for a in mine for b in theirs}
                continue
            apart.add((min(mine[0], theirs[0]), max(mine[0], theirs[0])))
            if number == another:
                held |= {*pairwise(mine), *pairwise(theirs)}


def _note(effect: Effect, rule: Rule) -> None:
    """Add what a rule says of one entity to what is said of a cluster."""
    if rule.kind == "rename":
        effect.labels.setdefault((rule.values[0], rule.keep), []).append(rule)
    elif rule.kind == "retype":
        effect.types.setdefault(rule.values[0], []).append(rule)
    elif rule.kind == "alias":
        effect.aliases.update(rule.values)
    elif rule.kind == "sameAs":
        effect.iris.update(rule.values)
    else:
        effect.dropped = True


def _leave_one(said: dict[object, list[Rule]], problems: dict[Rule, tuple[str, str]]) -> None:
    """Leave out all labels or types where several are given to one entity, and tell so."""
    if len(said) < 2:
        return
    first, second = sorted(said.values())[:2]
    for rules in said.values():
        for rule in rules:
            other = second[0] if rule in first else first[0]
            problems[rule] = (
                f"it contradicts {other}, which is about the same entity",
                "Leave one of the two",
            )
    said.clear()


def mended_clusters(state: Decided) -> tuple[Cluster, ...]:
    """Return the clusters with their labels, types, aliases and IRIs corrected."""
    return tuple(
        _one(cluster, state.effects[k]) if k in state.effects else cluster
        for k, cluster in enumerate(state.resolution.clusters)
    )


def _one(cluster: Cluster, effect: Effect) -> Cluster:
    aliases = {*cluster.aliases, *effect.aliases}
    same_as = tuple(sorted({*cluster.same_as, *effect.iris}))
    for label, keep in effect.labels:
        if keep and cluster.named:
            aliases.add(cluster.label)
        cluster = replace(cluster, label=label, name=plain(label))
    for kind in effect.types:
        cluster = replace(cluster, type=cast(EntityType, kind))
    return replace(cluster, aliases=tuple(sorted(aliases - {cluster.label})), same_as=same_as)
