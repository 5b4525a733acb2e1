"""Documents are read together, and nothing of that shows in what is said of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

import pytest

from graph.engines.batches import (
    ALONE,
    CHARACTERS,
    DOCUMENTS,
    outcomes_of,
    seconds_together,
    take_batch,
)
from graph.engines.interface import LENGTH, Limits
from graph.engines.local import LocalEngine
from graph.engines.serial import SerialEngine
from graph.errors import DataError
from graph.language.models import DEFAULT_MODEL
from graph.model import Document, Reading
from tests.engines.documents import documents, read
from tests.engines.readers import (
    ReaderDouble,
    make_reader,
    make_spanish_with_faults,
)
from tests.gold.markup import FOLDER, parse_cases
from tests.gold.trees import reader

NO_LIMITS = Limits(seconds=0, memory=0)


def sizes(lengths: Sequence[int], number: int, limits: Limits) -> list[int]:
    """How many documents each batch has."""
    waiting, out = deque(documents(*("a" * length for length in lengths))), []
    while waiting:
        out.append(len(take_batch(waiting, number, limits)))
    return out


SIZES = [
    ("a few", [100] * 5, 100, NO_LIMITS, [5]),
    ("as many as asked for", [100] * 5, 2, NO_LIMITS, [2, 2, 1]),
    ("no more than the greatest", [1] * (DOCUMENTS + 1), 1000, Limits(), [DOCUMENTS, 1]),
    ("no longer than the longest", [CHARACTERS // 5] * 7, 100, Limits(), [5, 2]),
    ("a long one alone", [10, 10, ALONE + 1, 10, 10], 100, Limits(), [2, 1, 2]),
    ("a very long one alone", [10 * CHARACTERS, 10], 100, Limits(), [1, 1]),
    ("small with little time", [CHARACTERS // 20] * 4, 100, Limits(seconds=1), [2, 2]),
    ("small with little memory", [CHARACTERS // 20] * 4, 100, Limits(memory=52 << 20), [2, 2]),
    ("single with hardly any", [1000] * 3, 100, Limits(seconds=0.01), [1, 1, 1]),
]


@pytest.mark.parametrize(
    ("lengths", "number", "limits", "expected"),
    [row[1:] for row in SIZES],
    ids=[s[0] for s in SIZES],
)
def test_a_batch_is_bounded(
    lengths: list[int], number: int, limits: Limits, expected: list[int]
) -> None:
    assert sizes(lengths, number, limits) == expected


@pytest.mark.parametrize(
    ("lengths", "seconds", "allowed"),
    [([10, 10], 30, 15), ([LENGTH, LENGTH], 30, 30), ([10, 10], 0, 0)],
    ids=["half of one document's", "longer, longer", "no limit"],
)
def test_a_batch_has_less_time_than_a_document_as_long(
    lengths: list[int], seconds: float, allowed: float
) -> None:
    given = documents(*("a" * length for length in lengths))
    assert seconds_together(given, Limits(seconds=seconds)) == allowed


class FailingTogether(ReaderDouble):
    """Gives some readings of a batch, then fails."""

    def __init__(self, after: int) -> None:
        self.after = after
        self.alone: list[str] = []

    def read(self, document: Document) -> Reading:
        self.alone.append(document.id)
        return super().read(document)

    def read_many(self, documents: Sequence[Document]) -> Iterator[Reading]:
        yield from map(super().read, documents[: self.after])
        raise ValueError("the shapes of two arrays differ")


@pytest.mark.parametrize("after", [0, 2, 4])
def test_where_a_batch_fails_the_rest_of_it_is_read_one_by_one(after: int) -> None:
    given, failing = documents("uno", "dos", "raises", "cuatro"), FailingTogether(min(after, 2))
    outcomes = list(outcomes_of(failing, given))
    assert [outcome.document for outcome in outcomes] == [d.id for d in given]
    assert {o.document: o.problem for o in outcomes if o.reading is None} == {
        "d002": "ValueError: no parse"
    }
    assert failing.alone == [d.id for d in given[min(after, 2) :]]


def test_an_error_that_is_no_document_s_ends_the_run() -> None:
    class Broken(ReaderDouble):
        def read(self, document: Document) -> Reading:
            raise DataError("unknown key 'verbo'", "frames/x.toml:3")

    with pytest.raises(DataError):
        list(outcomes_of(Broken(), documents("uno", "dos")))


@pytest.mark.parametrize("fault", ["raises", "dies"])
@pytest.mark.parametrize("number", [1, DOCUMENTS], ids=["single", "together"])
def test_what_is_refused_and_why_does_not_depend_on_batches(
    monkeypatch: pytest.MonkeyPatch, fault: str, number: int
) -> None:
    monkeypatch.setattr("graph.engines.batches.DOCUMENTS", number)
    given = documents("uno", "dos", fault, "cuatro", fault, "seis")
    outcomes = read(LocalEngine("m", 1, make_reader), given)
    reasons = {
        "raises": "ValueError: no parse",
        "dies": "the process that read it died (exit status 9)",
    }
    assert [o.document for o in outcomes] == [d.id for d in given]
    refused = {o.document: o.problem for o in outcomes if o.reading is None}
    assert refused == {"d002": reasons[fault], "d004": reasons[fault]}


def articles() -> list[str]:
    """Some of the project's own articles, of many lengths."""
    files = sorted((FOLDER / "development").glob("articles-*.txt"))
    cases = [case for file in files for case in parse_cases(file.read_text(encoding="utf-8"))]
    return [case.text for case in cases[::25]]


@pytest.fixture(scope="module")
def alone() -> dict[str, str]:
    """What is said of each article that is read by itself, to the last bit of a number."""
    return {d.id: repr(reader().read(d)) for d in documents(*articles())}


@pytest.mark.model
@pytest.mark.slow
def test_one_process_reads_articles_together_as_alone(alone: dict[str, str]) -> None:
    outcomes = read(SerialEngine(DEFAULT_MODEL), documents(*articles()))
    assert {o.document: repr(o.reading) for o in outcomes} == alone


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.parametrize(("jobs", "number"), [(1, DOCUMENTS), (2, DOCUMENTS), (2, 1)])
def test_articles_among_faulty_ones_are_read_as_alone(
    monkeypatch: pytest.MonkeyPatch, alone: dict[str, str], jobs: int, number: int
) -> None:
    monkeypatch.setattr("graph.engines.batches.DOCUMENTS", number)
    # On a busy machine an answer may take long: here it is the processor's time that counts.
    monkeypatch.setattr("graph.engines.workers.PATIENCE", 100)
    given = documents(*articles())
    for at, fault in ((7, "dies"), (3, "loops")):
        given.insert(at, Document(fault, fault, "0"))
    limits = Limits(seconds=1.0)
    outcomes = read(LocalEngine(DEFAULT_MODEL, jobs, make_spanish_with_faults, limits), given)
    assert {o.document: repr(o.reading) for o in outcomes if o.reading is not None} == alone
    refused = {o.document: o.problem for o in outcomes if o.reading is None}
    assert refused.keys() == {"loops", "dies"}
    assert "of processor time" in refused["loops"]
    assert refused["dies"] == "the process that read it died (exit status 9)"
