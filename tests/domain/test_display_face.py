"""The face of the room display: each moment has its own, and nothing private is in any."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.display_face import HIDDEN, FaceLine, Moment
from breakout_tui.domain.display_view import view_of
from breakout_tui.domain.face_of_moment import OVER, face_of
from breakout_tui.domain.face_over_notes import RIGHT
from breakout_tui.domain.face_time import FaceTime, time_of
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement, ReadBack
from breakout_tui.domain.pace import pace
from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.ranking_records import RankMethod
from breakout_tui.domain.session_state import Session
from tests.domain.day import Room
from tests.domain.example import DETAILS, Talk

PRIVATE, SAID = "a private remark", "what was said"
MOMENTS = {
    StepKind.OPENING: Moment.OPENING,
    StepKind.DISCUSS: Moment.DISCUSSING,
    StepKind.TALK: Moment.DISCUSSING,
    StepKind.BREAK: Moment.BREAK,
    StepKind.RANK: Moment.RANKING,
    StepKind.AGREE: Moment.AGREEING,
    StepKind.READBACK: Moment.READING_BACK,
}


def time_now(room: Room) -> FaceTime | None:
    """The time that the display shows."""
    reading = room.reading()
    return time_of(room.session, pace(room.session, reading), reading)


def go_to(room: Room, kind: StepKind) -> None:
    """Go to the next box of this kind, and start phases on the way."""
    room.do(c.Next())
    while (box := room.session.current_box) is None or box.kind is not kind:
        room.wait(60)
        room.do(c.Next())


def day_of(room: Room) -> Iterator[Session]:
    """The session in each of its boxes and between its phases, to the end; a note of each kind is taken in each."""
    yield room.session
    while room.session.due_phase is not None or room.session.running is not None:
        room.wait(60)
        box = room.session.current_box
        is_last = box is not None and not room.session.ahead(box)
        room.do(c.EndPhase() if is_last else c.Next())
        for kind in Kind:
            text = PRIVATE if kind is Kind.PARKED else f"{SAID} {len(room.session.book)}"
            room.do(c.Capture(text, kind, "Norway"))
        yield room.session


def test_each_moment_has_its_face() -> None:
    """The face follows the box, and the stage outside of the phases; only a card, of a report-back or a statement, is no state of it."""
    seen = set()
    for session in day_of(Room(DETAILS)):
        face, box = face_of(session), session.current_box
        seen.add(face.moment)
        assert face.title
        if box is not None:
            assert face.moment is MOMENTS[box.kind]
    assert seen == set(Moment) - {Moment.REPORT_BACK, Moment.FLOOR}


@pytest.mark.parametrize("is_hidden", [False, True])
def test_no_face_has_the_parking_lot_or_who_spoke(is_hidden: bool) -> None:
    """Rule: whatever is noted, at any moment; and while the statements are hidden, none of them either."""
    room = Room(DETAILS)
    room.do(c.EditDetails(is_display_hidden=is_hidden))
    texts = [repr(face_of(session)) for session in day_of(room)]
    assert not [text for text in texts if PRIVATE in text or "Norway" in text]
    assert any(SAID in text for text in texts) is not is_hidden


def test_before_the_start_the_questions_and_the_rule_are_told() -> None:
    """So that the delegates can read them while they come in."""
    session = next(day_of(Room(DETAILS)))
    face = face_of(session)
    assert [line.text for line in face.lines] == [each.text for each in session.theme.questions]
    assert "country" in face.remark
    assert time_of(session, None, Room(DETAILS).reading()) is None


def test_a_question_says_which_of_how_many_it_is_and_shows_the_latest_notes() -> None:
    """The newest last, none of another box."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "Before")
    talk.do(c.Next())
    for number in range(8):
        talk.say(Kind.CHALLENGE, f"Challenge {number}")
    face = face_of(talk.session)
    assert face.above == "Question 1 of 2"
    assert [line.text for line in face.lines] == [f"Challenge {number}" for number in range(2, 8)]


@given(st.lists(st.none() | st.integers(0, 20), min_size=1, max_size=8), st.integers(1, 8))
def test_a_ranking_shows_the_list_as_it_is(votes: list[int | None], cut: int) -> None:
    """Rule: each line has its rank, its votes and a bar in proportion; those below the cut are faint."""
    talk = Talk()
    for number, _ in enumerate(votes):
        talk.say(Kind.CHALLENGE, f"Challenge {number}")
    go_to(talk, StepKind.RANK)
    for number, count in enumerate(votes, 1):
        talk.do(c.SetTally(f"C{number}", count))
    if cut <= len([count for count in votes if count is not None]):
        talk.do(c.ChooseCut(cut))
    face = face_of(talk.session)
    counted = sorted((count for count in votes if count is not None), reverse=True)
    assert [line.value for line in face.lines] == [str(count) for count in counted] + [""] * votes.count(None)
    for line in face.lines:
        if line.value and counted[0]:
            assert line.share == int(line.value) / counted[0]
        is_tied = bool(line.value) and counted.count(int(line.value)) > 1
        assert line.lead.endswith(" =") is is_tied
    if any(line.is_faint for line in face.lines):
        assert not any(line.is_faint for line in face.lines[:cut])
        assert all(line.is_faint for line in face.lines[cut:])


def test_a_ranking_says_how_it_is_counted_until_it_is_agreed() -> None:
    """By hands or dots, and how many people there are."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "One")
    go_to(talk, StepKind.RANK)
    assert face_of(talk.session).remark == "show of hands · 20 people in the room"
    talk.do(c.ChooseRanking(method=RankMethod.DOTS, dots=4))
    assert face_of(talk.session).remark == "4 dots for each person · 20 people in the room"
    for command in (c.SetTally("C1", 3), c.ChooseCut(1), c.LockRanking()):
        talk.do(command)
    face = face_of(talk.session)
    assert (face.above, face.remark) == ("1 priority issue, agreed", "")


def test_agreeing_shows_one_recommendation_after_the_other_then_all_with_their_levels() -> None:
    """With for whom, who acts and by when."""
    talk = Talk()
    first = talk.say(Kind.RECOMMENDATION, "Pay once", actor="Ministries", due="2027")
    second = talk.say(Kind.RECOMMENDATION, "One register")
    talk.do(c.EndPhase())
    go_to(talk, StepKind.AGREE)
    face = face_of(talk.session)
    assert (face.title, face.above) == ("Pay once", "Recommendation 1 of 2 · R1")
    assert face.facts == (("who", "Ministries"), ("by", "2027"))
    talk.do(c.Agree(first.serial, Agreement.CONSENSUS))
    assert face_of(talk.session).title == "One register"
    talk.do(c.Agree(second.serial, Agreement.DIVERGENCE, "not so", "Estonia"))
    face = face_of(talk.session)
    assert face.lines == (
        FaceLine("R1", "Pay once", Kind.RECOMMENDATION, Agreement.CONSENSUS.value),
        FaceLine("R2", "One register", Kind.RECOMMENDATION, Agreement.DIVERGENCE.value),
    )
    assert "Estonia" not in repr(face)


def test_reading_back_asks_about_one_statement_after_the_other() -> None:
    """Until all are read."""
    talk = Talk()
    for text in ("One owner", "One budget"):
        talk.say(Kind.PRINCIPLE, text)
    go_to(talk, StepKind.READBACK)
    face = face_of(talk.session)
    assert (face.title, face.above, face.remark) == ("One owner", "Principle 1 of 2 · P1", RIGHT)
    talk.do(c.MarkReadBack(talk.note("P1").serial, ReadBack.AGREED))
    assert face_of(talk.session).above == "Principle 2 of 2 · P2"
    talk.do(c.MarkReadBack(talk.note("P2").serial, ReadBack.SKIPPED))
    assert [line.text for line in face_of(talk.session).lines] == ["One owner", "One budget"]


def test_hidden_statements_are_said_to_be_hidden() -> None:
    """So that nobody waits for them."""
    talk = Talk()
    talk.do(c.EditDetails(is_display_hidden=True))
    talk.do(c.Next())
    assert face_of(talk.session).remark == HIDDEN


def test_the_end_shows_what_the_room_recommends() -> None:
    """With the levels of agreement."""
    *_, last = day_of(Room(DETAILS))
    face = face_of(last)
    assert face.above == OVER
    assert face.heading == "Recommendations"


def test_a_break_tells_when_it_is_over() -> None:
    """By the wall clock; in a pause of the clock nothing is promised, and in overtime it is said what comes next."""
    talk = Talk()
    go_to(talk, StepKind.BREAK)
    shown = time_now(talk)
    assert shown is not None
    assert shown.caption.startswith("back at ")
    assert shown.coming == "Principles"
    talk.do(c.Pause())
    paused = time_now(talk)
    assert paused is not None
    assert (paused.is_paused, paused.caption) == (True, "left")
    talk.do(c.Resume())
    talk.wait(3600)
    over = time_now(talk)
    assert over is not None
    assert over.left < 0
    assert (over.caption, over.coming) == ("", "next: Principles")


def test_the_room_is_told_of_spare_time() -> None:
    """From a minute on, beside the end of the phase."""
    talk = Room(c.EditDetails(ends={"morning": time(13, 30)}), questions=2)
    talk.do(c.Next())
    view = view_of(talk.session, face_of(talk.session), talk.reading())
    assert view.ends == "ends 13:30 · 1 h 40 spare"
    on_time = Talk()
    view = view_of(on_time.session, face_of(on_time.session), on_time.reading())
    assert "spare" not in view.ends
