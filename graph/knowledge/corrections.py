"""What people correct in a graph: the rules, and whether they agree with one another.

No file is read here (`graph.knowledge.corrections_file`) and no graph is changed
(`graph.knowledge.correcting`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, get_args

from graph.errors import CorrectionsError
from graph.identity import digest, fold

Kind = Literal["same", "different", "rename", "retype", "drop", "alias", "sameAs"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """How a person names an entity.

    ``name`` is a label or alias as some document gives it (case, accents and blanks aside), or
    a slug or IRI of the built graph. ``document`` is an id, URL or SHA-256 of a document and
    ``type`` a type, where the name alone is borne by several; ``every`` means all that bear it.

    A name is matched with what the *documents* call their entities, before anything is joined,
    so that it goes on to fit when documents are added, when slugs change and when another
    correction renames the entity. A slug or IRI fits only while the graph has it.
    """

    name: str
    document: str = ""
    type: str = ""
    every: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """What two references to the same thing share, however they are spelled."""
        return plain(self.name), self.document, self.type

    def __str__(self) -> str:
        more = [f"in document {self.document}"] if self.document else []
        more += [f"of type {self.type}"] if self.type else []
        return f"“{self.name}”" + (f" ({', '.join(more)})" if more else "")


@dataclass(frozen=True, slots=True, order=True)
class ClaimReference:
    """How a person names a claim: by its hash or IRI, or by what it says in a document.

    What it says is matched again at each build. A hash holds the slugs of the entities, and so
    fits only while these keep theirs.
    """

    id: str = ""
    document: str = ""
    subject: Reference = Reference("")
    relation: str = ""
    object: Reference = Reference("")

    def __str__(self) -> str:
        if self.id:
            return f"claim {self.id}"
        return f"claim {self.subject} {self.relation} {self.object} in document {self.document}"


@dataclass(frozen=True, slots=True, order=True)
class Rule:
    """One correction.

    ``entities`` has one reference, or two and more for ``same`` and ``different`` (in any
    order); ``values`` the label, type, aliases or IRIs. ``keep`` tells whether a renamed
    entity keeps its former label as an alias. ``place`` is the file and line, which no
    comparison and no hash looks at.
    """

    kind: Kind
    entities: tuple[Reference, ...] = ()
    values: tuple[str, ...] = ()
    claim: ClaimReference | None = None
    keep: bool = True
    place: str = field(default="", compare=False)

    def __str__(self) -> str:
        who = ", ".join(map(str, self.entities)) or str(self.claim)
        what = ", ".join(f"“{value}”" for value in self.values)
        return f"{self.kind} {who}" + (f": {what}" if what else "")


@dataclass(frozen=True, slots=True)
class Corrections:
    """The rules of one file, sorted and each once.

    Made by `agreed`, which refuses rules that contradict one another.
    """

    rules: tuple[Rule, ...] = ()

    @property
    def digest(self) -> str:
        """A hash of what the rules say: not of their order, notes, dates or layout."""
        return digest("corrections", *(json.dumps(_plain(rule)) for rule in self.rules))

    def of(self, *kinds: Kind) -> tuple[Rule, ...]:
        """Return the rules of some kinds."""
        return tuple(rule for rule in self.rules if rule.kind in kinds)


NO_CORRECTIONS = Corrections()


def plain(name: str) -> str:
    """Return a name without case, accents and double blanks, as references are compared."""
    return " ".join(fold(name).split())


def agreed(rules: Iterable[Rule]) -> Corrections:
    """Return `rules` sorted and each once, after checking that they do not contradict each other.

    Checked is what can be seen without documents: references count as one where they are
    spelled alike or a chain of ``same`` joins them. What only the documents show (two names of one
    entity, with two labels) is told when the rules are applied.

    Raises
    ------
    CorrectionsError
        Naming both rules by file and line.
    """
    given = list(rules)
    sets = _Joined(rule for rule in given if rule.kind == "same")
    _check_apart(given, sets)
    _check_single(given, sets)
    _check_dropped(given, sets)
    once = {rule: rule for rule in reversed(given)}
    return Corrections(tuple(sorted(once.values(), key=_order)))


def _order(rule: Rule) -> tuple[int, str]:
    return KINDS.index(rule.kind), json.dumps(_plain(rule))


def _plain(rule: Rule) -> list[object]:
    def told(reference: Reference) -> list[object]:
        return [reference.name, reference.document, reference.type, reference.every]

    claim = rule.claim
    return [
        rule.kind,
        [told(reference) for reference in rule.entities],
        list(rule.values),
        [claim.id, claim.document, told(claim.subject), claim.relation, told(claim.object)]
        if claim
        else [],
        rule.keep,
    ]


class _Joined:
    """References that ``same`` makes one, with the rules that do."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        from networkx.utils import UnionFind

        self._set: UnionFind[tuple[str, str, str]] = UnionFind()
        self._rules: dict[object, list[Rule]] = {}
        given = list(rules)
        for rule in given:
            self._set.union(*(reference.key for reference in rule.entities))
        for rule in given:
            self._rules.setdefault(self.of(rule.entities[0]), []).append(rule)

    def of(self, reference: Reference) -> object:
        """Return what is the same for all references that are one."""
        return self._set[reference.key]

    def places(self, reference: Reference) -> str:
        """Return where the rules stand that make `reference` one with others."""
        rules = self._rules.get(self.of(reference), [])
        return ", ".join(dict.fromkeys(_line(rule) for rule in rules))


def _line(rule: Rule) -> str:
    """Return the line of a rule, without the file, as it stands beside another of that file."""
    return f"line {rule.place.rpartition(':')[2]}"


def _pairs(rule: Rule) -> Iterator[tuple[Reference, Reference]]:
    for k, one in enumerate(rule.entities):
        for other in rule.entities[k + 1 :]:
            yield one, other


def _check_apart(rules: list[Rule], sets: _Joined) -> None:
    """Refuse what is both the same and different, and different things with one ``sameAs``."""
    iris: dict[object, dict[str, Rule]] = {}
    for rule in rules:
        if rule.kind == "sameAs":
            of = iris.setdefault(sets.of(rule.entities[0]), {})
            of.update(dict.fromkeys(rule.values, rule))
    for rule in rules:
        if rule.kind != "different":
            continue
        for one, other in _pairs(rule):
            a, b = sets.of(one), sets.of(other)
            if a == b:
                raise CorrectionsError(
                    f"{one} and {other} are said to be different here, and the same in "
                    f"{sets.places(one)}",
                    rule.place,
                    "Take out one of these rules",
                )
            if shared := iris.get(a, {}).keys() & iris.get(b, {}).keys():
                iri = min(shared)
                raise CorrectionsError(
                    f"{one} and {other} are said to be different here, and both to be {iri} in "
                    f"{_line(iris[a][iri])} and {_line(iris[b][iri])}",
                    rule.place,
                    "Take out one of these rules",
                )


def _check_single(rules: list[Rule], sets: _Joined) -> None:
    """Refuse two labels or two types of one entity."""
    first: dict[tuple[str, object], Rule] = {}
    for rule in rules:
        if rule.kind not in ("rename", "retype"):
            continue
        other = first.setdefault((rule.kind, sets.of(rule.entities[0])), rule)
        if (other.values, other.keep) != (rule.values, rule.keep):
            chain = sets.places(rule.entities[0])
            raise CorrectionsError(
                f"{rule} contradicts {other} in {_line(other)}"
                + (f" (they are the same by {chain})" if chain else ""),
                rule.place,
                "Leave one of the two",
            )


def _check_dropped(rules: list[Rule], sets: _Joined) -> None:
    """Refuse to drop what another rule names or joins."""
    dropped = {
        sets.of(rule.entities[0]): rule for rule in rules if rule.kind == "drop" and rule.entities
    }
    for rule in rules:
        if rule.kind in ("drop", "different"):
            continue
        for reference in rule.entities:
            drop = dropped.get(sets.of(reference))
            if drop is not None:
                raise CorrectionsError(
                    f"{rule} is about what {_line(drop)} drops",
                    rule.place,
                    "Take out one of these rules",
                )
