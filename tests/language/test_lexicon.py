"""The lexicon as a whole: what it answers about words, and what a broken file makes it say."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph.errors import DataError
from graph.language.lexicon import Lexicon, load_lexicon
from graph.language.syntax import Tree
from graph.language.word_lists import check_lists, read_toml
from graph.vocabulary import data_folder
from tests.language.docs import doc_of

FRAMES = """
[[frame]]
relation = "spokeWith"
verbs = ["hablar", "reunirse", "sentir", "sentar", "ir"]
object = ["con"]

[[frame]]
relation = "arrested"
verbs = ["detener"]
"""
TABLES = (
    "places",
    "place_aliases",
    "given_names",
    "surnames",
    "towns",
    "demonyms",
    "affiliations",
)


def small_ontology(folder: Path) -> Path:
    """Write the installed words with two frames and short tables of names, to be broken."""
    source = data_folder()
    lexicon = folder / "lexicon" / "es"
    (lexicon / "frames").mkdir(parents=True)
    shutil.copy(source / "relations.tsv", folder)
    for path in (source / "lexicon" / "es").glob("*.t*"):
        shutil.copy(path, lexicon)
    (lexicon / "frames" / "test.toml").write_text(FRAMES, encoding="utf-8")
    (folder / "gazetteer").mkdir()
    for table in TABLES:
        lines = (source / "gazetteer" / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
        text = "\n".join(lines[:20]) + "\n"
        (folder / "gazetteer" / f"{table}.tsv").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    return load_lexicon("es", small_ontology(tmp_path_factory.mktemp("ontology")))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("hablaron=hablar ROOT 0 past", ("hablar",)),
        ("hablaron=hablaron ROOT 0 past", ("hablar",)),
        ("Hablaron=hablarar ROOT 0 past", ("hablar",)),
        ("siento=sentir ROOT 0 pres", ("sentir",)),
        ("siento=sento ROOT 0 pres", ("sentar", "sentir")),
        ("fue=ser ROOT 0 past", ("ir",)),
        ("detenidas=detener ROOT 0 part", ("detener",)),
        ("deteneos=detener ROOT 0 imp", ("detener",)),
        ("come=comer ROOT 0 pres", ()),
        ("detenedor=detener NOUN ROOT 0", ()),
    ],
)
def test_the_infinitives_of_a_token(lexicon: Lexicon, row: str, expected: tuple[str, ...]) -> None:
    assert lexicon.verb_lemmas(Tree(doc_of(row)), 0) == expected


def test_the_lemma_of_a_verb_with_its_pronoun_counts_without_it(lexicon: Lexicon) -> None:
    tree = Tree(doc_of("detenerlo ROOT 0 inf"))
    tree.lemma[0] = "detener él"  # as the default model writes it
    assert lexicon.verb_lemmas(tree, 0) == ("detener",)


def test_a_verb_with_its_pronoun_is_known_by_its_form_too(lexicon: Lexicon) -> None:
    assert lexicon.verb_lemmas(Tree(doc_of("reunirse ROOT 0 inf")), 0) == ("reunir",)


@pytest.mark.parametrize(
    ("form", "expected"),
    [("habló", True), ("reúnen", True), ("detenido", True), ("comió", False), ("mesa", False)],
)
def test_forms_of_its_verbs(lexicon: Lexicon, form: str, expected: bool) -> None:
    assert lexicon.is_verb_form(form) is expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [("detenidas", True), ("dicho", True), ("habló", False), ("comido", False)],
)
def test_participles_of_verbs_of_frames_and_of_speech(
    lexicon: Lexicon, form: str, expected: bool
) -> None:
    assert lexicon.is_participle(form) is expected


@pytest.mark.parametrize(
    ("lemma", "expected"), [("lunes", True), ("madrugada", True), ("Lima", False), ("mesa", False)]
)
def test_nouns_of_time_are_no_participants(lexicon: Lexicon, lemma: str, expected: bool) -> None:
    assert lexicon.is_time_noun(lemma) is expected


@pytest.mark.parametrize(
    ("word", "other"),
    [("presidente", "mandatario"), ("presidenta", "mandataria"), ("canciller", "secretaria")],
)
def test_words_for_one_post(lexicon: Lexicon, word: str, other: str) -> None:
    assert any(w.split()[0] == other for w in lexicon.equivalents(word))


def test_a_word_without_equivalents(lexicon: Lexicon) -> None:
    assert lexicon.equivalents("mesa") == frozenset()


@pytest.mark.parametrize(
    ("low", "kind"),
    [("secretaría", "Organization"), ("universidad", "Organization"), ("avenida", "Place"),
     ("mesa", None)],
)  # fmt: skip
def test_heads_of_names(lexicon: Lexicon, low: str, kind: str | None) -> None:
    assert lexicon.head_type(low) == kind


def test_the_infinitives_of_frames_are_the_known_verbs(lexicon: Lexicon) -> None:
    assert lexicon.known_verbs == {"hablar", "reunir", "sentir", "sentar", "ir", "detener"}


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("México", "Cuernavaca", True),
        ("Morelos", "Cuernavaca", True),
        ("Cuernavaca", "México", False),
        ("Narnia", "Cuernavaca", False),
    ],
)
def test_a_place_in_a_place(outer: str, inner: str, expected: bool) -> None:
    assert load_lexicon().contains(outer, inner) is expected


@pytest.mark.parametrize(
    ("name", "old", "new", "what"),
    [
        ("speech", "\nverbs = [", "\nwords = [", "unknown key 'words'"),
        ("speech", "\nweak = [", "\nweek = [", "unknown key 'week'"),
        ("roles", "\nmembers = [", "\nmember = [", "unknown key 'member'"),
        ("roles", 'spokespersons = ["portavoz", "vocero"]', "spokespersons = []", "not empty"),
        ("roles", '["portavoz", "vocero"]', '["vocero", "vocero"]', "repeats 'vocero'"),
        ("roles", '["portavoz", "vocero"]', '"vocero"', "spokespersons must be a list of words"),
        ("roles", "\nsame_bodies = [", '\nsame_bodies = ["UE", ', "same_bodies must be a list"),
        ("factuality", "[negation]", "[denial]", "unknown table [denial]"),
        ("factuality", "\ncancel = [", "\ncancels = [", "unknown key 'cancels'"),
        ("nouns", "\nposition = [", "\nposts = [", "unknown key 'posts'"),
        ("names", "\nopeners = [", "\nopener = [", "unknown key 'opener'"),
        ("frames/test", 'relation = "arrested"', 'relation = "held"', "unknown relation 'held'"),
    ],
)
def test_a_broken_file_is_refused_by_name(
    tmp_path: Path, name: str, old: str, new: str, what: str
) -> None:
    root = small_ontology(tmp_path)
    path = root / "lexicon" / "es" / f"{name}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as error:
        load_lexicon("es", root)
    assert what in error.value.what and str(path) in error.value.where


@pytest.mark.parametrize("name", ["speech", "roles", "factuality", "nouns", "names"])
def test_a_missing_file_is_refused_by_name(tmp_path: Path, name: str) -> None:
    root = small_ontology(tmp_path)
    path = root / "lexicon" / "es" / f"{name}.toml"
    path.unlink()
    with pytest.raises(DataError, match="cannot be read") as error:
        load_lexicon("es", root)
    assert error.value.where == str(path)


def test_speech_without_verbs_is_refused(tmp_path: Path) -> None:
    root = small_ontology(tmp_path)
    (root / "lexicon" / "es" / "speech.toml").write_text('weak = ["pedir"]', encoding="utf-8")
    with pytest.raises(DataError, match="verbs"):
        load_lexicon("es", root)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('verbs = ["decir"]\nnoun = ["dicho"]', 2, "unknown key 'noun'"),
        ("# words\n\nverbs = []", 3, "verbs must be a list of words, not empty"),
        ('verbs = ["decir", 3]', 1, "verbs must be a list of words, not empty"),
        ('verbs = ["decir", "decir"]', 1, "verbs repeats 'decir'"),
    ],
)
def test_a_broken_list_is_refused_with_its_line(
    tmp_path: Path, text: str, line: int, what: str
) -> None:
    path = tmp_path / "speech.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as error:
        check_lists(read_toml(path), ("verbs", "nouns"), path)
    assert (error.value.where, error.value.what) == (f"{path}:{line}", what)


def test_a_long_list_is_checked_too(tmp_path: Path) -> None:
    path = tmp_path / "speech.toml"
    words = [f"verbo{k}" for k in range(400)] + ["verbo7"]
    path.write_text(f"verbs = {words}", encoding="utf-8")
    with pytest.raises(DataError, match="repeats 'verbo7'"):
        check_lists(read_toml(path), ("verbs",), path)


def test_well_formed_lists_are_returned_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "speech.toml"
    path.write_text('verbs = ["decir"]', encoding="utf-8")
    assert check_lists(read_toml(path), ("verbs", "nouns"), path) == {"verbs": ["decir"]}
