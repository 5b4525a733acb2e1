"""Names taken apart: given names and surnames, honorifics, legal forms, countries, spellings."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import DataError
from graph.knowledge.name_forms import body_name, is_acronym, is_misspelt, person_name
from graph.knowledge.name_links import person_kinds
from graph.knowledge.word_knowledge import word_knowledge
from graph.vocabulary import data_folder


@pytest.mark.parametrize(
    ("name", "given", "surnames"),
    [
        ("Ana Torres", "ana", "torres"),
        ("Ana Torres Gil", "ana", "torres gil"),
        ("Juan Ramón de la Huerta", "juan ramon", "huerta"),
        ("Andrés Manuel Ortega Salas", "andres manuel", "ortega salas"),
        ("Ortega Salas", "", "ortega salas"),
        ("De la Huerta", "", "huerta"),
        ("Bruno E. Talavera", "bruno e", "talavera"),
        ("E. Talavera", "e", "talavera"),
        ("J. R. de la Huerta", "j r", "huerta"),
        ("J. Ramón de la Huerta", "j ramon", "huerta"),
        ("M. Cruz Salas", "m", "cruz salas"),
        ("Volodia Zarenski", "volodia", "zarenski"),
        ("Dra. Eva Lorca", "eva", "lorca"),
        ("Bruno Talavera Jr.", "bruno", "talavera"),
        ("Bruno Talavera III", "bruno", "talavera"),
        ("Antonio P.", "antonio", "p"),
        ("Rosa Mª Talavera", "rosa maria", "talavera"),
        ("Ma. Rosa Hdez.", "maria rosa", "hernandez"),
        ("Jack Ma", "jack", "ma"),
        ("Talavera", "", "talavera"),
        ("Inés", "ines", ""),
    ],
)
def test_a_person_s_name_in_parts(name: str, given: str, surnames: str) -> None:
    parts = person_name(name, word_knowledge())
    assert (" ".join(parts.given), " ".join(parts.surnames)) == (given, surnames)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Bruno Talavera Jr.", "bruno talavera hijo"),
        ("Bruno Talavera (h)", "bruno talavera hijo"),
        ("Talavera padre", "talavera padre"),
        ("Bruno Talavera II", "bruno talavera"),
    ],
)
def test_a_generation_is_part_of_the_plain_name(name: str, plain: str) -> None:
    assert person_name(name, word_knowledge()).plain == plain


@pytest.mark.parametrize(
    ("one", "other", "may_be_one"),
    [
        ("Bruno Talavera", "Bruno Talavera hijo", False),
        ("Bruno Talavera padre", "Bruno Talavera Jr.", False),
        ("Bruno Talavera Gil hijo", "Bruno Talavera Jr.", True),
        ("Talavera", "Bruno Talavera hijo", True),
        ("Talavera hijo", "Bruno Talavera", False),
        ("Talavera hijo", "Bruno Talavera hijo", True),
    ],
)
def test_father_and_son_of_one_name_are_two(one: str, other: str, may_be_one: bool) -> None:
    known = word_knowledge()
    kinds = person_kinds(person_name(one, known), person_name(other, known), known)
    assert bool(kinds) is may_be_one


def test_a_nickname_in_quotes_is_kept_aside() -> None:
    parts = person_name("Bruno “El Zurdo” Talavera", word_knowledge())
    assert (parts.plain, parts.nickname) == ("bruno talavera", "zurdo")


@pytest.mark.parametrize(
    ("name", "core", "country", "generic"),
    [
        ("Ministerio de Salud", "ministerio salud", "", True),
        ("Ministerio de Salud de Chile", "ministerio salud", "CL", True),
        ("el Ministerio de Salud", "ministerio salud", "", True),
        ("Gobierno mexicano", "gobierno", "MX", True),
        ("Banco de México", "banco mexico", "", False),
        ("Cementos del Valle, S.A. de C.V.", "cementos valle", "", False),
        ("Onda Brava", "onda brava", "", False),
    ],
)
def test_a_body_s_name_in_parts(name: str, core: str, country: str, generic: bool) -> None:
    found = body_name(name, word_knowledge())
    assert (found.core, found.country, found.generic) == (core, country, generic)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("zarenski", "zarensky", True),
        ("jruschov", "khruschov", False),
        ("zubizarreta", "zubizareta", True),
        ("fernandez", "hernandez", False),
        ("ruiz", "rius", False),
        ("lopez", "lopes", True),
    ],
)
def test_spellings_of_one_name(one: str, other: str, same: bool) -> None:
    assert is_misspelt(one, other) is same


@pytest.mark.parametrize(
    ("name", "acronym"), [("FGR", True), ("Onda", False), ("PAN", True), ("Onda FM", False)]
)
def test_acronyms(name: str, acronym: bool) -> None:
    assert is_acronym(name) is acronym


GAZETTEERS = ("places", "place_aliases", "demonyms", "given_names", "surnames")
LISTS = ("lexicon/es/names.toml", "lexicon/es/identity.toml", "resolution.tsv")


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (LISTS[1], 'church = ["obispo"', 'church = ["delantero", "obispo"', "stands in"),
        (LISTS[1], "[related]", '[related]\nmusic = []\nchurch = ["music"]', "is no field"),
        (LISTS[1], "honorifics =", "honours =", "unknown key"),
        (LISTS[2], "full name\t1.6", "full name\tmuch", "is no number"),
        (LISTS[2], "full name\t", "whole name\t", "unknown or missing row"),
    ],
)
def test_a_broken_list_is_refused(tmp_path: Path, name: str, old: str, new: str, told: str) -> None:
    for file in (*LISTS, *(f"gazetteer/{gazetteer}.tsv" for gazetteer in GAZETTEERS)):
        text = (data_folder() / file).read_text(encoding="utf-8")
        if file == name:
            assert old in text
            text = text.replace(old, new, 1)
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=told) as caught:
        word_knowledge(tmp_path)
    assert name in caught.value.where
