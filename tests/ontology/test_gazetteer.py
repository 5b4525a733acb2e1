"""The tables of names and the lists of words: sound, complete where it matters, reproducible."""

from __future__ import annotations

import importlib.util
import sys
import tomllib
from collections import Counter
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "ontology" / "gazetteer"
LEXICON = ROOT / "ontology" / "lexicon" / "es"

COLUMNS = {
    "places.tsv": "name kind noun country population geonames ambiguous",
    "place_aliases.tsv": "alias name ambiguous",
    "given_names.tsv": "name gender ambiguous",
    "surnames.tsv": "name ambiguous",
    "towns.tsv": "name ambiguous",
    "demonyms.tsv": "masculine feminine place ambiguous",
    "affiliations.tsv": "word organization ambiguous",
}
GENERATED = ("places.tsv", "place_aliases.tsv", "given_names.tsv", "surnames.tsv", "towns.tsv")
VALUES = {
    "kind": {"country", "region", "city", "continent", "sea"},
    "gender": {"m", "f", "u"},
    "ambiguous": {"yes", "no"},
}
TYPES = {"Person", "Organization", "Place", "Group", "Work", "NamedEvent", "none"}


def load_tool() -> ModuleType:
    """Import ``tools/make_gazetteer.py``, which is no package, by its path."""
    path = ROOT / "tools" / "make_gazetteer.py"
    if not path.is_file():
        pytest.skip("the tool is only in a checkout")
    spec = importlib.util.spec_from_file_location("make_gazetteer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # dataclasses looks the module up by its name.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@lru_cache
def cells(name: str) -> tuple[tuple[str, ...], ...]:
    text = (FOLDER / name).read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.removesuffix("\n").split("\n"))


@lru_cache
def records(name: str) -> list[dict[str, str]]:
    header, *rows = cells(name)
    return [dict(zip(header, row, strict=True)) for row in rows]


@lru_cache
def values(name: str, column: str) -> frozenset[str]:
    return frozenset(record[column] for record in records(name))


@lru_cache
def toml(name: str) -> dict[str, Any]:
    return tomllib.loads((LEXICON / name).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def made() -> dict[str, str]:
    tool = load_tool()
    if tool.installed_versions() != tool.VERSIONS:
        pytest.skip("the libraries of tools/make_gazetteer.py are not installed in its versions")
    texts: dict[str, str] = tool.make()
    return texts


@pytest.mark.parametrize("name", GENERATED)
def test_the_tool_makes_the_committed_bytes(name: str) -> None:
    assert made()[name].encode() == (FOLDER / name).read_bytes()


def test_the_tool_makes_every_generated_file() -> None:
    assert sorted(made()) == sorted(GENERATED)


@pytest.mark.parametrize("name", COLUMNS)
def test_header(name: str) -> None:
    assert cells(name)[0] == tuple(COLUMNS[name].split())


@pytest.mark.parametrize("name", COLUMNS)
def test_every_row_has_as_many_cells_as_the_header(name: str) -> None:
    assert {len(row) for row in cells(name)} == {len(COLUMNS[name].split())}


@pytest.mark.parametrize("name", COLUMNS)
def test_no_row_stands_twice(name: str) -> None:
    # What tells rows apart: two cities of one name in one country are one row.
    keys = {"places.tsv": 4, "demonyms.tsv": 3}
    count = Counter(row[: keys.get(name, 1)] for row in cells(name))
    assert [key for key, times in count.items() if times > 1] == []


@pytest.mark.parametrize("name", COLUMNS)
def test_no_cell_has_space_at_its_ends(name: str) -> None:
    assert [row for row in cells(name) if any(cell != cell.strip() for cell in row)] == []


@pytest.mark.parametrize(
    ("name", "column"),
    [(name, column) for name, row in COLUMNS.items() for column in row.split() if column in VALUES],
)
def test_only_the_documented_values(name: str, column: str) -> None:
    assert values(name, column) <= VALUES[column]


@pytest.mark.parametrize("name", GENERATED)
def test_generated_rows_are_sorted(name: str) -> None:
    rows = ["\t".join(row) for row in cells(name)[1:]]
    assert rows == sorted(rows)


@pytest.mark.parametrize("name", ["place_aliases.tsv", "demonyms.tsv"])
def test_points_to_places_that_are_listed(name: str) -> None:
    column = "place" if name == "demonyms.tsv" else "name"
    assert values(name, column) - values("places.tsv", "name") == set()


@pytest.mark.parametrize(
    ("name", "at_least"),
    [
        ("places.tsv", 4000),
        ("place_aliases.tsv", 400),
        ("given_names.tsv", 8000),
        ("surnames.tsv", 10000),
        ("demonyms.tsv", 700),
        ("affiliations.tsv", 90),
    ],
)
def test_breadth(name: str, at_least: int) -> None:
    assert len(records(name)) >= at_least


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("México", "country", "MX"),
        ("Estados Unidos", "country", "US"),
        ("Costa de Marfil", "country", "CI"),
        ("Birmania", "country", "MM"),
        ("Taiwán", "country", "TW"),
        ("Estado de México", "region", "MX"),
        ("Michoacán", "region", "MX"),
        ("Coahuila", "region", "MX"),
        ("Cataluña", "region", "ES"),
        ("Asturias", "region", "ES"),
        ("Antioquia", "region", "CO"),
        ("Guayas", "region", "EC"),
        ("Zulia", "region", "VE"),
        ("Carolina del Sur", "region", "US"),
        ("Baviera", "region", "DE"),
        ("Escocia", "region", "GB"),
        ("Ciudad de México", "city", "MX"),
        ("Ecatepec", "city", "MX"),
        ("Xalapa", "city", "MX"),
        ("Sevilla", "city", "ES"),
        ("San Sebastián", "city", "ES"),
        ("Guayaquil", "city", "EC"),
        ("Nueva York", "city", "US"),
        ("Filadelfia", "city", "US"),
        ("Londres", "city", "GB"),
        ("Moscú", "city", "RU"),
        ("Pekín", "city", "CN"),
        ("Járkov", "city", "UA"),
        ("La Habana", "city", "CU"),
        ("Tel Aviv", "city", "IL"),
        ("Europa", "continent", ""),
        ("América Latina", "region", ""),
        ("mar Mediterráneo", "sea", ""),
    ],
)
def test_place(name: str, kind: str, country: str) -> None:
    assert (name, kind, country) in {row[:2] + row[3:4] for row in cells("places.tsv")}


@pytest.mark.parametrize("name", ["London", "New York City", "Beijing", "Seville", "Mexico City"])
def test_foreign_name_is_no_place_of_its_own(name: str) -> None:
    assert name not in values("places.tsv", "name")


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("EE.UU.", "Estados Unidos"),
        ("EEUU", "Estados Unidos"),
        ("EE UU", "Estados Unidos"),
        ("EU", "Estados Unidos"),
        ("Gran Bretaña", "Reino Unido"),
        ("Arabia Saudita", "Arabia Saudí"),
        ("Qatar", "Catar"),
        ("Myanmar", "Birmania"),
        ("Rumania", "Rumanía"),
        ("CDMX", "Ciudad de México"),
        ("Edomex", "Estado de México"),
        ("Beijing", "Pekín"),
        ("London", "Londres"),
        ("New York", "Nueva York"),
        ("Kyiv", "Kiev"),
        ("Catalunya", "Cataluña"),
        ("Oriente Próximo", "Oriente Medio"),
    ],
)
def test_alias(alias: str, name: str) -> None:
    assert (alias, name) in {row[:2] for row in cells("place_aliases.tsv")}


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("María", "f"),
        ("José", "m"),
        ("Claudia", "f"),
        ("Andrés", "m"),
        ("Andrea", "f"),
        ("Guadalupe", "u"),
        ("Xóchitl", "f"),
        ("Vladímir", "m"),
        ("Donald", "m"),
        ("Angela", "f"),
        ("Emmanuel", "m"),
        ("Dilma", "f"),
    ],
)
def test_gender_of_given_name(name: str, gender: str) -> None:
    assert {r["gender"] for r in records("given_names.tsv") if r["name"] == name} == {gender}


@pytest.mark.parametrize("name", ["El", "Ella", "Una", "Pero", "Ante", "Para", "Hasta", "Nada"])
def test_word_of_another_language_is_no_name(name: str) -> None:
    assert name not in values("given_names.tsv", "name") | values("surnames.tsv", "name")


@pytest.mark.parametrize(
    "name", ["González", "Hernández", "Sheinbaum", "Ebrard", "Trump", "Putin", "Mamani", "Smith"]
)
def test_surname(name: str) -> None:
    assert name in values("surnames.tsv", "name")


@pytest.mark.parametrize(
    ("table", "name", "expected"),
    [
        ("places.tsv", "Guerrero", "yes"),
        ("places.tsv", "Victoria", "yes"),
        ("places.tsv", "Rosario", "yes"),
        ("places.tsv", "Santiago", "yes"),
        ("places.tsv", "Morelos", "yes"),
        ("places.tsv", "Washington", "yes"),
        ("places.tsv", "México", "no"),
        ("places.tsv", "Oaxaca", "no"),
        ("places.tsv", "Tabasco", "no"),
        ("places.tsv", "Madrid", "no"),
        ("places.tsv", "Barcelona", "no"),
        ("places.tsv", "Argentina", "no"),
        ("given_names.tsv", "Trinidad", "yes"),
        ("given_names.tsv", "Rosario", "yes"),
        ("given_names.tsv", "Julio", "yes"),
        ("given_names.tsv", "Claudia", "no"),
        ("surnames.tsv", "Guerrero", "yes"),
        ("surnames.tsv", "Peña", "yes"),
        ("surnames.tsv", "Hernández", "no"),
    ],
)
def test_ambiguous(table: str, name: str, expected: str) -> None:
    assert {r["ambiguous"] for r in records(table) if r["name"] == name} == {expected}


@pytest.mark.parametrize(
    ("masculine", "feminine", "place"),
    [
        ("mexicano", "mexicana", "México"),
        ("estadounidense", "estadounidense", "Estados Unidos"),
        ("norteamericano", "norteamericana", "Estados Unidos"),
        ("ruso", "rusa", "Rusia"),
        ("francés", "francesa", "Francia"),
        ("alemán", "alemana", "Alemania"),
        ("catalán", "catalana", "Cataluña"),
        ("andaluz", "andaluza", "Andalucía"),
        ("israelí", "israelí", "Israel"),
        ("tabasqueño", "tabasqueña", "Tabasco"),
        ("jalisciense", "jalisciense", "Jalisco"),
        ("regiomontano", "regiomontana", "Monterrey"),
        ("tapatío", "tapatía", "Guadalajara"),
        ("poblano", "poblana", "Puebla"),
        ("porteño", "porteña", "Buenos Aires"),
        ("limeño", "limeña", "Lima"),
        ("bogotano", "bogotana", "Bogotá"),
        ("antioqueño", "antioqueña", "Antioquia"),
        ("guayaquileño", "guayaquileña", "Guayaquil"),
        ("santandereano", "santandereana", "Santander"),
        ("neoyorquino", "neoyorquina", "Nueva York"),
        ("pequinés", "pequinesa", "Pekín"),
    ],
)
def test_demonym(masculine: str, feminine: str, place: str) -> None:
    assert (masculine, feminine, place) in {row[:3] for row in cells("demonyms.tsv")}


def test_the_likeliest_place_of_a_demonym_comes_first() -> None:
    assert [r["place"] for r in records("demonyms.tsv") if r["masculine"] == "porteño"] == [
        "Buenos Aires",
        "Valparaíso",
        "Veracruz",
    ]


def test_every_mexican_state_has_a_demonym() -> None:
    states = {
        r["name"] for r in records("places.tsv") if r["country"] == "MX" and r["noun"] == "estado"
    }
    assert len(states) == 32
    assert states - values("demonyms.tsv", "place") == set()


@pytest.mark.parametrize(
    ("word", "organization"),
    [
        ("panista", "PAN"),
        ("priista", "PRI"),
        ("priísta", "PRI"),
        ("morenista", "Morena"),
        ("peronista", "Partido Justicialista"),
        ("uribista", "Centro Democrático"),
        ("correísta", "Revolución Ciudadana"),
        ("sandinista", "FSLN"),
    ],
)
def test_affiliation(word: str, organization: str) -> None:
    assert (word, organization) in {row[:2] for row in cells("affiliations.tsv")}


@pytest.mark.parametrize("word", ["socialista", "verde", "colorado", "blanco"])
def test_word_of_many_parties_is_no_affiliation(word: str) -> None:
    assert word not in values("affiliations.tsv", "word")


@pytest.mark.parametrize("name", ["nouns.toml", "names.toml"])
def test_no_word_stands_twice_in_a_list(name: str) -> None:
    data = toml(name)
    lists = {k: v for k, v in {**data, **data.get("heads", {})}.items() if isinstance(v, list)}
    twice = {
        key: [word for word, times in Counter(map(str, words)).items() if times > 1]
        for key, words in lists.items()
    }
    assert {key: words for key, words in twice.items() if words} == {}


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("position", "primer ministro/primera ministra"),
        ("position", "jefe de gobierno/jefa de gobierno"),
        ("position", "vocero/vocera"),
        ("title", "licenciado/licenciada"),
        ("person", "futbolista"),
        ("person", "sospechoso/sospechosa"),
        ("relative", "hijo/hija"),
        ("relative", "yerno/nuera"),
        ("group", "manifestante"),
        ("organization", "fiscalía"),
        ("place", "cárcel"),
        ("work", "decreto"),
        ("event", "cumbre"),
    ],
)
def test_noun(kind: str, word: str) -> None:
    assert word in toml("nouns.toml")[kind]


def test_the_first_word_of_equivalents_is_a_listed_noun() -> None:
    data = toml("nouns.toml")
    listed = {
        form
        for value in data.values()
        if isinstance(value, list) and isinstance(value[0], str)
        for word in value
        for form in word.split("/")
    }
    singular = [row[0].split("/")[0] for row in data["equivalents"]]
    assert [w for w in singular if w not in listed and w.removesuffix("s") not in listed] == []


@pytest.mark.parametrize("table", ["nicknames", "known"])
def test_types_of_nicknames(table: str) -> None:
    assert {entry["type"] for entry in toml("names.toml")[table].values()} <= TYPES - {"none"}


def test_types_of_acronyms() -> None:
    readings = [r for row in toml("names.toml")["acronyms"].values() for r in row]
    assert {reading["type"] for reading in readings} <= TYPES


def test_ambiguous_names_are_names_of_the_tables() -> None:
    data = toml("names.toml")
    tables = {*data["nicknames"], *data["known"], *data["acronyms"]}
    assert set(data["ambiguous"]) - tables == set()


@pytest.mark.parametrize(
    ("acronym", "name", "kind"),
    [
        ("SRE", "Secretaría de Relaciones Exteriores", "Organization"),
        ("ONU", "Organización de las Naciones Unidas", "Organization"),
        ("EEUU", "Estados Unidos", "Place"),
        ("CNE", "Consejo Nacional Electoral", "Organization"),
        ("FARC", "Fuerzas Armadas Revolucionarias de Colombia", "Organization"),
        ("CDMX", "Ciudad de México", "Place"),
        ("T-MEC", "Tratado entre México, Estados Unidos y Canadá", "Work"),
        ("PIB", "producto interno bruto", "none"),
    ],
)
def test_likeliest_reading_of_an_acronym(acronym: str, name: str, kind: str) -> None:
    assert toml("names.toml")["acronyms"][acronym][0] == {"name": name, "type": kind}


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("organization", "Secretaría"),
        ("organization", "Universidad"),
        ("organization", "Hospital"),
        ("place", "Estadio"),
        ("work", "Tratado"),
        ("event", "Huracán"),
    ],
)
def test_head(kind: str, word: str) -> None:
    assert word in toml("names.toml")["heads"][kind]


def test_no_head_has_two_types() -> None:
    count = Counter(word for words in toml("names.toml")["heads"].values() for word in words)
    assert [word for word, times in count.items() if times > 1] == []
