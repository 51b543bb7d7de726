"""Reads a room file: the details that the organiser's allocation gives one room, or an error that lists every problem."""

from __future__ import annotations

from pathlib import Path

from breakout_tui.domain.details_rules import MOST_PEOPLE, MOST_ROUNDS
from breakout_tui.domain.known_names import names_in
from breakout_tui.domain.room_file import RoomFile
from breakout_tui.inputs.problems import KeyPath, Problems, shown
from breakout_tui.inputs.table import LONGEST_ID, LONGEST_TITLE, Table
from breakout_tui.inputs.toml_text import parse_toml, read_text

_ROOM_FILE = ("theme", "room", "round", "people", "known")


def read_room_file(path: Path) -> RoomFile:
    """The room file at ``path``. Raises ProgrammeRefused, which lists every problem."""
    return parse_room_file(read_text(path), str(path))


def parse_room_file(text: str, where: str) -> RoomFile:
    """The room file that ``text`` is. Raises ProgrammeRefused, in which ``where`` names the source."""
    document = parse_toml(text, where)
    problems = Problems(document)
    table = Table(document, (), problems, _ROOM_FILE)
    theme, room = table.text("theme", LONGEST_ID), table.text("room")
    number = table.integer("round", MOST_ROUNDS, "rounds", required=True)
    people = table.integer("people", MOST_PEOPLE, "people", required=False)
    known = _known(table, problems)
    if problems.count or theme is None or room is None or number is None:
        raise problems.refusal(where)
    return RoomFile(theme, room, number, people or 0, known)


def _known(table: Table, problems: Problems) -> tuple[str, ...]:
    """Names for ``@``, each once; *Korea, Republic of* is put in its natural order, any other comma would part a name."""
    found: dict[str, str] = {}
    for index, name in enumerate(table.texts("known", LONGEST_TITLE, of="names") or ()):
        path: KeyPath = (*table.path, "known", index)
        if name is None:
            continue
        names = names_in(name)
        if len(names) != 1:
            problems.add(path, f"a comma separates names, found {shown(name)}; write it without a comma")
        elif names[0].startswith(("@", "#")):
            problems.add(path, f"expected a name, found {shown(name)}; write it without {names[0][0]}")
        else:
            found.setdefault(names[0].casefold(), names[0])
    return tuple(found.values())
