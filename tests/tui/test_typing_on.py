"""Typed text goes where it is meant, whatever has the focus and whatever was in the line before."""

from __future__ import annotations

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.tui.widgets.sentence import Sentence
from tests.domain.example import Talk
from tests.tui.live_app import LiveApp, live_app
from tests.tui.talking import opened


def at_lunch() -> Talk:
    """A morning with two challenges, ended."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "Silo budgets")
    talk.say(Kind.CHALLENGE, "No owner")
    talk.do(c.EndPhase())
    return talk


def stands_at(room: LiveApp, kind: Kind) -> bool:
    """Whether the line makes notes of this kind."""
    return room.line.kinds.current is kind


async def test_letters_at_lunch_touch_no_note_and_are_typed() -> None:
    """Rule: with no note in sight, letters after Esc are typed into the line."""
    async with opened(at_lunch()) as room:
        before = room.session
        await room.pilot.press("escape")
        await room.burst(*"demands")
        assert room.session.book is before.book
        assert room.line.value == "demands"
        assert room.line.has_focus


async def test_letters_in_an_empty_list_touch_no_note_and_are_typed() -> None:
    """Rule: a letter never acts on the last note of another box."""
    async with live_app() as room:
        await room.pilot.press("f2")
        await room.type("Said in the opening", "enter")
        await room.pilot.press("f2", "escape")
        assert "delete" not in str(room.live.query_one("#keys").render())
        await room.burst(*"keep it")
        assert [note.text for note in room.session.book.notes if note.is_visible] == ["Said in the opening"]
        assert room.line.value == "keep it"


async def test_after_a_deletion_the_cursor_is_on_a_neighbour() -> None:
    """Rule: the next letter acts on a marked note: the following one, or the last one."""
    async with live_app() as room:
        for text in ("One", "Two", "Three"):
            await room.type(text, "enter")
        await room.pilot.press("escape", "up", "d")
        await room.pilot.pause()
        assert room.live.room.notes.list.highlighted_key == 2
        await room.pilot.press("d", "d")
        await room.pilot.pause()
        assert room.session.book.visible == 0


async def test_words_are_added_to_a_note_before_its_marks() -> None:
    """Rule: the caret of an edit is behind the words, so that the marks stay marks."""
    async with live_app() as room:
        await room.type("Town halls close early @Norway #local", "enter")
        await room.pilot.press("up")
        await room.type(" and stay shut", "enter")
        note = room.session.book[0]
        assert (note.text, note.attribution, note.cluster) == (
            "Town halls close early and stay shut",
            "Norway",
            "local",
        )


@pytest.mark.parametrize("ending", [("enter",), ("ctrl+u",)])
async def test_a_line_carried_into_the_next_box_keeps_its_kind_only_once(ending: tuple[str, ...]) -> None:
    """Rule: saved or deleted, after it the line has the kind of the box."""
    async with live_app() as room:
        await room.pilot.press("f2", "f2")
        await room.type("half typed")
        while room.session.kinds[0] is not Kind.PRINCIPLE:
            await room.pilot.press("f2")
        assert stands_at(room, Kind.CHALLENGE)
        await room.type("", *ending)
        assert stands_at(room, Kind.PRINCIPLE)
        assert "principle" in room.says("kinds")
        await room.type("Budgets follow services", "enter")
        assert room.session.book.notes[-1].kind is Kind.PRINCIPLE


@pytest.mark.parametrize("keys", [("enter",), ("escape",), ("ctrl+u", "enter"), ("ctrl+u", "escape")])
async def test_an_edit_carried_into_the_next_box_keeps_its_kind_only_once(keys: tuple[str, ...]) -> None:
    """Rule: saved or cancelled, after it the line has the kind of the new box, not of the one that ended."""
    async with live_app() as room:
        await room.pilot.press("f2", "f2")
        await room.type("Town halls close early", "enter")
        await room.pilot.press("up", *keys[:-1])
        while room.session.kinds[0] is not Kind.PRINCIPLE:
            await room.pilot.press("f2")
        assert stands_at(room, Kind.CHALLENGE)
        await room.type("", keys[-1])
        assert room.line.editing is None
        assert stands_at(room, Kind.PRINCIPLE)


async def test_a_command_in_place_of_an_edit_begins_another_edit() -> None:
    """Rule: the first edit is cancelled before the command runs, so that the second one changes its note."""
    async with live_app() as room:
        await room.type("First", "enter")
        await room.type("Second", "enter", "up", "ctrl+u")
        await room.type("/edit C1", "enter")
        await room.type(" more", "enter")
        assert [note.text for note in room.session.book.notes] == ["First more", "Second"]


async def test_the_kind_of_an_edited_note_does_not_stay() -> None:
    """Rule: after an edit, saved or cancelled, the line has the kind from before, also one chosen for the next note."""
    async with live_app() as room:
        await room.pilot.press("tab")
        await room.type("Budgets follow services", "enter")
        await room.pilot.press("tab", "tab")
        kind = room.line.kinds.current
        assert not stands_at(room, Kind.PRINCIPLE)
        for ending in ("enter", "escape"):
            await room.pilot.press("up")
            assert stands_at(room, Kind.PRINCIPLE)
            await room.pilot.press("s", ending)
            assert stands_at(room, kind)


async def test_refused_text_returns_with_its_kind() -> None:
    """Rule: a refusal changes neither the kind of a note from the box before nor the kind of an edit."""
    async with live_app() as room:
        await room.pilot.press("f2", "f2")
        await room.type("half typed")
        while room.session.kinds[0] is not Kind.PRINCIPLE:
            await room.pilot.press("f2")
        room.live.controller.holder = "another window"
        await room.pilot.press("enter")
        assert room.line.value == "half typed"
        assert stands_at(room, Kind.CHALLENGE)
        room.live.controller.holder = ""
        await room.pilot.press("enter")
        assert room.session.book[0].kind is Kind.CHALLENGE
        assert stands_at(room, Kind.PRINCIPLE)
        await room.pilot.press("up", "s")
        room.live.controller.holder = "another window"
        await room.pilot.press("enter")
        assert stands_at(room, Kind.CHALLENGE)
        room.live.controller.holder = ""
        await room.pilot.press("enter")
        assert room.session.book[0].text == "half typeds"
        assert stands_at(room, Kind.PRINCIPLE)


async def test_a_note_captured_during_a_search_is_visible() -> None:
    """Rule: it ends the search; until then the heading says how to go back."""
    async with live_app() as room:
        await room.type("/search nosuch", "enter")
        assert "Esc Esc goes back" in room.live.query_one("#question", Sentence).text
        await room.type("A new thought", "enter")
        assert "A new thought" in room.notes()


@pytest.mark.parametrize("size", [(80, 24), (120, 32)])
async def test_a_line_longer_than_the_window_is_marked_at_both_ends(size: tuple[int, int]) -> None:
    """Rule: a sign marks hidden text, and never covers the caret."""
    async with live_app(size=size) as room:

        def seen() -> str:
            return room.line.render_line(0).text

        await room.type("short")
        assert "…" not in seen()
        await room.pilot.press("ctrl+u")
        words = " ".join(f"word{number}" for number in range(25))
        await room.type(words)
        assert seen().startswith("›…")
        assert seen().rstrip().endswith("word24")
        await room.pilot.press("home")
        assert seen().startswith("› word0 ")
        assert seen().endswith("…")
        width = len(seen())
        for place in range(len(words) + 1):
            room.line.cursor_position = place
            caret = room.line.cursor_screen_offset.x - room.line.content_region.x
            assert seen()[caret] != "…"
            assert len(seen()) == width
        assert seen().startswith("›…")


async def test_jump_without_a_box_asks_which() -> None:
    """Rule: an empty name is not quoted."""
    async with live_app() as room:
        await room.pilot.press("f2")
        await room.type("/jump", "enter")
        assert "Which box?" in room.says("status")
