"""Merged notes: a deleted note represents no others, so that deleting it hides nothing that others said.

In a damaged file, a note may be merged into one that is missing, or in a circle into itself. Then no note represents it, and it
is a note of its own again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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


def is_lost(serial: int, merged_into: Sequence[int | None]) -> bool:
    """Whether the note is merged into one that isn't there, or by way of others into itself; of each by serial."""
    target, seen = merged_into[serial], set[int]()
    if target is not None and not 0 <= target < len(merged_into):
        return True
    while target is not None and 0 <= target < len(merged_into) and target not in seen:
        seen.add(target)
        target = merged_into[target]
    return serial in seen


def found_again(notes: Sequence[Note]) -> list[Note]:
    """The notes by serial, each with another one that stands for it, or of its own."""
    found, merged_into = list(notes), [note.merged_into for note in notes]
    for serial, target in enumerate(merged_into):
        if target is not None and is_lost(serial, merged_into):
            found[serial], merged_into[serial] = replace(found[serial], merged_into=None), None
    return found
