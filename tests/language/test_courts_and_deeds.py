"""Sentences of the press about courts, police, violence and protest, read end to end."""

from __future__ import annotations

import pytest

from tests.language.told import claims

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "El ministro denunció penalmente al alcalde Pablo Arce.",
            "ministro prosecuted Pablo Arce",
        ),
        (
            "El Congreso abrió un juicio político contra el presidente Pablo Arce.",
            "Congreso prosecuted Pablo Arce",
        ),
        (
            "El senador Luis Paz anunció una querella contra Pablo Arce.",
            "Luis Paz prosecuted Pablo Arce",
        ),
        (
            "Un juez le dictó auto de formal prisión a Pablo Arce.",
            "juez prosecuted Pablo Arce",
        ),
        (
            "La diputada se dijo engañada por el alcalde Pablo Arce.",
            "diputada accused Pablo Arce",
        ),
        (
            "La Contraloría inició una indagación preliminar sobre la empresa Lumo.",
            "Contraloría investigated Lumo",
        ),
        (
            "La Fiscalía investiga si el alcalde Pablo Arce recibió sobornos.",
            "Fiscalía investigated Pablo Arce",
        ),
        (
            "El juez ordenó la prisión preventiva del exministro Pablo Arce.",
            "juez arrested Pablo Arce",
        ),
        (
            "La FIFA suspendió al delantero Pablo Arce por seis partidos.",
            "FIFA expelled Pablo Arce",
        ),
        ("El PRI suspendió los derechos del diputado Pablo Arce.", "PRI sanctioned Pablo Arce"),
        (
            "Habitantes de Chilapa retuvieron a dos policías.",
            "habitantes kidnapped policías",
        ),
        (
            "Sujetos armados privaron de la vida al alcalde Pablo Arce.",
            "sujetos armados killed Pablo Arce",
        ),
        ("Dos jóvenes murieron por disparos de la policía.", "policía killed jóvenes"),
        (
            "La policía reprimió a los manifestantes con gases lacrimógenos.",
            "policía attacked manifestantes",
        ),
        ("La guerra de Rusia contra Ucrania.", "Rusia attacked Ucrania"),
        (
            "Estudiantes realizan paro en la Facultad de Derecho.",
            "estudiantes protestedAgainst Facultad de Derecho",
        ),
        (
            "Los estudiantes ocuparon la Facultad de Filosofía.",
            "estudiantes seized Facultad de Filosofía",
        ),
        (
            "Estados Unidos anunció aranceles al acero mexicano. México protestó.",
            "Estados Unidos sanctioned México",
        ),
        ("La Guardia Civil detuvo a tres personas en Murcia.", "Guardia Civil arrested personas"),
        (
            "Miles de personas se manifestaron contra el Gobierno de Chile.",
            "personas protestedAgainst Gobierno de Chile",
        ),
        (
            "Estudiantes marcharon en demanda de la salida del rector Pablo Arce.",
            "estudiantes protestedAgainst Pablo Arce",
        ),
        (
            "Hubo un enfrentamiento entre policías comunitarios y hombres armados.",
            "policías comunitarios attacked hombres armados",
        ),
        (
            "El jugador Pablo Arce fue operado en la Clínica Imbanaco.",
            "Clínica Imbanaco aided Pablo Arce",
        ),
        (
            "Los manifestantes fueron dispersados con gases por la Policía Militar.",
            "Policía Militar attacked manifestantes",
        ),
        (
            "El presidente Luis Paz dispuso el envío de 550 militares a Esmeraldas.",
            "Luis Paz deployedTo Esmeraldas",
        ),
        (
            "El Ejército impidió que los periodistas entraran al campamento.",
            "Ejército restricted periodistas",
        ),
    ],
)
def test_what_is_done_to_whom(text: str, expected: str) -> None:
    assert expected in claims(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La Policía golpeó y detuvo a Pablo Arce.", "Policía attacked Pablo Arce"),
        (
            "El senador Pablo Arce fue detenido, golpeado y encarcelado por la Guardia Nacional.",
            "Guardia Nacional attacked Pablo Arce",
        ),
        (
            "Elementos de la Policía Federal, de la PGR y de Seguridad Pública "
            "catearon la Torre Lumo.",
            "PGR seized Torre Lumo",
        ),
        (
            "La diputada Rosa Gil acusó al alcalde Pablo Arce de robar. "
            "El alcalde negó las acusaciones.",
            "Pablo Arce rejected Rosa Gil",
        ),
        (
            "La madrugada de este lunes, elementos de la Policía Federal, detuvieron a Pablo Arce.",
            "Policía Federal arrested Pablo Arce",
        ),
        (
            "Alumnos del Instituto Politécnico Nacional tomaron las instalaciones.",
            "alumnos seized Instituto Politécnico Nacional",
        ),
        (
            "Un informe de la ONU acusó a Rusia de crímenes de guerra.",
            "ONU accused Rusia",
        ),
        (
            "Un operativo de la Policía Nacional detuvo a Pablo Arce.",
            "Policía Nacional arrested Pablo Arce",
        ),
        (
            "Pablo Arce fue capturado en un operativo de la Policía Nacional.",
            "Policía Nacional arrested Pablo Arce",
        ),
        (
            "Pablo Arce fue detenido por orden de la jueza Rosa Gil.",
            "Rosa Gil arrested Pablo Arce",
        ),
        (
            "Elementos de la Fiscalía, con apoyo de la Guardia Nacional, capturaron a Pablo Arce.",
            "Guardia Nacional arrested Pablo Arce",
        ),
        (
            "El alcalde Pablo Arce fue ejecutado junto con su chofer por un comando armado.",
            "comando armado killed chofer",
        ),
        (
            "Un hombre le disparó a Rosa Gil. Rosa Gil falleció a causa de los disparos.",
            "hombre killed Rosa Gil",
        ),
        (
            "El periodista Luis Paz dijo que los policías lo golpearon.",
            "Luis Paz accused policías",
        ),
    ],
    ids=[
        "shared object", "shared agent", "repeated de", "denial", "opening time", "own house",
        "the author of a paper", "the body behind an operation", "in an operation",
        "at whose behest", "a partner", "a fellow victim", "died of it", "the victim tells",
    ],
)  # fmt: skip
def test_who_stands_behind_a_deed(text: str, expected: str) -> None:
    assert expected in claims(text)


@pytest.mark.parametrize(
    ("text", "unexpected"),
    [
        (
            "El Congreso archivó la denuncia contra el presidente Pablo Arce.",
            "Congreso accused Pablo Arce",
        ),
        (
            "El intendente Luis Paz se impuso por 12 puntos a la diputada Rosa Gil.",
            "Luis Paz sanctioned Rosa Gil",
        ),
        (
            "Elementos de la Fiscalía catearon la sede del partido Semilla.",
            "Fiscalía arrested Semilla",
        ),
        (
            "Un hombre le disparó a Rosa Gil. Su esposo murió en 2010.",
            "hombre killed Rosa Gil",
        ),
        (
            "La diputada Rosa Gil acusó al alcalde Pablo Arce de robar. "
            "El alcalde rechazó la propuesta.",
            "Pablo Arce rejected Rosa Gil",
        ),
        ("El Ejército rescató a las personas.", "Ejército aided personas"),
        (
            "La Policía Nacional, en colaboración con el FBI, capturó a Pablo Arce.",
            "FBI arrested Pablo Arce",
        ),
        (
            "El novio de Rosa Gil fue detenido por el feminicidio.",
            "feminicidio arrested novio",
        ),
        (
            "El periodista Luis Paz dijo que nadie lo golpeó.",
            "Luis Paz accused policías",
        ),
    ],
)
def test_what_is_not_told(text: str, unexpected: str) -> None:
    assert unexpected not in claims(text)
