"""Whom descriptions of bodies and persons take up, read end to end."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import DataError
from graph.language.body_words import load_bodies
from graph.language.fate_words import load_fates
from graph.language.text import make_doc
from graph.model import Document
from tests.gold.trees import reader


def meant(text: str, word: str) -> set[str]:
    """Return the labels of what the mentions over the last `word` stand for."""
    nlp = reader().nlp
    doc = nlp(make_doc(nlp, Document(id="x", text=text, sha256="")))
    at = max(t.i for t in doc if t.text == word)
    return {
        doc._.referents[e].label
        for m in doc._.mentions
        if m.start <= at < m.end
        for e in (m.members or (m.entity,))
        if e >= 0
    }


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (
            "El consejero delegado de Ortiga, Luis Prado, habló con Marta Solís, "
            "diputada de Alba Nueva. La compañía ganó 20 millones.",
            "compañía",
            "Ortiga",
        ),
        (
            "El consejero delegado de Ortiga, Luis Prado, habló con Marta Solís, "
            "diputada de Alba Nueva. El partido lo negó.",
            "partido",
            "Alba Nueva",
        ),
        (
            "La aerolínea Tucana despidió a diez pilotos. El Ministerio de Trabajo multó a la "
            "empresa.",
            "empresa",
            "Tucana",
        ),
        (
            "El Sindicato de Obreros Textiles criticó a la aerolínea Tucana. El gremio llamó a un "
            "paro.",
            "gremio",
            "Sindicato de Obreros Textiles",
        ),
        (
            "El Museo de la Seda recibió un lienzo. El director de la pinacoteca dio las gracias.",
            "pinacoteca",
            "Museo de la Seda",
        ),
        (
            "El rector de la Universidad de Tandil, Luis Prado, habló. La casa de estudios cerró.",
            "estudios",
            "Universidad de Tandil",
        ),
        (
            "El Ejército Rojo de Liberación y el Frente 28 firmaron una tregua en Quito.",
            "Frente",
            "frente",
        ),
    ],
)
def test_a_body_is_meant_by_what_the_text_tells_of_its_kind(
    text: str, word: str, expected: str
) -> None:
    assert expected in meant(text, word)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "word", "wrong"),
    [
        ("El Ministerio de Trabajo calló. La empresa negó todo.", "empresa", "Ministerio"),
        ("El Museo de la Seda cerró. El banco lo lamentó.", "banco", "Museo"),
        ("El Banco Ortiga calló. El banco chileno cerró en México.", "banco", "México"),
    ],
)
def test_no_body_of_another_kind_is_meant(text: str, word: str, wrong: str) -> None:
    assert not any(wrong in label for label in meant(text, word))


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (
            "La policía detuvo a Luis Prado por el asesinato de Marta Solís. "
            "El fiscal Juan Rey habló. La madre de la víctima lloró.",
            "víctima",
            "Marta Solís",
        ),
        (
            "La policía detuvo a Luis Prado por el asesinato de Marta Solís. "
            "El fiscal Juan Rey habló. El detenido calló.",
            "detenido",
            "Luis Prado",
        ),
        (
            "La candidata Marta Solís ganó a Ana Rey en Toluca. Solís felicitó a su rival.",
            "rival",
            "Ana Rey",
        ),
        (
            "El juez condenó a Luis Prado. El abogado Juan Vidal apeló. "
            "“Mi cliente es inocente”, dijo Vidal.",
            "cliente",
            "Luis Prado",
        ),
        (
            "El alcalde Luis Prado habló con Juan Rey. Este negó todo.",
            "Este",
            "Juan Rey",
        ),
        (
            "Los ediles Marta Solís y Luis Prado votaron. La edil habló.",
            "edil",
            "Marta Solís",
        ),
        (
            "La ministra Marta Solís se revolvió contra Luis Prado. Juan Rey habló con él.",
            "él",
            "Luis Prado",
        ),
        (
            "La ministra Marta Solís criticó a Luis Prado en la radio. El aludido no contestó.",
            "aludido",
            "Luis Prado",
        ),
        (
            "La policía detuvo a Luis Prado. Marta Solís llamó a su madre. La jueza lo liberó.",
            "jueza",
            "jueza",
        ),
        (
            "El presidente Luis Prado habló. El empresario Juan Rey calló. "
            "El juez citó al hoy exalcalde Pedro Gil.",
            "exalcalde",
            "Pedro Gil",
        ),
    ],
)
def test_a_person_is_meant_by_what_the_text_tells_of_him(
    text: str, word: str, expected: str
) -> None:
    assert meant(text, word) == {expected}


@pytest.mark.parametrize(
    "text",
    [
        'name = "club"',
        "[[kind]]\nnouns = ['club']",
        "[[kind]]\nname = 'club'\nwords = []",
        "[[kind]]\nname = 'club'\nverbs = ['jugar']",
        "[[kind]]\nname = 'club'\n[[kind]]\nname = 'club'",
    ],
)
def test_a_broken_file_of_bodies_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bodies.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError):
        load_bodies(path)


@pytest.mark.parametrize("text", ["", "victim = 3", "[victim]\nnouns = ['muerte']"])
def test_a_broken_file_of_fates_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "fates.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError):
        load_fates(path)
