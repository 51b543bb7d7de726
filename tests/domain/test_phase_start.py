"""A phase that is due: its boxes, its end, and what its boxes would get."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

from breakout_tui.domain import commands as c
from breakout_tui.domain.agenda_preview import preview
from breakout_tui.domain.phase_start import prospect
from breakout_tui.domain.timeline import PhaseRun
from tests.domain.day import NINE, Room

MORNING, AFTERNOON = "morning", "afternoon"


def planned(room: Room, phase: str) -> dict[str, int]:
    """The plan of each box of a phase."""
    return {box.id: box.planned for box in room.session.agenda(phase)}


def test_a_phase_that_is_due_shows_what_its_boxes_get_if_it_starts_now() -> None:
    """The morning's before the day, the afternoon's at lunch; nothing while a phase runs or when the day is over."""
    room = Room()
    shown = prospect(room.session, room.reading())
    assert shown is not None
    assert shown.seconds == planned(room, MORNING)
    room.do(c.Next())
    assert prospect(room.session, room.reading()) is None
    room.do(c.EndPhase())
    shown = prospect(room.session, room.reading())
    room.do(c.Next())
    assert shown is not None
    assert shown.seconds == planned(room, AFTERNOON)
    room.do(c.EndPhase())
    assert prospect(room.session, room.reading()) is None


def test_a_fixed_end_that_is_near_leaves_less_and_one_that_has_passed_leaves_all() -> None:
    """A passed end does not count; the start then asks for another one."""
    room = Room()
    for ends, left in ((time(10), 3600), (time(8), 10_200), (None, 10_200)):
        room.do(c.EditDetails(ends={"morning": ends, "afternoon": time(9, 30)}))
        shown = prospect(room.session, room.reading())
        assert shown is not None
        assert sum(shown.seconds.values()) - shown.shortfall + shown.spare == left


def test_a_start_is_recorded_with_its_plan() -> None:
    """Once for each phase; also for a phase of a single box."""
    room = Room()
    for box in room.session.agenda(MORNING)[1:]:
        room.do(c.DropBox(box.id))
    room.wait(90)
    room.do(c.Next(30))
    sid = room.session.id
    assert room.session.runs == (
        PhaseRun(f"{sid}:morning", sid, MORNING, NINE + timedelta(seconds=60), length=600),
    )


def test_the_afternoon_is_previewed_as_it_will_be_laid_out() -> None:
    """Once it has started, as it is."""
    room = Room()
    room.do(c.EditDetails(groups=("Small states", "Federations")))
    room.do(c.Next())
    room.do(c.EndPhase())
    shown = preview(room.session, room.session.info.programme.phase("afternoon"))
    room.do(c.Next())
    laid_out = room.session.agenda(AFTERNOON)
    assert [replace(box, allotted=None) for box in laid_out] == list(shown)
    assert {box.session_id for box in shown} == {room.session.id}
    assert [box.group for box in shown if box.group] == ["Small states", "Federations"]
    room.do(c.DropBox(laid_out[-1].id))
    assert preview(room.session, room.session.info.programme.phase("afternoon")) == room.session.agenda(
        AFTERNOON
    )
    assert len(preview(room.session, room.session.info.programme.phase("afternoon"))) == len(shown) - 1


def test_the_first_phase_is_shown_with_the_agenda_as_it_was_changed() -> None:
    """It is laid out with the session, and may be changed before it starts."""
    room = Room()
    room.do(c.DropBox(room.session.agenda(MORNING)[-1].id))
    shown = prospect(room.session, room.reading())
    assert shown is not None
    assert shown.seconds.keys() == planned(room, MORNING).keys()
