"""The reports of a played day, compared with files that a person has read.

To accept a change: read what the failing test wrote beside the golden file, and rename it. Other
reports are compared in ``tests/tui/test_day.py``, ``tests/cli/test_day_in_a_terminal.py`` and
``tests/store/test_earlier_version.py``; run those with UPDATE_GOLDEN=1 and read the difference.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.report.compose import compose
from breakout_tui.report.compose_spoken import compose_spoken
from tests.report.played_day import played_day
from tests.report.rendering import render, render_slides, render_spoken
from tests.report.room import DETAILS, Room

GOLDEN = Path(__file__).parent / "golden"


def assert_golden(name: str, text: str) -> None:
    """The text equals the golden file; otherwise it is written beside it as ``.new``."""
    golden, new = GOLDEN / name, GOLDEN / f"{name}.new"
    if golden.exists() and golden.read_text(encoding="utf-8") == text:
        new.unlink(missing_ok=True)
        return
    new.write_text(text, encoding="utf-8")
    pytest.fail(f"{name} differs: read {new.name} beside it")


def test_the_whole_day_reads_as_published() -> None:
    """Morning, lunch and afternoon, with a ranking, agreements and a read-back."""
    room = played_day()
    assert_golden("whole_day.md", render(compose(room.session, room.reading), tool="breakout-tui 0.1"))


def test_the_morning_reads_as_published() -> None:
    """The same day, exported at lunch."""
    room = played_day()
    report = compose(room.session, room.reading, until="morning")
    assert_golden("morning.md", render(report, tool="breakout-tui 0.1"))


def test_the_report_back_reads_as_spoken() -> None:
    """The text for the rapporteur, filled from the outcomes of the day."""
    spoken = compose_spoken(played_day().session)
    assert_golden("report_back.md", render_spoken(spoken, tool="breakout-tui 0.1"))


def test_the_slides_read_as_shown() -> None:
    """The same as slides."""
    assert_golden("slides.md", render_slides(compose_spoken(played_day().session)))


def test_a_report_of_a_running_session_is_provisional() -> None:
    """The second question under way, in an anonymous second round."""
    room = Room(details=replace(DETAILS, rule=AttributionRule.NONE, round=2))
    first = played_day().session
    room.do(c.Next())
    room.do(c.Next(), 12)
    room.say(Kind.CHALLENGE, "Procurement rules outlast the services they buy", cluster="budget", minutes=7)
    room.do(c.Next(), 20)
    room.say(Kind.CHALLENGE, "Agencies compete for the same engineers", minutes=6)
    room.do(c.HearAgain(first.id, "P2"), 1)
    room.do(c.Pause(), 3)
    room.at += timedelta(minutes=2)
    report = compose(room.session, room.reading, earlier=(first,))
    assert_golden("second_round_running.md", render(report, tool="breakout-tui 0.1"))
