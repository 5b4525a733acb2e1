"""How the kinds of bodies are told, from ``ontology/lexicon/<language>/bodies.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import DataError
from graph.identity import fold
from graph.language.word_lists import check_lists, check_table, key_place, read_toml

_KEYS = ("nouns", "heads", "called", "words", "also", "people")
Kinds = frozenset[str]
NO_KINDS: Kinds = frozenset()


@dataclass(frozen=True, slots=True)
class BodyWords:
    """The kinds of body that a folded word tells; the file says what each list is for."""

    nouns: Mapping[str, Kinds]
    heads: Mapping[str, Kinds]
    called: Mapping[str, Kinds]
    words: Mapping[str, Kinds]
    also: Mapping[str, Kinds]
    people: Mapping[str, Kinds]

    def tells(self, noun: str) -> Kinds:
        """Return the kinds of body that a folded noun is the word for."""
        return self.nouns.get(noun, NO_KINDS)

    def marks(self, noun: str) -> Kinds:
        """Return the kinds of body that a folded noun beside or in a name tells."""
        return self.tells(noun) | self.heads.get(noun, NO_KINDS)

    def may_call(self, noun: str) -> Kinds:
        """Return the kinds of body that a folded noun may be said of, telling none."""
        return self.called.get(noun, NO_KINDS)


def load_bodies(path: Path) -> BodyWords:
    """Read and check the words for the kinds of bodies.

    Parameters
    ----------
    path : pathlib.Path
        A file such as ``ontology/lexicon/es/bodies.toml``.

    Raises
    ------
    DataError
        Naming file and line, where the file is missing or no TOML, a table has no name or
        stands twice, a key is unknown, or a list is empty, holds something else than words, or
        repeats one.
    """
    out: dict[str, dict[str, set[str]]] = {key: {} for key in _KEYS}
    names: set[str] = set()
    for row in _rows(path):
        name = check_table(row, "kind", path).pop("name", "")
        if not isinstance(name, str) or not name or name in names:
            raise DataError(
                f"kind needs a name of its own, not {name!r}",
                key_place(path, "kind"),
                'Write name = "…"',
            )
        names.add(name)
        for key, words in check_lists(row, _KEYS, path, "kind").items():
            for word in words:
                out[key].setdefault(fold(word), set()).add(name)
    return BodyWords(**{k: {w: frozenset(s) for w, s in out[k].items()} for k in _KEYS})


def _rows(path: Path) -> list[Any]:
    rows = read_toml(path).get("kind", [])
    if not isinstance(rows, list) or not rows:
        raise DataError("no kinds of body", str(path), "Write [[kind]]")
    return rows
