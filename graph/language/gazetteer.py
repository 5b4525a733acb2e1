"""Lists of names: places, given names, surnames, demonyms, acronyms, heads of names.

Generated lists are in ``ontology/gazetteer/*.tsv`` (see the README there for their origin),
hand-kept ones there and in ``ontology/lexicon/<language>/names.toml``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast, get_args

from graph.errors import DataError
from graph.identity import fold
from graph.language.nouns import plural
from graph.model import EntityType

NAME_KEYS = (
    "particles",
    "person_particles",
    "suffixes_organization",
    "suffixes_person",
    "not_names",
    "openers",
    "media",
    "media_ambiguous",
    "platforms",
    "ambiguous",
    "heads",
    "nicknames",
    "known",
    "acronyms",
)
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
    demonyms: dict[str, str] = field(default_factory=dict)
    place_aliases: dict[str, str] = field(default_factory=dict)
    affiliations: dict[str, str] = field(default_factory=dict)
    heads: dict[str, EntityType] = field(default_factory=dict)
    suffixes: frozenset[str] = frozenset()
    not_names: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    acronyms: dict[str, tuple[tuple[str, EntityType], ...]] = field(default_factory=dict)
    acronyms_low: frozenset[str] = frozenset()


def rows(path: Path, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Yield the rows of a tab-separated file with a header.

    Raises
    ------
    DataError
        If the header lacks one of `columns`, or a row has another length.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise DataError(
            f"cannot be read ({error.strerror})", str(path), "Reinstall the package"
        ) from error
    lines = [line for line in lines if not line.startswith("#")]
    header = lines[0].split("\t") if lines else []
    if not set(columns) <= set(header):
        raise DataError("wrong columns", str(path), f"Needed: {', '.join(columns)}")
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(header):
            raise DataError(f"{len(cells)} columns", f"{path}:{number}", f"Give {len(header)}")
        yield dict(zip(header, cells, strict=True))


def load_gazetteer(names: Path, folder: Path, read: Callable[[Path], dict[str, Any]]) -> Gazetteer:
    """Read and check ``names.toml`` and the tables of `folder`.

    Raises
    ------
    DataError
        If a file is missing or broken.
    """
    data = read(names)
    for key in data:
        if key not in NAME_KEYS:
            todo = f"Allowed keys: {', '.join(NAME_KEYS)}"
            raise DataError(f"unknown key {key!r}", str(names), todo)
    known: dict[str, EntityType] = {}
    ambiguous: set[str] = set()
    kinds: dict[str, frozenset[str]] = {}
    for row in rows(folder / "places.tsv", ("name", "kind", "ambiguous")):
        low = row["name"].lower()
        known[low] = "Place"
        kinds[low] = kinds.get(low, frozenset()) | frozenset(_KIND_NOUNS.get(row["kind"], ()))
        if row["ambiguous"] == "yes":
            ambiguous.add(low)
    aliases = {
        r["alias"].lower(): r["name"] for r in rows(folder / "place_aliases.tsv", ("alias", "name"))
    }
    for alias, name in aliases.items():
        known[alias] = "Place"
        kinds[alias] = kinds.get(name.lower(), frozenset())
    given = {
        r["name"].lower(): r["gender"] for r in rows(folder / "given_names.tsv", ("name", "gender"))
    }
    surnames = frozenset(r["name"].lower() for r in rows(folder / "surnames.tsv", ("name",)))
    acronyms = _acronyms(data["acronyms"], names)
    for acronym, readings in acronyms.items():
        known.setdefault(acronym.lower(), readings[0][1])
    for medium in (*data.get("media", ()), *data.get("platforms", ())):
        known[medium.lower()] = "Organization"
    for key in ("media_ambiguous", "ambiguous"):
        ambiguous.update(w.lower() for w in data.get(key, ()))
    for table in ("nicknames", "known"):
        for word, entry in data.get(table, {}).items():
            known[word.lower()] = _type(entry["type"], names)
            if entry["name"] != word:
                aliases.setdefault(word.lower(), entry["name"])
    return Gazetteer(
        known=known,
        ambiguous=frozenset(ambiguous),
        longest=max((k.count(" ") + 1 for k in known), default=1),
        kinds=kinds,
        given=given,
        surnames=surnames,
        demonyms=_demonyms(folder),
        place_aliases=aliases,
        affiliations=_affiliations(folder),
        heads=_heads(data.get("heads", {}), names),
        suffixes=frozenset(w.lower() for w in data.get("suffixes_organization", ())),
        not_names=frozenset(
            w.lower()
            for w in (*data.get("not_names", ()), *(set(data["acronyms"]) - set(acronyms)))
        ),
        openers=frozenset(w.lower() for w in data.get("openers", ())),
        acronyms=acronyms,
        acronyms_low=frozenset(a.lower() for a in acronyms),
    )


def _type(kind: str, path: Path) -> EntityType:
    name = "NamedEvent" if kind == "event" else kind[:1].upper() + kind[1:]
    if name not in get_args(EntityType):
        raise DataError(
            f"unknown type {kind!r}", str(path), f"Allowed: {', '.join(get_args(EntityType))}"
        )
    return cast(EntityType, name)


def _heads(table: dict[str, list[str]], path: Path) -> dict[str, EntityType]:
    out: dict[str, EntityType] = {}
    for kind in ("organization", "place", "work", "event"):
        for word in table.get(kind, ()):
            out.setdefault(word.lower(), _type(kind, path))
    return out


def _acronyms(
    table: dict[str, list[dict[str, str]]], path: Path
) -> dict[str, tuple[tuple[str, EntityType], ...]]:
    out = {}
    for acronym, readings in table.items():
        # "none" marks acronyms that name no entity (ADN, PIB).
        typed = tuple((r["name"], _type(r["type"], path)) for r in readings if r["type"] != "none")
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
