"""Which boxes give their time to a topic that is added on the day, and what is left of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.agenda import Box
from breakout_tui.domain.events import Told
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import Step, StepKind
from tests.domain.day import Room
from tests.domain.test_topics import CIRCLE, TOPICS, WRAP_UP, open_space

BREAK = Step("break", StepKind.BREAK, "Break", 900)


def at(title: str, *steps: Step) -> Room:
    """A day of these steps in the box of this title; before its start without a title."""
    room = Room(made=open_space(*steps))
    titles = ["", *(box.title for box in room.session.agenda("space"))]
    for _ in range(titles.index(title)):
        room.do(c.Next())
    return room


def seconds(room: Room) -> dict[str, int]:
    """The planned seconds of each box on the agenda."""
    return {box.title: box.planned for box in room.session.agenda("space")}


def box(room: Room, title: str) -> Box:
    """The box of this title."""
    return next(box for box in room.session.boxes if box.title == title)


@pytest.mark.parametrize(
    ("waited", "left", "topics", "keys"),
    [(0, 7200, 3600, 3600), (1800, 5400, 4500, 2700), (3599, 3601, 5400, 1800)],
)
def test_the_current_box_of_the_step_gives_from_what_is_left_of_it(
    waited: int, left: int, topics: int, keys: int
) -> None:
    """Half of it to the first topic, so that both have the same time ahead."""
    room = at("Topics", TOPICS, WRAP_UP)
    room.wait(waited)
    room.do(c.AddBox("Keys"))
    assert seconds(room) == {"Topics": topics, "Keys": keys, "Wrap-up": 600}
    assert box(room, "Topics").allotted == waited + left - keys


def test_time_that_the_room_gave_a_box_counts_as_its_own() -> None:
    """Ten minutes less for it are ten minutes less to give."""
    room = at("Topics", TOPICS, WRAP_UP)
    room.do(c.Extend(-600))
    room.do(c.AddBox("Keys"))
    assert (box(room, "Keys").planned, box(room, "Topics").allotted) == (3300, 3300)


def test_a_minimum_shrinks_with_its_plan_in_whole_seconds() -> None:
    """It is half of the plan here, and stays so."""
    room = at("", CIRCLE, replace(TOPICS, planned=7201), WRAP_UP)
    room.do(c.AddBox("Keys", 1200))
    topics = box(room, "Topics")
    assert (topics.planned, topics.minimum, type(topics.minimum)) == (6001, 3600 * 6001 // 7201, int)
    assert topics.allotted is None


def test_a_box_never_shrinks_below_one_second() -> None:
    """Also where it has more time than its plan, and gives more than that."""
    room = at("Topics", replace(TOPICS, planned=60), replace(WRAP_UP, planned=6000))
    room.do(c.Extend(600))
    room.do(c.AddBox("Keys", 500))
    topics = box(room, "Topics")
    assert (topics.planned, topics.minimum, topics.allotted) == (1, 1, 160)


def test_a_topic_has_the_minutes_that_were_asked_for_where_the_step_has_fewer() -> None:
    """The box of the step keeps the shortest time that a box can have; the day becomes longer."""
    room = at("", CIRCLE, TOPICS, WRAP_UP)
    told = room.do(c.AddBox("Keys", 7800)).events
    assert seconds(room) == {"Circle": 1200, "Topics": 30, "Keys": 7800, "Wrap-up": 600}
    assert told == (Told("added to “Topics”: Keys · 130 min"),)


def test_only_the_first_box_with_the_title_of_the_step_gives_minutes_that_are_asked_for() -> None:
    """A topic of the same title keeps its own."""
    room = at("", CIRCLE, TOPICS, WRAP_UP)
    room.do(c.AddBox("Topics", 600))
    room.do(c.AddBox("Keys", 1200))
    assert [box.planned for box in room.session.agenda("space")] == [1200, 5400, 600, 1200, 600]


@pytest.mark.parametrize(("planned", "topics", "keys"), [(60, 30, 30), (61, 31, 30), (59, 59, 600)])
@pytest.mark.parametrize("title", ["", "Circle"])
def test_a_step_that_cannot_give_the_shortest_time_keeps_what_it_has(
    title: str, planned: int, topics: int, keys: int
) -> None:
    """The topic has the usual ten minutes, before the day and in another step."""
    room = at(title, CIRCLE, replace(TOPICS, planned=planned), WRAP_UP)
    room.do(c.AddBox("Keys"))
    assert seconds(room) == {"Circle": 1200, "Topics": topics, "Keys": keys, "Wrap-up": 600}


def test_a_box_that_has_overrun_has_nothing_to_give() -> None:
    """The upcoming topic gives its third, and the current box none."""
    room = at("", TOPICS, WRAP_UP)
    room.do(c.AddBox("Keys", 599))
    room.do(c.Next())
    room.wait(9000)
    room.do(c.AddBox("Tools"))
    assert seconds(room) == {"Topics": 6601, "Keys": 400, "Tools": 199, "Wrap-up": 600}


def test_a_step_that_is_over_waits_for_no_topics() -> None:
    """In a break behind it a box is added after the break, and says nothing of the step."""
    room = at("Break", TOPICS, BREAK, WRAP_UP)
    assert room.do(c.AddBox("Walk", 300)).events == ()
    assert list(seconds(room)) == ["Topics", "Break", "Walk", "Wrap-up"]
    assert (box(room, "Walk").step, seconds(room)["Topics"]) == ("break", 7200)


def test_the_message_about_a_short_topic_says_a_minute() -> None:
    """Never none."""
    told = [at("", TOPICS).do(c.AddBox("Keys", short)).events for short in (30, 40)]
    assert told == [(Told("added to “Topics”: Keys · 1 min"),)] * 2


def test_a_box_after_a_talk_that_collects_notes_is_a_discussion() -> None:
    """It has no speaker."""
    talk = Step("talk", StepKind.TALK, "Talk", 600, note_kind=Kind.PRINCIPLE)
    room = at("Talk", talk)
    room.do(c.AddBox("Answers"))
    assert (box(room, "Answers").kind, box(room, "Answers").note_kind) == (StepKind.DISCUSS, Kind.PRINCIPLE)
