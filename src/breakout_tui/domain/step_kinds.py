"""What a vote, an agreement and a read-back are about: the kinds of note that their step names, else what was collected so far."""

from __future__ import annotations

from collections.abc import Iterator

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.once import once
from breakout_tui.domain.outputs import OUTPUTS
from breakout_tui.domain.programme import Phase, Programme, Step, StepKind
from breakout_tui.domain.session_state import Session

AGREED_ON = (Kind.RECOMMENDATION, Kind.DECISION)
"""The kinds on which a level of agreement can be recorded in any programme."""


def kinds_over(programme: Programme, step: Step) -> tuple[Kind, ...]:
    """The kinds that a rank, agree or read-back step is about.

    Without a choice of its own, a vote is on the challenges, or on the principles; an agreement is on the
    recommendations; a read-back reads the outputs. Where the programme collects no challenge before the vote, and no
    recommendation before the agreement, they are about what it has collected so far.
    """
    return step.over or _by_default(step.kind, _collected_before(programme, step))


def kinds_for(programme: Programme, kind: StepKind, step: Step | None) -> tuple[Kind, ...]:
    """The same where the programme may have no step of this sort: then as for one at its end."""
    return (
        _by_default(kind, _collected_before(programme, None)) if step is None else kinds_over(programme, step)
    )


def _by_default(kind: StepKind, before: tuple[Kind, ...]) -> tuple[Kind, ...]:
    """What a step without a choice of its own is about, by what was collected before it."""
    match kind:
        case StepKind.RANK if before and Kind.CHALLENGE not in before:
            return before
        case StepKind.RANK:
            return (Kind.CHALLENGE, Kind.PRINCIPLE)
        case StepKind.AGREE if before and Kind.RECOMMENDATION not in before:
            return tuple(kind for kind in before if kind in OUTPUTS) or before
        case StepKind.AGREE:
            return (Kind.RECOMMENDATION,)
        case StepKind.READBACK:
            return OUTPUTS
        case _:
            return ()


@once
def agreed_kinds(session: Session) -> tuple[Kind, ...]:
    """The kinds on which the room can record a level of agreement, in the order of kinds."""
    found = {*AGREED_ON, *_kinds_of_steps(session.info.programme, StepKind.AGREE)}
    return tuple(kind for kind in session.note_kinds if kind in found)


@once
def read_kinds(session: Session) -> tuple[Kind, ...]:
    """The kinds that can be read back, in the order in which they are read: the outputs, and what a step names besides."""
    named = _kinds_of_steps(session.info.programme, StepKind.READBACK)
    return tuple(dict.fromkeys((*OUTPUTS, *(kind for kind in Kind if kind in named))))


def kinds_now(session: Session, kind: StepKind) -> tuple[Kind, ...]:
    """What the current step is about, if it is of this kind; else the first one of this kind in the phase in view, or any."""
    programme = session.info.programme
    box = session.current_box
    if box is not None and box.kind is kind and (step := programme.step(box.step)) is not None:
        return kinds_over(programme, step)
    phases = (programme.phase(session.phase_in_view), *programme.phases)
    steps = (step for phase in phases for step in phase.steps if step.kind is kind)
    return kinds_for(programme, kind, next(steps, None))


def reads(programme: Programme, phase: Phase, kind: Kind) -> bool:
    """Whether a phase has a read-back of this kind."""
    steps = (step for step in phase.steps if step.kind is StepKind.READBACK)
    return any(kind in kinds_over(programme, step) for step in steps)


def _kinds_of_steps(programme: Programme, kind: StepKind) -> set[Kind]:
    return {each for step in _steps(programme) if step.kind is kind for each in kinds_over(programme, step)}


def _collected_before(programme: Programme, step: Step | None) -> tuple[Kind, ...]:
    """The kinds that the steps before this one collect, or all steps, in the order of first use."""
    found: dict[Kind, None] = {}
    for each in _steps(programme):
        if each is step:
            break
        found.update(dict.fromkeys(_collected(programme, each)))
    return tuple(found)


def _collected(programme: Programme, step: Step) -> Iterator[Kind]:
    """The kinds that a step collects, or a question of a theme in it."""
    if step.note_kind is not None:
        yield step.note_kind
    for theme in programme.themes:
        yield from theme.kinds_in(step)


def read_in(programme: Programme, step: Step) -> tuple[Kind, ...]:
    """The kinds that a read-back step reads, as far as they were collected since the phase of the one before it."""
    collected: set[Kind] = set()
    for phase in programme.phases:
        for each in phase.steps:
            if each is step:
                return tuple(kind for kind in kinds_over(programme, step) if kind in collected)
            collected.update(_collected(programme, each))
        if phase.has(StepKind.READBACK):
            collected.clear()
    return ()


def _steps(programme: Programme) -> Iterator[Step]:
    return (step for phase in programme.phases for step in phase.steps)
