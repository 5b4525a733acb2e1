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
            "El alcalde recibió a Hugo Meza, candidato del PAN y quien quedó en tercer lugar "
            "en la contienda.",
            "Hugo Meza participatedIn contienda",
        ),
        (
            "El Gobierno felicitó a Hugo Paz por su triunfo en la segunda vuelta.",
            "Hugo Paz participatedIn segunda vuelta",
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
            "Luis Paz, autor de «El puente roto», murió.",
            "Luis Paz created El puente roto",
        ),
        (
            "La “Noche azul” pintada por Francisco Soto está en el museo.",
            "Francisco Soto created Noche azul",
        ),
        (
            "Netflix estrena “La casa verde”, con Ana Paz y Juan Mora.",
            "Juan Mora participatedIn La casa verde",
        ),
        ("Luis Paz fundó con Ana Soto el sello Las Lomas.", "Ana Soto created Las Lomas"),
        (
            "El senador Luis Paz presentó una moción contra la ministra.",
            "Luis Paz created moción",
        ),
        # contests
        (
            "Luis Paz y Ana Gil se verán las caras en el balotaje.",
            "Luis Paz competedWith Ana Gil",
        ),
        (
            "El púgil Luis Paz se impuso por decisión unánime al cubano Ramón Gil.",
            "Luis Paz defeated Ramón Gil",
        ),
        (
            "Luis Paz obtuvo el 61 % de los votos frente a Juan Gil.",
            "Luis Paz defeated Juan Gil",
        ),
        # property and money
        ("La empresa Solmar posee el 15% de Banco Solera.", "Solmar owns Banco Solera"),
        (
            "Los piratas atacaron el barco, propiedad de la armadora Solmar.",
            "Solmar owns barco",
        ),
        (
            "El Municipio de Cali aportó 90.000 dólares para el Festival de Jazz.",
            "Municipio de Cali funded Festival de Jazz",
        ),
        (
            "La empresa Banco Solera hizo llegar 20.000 euros al exministro Luis Paz.",
            "Banco Solera funded Luis Paz",
        ),
        (
            "Apple anunció una inversión de 200 millones de dólares en México.",
            "Apple funded México",
        ),
        # posts
        ("Luis Paz, que relevó en el cargo a Ana Gil, calló.", "Luis Paz succeeded Ana Gil"),
        ("Hungría tomó ayer el relevo de Bélgica.", "Hungría succeeded Bélgica"),
        (
            "Eva Rey anunció que al equipo llegará gente nueva. En economía estarán a cargo "
            "Luis Paz y Ana Gil.",
            "Eva Rey appointed Ana Gil",
        ),
        # no relation of its own
        ("El Estadio Olímpico será usado por Cruz Azul.", "Cruz Azul usar Estadio Olímpico"),
    ],
)
def test_who_acts_makes_owns_or_pays_is_read(text: str, expected: str) -> None:
    assert expected in claims(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        # Who congratulates has not won.
        (
            "El Gobierno felicitó a Hugo Paz por su triunfo en la segunda vuelta.",
            "Gobierno participatedIn segunda vuelta",
        ),
        # Who plays in a work has not made it.
        (
            "Netflix estrena “La casa verde”, con Ana Paz y Juan Mora.",
            "Ana Paz created La casa verde",
        ),
        # To miss a match is not to lose it.
        ("Luis Paz se perdió el partido ante Francia.", "Francia defeated Luis Paz"),
        # Who relieves somebody in a post does not dismiss him.
        ("Luis Paz, que relevó en el cargo a Ana Gil, calló.", "Luis Paz dismissed Ana Gil"),
        # To go out into the streets of a town is not to leave it.
        ("Los obreros salieron a las calles de Bilbao.", "obreros withdrewFrom Bilbao"),
        # "A cargo de" tells who does it, not who is put there.
        (
            "Eva Rey anunció una gala. La música estará a cargo de Luis Paz.",
            "Eva Rey appointed Luis Paz",
        ),
        # A minister who confirms a pact does not approve it.
        ("La ministra Ana Paz confirmó el convenio.", "Ana Paz approved convenio"),
    ],
)
def test_what_looks_alike_is_kept_apart(text: str, wrong: str) -> None:
    assert wrong not in claims(text)
