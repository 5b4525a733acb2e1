"""A reading is found again only by the pipeline that made it: any change of that counts."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import fingerprint
from graph.errors import ModelError
from graph.fingerprint import pipeline_fingerprint
from graph.vocabulary import data_folder
from tests.conftest import ROOT
from tests.killing import MODEL


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A model, and copies of the code and the data, which the rows below change."""
    place = tmp_path_factory.mktemp("pipeline")
    (place / "model" / "parser").mkdir(parents=True)
    (place / "model" / "meta.json").write_text(json.dumps(MODEL))
    (place / "model" / "parser" / "weights").write_bytes(b"\1\2")
    shutil.copytree(Path(fingerprint.__file__).parent, place / "graph")
    shutil.copytree(data_folder(), place / "ontology")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fingerprint, "_PACKAGE", place / "graph")
        patch.setattr(fingerprint, "data_folder", lambda: place / "ontology")
        yield place


CHANGES = [
    ("model/parser/weights", True),
    ("model/meta.json", True),
    ("model/parser/__pycache__/x.pyc", False),
    ("ontology/lexicon/es/roles.toml", True),
    ("ontology/lexicon/es/frames/new.toml", True),
    ("ontology/lexicon/es/plausibility.tsv", True),
    ("ontology/gazetteer/towns.tsv", True),
    ("ontology/relations.tsv", True),
    ("ontology/lexicon/es/README.md", False),
    ("ontology/hemerograph.ttl", False),
    ("ontology/shapes.ttl", False),
    ("ontology/queries/timeline.rq", False),
    ("ontology/gazetteer/sources/regions.tsv", False),
    ("graph/language/names.py", True),
    ("graph/language/new.py", True),
    ("graph/pipeline.py", True),
    ("graph/model.py", True),
    ("graph/identity.py", True),
    ("graph/collection.py", True),
    ("graph/exports/html.py", False),
    ("graph/api.py", False),
]


@pytest.mark.parametrize(("file", "counts"), CHANGES, ids=[name for name, _ in CHANGES])
def test_what_counts(place: Path, file: str, counts: bool) -> None:
    before = pipeline_fingerprint(str(place / "model"))
    path = place / file
    old = path.read_bytes() if path.exists() else None
    path.parent.mkdir(exist_ok=True)
    path.write_bytes((old or b"") + b"\n")
    try:
        assert (pipeline_fingerprint(str(place / "model")) != before) is counts
    finally:
        path.write_bytes(old) if old is not None else path.unlink()
    assert pipeline_fingerprint(str(place / "model")) == before


def test_the_time_of_a_file_does_not_count(place: Path) -> None:
    before = pipeline_fingerprint(str(place / "model"))
    (place / "graph" / "pipeline.py").touch()
    assert pipeline_fingerprint(str(place / "model")) == before


@pytest.mark.parametrize("library", ["spacy", "numpy", "thinc"])
def test_the_version_of_a_library_counts(
    place: Path, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = pipeline_fingerprint(str(place / "model"))
    real = fingerprint.metadata.version

    def version(name: str) -> str:
        return "0" if name == library else real(name)

    monkeypatch.setattr(fingerprint.metadata, "version", version)
    assert pipeline_fingerprint(str(place / "model")) != before


def test_a_model_that_is_not_there_is_told() -> None:
    with pytest.raises(ModelError, match="not installed"):
        pipeline_fingerprint("es_no_existe")


def test_all_of_our_code_that_reads_is_hashed() -> None:
    """What importing the reader loads of our own, by its files."""
    show = "import sys, graph.pipeline; print(*sorted(m for m in sys.modules if m[:6] == 'graph.'))"
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", show],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded = {name.split(".")[1] for name in run.stdout.split()}
    hashed = {Path(name).stem for name in (*fingerprint._CODE, *fingerprint._CODE_FOLDERS)}
    assert loaded <= hashed
