"""What is missing of a session, in words."""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain.missing import missing_of
from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.session_state import Session
from tests.fictional_conference import fictional_sessions


def without_read_back(session: Session) -> Session:
    """The session in a programme that reads nothing back."""
    programme = session.info.programme
    phases = tuple(
        replace(phase, steps=tuple(step for step in phase.steps if step.kind is not StepKind.READBACK))
        for phase in programme.phases
    )
    return session.put(replace(session.info, programme=replace(programme, phases=phases)))


def unread(session: Session) -> Session:
    """The session before anything was read back."""
    for note in session.book.notes:
        session = session.put(replace(note, read_back=None))
    return session


def test_nothing_is_missing_of_a_whole_day() -> None:
    """Rule: all phases ended, and all outputs were read back."""
    assert missing_of(fictional_sessions()[0]) == ()


def test_a_phase_that_never_began_is_named() -> None:
    """Rule: by its title, as it is written."""
    assert missing_of(fictional_sessions()[-1]) == ("no “Afternoon”",)


def test_a_phase_that_runs_is_named() -> None:
    """Rule: that it has not ended."""
    session = fictional_sessions()[0]
    running = session.put(replace(session.started[-1], ended_at=None))
    assert missing_of(running) == ("“Afternoon” not ended",)


def test_outputs_that_were_not_read_back_are_counted() -> None:
    """Rule: principles and recommendations, where the programme has a read-back."""
    session = unread(fictional_sessions()[0])
    assert missing_of(session) == ("4 not read back",)
    assert missing_of(without_read_back(session)) == ()


def test_a_session_that_has_not_started_says_only_that() -> None:
    """Rule: its phases are not listed."""
    session = fictional_sessions()[0]
    assert missing_of(replace(session, runs=())) == ("not started",)
