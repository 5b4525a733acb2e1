"""What a reading depends on, in one hash: the document, and everything that reads it."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields
from importlib import metadata
from pathlib import Path

from graph.errors import ModelError
from graph.language import models
from graph.model import Document
from graph.version import __version__
from graph.vocabulary import data_folder

_PACKAGE = Path(__file__).parent
# Of our code, what turns a document into a reading; a test compares it with what is imported.
_CODE = (
    "collection.py",
    "errors.py",
    "identity.py",
    "model.py",
    "pipeline.py",
    "version.py",
    "vocabulary.py",
)
_CODE_FOLDERS = ("language",)
# Of the data, what is left out: it is for what comes after the reading. What is new counts.
_NOT_READ_WITH = frozenset(
    {"hemerograph.ttl", "shapes.ttl", "context.jsonld", "inverses.tsv", "queries", "sources"}
)
_LIBRARIES = ("spacy", "thinc", "numpy", "python-dateutil")
_SEEN_BY_THE_READER = sorted(f.name for f in fields(Document) if f.name != "id")
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def document_key(document: Document) -> bytes:
    """Return a hash (SHA-256) of all of `document` that its reader sees: all but its id."""
    seen = [getattr(document, name) for name in _SEEN_BY_THE_READER]
    return hashlib.sha256(json.dumps(seen, default=str).encode("ascii")).digest()


def pipeline_fingerprint(model: str) -> str:
    """Return a hash of all that turns a document into a reading.

    That is the versions of this package, of Python, spaCy and the libraries under it and of those
    that the model asks for; the contents of the model, of the lexicon and the gazetteer, and
    of the code of the stages. What is edited in them counts at once; times and places of
    files do not. It takes some hundredths of a second for the small model (17 MB).

    Parameters
    ----------
    model : str
        An installed pipeline, or a folder with one.

    Raises
    ------
    ModelError
        If the model is not there or cannot be read.
    """
    models.require(model)
    folder = models.folder_of(model) or Path(model)
    total = hashlib.sha256()
    try:
        for line in (*_versions(folder), *_contents(folder)):
            total.update(f"{line}\n".encode("utf-8", "surrogateescape"))
    except OSError as error:
        what = f"a file of the pipeline cannot be read ({error.strerror or error})"
        raise ModelError(what, str(error.filename or folder), "Install it anew") from error
    return total.hexdigest()


def _versions(model: Path) -> Iterator[str]:
    yield f"hemerograph {__version__}"
    yield "python {}.{}".format(*sys.version_info[:2])
    meta = json.loads((model / "meta.json").read_text(encoding="utf-8"))
    asked = (_NAME.match(str(line)) for line in meta.get("requirements") or ())
    for name in sorted({*_LIBRARIES, *(match[0] for match in asked if match)}):
        try:
            yield f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            yield f"{name} -"


def _contents(model: Path) -> Iterator[str]:
    code = [_PACKAGE / name for name in _CODE]
    for name in _CODE_FOLDERS:
        code += (_PACKAGE / name).rglob("*.py")
    yield from _hashes("code", _PACKAGE, code)
    ontology = data_folder()
    data = (file for file in ontology.rglob("*") if file.suffix in (".toml", ".tsv", ".txt"))
    wanted = (f for f in data if _NOT_READ_WITH.isdisjoint(f.relative_to(ontology).parts))
    yield from _hashes("data", ontology, wanted)
    compiled = "__pycache__"
    yield from _hashes("model", model, (f for f in model.rglob("*") if compiled not in f.parts))


def _hashes(kind: str, root: Path, files: Iterable[Path]) -> Iterator[str]:
    for file in sorted(files):
        if file.is_file():
            with file.open("rb") as stream:
                content = hashlib.file_digest(stream, "sha256").hexdigest()
            yield f"{kind} {file.relative_to(root).as_posix()} {content}"
