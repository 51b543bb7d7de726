"""How large rooms should be for what delegates wish."""

from __future__ import annotations

from dataclasses import replace
from math import isclose

from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain.allocation import Task
from breakout_tui.domain.delegates import Delegate
from breakout_tui.domain.programme import Programme, Room, Theme, Track
from breakout_tui.domain.room_sizes import demand, suggested_rooms
from tests.domain import day
from tests.domain.allocation_tasks import THEMES, tasks

ALL = Track("All", THEMES, 2)
QUESTIONS = day.programme(questions=1).themes[0].questions
PROGRAMME: Programme = replace(
    day.programme(questions=1),
    themes=tuple(Theme(each, each, "", QUESTIONS) for each in THEMES),
    tracks=(ALL,),
)


def wishing(*wishes: str) -> tuple[Delegate, ...]:
    """A delegate for each text of themes, the most wanted first."""
    return tuple(
        Delegate(f"k{at}", f"Name {at}", wishes=tuple((theme,) for theme in each.split()))
        for at, each in enumerate(wishes)
    )


@given(tasks())
def test_the_demand_adds_up_to_the_themes_that_are_due(task: Task) -> None:
    """Rule: each delegate counts for as many themes as she should have, however many sets are equally good for her."""
    tracks = [replace(each, explore=1) for each in task.tracks]
    there = [replace(each, away=frozenset()) for each in task.delegates]
    wanted = demand(there, tracks)
    assert isclose(sum(wanted.values()), len(there), abs_tol=1e-9)
    assert set(wanted) == {theme for track in tracks for theme in track.themes}


def test_equal_wishes_count_in_part_and_who_did_not_answer_goes_where_the_fewest_are() -> None:
    """Rule: nobody is counted twice."""
    wanted = demand(wishing("law pay", "law ai", "law"), (ALL,))
    assert wanted == {"law": 3, "pay": 1.5, "ai": 1.5}
    assert demand((*wishing("law pay", "law pay"), Delegate("k", "Name")), (ALL,)) == {
        "law": 3,
        "pay": 2,
        "ai": 1,
    }


def test_without_rooms_each_theme_has_one_for_its_wishes_and_some_seats_to_spare() -> None:
    """Rule: 8 seats in 100 more than are wanted, over the rounds that a delegate has."""
    rooms = suggested_rooms(PROGRAMME, {"law": 100.0, "pay": 10.0, "ai": 0.0})
    assert rooms == (Room("Room 1", "law", 54), Room("Room 2", "pay", 6), Room("Room 3", "ai", 1))


@given(
    st.lists(st.integers(1, 60), min_size=3, max_size=6),
    st.tuples(st.integers(0, 90), st.integers(0, 90), st.integers(0, 90)),
)
def test_the_rooms_that_there_are_stay_as_they_are_and_each_theme_has_one(
    sizes: list[int], wanted: tuple[int, int, int]
) -> None:
    """Rule: only themes change; the largest room has the theme that most want."""
    rooms = tuple(Room(f"Room {at}", THEMES[at % 3], size, minimum=1) for at, size in enumerate(sizes))
    demanded = dict(zip(THEMES, map(float, wanted), strict=True))
    found = suggested_rooms(replace(PROGRAMME, rooms=rooms), demanded)
    assert {replace(room, theme="") for room in found} == {replace(room, theme="") for room in rooms}
    assert {room.theme for room in found} == set(THEMES)
    assert found[0].capacity == max(sizes)
    assert demanded[found[0].theme] == max(wanted)
    assert suggested_rooms(replace(PROGRAMME, rooms=rooms[::-1]), demanded) == found
