"""Where a record stands among others of its type, in a session that never changes."""

from __future__ import annotations

from typing import Protocol, TypeVar

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.records import SessionInfo


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=_Identified)


def boxes_in_order(boxes: tuple[Box, ...], info: SessionInfo) -> tuple[Box, ...]:
    """The boxes by phase and place."""
    place = {phase.id: index for index, phase in enumerate(info.programme.phases)}
    return tuple(sorted(boxes, key=lambda box: (place.get(box.phase, len(place)), box.position)))


def record_put(records: tuple[R, ...], record: R) -> tuple[R, ...]:
    """The records with this one, in the place of the one with its id or at the end."""
    for index in range(len(records) - 1, -1, -1):
        if records[index].id == record.id:
            return (*records[:index], record, *records[index + 1 :])
    return (*records, record)


def record_with(records: tuple[R, ...], record_id: str) -> R | None:
    """The record of this id; None if there is none."""
    return next((record for record in reversed(records) if record.id == record_id), None)
