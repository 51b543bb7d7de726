"""What phones see: the same moment as displays, without a word of any language."""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain import commands as c
from breakout_tui.domain.display_face import Moment
from breakout_tui.domain.display_view import view_of
from breakout_tui.domain.face_of_moment import face_of
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.labels import KindLabel, Labels
from breakout_tui.domain.phone_face import PhoneFace, phone_face
from breakout_tui.domain.programme import StepKind
from tests.domain.example import Talk


def _face(talk: Talk) -> PhoneFace:
    session, reading = talk.session, talk.reading()
    return phone_face(session, view_of(session, face_of(session), reading), reading)


def test_a_question_has_its_number_its_kinds_and_the_end_of_the_phase() -> None:
    """Rule: the kind of the step is the first; the step's title where it says more than the question."""
    talk = Talk()
    talk.enter_step("challenges")
    face = _face(talk)
    assert (face.moment, face.noun, face.number, face.last) == (Moment.DISCUSSING, "Question", 1, 2)
    assert face.kinds[0] == (Kind.CHALLENGE, "")
    assert face.kinds[-1] == (Kind.PARKED, "")
    assert (face.step, face.step_title) == (StepKind.DISCUSS, "Challenges")
    assert face.ends
    assert face.silence_ends_at is None


def test_silence_ends_at_a_fixed_place_of_the_countdown() -> None:
    """Rule: the face does not change while it runs; after it there is none."""
    talk = Talk()
    talk.enter_step("challenges")
    box = talk.session.current_box
    assert box is not None
    talk.session = talk.session.put(replace(box, silent=180))
    before = _face(talk)
    assert before.silence_ends_at is not None
    talk.wait(100)
    assert _face(talk) == before
    talk.wait(80)
    assert _face(talk).silence_ends_at is None


def test_a_break_says_when_the_room_goes_on_and_a_label_is_the_programmes_own() -> None:
    """Rule: as content; a break has no title beside its own."""
    talk = Talk()
    programme = replace(
        talk.session.info.programme, labels=Labels((KindLabel(Kind.CHALLENGE, "défi", "défis"),))
    )
    talk.session = talk.session.put(replace(talk.session.info, programme=programme))
    talk.enter_step("break")
    face = _face(talk)
    assert (face.moment, face.title, face.step_title, face.number) == (Moment.BREAK, "Break", "", 0)
    assert face.back_at
    assert (Kind.CHALLENGE, "défi") in face.kinds
    talk.do(c.EndPhase())
    assert _face(talk).moment is Moment.BETWEEN
