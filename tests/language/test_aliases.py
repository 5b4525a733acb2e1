"""Names of one document gathered into entities: short forms, acronyms, two surnames."""

from __future__ import annotations

import pytest

from graph.language.aliases import NameClusters
from graph.language.annotations import source_text
from graph.language.lexicon import load_lexicon
from tests.gold.trees import through, words_only


def gathered(text: str) -> dict[str, list[str]]:
    """Return label -> the names as written, in the order of the text."""
    doc = through(words_only(text), "names")
    clusters = NameClusters(doc, load_lexicon("es"))
    out: dict[str, list[str]] = {}
    for m in sorted(clusters.names, key=lambda m: m.start):
        label = clusters.referents[m.entity].label
        out.setdefault(label, []).append(source_text(doc, m.start, m.end))
    return out


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Vino Marco Rubio. Habló Rubio.", "Marco Rubio"),
        ("Vino Rubio. Es decir, vino Marco Rubio.", "Marco Rubio"),
        ("Vino Claudia Sheinbaum. Habló Claudia Sheinbaum Pardo.", "Claudia Sheinbaum Pardo"),
        (
            "Vino Juan Ramón de la Fuente. Habló el canciller De la Fuente.",
            "Juan Ramón de la Fuente",
        ),
        (
            "Vino Juan Ramón de la Fuente. Habló el doctor Juan de la Fuente.",
            "Juan Ramón de la Fuente",
        ),
        ("Vino Ricardo Anaya. Habló el senador Anaya Cortés.", "Ricardo Anaya"),
        ("Vino Andrés Manuel López Obrador. Habló López Obrador.", "Andrés Manuel López Obrador"),
        ("Vino José Pérez. Habló el señor Jose Perez.", "José Pérez"),
    ],
)
def test_a_short_form_joins_the_full_name_of_a_person(text: str, label: str) -> None:
    found = gathered(text)
    assert list(found) == [label]
    assert len(found[label]) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vino Ana Torres. Habló Luis Torres.", {"Ana Torres", "Luis Torres"}),
        ("Vino Ana Torres. Habló Ana Prado.", {"Ana Torres", "Ana Prado"}),
        ("Viajó a Perú. Habló el Gobierno de Perú.", {"Perú", "Gobierno de Perú"}),
        ("Está en Puebla. Lo dijo la Universidad de Puebla.", {"Puebla", "Universidad de Puebla"}),
        (
            "Lo dijo la Secretaría de Salud. Lo negó la Secretaría de Marina.",
            {"Secretaría de Salud", "Secretaría de Marina"},
        ),
    ],
)
def test_different_names_stay_apart(text: str, expected: set[str]) -> None:
    assert set(gathered(text)) == expected


def test_a_surname_of_two_goes_to_the_one_named_last_before_it() -> None:
    text = (
        "Vino Ana Torres. Vino Luis Torres. Habló el doctor Torres. "
        "Vino Ana Torres. Habló la doctora Torres."
    )
    found = gathered(text)
    assert found == {
        "Ana Torres": ["Ana Torres", "Ana Torres", "Torres"],
        "Luis Torres": ["Luis Torres", "Torres"],
    }


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "Habló la Secretaría de Relaciones Exteriores (SRE). Luego calló la SRE.",
            "Secretaría de Relaciones Exteriores",
        ),
        (
            "Lo dijo el Instituto Nacional Electoral. Luego calló el INE.",
            "Instituto Nacional Electoral",
        ),
        (
            "Lo dijo la SRE. Es la Secretaría de Relaciones Exteriores.",
            "Secretaría de Relaciones Exteriores",
        ),
        (
            "Lo dijo el Sindicato Obrero Zapotillo. Luego calló el SOZ.",
            "Sindicato Obrero Zapotillo",
        ),
    ],
)
def test_an_acronym_joins_its_full_name(text: str, label: str) -> None:
    assert list(gathered(text)) == [label]


def test_an_acronym_of_syllables_joins_its_full_name() -> None:
    text = "Habló la Comisión de Agua Potable (Coagua). Luego calló la Coagua."
    assert gathered(text) == {
        "Comisión de Agua Potable": ["Comisión de Agua Potable", "Coagua", "Coagua"]
    }


def test_a_party_in_brackets_is_not_the_person_before_it() -> None:
    assert set(gathered("Votó la diputada Ana Torres (PVEM).")) == {"Ana Torres", "PVEM"}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Viajó a EU.", "Estados Unidos"),
        ("Viajó a EE.UU. y volvió a Estados Unidos.", "Estados Unidos"),
        (
            "Lo dijo el Gobierno estadounidense. Lo repitió el Gobierno de Estados Unidos.",
            "Gobierno de Estados Unidos",
        ),
        ("Lo dijo el Gobierno de EU.", "Gobierno de Estados Unidos"),
    ],
)
def test_a_listed_short_name_gets_its_standard_form(text: str, label: str) -> None:
    assert list(gathered(text)) == [label]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "Habló el Tribunal Superior de Justicia. Calló el Tribunal.",
            "Tribunal Superior de Justicia",
        ),
        pytest.param(
            "Lo dijo la Fiscalía General de la Nación. Calló la Fiscalía.",
            "Fiscalía General de la Nación",
        ),
        (
            "Habló la Secretaría de Relaciones Exteriores. Calló la Cancillería.",
            "Secretaría de Relaciones Exteriores",
        ),
        (
            "Abrió la Junta Receptora del Voto. Cerraron las Juntas Receptoras de Voto.",
            "Junta Receptora del Voto",
        ),
        ("Lo dijo Quirruatipú. Es la Quirruatipú Luminosa.", "Quirruatipú Luminosa"),
        ("Paró Adegam. Es la Asociación de Ganaderos Mayores.", "Asociación de Ganaderos Mayores"),
        ("Ganó Quirruatipú Biotech. Bajó la acción de Quirruatipú.", "Quirruatipú Biotech"),
    ],
)
def test_bodies_have_short_and_long_names(text: str, label: str) -> None:
    assert list(gathered(text)) == [label]


def test_every_name_as_written_is_kept_as_an_alias() -> None:
    doc = through(
        words_only("Habló la Secretaría de Relaciones Exteriores (SRE). Calló la SRE."), "names"
    )
    clusters = NameClusters(doc, load_lexicon("es"))
    alive = [r for r in clusters.referents if r.names]
    assert len(alive) == 1
    assert set(alive[0].names) == {"Secretaría de Relaciones Exteriores", "SRE"}


def test_the_order_of_mention_does_not_change_the_entities() -> None:
    one = gathered(
        "Vino Marco Rubio. Habló Rubio. Está la SRE. Es la Secretaría de Relaciones Exteriores."
    )
    other = gathered(
        "Es la Secretaría de Relaciones Exteriores. Está la SRE. Habló Rubio. Vino Marco Rubio."
    )
    assert set(one) == set(other)


@pytest.mark.parametrize(
    ("text", "label", "variant"),
    [
        ("Subió al cerro El Ávila.", "cerro El Ávila", "El Ávila"),
        ("Lo negó el Senado chileno.", "Senado chileno", "Senado"),
        (
            "Lo dijo la Secretaría de Salud de Chiapas.",
            "Secretaría de Salud",
            "Secretaría de Salud de Chiapas",
        ),
        (
            "Lo dijo la Policía Municipal de Tijuana.",
            "Policía Municipal de Tijuana",
            "Policía Municipal",
        ),
        ("Calló el Congreso local ayer.", "Congreso local", "Congreso"),
        (
            "Calló el Ministerio de Defensa ruso ayer.",
            "Ministerio de Defensa",
            "Ministerio de Defensa ruso",
        ),
        ("Huyó del penal del Quirruatipú.", "Quirruatipú", "penal del Quirruatipú"),
    ],
)
def test_the_surroundings_of_a_name_give_its_other_forms(
    text: str, label: str, variant: str
) -> None:
    clusters = NameClusters(through(words_only(text), "names"), load_lexicon("es"))
    names = {r.label: r.names for r in clusters.referents}
    assert variant in names[label]


@pytest.mark.parametrize(
    "text",
    [
        "Cayó Rubén Ospina, alias Chepe.",
        "Cayó Rubén Ospina, alias 'El Chepe'.",
        "Cayó Rubén Ospina, conocido como Chepe.",
        "Cayó Rubén Ospina (alias Chepe).",
    ],
)
def test_a_nickname_names_the_person_before_it(text: str) -> None:
    assert len(gathered(text)) == 1


def test_letters_of_another_language_in_brackets_name_the_body_before_them() -> None:
    found = gathered("Lo dijo la Organización Mundial del Comercio Justo (WFTO).")
    assert list(found) == ["Organización Mundial del Comercio Justo"]


def test_two_listed_media_stay_two_though_one_begins_like_the_other() -> None:
    found = gathered("Trabaja en La Jornada Guerrero. Antes escribió para La Jornada.")
    assert list(found) == ["La Jornada Guerrero", "La Jornada"]


def test_a_bracket_may_say_in_which_language_its_letters_stand() -> None:
    text = "Es la Comisión de Acreditación de Agencias (CAA por sus siglas en inglés)."
    assert len(gathered(text)) == 1


def test_a_junior_is_not_the_father() -> None:
    found = gathered("Vino Donald Trump. Después vino Donald Trump Jr.")
    assert len(found) == 2


def test_letters_stand_for_the_name_that_begins_with_them() -> None:
    assert list(gathered("Lo dijo a CBS News. En CBS calló.")) == ["CBS News"]
