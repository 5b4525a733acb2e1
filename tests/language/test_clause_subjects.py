"""Subjects and lists that the parser hung elsewhere, and what relative pronouns take up."""

from __future__ import annotations

import pytest

from tests.language.docs import told_in

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Hubo una pelea en Ibarra y la Policía detuvo a Bruno Salcedo.",
            "Policía arrested Bruno Salcedo",
            id="right before its verb, after «y»",
        ),
        pytest.param(
            "«Estamos hartas», contó a Clarín Elvira Montalvo, una vecina de Tulcán.",
            "Clarín interviewed Elvira Montalvo",
            id="behind a name that the parser joined to it",
        ),
        pytest.param(
            "Bruno Salcedo, fundador de Lumo; Iván Rosales, presidente de Nubelar; la empresaria "
            "Elvira Montalvo y otros más felicitaron a Nadia Quiroga.",
            "Elvira Montalvo praised Nadia Quiroga",
            id="the last of a list with semicolons",
        ),
        pytest.param(
            "Asistieron a la cumbre Elvira Montalvo, rectora de la UNAM; Iván Rosales, decano; y "
            "Nadia Quiroga, fiscal general.",
            "Nadia Quiroga participatedIn cumbre",
            id="the list may follow the verb",
        ),
        pytest.param(
            "En el acto estuvieron presentes Elvira Montalvo e Iván Rosales.",
            "Iván Rosales participatedIn acto",
            id="behind «presentes»",
        ),
        pytest.param(
            "El PAN, el PRI y el PRD criticaron a Bruno Salcedo.",
            "PRI criticized Bruno Salcedo",
            id="the middle of a list with articles",
        ),
        pytest.param(
            "La presidenta Elvira Montalvo recibió a los gobernadores electos, Iván Rosales, "
            "Bruno Salcedo y Nadia Quiroga.",
            "Elvira Montalvo metWith Nadia Quiroga",
            id="names that say who a plural is",
        ),
        pytest.param(
            "Elvira Montalvo habló con los 4 candidatos presidenciales, Iván Rosales, Bruno "
            "Salcedo, Carla Ferro y Nadia Quiroga.",
            "Elvira Montalvo spokeWith Bruno Salcedo",
            id="behind a number too",
        ),
        pytest.param(
            "Elvira Montalvo, junto con Iván Rosales, denunció a la empresa Lumo.",
            "Iván Rosales accused Lumo",
            id="junto con",
        ),
        pytest.param(
            "Una investigación del Gobierno de Perú acusó a Bruno Salcedo de fraude.",
            "Gobierno de Perú accused Bruno Salcedo",
            id="a report acts for its maker",
        ),
        pytest.param(
            "La dirigencia nacional del PT criticó a Bruno Salcedo.",
            "PT criticized Bruno Salcedo",
            id="an organ acts for its body",
        ),
        pytest.param(
            "Los ministros de Pesca de Perú y Ecuador firmaron en Tumbes un convenio.",
            "Perú agreedWith Ecuador",
            id="the posts of two countries",
        ),
        pytest.param(
            "La alcaldesa Nadia Quiroga solicitó escoltas a la Guardia Nacional.",
            "Nadia Quiroga requested Guardia Nacional",
            id="who is asked for an act",
        ),
    ],
)  # fmt: skip
def test_who_acts(text: str, expected: str) -> None:
    assert expected in told_in(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "La Xunta presentó la Ley del Litoral, que el Gobierno central prevé impugnar.",
            "not Gobierno central rejected Ley del Litoral",
            id="the object of the infinitive",
        ),
        pytest.param(
            "El Congreso convalidó el Decreto de Alivio, que Sumar apoyaba y al que Vox se opuso.",
            "Vox rejected Decreto de Alivio",
            id="the second verb has its own pronoun",
        ),
        pytest.param(
            "Nadia Quiroga, de Libre, quien perdió, emplazó a Bruno Salcedo a dimitir.",
            "Nadia Quiroga requested Bruno Salcedo",
            id="quien is a person",
        ),
        pytest.param(
            "La canciller Nadia Quiroga viajó a Kiev, donde fue recibida por Bruno Salcedo.",
            "Bruno Salcedo metWith Nadia Quiroga",
            id="the town is not received",
        ),
        pytest.param(
            "Nadia Quiroga es una de las diputadas que denunció a Bruno Salcedo.",
            "Nadia Quiroga accused Bruno Salcedo",
            id="the subject of the copula",
        ),
        pytest.param(
            "Nadia Quiroga pidió a Iván Rosales que investigue a Bruno Salcedo.",
            "not Iván Rosales investigated Bruno Salcedo",
            id="who is asked",
        ),
        pytest.param(
            "Nadia Quiroga anunció una gira en la cual recorrerá Chiapas.",
            "not Nadia Quiroga visited Chiapas",
            id="a place is gone to",
        ),
    ],
)  # fmt: skip
def test_what_a_clause_takes_up(text: str, expected: str) -> None:
    assert expected in told_in(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param(
            "Mediante mensajes, Nadia Quiroga dio su apoyo a Bruno Salcedo.",
            "Nadia Quiroga informed Bruno Salcedo",
            id="an adjunct is no object of a light verb",
        ),
        pytest.param(
            "Iván Rosales, dueño de Grupo Lumo (Radio Lumo y TV Lumo); Elvira Montalvo, rectora; y "
            "otros felicitaron a Nadia Quiroga.",
            "TV Lumo praised Nadia Quiroga",
            id="what stands in brackets is in no list",
        ),
        pytest.param(
            "Elvira Montalvo envió a Iván Rosales a Lima a negociar con Nadia Quiroga.",
            "Lima negotiatedWith Nadia Quiroga",
            id="the town is not sent",
        ),
    ],
)  # fmt: skip
def test_who_does_not_act(text: str, wrong: str) -> None:
    assert wrong not in told_in(text)
