"""Idioms of backing, refusing, asking, helping, telling and leaving, read end to end."""

from __future__ import annotations

import pytest

from tests.language.test_typical_sentences import claims

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # refusals
        ("Rosa Vera plantó cara a Luis Prado.", "Rosa Vera rejected Luis Prado"),
        ("Vox dio la espalda al reclamo de Luis Prado.", "Vox rejected Luis Prado"),
        ("Rosa Vera llevó la contraria a Luis Prado.", "Rosa Vera rejected Luis Prado"),
        ("Rosa Vera marcó distancia de Luis Prado.", "Rosa Vera rejected Luis Prado"),
        ("Rosa Vera dio largas a Luis Prado.", "Rosa Vera rejected Luis Prado"),
        ("Rosa Vera se negó a recibir a Luis Prado.", "Rosa Vera rejected Luis Prado"),
        ("Rosa Vera no aceptó la propuesta de Luis Prado.", "Rosa Vera rejected Luis Prado"),
        ("Rosa Vera negó cualquier vínculo con Luis Prado.", "Rosa Vera rejected Luis Prado"),
        (
            "La Corte Suprema declaró inconstitucional la Ley Mordaza.",
            "Corte Suprema rejected Ley Mordaza",
        ),
        ("El Congreso echó por tierra la Ley de Minas.", "Congreso rejected Ley de Minas"),
        # backing
        ("Rosa Vera hizo un guiño a Luis Prado.", "Rosa Vera supported Luis Prado"),
        ("Rosa Vera hizo suyas las demandas de Luis Prado.", "Rosa Vera supported Luis Prado"),
        (
            "El abogado Luis Prado asumió la defensa de Rosa Vera.",
            "Luis Prado supported Rosa Vera",
        ),
        (
            "Luis Prado fue investido alcalde con los votos de Vox.",
            "Vox supported Luis Prado",
        ),
        ("Rosa Vera se deshizo en elogios hacia Luis Prado.", "Rosa Vera praised Luis Prado"),
        ("Rosa Vera brindó por Luis Prado.", "Rosa Vera praised Luis Prado"),
        # a phrase may open the clause
        ("Luz verde dio el Senado a la Ley de Minas.", "Senado approved Ley de Minas"),
        # requests, promises, invitations
        ("La Corte Suprema citó a Luis Prado por sobornos.", "Corte Suprema requested Luis Prado"),
        ("La ONU presionó a Luis Prado para que dimita.", "ONU requested Luis Prado"),
        (
            "Rosa Vera presentó una queja ante la Defensoría del Pueblo.",
            "Rosa Vera requested Defensoría del Pueblo",
        ),
        ("Rosa Vera tuvo como invitado a Luis Prado.", "Rosa Vera invited Luis Prado"),
        # help
        ("Luis Prado huyó con ayuda de un primo.", "primo aided Luis Prado"),
        ("Un vecino llevó a Luis Prado al hospital.", "vecino aided Luis Prado"),
        ("Rosa Vera pagó la fianza de Luis Prado.", "Rosa Vera funded Luis Prado"),
        # telling
        (
            "Rosa Vera contó a la Fiscalía que pagó un soborno.",
            "Rosa Vera informed Fiscalía",
        ),
        ("El Senado dio vista a la FGR.", "Senado informed FGR"),
        # leaving and going
        ("Israel retiró sus tropas de Gaza.", "Israel withdrewFrom Franja de Gaza"),
        ("Shell pone fin a sus operaciones en Nigeria.", "Shell withdrewFrom Nigeria"),
        ("Rosa Vera se exilió en Madrid.", "Rosa Vera visited Madrid"),
    ],
)
def test_an_idiom_tells_its_relation(text: str, expected: str) -> None:
    assert expected in claims(text)


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        (
            "El Tribunal Supremo declaró culpable a Luis Prado.",
            "Tribunal Supremo informed Luis Prado",
        ),
        ("Girona ganó con el voto en contra de Vox.", "Vox supported Girona"),
        ("«No voy», le dijo Rosa Vera.", "Rosa Vera informed Luis Prado"),
    ],
)
def test_what_only_looks_like_it_tells_nothing(text: str, absent: str) -> None:
    assert absent not in claims(text)
