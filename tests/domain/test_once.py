"""What is worked out of a state: once for each state and each of the other arguments."""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain.chain import web
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.once import once
from breakout_tui.domain.session_state import Session
from tests.domain.example import Talk


def test_it_is_worked_out_once_for_each_state_and_argument() -> None:
    """The second question about the same state and argument does no work."""
    asked: list[tuple[Session, str]] = []

    @once
    def told(session: Session, word: str = "") -> int:
        asked.append((session, word))
        return len(asked)

    session = Talk().session
    assert [told(session), told(session), told(session, "a"), told(session, word="a")] == [1, 1, 2, 3]
    assert told(replace(session)) == 4


def test_a_change_gives_a_state_of_which_nothing_is_worked_out() -> None:
    """So the chain has the statement that was made since."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "Budgets")
    before = web(talk.session)
    talk.say(Kind.CHALLENGE, "Skills")
    assert [len(made.notes) for made in (before, web(talk.session))] == [1, 2]


def test_what_was_worked_out_is_no_part_of_the_state() -> None:
    """Two equal states are equal, whatever was asked about one of them."""
    session = Talk().session
    other = replace(session)
    web(session)
    assert session == other
