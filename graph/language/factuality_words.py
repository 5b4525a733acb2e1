"""Words that deny, plan or confirm, read from ``factuality.toml`` and checked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from graph.errors import DataError
from graph.language.word_lists import check_lists, check_table, key_place, read_toml

_KEYS = {
    "negation": (
        "words",
        "pronouns",
        "prepositions",
        "verbs",
        "nouns",
        "adjectives",
        "cancel",
        "open",
        "unmet",
    ),
    "nonactual": (
        "verbs",
        "nouns",
        "modifiers",
        "marks",
        "moods",
        "tenses",
        "planning",
        "proving",
        "proofs",
        "charging",
        "blamed",
    ),
    "actual": (
        "verbs",
        "marks",
        "factive",
        "telling",
        "performed",
        "achieving",
        "attending",
        "decreeing",
        "decreed",
    ),
}


@dataclass(frozen=True)
class FactualityWords:
    """The lists of ``factuality.toml`` as sets."""

    negating: frozenset[str]
    denying_pronouns: frozenset[str]
    denying_prepositions: frozenset[str]
    denying_verbs: frozenset[str]
    denying_nouns: frozenset[str]
    denying_adjectives: frozenset[str]
    cancelling: frozenset[str]
    open_verbs: frozenset[str]
    unmet: frozenset[str]
    nonactual_verbs: frozenset[str]
    nonactual_nouns: frozenset[str]
    planning_verbs: frozenset[str]
    modifiers: frozenset[str]
    nonactual_marks: frozenset[str]
    moods: frozenset[str]
    tenses: frozenset[str]
    actual_verbs: frozenset[str]
    actual_marks: frozenset[str]
    factive: frozenset[str]
    telling: frozenset[str]
    performed: frozenset[str]
    proving: frozenset[str]
    proofs: frozenset[str]
    charging: frozenset[str]
    blamed: frozenset[str]
    achieving: frozenset[str]
    attending: frozenset[str]
    decreeing: frozenset[str]
    decreed: frozenset[str]

    @cached_property
    def all_marks(self) -> frozenset[str]:
        """Every mark of either kind, for matching the longest."""
        return self.nonactual_marks | self.actual_marks | self.denying_prepositions


def load_factuality(path: Path) -> FactualityWords:
    """Read ``factuality.toml``.

    Raises
    ------
    DataError
        If a table or key is unknown or a list is empty; the message names file and line.
    """
    data = read_toml(path)
    for table in data:
        if table not in _KEYS:
            todo = f"Allowed: {', '.join(_KEYS)}"
            raise DataError(f"unknown table [{table}]", key_place(path, table), todo)
    lists = {
        table: check_lists(check_table(data.get(table, {}), table, path), keys, path, table)
        for table, keys in _KEYS.items()
    }

    def words(table: str, key: str) -> frozenset[str]:
        return frozenset(lists[table].get(key, ()))

    return FactualityWords(
        negating=words("negation", "words"),
        denying_pronouns=words("negation", "pronouns"),
        denying_prepositions=words("negation", "prepositions"),
        denying_verbs=words("negation", "verbs"),
        denying_nouns=words("negation", "nouns"),
        denying_adjectives=words("negation", "adjectives"),
        cancelling=words("negation", "cancel"),
        open_verbs=words("negation", "open"),
        unmet=words("negation", "unmet"),
        nonactual_verbs=words("nonactual", "verbs"),
        nonactual_nouns=words("nonactual", "nouns"),
        planning_verbs=words("nonactual", "planning"),
        modifiers=words("nonactual", "modifiers"),
        nonactual_marks=words("nonactual", "marks"),
        moods=words("nonactual", "moods"),
        tenses=words("nonactual", "tenses"),
        actual_verbs=words("actual", "verbs"),
        actual_marks=words("actual", "marks"),
        factive=words("actual", "factive"),
        telling=words("actual", "telling"),
        performed=words("actual", "performed"),
        proving=words("nonactual", "proving"),
        proofs=words("nonactual", "proofs"),
        charging=words("nonactual", "charging"),
        blamed=words("nonactual", "blamed"),
        achieving=words("actual", "achieving"),
        attending=words("actual", "attending"),
        decreeing=words("actual", "decreeing"),
        decreed=words("actual", "decreed"),
    )
