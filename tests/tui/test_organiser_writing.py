"""Calls for help and messages in the organiser's terminal: lines above the cards, and what is asked before anything is sent."""

from __future__ import annotations

from datetime import timedelta

import pytest

from breakout_tui.domain.hub_messages import (
    HubMessage,
    MessageAnswer,
    MessageDelivery,
    MessageKind,
    MessageStanding,
)
from breakout_tui.domain.organiser_mail import OpenCall, OrganiserMail
from tests.tui.fakes import MORNING
from tests.tui.test_overview_screen import SIZES, card, overview

CALLS = (
    OpenCall("c1", "room-1", "Room 1", "The [b]projector[/b] is dark", 4900.0),
    OpenCall("c2", "room-2", "Room 2", "", 4995.0),
)
SENT = MessageStanding(
    HubMessage("m1", MessageKind.EXTEND, "The bus is late", "+10"),
    MORNING,
    MORNING + timedelta(minutes=15),
    is_over=False,
    deliveries=(
        MessageDelivery("room-1", "Room 1", MORNING, MessageAnswer.TAKEN, MORNING),
        MessageDelivery("room-2", "Room 2"),
    ),
)


@pytest.mark.parametrize("size", [*SIZES, (120, 32)])
async def test_calls_are_above_the_cards_at_any_size(size: tuple[int, int]) -> None:
    """Rule: none, some and many; they are text, and the waiting time counts on."""
    async with overview(card(1), card(2), size=size) as seen:
        height = seen.app.screen_stack[1].query_one("#calls").size.height
        assert height == 0
        for count in (1, 2, 30):
            calls = tuple(OpenCall(f"c{each}", "room-1", f"Room {each}", "", 0.0) for each in range(count))
            seen.source.tell(mail=OrganiserMail(calls))
            await seen.beats()
        assert "27 more calls for help" in seen.text or size == (1, 1)
        seen.source.tell(mail=OrganiserMail(CALLS))
        await seen.beats()
        if size != (1, 1):
            assert "! Room 1  The [b]projector[/b] is dark" in seen.text
            before = seen.text
            await seen.beats(1.0)
            assert before != seen.text
        seen.source.tell(mail=OrganiserMail())
        await seen.beats()
        assert "Room 1  The" not in seen.text


async def test_a_call_is_taken_and_closed_by_a_key() -> None:
    """Rule: one that waits is taken at once, of several it is asked; to close one it is always asked; without calls keys do nothing."""
    async with overview(card(1), card(2)) as seen:
        await seen.presses("h", "x")
        seen.source.tell(mail=OrganiserMail(CALLS))
        assert "Take which call?" in await seen.presses("h")
        await seen.presses("2")
        seen.source.tell(mail=OrganiserMail(CALLS[:1]))
        await seen.presses("h")
        assert "Close which call?" in await seen.presses("x")
        await seen.presses("escape", "x", "1")
        assert seen.source.deeds == ["take c2", "take c1", "close c1"]


async def test_a_message_goes_to_all_rooms_or_one() -> None:
    """Rule: as a line, on the displays or as a proposal; what is wrong is said, and what was typed stays; each message has a key of its own."""
    async with overview(card(1), card(2)) as seen:
        await seen.presses("w", "a", "f", "L", "u", "n", "c", "h", "enter")
        await seen.presses("w", "r", "e", "2", "5", "enter")
        assert "a proposed end is a time of day" in seen.text
        await seen.presses("backspace", "backspace", "9", ":", "0", "5", "enter", "enter")
        await seen.presses("w", "a", "m", "escape")
        first, second = seen.source.written
        assert (first.message.text, first.room_ids, first.message.kind) == (
            "Lunch",
            None,
            MessageKind.FACILITATOR,
        )
        assert (second.message.value, second.room_ids) == ("09:05", ("room-1",))
        assert first.key != second.key
        assert (first.problem, second.problem) == ("", "")


async def test_messages_are_listed_with_their_answers_and_withdrawn() -> None:
    """Rule: counts in the list, names behind it; withdrawing takes a second key."""
    async with overview(card(1), card(2)) as seen:
        assert "No message is open" in await seen.presses("m")
        await seen.presses("escape")
        seen.source.tell(mail=OrganiserMail(messages=(SENT,)))
        assert "1 accepted · 1 not fetched · +10 min: The bus is late" in await seen.presses("m")
        text = await seen.presses("1")
        assert ("accepted: Room 1" in text, "not fetched: Room 2" in text) == (True, True)
        await seen.presses("b", "m", "1", "w")
        assert seen.source.deeds == ["withdraw m1"]
