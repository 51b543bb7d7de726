"""The places as plain tables: all of them, and who is in one room in one round."""

from __future__ import annotations

from breakout_tui.domain.allocation import Allocation, Slot
from breakout_tui.domain.programme import Programme
from breakout_tui.domain.text import by_numbers
from breakout_tui.report.data.session_tables import DataTable

_PERSON = ("name", "country", "organisation")


def places_table(allocation: Allocation, programme: Programme) -> DataTable:
    """A row for each place, in the order of the draw and of the rounds."""
    titles = {theme.id: theme.title for theme in programme.themes}
    rows = [
        (number, each.name, each.country, each.organisation, round_, room, theme, titles[theme])
        for number, each, places in allocation.each()
        for room, theme, round_ in places
    ]
    return DataTable("places", ("number", *_PERSON, "round", "room", "theme", "theme_title"), tuple(rows))


def slot_table(allocation: Allocation, slot: Slot, name: str) -> DataTable:
    """Who is in a slot, by name; ``name`` is that of its file.

    It has neither the numbers of the draw nor its order: the replay file has the wishes under these numbers.
    """
    people = sorted(allocation.in_slot(slot), key=lambda each: (by_numbers(each.name), each.name, each.key))
    rows = [(each.name, each.country, each.organisation) for each in people]
    return DataTable(name, _PERSON, tuple(rows))
