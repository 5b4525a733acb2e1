"""The words that resolution knows: names of people and places, fields of life, weights.

They are data: gazetteers, ``ontology/lexicon/es/identity.toml``, ``ontology/resolution.tsv``.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from sys import intern
from typing import Any

from graph.errors import DataError
from graph.identity import fold
from graph.language.gazetteer import folded_table, read_names, rows
from graph.language.word_lists import (
    check_keys,
    check_table,
    check_words,
    key_place,
    read_toml,
)
from graph.vocabulary import data_folder

_SAME_NAME = 0.05
# People of a city that is known by its name in other countries too.
_LARGE = 500_000

EVIDENCE = (
    "full name", "long name", "second surname", "middle name", "surnames", "surname", "mononym",
    "lone surname", "given name", "initials", "sound", "spelling", "alias", "nickname", "name",
    "bare name",
    "generic name", "small place name", "short acronym", "place name", "longer name",
    "place beside", "place elsewhere", "beginning", "without kind", "acronym", "listed acronym",
    "long acronym", "only acronym", "unique", "rare surname", "rivals", "same post",
    "same title", "other post", "same body", "same field", "other field", "same country",
    "other country", "same setting", "other setting", "company", "no company", "same topic",
    "other topic", "same outlet", "near date", "copies", "other age", "other gender",
)  # fmt: skip
"""The kinds of evidence that the program knows: the rows of ``ontology/resolution.tsv``."""

_KEYS = (
    "honorifics",
    "ordinals",
    "legal_forms",
    "generic_bodies",
    "kind_words",
    "fields",
    "related",
)


@dataclass(frozen=True, eq=False)
class WordKnowledge:
    """All words folded. ``countries`` maps a place's name to the ISO codes that have one so named;
    ``large_places`` are the names of countries, regions, waters and cities known abroad.

    ``demonyms`` maps an adjective's stem to one country; ``fields`` a noun's stem to its field of
    life; ``related`` holds pairs of fields that people move between; ``acronyms`` maps the listed
    ones to the cores of names; ``kind_words`` begin or end names of bodies and say what they are;
    ``weights`` and ``reasons`` are the evidence (see ``ontology/resolution.tsv``).
    """

    given_names: Mapping[str, str]
    surnames: frozenset[str]
    countries: Mapping[str, tuple[str, ...]]
    country_names: Mapping[str, str]
    place_cores: frozenset[str]
    large_places: frozenset[str]
    demonyms: Mapping[str, str]
    honorifics: frozenset[str]
    ordinals: frozenset[str]
    generations: Mapping[str, str]
    short_names: Mapping[str, str]
    legal_forms: tuple[str, ...]
    generic_bodies: frozenset[str]
    fields: Mapping[str, str]
    related: frozenset[tuple[str, str]]
    acronyms: Mapping[str, frozenset[str]]
    kind_words: frozenset[str]
    weights: Mapping[str, float] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)

    def country_of_words(self, words: str) -> str:
        """Return the country that folded words name or whose demonym they are, or ""."""
        return self.country_names.get(words, "") or self.demonyms.get(stem(words), "")

    @cached_property
    def legal_endings(self) -> tuple[str, ...]:
        """How a name with a legal form ends."""
        return tuple(f" {form}" for form in self.legal_forms)

    def is_generic(self, core: str) -> bool:
        """Whether a body's name (folded, without particles) begins as those of many countries."""
        words = core.split()
        return any(" ".join(words[:size]) in self.generic_bodies for size in (1, 2, 3))


def stem(word: str) -> str:
    """Return a folded noun or adjective without its ending of gender and number."""
    if len(word) < 4:
        return word
    word = word.removesuffix("s")
    return word[:-1] if word[-1:] in "aeo" else word


@lru_cache(maxsize=65536)
def stem_of(word: str) -> str:
    """Return the stem of a noun or adjective as a text has it."""
    return intern(stem(fold(word)))


@lru_cache(maxsize=4)
def word_knowledge(folder: Path | None = None) -> WordKnowledge:
    """Return the words, read once.

    Parameters
    ----------
    folder : pathlib.Path, optional
        The folder ``ontology``, if another than the installed one.

    Raises
    ------
    DataError
        If a file is missing, lacks a key or column, or holds a value that is none.
    """
    folder = folder or data_folder()
    gazetteer = folder / "gazetteer"
    path = folder / "lexicon" / "es" / "identity.toml"
    data = read_toml(path)
    check_keys(data, _KEYS, path)
    for key in _KEYS:
        if key not in data:
            raise DataError(f"no {key}", str(path), "Add the list, if need be an empty one")
        if key in ("fields", "related"):
            for name, words in check_table(data[key], key, path).items():
                _check_words(words, name, key_place(path, name, key))
        else:
            _check_words(data[key], key, key_place(path, key))
    countries, names, large = _places(gazetteer)
    fields, related = _fields(data, path)
    weights, reasons = _weights(folder / "resolution.tsv")
    from graph.knowledge.name_forms import content_of

    names_path = folder / "lexicon" / "es" / "names.toml"
    listed = read_names(names_path)
    return WordKnowledge(
        given_names={
            fold(row["name"]): row["gender"]
            for row in rows(gazetteer / "given_names.tsv", ("name", "gender"))
        },
        surnames=frozenset(fold(r["name"]) for r in rows(gazetteer / "surnames.tsv", ("name",))),
        countries=countries,
        country_names=names,
        large_places=large,
        place_cores=frozenset(_content(name) for name in countries),
        demonyms=_demonyms(gazetteer, names),
        honorifics=frozenset(map(fold, data["honorifics"])),
        ordinals=frozenset(map(fold, data["ordinals"])),
        generations=folded_table(listed, "generations", names_path),
        short_names=folded_table(listed, "short_names", names_path),
        legal_forms=tuple(sorted(map(fold, data["legal_forms"]), key=lambda s: (-len(s), s))),
        generic_bodies=frozenset(" ".join(content_of(b)) for b in data["generic_bodies"]),
        fields=fields,
        related=related,
        acronyms={
            fold(acronym): frozenset(_content(entry["name"]) for entry in entries)
            for acronym, entries in listed["acronyms"].items()
        },
        kind_words=frozenset(
            {fold(word) for word in listed["heads"]["organization"] if " " not in word}
            | set(map(fold, data["kind_words"]))
        ),
        weights=weights,
        reasons=reasons,
    )


def _check_words(value: object, key: str, where: str) -> None:
    if value != []:
        for word in check_words(value, key, where):
            if not fold(word).strip():
                raise DataError(f"{key} has {word!r}, which is no word", where, "Take it out")


def _number(text: str, where: str, row: str) -> float:
    """Return the number that a cell of a table holds."""
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise DataError(f"{text[:60]!r} is no number", where, f"Mend the row {row[:60]!r}")
    return number


def _places(
    folder: Path,
) -> tuple[dict[str, tuple[str, ...]], dict[str, str], frozenset[str]]:
    """Return the countries with a place of each name, those of countries' names, large places."""
    people: defaultdict[str, dict[str, float]] = defaultdict(dict)
    names: dict[str, str] = {}
    path = folder / "places.tsv"

    def people_of(row: Mapping[str, str]) -> float:
        count = row["population"]
        return _number(count, str(path), row["name"]) if count else math.inf

    for row in rows(path, ("name", "kind", "country", "population")):
        if not row["country"]:
            continue
        at = people[fold(row["name"])]
        at[row["country"]] = max(at.get(row["country"], 0), people_of(row))
        if row["kind"] == "country":
            names[_content(row["name"])] = row["country"]
    # A town is not meant where a city of another country has twenty times its people ("Madrid");
    # what has no number is a country, a region or a sea.
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, at in people.items():
        most = max((count for count in at.values() if count != math.inf), default=0)
        found[name] = {code for code, count in at.items() if count >= most * _SAME_NAME}
    large = {name for name, at in people.items() if max(at.values()) >= _LARGE}
    for row in rows(folder / "place_aliases.tsv", ("alias", "name")):
        target = fold(row["name"])
        if target in large:
            large.add(fold(row["alias"]))
        if target in found:
            found[fold(row["alias"])] |= found[target]
        if _content(row["name"]) in names:
            names[_content(row["alias"])] = names[_content(row["name"])]
    return {name: tuple(sorted(codes)) for name, codes in found.items()}, names, frozenset(large)


def _content(name: str) -> str:
    from graph.knowledge.name_forms import content_of

    return " ".join(content_of(name))


def _demonyms(folder: Path, names: Mapping[str, str]) -> dict[str, str]:
    out: dict[str, str] = {}
    for row in rows(folder / "demonyms.tsv", ("masculine", "feminine", "place", "ambiguous")):
        country = names.get(_content(row["place"]))
        if country and row["ambiguous"] != "yes":
            for form in (row["masculine"], row["feminine"]):
                out.setdefault(stem(fold(form)), country)
    return out


def _fields(data: dict[str, Any], path: Path) -> tuple[dict[str, str], frozenset[tuple[str, str]]]:
    fields: dict[str, str] = {}
    for name, nouns in data["fields"].items():
        for noun in nouns:
            key = " ".join(stem(word) for word in fold(noun).split())
            if fields.setdefault(key, name) != name:
                raise DataError(
                    f"{noun!r} stands in {fields[key]} and in {name}", str(path), "Leave it in one"
                )
    related = {(a, b) for a, others in data["related"].items() for b in others}
    for pair in related:
        for name in pair:
            if name not in data["fields"]:
                raise DataError(f"{name!r} is no field", str(path), "Name one of [fields]")
    return fields, frozenset(related | {(b, a) for a, b in related})


def _weights(path: Path) -> tuple[dict[str, float], dict[str, str]]:
    weights, reasons = {}, {}
    for row in rows(path, ("evidence", "weight", "reason")):
        weights[row["evidence"]] = _number(row["weight"], str(path), row["evidence"])
        reasons[row["evidence"]] = row["reason"]
    if wrong := sorted(set(weights) ^ set(EVIDENCE)):
        raise DataError(f"unknown or missing row {wrong[0]!r}", str(path), "Give each kind once")
    return weights, reasons
