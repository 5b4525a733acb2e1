"""Gold texts with entities and relations marked: one case a line, ``TEXT ||| RELATIONS``.

In the text a mention is ``[id:TYPE words]``; mentions of one id stand for one entity. The type
is PER, ORG, LOC, WRK (law, plan, publication), EVT (named event) or GRP, in capitals for a
proper name and small for a description, a pronoun or a clitic. ``[id:zero verb]`` marks a verb
whose dropped subject is meant. ``¶`` parts the paragraphs of an article::

    [1:PER Ana Torres] no criticó a [2:PER Luis Prado]; [1:zero habló] con [2:per él]. |||
    1 criticized 2 -negated; 1 spokeWith 2

(on one line). After a relation may stand ``-negated``, ``-nonactual``, ``@id`` (who says so) and
``-marginal`` (told, but nobody would miss it: neither right nor wrong where it is found). An open
relation is ``open:lemma``. A line ``## words`` names the phenomenon of the cases below it, ``#``
opens a comment. Entities and relations follow the definitions of ``ontology/relations.tsv``. What
is not marked is not told: a claim without a mark counts as false.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from graph.model import Entity, EntityType, Mention, Reading
from graph.vocabulary import relations

FOLDER = Path(__file__).parent
TYPES: dict[str, EntityType] = {
    "PER": "Person",
    "ORG": "Organization",
    "LOC": "Place",
    "WRK": "Work",
    "EVT": "NamedEvent",
    "GRP": "Group",
}
_MARK = re.compile(r"\[(\w+):(\w+) ([^\[\]]+)\]")
_FLAGS = {"-negated", "-nonactual", "-marginal"}
# A name tells best who an entity of ours is, a dropped subject worst.
_WEIGHT = {"name": 8, "description": 3, "pronoun": 1, "dropped": 1}


class MarkupError(ValueError):
    """A case is malformed; the message says where and how."""


@dataclass(frozen=True, slots=True, order=True)
class GoldMention:
    """Where the text of a case, ``text[begin:end]``, stands for the entity `id`."""

    begin: int
    end: int
    id: str
    kind: str


@dataclass(frozen=True, slots=True, order=True)
class GoldClaim:
    """What one case tells, with the ids of its entities."""

    subject: str
    relation: str
    object: str
    polarity: str = "affirmed"
    modality: str = "actual"
    source: str | None = None


@dataclass(frozen=True, slots=True)
class GoldCase:
    """A text with its mentions, the claims that it makes, and those that hardly matter."""

    text: str
    phenomenon: str
    types: dict[str, EntityType]
    mentions: tuple[GoldMention, ...]
    claims: frozenset[GoldClaim]
    marginal: frozenset[GoldClaim] = field(default_factory=frozenset)


def gold_cases(name: str) -> list[GoldCase]:
    """Return the cases of the file `name` beside this module."""
    return parse_cases((FOLDER / name).read_text(encoding="utf-8"), name)


def parse_cases(source: str, where: str = "cases") -> list[GoldCase]:
    """Return the cases of `source`.

    Raises
    ------
    MarkupError
        For a line without relations part, a mark that is not closed or stands inside another, an
        unknown type, relation, id or flag, an entity that is only dropped or is related to itself,
        a relation or a text given twice.
    """
    cases: list[GoldCase] = []
    phenomenon = ""
    for number, line in enumerate(source.splitlines(), 1):
        if line.startswith("## "):
            phenomenon = line[3:].strip()
        elif line.strip() and not line.startswith("#"):
            case = _Case(line, f"{where}:{number}", phenomenon).parse()
            if case.text in {other.text for other in cases}:
                raise MarkupError(f"{where}:{number}: this text is given twice")
            cases.append(case)
    return cases


class _Case:
    def __init__(self, line: str, where: str, phenomenon: str) -> None:
        self.line, self.where, self.phenomenon = line, where, phenomenon
        self.types: dict[str, EntityType] = {}
        self.mentions: list[GoldMention] = []

    def parse(self) -> GoldCase:
        if self.line.count("|||") != 1:
            raise self._error("a case is «text ||| relations»")
        marked, told = self.line.split("|||")
        text = self._text(re.sub(r"\s*¶\s*", "\n\n", marked.strip()))
        if left := re.search(r"[\[\]]", text):
            raise self._error(f"a mark is not closed, or inside another, at {left[0]!r}")
        dropped = {m.id for m in self.mentions} - self.types.keys()
        if dropped:
            raise self._error(f"{min(dropped)!r} is only dropped, and named nowhere")
        claims: dict[bool, list[GoldClaim]] = {False: [], True: []}
        for part in filter(None, (p.strip() for p in told.split(";"))):
            claim, marginal = self._claim(part)
            claims[marginal].append(claim)
        both = claims[False] + claims[True]
        if len(set(both)) != len(both):
            raise self._error("a relation is told twice")
        core, rest = frozenset(claims[False]), frozenset(claims[True])
        mentions = tuple(sorted(self.mentions))
        return GoldCase(text, self.phenomenon, self.types, mentions, core, rest)

    def _error(self, what: str) -> MarkupError:
        return MarkupError(f"{self.where}: {what}")

    def _text(self, marked: str) -> str:
        out, at = "", 0
        for found in _MARK.finditer(marked):
            out += marked[at : found.start()]
            self._mention(len(out), *found.groups())
            out += found[3]
            at = found.end()
        return out + marked[at:]

    def _mention(self, begin: int, ident: str, kind: str, words: str) -> None:
        if kind != "zero":
            if kind not in TYPES and kind.upper() not in TYPES:
                raise self._error(f"{kind!r} is no type of entity")
            named = kind.isupper()
            if named and any(m.id == ident and m.kind not in (kind, "zero") for m in self._named()):
                raise self._error(f"{ident!r} has names of two types")
            if named or ident not in self.types:
                self.types[ident] = TYPES[kind.upper()]
        self.mentions.append(GoldMention(begin, begin + len(words), ident, kind))

    def _named(self) -> list[GoldMention]:
        return [m for m in self.mentions if m.kind.isupper()]

    def _claim(self, told: str) -> tuple[GoldClaim, bool]:
        words = told.split()
        if len(words) < 3:
            raise self._error(f"a relation is «subject relation object»: {told!r}")
        subject, relation, obj, *flags = words
        if relation not in relations() and not relation.startswith("open:"):
            raise self._error(f"{relation!r} is no relation")
        sources = [flag[1:] for flag in flags if flag.startswith("@")]
        for key in (subject, obj, *sources):
            if key not in self.types:
                raise self._error(f"no mention bears the id {key!r}")
        if subject == obj:
            raise self._error(f"{subject!r} is related to itself")
        if unknown := {f for f in flags if not f.startswith("@")} - _FLAGS:
            raise self._error(f"unknown flag {min(unknown)!r}")
        claim = GoldClaim(
            *_ordered(subject, relation, obj),
            "negated" if "-negated" in flags else "affirmed",
            "nonactual" if "-nonactual" in flags else "actual",
            sources[0] if sources else None,
        )
        return claim, "-marginal" in flags


def _ordered(subject: str, relation: str, obj: str) -> tuple[str, str, str]:
    """Give the sides of a symmetric relation in one order."""
    if relation in relations() and relations()[relation].symmetric:
        subject, obj = sorted((subject, obj))
    return subject, relation, obj


def gold_ids(reading: Reading, case: GoldCase) -> dict[str, str]:
    """Return for each entity of `reading` the id in `case` that it stands for.

    It is the one whose marks its mentions meet most, names before descriptions before pronouns. An
    entity that the case does not know keeps its label behind a question mark, so that its
    claims match nothing.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in reading.mentions:
        for mark in case.mentions:
            if mention.span.begin < mark.end and mark.begin < mention.span.end:
                votes[mention.entity][mark.id] += _worth(mention, mark)
    return {entity.key: _elected(entity, votes[entity.key]) for entity in reading.entities}


def _worth(mention: Mention, mark: GoldMention) -> int:
    exact = mention.span.begin == mark.begin and mention.span.end == mark.end
    return _WEIGHT[mention.kind] * (3 if exact else 1)


def _elected(entity: Entity, votes: Counter[str]) -> str:
    return min(votes, key=lambda k: (-votes[k], k)) if votes else f"?{entity.label}"


def found_claims(reading: Reading, case: GoldCase) -> frozenset[GoldClaim]:
    """Return the claims of `reading` with the ids of `case` for its entities."""
    key = gold_ids(reading, case)
    out = set()
    for claim in reading.claims:
        relation = f"open:{claim.relation}" if claim.is_open else claim.relation
        sides = _ordered(key[claim.subject], relation, key[claim.object])
        source = key[claim.source] if claim.source else None
        out.add(GoldClaim(*sides, claim.polarity, claim.modality, source))
    return frozenset(out)
