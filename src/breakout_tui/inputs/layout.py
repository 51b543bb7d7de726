"""Checks whether the planned day is possible: each box gets time, each phase can end on time, the day fits into 24 hours."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import time
from typing import NamedTuple

from breakout_tui.domain.portions import shares
from breakout_tui.domain.programme import AgendaSource, Step, StepKind
from breakout_tui.inputs.problems import KeyPath, Problems, shown

_DAY = 24 * 60 * 60
_NIGHT_ENDS = 6 * 60 * 60
"""Until 06:00, an end may belong to the evening before."""


class PhaseDraft(NamedTuple):
    """The readable part of a phase. A step with a problem of its own is None."""

    path: KeyPath
    """Where it is in the file."""
    id: str
    title: str | None
    steps: tuple[Step | None, ...]
    starts: time | None = None
    ends: time | None = None
    day: int = 1
    pause: str = ""
    speaking: tuple[int | None, int | None] = (None, None)
    """Seconds for a speaker, and for a reply."""

    @property
    def label(self) -> str:
        """Its title or, where that is missing or wrong, its id: what a problem calls it."""
        return shown(self.title or self.id)

    @property
    def planned(self) -> int:
        """The seconds of its steps."""
        return sum(step.planned for step in self.steps if step)

    @property
    def shortest(self) -> int:
        """The seconds that the steps need when each one has shrunk to its minimum."""
        return sum(_shortest(step) for step in self.steps if step)


class ThemeLists(NamedTuple):
    """A theme's lists, each entry of which becomes a box; None for a list that is wrong or absent."""

    path: KeyPath
    questions: tuple[int | None, ...] | None
    """The seconds that each question gets; None for a question without minutes."""
    priorities: int | None
    has_priorities: bool


def check_layout(
    phases: Sequence[PhaseDraft], themes: Sequence[ThemeLists], groups: int, problems: Problems
) -> None:
    """Report every reason why the phases cannot be scheduled for these themes and country groups."""
    _check_order(phases, problems)
    for day in dict.fromkeys(phase.day for phase in phases):
        of_day = [phase for phase in phases if phase.day == day]
        _check_day(of_day, problems)
        _check_times(of_day, problems)
    for phase in phases:
        for index, step in enumerate(phase.steps):
            if step is None:
                continue
            path = (*phase.path, "steps", index)
            if step.agenda is AgendaSource.PRIORITIES:
                _check_priorities(phase, phases, themes, path, problems)
            _check_shares(step, phase, path, themes, groups, problems)


def _check_order(phases: Sequence[PhaseDraft], problems: Problems) -> None:
    for before, phase in itertools.pairwise(phases):
        if phase.day < before.day:
            problems.add(
                (*phase.path, "day"),
                f"day {phase.day} comes after day {before.day} of {before.label}; put the phases in the order of their days",
            )


def _check_day(phases: Sequence[PhaseDraft], problems: Problems) -> None:
    """The phases of one day fit into it."""
    planned = 0
    for phase in phases:
        planned += phase.planned
        if planned > _DAY:
            problems.add(
                (*phase.path, "steps"),
                f"{planned // 60} minutes are planned up to the end of {phase.label}, but a day has "
                f"only {_DAY // 60}; shorten the steps",
            )
            return


def _check_times(phases: Sequence[PhaseDraft], problems: Problems) -> None:
    """The first phase of a day starts at midnight at the earliest, and none before the previous one can end.

    An end at night is one of the next day if the phase would otherwise be too short.
    """
    starts, since = 0, "midnight"
    for phase in phases:
        if phase.starts is not None:
            wanted = _seconds(phase.starts)
            if wanted < starts:
                problems.add(
                    (*phase.path, "starts"),
                    f"{phase.starts:%H:%M} is before {since}, {_time_of_day(starts)}; "
                    "set a later start or shorten the steps before it",
                )
            starts, since = max(starts, wanted), f"the start of {phase.label}"
        if phase.ends is None:
            starts += phase.shortest
            since = f"the earliest end of {phase.label}"
            continue
        ends = _seconds(phase.ends)
        if ends - starts < phase.shortest and ends < _NIGHT_ENDS:
            ends += _DAY
        if ends - starts < phase.shortest:
            problems.add(
                (*phase.path, "ends"),
                f"the steps need at least {_minutes(phase.shortest)}, but there are {_minutes(max(ends - starts, 0))} "
                f"from {since} to {phase.ends:%H:%M}; set a later end or shorten the steps",
            )
        starts, since = ends, f"the end of {phase.label}"


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
    remedy = f"add a rank step to {earlier[-1].label}, or " if earlier else ""
    problems.add(
        (*path, "agenda"),
        f"there are no priorities yet when {phase.label} starts; {remedy}add priorities to every theme",
    )


def _check_shares(
    step: Step,
    phase: PhaseDraft,
    path: KeyPath,
    themes: Sequence[ThemeLists],
    groups: int,
    problems: Problems,
) -> None:
    """The boxes of a step share its time in whole seconds, and each box needs at least one second."""
    lists: list[tuple[KeyPath, Sequence[int | None] | None]] = []
    match step.agenda:
        case AgendaSource.QUESTIONS:
            lists = [((*theme.path, "questions"), theme.questions) for theme in themes]
        case AgendaSource.PRIORITIES:
            lists = [((*theme.path, "priorities"), _without_minutes(theme.priorities)) for theme in themes]
        case AgendaSource.GROUPS:
            lists = [(("groups",), _without_minutes(groups))]
        case _:
            lists = [((*path, "talks"), [talk.planned for talk in step.talks])]
    for where, given in lists:
        if given and not _check_number(step, phase, where, len(given), problems):
            _check_minutes(step, phase, where, given, problems)
            _check_silence(step, path, shares(step.planned, given)[0], problems)


def _without_minutes(count: int | None) -> list[None]:
    return [None] * (count or 0)


def _check_number(step: Step, phase: PhaseDraft, where: KeyPath, count: int, problems: Problems) -> bool:
    """Report more boxes than the step has seconds; returns whether there are."""
    shortest = _shortest(step)
    if count <= shortest:
        return False
    problems.add(
        where,
        f'{count} boxes do not fit into step "{step.id}" of {phase.label}, '
        f"which may last only {shortest} second{'s' if shortest != 1 else ''}; "
        "give the step more time or shorten this list",
    )
    return True


def _check_minutes(
    step: Step, phase: PhaseDraft, where: KeyPath, given: Sequence[int | None], problems: Problems
) -> None:
    """Minutes that are given fit into the step, and fill it if each entry has some."""
    total, free = sum(each for each in given if each is not None), given.count(None)
    if total == step.planned and not free:
        return
    place = f'step "{step.id}" of {phase.label}'
    if total >= step.planned:
        left = " and leave none for the others" if free else ""
        problems.add(
            where,
            f"their minutes add up to {total // 60}{left}, but {place} has {step.planned // 60}; "
            "shorten them or give the step more time",
        )
    elif not free:
        problems.add(
            where,
            f"their minutes add up to {total // 60}, but {place} has {step.planned // 60}; "
            "leave out the minutes of one of them, which then gets the rest",
        )


def _check_silence(step: Step, path: KeyPath, first: int, problems: Problems) -> None:
    """The silent minutes fit into the first box."""
    if step.silent > first:
        problems.add(
            (*path, "silent"),
            f"expected at most the {_minutes(first)} of the first box, found {step.silent // 60}",
        )


def _may_rank(phase: PhaseDraft) -> bool:
    """Whether the phase has a rank step, or a faulty step that may be one."""
    return not phase.steps or any(step is None or step.kind is StepKind.RANK for step in phase.steps)


def _shortest(step: Step) -> int:
    if step.fixed:
        return step.planned
    return step.minimum if step.minimum is not None else step.planned // 2


def _seconds(at: time) -> int:
    return (at.hour * 60 + at.minute) * 60


def _time_of_day(seconds: int) -> str:
    return f"{seconds // 3600 % 24:02}:{seconds // 60 % 60:02}"


def _minutes(seconds: int) -> str:
    whole, rest = divmod(seconds, 60)
    written = f"{whole} minute{'s' if whole != 1 else ''}"
    return f"{written} {rest} s" if rest else written
