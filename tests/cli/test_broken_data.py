"""Broken files of the ontology, as their editor meets them: which file, which line, what to do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.cli import UNUSABLE, cli
from graph.exports.turtle import to_turtle
from graph.language.lexicon import load_lexicon
from graph.vocabulary import data_folder
from tests.samples import sample_graph

NEWS = "El canciller habló ayer con el embajador en Lima sobre la cooperación entre los países."


@pytest.fixture
def ontology(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Make the program use a copy of its ontology, which a test may break."""
    copy = tmp_path / "ontology"
    shutil.copytree(data_folder(), copy, ignore=shutil.ignore_patterns("sources", "__pycache__"))
    monkeypatch.setattr("graph.vocabulary.files", lambda package: tmp_path / package)
    load_lexicon.cache_clear()
    yield copy
    load_lexicon.cache_clear()


def spoil(path: Path, old: str, new: str) -> int:
    """Replace the first `old` in a file, and return the number of its line."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + old.startswith("\n") + 1


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("lexicon/es/nouns.toml", "\nposition = [", "\nposts = [",
         "unknown key 'posts'. Allowed keys: position,"),
        ("lexicon/es/nouns.toml", "\ntitle = [", '\ntitle = ["don", "don", ',
         "title repeats 'don'"),
        ("lexicon/es/names.toml", "\nopeners = [", "\nopener = [",
         "unknown key 'opener'. Allowed keys: particles,"),
        ("lexicon/es/names.toml", "\norganization = [", "\norganisation = [",
         "unknown key 'organisation'. Allowed keys: organization, place, work, event"),
        ("lexicon/es/names.toml", "\nmedia = [", "\nmedia = [,", "not TOML"),
        ("lexicon/es/speech.toml", "\nweak = [", "\nweek = [",
         "unknown key 'week'. Allowed keys: verbs, weak,"),
        ("lexicon/es/roles.toml", "\nmembers = [", "\nmembers = [3, ",
         "members must be a list of words"),
        ("lexicon/es/factuality.toml", "\n[nonactual]", "\n[unreal]",
         "unknown table [unreal]. Allowed: negation, nonactual, actual"),
        ("gazetteer/places.tsv", "\nAarhus\tcity", "\nAarhus city", "6 columns. Give 7"),
        ("gazetteer/given_names.tsv", "name\tgender", "name\tsex",
         "wrong columns. Needed: name, gender"),
        ("relations.tsv", "\tno\tevent", "\tno\tact", "kind is event or state"),
    ],
)  # fmt: skip
def test_a_build_with_a_broken_file_ends_in_2_names_the_line_and_writes_nothing(
    tmp_path: Path, ontology: Path, name: str, old: str, new: str, told: str
) -> None:
    line = spoil(ontology / name, old, new)
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    # In this process, which alone sees the copy.
    result = run("build", tmp_path / "news.txt", "-o", tmp_path / "out", "--engine", "serial")
    assert result.exit_code == UNUSABLE, result.output
    assert f"{ontology / name}:{line}" in result.stderr
    assert told in result.stderr
    assert "Traceback" not in result.output
    assert not (tmp_path / "out").exists()


@pytest.mark.model
def test_a_build_with_a_broken_frame_names_the_line_of_the_frame(
    tmp_path: Path, ontology: Path
) -> None:
    path = ontology / "lexicon" / "es" / "frames" / "consult.toml"
    line = spoil(path, "[[frame]]\n", "[[frame]]\nverb = 3\n")
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    # In this process, which alone sees the copy.
    result = run("build", tmp_path / "news.txt", "-o", tmp_path / "out", "--engine", "serial")
    assert result.exit_code == UNUSABLE, result.output
    assert f"{path}:{line}: unknown key 'verb'. Allowed keys: relation, verbs," in result.stderr
    assert not (tmp_path / "out").exists()


def test_validating_with_a_broken_ontology_ends_in_2_and_names_the_line(
    tmp_path: Path, ontology: Path
) -> None:
    path = ontology / "hemerograph.ttl"
    line = spoil(path, "\nhg:Claim a ", "\nhg:Claim @ a ")
    (tmp_path / "graph.ttl").write_bytes(to_turtle(sample_graph()))
    result = run("validate", tmp_path / "graph.ttl")
    assert result.exit_code == UNUSABLE, result.output
    assert f"{path}: the ontology cannot be read" in result.stderr
    assert f"line {line}" in result.stderr
    assert "Traceback" not in result.output
