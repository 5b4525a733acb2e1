"""Words for states that need no verb, from ``ontology/lexicon/<language>/states.toml``."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from graph.language.word_lists import check_lists, read_toml


@dataclass(frozen=True, slots=True)
class StateWords:
    """The lists of ``states.toml`` as sets; the file says what each is for."""

    kin_groups: frozenset[str]
    kinless: frozenset[str]
    listing: frozenset[str]
    parts_of_places: frozenset[str]
    sites: frozenset[str]
    authorities: frozenset[str]
    legations: frozenset[str]
    located: frozenset[str]
    held: frozenset[str]
    regions_short: frozenset[str]
    passing_events: frozenset[str]
    origin_words: frozenset[str]
    life_openings: frozenset[str]
    makers: frozenset[str]
    made: frozenset[str]
    players: frozenset[str]
    owners: frozenset[str]
    estates: frozenset[str]
    holdings: frozenset[str]
    keeping: frozenset[str]
    enterprises: frozenset[str]
    drafts: frozenset[str]
    law_nouns: frozenset[str]
    law_heads: frozenset[str]
    plan_nouns: frozenset[str]
    plan_heads: frozenset[str]
    pact_nouns: frozenset[str]
    pact_heads: frozenset[str]
    parts: frozenset[str]
    organs: frozenset[str]
    alliances: frozenset[str]
    stages: frozenset[str]
    authored: frozenset[str]
    open_deeds: frozenset[str]
    announcing: frozenset[str]
    setting: frozenset[str]
    in_charge: frozenset[str]


def load_states(path: Path) -> StateWords:
    """Read and check the words for states.

    Parameters
    ----------
    path : pathlib.Path
        A file such as ``ontology/lexicon/es/states.toml``.

    Raises
    ------
    DataError
        Naming file and line, where the file is missing or no TOML, a key is unknown, or a list
        is empty, holds something else than words, or repeats one.
    """
    keys = tuple(f.name for f in fields(StateWords))
    lists = check_lists(read_toml(path), keys, path)
    return StateWords(**{key: frozenset(lists.get(key, ())) for key in keys})
