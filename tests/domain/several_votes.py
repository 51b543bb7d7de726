"""Programmes of several votes for the tests."""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain.programme import Phase, Programme, Step, StepKind
from tests.domain import day


def with_rank_steps(count: int) -> Programme:
    """The small day with so many rank steps, ``rank-0`` and so on, in its morning."""
    made = day.programme(questions=2)
    morning, afternoon = made.phases
    steps = tuple(Step(f"rank-{number}", StepKind.RANK, f"Vote {number + 1}", 300) for number in range(count))
    others = tuple(step for step in morning.steps if step.kind is not StepKind.RANK)
    return replace(made, phases=(replace(morning, steps=(*others, *steps)), afternoon))


def of_phases(*phases: tuple[Step, ...]) -> Programme:
    """The small programme with phases ``a``, ``b`` … of these steps."""
    named = zip("abcdef", phases, strict=False)
    return replace(day.programme(questions=2), phases=tuple(Phase(name, name, each) for name, each in named))
