"""Due dates: what is read as a date, and what is not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain.due_dates import due_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2027-03-31", date(2027, 3, 31)),
        ("31 March 2027", date(2027, 3, 31)),
        ("March 31, 2027", date(2027, 3, 31)),
        ("1st of May 2028", date(2028, 5, 1)),
        ("31.3.2027", date(2027, 3, 31)),
        ("31 de marzo de 2027", date(2027, 3, 31)),
        ("Ende März 2027", date(2027, 3, 31)),
        ("fin février 2028", date(2028, 2, 29)),
        ("by June 2027", date(2027, 6, 30)),
        ("2027-06", date(2027, 6, 30)),
        ("Q2 2027", date(2027, 6, 30)),
        ("end of 2027", date(2027, 12, 31)),
    ],
)
def test_a_date_is_read_a_month_or_a_year_as_its_last_day(text: str, expected: date) -> None:
    """Rule: by when means at the latest then."""
    assert due_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "next year",
        "03/04/2027",
        "2026 or 2027",
        "30 February 2027",
        "2027/28",
        "early 2027",
        "within 12 months of 2027",
        "20271",
    ],
)
def test_what_is_doubtful_is_no_date(text: str) -> None:
    """Rule: a wrong date is worse than none."""
    assert due_date(text) is None


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_every_day_is_read_in_its_written_forms(day: date) -> None:
    """Rule: the same day, however it is written."""
    assert due_date(day.isoformat()) == due_date(f"{day.day}. {day.month}. {day.year}") == day
    assert due_date(f"{day:%d %B %Y}") == due_date(f"{day:%B %d, %Y}") == day


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    """Rule: what a room types never fails."""
    due_date(text)
