"""``breakout-tui start``: starts a session, with the details that the form of the app would offer, or those of a room file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

from breakout_tui import paths
from breakout_tui.cli.direct_action import save
from breakout_tui.cli.options import Options
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.commands import EditDetails
from breakout_tui.domain.errors import NotFound, UsageError
from breakout_tui.domain.programme import Programme
from breakout_tui.domain.records import SessionInfo
from breakout_tui.domain.room_file import RoomFile
from breakout_tui.domain.session import start
from breakout_tui.domain.text import clean_line
from breakout_tui.inputs.programme_file import read_programme
from breakout_tui.inputs.room_file import read_room_file
from breakout_tui.store.database import Database
from breakout_tui.tui.details_form import command_for, command_of, form_for, round_before


def start_session(options: Options) -> int:
    """Start it and print how to go on. Raises ProgrammeRefused, NotFound, UsageError, CommandRefused, StoreError."""
    named, given = _words(options)
    programme = read_programme(paths.find_programme(options.themes))
    room = None if options.room_file is None else read_room_file(options.room_file)
    theme_id = _theme(programme, named) if room is None or named else _theme_of(room, programme, options)
    clock = SystemClock()
    store = Database(options.database or paths.default_database(), clock)
    sessions = store.summaries()
    offered = _with_room(command_of(form_for(theme_id, programme, sessions)), room)
    info = start(programme, theme_id, offered, clock.read()).session.info
    details = _with(offered, given, info)
    follows = round_before(theme_id, details.round or info.round, sessions)
    outcome = start(programme, theme_id, details, clock.read(), follows=follows)
    save(store, outcome.session.id, store.submit(outcome.session.id, outcome.changes))
    title = clean_line(outcome.session.theme.title)
    print(f"Started: {title}")  # noqa: T201 - the result
    print("breakout-tui next starts the first phase; breakout-tui resume opens the window")  # noqa: T201
    return 0


def _words(options: Options) -> tuple[str, Sequence[str]]:
    """The theme, empty if the room file names it, and the details. Raises UsageError."""
    theme = options.theme or ""
    if "=" in theme:  # no id of a theme has this sign
        theme, details = "", (theme, *options.details)
    else:
        details = (*options.details,)
    if not theme and options.room_file is None:
        raise UsageError(
            "no theme is named", remedy="name a theme, as in `breakout-tui start 1`, or a --room-file"
        )
    return theme, details


def _theme(programme: Programme, named: str) -> str:
    """The id of a theme, by its number or its id. Raises NotFound."""
    themes = programme.themes
    if named.isdecimal() and 1 <= int(named) <= len(themes):
        return themes[int(named) - 1].id
    if any(theme.id == named for theme in themes):
        return named
    known = ", ".join(f"{number} {theme.id}" for number, theme in enumerate(themes, 1))
    raise NotFound(f"there is no theme {named!r}", remedy=f"the themes are {known}")


def _theme_of(room: RoomFile, programme: Programme, options: Options) -> str:
    """The id of the theme of a room file. Raises NotFound."""
    ids = [theme.id for theme in programme.themes]
    if room.theme in ids:
        return room.theme
    raise NotFound(
        f"there is no theme {room.theme!r} in {clean_line(programme.event)}",
        where=str(options.room_file),
        remedy=f"the themes are {', '.join(ids)}; --themes names the organiser's programme file",
    )


def _with_room(offered: EditDetails, room: RoomFile | None) -> EditDetails:
    """The details with those of a room file; what it does not say stays."""
    if room is None:
        return offered
    return replace(
        offered,
        room=room.room,
        round=room.round,
        people=room.people or offered.people,
        known=room.known or offered.known,
    )


def _with(offered: EditDetails, given: Sequence[str], info: SessionInfo) -> EditDetails:
    """The details with those of the command line, such as ``people=24``. Raises UsageError, DetailsRefused."""
    for each in given:
        word, equals, text = each.partition("=")
        if not equals:
            raise UsageError(f"{each!r} is no detail", remedy="such as room='Room 2' people=24")
        one = command_for(f"{word} {text}", info)
        changed = {field.name: getattr(one, field.name) for field in fields(one)}
        untouched = {field.name: field.default for field in fields(one)}
        offered = replace(
            offered, **{name: value for name, value in changed.items() if value != untouched[name]}
        )
    return offered
