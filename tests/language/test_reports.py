"""Who says what to whom, and what of it happened, read end to end."""

from __future__ import annotations

import pytest

from graph.model import Document
from tests.gold.trees import reader

pytestmark = pytest.mark.model

YES = "affirmed actual"
NO = "negated actual"
MAYBE = "affirmed nonactual"


def told(text: str) -> dict[str, set[tuple[str, str]]]:
    """Return each claim of `text` with its statuses and sources."""
    read = reader().read(Document(id="x", text=text, sha256=""))
    label = {e.key: e.label for e in read.entities}
    found: dict[str, set[tuple[str, str]]] = {}
    for c in read.claims:
        claim = f"{label[c.subject]} {c.relation} {label[c.object]}"
        source = label[c.source] if c.source else ""
        found.setdefault(claim, set()).add((f"{c.polarity} {c.modality}", source))
    return found


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "Ana Torres habló en Lima. En entrevista con El Universal, aseguró que no irá.",
            "El Universal interviewed Ana Torres",
        ),
        (
            "El exministro Luis Prado declaró este lunes a la agencia Efe que no dimitirá.",
            "Efe interviewed Luis Prado",
        ),
        (
            "El piloto Luis Prado, entrevistado por la revista Motor, negó los cargos.",
            "Motor interviewed Luis Prado",
        ),
        (
            "El ministro Luis Prado aseguró, en una entrevista publicada por "
            "el diario El Comercio, que no habrá indulto.",
            "El Comercio interviewed Luis Prado",
        ),
        (
            "En declaraciones a Radio Nacional, la ministra Ana Torres pidió calma.",
            "Radio Nacional interviewed Ana Torres",
        ),
    ],
)
def test_who_talks_to_a_medium_is_interviewed(text: str, claim: str) -> None:
    assert told(text)[claim] == {(YES, "")}


@pytest.mark.parametrize(
    "text",
    [
        "El magistrado Luis Prado culpó a la agencia Tribu de la campaña.",
        "La ministra Ana Torres filtró un informe al diario El Comercio.",
        "Luis Prado llegó a un acuerdo con la cadena Telecinco, dijo Ana Torres.",
    ],
)
def test_who_does_something_else_with_a_medium_is_not_interviewed(text: str) -> None:
    assert not any(" interviewed " in claim for claim in told(text))


@pytest.mark.parametrize(
    ("text", "claim", "source"),
    [
        (
            "La sede fue atacada por un grupo armado que, de acuerdo con Ana Torres, "
            "mató a Luis Prado.",
            "grupo armado killed Luis Prado",
            "Ana Torres",
        ),
        (
            "La sede fue atacada por un grupo armado que, de acuerdo con Ana Torres, "
            "mató a Luis Prado.",
            "grupo armado attacked sede",
            "",
        ),
        (
            "Moscú cerrará el Consejo Británico, según fuentes citadas por Interfax.",
            "Moscú restricted Consejo Británico",
            "Interfax",
        ),
        ("“Quiero felicitar a Ana Torres”, dijo Luis Prado.", "Luis Prado praised Ana Torres", ""),
        (
            "El diputado Luis Prado avanzó que demandará a Ana Torres.",
            "Luis Prado prosecuted Ana Torres",
            "Luis Prado",
        ),
    ],
)
def test_a_report_is_its_speakers_and_reaches_no_further(
    text: str, claim: str, source: str
) -> None:
    assert {found for _, found in told(text)[claim]} == {source}


@pytest.mark.parametrize(
    ("text", "claim", "status"),
    [
        (
            "Dos jóvenes son acusados de agredir a Ana Torres en Lima.",
            "jóvenes attacked Ana Torres",
            MAYBE,
        ),
        (
            "Luis Prado, sospechoso de haber matado a Ana Torres, huyó.",
            "Luis Prado killed Ana Torres",
            MAYBE,
        ),
        (
            "Luis Prado fue señalado como responsable de matar a Ana Torres.",
            "Luis Prado killed Ana Torres",
            MAYBE,
        ),
        (
            "Un juez procesó a Luis Prado por haber secuestrado a Ana Torres.",
            "Luis Prado kidnapped Ana Torres",
            MAYBE,
        ),
        (
            "Luis Prado, condenado por matar a Ana Torres, salió de la cárcel.",
            "Luis Prado killed Ana Torres",
            YES,
        ),
    ],
)
def test_a_deed_that_one_is_charged_with_is_his_and_open(
    text: str, claim: str, status: str
) -> None:
    assert {found for found, _ in told(text)[claim]} == {status}


@pytest.mark.parametrize(
    ("text", "claim", "status"),
    [
        (
            "Luis Prado habló con el juez antes de que la Fiscalía detuviera a Ana Torres.",
            "Fiscalía arrested Ana Torres",
            YES,
        ),
        (
            "El ataque se da a una semana de que Luis Prado hablara, y de que "
            "la Policía Comunitaria detuviera a Ana Torres.",
            "Policía Comunitaria arrested Ana Torres",
            YES,
        ),
        (
            "Luis Prado obtuvo que Sendero Luminoso liberara a Ana Torres.",
            "Sendero Luminoso released Ana Torres",
            YES,
        ),
        (
            "Todavía no se ha demostrado que hubo colusión entre el Kremlin y Luis Prado.",
            "Kremlin cooperatedWith Luis Prado",
            MAYBE,
        ),
        (
            "No existe ningún pacto de precios entre Almacenes Cid y Supersol.",
            "Almacenes Cid agreedWith Supersol",
            NO,
        ),
        (
            "No fue la Gendarmería la que disparó a Luis Prado.",
            "Gendarmería attacked Luis Prado",
            NO,
        ),
        (
            "El Gobierno de Canadá está dispuesto a ayudar a México.",
            "Gobierno de Canadá aided México",
            MAYBE,
        ),
        (
            "Estudia la Comisión de la Verdad invitar a Luis Prado.",
            "Comisión de la Verdad invited Luis Prado",
            MAYBE,
        ),
        (
            "El ministro quedó en reunirse con Luis Prado el lunes.",
            "ministro metWith Luis Prado",
            MAYBE,
        ),
        (
            "La ministra Ana Torres pidió calma durante una visita a Chile.",
            "Ana Torres visited Chile",
            YES,
        ),
    ],
)
def test_the_clause_around_a_deed_decides_whether_it_happened(
    text: str, claim: str, status: str
) -> None:
    assert {found for found, _ in told(text)[claim]} == {status}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "La asociación Jucil contempla acudir al Tribunal Supremo.",
            "Jucil requested Tribunal Supremo",
        ),
        (
            "La legisladora Ana Torres llevará el caso al Tribunal Electoral.",
            "Ana Torres requested Tribunal Electoral",
        ),
        (
            "El líder opositor, Luis Prado, llamó a los vecinos a concentrarse en Taksim.",
            "Luis Prado requested vecinos",
        ),
        (
            "Bruselas dio dos meses al Gobierno húngaro para retirarla.",
            "Bruselas requested Gobierno húngaro",
        ),
        ("El PP exige la cabeza de Luis Prado.", "PP requested Luis Prado"),
        ("La Fiscalía citó a Luis Prado para el jueves.", "Fiscalía requested Luis Prado"),
    ],
)
def test_who_is_to_act_is_asked(text: str, claim: str) -> None:
    assert claim in told(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            "Luis Prado acudió al Tribunal Supremo a declarar.",
            "Luis Prado requested Tribunal Supremo",
        ),
        ("El domingo Luis Prado llamó ladrones a los vecinos.", "Luis Prado requested vecinos"),
        (
            "Luis Prado fue imputado por el asesinato de Ana Torres.",
            "asesinato prosecuted Luis Prado",
        ),
    ],
)
def test_what_only_looks_like_it_is_not_read(text: str, wrong: str) -> None:
    assert wrong not in told(text)
