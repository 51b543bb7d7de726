"""Phase track: the steps of a phase in a line, with the progress and the end of the phase."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from rich.cells import cell_len

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.agenda_preview import preview
from breakout_tui.domain.pace import Pace
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.stage import Stage
from breakout_tui.tui.keymap import shown
from breakout_tui.tui.widgets.line import Part
from breakout_tui.tui.wording import LATE, LONGEST_LABEL, lateness, shortened, spare_words


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
    boxes = session.agenda(session.phase_in_view) or preview(session)
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


def ending(session: Session, now: Pace | None) -> tuple[Part, ...]:
    """When the phase ends and how late it is, for the right end of the line."""
    if now is None:
        words = {
            Stage.READY: f"{shown('next')} starts the morning",
            Stage.LUNCH: f"{shown('next')} starts the afternoon",
            Stage.DONE: "The day is over",
        }
        return ((words.get(session.stage, ""), "accent"),)
    parts: list[Part] = [(f"ends {now.ends_at:%H:%M}", "")]
    if now.is_end_fixed:
        parts.append((" fixed", "muted"))
    if now.shortfall:
        parts.append((f" · {-(-now.shortfall // 60)} min short", "bad"))
    else:
        parts += [(f" · {words}", role) for words, role in standing(now)]
    return tuple(parts)


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
