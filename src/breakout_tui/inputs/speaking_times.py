"""Reads how long a speaker has, in a step, a phase or the programme."""

from __future__ import annotations

from breakout_tui.domain.speaker_records import LONGEST_SPEECH
from breakout_tui.inputs.table import Table

SPEAKING_KEYS = ("speaking", "reply")
"""The keys, which each of these places can have."""


def speaking_times(table: Table) -> tuple[int | None, int | None]:
    """Whole seconds for a speaker, and for a reply or a point of order; None where the file says none."""
    found = [table.integer(key, LONGEST_SPEECH, "minutes", required=False) for key in SPEAKING_KEYS]
    speaking, reply = (None if minutes is None else minutes * 60 for minutes in found)
    if speaking is not None and reply is not None and reply > speaking:
        table.report(
            "reply", f"expected at most the {speaking // 60} minutes of a speaker, found {reply // 60}"
        )
    return speaking, reply
