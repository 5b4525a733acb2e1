"""What befalls people, from ``ontology/lexicon/<language>/fates.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph.errors import DataError
from graph.language.word_lists import check_lists, check_table, read_toml

_KEYS = ("verbs", "subject", "deeds", "called")


@dataclass(frozen=True, slots=True)
class Fate:
    """Words for one thing that befalls people; the file says what each list is for."""

    verbs: frozenset[str]
    subject: frozenset[str]
    deeds: frozenset[str]
    called: frozenset[str]


def load_fates(path: Path) -> tuple[Fate, ...]:
    """Read and check the words for what befalls people.

    Parameters
    ----------
    path : pathlib.Path
        A file such as ``ontology/lexicon/es/fates.toml``.

    Raises
    ------
    DataError
        Naming file and line, where the file is missing or no TOML, a key is unknown, or a list
        is empty, holds something else than words, or repeats one.
    """
    out = []
    for name, table in read_toml(path).items():
        lists = check_lists(check_table(table, name, path), _KEYS, path, name)
        out.append(Fate(*(frozenset(lists.get(key, ())) for key in _KEYS)))
    if not out:
        raise DataError("nothing befalls anybody", str(path), "Write [victim]")
    return tuple(out)
