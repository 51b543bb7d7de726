"""The votes of a day: each rank step has its own list, with its own counts.

A list is known by the id of its rank step. That of the first rank step is known by ``FIRST`` instead, as in files of earlier
versions, which had one list. The room votes on the list of the rank box that it entered last, before that on the first one.
"""

from __future__ import annotations

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import Phase, Programme, Step, StepKind
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.step_kinds import kinds_for

FIRST = ""
"""The list of the first rank step, and of a programme without one."""


def lists(programme: Programme) -> tuple[str, ...]:
    """The lists of a programme in the order of its rank steps; at least the first one."""
    return (FIRST, *(step.id for step in _rank_steps(programme)[1:]))


def list_now(session: Session) -> str:
    """The list that the room votes on."""
    for span in reversed(session.spans):
        box = session.box(span.box_id)
        if box is not None and box.kind is StepKind.RANK and session.run(box.phase) is not None:
            return box.step if box.step in lists(session.info.programme) else FIRST
    return FIRST


def step_of(programme: Programme, of_list: str) -> Step | None:
    """The rank step of a list; None for the list of a programme without one."""
    steps = _rank_steps(programme)
    return next((step for step in steps if step.id == of_list), steps[0] if steps else None)


def kinds_of(programme: Programme, of_list: str) -> tuple[Kind, ...]:
    """The kinds of note that a list is about."""
    return kinds_for(programme, StepKind.RANK, step_of(programme, of_list))


def phase_of(session: Session, of_list: str) -> Phase:
    """The phase in which a list is voted.

    Where the programme has no rank step, the room can vote in any phase: the last that has started, else the first one.
    """
    programme = session.info.programme
    step = step_of(programme, of_list)
    if step is None:
        return session.last_started or programme.phases[0]
    return next(phase for phase in programme.phases if step in phase.steps)


def _rank_steps(programme: Programme) -> tuple[Step, ...]:
    return tuple(step for phase in programme.phases for step in phase.steps if step.kind is StepKind.RANK)
