"""The boxes of a phase before it starts have the ids with which they will start."""

from __future__ import annotations

from datetime import UTC

from breakout_tui.domain import commands as c
from breakout_tui.domain.agenda_preview import preview
from breakout_tui.domain.kinds import Kind
from tests.domain.example import Talk

AFTERNOON = "afternoon"


def shown(talk: Talk) -> list[str]:
    """The ids of the afternoon's boxes as they are previewed."""
    return [box.id for box in preview(talk.session, talk.session.info.programme.phase(AFTERNOON))]


def test_boxes_are_numbered_within_their_phase() -> None:
    """And have the same ids once it has started."""
    talk = Talk()
    talk.do(c.EndPhase())
    before = shown(talk)
    assert before[:2] == [f"{talk.session.id}:afternoon:1", f"{talk.session.id}:afternoon:2"]
    talk.do(c.Next())
    assert [box.id for box in talk.session.agenda(AFTERNOON)] == before


def test_boxes_that_follow_an_agreed_list_are_told_from_those_of_another_list() -> None:
    """By the moment in which the room agreed on it, which is the same on each laptop."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "Silos")
    talk.vote(C1=3)
    talk.do(c.ChooseCut(1))
    talk.do(c.LockRanking())
    at = f"{talk.wall.astimezone(UTC):%Y%m%dT%H%M%S}"
    talk.wait(600)
    talk.do(c.EndPhase())
    assert shown(talk)[0] == f"{talk.session.id}:afternoon:1:{at}"
    assert {box.rpartition(":")[2] for box in shown(talk)} == {at}


def test_after_a_start_that_was_taken_back_the_boxes_that_are_there_are_used_again() -> None:
    """As many as are wanted now."""
    talk = Talk()
    talk.do(c.EndPhase())
    talk.do(c.Next())
    there = [box.id for box in talk.session.agenda(AFTERNOON)]
    talk.do(c.Back())
    talk.do(c.EditDetails(groups=()))
    assert shown(talk) == there[:-1]
