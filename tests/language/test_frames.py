"""Frames as data: what a file may say, what is refused and how, what is left to its default."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.errors import DataError
from graph.language.frames import KEYS, Frame, Frames, load_frames, plain
from graph.vocabulary import data_folder, relations

SPOKE = 'relation = "spokeWith"'
ACCUSED = 'relation = "accused"'


def load(folder: Path, *entries: str, name: str = "test") -> Frames:
    """Write each entry as a frame of one file, and load it."""
    (folder / "frames").mkdir(exist_ok=True)
    text = "# words\n\n" + "\n".join(f"[[frame]]\n{entry}\n" for entry in entries)
    (folder / "frames" / f"{name}.toml").write_text(text, encoding="utf-8")
    return load_frames(folder, relations())


def only(folder: Path, entry: str) -> Frame:
    return load(folder, entry).all[0]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (f'{SPOKE}\nverb = ["hablar"]', "unknown key 'verb'"),
        ('relation = "chattedWith"\nverbs = ["hablar"]', "unknown relation 'chattedWith'"),
        ('verbs = ["hablar"]', "unknown relation None"),
        (SPOKE, "a frame needs one of verbs, nouns, adjectives"),
        (f'{SPOKE}\nverbs = ["hablar"]\nnouns = ["charla"]', "a frame needs one of"),
        (f'{SPOKE}\nverbs = ["hablar"]\nsupport = ["tener"]', "support without nouns"),
        (f'{SPOKE}\nadjectives = ["crítico"]', "adjectives without object"),
        (f'{SPOKE}\nverbs = ["hablo"]', "'hablo' is no infinitive"),
        (f'{SPOKE}\nnouns = ["charla"]\nsupport = ["tuvo"]', "'tuvo' is no infinitive"),
        (f"{SPOKE}\nverbs = []", "verbs must be a list of words, not empty"),
        (f'{SPOKE}\nnouns = "charla"', "nouns must be a list of words, not empty"),
        (f'{SPOKE}\nnouns = [""]', "nouns must be a list of words, not empty"),
        (f'{SPOKE}\nverbs = ["hablar"]\nobject = [3]', "object must be a list of words, not empty"),
        (f'{SPOKE}\nverbs = ["hablar", "hablar"]', "verbs repeats 'hablar'"),
        (f'{SPOKE}\nverbs = ["hablar"]\nsubject_types = ["Human"]', "unknown entity type 'Human'"),
        (f'{SPOKE}\nverbs = ["hablar"]\nobject_types = ["person"]', "unknown entity type 'person'"),
        (f'{SPOKE}\nverbs = ["hablar"]\ncontent = "planned"', "bad content 'planned'"),
        (f'{SPOKE}\nverbs = ["hablar"]\ncontrol = "iobj"', "bad control 'iobj'"),
        (f'{SPOKE}\nverbs = ["hablar"]\nmodality = "possible"', "bad modality 'possible'"),
        (f'{SPOKE}\nverbs = ["hablar"]\npolarity = "negative"', "bad polarity 'negative'"),
        (f'{SPOKE}\nverbs = ["hablar"]\nreciprocal = "yes"', "reciprocal must be true or false"),
        (f'{SPOKE}\nverbs = ["hablar"]\ninverse = 1', "inverse must be true or false"),
        (f'{SPOKE}\nverbs = ["hablar"]\nconfidence = 0', "bad confidence 0"),
        (f'{SPOKE}\nverbs = ["hablar"]\nconfidence = 1.5', "bad confidence 1.5"),
        (f'{SPOKE}\nverbs = ["hablar"]\nconfidence = "high"', "bad confidence 'high'"),
        (f'{SPOKE}\nverbs = ["hablar"]\nconfidence = true', "bad confidence True"),
        (f'{SPOKE}\nverbs = "hablar"', "verbs must be a list of words, not empty"),
        (f"{SPOKE}\nverbs = [3]", "verbs must be a list of words, not empty"),
        (f'{SPOKE}\nnouns = ["charla"]\nsupport = "tener"', "support must be a list of words"),
        ('relation = ["spokeWith"]\nverbs = ["hablar"]', "unknown relation ['spokeWith']"),
    ],
)  # fmt: skip
def test_a_broken_frame_is_refused_by_name(tmp_path: Path, entry: str, message: str) -> None:
    with pytest.raises(DataError) as error:
        load(tmp_path, entry)
    assert message in error.value.what


def test_a_refusal_names_file_and_line_of_the_frame(tmp_path: Path) -> None:
    with pytest.raises(DataError) as error:
        load(tmp_path, f'{SPOKE}\nverbs = ["hablar"]', f'{SPOKE}\nverbs = ["hablo"]')
    assert error.value.where == f"{tmp_path / 'frames' / 'test.toml'}:7"


def test_an_unknown_key_is_answered_with_the_allowed_ones(tmp_path: Path) -> None:
    with pytest.raises(DataError) as error:
        load(tmp_path, f'{SPOKE}\nwords = ["hablar"]')
    assert error.value.todo == f"Allowed keys: {', '.join(KEYS)}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('# words\n[[frame]\nrelation = "spokeWith"', "not TOML"),
        ('# words\n[[frames]]\nrelation = "spokeWith"', "unknown table 'frames'"),
        ('# words\nrelation = "spokeWith"', "unknown table 'relation'"),
        ('# words\n[frame]\nrelation = "spokeWith"', "frame is no list of tables"),
        ("# words\nframe = [3]", "frame is no list of tables"),
    ],
)
def test_a_file_that_holds_no_frames_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "frames").mkdir()
    path = tmp_path / "frames" / "test.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=message) as error:
        load_frames(tmp_path, relations())
    assert error.value.where == f"{path}:2"


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "frames").mkdir()
    (tmp_path / "frames" / "test.toml").write_bytes("# reunión".encode("latin-1"))
    with pytest.raises(DataError, match="not UTF-8"):
        load_frames(tmp_path, relations())


def test_a_folder_without_frames_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no frames"):
        load_frames(tmp_path, relations())


VERB, NOUN, ADJECTIVE = (
    'verbs = ["hablar"]',
    'nouns = ["charla"]',
    'adjectives = ["hostil"]\nobject = ["a"]',
)


@pytest.mark.parametrize(
    ("words", "attribute", "expected"),
    [
        (VERB, "subject", ("nsubj",)),
        (VERB, "object", ("obj",)),
        (NOUN, "subject", ("por parte de", "por", "poss", "gentilic", "de")),
        (NOUN, "object", ("de",)),
        (ADJECTIVE, "subject", ("head",)),
        (VERB, "subject_types", frozenset()),
        (VERB, "fixed", ()),
        (VERB, "unless", ()),
        (VERB, "requires", frozenset()),
        (VERB, "content", ""),
        (VERB, "modality", None),
        (VERB, "polarity", None),
        (VERB, "inverse", False),
        (VERB, "confidence", 0.8),
        (VERB, "reciprocal", False),
    ],
)
def test_what_a_frame_leaves_out_has_its_default(
    tmp_path: Path, words: str, attribute: str, expected: Any
) -> None:
    assert getattr(only(tmp_path, f"{ACCUSED}\n{words}"), attribute) == expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (f"{SPOKE}\n{VERB}", True),
        (f"{SPOKE}\n{VERB}\nreciprocal = false", False),
        (f"{ACCUSED}\n{VERB}", False),
        (f"{ACCUSED}\n{VERB}\nreciprocal = true", True),
    ],
)
def test_a_frame_of_a_symmetric_relation_is_reciprocal_unless_told(
    tmp_path: Path, entry: str, expected: bool
) -> None:
    assert only(tmp_path, entry).reciprocal is expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", "subject"),
        ('content = "reported"', "subject"),
        ('content = "nonactual"', "object"),
        ('content = "nonactual"\ncontrol = "subject"', "subject"),
        ('control = "object"', "object"),
    ],
)
def test_whose_act_a_governed_infinitive_is(tmp_path: Path, more: str, expected: str) -> None:
    assert only(tmp_path, f"{ACCUSED}\n{VERB}\n{more}").controller == expected


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("fixed", '["en libertad", "libre"]', (("en", "libertad"), ("libre",))),
        ("unless", '["la atención"]', (("la", "atención"),)),
        ("requires", '["orden", "auto"]', frozenset({"orden", "auto"})),
        ("subject_types", '["Person", "Group"]', frozenset({"Person", "Group"})),
        ("object", '["con", "en contra de"]', ("con", "en contra de")),
        ("confidence", "1", 1.0),
    ],
)
def test_what_a_frame_says_is_kept(tmp_path: Path, key: str, value: str, expected: Any) -> None:
    assert getattr(only(tmp_path, f"{ACCUSED}\n{VERB}\n{key} = {value}"), key) == expected


def test_a_frame_is_named_by_its_file_and_number(tmp_path: Path) -> None:
    found = load(tmp_path, f"{SPOKE}\n{VERB}", f"{SPOKE}\n{NOUN}", name="consult")
    assert [f.id for f in found.all] == ["consult/1", "consult/2"]


def test_files_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    load(tmp_path, f"{ACCUSED}\n{VERB}", name="b")
    found = load(tmp_path, f"{SPOKE}\n{VERB}", name="a")
    assert [f.id for f in found.by_verb["hablar"]] == ["a/1", "b/1"]


@pytest.mark.parametrize(
    ("entry", "index", "word"),
    [
        (f'{SPOKE}\nverbs = ["reunirse"]', "by_verb", "reunir"),
        (f"{SPOKE}\n{NOUN}", "by_noun", "charla"),
        (f"{SPOKE}\n{ADJECTIVE}", "by_adjective", "hostil"),
        (f'{SPOKE}\n{NOUN}\nsupport = ["reunirse"]', "by_support", "reunir"),
    ],
)
def test_a_frame_is_found_by_the_word_that_evokes_it(
    tmp_path: Path, entry: str, index: str, word: str
) -> None:
    assert list(getattr(load(tmp_path, entry), index)) == [word]


def test_a_verb_listed_with_and_without_its_clitic_has_the_frame_once(tmp_path: Path) -> None:
    found = load(tmp_path, f'{SPOKE}\nverbs = ["reunir", "reunirse"]')
    assert len(found.by_verb["reunir"]) == 1


def test_the_infinitives_are_those_of_verbs_and_light_verbs(tmp_path: Path) -> None:
    found = load(
        tmp_path, f'{SPOKE}\nverbs = ["reunirse"]', f'{SPOKE}\n{NOUN}\nsupport = ["tener"]'
    )
    assert found.infinitives() == {"reunir", "tener"}


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("hablar", "hablar"),
        ("reunirse", "reunir"),
        ("oponerse", "oponer"),
        ("reírse", "reír"),
        ("emprenderla", "emprender"),
        ("versar", "versar"),
    ],
)
def test_the_infinitive_without_its_clitics(verb: str, expected: str) -> None:
    assert plain(verb) == expected


def test_the_installed_frames_load() -> None:
    folder = data_folder() / "lexicon" / "es"
    assert {f.id.split("/")[0] for f in load_frames(folder, relations()).all} == {
        path.stem for path in (folder / "frames").glob("*.toml")
    }
