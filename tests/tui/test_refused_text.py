"""Text that was refused: what is typed next is no part of it, and nothing of either is lost."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual.events import Paste

from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.session import Session
from tests.tui.fakes import FakeClock, FakeStore
from tests.tui.live_app import LiveApp, live_app


def block(room: LiveApp, *, is_blocked: bool = True) -> None:
    """Another window has the session, so that this one refuses everything; or no longer."""
    room.live.controller.holder = "another window" if is_blocked else ""


def texts(room: LiveApp) -> list[str]:
    """The notes."""
    return [note.text for note in room.session.book.notes]


async def test_the_next_statement_begins_a_line_of_its_own() -> None:
    """Rule: also in a burst; a blank or a full stop goes on with the refused text."""
    async with live_app() as room:
        block(room)
        await room.send("one leak", "enter", "two roofs", "enter", "Öland", "enter", " too", "enter", ".")
        assert room.line.value == "one leak\ntwo roofs\nÖland too."
        block(room, is_blocked=False)
        await room.send("enter")
        assert texts(room) == ["one leak\ntwo roofs\nÖland too."]


async def test_a_paste_begins_a_line_of_its_own() -> None:
    """Rule: as typed text does."""
    async with live_app() as room:
        block(room)
        await room.send("one leak", "enter", Paste("two roofs"), "enter", Paste("/pause"))
        assert room.line.value == "one leak\ntwo roofs\n/pause"


@pytest.mark.parametrize("move", ["left", "backspace", "home"])
async def test_a_refused_text_that_is_edited_goes_on(move: str) -> None:
    """Rule: only what is typed directly behind it is new."""
    async with live_app() as room:
        block(room)
        await room.send("one leak", "enter", move, "s")
        assert "\n" not in room.line.value


async def test_a_command_behind_a_refused_note_is_a_command_and_the_note_returns() -> None:
    """Rule: it is no text of the note, and is refused in its turn; when it is over, the note is in the line again."""
    async with live_app() as room:
        block(room)
        await room.send("one leak", "enter", "/vote C1 3", "enter")
        assert room.line.value == "/vote C1 3"
        await room.send("ctrl+u", "/pause", "enter")
        assert room.line.value == "one leak"
        block(room, is_blocked=False)
        await room.send("end", "enter")
        assert texts(room) == ["one leak"]


async def test_a_refused_edit_stays_an_edit() -> None:
    """Rule: what is typed behind it is in it; a command would make a second note of it."""
    async with live_app() as room:
        await room.send("one leak", "enter", "up", "s")
        block(room)
        await room.send("enter", "/pause", "enter")
        assert (room.line.editing, room.line.value) == ("C1", "one leaks\n/pause")
        block(room, is_blocked=False)
        await room.send("enter")
        assert texts(room) == ["one leaks\n/pause"]


async def test_a_note_that_waits_behind_a_command_is_in_the_draft() -> None:
    """Rule: a crash while the command is typed loses nothing."""
    store, clock = FakeStore(), FakeClock()
    async with live_app(store=store, clock=clock) as room:
        block(room)
        await room.send("one leak", "enter", "/cluster C1 law")
        block(room, is_blocked=False)
        room.live.room.typing.save_draft()
        draft = room.live.room.typing.draft
        assert draft is not None
        assert draft.text == "one leak"


async def restarted(keys: Sequence[str], later: Sequence[str]) -> tuple[str, str]:
    """The line after keys, a crash and a new start; and after later keys."""
    store = FakeStore()
    async with live_app(store=store) as room:
        await room.send(*keys)
        room.live.room.typing.save_draft()
        session_id = room.session.id
    store.close()
    again = FakeStore(store.disk)
    async with live_app(store=again, session=Session.of(again.load(session_id))) as room:
        before = room.line.value
        await room.send(*later)
        return before, room.line.value


@pytest.mark.parametrize("over", ["enter", "escape"])
async def test_a_text_that_waits_behind_an_edit_is_in_the_draft(over: str) -> None:
    """Rule: after a crash the edit is in the line, and the text returns when the edit is over."""
    keys = ("one leak", "enter", "half a sentence", "escape", "e")
    assert await restarted(keys, ("s", over)) == ("one leak", "half a sentence")


@pytest.mark.parametrize("typed", [("ctrl+u",), ("ctrl+u", "/extend 5")])
async def test_a_text_that_waits_is_the_draft_where_the_edit_has_no_words(typed: tuple[str, ...]) -> None:
    """Rule: it is a note of its own, not the new text of the edited one."""
    keys = ("one leak", "enter", "two roofs", "escape", "e", *typed)
    assert await restarted(keys, ("enter",)) == ("two roofs", "")


async def test_a_text_that_returns_is_in_the_draft_at_once() -> None:
    """Rule: it was stored before the edit, and is when the edit is saved; not a moment later."""
    async with live_app() as room:
        await room.send("one leak", "enter", "two roofs", "escape", "e")
        await room.send("s")
        room.live.room.typing.save_draft()
        await room.send("enter")
        draft = room.store.draft(room.session.id)
        assert draft is not None
        assert (draft.text, draft.editing, draft.kept) == ("two roofs", None, "")


async def test_the_text_that_waits_names_nobody_under_the_rule_none() -> None:
    """Rule: as the text in the line."""
    async with live_app(rule=AttributionRule.NONE) as room:
        await room.send("one leak", "enter", "@Anna two roofs", "escape", "e")
        room.live.room.typing.save_draft()
        draft = room.store.draft(room.session.id)
        assert draft is not None
        assert "two roofs" in draft.kept
        assert "Anna" not in draft.kept


async def test_the_lines_of_a_refused_paste_return_in_their_order() -> None:
    """Rule: as they were pasted, behind what was in the line."""
    async with live_app() as room:
        block(room)
        await room.send(Paste("one\ntwo\nthree"), "tab")
        assert room.line.value == "one\ntwo\nthree"


async def test_a_line_with_marks_only_goes_on() -> None:
    """Rule: it was not refused, it has no words yet; they follow in the same line."""
    async with live_app() as room:
        await room.send("@Norway", "enter", "Doors leak", "enter")
        assert texts(room) == ["Doors leak"]
        assert room.session.book[0].attribution == "Norway"
