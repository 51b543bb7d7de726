"""Times are read as they were written, with one shared time zone for each offset."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.store.instants import instant_of

ZONES = st.one_of(
    st.none(), st.timedeltas(timedelta(hours=-23, minutes=-59), timedelta(hours=23)).map(timezone)
)


@given(st.datetimes(timezones=ZONES), st.sampled_from(["auto", "seconds", "minutes"]))
def test_every_time_is_read_as_python_reads_it(at: datetime, timespec: str) -> None:
    """Rule: the result is that of ``datetime.fromisoformat``, whatever the format."""
    text = at.isoformat(timespec=timespec)
    assert instant_of(text).isoformat() == datetime.fromisoformat(text).isoformat()


def test_all_times_of_one_offset_share_a_zone() -> None:
    """Rule: ten thousand notes share one object."""
    first, second = (instant_of(f"2026-11-24T10:4{minute}:00+01:00") for minute in (1, 2))
    assert first.tzinfo is second.tzinfo


@pytest.mark.parametrize("text", ["", "now", "2026-13-01T00:00:00+01:00", "2026-11-24T10:42:00+99:00"])
def test_text_that_is_no_time_is_refused(text: str) -> None:
    """Rule: a damaged cell is an error."""
    with pytest.raises(ValueError, match=r"."):
        instant_of(text)
