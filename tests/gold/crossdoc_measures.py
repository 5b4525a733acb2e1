"""Measures of how things are grouped: B³, CEAF-e, and precision and recall of pairs.

B³ [1]_ takes for each item all items of its entity: the part of the program's that is right is the
item's precision, the part of the gold's that is found its recall; the figure is the mean over the
items. CEAF-e [2]_ pairs each entity of the program with at most one of the gold, so that the sum of
their likeness ``2 |K ∩ R| / (|K| + |R|)`` is greatest, and divides it by the number of entities.

References
----------
.. [1] A. Bagga and B. Baldwin, "Entity-Based Cross-Document Coreferencing Using the Vector Space
   Model", COLING-ACL 1998, pp. 79-85.
.. [2] X. Luo, "On Coreference Resolution Performance Metrics", HLT-EMNLP 2005, pp. 25-32.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass

from tests.gold.crossdoc import Item

Found = Mapping[Item, str]
Pairs = set[tuple[Hashable, Hashable]]


@dataclass(frozen=True, slots=True)
class Shares:
    """Precision and recall between 0 and 1 over `count` things."""

    precision: float
    recall: float
    count: int

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        shares = f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}"
        return f"{shares}  of {self.count}"


def b_cubed(gold: Found, found: Found, judged: Collection[Item], missing: bool = False) -> Shares:
    """Return B³ over the items `judged`.

    Parameters
    ----------
    gold, found : mapping of items to entities
        All items of the gold; those of them that were found. Entities are always taken with all
        their items, whichever are judged.
    judged : collection of items
        Those over which the mean is taken; of them only those in `found`, but for `missing`.
    missing : bool
        Count an item that was not found as one with recall 0, and as lacking in its entity.

    Returns
    -------
    Shares
        With 1 for both where nothing is judged.
    """
    both = Counter((found[item], gold[item]) for item in found)
    by_found = Counter(found.values())
    by_gold = Counter(gold[item] for item in (gold if missing else found))
    here = [item for item in judged if item in found]
    right = {item: both[found[item], gold[item]] for item in here}
    precision = sum(right[item] / by_found[found[item]] for item in here)
    recall = sum(right[item] / by_gold[gold[item]] for item in here)
    counted = len(judged) if missing else len(here)
    return Shares(
        precision / len(here) if here else 1.0, recall / counted if counted else 1.0, counted
    )


def ceaf_e(gold: Found, found: Found) -> Shares | None:
    """Return CEAF-e over the items found, or None without SciPy, which pairs the entities."""
    try:
        import numpy as np
        from scipy.optimize import linear_sum_assignment
    except ImportError:
        return None
    ours, theirs = sorted(set(found.values())), sorted({gold[item] for item in found})
    if not ours:
        return Shares(1.0, 1.0, 0)
    by_found, by_gold = Counter(found.values()), Counter(gold[item] for item in found)
    likeness = np.zeros((len(ours), len(theirs)))
    row, column = ({e: k for k, e in enumerate(side)} for side in (ours, theirs))
    for (one, other), n in Counter((found[item], gold[item]) for item in found).items():
        likeness[row[one], column[other]] = 2 * n / (by_found[one] + by_gold[other])
    best = float(likeness[linear_sum_assignment(likeness, maximize=True)].sum())
    return Shares(best / len(ours), best / len(theirs), len(theirs))


def pair_shares(gold: Pairs, found: Pairs) -> Shares:
    """Return precision and recall of the pairs `found`."""
    right = len(gold & found)
    return Shares(
        right / len(found) if found else 1.0, right / len(gold) if gold else 1.0, len(gold)
    )
