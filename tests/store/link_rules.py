"""Which of the computers of a room counts, for a file and for a server: each rule is tried on both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from breakout_tui.domain.clock import Reading
from tests.domain.day import NINE
from tests.store.hub_play import READING
from tests.store.hub_rules import CARD, DRAFT, MINE, TriedHub, more, whole

ELSEWHERE = Reading("boot-2", 50.0, NINE)
"""The clocks of another computer."""
SECOND: dict[str, Any] = {"link": "link-2", "laptop": "spare", "reading": ELSEWHERE}
"""What another computer says of itself."""


def takes_the_records_of_another_computer_but_nothing_else(hub: TriedHub) -> None:
    """Rule: it is told which one counts, since when, and whether that has the same session."""
    hub.send(whole(1), card=CARD, draft=DRAFT, has_draft=True)
    since, edition = hub.found().linked_at, hub.found().edition
    taken = hub.send(more(2), **SECOND, draft=None, has_draft=True)
    assert (taken.other_laptop, taken.other_since, taken.is_taken_over) == ("annex", since, True)
    assert taken.knowledge == {"w1": 3}
    found = hub.found()
    assert (found.link, found.laptop, found.card, found.reading) == ("link-1", "annex", CARD, READING)
    assert found.edition == edition + 1
    handed = hub.database.hand_over(hub.room, MINE)
    assert handed is not None
    assert handed.draft == DRAFT
    other = hub.send(whole(1, f"{MINE}-2"), **SECOND)
    assert (other.other_laptop, other.is_taken_over, hub.found().session_id) == ("annex", False, MINE)
    assert hub.send().other_laptop == ""


def lets_another_computer_follow(hub: TriedHub) -> None:
    """Rule: after ten seconds of silence, a goodbye, or without a session; at once if it has taken over."""
    hub.send(whole(1))
    assert hub.send(**SECOND).other_laptop
    hub.falls_silent()
    assert not hub.send(**SECOND).other_laptop
    assert hub.send().other_laptop == "spare"
    hub.database.leave(hub.room, "link-1")
    assert hub.send().other_laptop == "spare"
    hub.database.leave(hub.room, "link-2")
    assert not hub.send().other_laptop
    assert hub.send(**SECOND).other_laptop
    assert not hub.send(**SECOND, takes_over=True).other_laptop
    taken = hub.send()
    assert (taken.other_laptop, taken.is_taken_over) == ("spare", True)
    hub.send(**SECOND, session_id="")
    assert (hub.found().session_id, hub.found().link) == (MINE, "")
    assert not hub.send().other_laptop


def lets_a_new_window_of_the_same_computer_follow_at_once(hub: TriedHub) -> None:
    """Rule: with the same session; with another one only after the former is silent, and it is no other computer."""
    hub.send(whole(1))
    assert not hub.send(link="link-3").other_laptop
    assert hub.found().link == "link-3"
    hub.send(whole(1, f"{MINE}-2"), link="link-4")
    assert hub.found().session_id == MINE
    assert not hub.send(link="link-4", session_id=f"{MINE}-2").other_laptop
    same_name = replace(READING, boot="boot-9")
    assert hub.send(link="link-5", reading=same_name).other_laptop == "annex"


def counts_what_a_display_would_show(hub: TriedHub) -> None:
    """Rule: the edition grows with records, a card, another session, a jump of the clocks; not while a room only goes on."""
    hub.send(whole(1))
    edition = hub.found().edition

    def grows() -> bool:
        nonlocal edition
        before, edition = edition, hub.database.marks()[hub.room].edition
        return edition > before

    hub.send()
    hub.send(whole(1))
    assert not grows()
    hub.send(more(2))
    assert grows()
    hub.send(more(2), card=CARD)
    assert grows()
    hub.send(card=CARD)
    assert not grows()
    hub.send()
    assert grows()
    hub.send(reading=READING.later(30))
    assert grows()
    hub.send(reading=replace(READING.later(30), wall=NINE))
    assert grows()
    hub.send(session_id="0193-next", reading=replace(READING.later(30), wall=NINE))
    assert grows()


def knows_how_long_a_room_is_silent(hub: TriedHub) -> None:
    """Rule: by the clock of the database, which all programs share."""
    hub.send(whole(1))
    assert hub.found().silent < 5
    hub.falls_silent()
    assert 11 <= hub.found().silent < 16
    assert 11 <= hub.database.marks()[hub.room].silent < 16


def keeps_the_draft_of_the_session(hub: TriedHub) -> None:
    """Rule: it is removed when the line is empty; where numbers are not the room's any more, it edits no wrong note."""
    hub.send(whole(2), draft=DRAFT, has_draft=True)
    hub.send()
    handed = hub.database.hand_over(hub.room, MINE)
    assert handed is not None
    assert handed.draft == DRAFT
    hub.send(whole(3, writer="w2", said="Other"), draft=replace(DRAFT, editing=2), has_draft=True)
    handed = hub.database.hand_over(hub.room, MINE)
    assert handed is not None
    assert handed.draft == replace(DRAFT, editing=2)
    hub.send(draft=replace(DRAFT, text="half a line"), has_draft=True)
    handed = hub.database.hand_over(hub.room, MINE)
    assert handed is not None
    assert handed.draft == replace(DRAFT, text="half a line", editing=None)
    hub.send(draft=None, has_draft=True)
    handed = hub.database.hand_over(hub.room, MINE)
    assert handed is not None
    assert handed.draft is None
    assert hub.send(session_id="0193-none", draft=DRAFT, has_draft=True).refusal == ""


LINK_RULES: tuple[Callable[[TriedHub], None], ...] = (
    takes_the_records_of_another_computer_but_nothing_else,
    lets_another_computer_follow,
    lets_a_new_window_of_the_same_computer_follow_at_once,
    counts_what_a_display_would_show,
    knows_how_long_a_room_is_silent,
    keeps_the_draft_of_the_session,
)
