"""Whether a day can be laid out: each box gets time, each phase can end in time, the day fits into a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import NamedTuple

from breakout_tui.domain.programme import AgendaSource, PhaseName, Step, StepKind
from breakout_tui.inputs.problems import KeyPath, Problems

_DAY = 24 * 60 * 60


class PhaseDraft(NamedTuple):
    """What could be read of a phase; None stands for a step that is wrong in itself."""

    name: PhaseName
    title: str | None
    ends: time | None
    steps: tuple[Step | None, ...]

    @property
    def least(self) -> int:
        """The seconds that its steps need, shrunk as far as they may."""
        return sum(_least(step) for step in self.steps if step)


class Contents(NamedTuple):
    """How many boxes a theme's lists make; None where a list is wrong or absent."""

    path: KeyPath
    questions: int | None
    priorities: int | None
    brings_priorities: bool


def check_layout(
    phases: Sequence[PhaseDraft], themes: Sequence[Contents], groups: int, problems: Problems
) -> None:
    """Tell every reason why the phases, in their order, cannot be laid out for the themes and country groups."""
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
                f"expected a day of at most {_DAY // 60} minutes, found {planned // 60} planned up to here",
            )
            return


def _check_ends(phases: Sequence[PhaseDraft], problems: Problems) -> None:
    """A phase begins no earlier than midnight, and no earlier than the phase before it can be over."""
    begins, since = 0, "midnight"
    for phase in phases:
        if phase.ends is None:
            begins += phase.least
            since = f"the {phase.name.value} can be over"
            continue
        ends = (phase.ends.hour * 60 + phase.ends.minute) * 60
        if ends - begins < phase.least:
            problems.add(
                (phase.name.value, "ends"),
                f"the steps need at least {_minutes(phase.least)}, found {_minutes(max(ends - begins, 0))} "
                f"from {since} to {phase.ends:%H:%M}",
            )
        begins, since = ends, f"the end of the {phase.name.value}"


def _check_priorities(
    phase: PhaseDraft,
    phases: Sequence[PhaseDraft],
    themes: Sequence[Contents],
    path: KeyPath,
    problems: Problems,
) -> None:
    """The boxes of a phase are laid out when it begins: its priority issues must be there by then."""
    if themes and all(theme.brings_priorities for theme in themes):
        return
    earlier = phases[: phases.index(phase)]
    if any(_may_rank(before) for before in earlier):
        return
    remedy = "give the morning a rank step, or " if earlier else ""
    problems.add(
        (*path, "agenda"),
        f'"priorities" are not yet known when the {phase.name.value} begins; {remedy}give every theme its priorities',
    )


def _check_shares(
    step: Step, path: KeyPath, themes: Sequence[Contents], groups: int, problems: Problems
) -> None:
    """Boxes share their step in whole seconds, and none may be left without any."""
    least = _least(step)
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
        if count is not None and count > least:
            problems.add(
                where,
                f'{count} boxes do not fit into step "{step.id}" ({path[0]}), '
                f"which may shrink to {least} second{'s' if least != 1 else ''}",
            )


def _may_rank(phase: PhaseDraft) -> bool:
    """Whether it ranks, or has a fault that may hide the step that does."""
    return not phase.steps or any(step is None or step.kind is StepKind.RANK for step in phase.steps)


def _least(step: Step) -> int:
    if step.fixed:
        return step.planned
    return step.minimum if step.minimum is not None else step.planned // 2


def _minutes(seconds: int) -> str:
    whole, rest = divmod(seconds, 60)
    written = f"{whole} minute{'s' if whole != 1 else ''}"
    return f"{written} {rest} s" if rest else written
