"""Common nouns: their forms, gender and number, and what they may stand for."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import DataError
from graph.language.nouns import Nouns, load_nouns, plural
from graph.vocabulary import data_folder

WORDS = """
prefixes = ["ex", "vice"]
epicene = ["testigo"]
position = ["presidente/presidenta", "juez/jueza", "canciller",
  "secretario general/secretaria general", "jefe de gobierno/jefa de gobierno",
  "vicepresidente/vicepresidenta"]
title = ["señor/señora", "doctor/doctora"]
occupation = ["periodista", "piloto", "abogado/abogada"]
person = ["testigo", "presidente"]
group = ["manifestantes", "cártel", "crisis"]
organization = ["gobierno", "fiscalía"]
relative = ["hermano/hermana"]
equivalents = [["presidente/presidenta", "mandatario/mandataria"], ["mandatario", "gobernante"]]

[body]
canciller = ["Secretaría de Relaciones Exteriores"]
"""


INSTALLED = load_nouns(data_folder() / "lexicon" / "es" / "nouns.toml")


@pytest.fixture(scope="module")
def nouns(tmp_path_factory: pytest.TempPathFactory) -> Nouns:
    path = tmp_path_factory.mktemp("nouns") / "nouns.toml"
    path.write_text(WORDS, encoding="utf-8")
    return load_nouns(path)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("gobierno", "gobiernos"),
        ("presidenta", "presidentas"),
        ("canciller", "cancilleres"),
        ("juez", "jueces"),
        ("portavoz", "portavoces"),
        ("cártel", "cárteles"),
        ("líder", "líderes"),
        ("nación", "naciones"),
        ("capitán", "capitanes"),
        ("francés", "franceses"),
        ("autobús", "autobuses"),
        ("crisis", "crisis"),
        ("lunes", "lunes"),
        ("tórax", "tórax"),
        ("ley", "leyes"),
        ("israelí", "israelíes"),
        ("club", "clubes"),
        ("café", "cafés"),
        ("sofá", "sofás"),
        ("hindú", "hindúes"),
        ("país", "países"),
        ("baúl", "baúles"),
        ("joven", "jóvenes"),
        ("imagen", "imágenes"),
        ("crimen", "crímenes"),
        ("régimen", "regímenes"),
        ("espécimen", "especímenes"),
        ("carácter", "caracteres"),
    ],
)  # fmt: skip
def test_the_plural_of_a_noun(word: str, expected: str) -> None:
    assert plural(word) == expected


@pytest.mark.parametrize(
    ("form", "kind", "lemma", "gender", "number"),
    [
        ("presidente", "position", "presidente", "m", "s"),
        ("presidenta", "position", "presidente", "f", "s"),
        ("presidentes", "position", "presidente", "m", "p"),
        ("presidentas", "position", "presidente", "f", "p"),
        ("juezas", "position", "juez", "f", "p"),
        ("canciller", "position", "canciller", "", "s"),
        ("cancilleres", "position", "canciller", "", "p"),
        ("periodista", "occupation", "periodista", "", "s"),
        ("piloto", "occupation", "piloto", "m", "s"),
        ("testigo", "person", "testigo", "", "s"),
        ("señora", "title", "señor", "f", "s"),
        ("hermanas", "relative", "hermano", "f", "p"),
        ("gobierno", "organization", "gobierno", "", "s"),
        ("gobiernos", "organization", "gobierno", "", "p"),
        ("cártel", "group", "cártel", "", "s"),
        ("cárteles", "group", "cártel", "", "p"),
        ("manifestantes", "group", "manifestantes", "", "p"),
        ("crisis", "group", "crisis", "", "s"),
    ],
)
def test_a_form_has_kind_lemma_gender_and_number(
    nouns: Nouns, form: str, kind: str, lemma: str, gender: str, number: str
) -> None:
    entry = nouns.by_form[form]
    assert (entry.kind, entry.lemma, entry.gender, entry.number) == (kind, lemma, gender, number)


@pytest.mark.parametrize(
    ("form", "number"),
    [
        ("secretaria general", "s"),
        ("secretarias general", "p"),
        ("secretarias generales", "p"),
        ("jefes de gobierno", "p"),
    ],
)
def test_a_phrase_is_inflected_in_its_head_and_its_adjective(
    nouns: Nouns, form: str, number: str
) -> None:
    assert nouns.by_form[form].number == number


def test_what_follows_de_is_not_inflected(nouns: Nouns) -> None:
    assert "jefes des gobierno" not in nouns.by_form


def test_a_noun_of_two_lists_belongs_to_the_first_kind(nouns: Nouns) -> None:
    assert nouns.by_form["presidente"].kind == "position"


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("expresidente", "expresidente"),
        ("expresidentas", "expresidente"),
        ("vicepresidenta", "vicepresidente"),
        ("exvicepresidente", "exvicepresidente"),
        ("experiodista", "experiodista"),
        ("exabogadas", "exabogado"),
    ],
)
def test_prefixes_make_new_posts_and_ex_former_people(nouns: Nouns, form: str, lemma: str) -> None:
    assert nouns.by_form[form].lemma == lemma


@pytest.mark.parametrize(
    "form", ["vicevicepresidente", "exgobierno", "viceperiodista", "exmanifestantes"]
)
def test_prefixes_make_no_other_words(nouns: Nouns, form: str) -> None:
    assert form not in nouns.by_form


@pytest.mark.parametrize(
    ("word", "other", "expected"),
    [
        ("presidente", "mandataria", True),
        ("mandataria", "presidente", True),
        ("mandatario", "gobernante", True),
        ("presidente", "gobernante", False),
        ("presidente", "canciller", False),
    ],
)
def test_only_words_of_one_list_are_equivalent(
    nouns: Nouns, word: str, other: str, expected: bool
) -> None:
    assert (other in nouns.equivalents.get(word, frozenset())) is expected


def test_a_post_may_imply_a_body(nouns: Nouns) -> None:
    assert nouns.bodies == {"canciller": ("secretaria de relaciones exteriores",)}


@pytest.mark.parametrize(
    ("word", "expected"),
    [("presidenta", True), ("señor", True), ("presidentes", False), ("periodista", False),
     ("secretario general", False)],
)  # fmt: skip
def test_titles_stand_before_a_name_in_the_singular(
    nouns: Nouns, word: str, expected: bool
) -> None:
    assert (word in nouns.titles) is expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("periodista", True), ("presidenta", True), ("doctor", True), ("abogados", False),
     ("gobierno", False), ("cártel", False)],
)  # fmt: skip
def test_nouns_of_one_person(nouns: Nouns, word: str, expected: bool) -> None:
    assert (word in nouns.persons) is expected


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('posts = ["juez"]', "unknown key 'posts'"),
        ('position = "juez"', "position must be a list of words"),
        ("position = [1]", "position must be a list of words"),
        ('position = [""]', "position must be a list of words"),
        ('equivalents = ["juez"]', "equivalents needs lists of two words or more"),
        ('equivalents = [["juez"]]', "equivalents needs lists of two words or more"),
        ('position = ["juez"', "not TOML"),
        ('equivalents = "juez"', "equivalents needs lists of two words or more"),
        ('equivalents = [["juez", "juez"]]', "equivalents repeats 'juez'"),
        ('equivalents = [["juez", 3]]', "equivalents must be a list of words"),
        ("position = []", "not empty"),
        ('position = ["juez", "juez"]', "position repeats 'juez'"),
        ('epicene = "testigo"', "epicene must be a list of words"),
        ('body = ["tribunal"]', "body must be a table"),
        ('[body]\njuez = "tribunal"', "juez must be a list of words"),
    ],
)
def test_broken_lists_are_refused(tmp_path: Path, text: str, what: str) -> None:
    path = tmp_path / "nouns.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as error:
        load_nouns(path)
    assert what in error.value.what


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        load_nouns(tmp_path / "nouns.toml")


def test_an_unknown_key_is_answered_with_the_allowed_ones(tmp_path: Path) -> None:
    path = tmp_path / "nouns.toml"
    path.write_text('posts = ["juez"]', encoding="utf-8")
    with pytest.raises(DataError) as error:
        load_nouns(path)
    assert "position, counterpart" in error.value.todo


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('person = ["testigo"]\nposts = ["juez"]', ":2"),
        ('person = ["testigo"]\n\nposition = [\n  "juez", "juez",\n]', ":3"),
        ('# words\nequivalents = [\n  ["juez"],\n]', ":2"),
        ('juez = ["juez"]\n[body]\njuez = []', ":1"),
        ('title = ["juez"]\n[body]\n\ntitle = []', ":4 [body]"),
        ('title = ["juez"]\n\ntitle = ["señor"]', ":3"),
    ],
)
def test_a_refusal_names_the_line(tmp_path: Path, text: str, place: str) -> None:
    path = tmp_path / "nouns.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as error:
        load_nouns(path)
    assert error.value.where == f"{path}{place}"


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("canciller", "position"),
        ("exsecretaria", "position"),
        ("periodistas", "occupation"),
        ("manifestantes", "person"),
        ("coronel", "title"),
        ("pescadores", "occupation"),
        ("fiscalía", "organization"),
        ("jóvenes", "person"),
        ("países", "place"),
    ],
)
def test_the_installed_lists_know_everyday_words(form: str, kind: str) -> None:
    assert INSTALLED.by_form[form].kind == kind


def test_some_persons_rather_name_a_body() -> None:
    assert INSTALLED.as_body["policía"].kind == "organization"
    assert INSTALLED.as_body["constructora"].kind == "organization"
    assert "fiscalía" not in INSTALLED.as_body
    assert "autoridad" not in INSTALLED.as_body


def test_ranks_and_acting_nouns() -> None:
    assert {"coronel", "princesa"} <= INSTALLED.ranks
    assert "defensa" in INSTALLED.acting
