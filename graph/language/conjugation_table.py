"""What ``ontology/lexicon/es/conjugation.toml`` says, read and checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from graph.errors import DataError
from graph.language.word_lists import read_toml, with_line
from graph.vocabulary import data_folder

_TABLES = {
    "endings": None,
    "changes": ("ie", "ue", "i", "accent", "both", "unraised", "z"),
    "participles": None,
    "family": (
        "ending", "verbs", "first", "subjunctive", "strong", "past", "gerund", "future",
        "participle", "forms", "not", "complete",
    ),
    "enclitics": ("pronouns", "imperatives", "bare", "never"),
}  # fmt: skip
_SHARED = (
    "weak", "weak_turned", "strong", "strong_turned", "past", "raised", "gerund", "participle",
)  # fmt: skip
_ENDINGS = {
    "ar": (*_SHARED, "past_turned"),
    "er": (*_SHARED, "first"),
    "ir": (*_SHARED, "first"),
    "own_past": ("all",),
    "future": ("all",),
}
ACCENTED = str.maketrans("aeiou", "áéíóú")
_SHORT_WORD = re.compile(r"[^aeiouáéíóú]*[iu]?[aeiou]i?[ns]?")


@dataclass(frozen=True, slots=True)
class Family:
    """Verbs that share their irregular stems: those that end in ``ending``, or only ``verbs``."""

    ending: str
    verbs: frozenset[str]
    stems: dict[str, tuple[str, ...]]
    complete: bool

    def has(self, verb: str) -> bool:
        """Whether `verb` is one of the family."""
        return verb.endswith(self.ending) and (not self.verbs or verb in self.verbs)

    def stem(self, key: str, verb: str) -> list[str]:
        """The stems under `key`, put in the place of the ending."""
        prefix = verb[: -len(self.ending)]
        return [prefix + stem for stem in self.stems.get(key, ())]

    def words(self, key: str, verb: str) -> list[str]:
        """The whole words under `key`, with the accent that a prefix may bring."""
        prefix = verb[: -len(self.ending)]
        return [_prefixed(prefix, word) for word in self.stems.get(key, ())]


@dataclass(frozen=True, slots=True)
class WordList:
    """Words, and endings that were written with a star."""

    words: frozenset[str]
    tails: tuple[str, ...]

    def __contains__(self, word: str) -> bool:
        return word in self.words or (bool(self.tails) and word.endswith(self.tails))


@dataclass(frozen=True, slots=True)
class Conjugation:
    """What conjugation.toml says."""

    endings: dict[str, dict[str, tuple[str, ...]]]
    changes: dict[str, WordList]
    participles: dict[str, tuple[str, ...]]
    participle_tails: tuple[tuple[str, tuple[str, ...]], ...]
    families: tuple[Family, ...]
    enclitics: dict[str, frozenset[str]]

    def family(self, verb: str) -> Family | None:
        """Return the first family that has `verb`, None for a regular verb."""
        return next((f for f in self.families if f.has(verb)), None)


@lru_cache(maxsize=4)
def load_conjugation(path: Path | None = None) -> Conjugation:
    """Read and check the table of conjugation.

    Parameters
    ----------
    path : pathlib.Path or None
        A file like ``ontology/lexicon/es/conjugation.toml``, which None stands for.

    Raises
    ------
    DataError
        Naming file and line, where it is not TOML, a key is unknown or missing, or a list is
        empty or repeats a word.
    """
    path = path or data_folder() / "lexicon" / "es" / "conjugation.toml"
    data = read_toml(path)
    try:
        return _table(data, path)
    except DataError as error:
        raise with_line(error, path) from error


def _table(data: dict[str, Any], path: Path) -> Conjugation:
    _check_keys(data, tuple(_TABLES), str(path), complete=True)
    where = f"{path}, table"
    _check_keys(data["endings"], tuple(_ENDINGS), f"{where} endings", complete=True)
    endings = {}
    for name, keys in _ENDINGS.items():
        _check_keys(data["endings"][name], keys, f"{where} endings.{name}", complete=True)
        endings[name] = _lists(data["endings"][name], f"{where} endings.{name}")
    for table in ("changes", "enclitics"):
        _check_keys(data[table], _TABLES[table] or (), f"{where} {table}", complete=True)
    participles = _lists(data["participles"], f"{where} participles")
    return Conjugation(
        endings=endings,
        changes={k: _word_list(v) for k, v in _lists(data["changes"], f"{where} changes").items()},
        participles={k: v for k, v in participles.items() if not k.startswith("*")},
        participle_tails=tuple((k[1:], v) for k, v in participles.items() if k.startswith("*")),
        families=tuple(_family(f, f"{where} family") for f in data["family"]),
        enclitics={k: frozenset(v) for k, v in _lists(data["enclitics"], where).items()},
    )


def _check_keys(data: Any, allowed: tuple[str, ...], where: str, complete: bool = False) -> None:
    todo = f"Allowed: {', '.join(allowed)}"
    if not isinstance(data, dict):
        raise DataError("not a table", where, todo)
    for key in data:
        if key not in allowed:
            raise DataError(f"unknown key {key!r}", where, todo)
    for key in allowed if complete else ():
        if key not in data:
            raise DataError(f"key {key!r} is missing", where, f"Give all of: {', '.join(allowed)}")


def _lists(table: dict[str, Any], where: str) -> dict[str, tuple[str, ...]]:
    out = {}
    for key, value in table.items():
        words = tuple(value.split()) if isinstance(value, str) else ()
        if not words:
            raise DataError(f"{key} has no words", where, "Write words separated by blanks")
        repeated = sorted({w for w in words if words.count(w) > 1})
        if repeated:
            raise DataError(f"{key} repeats {repeated[0]!r}", where, "Leave one")
        out[key] = words
    return out


def _word_list(words: tuple[str, ...]) -> WordList:
    return WordList(
        frozenset(w for w in words if not w.startswith("*")),
        tuple(w[1:] for w in words if w.startswith("*")),
    )


def _family(entry: dict[str, Any], where: str) -> Family:
    _check_keys(entry, _TABLES["family"] or (), where)
    if "ending" not in entry:
        raise DataError("a family without ending", where, "Say what its verbs end in")
    where = f"{where} {entry['ending']!r}"
    complete = entry.get("complete", False)
    if not isinstance(complete, bool):
        raise DataError("complete must be true or false", where, "Write it without quotes")
    words = _lists({k: v for k, v in entry.items() if k != "complete"}, where)
    verbs = frozenset(words.pop("verbs", ()))
    ending = words.pop("ending")[0]
    return Family(ending, verbs, words, complete)


def _prefixed(prefix: str, word: str) -> str:
    """Put `prefix` before `word`; a word of one syllable may need an accent then (detén)."""
    if not prefix or not _SHORT_WORD.fullmatch(word):
        return prefix + word
    strong = max(word.rfind(v) for v in "aeo")
    at = strong if strong >= 0 else max(word.rfind(v) for v in "iu")
    return prefix + word[:at] + word[at].translate(ACCENTED) + word[at + 1 :]
