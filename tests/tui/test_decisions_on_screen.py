"""Decisions on the live screen: how they are taken, shown and read back."""

from __future__ import annotations

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement, ReadBack
from breakout_tui.domain.programme import StepKind
from tests.domain.day import Room
from tests.domain.test_decisions import deciding
from tests.tui.live_app import LiveApp, live_app
from tests.tui.screen_text import screen_text
from tests.tui.step_rooms import DETAILS, go_to


def room_that_decides() -> Room:
    """A room in the step for decisions, with one challenge."""
    room = Room(DETAILS, made=deciding())
    room.do(c.Next())
    room.do(c.Capture("Plastic or glass?", Kind.CHALLENGE))
    while (box := room.session.current_box) is None or box.note_kind is not Kind.DECISION:
        room.wait(60)
        room.do(c.Next())
    return room


async def test_a_line_in_the_step_for_decisions_is_a_decision_with_its_reason() -> None:
    """Rule: the reason is behind *because:*, the link at the end is what it answers; the challenge is its background."""
    async with live_app(session=room_that_decides().session) as room:
        assert room.line.kinds.current is Kind.DECISION
        assert "■ decision" in room.says("kinds")
        assert "Plastic or glass?" in screen_text(room.app)
        await room.type("Glass cups C1 because: they last longer", "enter")
        note = room.session.book[1]
        assert (note.reference, note.text, note.reason) == ("D1", "Glass cups", "they last longer")
        assert note.links == (0,)
        assert "■ D1" in room.notes()
        assert "because: they last longer" in room.notes()
        await room.pilot.press("up")
        assert room.line.value == 'Glass cups because: "they last longer" C1'


async def test_decisions_are_no_choice_where_nobody_asks_for_them() -> None:
    """Rule: neither Tab nor the question for a kind names them, until there is one."""
    async with live_app() as room:
        await room.pilot.press("f2")
        await room.type("Plastic or glass?", "enter")
        assert Kind.DECISION not in room.line.kinds.choice.choices
        assert "decision" not in await asked_for_kind(room)
        await room.type("/kind C1 decision", "enter")
        assert room.session.book[0].reference == "D1"
        assert Kind.DECISION in room.line.kinds.choice.choices
        assert "■ decision" in await asked_for_kind(room)
        await room.type("/undo", "enter")
        assert "decision" not in await asked_for_kind(room)


async def asked_for_kind(room: LiveApp) -> str:
    """The question for the kind of the first note, then Esc."""
    await room.type(f"/kind {room.session.book[0].reference}", "enter")
    text = screen_text(room.app)
    assert "change to" in text
    await room.pilot.press("escape")
    return text


async def test_a_decision_is_read_back_and_agreed_on() -> None:
    """Rule: its kind and its reason are in sight when it is read."""
    played = room_that_decides()
    played.do(c.Capture("Glass cups", Kind.DECISION, fields={"reason": "they last longer"}))
    go_to(played, StepKind.READBACK)
    async with live_app(session=played.session) as room:
        await room.type("/agree D1 2", "enter")
        assert room.session.book[1].agreement is Agreement.CONSENSUS
        await room.pilot.press("escape")
        text = screen_text(room.app)
        assert "■  D1  decision" in text
        assert "because they last longer" in text
        await room.pilot.press("enter")
        assert room.session.book[1].read_back is ReadBack.AGREED


async def test_a_decision_without_a_reason_is_mended_by_its_form() -> None:
    """Rule: the chain names it as a loose end, and Enter opens the form with the reason."""
    played = room_that_decides()
    played.do(c.Capture("Glass cups", Kind.DECISION))
    async with live_app(session=played.session) as room:
        await room.pilot.press("f9")
        assert "gives no reason" in screen_text(room.app)
        assert "1 decision" in screen_text(room.app)
        await room.pilot.press("tab", "enter")
        await room.pilot.pause()
        assert "Why" in screen_text(room.app)
        await room.pilot.press(*"longer", "f2")
        await room.pilot.pause()
        assert room.session.book[1].reason == "longer"


async def test_the_report_back_asks_for_a_decision_only_where_they_are_taken() -> None:
    """Rule: an empty card for each part that can be said here."""
    played = room_that_decides()
    for session, has_card in ((played.session, True), (Room(DETAILS).session, False)):
        async with live_app(session=session) as room:
            await room.type("/report-back", "enter")
            await room.pilot.pause()
            assert ("No decision yet." in screen_text(room.app)) is has_card
