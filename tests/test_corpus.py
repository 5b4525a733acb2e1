from __future__ import annotations

import hashlib
import os
from collections.abc import Generator, Iterator, Sequence

import psutil
import pytest

from graph.corpus import read_corpus
from graph.engines.interface import Outcome, Reader
from graph.engines.local import LocalEngine
from graph.engines.serial import SerialEngine
from graph.errors import DataError
from graph.model import Document, Reading

VERSIONS = {"reader": "1"}


class ReaderDouble:
    """Reads nothing into a text, and fails where the text tells it to."""

    versions = VERSIONS

    def read(self, document: Document) -> Reading:
        if "falla" in document.text:
            raise ValueError("no parse")
        if "muere" in document.text:
            os._exit(9)
        return Reading(document, (), (), (), ())

    def read_many(self, documents: Sequence[Document]) -> Iterator[Reading]:
        return map(self.read, documents)


def make_reader(model: str) -> Reader:
    return ReaderDouble()


def make_broken(model: str) -> Reader:
    raise DataError("unknown key 'verbo'", "frames/x.toml:3", "Keys: verbs, nouns")


def documents(*texts: str) -> list[Document]:
    return [
        Document(f"d{n}", text, hashlib.sha256(text.encode()).hexdigest())
        for n, text in enumerate(texts)
    ]


class EngineDouble:
    """Gives its outcomes in an order of its own."""

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        self._outcomes = outcomes

    def read(self, documents: Sequence[Document]) -> Generator[Outcome, None, None]:
        yield from self._outcomes

    def versions(self) -> dict[str, str]:
        return VERSIONS


@pytest.mark.parametrize("backwards", [False, True])
def test_the_order_of_the_engine_does_not_show(backwards: bool) -> None:
    given = documents("uno", "dos", "tres")
    outcomes = [Outcome(d.id, Reading(d, (), (), (), ())) for d in given]
    corpus = read_corpus(given, EngineDouble(outcomes[::-1] if backwards else outcomes))
    assert [reading.document.id for reading in corpus.readings] == ["d0", "d1", "d2"]


def test_progress_is_told_after_each_document() -> None:
    seen: list[tuple[int, int]] = []
    engine = SerialEngine("m", make_reader)
    read_corpus(documents("uno", "falla"), engine, lambda *done: seen.append(done))
    assert seen == [(1, 2), (2, 2)]


ENGINES = [
    pytest.param(SerialEngine("m", make_reader), id="one process"),
    pytest.param(LocalEngine("m", 2, make_reader), id="two processes"),
]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_document_that_fails_is_refused_by_name(engine: SerialEngine | LocalEngine) -> None:
    corpus = read_corpus(documents("uno", "falla", "tres"), engine)
    assert [reading.document.id for reading in corpus.readings] == ["d0", "d2"]
    (error,) = corpus.refused
    assert error.where == "d1"
    assert "ValueError: no parse" in error.what
    assert corpus.versions == VERSIONS


def test_a_document_that_kills_its_process_is_refused_and_the_rest_read() -> None:
    corpus = read_corpus(documents("uno", "muere", "tres", "4"), LocalEngine("m", 2, make_reader))
    assert [reading.document.id for reading in corpus.readings] == ["d0", "d2", "d3"]
    assert [error.where for error in corpus.refused] == ["d1"]
    assert "died" in corpus.refused[0].what


@pytest.mark.parametrize(
    "engine", [SerialEngine("m", make_broken), LocalEngine("m", 2, make_broken)]
)
def test_a_broken_lexicon_ends_the_run_with_its_own_error(
    engine: SerialEngine | LocalEngine,
) -> None:
    with pytest.raises(DataError) as caught:
        read_corpus(documents("uno", "dos"), engine)
    assert caught.value.where == "frames/x.toml:3"


def test_whoever_breaks_off_leaves_no_process() -> None:
    def interrupted(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_corpus(documents("uno", "dos"), LocalEngine("m", 1, make_reader), interrupted)
    # The driver of a browser may be another child of the tests.
    assert [c for c in psutil.Process().children() if "python" in c.name()] == []
