"""Keys of a programme file that are allowed but change nothing, for `breakout-tui check` to say so."""

from __future__ import annotations

from breakout_tui.domain.programme import Programme
from breakout_tui.inputs.problems import shown


def idle_keys(programme: Programme) -> tuple[str, ...]:
    """A line for each key that changes nothing: where it is, and why."""
    return tuple(
        f'minimum of step "{step.id}" of {shown(phase.title)} changes nothing: a fixed step keeps its minutes'
        for phase in programme.phases
        for step in phase.steps
        if step.fixed and step.minimum is not None
    )
