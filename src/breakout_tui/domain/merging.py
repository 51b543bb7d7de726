"""Merged notes: a deleted note stands for no others, so that deleting it hides nothing that others said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from breakout_tui.domain.notes import Note


def handed_back(note: Note, note_of: Callable[[int], Note]) -> Note:
    """The note, merged into the first note that stands for it and isn't deleted; without one, a note of its own.

    ``note_of`` finds a note by its serial.
    """
    target = note.merged_into
    while target is not None and (stands := note_of(target)).deleted:
        target = stands.merged_into
    return note if target == note.merged_into else replace(note, merged_into=target)
