"""Room file: what one room gets from the organiser's allocation, so that its facilitator need not type it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from breakout_tui.domain.known_names import names_in
from breakout_tui.domain.text import clean_line

_WIDEST = 100
"""Characters of a list in one line; a longer one has a line for each name."""


@dataclass(frozen=True, slots=True)
class RoomFile:
    """The details of a session that are known before it: one room in one round."""

    theme: str
    """The id of the theme."""
    room: str
    round: int
    """From 1."""
    people: int
    """How many are expected; 0 if that is not known."""
    known: tuple[str, ...]
    """Countries and organisations that ``@`` knows from the start."""


def room_file_text(room: RoomFile) -> str:
    """The room file as TOML, which ``read_room_file`` reads; ``people`` is left out if it is not known."""
    lines = [
        "# breakout-tui start --room-file FILE",
        f"theme = {toml_string(room.theme)}",
        f"room = {toml_string(room.room)}",
        f"round = {room.round}",
    ]
    if room.people:
        lines.append(f"people = {room.people}")
    lines.append(f"known = {_list(listed_names(room.known))}")
    return "".join(f"{line}\n" for line in lines)


def listed_names(names: Iterable[str]) -> tuple[str, ...]:
    """The names as a session's list can have them: without commas and leading signs, each once in upper or lower case.

    *Korea, Republic of* is *Republic of Korea*, and *Ports, Inc.* is *Ports Inc.*
    """
    found: dict[str, str] = {}
    for name in names:
        listed = " ".join(names_in(name.lstrip("@# "))).lstrip("@# ")
        if listed:
            found.setdefault(listed.casefold(), listed)
    return tuple(found.values())


def _list(names: Iterable[str]) -> str:
    quoted = [toml_string(name) for name in names]
    short = f"[{', '.join(quoted)}]"
    return short if len(short) <= _WIDEST else "".join(["[\n", *(f"  {name},\n" for name in quoted), "]"])


def toml_string(text: str) -> str:
    """A basic string of TOML: of a clean line, JSON escapes the same two characters, the quotation mark and the backslash."""
    return json.dumps(clean_line(text), ensure_ascii=False)
