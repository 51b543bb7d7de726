"""Reads the rooms of the programme file, and checks that each track has the rooms that its delegates need."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from breakout_tui.domain.programme import Room, Track
from breakout_tui.domain.rounds import last_round
from breakout_tui.domain.text import plural
from breakout_tui.inputs.problems import KeyPath, Problems, key_path, shown, suggestion
from breakout_tui.inputs.table import LONGEST_ID, Table

MOST_PEOPLE = 10_000
"""The largest capacity of a room; as many as a session can have."""
MOST_ROUNDS = 20
"""The highest number of a round."""

_EACH = 0
"""Stands for each round."""

_ROOM = ("name", "theme", "capacity", "rounds", "minimum")


class _RoomDraft(NamedTuple):
    """A room as far as it can be read."""

    path: KeyPath
    name: str | None
    theme: str | None
    rounds: tuple[int, ...] | None
    """Empty for each round; None if they are wrong."""
    room: Room | None


def read_rooms(
    whole: Table, theme_ids: Collection[str], tracks: Sequence[Track | None], problems: Problems
) -> tuple[Room, ...]:
    """The rooms of the file that have no problem.

    Without ``theme_ids`` no theme is checked. ``tracks`` has None in place of each faulty one: then themes and tracks are
    not compared, because the mistake may be there.
    """
    entries = whole.tables("rooms", _ROOM, required=False)
    drafts = [_room(entry, theme_ids, problems) for entry in entries if entry is not None]
    rooms = tuple(draft.room for draft in drafts if draft.room is not None)
    _check_names(drafts, problems)
    if drafts and not tracks:
        whole.report("rooms", "rooms need a track; add a [[tracks]] table with title, themes and explore")
    known_tracks = [track for track in tracks if track is not None]
    if not known_tracks or len(known_tracks) < len(tracks):
        return rooms
    _check_themes([draft for draft in drafts if draft.theme in theme_ids], known_tracks, problems)
    if len(rooms) == len(entries):
        _check_tracks(known_tracks, rooms, problems)
    return rooms


def _room(table: Table, theme_ids: Collection[str], problems: Problems) -> _RoomDraft:
    before = problems.count
    name, theme = table.text("name"), table.text("theme", LONGEST_ID)
    if theme is not None and theme_ids and theme not in theme_ids:
        table.report("theme", _unknown_theme(theme, theme_ids, problems))
    capacity = table.integer("capacity", MOST_PEOPLE, "people", required=True)
    rounds = _rounds(table, problems)
    minimum = table.integer("minimum", MOST_PEOPLE, "people", required=False) or 0
    if capacity is not None and minimum > capacity:
        table.report("minimum", f"expected at most the {capacity} people of the room, found {minimum}")
    if problems.count > before or name is None or theme is None or capacity is None:
        return _RoomDraft(table.path, name, theme, rounds, None)
    return _RoomDraft(table.path, name, theme, rounds, Room(name, theme, capacity, rounds or (), minimum))


def _unknown_theme(theme: str, theme_ids: Collection[str], problems: Problems) -> str:
    """What is said of a theme that does not exist, with the nearest one while the problem would be listed."""
    near = f"; {suggestion(theme, [*theme_ids], 'choose from')}" if problems.has_room else ""
    return f"expected the id of a theme, found {shown(theme)}{near}"


def _rounds(table: Table, problems: Problems) -> tuple[int, ...] | None:
    """The rounds in which a room is used; none for each one, None if one of them is wrong."""
    if not table.has("rounds"):
        return ()
    values = dict(table.items())["rounds"]
    if not isinstance(values, list) or not values:
        table.report(
            "rounds", f"expected a list of rounds in square brackets, such as [1, 2], found {shown(values)}"
        )
        return None
    expected = f"the number of a round from 1 to {MOST_ROUNDS}"
    found: list[int] = []
    for index, value in enumerate(values):
        path: KeyPath = (*table.path, "rounds", index)
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MOST_ROUNDS:
            problems.add(path, f"expected {expected}, found {shown(value)}")
        elif value in found:
            problems.add(path, f"round {value} is in the list already; remove it")
        else:
            found.append(value)
    return tuple(found) if len(found) == len(values) else None


def _check_names(drafts: Sequence[_RoomDraft], problems: Problems) -> None:
    """A room is used once in a round. Upper and lower case don't tell two names apart."""
    users: dict[str, dict[int, KeyPath]] = {}
    for draft in drafts:
        if draft.name is None or draft.rounds is None:
            continue
        used = users.setdefault(" ".join(draft.name.split()).casefold(), {})
        rounds = draft.rounds or (_EACH,)
        taken = next((number for number in (*rounds, _EACH) if number in used), None)
        if taken is None and not draft.rounds:
            taken = next(iter(used), None)
        if taken is not None:
            in_round = f"round {taken or rounds[0]}" if taken or draft.rounds else "each round"
            problems.add(
                (*draft.path, "name"),
                f"{shown(draft.name)} is already used in {in_round} at {key_path(used[taken])}; "
                "give one of the two other rounds or another name",
            )
        for number in rounds:
            used.setdefault(number, draft.path)


def _check_themes(drafts: Sequence[_RoomDraft], tracks: Sequence[Track], problems: Problems) -> None:
    """The theme of each room is in a track."""
    in_tracks = {theme for track in tracks for theme in track.themes}
    for draft in drafts:
        if draft.theme not in in_tracks:
            problems.add(
                (*draft.path, "theme"),
                f"{shown(draft.theme)} is in no track; add it to the themes of a [[tracks]] table, or remove the room",
            )


def _check_tracks(tracks: Sequence[Track], rooms: Sequence[Room], problems: Problems) -> None:
    """A track with rooms has one for each theme, in as many rounds as a delegate explores themes."""
    rounds: dict[str, set[int]] = {}
    for room in rooms:
        rounds.setdefault(room.theme, set()).update(room.rounds or (_EACH,))
    last = last_round(tracks, rooms)
    for number, track in enumerate(tracks):
        path: KeyPath = ("tracks", number)
        used = {each for theme in track.themes for each in rounds.get(theme, ())}
        if not used:
            continue
        for index, theme in enumerate(track.themes):
            if theme not in rounds:
                problems.add(
                    (*path, "themes", index),
                    f"{shown(theme)} has no room, but other themes of the track have one; "
                    "add a [[rooms]] table for it",
                )
        count = last if _EACH in used else len(used)
        if count < track.explore:
            problems.add(
                (*path, "explore"),
                f"a delegate explores {plural(track.explore, 'theme')}, but the rooms of the track are used in "
                f"{plural(count, 'round')} only; add rounds to the rooms or lower this number",
            )
