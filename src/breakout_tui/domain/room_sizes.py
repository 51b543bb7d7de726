"""How large rooms should be for what delegates wish, and which theme should have which of the rooms that there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

from breakout_tui.domain.allocation import Slot, Task
from breakout_tui.domain.delegates import Delegate, Place
from breakout_tui.domain.programme import Programme, Room, Track

SPARE = 0.08
"""The part of seats beyond the wishes: with none to spare, conditions can't be kept."""


def demand(delegates: Sequence[Delegate], tracks: Sequence[Track]) -> dict[str, float]:
    """How many delegates want each theme, in all rounds together, if all had the best that they could have.

    A delegate for whom several sets of themes are equally good counts for each of them in part. Those without an answer go where the
    fewest are.
    """
    wanted = {theme: 0.0 for track in tracks for theme in track.themes}
    task = Task(tuple(tracks), _unlimited(tracks), tuple(delegates))
    silent: list[tuple[int, frozenset[str]]] = []
    for delegate in delegates:
        sets = task.theme_sets(delegate)
        best = [each.themes for each in sets if each.level == sets[0].level] if sets else []
        if delegate.has_answered:
            for themes in best:
                for theme in themes:
                    wanted[theme] += 1 / len(best)
        elif best:
            silent.append((len(best[0]), frozenset().union(*best)))
    for count, themes in silent:
        for theme in sorted(themes, key=lambda each: (wanted[each], each))[:count]:
            wanted[theme] += 1
    return wanted


def suggested_rooms(programme: Programme, wanted: Mapping[str, float]) -> tuple[Room, ...]:
    """The rooms of the programme with the themes that fit best; without rooms, one for each theme that is as large as needed.

    The largest room goes to the theme that lacks most seats, until each theme has a room; then the same for the other rooms.
    """
    rounds = {theme: track.explore for track in programme.tracks for theme in track.themes}
    if not programme.rooms:
        return tuple(
            Room(f"Room {number}", theme, max(1, ceil(wanted[theme] * (1 + SPARE) / rounds[theme])))
            for number, theme in enumerate(rounds, 1)
        )
    lacking = dict(wanted)
    bare = set(rounds)
    found = []
    for room in sorted(programme.rooms, key=lambda each: (-each.capacity, each.name)):
        theme = max(bare or set(rounds), key=lambda each: (lacking[each], each))
        bare.discard(theme)
        lacking[theme] -= room.capacity * (len(room.rounds) or rounds[theme])
        found.append(Room(room.name, theme, room.capacity, room.rounds, room.minimum))
    return tuple(found)


def _unlimited(tracks: Sequence[Track]) -> tuple[Slot, ...]:
    """As many rounds as are explored, with seats for all."""
    return tuple(
        Slot(Place(f"{number}", theme, round_), 1)
        for number, track in enumerate(tracks)
        for theme in track.themes
        for round_ in range(1, track.explore + 1)
    )
