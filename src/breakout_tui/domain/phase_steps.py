"""The steps of a phase: which are past, which one is now and how far it is, which come."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.agenda_preview import preview
from breakout_tui.domain.pace import Pace
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.stage import Stage


class StepPosition(Enum):
    """The state of a step."""

    PAST = "past"
    JUMPED = "jumped over"
    """Behind the current step, without any time spent in it."""
    NOW = "now"
    AHEAD = "ahead"


class PhaseStep(NamedTuple):
    """A step of a phase, as the room sees it."""

    title: str
    place: StepPosition
    done: float = 0.0
    """The used part of the current step's time."""


def steps_of(session: Session, now: Pace | None) -> tuple[PhaseStep, ...]:
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
            made.append(PhaseStep(_name((current,)), StepPosition.NOW, _done(of_step, current, now)))
        elif is_over or (current is not None and of_step[-1].position < current.position):
            is_done = any(box.id in entered for box in of_step)
            made.append(PhaseStep(_name(of_step), StepPosition.PAST if is_done else StepPosition.JUMPED))
        else:
            made.append(PhaseStep(_name(of_step), StepPosition.AHEAD))
    return tuple(made)


def _name(boxes: Sequence[Box]) -> str:
    """The title of a step; one box without a number goes by its own name, so that it is told from others."""
    is_alone = len(boxes) == 1 and boxes[0].number is None
    return boxes[0].label if is_alone else boxes[0].step_title


def _done(boxes: list[Box], current: Box, now: Pace | None) -> float:
    if now is None:
        return 0.0
    past = sum(box.planned for box in boxes if box.position < current.position)
    ahead = sum(now.shares.get(box.id, 0) for box in boxes)
    here = now.used
    total = past + here + max(0, now.left) + ahead
    return min(1.0, (past + here) / total) if total else 1.0
