"""Records in order, put and found by their ids; the last ones are the likeliest."""

from __future__ import annotations

from typing import Protocol, TypeVar


class Identified(Protocol):
    """A record with an id."""

    @property
    def id(self) -> str:
        """Of this record alone."""
        ...


R = TypeVar("R", bound=Identified)


def put_by_id(records: tuple[R, ...], record: R) -> tuple[R, ...]:
    """The records with this one in its place, or behind all of them."""
    for index in range(len(records) - 1, -1, -1):
        if records[index].id == record.id:
            return (*records[:index], record, *records[index + 1 :])
    return (*records, record)


def found_by_id(records: tuple[R, ...], record_id: str) -> R | None:
    """The record of this id; None for none."""
    return next((record for record in reversed(records) if record.id == record_id), None)
