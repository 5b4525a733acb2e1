"""Names as data: how the tables and ``names.toml`` are read, joined, and refused when broken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.errors import DataError
from graph.language.gazetteer import NAME_KEYS, Gazetteer, load_gazetteer, rows

TABLES = {
    "places.tsv": "name\tkind\tambiguous\nMéxico\tcountry\tno\nLima\tcity\tno\nLa Paz\tcity\tyes\n"
    "México\tregion\tno\nNueva York\tcity\tno\n",
    "place_aliases.tsv": "alias\tname\nEU\tEstados Unidos\nLa República Mexicana\tMéxico\n",
    "given_names.tsv": "name\tgender\nAna\tf\nGuadalupe\tu\n",
    "surnames.tsv": "name\nRubio\nDe la Fuente\n",
    "towns.tsv": "name\tambiguous\nSoto del Real\tno\nAna Torres\tno\n"
    "El Carmen\tyes\nHuanuni\tno\n",
    "demonyms.tsv": "masculine\tfeminine\tplace\nmexicano\tmexicana\tMéxico\n"
    "estadounidense\t\tEstados Unidos\nfrancés\tfrancesa\tFrancia\n",
    "affiliations.tsv": "word\torganization\npanista\tPartido Acción Nacional\n"
    "émecista\tMovimiento Ciudadano\n",
}
NAMES = """
not_names = ["Lunes"]
openers = ["Además"]
suffixes_organization = ["S.A."]
media = ["Reforma", "El País"]
media_ambiguous = ["Reforma"]
platforms = ["Twitter"]
ambiguous = ["Vox"]

[heads]
organization = ["Secretaría", "Partido"]
place = ["Avenida", "Partido"]
work = ["Ley"]
event = ["Cumbre"]

[nicknames]
"El Mencho" = { name = "Nemesio Oseguera Cervantes", type = "Person" }

[known]
Vox = { name = "Vox", type = "Organization" }
"Batalla de Puebla" = { name = "Batalla de Puebla", type = "event" }

[acronyms]
SRE = [{ name = "Secretaría de Relaciones Exteriores", type = "Organization" }]
PC = [
  { name = "Partido Comunista", type = "Organization" }, { name = "computadora", type = "none" }]
PIB = [{ name = "producto interno bruto", type = "none" }]
"""


def write(folder: Path, names: str = NAMES, **tables: str) -> tuple[Path, Path]:
    for name, text in TABLES.items():
        (folder / name).write_text(tables.get(name.split(".")[0], text), encoding="utf-8")
    (folder / "names.toml").write_text(names, encoding="utf-8")
    return folder / "names.toml", folder


def load(folder: Path, names: str = NAMES, **tables: str) -> Gazetteer:
    return load_gazetteer(*write(folder, names, **tables))


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    return load(tmp_path_factory.mktemp("gazetteer"))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("lima", "Place"),
        ("eu", "Place"),
        ("la república mexicana", "Place"),
        ("el país", "Organization"),
        ("twitter", "Organization"),
        ("el mencho", "Person"),
        ("batalla de puebla", "NamedEvent"),
        ("sre", "Organization"),
        ("pc", "Organization"),
    ],
)
def test_a_listed_name_has_a_type(gazetteer: Gazetteer, name: str, kind: str) -> None:
    assert gazetteer.known[name] == kind


@pytest.mark.parametrize("name", ["ana", "rubio", "mexicano", "pib", "Lima"])
def test_personal_names_demonyms_and_plain_words_are_no_listed_names(
    gazetteer: Gazetteer, name: str
) -> None:
    assert name not in gazetteer.known


@pytest.mark.parametrize(
    ("name", "expected"),
    [("la paz", True), ("vox", True), ("reforma", True), ("lima", False), ("el país", False)],
)
def test_some_listed_names_are_also_words(gazetteer: Gazetteer, name: str, expected: bool) -> None:
    assert (name in gazetteer.ambiguous) is expected


@pytest.mark.parametrize(
    ("town", "known"),
    [("soto del real", True), ("ana torres", False), ("el carmen", False), ("huanuni", False)],
)
def test_small_towns_are_listed_as_names_only_where_nothing_else_bears_them(
    gazetteer: Gazetteer, town: str, known: bool
) -> None:
    assert town in gazetteer.towns
    assert (town in gazetteer.known) is known


def test_the_longest_name_is_counted_in_words(gazetteer: Gazetteer) -> None:
    assert gazetteer.longest == 4


@pytest.mark.parametrize(
    ("place", "noun", "expected"),
    [
        ("lima", "ciudad", True),
        ("lima", "pais", False),
        ("méxico", "pais", True),
        ("méxico", "estado", True),
        ("la república mexicana", "pais", True),
    ],
)
def test_a_place_answers_to_the_nouns_of_its_kinds(
    gazetteer: Gazetteer, place: str, noun: str, expected: bool
) -> None:
    assert (noun in gazetteer.kinds[place]) is expected


@pytest.mark.parametrize(
    ("form", "place"),
    [
        ("mexicano", "México"),
        ("mexicanas", "México"),
        ("estadounidense", "Estados Unidos"),
        ("estadounidenses", "Estados Unidos"),
        ("franceses", "Francia"),
        ("francesas", "Francia"),
    ],
)
def test_every_form_of_a_demonym_leads_to_its_place(
    gazetteer: Gazetteer, form: str, place: str
) -> None:
    assert gazetteer.demonyms[form] == place


def test_a_demonym_without_feminine_adds_no_empty_form(gazetteer: Gazetteer) -> None:
    assert "" not in gazetteer.demonyms


@pytest.mark.parametrize("form", ["panista", "panistas", "émecista", "émecistas", "emecista"])
def test_every_form_of_an_affiliation_is_known(gazetteer: Gazetteer, form: str) -> None:
    assert form in gazetteer.affiliations


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("eu", "Estados Unidos"),
        ("el mencho", "Nemesio Oseguera Cervantes"),
    ],
)
def test_an_alias_leads_to_the_standard_name(gazetteer: Gazetteer, alias: str, name: str) -> None:
    assert gazetteer.place_aliases[alias] == name


def test_a_name_that_is_its_own_standard_is_no_alias(gazetteer: Gazetteer) -> None:
    assert "vox" not in gazetteer.place_aliases


def test_given_names_have_a_gender(gazetteer: Gazetteer) -> None:
    assert gazetteer.given == {"ana": "f", "guadalupe": "u"}


def test_surnames_may_have_particles(gazetteer: Gazetteer) -> None:
    assert gazetteer.surnames == {"rubio", "de la fuente"}


@pytest.mark.parametrize(
    ("acronym", "readings"),
    [
        ("SRE", (("Secretaría de Relaciones Exteriores", "Organization"),)),
        ("PC", (("Partido Comunista", "Organization"),)),
        ("PIB", None),
    ],
)
def test_only_readings_that_name_an_entity_count(
    gazetteer: Gazetteer, acronym: str, readings: Any
) -> None:
    assert gazetteer.acronyms.get(acronym) == readings


@pytest.mark.parametrize("word", ["lunes", "pib"])
def test_words_that_a_capital_makes_no_name(gazetteer: Gazetteer, word: str) -> None:
    assert word in gazetteer.not_names


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("secretaría", "Organization"),
        ("avenida", "Place"),
        ("ley", "Work"),
        ("cumbre", "NamedEvent"),
        ("partido", "Organization"),
    ],
)
def test_a_head_gives_its_names_their_type(gazetteer: Gazetteer, head: str, kind: str) -> None:
    assert gazetteer.heads[head] == kind


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("openers =", "opener =", "unknown key 'opener'"),
        ('"event" }', '"battle" }', "unknown type 'battle'"),
        ('type = "none" }]\n', 'type = "nothing" }]\n', "unknown type 'nothing'"),
        ("[heads]", "[heads", "not TOML"),
        ("event = [", "events = [", "unknown key 'events'"),
        ('["Cumbre"]', '"Cumbre"', "event must be a list of words"),
        ('["Cumbre"]', '["Cumbre", "Cumbre"]', "event repeats 'Cumbre'"),
        ('name = "Vox", type', "type", "'Vox' needs a name and a type"),
        ('name = "Vox", type', 'name = 3, type', "'Vox' needs a name and a type"),
        ('name = "Vox", type', 'name = "Vox", kind', "'Vox' needs a name and a type"),
        ('{ name = "producto interno bruto", type', "{ type", "'PIB' needs a name and a type"),
        ('[{ name = "producto interno bruto", type = "none" }]', "[]", "'PIB' needs a list"),
        ('openers = ["Además"]', 'openers = "Además"', "openers must be a list of words"),
        ('openers = ["Además"]', "openers = []", "openers must be a list of words, not empty"),
        ('openers = ["Además"]', 'openers = ["Además", "Además"]', "openers repeats 'Además'"),
    ],
)  # fmt: skip
def test_broken_names_are_refused(tmp_path: Path, old: str, new: str, what: str) -> None:
    assert old in NAMES
    names = NAMES.replace(old, new, 1)
    with pytest.raises(DataError) as error:
        load(tmp_path, names)
    assert what in error.value.what


def test_a_list_where_a_table_should_be_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="known must be a table"):
        load(tmp_path, 'known = ["Vox"]\n[acronyms]')


def test_names_without_acronyms_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="acronyms"):
        load(tmp_path, NAMES.split("[acronyms]", maxsplit=1)[0])


def test_an_unknown_key_is_answered_with_the_allowed_ones(tmp_path: Path) -> None:
    with pytest.raises(DataError) as error:
        load(tmp_path, "words = ['a']\n" + NAMES)
    assert error.value.todo == f"Allowed keys: {', '.join(NAME_KEYS)}"


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("openers =", "opener =", ":3"),
        ("event = [", "events = [", ":14 [heads]"),
        ('name = "Vox", type', "type", ":20 [known]"),
        ('"event" }', '"battle" }', ":21 [known]"),
        ('"computadora", type = "none"', '"computadora", type = "thing"', ":25 [acronyms]"),
        ('"Cumbre"]', '"Cumbre"', ":16"),
    ],
)
def test_a_refusal_names_the_line(tmp_path: Path, old: str, new: str, place: str) -> None:
    with pytest.raises(DataError) as error:
        load(tmp_path, NAMES.replace(old, new, 1))
    assert error.value.where == f"{tmp_path / 'names.toml'}{place}"


@pytest.mark.parametrize(
    ("table", "what"),
    [
        ('[generations]\nhijo = ""', "no word for 'hijo'"),
        ("[short_names]\nfco = 3", "no word for 'fco'"),
        ('[pet_names]\npaco = "francisco"', "no given names for 'paco'"),
        ("[pet_names]\npaco = []", "no given names for 'paco'"),
    ],
)
def test_a_table_of_names_for_names_is_checked(tmp_path: Path, table: str, what: str) -> None:
    with pytest.raises(DataError) as error:
        load(tmp_path, f"{NAMES}\n{table}\n")
    assert error.value.what == what


@pytest.mark.parametrize(
    ("table", "text", "what"),
    [
        ("places", "name\tambiguous\nLima\tno\n", "wrong columns"),
        ("places", "", "wrong columns"),
        ("surnames", "Rubio\n", "wrong columns"),
        ("demonyms", "masculine\tfeminine\tplace\nmexicano\tMéxico\n", "2 columns"),
        ("given_names", "name\tgender\nAna\tf\tx\n", "3 columns"),
    ],
)
def test_a_broken_table_is_refused(tmp_path: Path, table: str, text: str, what: str) -> None:
    with pytest.raises(DataError) as error:
        load(tmp_path, **{table: text})
    assert error.value.what == what


def test_a_missing_table_is_refused(tmp_path: Path) -> None:
    names, folder = write(tmp_path)
    (folder / "surnames.tsv").unlink()
    with pytest.raises(DataError, match="cannot be read"):
        load_gazetteer(names, folder)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("name\tgender\nAna\n", 2),
        ("name\tgender\nAna\tf\nEva\n", 3),
        ("# by hand\nname\tgender\nAna\n", 3),
        ("name\tgender\nAna\tf\n# by hand\nEva\n", 4),
        ("# by hand\nnombre\tgender\n", 2),
    ],
)
def test_a_refused_row_is_named_by_its_line(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "given_names.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as error:
        list(rows(path, ("name", "gender")))
    assert error.value.where == f"{path}:{line}"


def test_comments_in_a_table_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "surnames.tsv"
    path.write_text("# by hand\nname\tambiguous\n# none\nRubio\tno\n", encoding="utf-8")
    assert list(rows(path, ("name",))) == [{"name": "Rubio", "ambiguous": "no"}]
