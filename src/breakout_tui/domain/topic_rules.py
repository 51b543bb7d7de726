"""Topics that come on the day: a theme without questions, whose steps wait for them.

Such a step begins as one box with the title of the step, and each topic is put behind the others in it. A topic with minutes
of its own takes them from the box of the step. One without gets an equal share of what that box and the upcoming topics have
left, and all of them give it in proportion; so topics that are all added without minutes share the step evenly.
"""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain import timeline
from breakout_tui.domain.agenda import Box
from breakout_tui.domain.command_context import CommandContext
from breakout_tui.domain.portions import apportion
from breakout_tui.domain.programme import AgendaSource
from breakout_tui.domain.session_state import Session

SHORTEST = 30
"""Shortest box that can be added, in seconds."""
USUAL = 600
"""Seconds of a box that is added without minutes where no other one says how long."""


def last_before_topic(session: Session) -> Box | None:
    """The box behind which a topic belongs; None if no step waits for topics, or the room talks about something else."""
    here = session.current_box
    if session.theme.questions or (
        here is not None and here.kind.takes_statements and not _waits(session, here)
    ):
        return None
    since = 0 if here is None else here.position
    boxes = session.agenda(session.phase_in_view)
    if here is not None and _waits(session, here):
        step = here.step
    else:
        step = next((box.step for box in boxes if box.position > since and _waits(session, box)), "")
    return next((box for box in reversed(boxes) if box.step == step), None)


def take_time(context: CommandContext, step: str, seconds: int | None) -> int:
    """The seconds of a new topic of a step; ``seconds`` is what was asked for. The boxes that give them become shorter."""
    session = context.session
    here = session.current_box
    ahead = [
        box for box in session.agenda(session.phase_in_view) if here is None or box.position > here.position
    ]
    givers = [box for box in ahead if box.step == step and box.allotted is None]
    if here is not None and here.step == step and _is_of_step(here):
        givers.insert(0, here)
    if seconds is not None:
        givers = [box for box in givers if _is_of_step(box)][:1]
    left = [_left(context, box) for box in givers]
    wanted = sum(left) // (len(left) + 1) if seconds is None else min(seconds, sum(left) - SHORTEST)
    if wanted < SHORTEST:
        return seconds or (USUAL if here is None or here.step != step else here.planned)
    for box, before, after in zip(givers, left, apportion(sum(left) - wanted, left), strict=True):
        context.put(_shorter(box, before - after))
    return wanted if seconds is None else seconds


def _waits(session: Session, box: Box) -> bool:
    step = session.info.programme.phase(box.phase).step(box.step)
    return step is not None and step.agenda is AgendaSource.QUESTIONS


def _is_of_step(box: Box) -> bool:
    """Whether it stands for its step, not for a topic."""
    return box.title == box.step_title


def _left(context: CommandContext, box: Box) -> int:
    whole = box.planned if box.allotted is None else box.allotted
    return max(0, whole - timeline.used(context.session.spans, box.id, context.now))


def _shorter(box: Box, seconds: int) -> Box:
    planned = max(1, box.planned - seconds)
    return replace(
        box,
        planned=planned,
        minimum=max(1, box.minimum * planned // box.planned),
        allotted=None if box.allotted is None else box.allotted - seconds,
    )
