"""How far the reading is: a bar on a terminal, a line now and then in a log."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from graph.cli.screen import show_note

if TYPE_CHECKING:
    from graph.corpus import Progress
    from graph.model import Document

LINES = 30.0  # seconds between two lines of a log
_WINDOW = 60.0  # seconds that a rate is taken over
_GRAIN = 1.0  # seconds between two of the counts that it is taken from
_SAMPLE = 1000  # documents whose words are counted


def words_each(documents: Sequence[Document]) -> float:
    """Return the mean number of words of the documents, by a thousand of them evenly spread."""
    sample = documents[:: max(1, len(documents) // _SAMPLE)]
    words = sum(len(document.text.split()) for document in sample)
    return words / len(sample) if sample else 0.0


class Pace:
    """Rate and time left of a count, over the last minute.

    The first count is where the time begins: what an earlier run has read is there at once.

    Parameters
    ----------
    unit : str
        What is counted, in the plural.
    words_each : float
        Mean number of words of one, 0 where words are not told.
    clock : callable
        Gives seconds.
    """

    def __init__(
        self, unit: str, words_each: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.unit, self._words_each, self._clock = unit, words_each, clock
        self._counts: deque[tuple[float, int]] = deque()
        self._now = (0.0, 0)
        self._total = 0

    def count(self, done: int, total: int) -> None:
        """Take note that `done` of `total` are done."""
        self._now, self._total = (self._clock(), done), total
        if not self._counts or self._now[0] - self._counts[-1][0] >= _GRAIN:
            self._counts.append(self._now)
        while len(self._counts) > 2 and self._now[0] - self._counts[1][0] > _WINDOW:
            self._counts.popleft()

    @property
    def rate(self) -> float:
        """Units a second, 0 where that is not known yet."""
        if not self._counts:
            return 0.0
        (then, before), (now, done) = self._counts[0], self._now
        return (done - before) / (now - then) if now > then else 0.0

    def __str__(self) -> str:
        rate = self.rate
        if not rate:
            return ""
        text = f"{_figure(rate)} {self.unit}/s"
        if self._words_each:
            text += f", {_figure(rate * self._words_each)} words/s"
        left = (self._total - self._now[1]) / rate
        return f"{text}, {_duration(left)} left" if left else text


@contextmanager
def progress_bar(
    title: str, visible: bool, unit: str = "documents", words: float = 0
) -> Iterator[Progress | None]:
    """Show on standard error how far the block is, with the rate and the time left.

    On a terminal that is a bar; elsewhere a line every half minute, so that a short run says
    nothing. `words` is the mean number of words of a unit, 0 where words are not told.
    """
    if not visible:
        yield None
    elif sys.stderr.isatty():
        with _bar(title, Pace(unit, words)) as progress:
            yield progress
    else:
        yield log_lines(title, Pace(unit, words))


def log_lines(
    title: str, pace: Pace, clock: Callable[[], float] = time.monotonic
) -> Callable[[int, int], None]:
    """Return what prints a line for a log, at most one every `LINES` seconds."""
    last = clock()

    def tell(done: int, total: int) -> None:
        nonlocal last
        pace.count(done, total)
        if clock() - last < LINES:
            return
        last = clock()
        details = str(pace)
        line = f"{title.lower()}: {done} of {total} {pace.unit}"
        show_note(f"{line}, {details}" if details else line)

    return tell


@contextmanager
def _bar(title: str, pace: Pace) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[pace]}"),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(title, total=None, pace="")

        def advance(done: int, total: int) -> None:
            pace.count(done, total)
            bar.update(task, completed=done, total=total, pace=str(pace))

        yield advance


def _figure(number: float) -> str:
    return f"{number:,.0f}" if number >= 10 else f"{number:.1f}"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02} min"
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
