"""Phase track: the steps of a phase in a line, with the progress and the end of the phase."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from rich.cells import cell_len

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.agenda_preview import preview
from breakout_tui.domain.between_phases import after, now_between
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.duration_words import LATE, hours, lateness, spare_words
from breakout_tui.domain.pace import Pace, moment
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.stage import Stage
from breakout_tui.tui.phase_words import all_over, starts, time_until_start
from breakout_tui.tui.widgets.line import Part
from breakout_tui.tui.wording import LONGEST_LABEL, shortened


class StepPosition(Enum):
    """The state of a step."""

    PAST = "past"
    JUMPED = "jumped over"
    """Behind the current step, without any time spent in it."""
    NOW = "now"
    AHEAD = "ahead"


class TrackStep(NamedTuple):
    """A step on the track."""

    title: str
    place: StepPosition
    done: float = 0.0
    """The used part of the current step's time."""


def steps_of(session: Session, now: Pace | None) -> tuple[TrackStep, ...]:
    """The steps of the phase in view."""
    phase = session.info.programme.phase(session.phase_in_view)
    boxes = session.agenda(phase.id) or preview(session, phase)
    current = session.current_box
    steps: dict[str, list[Box]] = {}
    for box in boxes:
        steps.setdefault(box.step, []).append(box)
    if current is not None and current.step not in steps:
        steps[current.step] = [current]
    made = []
    is_over = session.stage is Stage.DONE
    entered = {span.box_id for span in session.spans if span.ended_at != span.started_at}
    for step, of_step in steps.items():
        if current is not None and step == current.step:
            made.append(TrackStep(_name((current,)), StepPosition.NOW, _done(of_step, current, now)))
        elif is_over or (current is not None and of_step[-1].position < current.position):
            is_done = any(box.id in entered for box in of_step)
            made.append(TrackStep(_name(of_step), StepPosition.PAST if is_done else StepPosition.JUMPED))
        else:
            made.append(TrackStep(_name(of_step), StepPosition.AHEAD))
    return tuple(made)


def track(steps: tuple[TrackStep, ...], width: int) -> tuple[Part, ...]:
    """The track in ``width`` cells: the bar takes what is left; past steps, then distant ones, are shortened to fit."""
    for past, ahead, bar in (
        (99, 99, 10),
        (0, 99, 10),
        (0, 2, 10),
        (0, 1, 10),
        (0, 1, 4),
        (0, 0, 4),
    ):
        parts = _drawn(steps, past, ahead, bar)
        if (left := width - sum(cell_len(text) for text, _ in parts)) >= 0:
            return _drawn(steps, past, ahead, bar + left) if left else parts
    return parts


def ending(session: Session, now: Pace | None, reading: Reading) -> tuple[Part, ...]:
    """When the phase ends, how late it is and how long the pause after it will be, for the right end of the line."""
    if now is None:
        return (*_waiting(session, reading), (_what_is_due(session), "accent"))
    parts: list[Part] = [(f"{'due' if now.phase_left < 0 else 'ends'} {now.ends_at:%H:%M}", "")]
    if now.is_end_fixed:
        parts.append((" fixed", "muted"))
    if now.phase_left < 0:
        return (*parts, (f" · {hours(now.phase_left)} over", "bad"))
    if now.shortfall:
        parts.append((f" · {-(-now.shortfall // 60)} min short", "bad"))
    else:
        parts += [(f" · {words}", role) for words, role in standing(now)]
    return (*parts, *_pause(session, now, reading))


def _what_is_due(session: Session) -> str:
    due = session.due_phase
    return all_over(session) if due is None else starts(due)


def _waiting(session: Session, reading: Reading) -> tuple[Part, ...]:
    """How long it is until the next phase is to start, if that is fixed."""
    between = now_between(session, reading)
    words = "" if between is None else time_until_start(between, moment(session, reading))
    return ((f"{words} · ", ""),) if words else ()


def _pause(session: Session, now: Pace, reading: Reading) -> tuple[Part, ...]:
    """What the end of this phase leaves of the pause after it, if the next phase has a fixed start on the same day."""
    between = after(session, now.box.phase, reading)
    left = None if between is None else between.left(now.ends_at)
    if between is None or left is None or between.is_another_day:
        return ()
    title = shortened(between.title, LONGEST_LABEL)
    return ((f" · {title} {hours(max(0, left))}", "muted" if left > 0 else "bad"),)


def standing(now: Pace) -> tuple[Part, ...]:
    """How late the phase is, and what time is spare."""
    parts: list[Part] = []
    if now.behind >= LATE or now.spare < LATE:
        parts.append((lateness(now.behind), "accent" if now.behind >= LATE else "muted"))
    if now.spare >= LATE:
        parts.append((spare_words(now.spare), "accent"))
    return tuple(parts)


def _name(boxes: Sequence[Box]) -> str:
    """The title of a step; one box without a number goes by its own name, so that it is told from others."""
    is_alone = len(boxes) == 1 and boxes[0].number is None
    return shortened(boxes[0].label if is_alone else boxes[0].step_title, LONGEST_LABEL)


def _done(boxes: list[Box], current: Box, now: Pace | None) -> float:
    if now is None:
        return 0.0
    past = sum(box.planned for box in boxes if box.position < current.position)
    ahead = sum(now.shares.get(box.id, 0) for box in boxes)
    here = now.used
    total = past + here + max(0, now.left) + ahead
    return min(1.0, (past + here) / total) if total else 1.0


def _drawn(steps: tuple[TrackStep, ...], past: int, ahead: int, bar: int) -> tuple[Part, ...]:
    parts: list[Part] = []
    behind = [step.place for step in steps if step.place in (StepPosition.PAST, StepPosition.JUMPED)]
    if behind and not past:
        done = behind.count(StepPosition.PAST)
        words = f"{done} done" if done == len(behind) else f"{done} of {len(behind)} done"
        parts += [(words, "muted"), (" ─ ", "faint")]
    seen_ahead = 0
    for step in steps:
        match step.place:
            case StepPosition.PAST | StepPosition.JUMPED:
                if past:
                    sign = " ✓" if step.place is StepPosition.PAST else ""
                    parts += [(f"{step.title}{sign}", "muted"), (" ─ ", "faint")]
            case StepPosition.NOW:
                full = round(step.done * bar)
                parts += [(f"{step.title} ", "accent"), ("━" * full, "accent"), ("─" * (bar - full), "faint")]
            case StepPosition.AHEAD:
                seen_ahead += 1
                if seen_ahead <= ahead:
                    parts += [(" ─ ", "faint"), (step.title, "muted")]
                elif seen_ahead == ahead + 1:
                    parts.append((" …", "faint"))
    if parts and parts[0][0] == " ─ ":
        del parts[0]
    if parts and parts[-1][0] == " ─ ":
        del parts[-1]
    return tuple(parts)
