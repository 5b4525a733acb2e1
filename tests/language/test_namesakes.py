"""People of one name within a text: which of them a short name means, and who is another."""

from __future__ import annotations

import pytest

from graph.language.aliases import NameClusters
from graph.language.lexicon import load_lexicon
from tests.gold.trees import through, words_only
from tests.language.test_aliases import gathered

Gathered = dict[str, list[str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Declaró el abogado Ramiro Ceballos. Lo oyó la jueza Ceballos.",
            {"Ramiro Ceballos": ["Ramiro Ceballos"], "Ceballos": ["Ceballos"]},
        ),
        (
            "Vino Ana Ceballos. Vino Luis Ceballos. Habló la fiscal Ceballos.",
            {"Ana Ceballos": ["Ana Ceballos", "Ceballos"], "Luis Ceballos": ["Luis Ceballos"]},
        ),
        (
            "Vino el ministro Juan Salinas. Vino el juez Luis Salinas. Calló el ministro Salinas.",
            {"Juan Salinas": ["Juan Salinas", "Salinas"], "Luis Salinas": ["Luis Salinas"]},
        ),
        # "La víctima" may be a man, and a given name says its gender itself.
        (
            "Vino Ramiro Ceballos. La víctima Ceballos calló.",
            {"Ramiro Ceballos": ["Ramiro Ceballos", "Ceballos"]},
        ),
        (
            "Vino el doctor Ceballos. Luego habló el juez Ceballos.",
            {"Ceballos": ["Ceballos", "Ceballos"]},
        ),
    ],
)
def test_a_title_tells_who_is_meant(text: str, expected: Gathered) -> None:
    assert gathered(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dimitió Pencho Belmar. Dirigirá Pencho Belmar hijo. Habló Belmar hijo. Habló Belmar.",
            {
                "Pencho Belmar": ["Pencho Belmar", "Belmar"],
                "Pencho Belmar hijo": ["Pencho Belmar hijo", "Belmar hijo"],
            },
        ),
        (
            "Vino Julio Ortega (h). Vino Julio Ortega. Habló Ortega padre.",
            {
                "Julio Ortega (h)": ["Julio Ortega (h)"],
                "Julio Ortega": ["Julio Ortega", "Ortega padre"],
            },
        ),
        (
            "Vino Julio Ortega Jr. con Julio Ortega Gil.",
            {"Julio Ortega Jr": ["Julio Ortega Jr"], "Julio Ortega Gil": ["Julio Ortega Gil"]},
        ),
        # Only a name, and no noun of kinship.
        (
            "Vino Ana Ortega, hija de Julio Prado.",
            {"Ana Ortega": ["Ana Ortega"], "Julio Prado": ["Julio Prado"]},
        ),
    ],
)
def test_father_and_son_of_one_name_are_two(text: str, expected: Gathered) -> None:
    assert gathered(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Cantó Rosa Linares a su padre, Antonio Linares. Lo contó Linares.",
            {"Rosa Linares": ["Rosa Linares", "Linares"], "Antonio Linares": ["Antonio Linares"]},
        ),
        (
            "Vino Luis Vergara. Habló Marta Olmedo de Vergara. Habló Vergara.",
            {
                "Luis Vergara": ["Luis Vergara", "Vergara"],
                "Marta Olmedo de Vergara": ["Marta Olmedo de Vergara"],
            },
        ),
        (
            "Murió Luis Vergara. Vino Ana Vergara. Lloró la viuda de Vergara.",
            {"Luis Vergara": ["Luis Vergara", "Vergara"], "Ana Vergara": ["Ana Vergara"]},
        ),
        (
            "Vino Noé Ríos Salas. Vino Elvia Ríos Murrieta. Habló Ríos Salas.",
            {
                "Noé Ríos Salas": ["Noé Ríos Salas", "Ríos Salas"],
                "Elvia Ríos Murrieta": ["Elvia Ríos Murrieta"],
            },
        ),
        (
            "Vino Mercedes Prado. Vino Luis Mercedes. Habló doña Mercedes.",
            {"Mercedes Prado": ["Mercedes Prado", "Mercedes"], "Luis Mercedes": ["Luis Mercedes"]},
        ),
    ],
)
def test_a_bare_name_goes_to_whom_it_fits_best(text: str, expected: Gathered) -> None:
    assert gathered(text) == expected


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Vino Juan Montalbán. Pelean los Montalbán.", ["Montalbán"]),
        ("Vino Ana Ríos. Vuelven las Ríos.", ["Ríos"]),
        ("Vino Juan Ríos. Calló la familia Ríos.", ["Ríos"]),
        ("Vino Juan Ríos. Callaron los hermanos Ríos.", ["Ríos"]),
        ("Vino Juan Ríos. Ganan dos alcaldes Ríos.", ["Ríos"]),
        ("Vino Juan Ríos. Hablaron los ministros Ríos y Prado.", []),
        ("Vino Juan Ríos. Calló Ríos.", []),
    ],
)
def test_a_family_is_none_of_its_members(text: str, family: list[str]) -> None:
    doc = through(words_only(text), "names")
    clusters = NameClusters(doc, load_lexicon("es"))
    assert [m.text for m in clusters.names if m.type == "Group"] == family


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Vino Rosa Mª Linares. Habló Rosa María Linares.", "Rosa María Linares"),
        ("Vino M. Ulloa. Habló Martín Ulloa.", "Martín Ulloa"),
        ("Vino José Salas. Lo llaman Pepe Salas.", "José Salas"),
        ("Vino Verónica Prado Salas. Habló Vero Prado.", "Verónica Prado Salas"),
    ],
)
def test_a_name_written_short_is_that_of_the_whole(text: str, label: str) -> None:
    assert list(gathered(text)) == [label]


def test_a_surname_is_no_name_written_short() -> None:
    found = gathered("Habló María. Vino Ma Long.")
    assert found == {"María": ["María"], "Ma Long": ["Ma Long"]}


def test_an_initial_that_fits_two_is_nobody_s() -> None:
    found = gathered("Vino Ana Ríos. Vino Alba Ríos. Habló A. Ríos.")
    assert found == {"Ana Ríos": ["Ana Ríos"], "Alba Ríos": ["Alba Ríos"], "A. Ríos": ["A. Ríos"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Acusó el Ministerio de Defensa ruso al Ministerio de Defensa de Ucrania.",
            ["Ministerio de Defensa ruso", "Ministerio de Defensa de Ucrania"],
        ),
        (
            "Habló el Ministerio de Defensa ruso. Calló el Ministerio de Defensa de Rusia.",
            ["Ministerio de Defensa"],
        ),
        (
            "Habló el Ministerio de Defensa ruso. Calló el Ministerio de Defensa.",
            ["Ministerio de Defensa"],
        ),
        (
            "Habló el Ayuntamiento de Sevilla. Calló el Ayuntamiento sevillano.",
            ["Ayuntamiento de Sevilla"],
        ),
    ],
)
def test_a_body_is_its_country_s(text: str, expected: list[str]) -> None:
    bodies = [label for label in gathered(text) if label[0] in "MA"]
    assert bodies == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Guadalajara (México) firmó con Guadalajara (España).", 2),
        ("Nació en Mérida, Venezuela, y murió en Mérida, España.", 2),
        ("Salió de la Mérida mexicana. Voló a la Mérida venezolana.", 2),
        ("Salió de Mérida, Venezuela. Volvió a Mérida.", 1),
        ("Viajó por Mérida, Venezuela y Lima. Volvió a Mérida, España.", 1),
    ],
)
def test_towns_of_one_name_are_parted_by_their_countries(text: str, number: int) -> None:
    doc = through(words_only(text), "names")
    clusters = NameClusters(doc, load_lexicon("es"))
    towns = {m.entity for m in clusters.names if m.text in ("Guadalajara", "Mérida")}
    assert len(towns) == number


def test_what_the_text_says_an_acronym_means_is_not_looked_up() -> None:
    text = "Pagó el Grupo Montalbán (GM). Calló GM. Se quejó General Motors."
    assert gathered(text) == {
        "Grupo Montalbán": ["Grupo Montalbán", "GM", "GM"],
        "General Motors": ["General Motors"],
    }
