"""The session as an immutable value: what a record changes, and what stays the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields, replace
from datetime import timedelta

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.phone_votes import PhoneVote, VoteSort
from breakout_tui.domain.records import HeardAgain, Record, ReportBack
from breakout_tui.domain.session import Session, decide
from breakout_tui.domain.session_state import room_time, zone_of
from breakout_tui.domain.stage import Stage
from tests.domain.day import NINE, Room
from tests.domain.example import complete_chain

STATE = tuple(field for field in fields(Session) if field.compare)
"""The fields that make the state; what was worked out of it is none."""


def _full() -> Session:
    """A session without any field at its default."""
    talk = complete_chain()
    talk.do(c.AskToSpeak("Norway", adds_names=True))
    talk.do(c.CloseSpeakers())
    session = talk.session
    heard = HeardAgain("e", session.id, "earlier", "R1")
    vote = PhoneVote("v", session.id, VoteSort.RANK, ("C1",), NINE)
    session = replace(
        session,
        report_back=ReportBack("r", session.id),
        heard_again={heard.id: heard},
        phone_votes={vote.id: vote},
    )
    for field in STATE:
        default = field.default if field.default_factory is MISSING else field.default_factory()
        assert getattr(session, field.name) != default, f"{field.name} needs a value here"
    return session


def _next_note(session: Session) -> Record:
    serial = len(session.book)
    return replace(
        session.book[0], id=f"n{serial}", serial=serial, number=session.book.next_number(session.book[0].kind)
    )


def _next_undo_step(session: Session) -> Record:
    last = session.undo_steps[-1]
    return replace(last, id="d", number=last.number + 1)


def test_a_session_is_dated_by_the_start_of_its_first_phase() -> None:
    """Before that by its creation, which may be days earlier; a later phase on another day changes nothing."""
    room = Room()
    assert room.session.held_on == NINE
    for days, command in ((1, c.Next()), (0, c.EndPhase()), (1, c.Next())):
        room.wait(days * 86_400)
        room.do(command)
    assert len(room.session.runs) == 2
    assert room.session.held_on == NINE + timedelta(days=1)


C, P, A, R, _, X = Kind


def test_the_kinds_that_fit_follow_the_day() -> None:
    """The likeliest first: what the box collects, the parking lot where nothing is discussed, else by the phase."""
    room = Room()
    found = [("not started", room.session.kinds)]
    while room.session.stage is not Stage.DONE:
        room.do(c.Next())
        box = room.session.current_box
        found.append(
            (box.step if box is not None else room.session.stage.words("Morning"), room.session.kinds)
        )
    assert list(dict(found).items()) == [
        ("not started", (C, P, X)),
        ("opening", (C, P, X)),
        ("challenges", (C, P, X)),
        ("break", (X, C, P)),
        ("principles", (P, C, X)),
        ("rank", (X, C, P)),
        ("readback", (X, C, P)),
        ("Morning done", (X, C, P)),
        ("recap", (A, R, X)),
        ("approaches", (A, R, X)),
        ("recommendations", (R, A, X)),
        ("agree", (X, A, R)),
        ("close", (X, A, R)),
        ("done", (A, R, X)),
    ]


def test_the_agenda_in_view_is_that_of_the_phase_or_of_the_next_one() -> None:
    """At the end of the day the afternoon's."""
    room = Room()
    views = [room.session.phase_in_view]
    for command in (c.Next(), c.EndPhase(), c.Next(), c.EndPhase()):
        room.do(command)
        views.append(room.session.phase_in_view)
    morning, afternoon = "morning", "afternoon"
    assert views == [morning, morning, afternoon, afternoon, afternoon]


def test_the_boxes_are_in_the_order_of_the_day() -> None:
    """The morning's first; also after one of them was changed."""
    room = Room()
    for command in (c.Next(), c.EndPhase(), c.Next()):
        room.do(command)
    session = room.session.put(replace(room.session.boxes[2], planned=1))
    for made in (room.session, session, room.reloaded()):
        days = [(box.phase == "afternoon", box.position) for box in made.boxes]
        assert days == sorted(days)
        assert {is_later for is_later, _ in days} == {False, True}


@pytest.mark.parametrize("boot", ["boot-1", "another boot"])
def test_the_time_of_the_room_is_in_whole_seconds(boot: str) -> None:
    """By the clock since boot, after a restart by the wall clock; a second that has begun doesn't count."""
    room = Room()
    room.wait(1.75)
    room.boot = boot
    assert room_time(room.session.info, room.reading()) == NINE + timedelta(seconds=1)


def test_the_boxes_ahead_are_those_of_the_phase_that_follow() -> None:
    """Without dropped ones, in order."""
    room = Room()
    room.do(c.Next())
    first, second, third, *rest = room.session.agenda("morning")
    room.do(c.DropBox(third.id))
    assert room.session.ahead(first) == (second, *rest)
    assert room.session.ahead(rest[-1]) == ()


def test_the_room_stays_in_its_box_during_a_pause() -> None:
    """And is in none before, between and after the phases."""
    room = Room()
    assert (room.session.current_box, room.session.open_span, room.session.is_paused) == (None, None, False)
    room.do(c.Next())
    box = room.session.current_box
    room.do(c.Pause())
    assert (room.session.current_box, room.session.is_paused) == (box, True)
    room.wait(5)
    room.do(c.Resume())
    assert (room.session.current_box, room.session.is_paused) == (box, False)
    room.do(c.EndPhase())
    assert (room.session.current_box, room.session.open_span) == (None, None)
    room.do(c.Next())
    box = room.session.current_box
    assert box is not None
    assert box.phase == "afternoon"


def test_a_session_loaded_from_its_records_has_every_field() -> None:
    """Also the report-back, what was heard again and speakers, which few sessions have."""
    talk = complete_chain()
    talk.do(c.AskToSpeak("Norway", adds_names=True))
    talk.do(c.CloseSpeakers())
    talk.do(c.HearAgain("earlier", "R1"))
    talk.do(c.EditReportBack(ReportBack("", "", 3, headline="Money")))
    talk.do(c.OpenVote(VoteSort.AGREE, (talk.note("R1").serial,)))
    again = talk.reloaded()
    for field in STATE:
        assert getattr(again, field.name), field.name
        assert getattr(again, field.name) == getattr(talk.session, field.name), field.name


@pytest.mark.parametrize(("of", "changed"), [(_next_note, "book"), (_next_undo_step, "undo_steps")])
def test_a_new_note_leaves_all_other_fields_unchanged(of: Callable[[Session], Record], changed: str) -> None:
    """A note changes the book and an undo step the undo steps; every other field of the session stays the same object."""
    before = _full()
    record = of(before)
    after = before.put(record)
    assert after.stored(record) is record or record in after.undo_steps
    assert getattr(after, changed) != getattr(before, changed)
    for field in STATE:
        if field.name != changed:
            assert getattr(after, field.name) is getattr(before, field.name), field.name


def test_before_its_first_phase_a_session_is_in_the_zone_of_the_computer() -> None:
    """Later in the one that was stored at its start, whatever the computer shows."""
    room = Room()
    tokyo, berlin = (replace(room.reading(), zone=name) for name in ("Asia/Tokyo", "Europe/Berlin"))
    assert zone_of(room.session, tokyo).name == "Asia/Tokyo"
    started = decide(room.session, c.Next(), tokyo).session
    assert zone_of(started, berlin).name == "Asia/Tokyo"


def test_boxes_of_a_phase_that_the_programme_does_not_have_come_last() -> None:
    """In their order; as in a damaged file."""
    session = Room().session
    first, *_ = session.boxes
    for number in (2, 1):
        session = session.put(replace(first, id=f"lost {number}", phase="lost", position=number))
    assert [box.id for box in session.boxes[-2:]] == ["lost 1", "lost 2"]
