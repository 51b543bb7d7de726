"""Parsing the arguments of commands."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from breakout_tui.domain.kinds import Kind
from breakout_tui.tui.actions.arguments import cluster, time_of_day
from tests.domain.example import Talk

ZONE = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("now", "typed", "means"),
    [
        ("2026-11-24T10:00", "12:30", "2026-11-24T12:30"),
        ("2026-11-24T23:10", "00:30", "2026-11-25T00:30"),
        ("2026-12-31T23:10", "0.30", "2027-01-01T00:30"),
        ("2026-11-24T14:00", "13:30", "2026-11-24T13:30"),
        ("2026-11-24T14:00", "01:30", "2026-11-24T01:30"),
        ("2026-11-24T00:10", "23:50", "2026-11-24T23:50"),
    ],
)
def test_a_time_of_day_is_today_or_soon_after_midnight(now: str, typed: str, means: str) -> None:
    """Rule: a wrong hour stays in the past, where it is refused; an evening can continue into the next day."""
    wall = datetime.fromisoformat(now).replace(tzinfo=ZONE)
    assert time_of_day(typed, wall) == datetime.fromisoformat(means).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("typed", "old", "new"),
    [
        ("budget money", "budget", "money"),
        ("#budget #money", "budget", "#money"),
        ("digital skills learning to learn", "Digital skills", "learning to learn"),
        ("#digital_skills learning", "Digital skills", "learning"),
        ('"digital skills" "two words"', "digital skills", '"two words"'),
        ("digital skills", "Digital skills", ""),
        ("digital budget", "Digital", "budget"),
        ("unknown other", "unknown", "other"),
        ("", "", ""),
    ],
)
def test_a_cluster_of_several_words_is_named_in_full(typed: str, old: str, new: str) -> None:
    """Rule: as many words as name a cluster, in any spelling, with or without quotes."""
    talk = Talk()
    for name in ("budget", "Digital skills", "Digital"):
        talk.say(Kind.CHALLENGE, f"About {name}", cluster=name)
    assert cluster(typed, talk.session) == (old, new)
