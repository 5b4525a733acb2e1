"""How far the reading is: rate, time left, and how often a log is told."""

from __future__ import annotations

import pytest

from graph.cli.progress import Pace, log_lines, progress_bar, words_each
from graph.model import Document


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def pace_after(*counts: tuple[float, int], total: int = 1000, words: float = 200) -> str:
    """The pace after counts at so many seconds."""
    clock = Clock()
    pace = Pace("documents", words, clock)
    for seconds, done in counts:
        clock.now = 100 + seconds
        pace.count(done, total)
    return str(pace)


PACES = [
    ("nothing is known after one", [(0, 1)], ""),
    (
        "rate, words and time left",
        [(0, 0), (10, 20)],
        "2.0 documents/s, 400 words/s, 8 min 10 s left",
    ),
    (
        "what was there at once does not count",
        [(0, 900), (10, 920)],
        "2.0 documents/s, 400 words/s, 40 s left",
    ),
    (
        "the last minute counts",
        [(n, n) for n in range(100)] + [(100 + n, 100 + 5 * n) for n in range(80)],
        "5.0 documents/s, 1,000 words/s, 1 min 41 s left",
    ),
    ("the end", [(0, 0), (10, 1000)], "100 documents/s, 20,000 words/s"),
]


@pytest.mark.parametrize(("counts", "told"), [r[1:] for r in PACES], ids=[r[0] for r in PACES])
def test_the_pace_tells_rate_and_time_left(counts: list[tuple[float, int]], told: str) -> None:
    assert pace_after(*counts) == told


def test_hours_are_told_as_hours() -> None:
    told = pace_after((0, 0), (10, 10), total=10_000_010, words=0)
    assert told == "1.0 documents/s, 2777 h 46 min left"


def test_a_log_gets_a_line_every_half_minute(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    tell = log_lines("Reading", Pace("documents", 100, clock), clock)
    for second in range(70):
        clock.now = 100 + second
        tell(2 * second, 1000)
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(",")[0] for line in lines] == [
        "hemerograph: reading: 60 of 1000 documents",
        "hemerograph: reading: 120 of 1000 documents",
    ]
    assert lines[0].endswith("2.0 documents/s, 200 words/s, 7 min 50 s left")


def test_nothing_is_told_where_nobody_asks(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar("Reading", visible=False) as progress:
        assert progress is None
    assert capsys.readouterr().err == ""


def test_a_terminal_gets_a_bar(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "120")
    with progress_bar("Reading", visible=True, words=100) as progress:
        assert progress is not None
        progress(1, 3)
        progress(3, 3)
    shown = capsys.readouterr().err
    assert "Reading" in shown
    assert "3/3" in shown


def test_the_mean_of_words_is_of_the_documents() -> None:
    texts = ["uno", "dos palabras", "y tres más"]
    assert words_each([Document(t, t, "0") for t in texts]) == 2
    assert words_each([]) == 0
