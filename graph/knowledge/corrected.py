"""The corrected graph: readings without what people dropped, and what became of each rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from graph.collection import without_collection
from graph.knowledge.constraints import Member
from graph.knowledge.correcting import Decided, Deciding, Effect, by_member, mended_clusters
from graph.knowledge.corrections import Corrections, Rule
from graph.knowledge.merge import assemble, claim_id, merge, slugs_of
from graph.knowledge.naming import as_toml
from graph.knowledge.resolution import Cluster, Resolution
from graph.model import Claim, KnowledgeGraph, KnownClaim, Reading
from graph.vocabulary import relations

VERSION = "corrections"
"""The key of the corrections' hash among the versions of a graph."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a rule: ``problem`` is empty where it was applied, ``todo`` what to do."""

    rule: Rule
    problem: str = ""
    todo: str = ""

    def __str__(self) -> str:
        return f"{self.rule.place}: {self.rule}: {self.problem}. {self.todo}"


@dataclass(frozen=True, slots=True)
class CorrectionReport:
    """The hash of the corrections, what became of each rule, and how much was dropped."""

    digest: str
    outcomes: tuple[Outcome, ...]
    dropped_entities: int = 0
    dropped_claims: int = 0

    @property
    def left_out(self) -> tuple[Outcome, ...]:
        """The rules that were not applied, or not to all that they name."""
        return tuple(outcome for outcome in self.outcomes if outcome.problem)

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values, in which no line and no path of the file shows."""
        return {
            "digest": self.digest,
            "rules": len(self.outcomes),
            "applied": len(self.outcomes) - len(self.left_out),
            "dropped": {"entities": self.dropped_entities, "claims": self.dropped_claims},
            "not_applied": [
                {"rule": str(o.rule), "problem": o.problem, "todo": o.todo} for o in self.left_out
            ],
        }


@without_collection()
def merge_corrected(
    readings: Iterable[Reading], versions: dict[str, str], corrections: Corrections
) -> tuple[KnowledgeGraph, CorrectionReport | None]:
    """Return the knowledge graph of `readings` with `corrections` applied, and what became of them.

    Parameters
    ----------
    readings : iterable of Reading
        With unique document ids, in any order.
    versions : dict[str, str]
        Software and models; the hash of the corrections is added to them.
    corrections : Corrections
        What people decided; without any the graph is that of `merge`.

    Returns
    -------
    KnowledgeGraph, CorrectionReport or None
        The same for the same readings and rules, in any order. What the rules did to an entity
        is told in ``corrections`` of the graph. Dropped entities go with their mentions and
        their claims, those that they are the source of included.
    """
    if not corrections.rules:
        return merge(readings, versions), None
    ordered = sorted(readings, key=lambda reading: reading.document.id)
    work = Deciding(ordered, corrections)
    carried = _CarriedOut(work, work.settled())
    versions = {**versions, VERSION: corrections.digest}
    kept = carried.readings
    graph = assemble(kept, carried.resolution, versions)
    by_hash = carried.dropped_by_hash(graph.claims)
    if by_hash:
        slugs = carried.slugs
        kept = tuple(_without(reading, slugs, by_hash) for reading in kept)
        graph = assemble(kept, carried.resolution, versions)
    report = CorrectionReport(
        corrections.digest,
        tuple(Outcome(rule, *carried.problems.get(rule, ("", ""))) for rule in corrections.rules),
        len(carried.dropped),
        sum(len(r.claims) for r in ordered) - sum(len(r.claims) for r in kept),
    )
    return replace(graph, corrections=carried.told_of_entities()), report


class _CarriedOut:
    """What was decided, done to the readings."""

    def __init__(self, work: Deciding, decided: Decided) -> None:
        self.problems = decided.problems
        self._corrections = work.corrections
        self._clusters = by_member(decided.resolution.clusters)
        self._mended = mended_clusters(decided)
        self._told = {
            k: _told(decided.resolution.clusters[k], effect)
            for k, effect in decided.effects.items()
            if not effect.dropped
        }
        self.dropped = {k for k, effect in decided.effects.items() if effect.dropped}
        claims = _Claims(work, self._clusters, decided.problems)
        self.readings = tuple(self._reading(reading, claims) for reading in work.readings)
        claims.tell_unused()
        gone = {member for k in self.dropped for member in self._mended[k].members}
        self.resolution: Resolution = replace(
            decided.resolution,
            clusters=tuple(sorted(c for k, c in enumerate(self._mended) if k not in self.dropped)),
            candidates=tuple(
                c for c in decided.resolution.candidates if not {c.one, c.other} & gone
            ),
        )

    @cached_property
    def slugs(self) -> dict[Member, str]:
        """The slug of the entity of each member."""
        names = slugs_of(self.resolution.clusters)
        return {m: names[c.anchor] for c in self.resolution.clusters for m in c.members}

    def told_of_entities(self) -> dict[str, tuple[str, ...]]:
        """Return in words what was done to each entity, by its slug."""
        slugs = self.slugs
        told = {
            slugs[self._mended[k].members[0]]: texts for k, texts in self._told.items() if texts
        }
        return dict(sorted(told.items()))

    def dropped_by_hash(self, claims: Iterable[KnownClaim]) -> set[str]:
        """Return the ids of the claims whose hash some rule drops."""
        rules = {r.claim.id: r for r in self._corrections.of("drop") if r.claim and r.claim.id}
        found = {known.id for known in claims if known.id in rules}
        for ident, rule in rules.items():
            if ident not in found:
                todo = (
                    "Its hash changes with its entities: name document, subject, relation, object"
                )
                self.problems[rule] = "there is no such claim", todo
        return found

    def _reading(self, reading: Reading, claims: _Claims) -> Reading:
        """Return a reading without what is dropped."""
        doc = reading.document.id

        def gone(key: str | None) -> bool:
            return key is not None and self._clusters[doc, key] in self.dropped

        kept = []
        for claim in reading.claims:
            # Without its source a claim would be the document's own, which it does not say.
            if gone(claim.subject) or gone(claim.object) or gone(claim.source):
                continue
            if claims.drop(doc, claim):
                continue
            kept.append(replace(claim, place=None) if gone(claim.place) else claim)
        return replace(
            reading,
            claims=tuple(kept),
            entities=tuple(e for e in reading.entities if not gone(e.key)),
            mentions=tuple(m for m in reading.mentions if not gone(m.entity)),
        )


def _without(reading: Reading, slugs: dict[Member, str], dropped: set[str]) -> Reading:
    """Return a reading without the claims that are dropped in the graph."""
    doc = reading.document.id
    kept = []
    for claim in reading.claims:
        placed = replace(
            claim,
            subject=slugs[doc, claim.subject],
            object=slugs[doc, claim.object],
            source=slugs[doc, claim.source] if claim.source else None,
        )
        if claim_id(doc, placed) not in dropped:
            kept.append(claim)
    return replace(reading, claims=tuple(kept))


def _told(cluster: Cluster, effect: Effect) -> tuple[str, ...]:
    """Return in words what was done to a cluster."""
    told = sorted(set(effect.told))
    told += [f"renamed from “{cluster.label}”" for label, _ in effect.labels]
    told += [f"made {kind}, from {cluster.type}" for kind in effect.types if kind != cluster.type]
    told += [f"given the name “{alias}”" for alias in sorted(effect.aliases)]
    told += [f"said to be {iri}" for iri in sorted(effect.iris)]
    return tuple(told)


class _Claims:
    """The claims that rules drop by what they say."""

    def __init__(
        self, work: Deciding, clusters: dict[Member, int], problems: dict[Rule, tuple[str, str]]
    ) -> None:
        self._problems, self._naming = problems, work.naming
        self._clusters = clusters
        self._rules: dict[str, list[tuple[Rule, set[int], set[int]]]] = defaultdict(list)
        self._unused: set[Rule] = set()
        for rule in work.corrections.of("drop"):
            if rule.claim is None or rule.claim.id:
                continue
            sides = [
                {clusters[m] for m in work.naming.members(r)}
                for r in (rule.claim.subject, rule.claim.object)
            ]
            self._unused.add(rule)
            for document in work.naming.documents(rule.claim.document):
                self._rules[document].append((rule, sides[0], sides[1]))

    def drop(self, document: str, claim: Claim) -> bool:
        """Whether some rule drops this claim."""
        hit = False
        known = relations().get(claim.relation)
        symmetric = known is not None and known.symmetric
        for rule, subjects, objects in self._rules.get(document, ()):
            if rule.claim is None or rule.claim.relation != claim.relation:
                continue
            one = self._clusters[document, claim.subject]
            other = self._clusters[document, claim.object]
            if (one in subjects and other in objects) or (
                symmetric and other in subjects and one in objects
            ):
                self._unused.discard(rule)
                hit = True
        return hit

    def tell_unused(self) -> None:
        """Add the rules that fitted no claim to the problems."""
        for rule in self._unused:
            assert rule.claim is not None  # as collected above
            unknown = [
                r for r in (rule.claim.subject, rule.claim.object) if not self._naming.members(r)
            ]
            if not self._naming.documents(rule.claim.document):
                where = as_toml(rule.claim.document)
                self._problems[rule] = f"there is no document {where}", "Mend its id, URL or hash"
            elif unknown:
                self._problems[rule] = self._naming.unknown(unknown[0])
            else:
                todo = "List the claims with hemerograph explain"
                self._problems[rule] = "the document makes no such claim", todo
