"""What the agenda shows for a box is what the box gets, on any day."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain import timeline
from breakout_tui.domain.agenda import Box
from breakout_tui.domain.extension import price
from breakout_tui.domain.pace import pace
from breakout_tui.domain.phase_start import prospect
from breakout_tui.domain.programme import Programme
from breakout_tui.domain.refusals import Plain
from breakout_tui.domain.session import Session, decide
from tests.domain.day import Room
from tests.domain.programmes import ANY_PROGRAMME
from tests.sampled import a_third

Act = tuple[str, int, float]
"""What to do, a number for its argument, and how many seconds pass before it."""

_ENTERING = ("next", "next", "back", "jump", "jump", "skip")
_OTHER = (
    "extend", "extend", "spare", "spare", "pause", "resume", "move", "drop", "restore", "merge", "add", "end later", "fix end", "free end",
)  # fmt: skip

days = st.lists(
    st.tuples(st.sampled_from((*_ENTERING, *_OTHER)), st.integers(-6, 30), st.floats(0, 1500)), max_size=25
)
"""A day in the room: visits, extensions, pauses, and changes of the agenda and of the end."""


def command(room: Room, what: str, number: int) -> c.Command:
    """The command, aimed at what the session has."""
    boxes = [box for box in room.session.boxes if box.phase == room.session.phase_in_view]
    boxes = boxes or list(room.session.boxes)
    box, other = boxes[number % len(boxes)], boxes[(number + 1) % len(boxes)]
    end = room.wall.replace(microsecond=0) + timedelta(minutes=number * 8)
    commands: dict[str, c.Command] = {
        "next": c.Next(),
        "back": c.Back(),
        "jump": c.JumpTo(box.id),
        "skip": c.Skip(),
        "extend": c.Extend(number * 60),
        "spare": c.GiveSpare(box.id, None if number < 3 else number * 30),
        "pause": c.Pause(),
        "resume": c.Resume(),
        "move": c.MoveBox(box.id, number % 5 - 2),
        "drop": c.DropBox(box.id),
        "restore": c.RestoreBox(box.id),
        "merge": c.MergeBoxes(box.id, other.id),
        "add": c.AddBox("More", 60 + abs(number) * 30),
        "end later": c.EndLater(number * 60),
        "fix end": c.SetEnd(end),
        "free end": c.SetEnd(None),
    }
    return commands[what]


def entered(before: Session, after: Session) -> Box | None:
    """The box that the room entered by a command, if it did."""
    here, now = before.current_box, after.current_box
    if here is None or now is None or now.phase != here.phase or now.id == here.id:
        return None
    return now


def play(room: Room, plan: list[Act]) -> None:
    """Do all that is allowed, and look at each box that is entered."""
    for what, number, seconds in plan:
        room.wait(seconds)
        session = room.session
        shown = room.pace() if session.running is not None else None
        room.wait(1)
        room.tries(command(room, what, number))
        box = entered(session, room.session)
        if shown is None or box is None:
            continue
        promised = shown.shown_for(box.id)
        if promised is not None:
            assert abs(room.pace().left - promised) <= 1, f"{box.label} was shown with {promised}"


@settings(max_examples=a_third(150), deadline=None)
@given(ANY_PROGRAMME, days)
def test_entering_a_box_gives_it_what_was_shown_for_it_a_second_before(
    made: Programme, plan: list[Act]
) -> None:
    """Whatever was visited, extended, skipped, moved or paused in between; to the second that passes in overtime."""
    room = Room(made=made)
    room.do(c.Next())
    play(room, plan)


@pytest.mark.soak
@settings(max_examples=a_third(10000), deadline=None)
@given(ANY_PROGRAMME, days)
def test_entering_a_box_gives_it_what_was_shown_for_it_on_ten_thousand_days(
    made: Programme, plan: list[Act]
) -> None:
    """The same, for longer."""
    room = Room(made=made)
    room.do(c.Next())
    play(room, plan)


@settings(max_examples=a_third(100), deadline=None)
@given(ANY_PROGRAMME, days)
def test_entering_a_box_at_the_same_instant_gives_it_exactly_what_was_shown(
    made: Programme, plan: list[Act]
) -> None:
    """Each box of the phase, after any day."""
    room = Room(made=made)
    room.do(c.Next())
    for what, number, seconds in plan:
        room.wait(seconds)
        room.tries(command(room, what, number))
    if room.session.running is None:
        return
    session, shown = room.session, room.pace()
    for box in session.agenda(shown.box.phase):
        promised = shown.shown_for(box.id)
        if promised is not None:
            after = pace(decide(session, c.JumpTo(box.id), room.reading()).session, room.reading())
            assert after is not None
            assert after.left == promised


@settings(deadline=None)
@given(st.floats(0, 3.4 * 3600))
def test_a_phase_that_starts_late_gives_its_first_box_what_was_shown(late: float) -> None:
    """With a fixed end at 12:30, every box pays for the delay, and the list shows it before the start."""
    room = Room(c.EditDetails(ends={"morning": time(12, 30)}))
    room.wait(late)
    shown = prospect(room.session, room.reading())
    assert shown is not None
    room.do(c.Next())
    now = room.pace()
    assert now.left == shown.seconds[now.box.id]
    assert all(abs(shown.seconds[key] - seconds) <= 1 for key, seconds in now.shares.items())
    assert (now.spare, now.shortfall) == (shown.spare, shown.shortfall)


def test_a_look_at_a_later_box_costs_the_others_nothing() -> None:
    """Q1, jump to Q4 and back at once; at the end of Q3, Q4 still has its time and so has everything after it."""
    room = Room()
    room.do(c.Next())
    room.wait(600)
    room.do(c.Next())
    questions = [box for box in room.session.boxes if box.step == "challenges"]
    room.do(c.JumpTo(questions[3].id))
    room.do(c.JumpTo(questions[0].id))
    for question in questions[:3]:
        assert room.pace().box.id == question.id
        room.wait(1125)
        room.do(c.Next())
    now = room.pace()
    assert (now.box.id, now.left) == (questions[3].id, 1125)
    assert [now.shares[box.id] for box in room.session.ahead(now.box)] == [900, 2700, 900, 600]


def test_a_jump_leaves_the_time_of_the_boxes_between_spare_and_on_offer() -> None:
    """The box gets its own time only; those passed over still show theirs, and get it."""
    room = Room()
    room.do(c.Next())
    room.wait(600)
    room.do(c.Next())
    questions = [box for box in room.session.boxes if box.step == "challenges"]
    room.do(c.JumpTo(questions[3].id))
    now = room.pace()
    assert (now.left, now.spare) == (1125, 3 * 1125)
    assert now.passed == {box.id: 1125 for box in questions[1:3]}
    room.do(c.JumpTo(questions[1].id))
    assert room.pace().left == 1125


def test_returning_at_once_changes_nothing() -> None:
    """Back and next: the box and all after it have what they had, also if they had paid for a delay."""
    room = Room()
    room.do(c.Next())
    room.wait(900)
    room.do(c.Next())
    room.wait(60)
    room.do(c.Extend(120))
    before = room.pace()
    room.do(c.Back())
    room.do(c.Next())
    assert room.pace() == before


@settings(max_examples=a_third(100), deadline=None)
@given(ANY_PROGRAMME, days, st.integers(-20, 40))
def test_a_price_adds_up_and_is_what_is_paid(made: Programme, plan: list[Act], minutes: int) -> None:
    """What the box gets is what spare time, the boxes ahead and the missing minimums give, to the second, on any day."""
    room = Room(made=made)
    room.do(c.Next())
    play(room, plan)
    cost = price(room.session, room.reading(), minutes * 60)
    if cost is None:
        return
    before = room.pace()
    assert cost.granted + sum(change.seconds for change in cost.boxes) + cost.spare + cost.shortfall == 0
    if not room.tries(c.Extend(minutes * 60)):
        assert minutes > 0
        assert cost.granted == 0
        return
    after = room.pace()
    changes = {box.id: after.shares[box.id] - before.shares[box.id] for box in room.session.ahead(after.box)}
    assert {box.id: seconds for box, seconds in cost.boxes} == {
        key: seconds for key, seconds in changes.items() if seconds
    }
    assert (after.spare - before.spare, before.shortfall - after.shortfall) == (cost.spare, cost.shortfall)


@settings(max_examples=a_third(100), deadline=None)
@given(ANY_PROGRAMME, days)
def test_the_boxes_never_get_spare_time_unasked(made: Programme, plan: list[Act]) -> None:
    """Without an extension or a gift, no box is shown with more than its plan, used time included."""
    room = Room(made=made)
    room.do(c.Next())
    asked = {"extend", "spare", "merge"}
    play(room, [act for act in plan if act[0] not in asked])
    if room.session.running is None:
        return
    now = room.pace()
    for box in room.session.ahead(now.box):
        used = timeline.used(room.session.spans, box.id, now.now)
        assert now.shares[box.id] <= max(0, box.planned - used)
    assert now.left <= max(0, now.box.planned - now.used)


def test_an_early_start_before_a_fixed_end_leaves_the_plan_and_shows_spare_time() -> None:
    """Fifty minutes early: the opening still has its ten minutes, and the digits reach zero after them."""
    room = Room(c.EditDetails(ends={"morning": time(12, 40)}))
    room.do(c.Next())
    now = room.pace()
    assert (now.left, now.spare, now.is_end_fixed) == (600, 50 * 60, True)
    room.wait(600)
    now = room.pace()
    assert (now.left, now.spare) == (0, 50 * 60)
    room.wait(60)
    assert (room.pace().left, room.pace().spare) == (-60, 49 * 60)


def test_spare_time_is_given_to_a_box() -> None:
    """All of it or some minutes, to the current box or to one ahead; the others keep theirs."""
    room = Room(c.EditDetails(ends={"morning": time(12, 40)}))
    room.do(c.Next())
    before = room.pace()
    box = room.session.ahead(before.box)[2]
    room.do(c.GiveSpare(box.id, 20 * 60))
    room.do(c.GiveSpare(before.box.id))
    now = room.pace()
    assert (now.left, now.spare) == (600 + 30 * 60, 0)
    assert now.shares == {**before.shares, box.id: before.shares[box.id] + 20 * 60}
    assert room.refusal(c.GiveSpare(box.id)) is Plain.NO_SPARE_TIME


def test_only_the_current_box_and_those_ahead_can_be_given_spare_time() -> None:
    """A box that is over, or that was dropped, can't."""
    room = Room(c.EditDetails(ends={"morning": time(12, 40)}))
    room.do(c.Next())
    opening = room.pace().box
    room.do(c.Next())
    dropped = room.session.ahead(room.pace().box)[0]
    room.do(c.DropBox(dropped.id))
    assert room.refusal(c.GiveSpare(opening.id)) is Plain.BOX_NOT_UPCOMING
    assert room.refusal(c.GiveSpare(dropped.id)) is Plain.BOX_NOT_UPCOMING
