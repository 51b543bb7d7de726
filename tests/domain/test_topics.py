"""Topics that come on the day: a theme without questions, questions with minutes and leads, and talks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.agenda import Box, lay_out
from breakout_tui.domain.events import Told
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.portions import shares, split, within
from breakout_tui.domain.programme import AgendaSource, Phase, Programme, Question, Step, StepKind, Talk
from tests.domain import day
from tests.domain.day import Room

CIRCLE = Step("circle", StepKind.OPENING, "Circle", 1200)
TOPICS = Step(
    "topics", StepKind.DISCUSS, "Topics", 7200, note_kind=Kind.APPROACH, agenda=AgendaSource.QUESTIONS
)
WRAP_UP = Step("wrap", StepKind.DISCUSS, "Wrap-up", 600, note_kind=Kind.DECISION, agenda=AgendaSource.ROOM)


def open_space(*steps: Step) -> Programme:
    """One phase and a theme without questions."""
    made = day.programme()
    theme = replace(made.themes[0], questions=())
    return replace(
        made, phases=(Phase("space", "Open space", steps or (CIRCLE, TOPICS, WRAP_UP)),), themes=(theme,)
    )


def boxes(room: Room) -> list[tuple[str, int]]:
    """The agenda: names and planned minutes, rounded."""
    return [(box.label, round(box.planned / 60)) for box in room.session.agenda("space")]


def test_a_theme_without_questions_is_one_box_with_the_title_of_its_step() -> None:
    """It has the whole time of the step, and collects its kind."""
    room = Room(made=open_space())
    assert boxes(room) == [("Circle", 20), ("Topics", 120), ("Wrap-up", 10)]
    assert room.session.agenda("space")[1].note_kind is Kind.APPROACH


@pytest.mark.parametrize("starts", [0, 1, 2])
def test_topics_go_behind_each_other_into_the_step_that_waits_for_them(starts: int) -> None:
    """Before the phase, in an opening and in the step itself; they share its time evenly, and the app says so."""
    room = Room(made=open_space())
    for _ in range(starts):
        room.do(c.Next())
    told = room.do(c.AddBox("Keys")).events
    room.do(c.AddBox("Tools"))
    assert Told("added to “Topics”: Keys · 60 min") in told
    assert boxes(room) == [("Circle", 20), ("Topics", 40), ("Keys", 40), ("Tools", 40), ("Wrap-up", 10)]
    made = room.session.agenda("space")[2]
    assert (made.step, made.kind, made.note_kind) == ("topics", StepKind.DISCUSS, Kind.APPROACH)


def test_a_topic_with_minutes_of_its_own_takes_them_from_the_box_of_the_step() -> None:
    """The other topics keep theirs."""
    room = Room(made=open_space())
    room.do(c.AddBox("Keys", 1200))
    room.do(c.AddBox("Tools", 600))
    assert boxes(room)[1:4] == [("Topics", 90), ("Keys", 20), ("Tools", 10)]


def test_a_topic_takes_no_time_from_the_one_that_is_talked_about() -> None:
    """Only upcoming ones give; without any, it is as long as the current one."""
    room = Room(made=open_space())
    for title in ("Keys", "Tools"):
        room.do(c.AddBox(title))
    for _ in range(3):
        room.do(c.Next())
    assert room.session.current_box is not None
    assert room.session.current_box.title == "Keys"
    room.do(c.AddBox("Water"))
    assert boxes(room)[1:5] == [("Topics", 40), ("Keys", 40), ("Tools", 20), ("Water", 20)]
    room.do(c.Next())
    room.do(c.Next())
    room.do(c.AddBox("Last"))
    assert boxes(room)[-2:] == [("Last", 20), ("Wrap-up", 10)]


def test_a_box_is_added_to_a_discussion_of_something_else_as_ever() -> None:
    """After the current one, in its step, with the usual ten minutes if none are given."""
    room = Room(made=open_space())
    for _ in range(3):
        room.do(c.Next())
    done = room.do(c.AddBox("More"))
    assert boxes(room)[-2:] == [("Wrap-up", 10), ("More", 10)]
    assert not any(isinstance(event, Told) for event in done.events)
    with_questions = Room()
    with_questions.do(c.Next())
    with_questions.do(c.AddBox("Aside", 300))
    assert with_questions.session.agenda("morning")[1].title == "Aside"


@given(st.lists(st.one_of(st.none(), st.integers(30, 2000), st.just("next"), st.just("wait")), max_size=12))
def test_topics_without_minutes_never_change_the_time_of_their_step(wishes: list[int | str | None]) -> None:
    """And no box ever has less than a second, or a minimum above its plan, whatever is added when."""
    room = Room(made=open_space(CIRCLE, TOPICS))
    for number, wish in enumerate(wishes):
        before = sum(box.planned for box in room.session.agenda("space"))
        if wish == "next":
            room.tries(c.Next())
        elif wish == "wait":
            room.wait(300)
        elif wish is None or isinstance(wish, int):
            left = upcoming(room)
            added = room.tries(c.AddBox(f"Topic {number}", wish))
            after = sum(box.planned for box in room.session.agenda("space"))
            if added and wish is None and len(left) and min(box.planned for box in left) >= 60 * len(left):
                assert after == before
        for box in room.session.agenda("space"):
            assert 0 < box.minimum <= box.planned


def upcoming(room: Room) -> list[Box]:
    """The upcoming boxes of the step that waits for topics."""
    here = room.session.current_box
    return [
        box
        for box in room.session.agenda("space")
        if box.step == "topics" and (here is None or box.position > here.position) and box.allotted is None
    ]


def test_questions_take_their_minutes_first_and_share_the_rest() -> None:
    """Each has its lead and the kind of note that it asks for."""
    asked = (
        Question("One?", planned=2400, lead="Ana Lopez"),
        Question("Two?"),
        Question("Three?", note_kind=Kind.PRINCIPLE),
    )
    made = day.programme()
    step = replace(TOPICS, planned=5400, silent=600)
    found = lay_out("s", Phase("p", "P", (step,)), replace(made.themes[0], questions=asked))
    assert [(box.planned, box.lead, box.note_kind, box.silent) for box in found] == [
        (2400, "Ana Lopez", Kind.APPROACH, 600),
        (1500, "", Kind.APPROACH, 0),
        (1500, "", Kind.PRINCIPLE, 0),
    ]


def test_questions_in_place_of_priority_issues_keep_only_their_words_and_lead() -> None:
    """Their minutes and kinds are for the steps about the questions."""
    made = day.programme()
    step = replace(TOPICS, agenda=AgendaSource.PRIORITIES)
    theme = replace(made.themes[0], questions=(Question("One?", Kind.CHALLENGE, 60, "Ana"), Question("Two?")))
    found = lay_out("s", Phase("p", "P", (step,)), theme)
    assert [(box.planned, box.lead, box.note_kind) for box in found] == [
        (3600, "Ana", Kind.APPROACH),
        (3600, "", Kind.APPROACH),
    ]


def test_talks_are_boxes_with_a_speaker() -> None:
    """Notes go to the parking lot first, unless the step collects a kind."""
    talks = (Talk("Rain", "Lena Vogt", 1200), Talk("Costs", "Piet de Wit"))
    step = Step("talks", StepKind.TALK, "Talks", 3000, talks=talks)
    room = Room(made=open_space(step))
    found = room.session.agenda("space")
    assert [(box.label, box.title, box.lead, box.planned) for box in found] == [
        ("Talk 1", "Rain", "Lena Vogt", 1200),
        ("Talk 2", "Costs", "Piet de Wit", 1800),
    ]
    room.do(c.Next())
    assert room.session.kinds[0] is Kind.PARKED
    collecting = Room(made=open_space(replace(step, note_kind=Kind.PRINCIPLE, talks=talks[:1])))
    collecting.do(c.Next())
    assert collecting.session.kinds == (Kind.PRINCIPLE, Kind.PARKED)
    assert collecting.session.current_box is not None
    assert (collecting.session.current_box.label, collecting.session.current_box.title) == ("Talks", "Rain")


def test_tab_offers_the_kinds_that_questions_ask_for() -> None:
    """Also in the other boxes of the phase."""
    made = open_space(TOPICS)
    theme = replace(made.themes[0], questions=(Question("One?"), Question("Two?", note_kind=Kind.PRINCIPLE)))
    room = Room(made=replace(made, themes=(theme,)))
    room.do(c.Next())
    assert room.session.kinds == (Kind.APPROACH, Kind.PRINCIPLE, Kind.PARKED)


def test_a_silence_is_at_the_start_of_its_step_and_ends() -> None:
    """A pause does not count, going on to the next box ends it."""
    room = Room(made=open_space(replace(TOPICS, silent=300), WRAP_UP))
    room.do(c.Next())
    room.wait(120)
    assert room.pace().silent_left == 180
    assert f"{room.pace().silent_until:%H:%M:%S}" == "09:05:00"
    room.do(c.Pause())
    room.wait(60)
    assert room.pace().silent_left == 180
    room.do(c.Resume())
    room.wait(180)
    assert room.pace().silent_left == 0
    room.do(c.Next())
    assert room.pace().silent_left == 0


@given(st.integers(1, 90000), st.lists(st.none() | st.integers(1, 5000), min_size=1, max_size=9))
def test_boxes_share_their_step_to_the_second(total: int, given_seconds: list[int | None]) -> None:
    """What is given is kept where it fits; the others get equal parts; nothing is lost."""
    found = shares(total, given_seconds)
    assert sum(found) == total
    fixed = sum(each for each in given_seconds if each is not None)
    if total >= len(found):
        assert min(found) >= 1
    if None in given_seconds and total - fixed >= given_seconds.count(None):
        pairs = list(zip(found, given_seconds, strict=True))
        assert all(got == each for got, each in pairs if each is not None)
        free = [got for got, each in pairs if each is None]
        assert max(free) - min(free) <= 1


@given(st.integers(1, 9000), st.integers(1, 12), st.data())
def test_equal_boxes_have_equal_minimums(total: int, count: int, data: st.DataObject) -> None:
    """As an even split gives them; and no minimum is above its plan."""
    least = data.draw(st.integers(1, total))
    if least < count:
        return
    plans = split(total, count)
    assert within(least, plans) == split(least, count)
    uneven = shares(total, [data.draw(st.integers(1, 900)) for _ in range(count)])
    assert all(1 <= low <= plan for low, plan in zip(within(least, uneven), uneven, strict=True))
