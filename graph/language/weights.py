"""Weights of a logistic regression, read from a file of the lexicon and checked."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from graph.errors import DataError
from graph.language.word_lists import read_text

BIAS, THRESHOLD = "(bias)", "(threshold)"


@dataclass(frozen=True, slots=True)
class Weights:
    """What each circumstance adds to the log-odds that a claim is right.

    ``threshold`` is the probability below which a claim is dropped.
    """

    bias: float
    threshold: float
    by_circumstance: dict[str, float]

    def probability(self, circumstances: Iterable[str]) -> float:
        """Return the probability, between 0 and 1, of what has these `circumstances`."""
        total = self.bias + sum(self.by_circumstance.get(c, 0.0) for c in circumstances)
        return 1.0 / (1.0 + math.exp(-total))


def load_weights(path: Path) -> Weights:
    """Read a file of weights, such as ``ontology/lexicon/es/plausibility.tsv``.

    Raises
    ------
    DataError
        If the file is missing, a line is not «circumstance, tab, number», a circumstance stands
        twice, or bias or threshold is missing; the message names file and line.
    """
    found: dict[str, float] = {}
    todo = "Make the file anew with tools/fit_plausibility.py"
    for number, line in enumerate(read_text(path).splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, value = line.partition("\t")
        where = f"{path}:{number}"
        if name in found:
            raise DataError(f"{name!r} stands twice", where, todo)
        try:
            found[name] = float(value)
        except ValueError:
            raise DataError("a line is «circumstance, tab, number»", where, todo) from None
        if not math.isfinite(found[name]):
            raise DataError(f"{name!r} has no finite weight", where, todo)
    for name in (BIAS, THRESHOLD):
        if name not in found:
            raise DataError(f"{name} is missing", str(path), todo)
    bias, threshold = found.pop(BIAS), found.pop(THRESHOLD)
    if not 0 <= threshold < 1:
        raise DataError("the threshold is no probability", str(path), todo)
    return Weights(bias, threshold, found)
