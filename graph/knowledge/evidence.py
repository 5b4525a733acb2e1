"""How likely two sets of portraits are one entity: weights in log-odds, each with its reason.

A `Sketch` is what one or more portraits tell together. `weigh` adds up what two sketches have
in common and what parts them; the sum, through the logistic function, is the score. This is the
model of Fellegi and Sunter ("A theory for record linkage", 1969): independent pieces of evidence
add their log-odds.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from graph.knowledge.portraits import Portrait, Setting
from graph.knowledge.word_knowledge import WordKnowledge
from graph.model import EntityType

JOIN = 0.8
"""Score from which two are joined."""

DOUBT = 0.4
"""Score from which two that stay apart are named as candidates."""

_COMPANY_LIMIT = 3.0
_PLACE_COMPANY_LIMIT = 1.0
_PLACE_OUTLET = 4.0
_MANY = 5
# Words that tell what a document is about, if there are so many at least.
_TOLD = 10
# Few documents tell little of how rare a name is: rarity is reckoned as among so many at least.
_FEW = 50
_CLOSE_DAYS = 4
_AGE_SLACK = 2


@dataclass(frozen=True, slots=True)
class Backdrop:
    """What is the same for all that one document names; each field as that of `Sketch`."""

    settings: frozenset[str]
    company: frozenset[str]
    topic: frozenset[str]
    days: frozenset[int]
    texts: frozenset[str]
    outlets: frozenset[str]

    @classmethod
    def of(cls, setting: Setting, text: str, common: Set[str]) -> Backdrop:
        """Return that of a document; `text` names the text that it is a copy of.

        Words that are `common` to many documents are left out of its topic.
        """
        return cls(
            frozenset({setting.country} - {""}),
            setting.company,
            setting.topic - common,
            frozenset({setting.day} - {0}),
            frozenset({text}),
            frozenset({setting.outlet} - {""}),
        )


@dataclass(slots=True)
class Sketch:
    """What a set of portraits tells together; the fields are those of `Portrait` and `Setting`.

    One portrait's sketch shares its sets with the portrait and with all others of the document,
    so ``company`` may hold names that are its ``own`` there, which do not count.
    """

    countries: Set[str]
    posts: Set[str]
    bodies: Set[str]
    fields: Set[str]
    born: Set[int]
    genders: Set[str]
    settings: Set[str]
    company: Set[str]
    topic: Set[str]
    days: Set[int]
    texts: Set[str]
    outlets: Set[str]
    own: Set[str] = frozenset()
    size: int = 1

    @classmethod
    def of(cls, portrait: Portrait, behind: Backdrop, own_names: frozenset[str]) -> Sketch:
        """Return what one portrait tells."""
        return cls(
            portrait.countries, portrait.posts, portrait.bodies, portrait.fields,
            _only(portrait.born), _only(portrait.gender), behind.settings, behind.company,
            behind.topic, behind.days, behind.texts, behind.outlets, own_names,
        )  # fmt: skip

    def absorb(self, other: Sketch) -> None:
        """Take in what another sketch tells, which is used up; small sets go into large ones."""
        for one in (self, other):
            one.company, one.own = one.company - one.own if one.own else one.company, _NOTHING
        for name in _SETS:
            setattr(self, name, united(getattr(self, name), getattr(other, name)))
        self.size += other.size

    def is_beside(self, name: str) -> bool:
        """Return whether it is named in company of `name`."""
        return name in self.company and name not in self.own

    def shared_company(self, other: Sketch) -> Set[str]:
        """Return the names in company of both."""
        shared = self.company & other.company
        if shared and self.own:
            shared = shared - self.own
        if shared and other.own:
            shared = shared - other.own
        return shared

    @property
    def company_size(self) -> int:
        """How many names are in its company."""
        return len(self.company) - len(self.own & self.company)


_NOTHING: frozenset[Any] = frozenset()
_SETS = tuple(one.name for one in fields(Sketch) if one.name not in ("size", "own"))

T = TypeVar("T")


def _only(value: T) -> frozenset[T]:
    """Return the set of a value, the empty one where it is 0 or ""."""
    return frozenset((value,)) if value else _NOTHING


def united(mine: Set[T], theirs: Set[T]) -> Set[T]:
    """Return all of two sets, which are used up unless they are frozen.

    The small goes into the large, so that all unions together take n log n steps.
    """
    if mine is theirs or not theirs:
        return mine
    if not mine:
        return theirs
    small, large = (mine, theirs) if len(mine) <= len(theirs) else (theirs, mine)
    if isinstance(large, set):
        large |= small
        return large
    # What is frozen is small, for it is of one document, and shared as long as it will do.
    return large if small <= large else set(large) | small


Finding = tuple[str, float, str]
"""A row of ``ontology/resolution.tsv``, how strongly it holds (1: its weight), and a detail."""


@dataclass(slots=True)
class Evidence:
    """A sum of log-odds, with what it is the sum of."""

    total: float
    findings: tuple[Finding, ...]
    known: WordKnowledge

    @property
    def score(self) -> float:
        """The probability that the sum stands for, in two decimals."""
        return round(1 / (1 + math.exp(-self.total)), 2)

    @property
    def reasons(self) -> tuple[str, ...]:
        """What speaks for and against it, in words, the weightiest first."""
        told = [
            (-abs(self.known.weights[kind] * strength), self.known.reasons[kind], detail)
            for kind, strength, detail in self.findings
        ]
        return tuple(
            f"{reason}: {detail}" if detail else reason for _, reason, detail in sorted(told)
        )


class Scales:
    """Weighs two sketches, with the rarity of names and words in one corpus."""

    def __init__(
        self, known: WordKnowledge, frequency: Callable[[str], int], documents: int
    ) -> None:
        self.known, self.frequency = known, frequency
        self.scale = math.log(max(documents, _FEW))
        self.rarities: dict[int, float] = {}

    def weigh(
        self, one: Sketch, other: Sketch, kinds: Iterable[str], type_: EntityType
    ) -> Evidence:
        """Return the evidence that two sketches are of one entity.

        Parameters
        ----------
        one, other : Sketch
        kinds : iterable of str
            What their names say: rows of ``ontology/resolution.tsv``.
        type_ : EntityType
            Only people have posts, ages and genders; a place is what it is whoever is named in it.
        """
        found = [(kind, 1.0, "") for kind in kinds]
        if not one.texts.isdisjoint(other.texts):
            found.append(("copies", 1.0, ""))
        if type_ == "Person":
            self._add_personal(found, one, other)
        if country := self._country(one, other):
            # What country it is in is nearly all that tells a place from its namesakes.
            found.append((country[0], 2.0 if type_ == "Place" else 1.0, country[1]))
        if not one.outlets.isdisjoint(other.outlets):
            # A paper seldom writes of two towns of one name without saying which.
            found.append(("same outlet", _PLACE_OUTLET if type_ == "Place" else 1.0, ""))
        self._add_company(found, one, other, type_)
        if type_ != "Place":
            self._add_topics(found, one, other)
        weights = self.known.weights
        # Summed in the order of the kinds, so that the sum is the same to the last bit.
        total = 0.0
        for kind, strength, _ in sorted(found):
            total += weights[kind] * strength
        return Evidence(total, tuple(found), self.known)

    def _add_personal(self, out: list[Finding], one: Sketch, other: Sketch) -> None:
        # Of most people nothing of this is told, and what is empty need not be intersected.
        bodies = one.bodies and other.bodies and one.bodies & other.bodies
        posts = one.posts and other.posts and one.posts & other.posts
        if posts and (bodies or one.countries & other.countries):
            out.append(("same post", 1.0, ""))
        elif posts:
            out.append(("same title", 1.0, ""))
        elif one.posts and other.posts and not bodies:
            out.append(("other post", 1.0, ""))
        if bodies and not posts:
            out.append(("same body", 1.0, min(bodies)))
        if one.fields and other.fields:
            if one.fields & other.fields:
                out.append(("same field", 1.0, min(one.fields & other.fields)))
            elif not any((a, b) in self.known.related for a in one.fields for b in other.fields):
                detail = f"{min(one.fields)}, {min(other.fields)}"
                out.append(("other field", 1.0, detail))
        if one.born and other.born:
            gap = min(abs(a - b) for a in one.born for b in other.born)
            if gap > _AGE_SLACK:
                out.append(("other age", 1.0, ""))
        if one.genders and other.genders and one.genders.isdisjoint(other.genders):
            out.append(("other gender", 1.0, ""))

    def _country(self, one: Sketch, other: Sketch) -> tuple[str, str] | None:
        if one.countries and other.countries:
            shared = one.countries & other.countries
            if shared:
                return "same country", min(shared)
            return "other country", f"{min(one.countries)}, {min(other.countries)}"
        mine, theirs = one.countries or one.settings, other.countries or other.settings
        if mine and theirs:
            shared = mine & theirs
            if shared:
                return "same setting", min(shared)
            return "other setting", f"{min(mine)}, {min(theirs)}"
        return None

    def _add_company(
        self, out: list[Finding], one: Sketch, other: Sketch, type_: EntityType
    ) -> None:
        if shared := one.shared_company(other):
            rare = sorted([(self.frequency(name), name) for name in shared])[:8]
            weight = 0.0
            for count, _ in rare:
                weight += self._rarity(count)
            limit = _PLACE_COMPANY_LIMIT if type_ == "Place" else _COMPANY_LIMIT
            detail = ", ".join([name for _, name in rare[:3]])
            out.append(("company", round(min(weight, limit), 2), detail))
        elif type_ != "Place" and min(one.company_size, other.company_size) >= _MANY:
            out.append(("no company", 1.0, ""))

    def _add_topics(self, out: list[Finding], one: Sketch, other: Sketch) -> None:
        likeness = self._likeness(one.topic, other.topic)
        if likeness >= 0.1:
            out.append(("same topic", min(likeness * 6, 2.0), ""))
        elif likeness < 0.03 and min(len(one.topic), len(other.topic)) >= _TOLD:
            out.append(("other topic", 1.0, ""))
        if _are_near(one.days, other.days):
            out.append(("near date", 1.0, ""))

    def _rarity(self, count: int) -> float:
        """Return 1 for a name that one document holds, towards 0 for one that all do."""
        found = self.rarities.get(count)
        if found is None:
            found = self.rarities[count] = 1 - math.log(max(count, 1)) / self.scale
        return found

    @staticmethod
    def _likeness(one: Set[str], other: Set[str]) -> float:
        """Return the cosine of two sets of words."""
        if not one or not other:
            return 0.0
        return len(one & other) / math.sqrt(len(one) * len(other))


def _are_near(one: Set[int], other: Set[int]) -> bool:
    """Return whether a day of one is near a day of the other."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    for day in few:
        if len(many) > _CLOSE_DAYS:
            if not many.isdisjoint(range(day - _CLOSE_DAYS, day + _CLOSE_DAYS + 1)):
                return True
        else:
            for near in many:
                if -_CLOSE_DAYS <= day - near <= _CLOSE_DAYS:
                    return True
    return False
