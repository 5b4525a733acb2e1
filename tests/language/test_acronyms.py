"""Acronyms and syllabic names, and the names that they stand for."""

from __future__ import annotations

import pytest

from graph.language.acronyms import is_acronym, is_spelled


@pytest.mark.parametrize(
    ("letters", "name", "expected"),
    [
        ("segalmex", "seguridad alimentaria mexicana", True),
        ("adeom", "asociacion de empleados y obreros municipales", True),
        ("conapred", "consejo nacional para prevenir la discriminacion", True),
        ("sedena", "secretaria de defensa nacional", True),
        ("sedena", "secretaria de hacienda", False),
        ("adeom", "asociacion de empleados", False),
        ("", "de la", True),
    ],
)
def test_syllables_of_each_word_spell_a_name(letters: str, name: str, expected: bool) -> None:
    assert is_spelled(letters, name.split()) is expected


@pytest.mark.parametrize(
    ("acronym", "name", "expected"),
    [
        ("SRE", "Secretaría de Relaciones Exteriores", True),
        ("Sedena", "Secretaría de la Defensa Nacional", True),
        ("SHCP", "Secretaría de Salud", False),
        ("S", "Salud", False),
    ],
)
def test_initials_or_letters_in_order_make_an_acronym(
    acronym: str, name: str, expected: bool
) -> None:
    assert is_acronym(acronym, name) is expected
