"""The reports of a played day, compared with files that a person has read.

To accept a change: read what the failing test wrote beside the golden file, and rename it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from breakout_tui.domain.programme import PhaseName
from breakout_tui.report.compose import compose
from breakout_tui.report.markdown import render
from tests.report.played_day import played_day

GOLDEN = Path(__file__).parent / "golden"


def assert_golden(name: str, text: str) -> None:
    """The text is the golden file's, byte by byte; else it is written beside it as ``.new``."""
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
    """The same day as it was handed out at lunch."""
    room = played_day()
    report = compose(room.session, room.reading, until=PhaseName.MORNING)
    assert_golden("morning.md", render(report, tool="breakout-tui 0.1"))
