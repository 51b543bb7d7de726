"""Keys of a programme file that are allowed but change nothing, for `breakout-tui check` to say so."""

from __future__ import annotations

from breakout_tui.domain.programme import PhaseName, Programme
from breakout_tui.inputs.problems import key_path


def idle_keys(programme: Programme) -> tuple[str, ...]:
    """A line for each key that changes nothing: where it is, and why."""
    return tuple(
        f"{key_path((name.value, 'steps', index, 'minimum'))} changes nothing: a fixed step keeps its minutes"
        for name in PhaseName
        for index, step in enumerate(programme.phase(name).steps)
        if step.fixed and step.minimum is not None
    )
