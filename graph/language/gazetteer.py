"""Lists of names: places, given names, surnames, demonyms, acronyms, heads of names.

Generated lists are in ``ontology/gazetteer/*.tsv`` (see the README there for their origin),
hand-kept ones there and in ``ontology/lexicon/<language>/names.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast, get_args

from graph.errors import DataError
from graph.identity import fold
from graph.language.nouns import plural
from graph.language.word_lists import (
    check_keys,
    check_lists,
    check_table,
    key_place,
    read_text,
    read_toml,
)
from graph.model import EntityType

_TABLES = (
    "heads",
    "nicknames",
    "known",
    "acronyms",
    "generations",
    "short_names",
    "pet_names",
)
NAME_KEYS = (
    "particles",
    "person_particles",
    "suffixes_organization",
    "not_names",
    "openers",
    "lone_heads",
    "nickname_words",
    "plain_adjectives",
    "lower_adjectives",
    "directions",
    "title_words",
    "name_marks",
    "appositive_places",
    "slogan_words",
    "title_verbs",
    "title_makers",
    "title_making",
    "common_endings",
    "company_nouns",
    "local_nouns",
    "elective_offices",
    "family_words",
    "race_words",
    "spouse_words",
    "office_nouns",
    "media",
    "media_ambiguous",
    "platforms",
    "ambiguous",
    *_TABLES,
)
_WORD_SETS = (
    "appositive_places",
    "company_nouns",
    "directions",
    "elective_offices",
    "family_words",
    "local_nouns",
    "lone_heads",
    "lower_adjectives",
    "name_marks",
    "nickname_words",
    "office_nouns",
    "openers",
    "plain_adjectives",
    "race_words",
    "slogan_words",
    "spouse_words",
    "title_makers",
    "title_making",
    "title_verbs",
    "title_words",
)
_ARTICLES = ("el ", "la ", "los ", "las ", "the ")
_HEAD_KINDS = ("organization", "place", "work", "event")
_KIND_NOUNS = {
    "country": ("pais", "nacion"),
    "region": ("estado", "provincia", "region", "departamento", "entidad"),
    "city": ("ciudad", "urbe", "municipio", "localidad", "capital"),
}


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All listed names, in lower case, with what they name."""

    known: dict[str, EntityType] = field(default_factory=dict)
    ambiguous: frozenset[str] = frozenset()
    longest: int = 1
    kinds: dict[str, frozenset[str]] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)
    surnames: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()
    demonyms: dict[str, str] = field(default_factory=dict)
    place_aliases: dict[str, str] = field(default_factory=dict)
    affiliations: dict[str, str] = field(default_factory=dict)
    heads: dict[str, EntityType] = field(default_factory=dict)
    suffixes: frozenset[str] = frozenset()
    not_names: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    lone_heads: frozenset[str] = frozenset()
    nickname_words: frozenset[str] = frozenset()
    plain_adjectives: frozenset[str] = frozenset()
    lower_adjectives: frozenset[str] = frozenset()
    directions: frozenset[str] = frozenset()
    title_words: frozenset[str] = frozenset()
    name_marks: frozenset[str] = frozenset()
    appositive_places: frozenset[str] = frozenset()
    slogan_words: frozenset[str] = frozenset()
    title_verbs: frozenset[str] = frozenset()
    title_makers: frozenset[str] = frozenset()
    title_making: frozenset[str] = frozenset()
    common_endings: tuple[str, ...] = ()
    company_nouns: frozenset[str] = frozenset()
    local_nouns: frozenset[str] = frozenset()
    elective_offices: frozenset[str] = frozenset()
    family_words: frozenset[str] = frozenset()
    race_words: frozenset[str] = frozenset()
    spouse_words: frozenset[str] = frozenset()
    office_nouns: frozenset[str] = frozenset()
    media_words: frozenset[str] = frozenset()
    acronyms: dict[str, tuple[tuple[str, EntityType], ...]] = field(default_factory=dict)
    acronyms_low: frozenset[str] = frozenset()
    generations: dict[str, str] = field(default_factory=dict)
    short_names: dict[str, str] = field(default_factory=dict)
    pet_names: dict[str, frozenset[str]] = field(default_factory=dict)


def rows(path: Path, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Yield the rows of a tab-separated file with a header.

    Raises
    ------
    DataError
        If the header lacks one of `columns`, or a row has another length.
    """
    lines = [
        (number, line.split("\t"))
        for number, line in enumerate(read_text(path).splitlines(), 1)
        if not line.startswith("#")
    ]
    first, header = lines[0] if lines else (1, [])
    if not set(columns) <= set(header):
        raise DataError("wrong columns", f"{path}:{first}", f"Needed: {', '.join(columns)}")
    for number, cells in lines[1:]:
        if len(cells) != len(header):
            raise DataError(f"{len(cells)} columns", f"{path}:{number}", f"Give {len(header)}")
        if not cells[0].strip():
            raise DataError(f"no {header[0]}", f"{path}:{number}", "Give it, or take out the line")
        yield dict(zip(header, cells, strict=True))


def load_gazetteer(names: Path, folder: Path) -> Gazetteer:
    """Read and check ``names.toml`` and the tables of `folder`.

    Parameters
    ----------
    names : pathlib.Path
        A file such as ``ontology/lexicon/es/names.toml``.
    folder : pathlib.Path
        A folder such as ``ontology/gazetteer``.

    Raises
    ------
    DataError
        Naming file and line, where a file is missing or broken, a key or type is unknown, or a
        list is empty, holds something else than words, or repeats one.
    """
    data = read_names(names)
    lists = {
        key: tuple(word.lower() for word in words)
        for key, words in data.items()
        if key not in _TABLES
    }
    known, kinds, ambiguous = _places(folder)
    for key in ("media_ambiguous", "ambiguous"):
        ambiguous.update(lists.get(key, ()))
    aliases = {
        r["alias"].lower(): r["name"] for r in rows(folder / "place_aliases.tsv", ("alias", "name"))
    }
    for alias, name in aliases.items():
        known[alias] = "Place"
        kinds[alias] = kinds.get(name.lower(), frozenset())
    acronyms = _acronyms(data["acronyms"], names)
    _add_acronyms(known, acronyms)
    known.update(dict.fromkeys(_media(lists), "Organization"))
    _add_listed(known, aliases, data, names)
    given = {
        r["name"].lower(): r["gender"] for r in rows(folder / "given_names.tsv", ("name", "gender"))
    }
    towns = frozenset(r["name"].lower() for r in rows(folder / "towns.tsv", ("name", "ambiguous")))
    _add_towns(known, towns, given)
    common = (a.lower() for a in data["acronyms"] if a not in acronyms)
    return Gazetteer(
        known=known,
        ambiguous=frozenset(ambiguous),
        longest=max((k.count(" ") + 1 for k in known), default=1),
        kinds=kinds,
        given=given,
        surnames=frozenset(r["name"].lower() for r in rows(folder / "surnames.tsv", ("name",))),
        towns=towns,
        demonyms=_demonyms(folder),
        place_aliases=aliases,
        affiliations=_affiliations(folder),
        heads=_heads(data.get("heads", {}), names),
        suffixes=frozenset(lists.get("suffixes_organization", ())),
        not_names=frozenset((*lists.get("not_names", ()), *common)),
        media_words=frozenset(lists.get("media_ambiguous", ())),
        common_endings=lists.get("common_endings", ()),
        acronyms=acronyms,
        acronyms_low=frozenset(a.lower() for a in acronyms),
        generations=folded_table(data, "generations", names),
        short_names=folded_table(data, "short_names", names),
        pet_names=_pet_names(data.get("pet_names", {}), names),
        **{key: frozenset(lists.get(key, ())) for key in _WORD_SETS},
    )


def _media(lists: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return (*lists.get("media", ()), *lists.get("platforms", ()))


def folded_table(data: dict[str, Any], table: str, path: Path) -> dict[str, str]:
    """Return a table of words for words of ``names.toml``, all folded.

    Raises
    ------
    DataError
        If a word stands for something else than a word.
    """
    for word, other in data.get(table, {}).items():
        if not isinstance(other, str) or not other.strip():
            where = key_place(path, word, table)
            raise DataError(f"no word for {word!r}", where, "Give one in quotation marks")
    return {fold(word): fold(other) for word, other in data.get(table, {}).items()}


def _pet_names(table: dict[str, Any], path: Path) -> dict[str, frozenset[str]]:
    """Return the given names that each pet name may stand for, all folded.

    Of a compound the first is taken: "Juan" of "Juan José", for "Juanjo".
    """
    out = {}
    for word, names in table.items():
        if not isinstance(names, list) or not names or not all(isinstance(n, str) for n in names):
            where = key_place(path, word, "pet_names")
            raise DataError(f"no given names for {word!r}", where, "Give a list of words")
        out[fold(word)] = frozenset(fold(name).split(" ")[0] for name in names)
    return out


def _add_acronyms(
    known: dict[str, EntityType], acronyms: dict[str, tuple[tuple[str, EntityType], ...]]
) -> None:
    """Add acronyms and what they stand for, where that has several words."""
    for acronym, readings in acronyms.items():
        known.setdefault(acronym.lower(), readings[0][1])
        for reading, kind in readings:
            if " " in reading:
                known.setdefault(reading.lower(), kind)


def _add_listed(
    known: dict[str, EntityType], aliases: dict[str, str], data: dict[str, Any], path: Path
) -> None:
    """Add the nicknames and single names of ``names.toml``, and whom they name."""
    for table in ("nicknames", "known"):
        for word, entry in data.get(table, {}).items():
            name, kind = _name_and_type(entry, word, table, path)
            known[word.lower()] = _type(kind, word, table, path)
            if name != word:
                aliases.setdefault(word.lower(), name)


def _add_towns(known: dict[str, EntityType], towns: frozenset[str], given: dict[str, str]) -> None:
    """Add towns as a whole where nobody bears the name and no other name begins with it."""
    for town in towns:
        if " " in town and town.split()[0] not in given and not town.startswith(_ARTICLES):
            known.setdefault(town, "Place")


def read_names(path: Path) -> dict[str, Any]:
    """Return the content of ``names.toml``, its keys, lists and tables checked."""
    data = read_toml(path)
    check_keys(data, NAME_KEYS, path)
    if "acronyms" not in data:
        raise DataError("no [acronyms]", str(path), "Put that table there, if need be empty")
    for table in _TABLES:
        check_table(data.get(table, {}), table, path)
    lists = {key: value for key, value in data.items() if key not in _TABLES}
    check_lists(lists, lists, path)
    check_lists(data.get("heads", {}), _HEAD_KINDS, path, "heads")
    return data


def _places(folder: Path) -> tuple[dict[str, EntityType], dict[str, frozenset[str]], set[str]]:
    """Return the listed places, the nouns that each answers to, and those that are also words."""
    known: dict[str, EntityType] = {}
    kinds: dict[str, frozenset[str]] = {}
    ambiguous: set[str] = set()
    for row in rows(folder / "places.tsv", ("name", "kind", "ambiguous")):
        low = row["name"].lower()
        known[low] = "Place"
        kinds[low] = kinds.get(low, frozenset()) | frozenset(_KIND_NOUNS.get(row["kind"], ()))
        if row["ambiguous"] == "yes":
            ambiguous.add(low)
    return known, kinds, ambiguous


def _name_and_type(entry: object, word: str, table: str, path: Path) -> tuple[str, str]:
    """Return the two fields of an inline table ``{ name = "…", type = "…" }``."""
    fields = entry if isinstance(entry, dict) else {}
    name, kind = fields.get("name"), fields.get("type")
    if set(fields) != {"name", "type"} or not all(isinstance(f, str) and f for f in (name, kind)):
        raise DataError(
            f"{word!r} needs a name and a type, and nothing else",
            key_place(path, word, table),
            'Write { name = "…", type = "…" }',
        )
    return str(name), str(kind)


def _type(kind: str, word: str, table: str, path: Path) -> EntityType:
    name = "NamedEvent" if kind == "event" else kind[:1].upper() + kind[1:]
    if name not in get_args(EntityType):
        todo = f"Allowed: {', '.join(get_args(EntityType))}"
        raise DataError(f"unknown type {kind!r}", key_place(path, word, table), todo)
    return cast(EntityType, name)


def _heads(table: dict[str, list[str]], path: Path) -> dict[str, EntityType]:
    out: dict[str, EntityType] = {}
    for kind in _HEAD_KINDS:
        for word in table.get(kind, ()):
            out.setdefault(word.lower(), _type(kind, kind, "heads", path))
    return out


def _acronyms(
    table: dict[str, object], path: Path
) -> dict[str, tuple[tuple[str, EntityType], ...]]:
    out = {}
    for acronym, readings in table.items():
        if not isinstance(readings, list) or not readings:
            where = key_place(path, acronym, "acronyms")
            todo = f'Write {acronym} = [{{ name = "…", type = "…" }}]'
            raise DataError(f"{acronym!r} needs a list of readings, not empty", where, todo)
        pairs = [_name_and_type(r, acronym, "acronyms", path) for r in readings]
        # "none" marks acronyms that name no entity (ADN, PIB).
        typed = tuple(
            (name, _type(kind, acronym, "acronyms", path)) for name, kind in pairs if kind != "none"
        )
        if typed:
            out[acronym] = typed
    return out


def _demonyms(folder: Path) -> dict[str, str]:
    out: dict[str, str] = {}
    for row in rows(folder / "demonyms.tsv", ("masculine", "feminine", "place")):
        for form in (row["masculine"].lower(), row["feminine"].lower()):
            if form:
                out.setdefault(form, row["place"])
                out.setdefault(plural(form), row["place"])
    return out


def _affiliations(folder: Path) -> dict[str, str]:
    out: dict[str, str] = {}
    for row in rows(folder / "affiliations.tsv", ("word", "organization")):
        low = row["word"].lower()
        out.setdefault(low, row["organization"])
        out.setdefault(plural(low), row["organization"])
        out.setdefault(fold(low), row["organization"])
    return out
