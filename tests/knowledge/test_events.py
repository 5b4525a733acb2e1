"""Which claims of several documents tell of one event, and how many sources it has."""

from __future__ import annotations

from itertools import permutations

import pytest

from graph.knowledge.events import in_events
from graph.model import Claim, Document, KnownClaim, Span

Told = tuple[str, str | None, str | None]
"""A document's id, its date, and the time of the claim."""


def claim(
    document: str, time: str | None, number: int = 0, relation: str = "accused"
) -> KnownClaim:
    told = Claim(
        "ana", relation, "luis", "affirmed", "actual", None, Span(0, 9), Span(0, 3), 0.9, time=time
    )
    return KnownClaim(f"{document}-{number}-{time}", document, None, told)


def events(*told: Told, copies: dict[str, str] | None = None) -> list[set[str]]:
    """Return the documents of each event, in the order of the first."""
    documents = {name: Document(name, "", "", date=date) for name, date, _ in told}
    claims = [claim(name, time, k) for k, (name, _, time) in enumerate(told)]
    _, found = in_events(claims, documents, copies or {})
    return sorted((set(event.documents) for event in found), key=sorted)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param(
            [("a", None, "2025-03-04"), ("b", None, "2025-03-04")], [{"a", "b"}], id="one day"
        ),
        pytest.param(
            [("a", None, "2025-03-04"), ("b", None, "2025-03-05")], [{"a", "b"}],
            id="a day apart: ayer in a text sent on the next day",
        ),
        pytest.param(
            [("a", None, "2025-03-04"), ("b", None, "2025-03-06")], [{"a"}, {"b"}],
            id="two days apart",
        ),
        pytest.param(
            [("a", None, "2025-03-04"), ("b", None, "2025-03-05"), ("c", None, "2025-03-06")],
            [{"a", "b"}, {"c"}], id="days do not make a chain",
        ),
        pytest.param(
            [("a", None, "2025-03-04"), ("a", None, "2025-03-05")], [{"a"}, {"a"}],
            id="one document tells both days",
        ),
        pytest.param(
            [("a", None, "2025-03-04"), ("b", None, "2025-03")], [{"a", "b"}],
            id="a day and its month",
        ),
        pytest.param(
            [("a", None, "2025-03-04"), ("b", None, "2025")], [{"a", "b"}], id="a day and its year"
        ),
        pytest.param(
            [("a", None, "2025-03-04"), ("b", None, "2025-04")], [{"a"}, {"b"}],
            id="a day and another month",
        ),
        pytest.param(
            [("a", None, "2025-03-04"), ("b", None, "2025-03-20"), ("c", None, "2025-03")],
            [{"a"}, {"b"}, {"c"}], id="a month with two events in it",
        ),
        pytest.param(
            [("a", None, "2025-03-04"), ("b", "2025-03-06", None)], [{"a", "b"}],
            id="no time, published soon after",
        ),
        pytest.param(
            [("a", None, "2025-03-04"), ("b", "2025-03-26", None)], [{"a"}, {"b"}],
            id="no time, published long after",
        ),
        pytest.param(
            [("a", None, "2025-03-04"), ("b", "2025-02-01", None)], [{"a"}, {"b"}],
            id="no time, published before",
        ),
        pytest.param(
            [("a", "2025-03-04", None), ("b", "2025-03-06", None)], [{"a", "b"}],
            id="no times, published about then",
        ),
        pytest.param(
            [("a", "2025-03-04", None), ("b", "2025-06-06", None)], [{"a"}, {"b"}],
            id="no times, published in other seasons",
        ),
        pytest.param(
            [("a", None, None), ("b", None, None)], [{"a", "b"}], id="nothing known of any time"
        ),
        pytest.param(
            [("a", None, "2025-03-04"), ("b", None, None)], [{"a"}, {"b"}],
            id="nothing known of one",
        ),
    ],
)  # fmt: skip
def test_when_two_tellings_are_of_one_event(told: list[Told], expected: list[set[str]]) -> None:
    for order in permutations(told):
        assert events(*order) == sorted(expected, key=sorted)


def test_an_event_has_the_day_that_most_texts_tell() -> None:
    days = {"a": "2025-03-04", "b": "2025-03-05", "c": "2025-03-05", "d": "2025-03"}
    documents = {name: Document(name, "", "") for name in days}
    _, (event,) = in_events([claim(n, day) for n, day in days.items()], documents, {})
    assert (event.time, event.source_count) == ("2025-03-05", 4)


def test_copies_count_as_one_source_and_one_voice() -> None:
    days = {"a": "2025-03-04", "b": "2025-03-05", "c": "2025-03-05"}
    documents = {name: Document(name, "", "") for name in days}
    claims = [claim(n, day) for n, day in days.items()]
    _, (event,) = in_events(claims, documents, {"a": "a", "b": "b", "c": "b"})
    assert (event.time, event.source_count, event.documents) == ("2025-03-04", 2, ("a", "b", "c"))


def test_a_further_document_keeps_the_name_of_an_event() -> None:
    documents = {name: Document(name, "", "") for name in "ab"}
    _, (before,) = in_events([claim("a", "2025-03-04")], documents, {})
    _, (after,) = in_events([claim("a", "2025-03-04"), claim("b", "2025-03-05")], documents, {})
    assert before.id == after.id


def test_a_state_is_no_event() -> None:
    known = claim("a", None, relation="owns")
    told, found = in_events([known], {"a": Document("a", "", "")}, {})
    assert (told, found) == ([known], [])
