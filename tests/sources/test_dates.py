from __future__ import annotations

import pytest

from graph.errors import SourceError
from graph.sources.dates import iso_day


@pytest.mark.parametrize(
    "written",
    [
        "2026-01-12",
        "2026-1-12",
        "2026/01/12",
        "20260112",
        "20260112103000",
        "2026-01-12T23:30:00-05:00",
        "2026-01-12 00:00:00+00:00",
        "12/01/2026",
        "12-01-2026 10:30",
        "12.01.2026",
        "lunes 12/01/2026",
        "Mon, 12 Jan 2026 20:00:00 -0600",
        "12 de enero de 2026",
        "12 de enero del 2026",
        "Lunes, 12 de enero de 2026, 10:30 h",
        "12 ENE 2026",
        "12-ene-2026",
        "enero 12, 2026",
        "ene. 12, 2026 10:30 a.m.",
        "Jan 12, 2026",
        "Monday, January 12, 2026 6:00 PM CST",
        "1768220000",
        "1768220000000",
    ],
)
def test_a_day_is_read_as_written_whatever_its_form(written: str) -> None:
    assert iso_day(written, "a.csv") == "2026-01-12"


@pytest.mark.parametrize(
    ("written", "day"), [("12 de setiembre de 2025", "2025-09-12"), ("3 sept. 2025", "2025-09-03")]
)
def test_months_have_their_variants(written: str, day: str) -> None:
    assert iso_day(written, "a.csv") == day


@pytest.mark.parametrize(
    ("order", "day"), [("dmy", "2026-02-01"), ("mdy", "2026-01-02")]
)  # fmt: skip
def test_figures_are_read_in_the_order_that_is_asked_for(order: str, day: str) -> None:
    assert iso_day("01/02/2026", "a.csv", order) == day


@pytest.mark.parametrize("written", [None, "", "  ", "s/f", "N/D", "null", "NaT", "-"])
def test_nothing_given_is_no_date(written: str | None) -> None:
    assert iso_day(written, "a.csv") is None


@pytest.mark.parametrize(
    "written",
    [
        "01/25/2026",
        "31 de febrero de 2026",
        "2026-02-30",
        "0000-00-00",
        # What depends on the day of the reading is no date.
        "ayer",
        "hace dos horas",
        "12 de enero",
        "enero de 2026",
        "2026",
        "5",
        "lunes",
        "x" * 5000,
        "9" * 400,
        "１２/０１/２０２６\x00",
    ],
)
def test_what_is_no_day_is_refused_and_not_guessed(written: str) -> None:
    with pytest.raises(SourceError, match="not a day") as caught:
        iso_day(written, "a.csv, row 3")
    assert caught.value.where == "a.csv, row 3"
    assert len(str(caught.value)) < 250
