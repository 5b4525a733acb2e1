"""The words and patterns for dates, from ``ontology/lexicon/es/time.toml``, read and checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from graph.errors import DataError
from graph.language.conjugation import VerbForms
from graph.language.word_lists import check_table, read_toml, with_line
from graph.vocabulary import data_folder

_NUMBERED = ("months", "abbreviations", "weekdays", "days", "numbers", "deictics", "anaphors")
_SLOTS = ("past", "next", "this", "lead", "edge", "during", "of", "annual", "part")
_ATTACHMENT = ("bounds", "named", "links", "light", "carriers")
_RULES = ("date", "deictic", "ago", "unit", "week", "anaphor", "out")
# No word or pattern is so long; one pattern of a slip's length takes seconds to compile.
_LONG = 1000
_RANGES = {"months": (1, 12), "abbreviations": (1, 12), "weekdays": (0, 6), "days": (1, 31)}
_UNITS = ("day", "week", "month", "year")
_TABLES = (*_NUMBERED, "units", "slots", "expression", "attachment")
_YEAR = r"(?:19|20)\d\d"
_DAY = r"0?[1-9]|[12]\d|3[01]"
NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})")
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class TimeWords:
    """What time.toml says, its patterns compiled."""

    numbers: dict[str, dict[str, int]]
    units: dict[str, str]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    triggers: frozenset[str]
    parts: frozenset[str]
    bounds: frozenset[tuple[str, ...]]
    named: frozenset[str]
    links: frozenset[str]
    light: VerbForms
    carriers: VerbForms


@lru_cache(maxsize=4)
def load_time_words(path: Path | None = None) -> TimeWords:
    """Read and check the words for dates.

    Parameters
    ----------
    path : pathlib.Path or None
        A file like ``ontology/lexicon/es/time.toml``, which None stands for.

    Raises
    ------
    DataError
        Naming file and line, where it is not TOML, or a key, rule, slot or value is unknown.
    """
    path = path or data_folder() / "lexicon" / "es" / "time.toml"
    data = read_toml(path)
    try:
        return _time_words(data, path)
    except DataError as error:
        raise with_line(error, path) from error


def _time_words(data: dict[str, Any], path: Path) -> TimeWords:
    _check(data, _TABLES, str(path))
    for name in (*_NUMBERED, "units"):
        check_table(data[name], name, path)
        if not data[name] or not all(word.strip() and len(word) < _LONG for word in data[name]):
            raise DataError(f"{name} needs words", str(path), "Write a word before each =")
    for name in _NUMBERED:
        low, high = _RANGES.get(name, (-1000, 1000))
        for word, value in data[name].items():
            if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
                todo = f"Write one from {low} to {high}"
                raise DataError(f"{name}: {word!r} needs a number", str(path), todo)
    for word, value in data["units"].items():
        if value not in _UNITS:
            raise DataError(
                f"bad unit {value!r}", f"{path}, {word!r}", f"Allowed: {', '.join(_UNITS)}"
            )
    for name, keys in (("slots", _SLOTS), ("attachment", _ATTACHMENT)):
        _check(data[name], keys, f"{path}, table {name}")
        for key in keys:
            _check_list(data[name][key], key, f"{path}, table {name}")
    slots = _slot_patterns(data)
    patterns = tuple(_patterns(data["expression"], slots, str(path)))
    notes = data["attachment"]
    spelled = (w for t in ("months", "weekdays", "deictics", "anaphors") for w in data[t])
    return TimeWords(
        numbers={
            **{n: data[n] for n in _NUMBERED},
            "months": data["months"] | data["abbreviations"],
        },
        units=data["units"],
        patterns=patterns,
        triggers=frozenset(w.split()[-1] for w in spelled) | frozenset(data["units"]),
        parts=frozenset(data["slots"]["part"]),
        bounds=frozenset(tuple(b.split()) for b in notes["bounds"]),
        named=frozenset(notes["named"]),
        links=frozenset(notes["links"]),
        light=_verbs(notes["light"], path),
        carriers=_verbs(notes["carriers"], path),
    )


def _verbs(infinitives: list[str], path: Path) -> VerbForms:
    try:
        return VerbForms(infinitives)
    except DataError as error:
        # It does not know in which file they stand.
        raise DataError(f"{error.what}: {error.where}", str(path), error.todo) from error


def _check(table: Any, keys: tuple[str, ...], where: str) -> None:
    todo = f"Allowed: {', '.join(keys)}"
    if not isinstance(table, dict):
        raise DataError("not a table", where, todo)
    for key in table:
        if key not in keys:
            raise DataError(f"unknown key {key!r}", where, todo)
    for key in keys:
        if key not in table:
            raise DataError(f"key {key!r} is missing", where, f"Give all of: {', '.join(keys)}")


def _check_list(value: object, key: str, where: str) -> None:
    if (
        not isinstance(value, list)
        or not value
        or not all(isinstance(v, str) and v.strip() and len(v) < _LONG for v in value)
    ):
        raise DataError(f"{key} must be a list of words, not empty", where, f'Write {key} = ["…"]')
    repeated = sorted({v for v in value if value.count(v) > 1})
    if repeated:
        raise DataError(f"{key} repeats {repeated[0]!r}", where, "Leave one")


def _slot_patterns(data: dict[str, Any]) -> dict[str, str]:
    months = [
        *map(re.escape, data["months"]),
        *(rf"{re.escape(a)}(?: \.)?" for a in data["abbreviations"]),
    ]
    number = r"\d{1,3}|" + _any(data["numbers"])
    return {
        "month": _any(data["months"]),
        "Month": "|".join(f"{m}|{m[0].upper()}{m[1:]}" for m in months),
        "weekday": _any(data["weekdays"]),
        "day": f"{_any(data['days'])}(?: \\.)?|{_any(data['numbers'])}|{_DAY}",
        "figure": _DAY,
        "mask": "9{5,}",
        "year": _YEAR,
        "numeric": NUMERIC.pattern.replace("(", "(?:"),
        "number": number,
        "unit": _any(data["units"]),
        "deictic": _any(data["deictics"]),
        "anaphor": _any(data["anaphors"]),
        **{name: _any(data["slots"][name]) for name in _SLOTS},
    }


def _any(words: dict[str, Any] | list[str]) -> str:
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + ")"


def _patterns(
    entries: Any, slots: dict[str, str], where: str
) -> Iterator[tuple[str, re.Pattern[str]]]:
    if not isinstance(entries, list) or not entries:
        raise DataError("expression is no list of tables", where, "Write [[expression]]")
    for number, entry in enumerate(entries, 1):
        here = f"{where}, expression {number}"
        _check(entry, ("rule", "patterns"), here)
        if entry["rule"] not in _RULES:
            todo = f"Allowed: {', '.join(_RULES)}"
            raise DataError(f"unknown rule {entry['rule']!r}", here, todo)
        _check_list(entry["patterns"], "patterns", here)
        for line in entry["patterns"]:
            yield entry["rule"], _compiled(line, slots, here)


def _compiled(line: str, slots: dict[str, str], where: str) -> re.Pattern[str]:
    seen: dict[str, int] = {}

    def slot(name: str) -> str:
        if name not in slots:
            raise DataError(f"unknown slot {name!r}", where, f"Allowed: {', '.join(slots)}")
        seen[name] = seen.get(name, 0) + 1
        return f"(?P<{name.lower()}_{seen[name]}>{slots[name]})"

    out = ""
    for element in line.split():
        body = element.removesuffix("?")
        choices = [
            slot(m[1]) if (m := _SLOT.fullmatch(c)) else re.escape(c) for c in body.split("|")
        ]
        out += f"(?:(?:{'|'.join(choices)}) )" + ("?" if body != element else "")
    return re.compile(out)
