"""The rooms of a programme file: what may be in it, and that all their problems are told at once."""

from __future__ import annotations

import re

import pytest

from breakout_tui.domain.allocation import slots_of
from breakout_tui.domain.errors import ProgrammeRefused
from breakout_tui.domain.programme import Programme, Room
from breakout_tui.inputs.programme_file import parse_programme
from breakout_tui.paths import shipped_programme
from tests.inputs.mistakes import EXAMPLE, changed
from tests.inputs.room_mistakes import BLUE, GREEN, with_rooms


def programme(*rooms: str, explore: int = 1) -> Programme:
    """The example with these rooms."""
    return parse_programme(changed("explore = 1", with_rooms(*rooms, explore=explore)), "mine.toml")


def test_a_file_without_rooms_has_none() -> None:
    """Rule: rooms are optional."""
    assert parse_programme(EXAMPLE, "mine.toml").rooms == ()


def test_a_room_has_a_theme_and_a_capacity_and_perhaps_more() -> None:
    """Rule: without rounds it is used in each one, without a minimum it is always held."""
    made = programme(f"{GREEN}\nrounds = [2, 1]\nminimum = 40", BLUE)
    assert made.rooms == (
        Room("Green Room", "quays", 40, rounds=(2, 1), minimum=40),
        Room("Blue Room", "tides", 25),
    )


def test_one_room_can_have_two_themes_in_different_rounds() -> None:
    """Rule: a room is used once in a round, not once in a file."""
    made = programme(f"{GREEN}\nrounds = [1]", BLUE.replace("Blue", "Green") + "\nrounds = [2]", explore=2)
    assert [(room.name, room.theme, room.rounds) for room in made.rooms] == [
        ("Green Room", "quays", (1,)),
        ("Green Room", "tides", (2,)),
    ]


def test_a_theme_can_have_several_rooms_and_a_track_none() -> None:
    """Rule: whether a theme has a room matters only in a track that has some."""
    track = '\n[[tracks]]\ntitle = "Tides"\nthemes = ["tides"]\nexplore = 1\n'
    only_quays = changed('themes = ["quays", "tides"]', 'themes = ["quays"]') + track
    rooms = with_rooms(GREEN, GREEN.replace("Green", "Red")).removeprefix("explore = 1\n")
    made = parse_programme(only_quays + rooms, "mine.toml")
    assert [room.theme for room in made.rooms] == ["quays", "quays"]


@pytest.mark.parametrize(
    ("first", "explore", "rounds"), [("", 2, {1, 2}), ("\nrounds = [3]", 2, {1, 2, 3}), ("", 1, {1})]
)
def test_a_room_without_rounds_is_used_in_as_many_as_the_allocation_has(
    first: str, explore: int, rounds: set[int]
) -> None:
    """Rule: as many as a delegate explores, or another room names; the check counts as ``slots_of`` does."""
    made = programme(GREEN + first, BLUE, explore=explore)
    assert {slot.place.round for slot in slots_of(made)} == rounds


def test_all_problems_of_rooms_are_told_at_once_and_in_the_order_of_the_file() -> None:
    """Rule: the organiser corrects the file in one pass."""
    rooms = (f"{GREEN}\nminimum = 50", BLUE.replace("tides", "tide"), f"{GREEN}\nrounds = [0]", BLUE)
    with pytest.raises(ProgrammeRefused) as caught:
        programme(*rooms)
    assert [line.split(": ")[0] for line in caught.value.problems] == [
        "rooms[0].minimum",
        "rooms[1].theme",
        "rooms[2].rounds[0]",
        "rooms[3].name",
    ]


def test_a_faulty_track_or_theme_is_not_told_again_for_its_rooms() -> None:
    """Rule: one mistake, one line."""
    for old, new in (
        ('themes = ["quays", "tides"]', 'themes = ["quay", "tides"]'),
        ('id = "quays"', 'id = "?"'),
    ):
        text = changed(old, new).replace("explore = 1", with_rooms(GREEN, BLUE))
        with pytest.raises(ProgrammeRefused) as caught:
            parse_programme(text, "mine.toml")
        assert len(caught.value.problems) == 1


def test_the_rooms_in_the_comments_of_the_shipped_file_can_be_used() -> None:
    """Rule: an example in a comment is right; it is all that its comment signs keep out."""
    text = shipped_programme().read_text(encoding="utf-8")
    head, example = text.split("# [[rooms]]", 1)
    rooms = re.sub(r"^# ?", "", f"# [[rooms]]{example}", flags=re.MULTILINE)
    made = parse_programme(head + rooms, "themes.toml")
    assert parse_programme(text, "themes.toml").rooms == ()
    assert {room.theme for room in made.rooms} == {*made.tracks[0].themes}
    assert [room.minimum for room in made.rooms] == [0, 8, 0, 0]
