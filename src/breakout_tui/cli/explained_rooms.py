"""The rooms that a programme plans, as lines of text: each round with its rooms, their themes and how many people they take."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from rich.cells import cell_len, set_cell_size

from breakout_tui.domain.allocation import Slot, slots_of
from breakout_tui.domain.programme import Programme
from breakout_tui.domain.text import by_numbers, clean_line, plural

_WIDEST = 56
"""Cells of a name or a title; a longer one is cut."""


def explained_rooms(programme: Programme) -> Iterator[str]:
    """The rounds in order, a line a room, in the order of the themes; nothing if the programme has no rooms."""
    order = {theme.id: number for number, theme in enumerate(programme.themes)}

    def place(slot: Slot) -> tuple[int, int, list[tuple[int, str]]]:
        return slot.place.round, order[slot.place.theme], by_numbers(slot.place.room)

    slots = sorted(slots_of(programme), key=place)
    rows = _aligned([_row(slot, programme) for slot in slots])
    for number, found in itertools.groupby(zip(slots, rows, strict=True), lambda each: each[0].place.round):
        in_round = list(found)
        seats = sum(slot.capacity for slot, _ in in_round)
        yield from ("", f"Round {number} · {plural(len(in_round), 'room')} · {plural(seats, 'seat')}")
        yield from (line for _, line in in_round)


def _row(slot: Slot, programme: Programme) -> tuple[str, ...]:
    least = f"at least {slot.minimum:,}" if slot.minimum else ""
    title = programme.theme(slot.place.theme).title
    seats = f"{plural(slot.capacity, 'seat'):<{len(f'{slot.capacity:,} seats')}}"
    return clean_line(slot.place.room), clean_line(title), seats, least


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """The rows in columns, by the cells that they take in a terminal; figures end in one column."""
    widths = [min(_WIDEST, max(map(cell_len, column))) for column in zip(*rows, strict=True)]
    lines = []
    for room, title, seats, least in rows:
        cells = (_cell(room, widths[0]), _cell(title, widths[1]), seats.rjust(widths[2]), least)
        lines.append(f"  {'  '.join(cells)}".rstrip())
    return lines


def _cell(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text + " " * (width - cell_len(text))
    return f"{set_cell_size(text, width - 1)}…"
