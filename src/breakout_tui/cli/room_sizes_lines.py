"""``breakout-tui allocate --suggest-rooms``: prints ``[[rooms]]`` tables that fit the wishes, to be put into the programme file."""

from __future__ import annotations

from collections.abc import Sequence

from breakout_tui.domain.delegates import Delegate
from breakout_tui.domain.errors import UsageError
from breakout_tui.domain.programme import Programme, Room
from breakout_tui.domain.room_file import toml_string
from breakout_tui.domain.room_sizes import demand, suggested_rooms
from breakout_tui.domain.text import clean_line, plural


def print_rooms(delegates: Sequence[Delegate], programme: Programme) -> int:
    """Print them, with how many want each theme. Raises UsageError for a programme without tracks."""
    if not programme.tracks:
        raise UsageError(
            "the programme has no tracks",
            remedy="add a [[tracks]] table with its themes and how many a delegate explores",
        )
    wanted = demand(delegates, programme.tracks)
    rooms = suggested_rooms(programme, wanted)
    rounds = {theme: track.explore for track in programme.tracks for theme in track.themes}
    _print("# Rooms for the programme file, by what delegates wish.")
    lack = round(sum(wanted.values())) - sum(
        room.capacity * (len(room.rounds) or rounds[room.theme]) for room in rooms
    )
    if lack > 0:
        _print(
            f"# In all rounds together, {plural(lack, 'seat')} are missing: with these rooms not all get their themes."
        )
    for theme in programme.themes:
        if theme.id not in wanted:
            continue
        there = [room for room in rooms if room.theme == theme.id]
        seats = sum(room.capacity * (len(room.rounds) or rounds[theme.id]) for room in there)
        lack = round(wanted[theme.id]) - seats
        too_few = f", {lack} too few" if lack > 0 else ""
        _print("")
        _print(
            f"# {theme.title}: {round(wanted[theme.id])} want it, {plural(seats, 'seat')} in all rounds{too_few}"
        )
        for room in there:
            _print_room(room)
    return 0


def _print_room(room: Room) -> None:
    _print("[[rooms]]")
    _print(f"name = {toml_string(room.name)}")
    _print(f"theme = {toml_string(room.theme)}")
    _print(f"capacity = {room.capacity}")
    if room.rounds:
        _print(f"rounds = [{', '.join(map(str, room.rounds))}]")
    if room.minimum:
        _print(f"minimum = {room.minimum}")


def _print(line: str) -> None:
    print(clean_line(line))  # noqa: T201 - the result
