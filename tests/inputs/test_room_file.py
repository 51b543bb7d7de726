"""A room file: what is written is read back, and every problem is told at once."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain.errors import ProgrammeRefused
from breakout_tui.domain.room_file import RoomFile, listed_names, room_file_text
from breakout_tui.domain.text import clean_line
from breakout_tui.inputs.room_file import parse_room_file, read_room_file
from breakout_tui.inputs.table import LONGEST_TITLE
from breakout_tui.inputs.text_rules import text_problem

GREEN = RoomFile("governance", "Sala Verde", 1, 24, ("Norway", "Kenya", "City of Turku"))
ANY_TEXT = st.text(st.characters(exclude_categories=()))
TRICKY = st.sampled_from(
    [
        '"',
        "\\",
        '\\"',
        "'''",
        '"""',
        "#",
        "\\u0041",
        "a\tb",
        "Côte d’Ivoire",
        "Korea, Republic of",
        "@x",
        "]",
        "字",
    ]
)
NAMES = st.one_of(ANY_TEXT, TRICKY, st.lists(TRICKY).map("".join))


def is_good(text: str) -> bool:
    """Whether a programme file can have this text; those of a room file come from there and from the list of delegates."""
    return text_problem(clean_line(text), LONGEST_TITLE) is None


ROOMS = st.builds(
    RoomFile,
    theme=st.sampled_from(["governance", "2", "_-"]),
    room=NAMES.filter(is_good).map(clean_line),
    round=st.integers(1, 99),
    people=st.integers(0, 10_000),
    known=st.lists(NAMES.filter(is_good)).map(listed_names),
)


def problems(text: str) -> tuple[str, ...]:
    """The problems for which ``text`` is refused."""
    with pytest.raises(ProgrammeRefused) as caught:
        parse_room_file(text, "green.toml")
    assert caught.value.where == "green.toml"
    return caught.value.problems


def outcome(text: str) -> RoomFile | ProgrammeRefused:
    """The result of parsing ``text``: a room file or the error."""
    try:
        return parse_room_file(text, "any.toml")
    except ProgrammeRefused as refusal:
        return refusal


@given(ROOMS)
def test_what_is_written_is_read_back(room: RoomFile) -> None:
    """Rule: any name, whatever signs of TOML it has."""
    assert parse_room_file(room_file_text(room), "any.toml") == room


@given(st.builds(RoomFile, NAMES, NAMES, st.just(1), st.just(0), st.lists(NAMES).map(tuple)))
def test_any_text_at_all_is_written_as_toml_that_has_it_in_one_line(room: RoomFile) -> None:
    """Rule: control characters are made visible, as everywhere; nothing breaks the file."""
    read = tomllib.loads(room_file_text(room))
    known = [*listed_names(room.known)]
    assert read == {
        "theme": clean_line(room.theme),
        "room": clean_line(room.room),
        "round": 1,
        "known": known,
    }


@given(st.lists(NAMES))
def test_listed_names_have_no_comma_and_are_listed_once(names: list[str]) -> None:
    """Rule: the form of the details, where commas separate them, keeps them apart."""
    listed = listed_names(names)
    assert not any("," in name or name[0] in "@#" or name != clean_line(name) for name in listed)
    assert len({name.casefold() for name in listed}) == len(listed)
    assert listed_names(listed) == listed


def test_a_comma_in_a_name_is_written_as_a_reader_would_say_it() -> None:
    """Rule: no delegation is lost or parted because its list has a comma."""
    names = ("Korea, Republic of", "Ports, Inc.", "@OECD", "oecd", " ")
    assert listed_names(names) == ("Republic of Korea", "Ports Inc.", "OECD")


def test_the_text_is_one_that_a_person_can_edit() -> None:
    """Rule: short lists are in one line, long ones have a line for each name."""
    assert room_file_text(GREEN) == (
        "# breakout-tui start --room-file FILE\n"
        'theme = "governance"\nroom = "Sala Verde"\nround = 1\npeople = 24\n'
        'known = ["Norway", "Kenya", "City of Turku"]\n'
    )
    many = RoomFile("t", "R", 2, 0, tuple(f"Delegation {number}" for number in range(20)))
    assert '\nknown = [\n  "Delegation 0",\n' in room_file_text(many)
    assert "people" not in room_file_text(many)


def test_people_and_known_names_are_optional(tmp_path: Path) -> None:
    """Rule: a file may be written by hand; a byte order mark of an editor is no mistake."""
    path = tmp_path / "green.toml"
    path.write_text(
        '\ufefftheme = "t"\nroom = "R"\nround = 3\nknown = ["Peru", "PERU", "Korea, Republic of"]', "utf-8"
    )
    assert read_room_file(path) == RoomFile("t", "R", 3, 0, ("Peru", "Republic of Korea"))
    assert parse_room_file('theme = "t"\nroom = "R"\nround = 3', "x").known == ()


def test_all_problems_are_told_at_once() -> None:
    """Rule: each with its key path, and what to do."""
    text = 'theme = 3\nroom = ""\nround = 0\npeople = "x"\nknown = ["A, B", "@C", ",#D", 5]\nrooms = 1'
    assert problems(text) == (
        "theme: expected text of at most 60 characters in quotes, found 3",
        "room: the text is empty; fill it in",
        "round: expected a whole number of rounds from 1 to 99, found 0",
        'people: expected a whole number of people from 1 to 10000, found "x"',
        'known[0]: a comma separates names, found "A, B"; write it without a comma',
        'known[1]: expected a name, found "@C"; write it without @',
        'known[2]: expected a name, found ",#D"; write it without #',
        "known[3]: expected text in quotes, found 5",
        'rooms: unknown key; did you mean "room"?',
    )


def test_what_is_missing_is_told() -> None:
    """Rule: theme, room and round are what makes a session another one than the latest."""
    assert [line.split(";")[0] for line in problems("")] == [
        "theme: missing",
        "room: missing",
        "round: missing",
    ]


@given(ANY_TEXT)
def test_any_text_gives_a_room_or_printable_lines(text: str) -> None:
    """Random text, which is rarely TOML."""
    result = outcome(text)
    if isinstance(result, ProgrammeRefused):
        assert result.problems
        assert all(line.isprintable() for line in result.problems)
