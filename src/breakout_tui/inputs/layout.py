"""Checks whether the planned day is possible: each box gets time, each phase can end on time, the day fits into 24 hours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import NamedTuple

from breakout_tui.domain.programme import AgendaSource, PhaseName, Step, StepKind
from breakout_tui.inputs.problems import KeyPath, Problems

_DAY = 24 * 60 * 60
_NIGHT_ENDS = 6 * 60 * 60
"""Until 06:00, an end may belong to the evening before."""


class PhaseDraft(NamedTuple):
    """The readable part of a phase. A step with a problem of its own is None."""

    name: PhaseName
    title: str | None
    ends: time | None
    steps: tuple[Step | None, ...]

    @property
    def shortest(self) -> int:
        """The seconds that the steps need when each one has shrunk to its minimum."""
        return sum(_shortest(step) for step in self.steps if step)


class ThemeLists(NamedTuple):
    """The lengths of a theme's lists, each entry of which becomes a box; None for a list that is wrong or absent."""

    path: KeyPath
    questions: int | None
    priorities: int | None
    has_priorities: bool


def check_layout(
    phases: Sequence[PhaseDraft], themes: Sequence[ThemeLists], groups: int, problems: Problems
) -> None:
    """Report every reason why the phases cannot be scheduled for these themes and country groups."""
    _check_day(phases, problems)
    _check_ends(phases, problems)
    for phase in phases:
        for index, step in enumerate(phase.steps):
            if step is None or step.agenda is None:
                continue
            path = (phase.name.value, "steps", index)
            if step.agenda is AgendaSource.PRIORITIES:
                _check_priorities(phase, phases, themes, path, problems)
            _check_shares(step, path, themes, groups, problems)


def _check_day(phases: Sequence[PhaseDraft], problems: Problems) -> None:
    planned = 0
    for phase in phases:
        planned += sum(step.planned for step in phase.steps if step)
        if planned > _DAY:
            problems.add(
                (phase.name.value, "steps"),
                f"{planned // 60} minutes are planned up to the end of the {phase.name.value}, but a day has "
                f"only {_DAY // 60}; shorten the steps",
            )
            return


def _check_ends(phases: Sequence[PhaseDraft], problems: Problems) -> None:
    """A phase starts at midnight at the earliest, and not before the previous phase can end.

    An end at night is one of the next day if the phase would otherwise be too short.
    """
    starts, since = 0, "midnight"
    for phase in phases:
        if phase.ends is None:
            starts += phase.shortest
            since = f"the earliest end of the {phase.name.value}"
            continue
        ends = (phase.ends.hour * 60 + phase.ends.minute) * 60
        if ends - starts < phase.shortest and ends < _NIGHT_ENDS:
            ends += _DAY
        if ends - starts < phase.shortest:
            problems.add(
                (phase.name.value, "ends"),
                f"the steps need at least {_minutes(phase.shortest)}, but there are {_minutes(max(ends - starts, 0))} "
                f"from {since} to {phase.ends:%H:%M}; set a later end or shorten the steps",
            )
        starts, since = ends, f"the end of the {phase.name.value}"


def _check_priorities(
    phase: PhaseDraft,
    phases: Sequence[PhaseDraft],
    themes: Sequence[ThemeLists],
    path: KeyPath,
    problems: Problems,
) -> None:
    """The boxes of a phase are made when it starts, so its priority issues must exist by then."""
    if themes and all(theme.has_priorities for theme in themes):
        return
    earlier = phases[: phases.index(phase)]
    if any(_may_rank(before) for before in earlier):
        return
    remedy = "add a rank step to the morning, or " if earlier else ""
    problems.add(
        (*path, "agenda"),
        f"there are no priorities yet when the {phase.name.value} starts; {remedy}add priorities to every theme",
    )


def _check_shares(
    step: Step, path: KeyPath, themes: Sequence[ThemeLists], groups: int, problems: Problems
) -> None:
    """The boxes of a step share its time in whole seconds, and each box needs at least one second."""
    shortest = _shortest(step)
    lists: list[tuple[KeyPath, int | None]] = []
    match step.agenda:
        case AgendaSource.QUESTIONS:
            lists = [((*theme.path, "questions"), theme.questions) for theme in themes]
        case AgendaSource.PRIORITIES:
            lists = [((*theme.path, "priorities"), theme.priorities) for theme in themes]
        case AgendaSource.GROUPS:
            lists = [(("groups",), groups)]
        case AgendaSource.ROOM | None:
            pass
    for where, count in lists:
        if count is not None and count > shortest:
            problems.add(
                where,
                f'{count} boxes do not fit into step "{step.id}" ({path[0]}), '
                f"which may last only {shortest} second{'s' if shortest != 1 else ''}; "
                "give the step more time or shorten this list",
            )


def _may_rank(phase: PhaseDraft) -> bool:
    """Whether the phase has a rank step, or a faulty step that may be one."""
    return not phase.steps or any(step is None or step.kind is StepKind.RANK for step in phase.steps)


def _shortest(step: Step) -> int:
    if step.fixed:
        return step.planned
    return step.minimum if step.minimum is not None else step.planned // 2


def _minutes(seconds: int) -> str:
    whole, rest = divmod(seconds, 60)
    written = f"{whole} minute{'s' if whole != 1 else ''}"
    return f"{written} {rest} s" if rest else written
