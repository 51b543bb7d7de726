"""Offered pairs: each is offered until the editor has decided on it."""

from __future__ import annotations

from functools import cache

from breakout_tui.domain import paper_commands as p
from breakout_tui.domain.offered_pairs import OfferedPair, compared_texts, offered
from breakout_tui.domain.pairs import Pair, pairs
from tests.domain.paper_desk import Desk, rooms

C1, C1_AGAIN = "Room 3·1/C1", "Room 3·2/C1"


@cache
def found() -> tuple[Pair, ...]:
    """All pairs of the fictional conference."""
    return pairs(compared_texts(rooms()))


def shown(desk: Desk) -> set[tuple[str, str]]:
    """The references of the pairs that are offered."""
    both = ((pair.one.said.reference, pair.other.said.reference) for pair in offers(desk))
    return {(min(references), max(references)) for references in both}


def offers(desk: Desk) -> tuple[OfferedPair, ...]:
    """The pairs that are offered."""
    return offered(found(), desk.rooms, desk.paper)


def test_the_pairs_of_the_conference_are_offered_the_most_similar_first() -> None:
    """Rule: of two rooms or rounds, in each language."""
    pairs_shown = shown(Desk())
    assert {(C1, C1_AGAIN), ("Room 1·1/C1", "Room 1·2/C1"), ("Room 4·1/C1", "Room 4·2/C1")} <= pairs_shown
    scores = [pair.score for pair in offers(Desk())]
    assert scores == sorted(scores, reverse=True)


def test_a_joined_pair_is_offered_again_when_it_is_split() -> None:
    """Rule: joined ones are decided on; what is only in another group is not."""
    desk = Desk()
    joined = desk.join(C1, C1_AGAIN)
    assert (C1, C1_AGAIN) not in shown(desk)
    desk.do(p.SplitJoined(joined))
    assert (C1, C1_AGAIN) in shown(desk)


def test_what_is_not_the_same_is_never_offered_again() -> None:
    """Rule: for good, but for undo."""
    desk = Desk()
    desk.do(p.MarkNotTheSame(desk.id(C1), desk.id(C1_AGAIN)))
    assert (C1, C1_AGAIN) not in shown(desk)
    desk.do(p.UndoEdit())
    assert (C1, C1_AGAIN) in shown(desk)


def test_what_is_left_out_or_gone_is_not_offered() -> None:
    """Rule: there is nothing to join."""
    desk = Desk()
    desk.do(p.LeaveOut(desk.id(C1), "Said twice"))
    desk.room_deletes("Room 1·2/C1")
    assert not {(C1, C1_AGAIN), ("Room 1·1/C1", "Room 1·2/C1")} & shown(desk)


def test_an_edited_wording_is_shown_in_its_pair() -> None:
    """Rule: the pair stays, with the words of the paper."""
    desk = Desk()
    desk.do(p.EditWording(desk.id(C1), "Files can't be found"))
    pair = next(pair for pair in offers(desk) if desk.id(C1) in (pair.one.id, pair.other.id))
    assert "Files can't be found" in (pair.one.text, pair.other.text)
