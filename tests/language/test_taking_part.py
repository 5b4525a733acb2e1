"""Contests, events, works, property and money: who wins, acts, makes, owns and pays, end to end."""

from __future__ import annotations

import pytest

from tests.language.test_typical_sentences import claims

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # events
        (
            "Luis Paz, virtual ganador de las elecciones, habló con Ana Soto.",
            "Luis Paz participatedIn elecciones",
        ),
        (
            "El candidato Luis Paz recibió el 53 % de los votos en las elecciones.",
            "Luis Paz participatedIn elecciones",
        ),
        (
            "El alcalde recibió a José Meza, candidato del PAN y quien quedó en tercer lugar "
            "en la contienda.",
            "José Meza participatedIn contienda",
        ),
        (
            "El Gobierno felicitó a Galo Paz por su victoria en la segunda vuelta.",
            "Galo Paz participatedIn segunda vuelta",
        ),
        (
            "A la ceremonia acudieron, entre otros, Ana Soto, Eduardo Gil y el diputado Juan Paz.",
            "Ana Soto participatedIn ceremonia",
        ),
        (
            "En el acto estuvieron presentes la alcaldesa Ana Paz y el juez Luis Gil.",
            "Ana Paz participatedIn acto",
        ),
        ("Ambos hablaron en un coloquio que moderó Luis Paz.", "Luis Paz participatedIn coloquio"),
        ("El jugador Luis Paz se perdió el encuentro.", "Luis Paz participatedIn encuentro"),
        # works
        (
            "Luis Paz, autor de «La ciudad vieja», murió.",
            "Luis Paz created La ciudad vieja",
        ),
        (
            "La “Santa Águeda” pintada por Francisco Soto cuelga en el museo.",
            "Francisco Soto created Santa Águeda",
        ),
        (
            "Netflix estrena “El último faro”, con Ana Paz y Unai Goiri.",
            "Unai Goiri participatedIn El último faro",
        ),
        ("Luis Paz fundó con Ana Soto el sello La Cantera.", "Ana Soto created La Cantera"),
        (
            "El senador Luis Paz registró una resolución contra la guerra.",
            "Luis Paz created resolución",
        ),
        # contests
        (
            "Luis Paz y Ana Gil se verán las caras en el balotaje.",
            "Luis Paz competedWith Ana Gil",
        ),
        (
            "El boxeador Luis Paz se impuso por decisión dividida al panameño Ricardo Batista.",
            "Luis Paz defeated Ricardo Batista",
        ),
        (
            "Luis Paz obtuvo 52.3 por ciento de los sufragios frente al banquero Juan Gil.",
            "Luis Paz defeated Juan Gil",
        ),
        # property and money
        ("La empresa Klarito posee el 7% de Banco Solera.", "Klarito owns Banco Solera"),
        (
            "Los piratas atacaron el atunero, propiedad de la armadora Ogoño.",
            "Ogoño owns atunero",
        ),
        (
            "El Municipio de Quito aportó 400.000 dólares para la Feria Internacional del Libro.",
            "Municipio de Quito funded Feria Internacional del Libro",
        ),
        (
            "La constructora Vial Andina hizo llegar 300.000 soles al exministro Luis Paz.",
            "Vial Andina funded Luis Paz",
        ),
        (
            "Apple anunció una inversión de 200 millones de dólares en México.",
            "Apple funded México",
        ),
        # posts
        ("Luis Paz, que relevó en el cargo a Ana Gil, calló.", "Luis Paz succeeded Ana Gil"),
        ("Chipre tomó este jueves el relevo de Dinamarca.", "Chipre succeeded Dinamarca"),
        (
            "Eva Rey anunció que al equipo llegará gente nueva. En economía estarán a cargo "
            "Luis Paz y Ana Gil.",
            "Eva Rey appointed Ana Gil",
        ),
        # no relation of its own
        ("El Estadio Azteca será usado por Cruz Azul.", "Cruz Azul usar Estadio Azteca"),
    ],
)
def test_who_acts_makes_owns_or_pays_is_read(text: str, expected: str) -> None:
    assert expected in claims(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        # Who congratulates has not won.
        (
            "El Gobierno felicitó a Galo Paz por su victoria en la segunda vuelta.",
            "Gobierno participatedIn segunda vuelta",
        ),
        # Who plays in a work has not made it.
        (
            "Netflix estrena “El último faro”, con Ana Paz y Unai Goiri.",
            "Ana Paz created El último faro",
        ),
        # To miss a match is not to lose it.
        ("Luis Paz se perdió el encuentro ante Italia.", "Italia defeated Luis Paz"),
        # Who relieves somebody in a post does not dismiss him.
        ("Luis Paz, que relevó en el cargo a Ana Gil, calló.", "Luis Paz dismissed Ana Gil"),
        # To go out into the streets of a town is not to leave it.
        ("Los alumnos salieron a las calles de Mexicali.", "alumnos withdrewFrom Mexicali"),
        # "A cargo de" tells who does it, not who is put there.
        (
            "Eva Rey anunció una gala. La música estará a cargo de Luis Paz.",
            "Eva Rey appointed Luis Paz",
        ),
        # A minister who confirms a pact does not approve it.
        ("La ministra Ana Paz confirmó el acuerdo.", "Ana Paz approved acuerdo"),
    ],
)
def test_what_looks_alike_is_kept_apart(text: str, wrong: str) -> None:
    assert wrong not in claims(text)
