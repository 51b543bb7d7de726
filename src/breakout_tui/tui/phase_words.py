"""Phase words: what the screens say of a phase, whatever its title is."""

from __future__ import annotations

from datetime import datetime

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.between_phases import Between, title_between
from breakout_tui.domain.duration_words import hours
from breakout_tui.domain.programme import Phase
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import named
from breakout_tui.tui.date_language import dates
from breakout_tui.tui.keymap import shown
from breakout_tui.tui.wording import LONGEST_LABEL, shortened


def phase_name(phase: Phase) -> str:
    """The title of a phase inside a sentence, cut if it is long."""
    return named(shortened(phase.title, LONGEST_LABEL))


def starts(phase: Phase) -> str:
    """Which key starts a phase."""
    return f"{shown('next')} starts {phase_name(phase)}"


def between_title(session: Session) -> str:
    """What lies between the phase that ended last and the one that is due, cut if it is long."""
    last, due = session.last_started, session.due_phase
    return "" if last is None or due is None else shortened(title_between(last, due), LONGEST_LABEL)


def time_until_start(between: Between, now: datetime) -> str:
    """How long it is until the next phase is to start, or on which day and when; empty where that is not fixed."""
    at, left = between.starts_at, between.left(now)
    if at is None or left is None:
        return f"day {between.following.day}" if between.is_another_day else ""
    if at.date() != now.date() and left > 0:
        return f"{dates().weekday(at)} {at:%H:%M}"
    if left > 0:
        return f"{shortened(between.title, LONGEST_LABEL)} {hours(left)}"
    return f"was to start at {at:%H:%M}"


def start_sentence(between: Between, now: datetime) -> str:
    """When the next phase starts, in a sentence with the title of the pause; empty where that is not fixed."""
    at, left, name = between.starts_at, between.left(now), phase_name(between.following)
    if at is None or left is None:
        return f"{name} is on day {between.following.day}" if between.is_another_day else ""
    if left <= 0:
        return f"{name} was to start at {at:%H:%M}"
    title = shortened(between.title, LONGEST_LABEL)
    if at.date() != now.date():
        return f"{title} · {name} starts on {dates().weekday(at)} at {at:%H:%M}"
    return f"{title} {hours(left)}, {name} starts at {at:%H:%M}"


def all_over(session: Session) -> str:
    """That the last phase has ended."""
    phases = session.info.programme.phases
    return "The day is over" if phases[0].day == phases[-1].day else "The last day is over"


def step_lines(session: Session, box: Box) -> tuple[str, ...]:
    """What the programme says of the step of a box: its prompts, then what it needs and who is responsible."""
    step = session.info.programme.phase(box.phase).step(box.step)
    about = [] if step is None else [("Materials", step.materials), ("Owner", step.owner)]
    return (*box.prompts, *(f"{label}: {text}" for label, text in about if text))


def how_far(session: Session) -> str:
    """How far the session is, as in the lists."""
    last = session.last_started
    return session.stage.words("" if last is None else shortened(last.title, LONGEST_LABEL))
