"""``breakout-tui start --room-file``: the session that a room's file of the organiser describes."""

from __future__ import annotations

import pytest

from breakout_tui.cli.parser import options_by_command
from breakout_tui.domain.room_file import RoomFile, room_file_text
from tests.cli.command_line import is_one_error_line, run
from tests.cli.commands_here import Room, room

__all__ = ["room"]

GREEN = RoomFile("policy", 'Sala "Verde"', 2, 24, ("Norway", "City of Turku", "Korea, Republic of"))


def saved(room: Room, content: RoomFile | str = GREEN) -> str:
    """The path of a room file beside the database."""
    path = room.database.with_name("green.toml")
    path.write_text(content if isinstance(content, str) else room_file_text(content), encoding="utf-8")
    return str(path)


def details(room: Room) -> dict[str, str]:
    """The details of the newest session, as the command prints them."""
    return dict(line.split(": ", 1) for line in room.done("/details").splitlines())


def test_a_session_starts_with_the_details_of_the_file(room: Room) -> None:
    """Rule: theme, room, round, people and known names; nothing needs to be typed."""
    assert "main policy challenges" in room.done("start", "--room-file", saved(room)).splitlines()[0]
    found = details(room)
    assert (found["room"], found["round"], found["people"]) == ('Sala "Verde"', "2", "24")
    assert found["known"] == "Norway, City of Turku, Republic of Korea"
    room.done("next")
    room.done("note", "Heard @City of Turku")


def test_details_and_a_theme_of_the_command_line_replace_those_of_the_file(room: Room) -> None:
    """Rule: what is typed wins, in each order of the words; a list can be added to."""
    path = saved(room)
    room.done("start", "--room-file", path, "people=30", "known=+ Peru")
    assert details(room)["people"] == "30"
    assert details(room)["known"] == "Norway, City of Turku, Republic of Korea, Peru"
    assert "Governance" in room.done("start", "1", "round=3", "--room-file", path)
    assert (details(room)["round"], details(room)["people"]) == ("3", "24")


def test_what_the_file_does_not_say_is_as_in_the_latest_session(room: Room) -> None:
    """Rule: as without a file."""
    room.done("start", "1", "facilitator=Ana", "people=12", "known=Kenya")
    room.done("start", "--room-file", saved(room, 'theme = "policy"\nroom = "R"\nround = 1'))
    found = details(room)
    assert (found["room"], found["facilitator"], found["people"], found["known"]) == (
        "R",
        "Ana",
        "12",
        "Kenya",
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('theme = "gover"\nroom = "R"\nround = 1', "there is no theme 'gover' in ICA 43rd Conference; the themes are governance, "),
        ('theme = "2"\nroom = "R"\nround = 1', "there is no theme '2'"),
        ('theme = "policy"\nroom = "R"\nround = "one"', "round: expected a whole number of rounds from 1 to 99"),
        ('theme = "policy"\nroom = "R"\nround = 1\nknown = ["A, B"]', "known[0]: a comma separates names"),
        ("room = Sala", "line 1, column 8"),
    ],
)  # fmt: skip
def test_a_file_that_can_not_be_used_is_refused_in_one_line(room: Room, content: str, said: str) -> None:
    """Rule: the line names the file, what is wrong and what to do; nothing is started."""
    path = saved(room, content)
    result = room.run("start", "--room-file", path)
    assert (result.status, result.out, is_one_error_line(result)) == (1, "", True)
    assert result.err.startswith(f"breakout-tui: {path}: {said}")
    assert room.done("sessions").strip() in ("", "No sessions yet.")


def test_a_file_that_is_not_there_is_refused_in_one_line(room: Room) -> None:
    """Rule: in a process of its own too."""
    missing = room.database.with_name("none.toml")
    result = run(missing.parent, "--database", room.database, "start", "--room-file", missing)
    assert (result.status, is_one_error_line(result)) == (1, True)
    assert result.err == f"breakout-tui: {missing}: file not found; check its name and folder\n"


@pytest.mark.parametrize("words", [(), ("people=3",)])
def test_without_theme_and_file_the_command_line_is_not_complete(room: Room, words: tuple[str, ...]) -> None:
    """Rule: a usage error that says both ways."""
    result = room.run("start", *words)
    assert (result.status, is_one_error_line(result)) == (2, True)
    assert "name a theme" in result.err
    assert "--room-file" in result.err


def test_the_shells_complete_the_file(room: Room) -> None:
    """Rule: fish is told which options have a file; the other shells complete files where the program offers nothing."""
    assert "--room-file" in options_by_command()["start"]
    assert "-l room-file" in room.done("completion", "fish")
