"""The places as plain tables: all of them, who is in one room in one round, and what has changed."""

from __future__ import annotations

from breakout_tui.domain.allocation import Allocation, Slot
from breakout_tui.domain.programme import Programme
from breakout_tui.report.data.session_tables import DataTable, Row
from breakout_tui.report.seating import reading_order

_PERSON = ("name", "country", "organisation")


def places_table(allocation: Allocation, programme: Programme) -> DataTable:
    """A row for each place, by name and round."""
    titles = programme.titles
    rows = [
        (number, each.name, each.country, each.organisation, round_, room, theme, titles[theme])
        for number, each, places in sorted(
            allocation.each(), key=lambda row: (*reading_order(row[1]), row[0])
        )
        for room, theme, round_ in places
    ]
    return DataTable("places", ("number", *_PERSON, "round", "room", "theme", "theme_title"), tuple(rows))


def slot_table(allocation: Allocation, slot: Slot, name: str) -> DataTable:
    """Who is in a slot, by name; ``name`` is that of its file.

    It has neither the numbers of the draw nor its order: the replay file has the wishes under these numbers.
    """
    people = sorted(allocation.in_slot(slot), key=lambda each: (*reading_order(each), each.key))
    rows = [(each.name, each.country, each.organisation) for each in people]
    return DataTable(name, _PERSON, tuple(rows))


def changes_table(allocation: Allocation, programme: Programme) -> DataTable:
    """A row for each place that changed since the version before, by name and round; without numbers of the draw."""
    titles = programme.titles
    known = {each.key: each for each in allocation.task.delegates}
    moves = sorted(
        (move for move in allocation.moves if move.key in known),
        key=lambda move: (*reading_order(known[move.key]), move.key, move.round),
    )
    rows: list[Row] = []
    for move in moves:
        each = known[move.key]
        places = [
            value
            for place in (move.before, move.after)
            for value in (("", "") if place is None else (place.room, titles.get(place.theme, place.theme)))
        ]
        rows.append((each.name, each.country, each.organisation, move.round, *places))
    columns = (*_PERSON, "round", "room_before", "theme_before", "room", "theme")
    return DataTable("changes", columns, tuple(rows))
