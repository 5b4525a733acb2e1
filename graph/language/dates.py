"""What a date expression stands for: its ISO day, month or year.

The arithmetic is that of ``datetime`` and ``dateutil``: ``dateparser`` takes half a second
until its first answer, and here the patterns have already told day, month and year apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateutil.relativedelta import relativedelta, weekday

from graph.language.time_words import NUMERIC, TimeWords

Outlook = Literal["past", "future", ""]


@dataclass(frozen=True, slots=True)
class Found:
    """A match: its rule, its tokens and the words that filled the slots."""

    rule: str
    start: int
    end: int
    slots: dict[str, str]

    def number(self, words: TimeWords, slot: str) -> int:
        """The number that the word in `slot` stands for."""
        word = self.slots[slot].lower().removesuffix(" .")
        if word.isdigit():
            return int(word)
        table = words.numbers[slot + "s"]
        return table[word] if word in table else words.numbers["numbers"][word]


def value_of(found: Found, base: date | None, outlook: Outlook, words: TimeWords) -> str | None:
    """The ISO day, month or year of an expression, None where it cannot be told."""
    slots = found.slots
    if "numeric" in slots:
        return _numeric(slots["numeric"])
    toward = outlook
    if "past" in slots or "next" in slots:
        toward = "past" if "past" in slots else "future"
    if found.rule == "deictic":
        return _deictic(found, base, words)
    if found.rule == "ago":
        return _shifted(base, words.units[slots["unit"]], -found.number(words, "number"))
    if found.rule == "unit":
        step = 0 if "this" in slots or not {"past", "next"} & slots.keys() else -1
        return _shifted(base, words.units[slots["unit"]], -step if "next" in slots else step)
    if found.rule == "week":
        if base is None:
            return None
        weeks = -1 if "past" in slots else 1 if "next" in slots else 0
        monday = base - relativedelta(days=base.weekday())
        return _iso(monday + relativedelta(weeks=weeks, days=found.number(words, "weekday")))
    return _named(found, base, toward, words)


def _numeric(text: str) -> str | None:
    match = NUMERIC.fullmatch(text)
    if not match:
        return None
    parts = [int(p) for p in match.groups() if p]
    year, month, day = parts if match[4] else parts[::-1]
    return _day(year, month, day)


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return _iso(date(year, month, day))
    except ValueError:
        return None


def _shifted(base: date | None, unit: str, count: int) -> str | None:
    """`base` moved by `count` units, no finer than the unit; a week is no date."""
    if base is None or unit == "week":
        return None
    if unit == "day":
        return _iso(base + relativedelta(days=count))
    moved = base + (relativedelta(months=count) if unit == "month" else relativedelta(years=count))
    return _iso(moved)[: 7 if unit == "month" else 4]


def _deictic(found: Found, base: date | None, words: TimeWords) -> str | None:
    if base is None:
        return _named(found, None, "", words) if "year" in found.slots else None
    offset = found.number(words, "deictic")
    anchor = base + relativedelta(days=offset)
    if "month" in found.slots:
        return _named(found, anchor, "", words)
    if "weekday" in found.slots:
        # The weekday corrects the word: "habló hoy (domingo)" may be quoted on a Monday.
        named = weekday(found.number(words, "weekday"))
        if offset > 0:
            return _iso(anchor + relativedelta(days=-3, weekday=named(1)))
        return _iso(anchor + relativedelta(weekday=named(-1)))
    return _iso(anchor)


def _named(found: Found, base: date | None, toward: Outlook, words: TimeWords) -> str | None:
    """The value of what names day, month, year or weekday."""
    slots = found.slots
    month = found.number(words, "month") if "month" in slots else 0
    day = int(slots.get("figure", 0)) or (found.number(words, "day") if "day" in slots else 0)
    year = int(slots["year"]) if "year" in slots else 0
    explicit = "past" in slots or "next" in slots
    if base and "annual" in slots:
        year = base.year + (-1 if "past" in slots else 1 if "next" in slots else 0)
    if year:
        if month and day:
            return _day(year, month, day)
        return f"{year:04d}-{month:02d}" if month else f"{year:04d}"
    if base is None:
        return None
    named = found.number(words, "weekday") if "weekday" in slots else None
    if day:
        return _nearest_day(base, month, day, named, toward)
    if month:
        return _nearest_month(base, month, toward, explicit)
    return None if named is None else _nearest_weekday(base, weekday(named), toward, explicit)


def _nearest_day(
    base: date, month: int, day: int, named: int | None, toward: Outlook
) -> str | None:
    """The day and month (or day of the month) nearest to `base`, on the side of `toward`."""
    if month:
        shown = [(base.year + n, month) for n in (-1, 0, 1)]
    else:
        near = [base + relativedelta(months=n, day=1) for n in (-1, 0, 1)]
        shown = [(d.year, d.month) for d in near]
    days = [date.fromisoformat(d) for y, m in shown if (d := _day(y, m, day))]
    fitting = [d for d in days if d.weekday() == named] or days
    sided = [
        d for d in fitting if not toward or (d <= base if toward == "past" else d >= base)
    ] or fitting
    return _iso(min(sided, key=lambda d: (abs((d - base).days), d))) if sided else None


def _nearest_month(base: date, month: int, toward: Outlook, explicit: bool) -> str:
    year = base.year
    if toward == "future":
        year += month < base.month or (explicit and month == base.month)
    else:
        year -= month > base.month or (explicit and month == base.month)
    return f"{year:04d}-{month:02d}"


def _nearest_weekday(base: date, named: weekday, toward: Outlook, explicit: bool) -> str:
    if toward == "future":
        return _iso(base + relativedelta(days=1 if explicit else 0, weekday=named(1)))
    return _iso(base + relativedelta(days=-1 if explicit else 0, weekday=named(-1)))


def _iso(day: date) -> str:
    return day.isoformat()
