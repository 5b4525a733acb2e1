"""Days of publication, however they are written, as ISO dates.

A date that leaves open which day it is (no year, "hace dos horas", a month without a day) is none:
what is read may not depend on the day of the reading.
"""

from __future__ import annotations

import datetime
import email.utils
import re
import warnings
from typing import TYPE_CHECKING

from graph.errors import SourceError

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?=$|[Tt\s,_])")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4}(?:\d{2})?Z?)?")
_NUMERIC = re.compile(r"(?:[^\W\d]+\.?,?\s+)?(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?=$|[T\s,])")
_EPOCH = re.compile(r"(\d{9,10})(\d{3})?(?:\.0+)?")
_MONTH = re.compile(r"[^\W\d_]{3}")
_CLOCK = re.compile(
    r"[,\s]*\b\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:h(?:rs?|oras)?\b\.?|[ap]\.?\s?m\b\.?)?"
    r"(?:\s*(?:[A-Z]{3,4}|[+-]\d{2}:?\d{2})\b)?",
    re.I,
)
_NONE = frozenset({"", "-", "--", "n/a", "na", "n/d", "nd", "nan", "nat", "none", "null", "s/f"})
_LONGEST = 80


def iso_day(value: str | None, where: str, order: str = "dmy") -> str | None:
    """Return a day of the calendar as an ISO date.

    Parameters
    ----------
    value : str or None
        As an input gives it: ISO 8601, RFC 5322, ``12/01/2026``, seconds or milliseconds since
        1970, "12 de enero de 2026", "Jan 12, 2026". The day is taken as written, whatever
        the time zone.
    where : str
        The input, for the error.
    order : str
        ``"dmy"`` or ``"mdy"``: how a date in figures is meant that does not begin with the year.

    Returns
    -------
    str or None
        None where nothing is given.

    Raises
    ------
    SourceError
        If `value` is no such date.
    """
    text = " ".join((value or "").split())
    if text.casefold() in _NONE:
        return None
    day = None
    if len(text) <= _LONGEST:
        try:
            day = _in_figures(text, order) or _in_words(text)
        except (ValueError, OverflowError, OSError):
            day = None
    if day is None:
        shown = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
        what = f"the date {shown!r} is not a day of the calendar"
        raise SourceError(what, where, "Write it as YYYY-MM-DD")
    return day.isoformat()


def _in_figures(text: str, order: str) -> datetime.date | None:
    if found := _ISO.match(text) or _COMPACT.fullmatch(text):
        return datetime.date(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMERIC.match(text):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        day, month = (first, second) if order == "dmy" else (second, first)
        return datetime.date(year, month, day)
    if found := _EPOCH.fullmatch(text):
        moment = datetime.datetime.fromtimestamp(int(found[1]), datetime.UTC)
        return moment.date()
    return None


def _in_words(text: str) -> datetime.date | None:
    if not _MONTH.search(text):
        return None
    if mail := email.utils.parsedate(text):
        return datetime.date(*mail[:3])
    found = _parser().get_date_data(_CLOCK.sub(" ", text)).date_obj
    return found.date() if found else None


_parsers: list[DateDataParser] = []


def _parser() -> DateDataParser:
    """Return the reader of dates in words; it asks for day, month and year and knows no today."""
    if not _parsers:
        # Imported late: it takes a fifth of a second, and most dates are in figures.
        from dateparser.date import DateDataParser

        settings = {
            "PARSERS": ["absolute-time"],
            "REQUIRE_PARTS": ["day", "month", "year"],
            "DATE_ORDER": "DMY",
            "RETURN_AS_TIMEZONE_AWARE": False,
        }
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _parsers.append(DateDataParser(languages=["es", "en"], settings=settings))
    return _parsers[0]
