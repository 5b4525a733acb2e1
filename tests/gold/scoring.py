"""How much of the gold is found, and how much of what is found is right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.gold.markup import GoldCase, GoldClaim

Triple = tuple[str, str, str]
Pair = tuple[GoldCase, frozenset[GoldClaim]]

# A group of fewer gold claims than this is too small to judge by itself.
_FEW = 5


@dataclass(slots=True)
class Tally:
    """Counts of one group of claims."""

    gold: int = 0
    found: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """Right ones among those found; 1 where nothing is found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Those found among the gold ones; 1 where there are none."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.gold + self.found
        return 2 * self.right / total if total else 1.0


@dataclass(slots=True)
class Score:
    """Tallies over all cases, by relation and by phenomenon, and each miss and false claim.

    ``fine`` counts subject, relation and object; ``strict`` polarity, modality and source
    too; ``direct`` what is asserted as a direct triple (affirmed and actual).
    """

    fine: Tally = field(default_factory=Tally)
    strict: Tally = field(default_factory=Tally)
    direct: Tally = field(default_factory=Tally)
    relations: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    phenomena: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    errors: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Return the shares that the gate pins, between 0 and 1, by name."""
        return {
            "fine precision": self.fine.precision,
            "fine recall": self.fine.recall,
            "strict precision": self.strict.precision,
            "strict recall": self.strict.recall,
            "direct precision": self.direct.precision,
        }

    def table(self) -> list[str]:
        """Return the score in lines: overall, by phenomenon, by relation (rarest last)."""
        lines = [_row(name, tally) for name, tally in self._overall()]
        for title, groups in (("by phenomenon", self.phenomena), ("by relation", self.relations)):
            lines.append(f"-- {title}")
            ordered = sorted(groups.items(), key=lambda item: (-item[1].gold, item[0]))
            lines += [_row(name, tally) for name, tally in ordered if name]
        return lines

    def _overall(self) -> Iterable[tuple[str, Tally]]:
        return (("fine", self.fine), ("strict", self.strict), ("direct triples", self.direct))


def _row(name: str, tally: Tally) -> str:
    shares = f"P {tally.precision:.2f}  R {tally.recall:.2f}  F1 {tally.f1:.2f}"
    few = "  (few)" if tally.gold < _FEW else ""
    return f"{name:32} gold {tally.gold:4}  found {tally.found:4}  {shares}{few}"


def triples(claims: Iterable[GoldClaim]) -> set[Triple]:
    """Return what `claims` relate, whatever their status."""
    return {(c.subject, c.relation, c.object) for c in claims}


def direct(claims: Iterable[GoldClaim]) -> set[Triple]:
    """Return what `claims` assert: those affirmed and actual."""
    return triples(c for c in claims if (c.polarity, c.modality) == ("affirmed", "actual"))


def score(pairs: Iterable[Pair]) -> Score:
    """Compare the claims found in each case with its gold.

    Parameters
    ----------
    pairs : iterable of (GoldCase, frozenset of GoldClaim)
        Cases, and what was found in each with the ids of the case.

    Returns
    -------
    Score
        A claim that matches a marginal one of the gold counts neither as right nor as wrong.
    """
    out = Score()
    for case, found in pairs:
        marginal = triples(case.marginal) - triples(case.claims)
        gold, got = triples(case.claims), triples(found) - marginal
        _add(out.fine, gold, got)
        _add(out.phenomena[case.phenomenon], gold, got)
        for relation, (g, f) in _by_relation(gold, got).items():
            _add(out.relations[relation], g, f)
        counted = {c for c in found if (c.subject, c.relation, c.object) not in marginal}
        _add(out.strict, case.claims, counted)
        _add(out.direct, direct(case.claims), direct(counted))
        out.errors += [f"missed {c} in: {case.text}" for c in sorted(gold - got)]
        out.errors += [f"false {c} in: {case.text}" for c in sorted(got - gold)]
    return out


def _add(tally: Tally, gold: Iterable[object], found: Iterable[object]) -> None:
    gold, found = set(gold), set(found)
    tally.gold += len(gold)
    tally.found += len(found)
    tally.right += len(gold & found)


def _by_relation(gold: set[Triple], got: set[Triple]) -> dict[str, tuple[set[Triple], set[Triple]]]:
    names = Counter(r for _, r, _ in gold | got)
    return {
        name: ({t for t in gold if t[1] == name}, {t for t in got if t[1] == name})
        for name in names
    }
