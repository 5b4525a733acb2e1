"""The data files spoilt at random: a broken one is told by file and line, and nothing else happens.

The real files are taken, and lines are deleted, doubled and moved, values exchanged for others of
any type, words for hostile ones, bytes for junk. A loader then reads the file, or refuses it with a
`DataError`; no other exception may come out.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import DataError
from graph.exports import jsonld
from graph.knowledge.word_knowledge import word_knowledge
from graph.language.attitude_words import load_attitude
from graph.language.body_words import load_bodies
from graph.language.conjugation_table import load_conjugation
from graph.language.factuality_words import load_factuality
from graph.language.fate_words import load_fates
from graph.language.frames import load_frames
from graph.language.gazetteer import load_gazetteer
from graph.language.lexicon import _verb_forms
from graph.language.models import known_models
from graph.language.nouns import load_nouns
from graph.language.role_words import load_roles
from graph.language.speech_words import load_speech
from graph.language.state_words import load_states
from graph.language.time_words import load_time_words
from graph.language.weights import load_weights
from graph.store import named
from graph.vocabulary import data_folder, relations

ES = Path("lexicon/es")


def _gazetteer(path: Path) -> object:
    root = next(folder for folder in path.parents if (folder / "gazetteer").is_dir())
    return load_gazetteer(root / ES / "names.toml", root / "gazetteer")


def _frames(path: Path) -> object:
    frames = load_frames(path.parents[1], relations())
    return _verb_forms(frames.infinitives(), path.parents[1])


def _speech(path: Path) -> object:
    return _verb_forms(load_speech(path).speech_verbs, path.parent)


def _attitude(path: Path) -> object:
    return _verb_forms(load_attitude(path).infinitives(), path.parent)


def _known_words(path: Path) -> object:
    root = next(folder for folder in path.parents if (folder / "gazetteer").is_dir())
    return word_knowledge.__wrapped__(root)


LOADERS: dict[Path, Callable[[Path], object]] = {
    Path("relations.tsv"): relations.__wrapped__,
    Path("resolution.tsv"): _known_words,
    Path("models.toml"): known_models.__wrapped__,
    Path("context.jsonld"): lambda path: jsonld._context.__wrapped__(),
    Path("queries/two-steps.rq"): lambda path: named.list_queries(),
    ES / "attitude.toml": _attitude,
    ES / "bodies.toml": load_bodies,
    ES / "conjugation.toml": load_conjugation.__wrapped__,
    ES / "factuality.toml": load_factuality,
    ES / "fates.toml": load_fates,
    ES / "identity.toml": _known_words,
    ES / "names.toml": _gazetteer,
    ES / "nouns.toml": load_nouns,
    ES / "plausibility.tsv": load_weights,
    ES / "roles.toml": load_roles,
    ES / "speech.toml": _speech,
    ES / "states.toml": load_states,
    ES / "time.toml": load_time_words.__wrapped__,
    ES / "frames/consult.toml": _frames,
    ES / "frames/structure.toml": _frames,
    **{
        Path("gazetteer") / f"{name}.tsv": _gazetteer
        for name in (
            "affiliations",
            "demonyms",
            "given_names",
            "place_aliases",
            "places",
            "surnames",
            "towns",
        )
    },
}

VALUES = (
    "3", "-1", "1e400", "nan", "inf", "9" * 5000, "true", '""', '" "', '"x"', '"/"', '"no"', '"*"',
    "[]", "[[]]", "[3]", '[""]', '[" "]', '["a", "a"]', '["a", 3]', '[["a"]]', '[["a", "b"], 3]',
    "{}", '{ name = 3 }', '{ a = "b" }', '[{}]', '[{ name = "x", type = "y" }]', "1979-05-27",
    '"' + "a" * 100_000 + '"', "[" * 3000 + "]" * 3000, '"\\u0000"', '"ñ/"', '"{"', '"{month}"',
    '"("', '"[a"',
)  # fmt: skip
WORDS = (
    "", " ", "\t", "\x00", "\u2028", "\x85", "ñ", "/", "//", "a/", "/a", "no", "se", "ar", "*",
    "**", "(", "{x}", "{month}", "\\\\", "\ud800", "e\u0301", "ir", "ír", "z", "i", "de", " de ",
    "a" * 100_000, "İ", "\u200b",
)  # fmt: skip
LINES = (
    "", "x", "=", "x = 1", "[x]", "[[x]]", "[[frame]]", "[[kind]]", "[[held_in]]", "[[family]]",
    "[[model]]", "[frame]", "[kind]", "[family]", "verbs = 3", "frame = 3", "\t\t\t\t\t\t\t\t",
    "# x", "(bias)\t1", "(threshold)\t2", "[endings]", "[attachment]", '"', '"""', "'''", "{", "}",
)  # fmt: skip

_places = st.integers(0, 1 << 20)
_changes = st.one_of(
    st.tuples(st.just("delete"), _places, st.integers(1, 40)),
    st.tuples(st.just("double"), _places, _places),
    st.tuples(st.just("cut"), _places, st.just(0)),
    st.tuples(st.just("line"), _places, st.sampled_from(LINES)),
    st.tuples(st.just("value"), _places, st.sampled_from(VALUES)),
    st.tuples(st.just("table"), _places, st.sampled_from(VALUES)),
    st.tuples(st.just("word"), _places, st.sampled_from(WORDS)),
    st.tuples(st.just("key"), _places, st.sampled_from(WORDS)),
    st.tuples(st.just("cell"), _places, st.sampled_from((*WORDS, *VALUES))),
    st.tuples(st.just("junk"), _places, st.binary(min_size=1, max_size=4)),
)
Change = tuple[str, int, object]


def spoilt(content: bytes, change: Change) -> bytes:
    """Return `content` with one change at a place, which is counted round and round."""
    kind, place, what = change
    if kind == "junk":
        assert isinstance(what, bytes)
        at = place % (len(content) + 1)
        return content[:at] + what + content[at + len(what) :]
    text = content.decode("utf-8", "surrogateescape")
    if kind == "cut":
        return text[: place % (len(text) + 1)].encode("utf-8", "surrogateescape")
    lines = text.split("\n")
    at = place % len(lines)
    if kind == "delete":
        del lines[at : at + int(str(what))]
    elif kind == "double":
        lines.insert(int(str(what)) % len(lines), lines[at])
    elif kind == "line":
        lines.insert(at, str(what))
    elif kind == "value":
        _replace(lines, place, r"(?<== )[^\[\n{].*|(?<== )\[.*\]$", str(what))
    elif kind == "table":
        _replace(lines, place, r"^\[+([\w.]+)\]+", f"{what}")
    elif kind == "word":
        _replace(lines, place, r'(?<=")[^"]+(?=")', str(what))
    elif kind == "key":
        _replace(lines, place, r"^[\w-]+(?= *=)", f'"{what}"')
    elif kind == "cell":
        _replace(lines, place, r"(?<=\t)[^\t]*|^[^\t#]+(?=\t)", str(what))
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def _replace(lines: list[str], place: int, pattern: str, new: str) -> None:
    """Replace one of the stretches that fit a pattern; a header of a table by a key of its name."""
    found = [(n, m) for n, line in enumerate(lines) for m in re.finditer(pattern, line)]
    if found:
        number, match = found[place % len(found)]
        line = lines[number]
        new = f"{match[1]} = {new}" if match.groups() else new
        lines[number] = line[: match.start()] + new + line[match.end() :]


@pytest.fixture(scope="module")
def ontology(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("fuzz") / "ontology"
    shutil.copytree(data_folder(), root, ignore=shutil.ignore_patterns("sources", "__pycache__"))
    # The beginning of each long list is enough, and is read many times a second.
    for table in (root / "gazetteer").glob("*.tsv"):
        lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
        table.write_text("".join(lines[:200]), encoding="utf-8")
    fuzzed = {root / name for name in LOADERS}
    for folder in ("queries", ES / "frames"):
        for file in (root / folder).iterdir():
            if file not in fuzzed:
                file.unlink()
    return root


@pytest.fixture(autouse=True)
def _our_ontology(ontology: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The tables that a loader looks up itself, rather than those of the package.
    for module in (jsonld, named):
        monkeypatch.setattr(module, "data_folder", lambda: ontology)


@pytest.mark.parametrize("name", LOADERS, ids=str)
@given(changes=st.lists(_changes, min_size=1, max_size=3))
def test_a_spoilt_file_is_read_or_told_by_its_place(
    ontology: Path, name: Path, changes: list[Change]
) -> None:
    path = ontology / name
    content = sound = path.read_bytes()
    for change in changes:
        content = spoilt(content, change)
    path.write_bytes(content)
    try:
        LOADERS[name](path)
    except DataError as error:
        assert str(path) in error.where or str(path.parent) in error.where
        assert error.what and error.todo
        assert "\n" not in error.what[:200]
    finally:
        path.write_bytes(sound)


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("lexicon/es/time.toml", "diciembre = 12", "diciembre = 13", "needs a number"),
        ("lexicon/es/time.toml", "dic = 12", "dic = true", "needs a number"),
        ("lexicon/es/attitude.toml", '\nadjectives = ["', '\nadjectives = [" ", "', "list of"),
        ("lexicon/es/nouns.toml", '\nposition = [', '\nposition = ["/a", ', "lacks a form"),
        ("models.toml", "megabytes = ", f"megabytes = {'9' * 5000}", "not TOML that can be read"),
        ("models.toml", "megabytes = ", f"megabytes = {'[' * 9000}", "not TOML"),
        ("relations.tsv", "\tno\tevent\t", "\tno\tevent\textra\t", "number of columns"),
        ("gazetteer/surnames.tsv", "\nA", "\n\tno\nA", "no name"),
    ],
)  # fmt: skip
def test_what_once_came_out_as_another_error(
    ontology: Path, name: str, old: str, new: str, told: str
) -> None:
    path = ontology / name
    sound = path.read_text(encoding="utf-8")
    assert old in sound
    path.write_text(sound.replace(old, new, 1), encoding="utf-8")
    try:
        with pytest.raises(DataError, match=told) as caught:
            LOADERS[Path(name)](path)
        assert re.search(rf"{re.escape(name)}:\d+", caught.value.where)
    finally:
        path.write_text(sound, encoding="utf-8")
