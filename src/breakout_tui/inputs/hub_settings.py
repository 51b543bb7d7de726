"""The settings about the hub: its addresses, the code of this room, and that of the organiser, which no message quotes."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from breakout_tui.inputs.table import Table

HUB, ROOM_CODE, ORGANISER_CODE = "hub", "room_code", "organiser_code"
MOST_ADDRESSES = 8
_IN_QUOTES = "put it in straight quotes"
_LINE = re.compile(r"line (\d+), column \d+: ")
_LONGEST_CODE = 200
_LONGEST_LINK = 500


def read_hub(table: Table, *, is_checked: bool) -> tuple[str, ...] | None:
    """The addresses, a text or a list of texts, none twice; wrong ones are reported and left out."""
    value = dict(table.items()).get(HUB)
    if value is None or value == "":
        return None
    entries = value if isinstance(value, list) else [value]
    found: list[str] = []
    for entry in entries[:MOST_ADDRESSES]:
        if not isinstance(entry, str):
            table.report(
                HUB, 'expected an address in quotes, such as "https://192.168.1.20:8765", or a list of them'
            )
        elif (address := _address(table, entry) if is_checked else entry) is not None:
            found.append(address)
    return tuple(dict.fromkeys(found))


def read_code(table: Table, *, is_checked: bool) -> str | None:
    """The code as it was typed; a wrong one is reported."""
    value = dict(table.items()).get(ROOM_CODE)
    if value is None or value == "":
        return None
    if not isinstance(value, str) or len(value) > _LONGEST_CODE:
        table.report(ROOM_CODE, f"expected the code of this room; {_IN_QUOTES}")
        return None
    if is_checked:
        # To read one takes longer than the first paint may wait.
        from breakout_tui.domain.errors import RoomCodeRefused
        from breakout_tui.domain.room_code import read_room_code

        try:
            read_room_code(value)
        except RoomCodeRefused as refused:
            table.report(ROOM_CODE, str(refused))
            return None
    return value


def read_organiser(table: Table, *, is_checked: bool) -> str | None:
    """The organiser's link or code as it was pasted; a wrong one is reported."""
    value = dict(table.items()).get(ORGANISER_CODE)
    if value is None or value == "":
        return None
    if not isinstance(value, str) or len(value) > _LONGEST_LINK:
        table.report(ORGANISER_CODE, f"expected the link of the organiser; {_IN_QUOTES}")
        return None
    if is_checked:
        from breakout_tui.domain.errors import RoomCodeRefused
        from breakout_tui.domain.organiser_link import read_organiser_link

        try:
            read_organiser_link(value)
        except RoomCodeRefused as refused:
            table.report(ORGANISER_CODE, str(refused))
            return None
    return value


def report_missing_code(table: Table) -> None:
    """There is a hub, and no code."""
    if not table.has(ROOM_CODE):
        table.report(
            HUB, "the code of this room is missing; `breakout-tui --hub` and the address asks for it"
        )


def open_to_others(path: Path, key: str = ROOM_CODE) -> str:
    """A problem if other users of this computer can read the file with this code, else nothing. Only POSIX can tell."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return ""
    if os.name != "posix" or not mode & (stat.S_IRWXG | stat.S_IRWXO):
        return ""
    return f"{key}: other users of this computer can read this file; chmod 600 {path}"


def unquoted(problems: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The problems of a text that is no TOML, without what they quote of the line of a code."""
    lines = text.split("\n")

    def told(problem: str) -> str:
        place = _LINE.match(problem)
        line = "" if place is None else lines[int(place[1]) - 1]
        code = next((each for each in (ROOM_CODE, ORGANISER_CODE) if each in line), None)
        if place is None or code is None:
            return problem
        return f"{place[0]}the line of {code} can't be read; {_IN_QUOTES}"

    return tuple(map(told, problems))


def _address(table: Table, text: str) -> str | None:
    from breakout_tui.domain.hub_address import hub_url

    try:
        return hub_url(text)
    except ValueError as error:
        table.report(HUB, str(error))
        return None
