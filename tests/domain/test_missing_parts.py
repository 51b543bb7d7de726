"""What is missing of another room's session, and up to when it is here."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain.missing_parts import missing_parts
from breakout_tui.domain.stage import Stage, stage_of
from breakout_tui.domain.summary import Gathered, Summary

AT = datetime(2026, 11, 24, 12, 25, tzinfo=UTC)
TITLES = ("Morning", "Afternoon", "Evening")


@st.composite
def gathered(draw: st.DrawFn) -> Summary:
    """A session of another room: each of its phases not begun, running or ended, in the order of the day."""
    titles = TITLES[: draw(st.integers(1, 3))]
    begun = titles[: draw(st.integers(0, len(titles)))]
    is_running = draw(st.booleans()) and bool(begun)
    has_ended = {title: not (is_running and title == begun[-1]) for title in begun}
    theirs = Gathered(AT, titles[len(begun) :], draw(st.integers(0, 3)))
    phase = begun[-1] if begun else ""
    stage = stage_of(titles, has_ended)
    return Summary("a", "t", "Theme", "Room 1", 1, AT, stage, 0, False, phase=phase, gathered=theirs)


@given(gathered())
def test_nothing_is_missing_of_a_session_that_is_done_and_read_back_and_of_no_other(session: Summary) -> None:
    """Rule: a phase that did not end or begin is missing, and so is each output that was not read back."""
    assert session.gathered is not None
    is_whole = session.stage is Stage.DONE and not session.gathered.unread
    assert (missing_parts(session) is None) == is_whole


@given(gathered())
def test_everything_missing_is_said_once_and_the_moment_last(session: Summary) -> None:
    """Rule: each phase that is not whole is named, none that is; then what was not read back; then up to when it is here."""
    missing = missing_parts(session)
    if missing is None:
        return
    assert session.gathered is not None
    words = missing.words("12:25")
    assert words.endswith(" · gathered up to 12:25")
    if session.stage is Stage.READY:
        assert words.startswith("not started · ")
        return
    for title in session.gathered.left:
        assert words.count(f"no “{title}”") == 1
    assert words.count("“") == len(session.gathered.left) + session.stage.is_running
    assert ("not ended" in words) == session.stage.is_running
    assert ("not read back" in words) == bool(session.gathered.unread)


@given(gathered())
def test_nothing_is_missing_of_our_own_session(session: Summary) -> None:
    """Rule: it is here as it is, and goes on here."""
    assert missing_parts(session._replace(gathered=None)) is None


def test_the_sentence_is_plain() -> None:
    """Rule: what did not end, what did not begin, how much was not read back, and up to when the room's records are here."""
    session = Summary("a", "t", "Theme", "Room 1", 1, AT, Stage.RUNNING, 0, False, phase="Morning")
    missing = missing_parts(session._replace(gathered=Gathered(AT, ("Afternoon",), 1200)))
    assert missing is not None
    told = "“Morning” not ended · no “Afternoon” · 1,200 not read back · gathered up to 24 Nov 12:25"
    assert missing.words("24 Nov 12:25") == told
