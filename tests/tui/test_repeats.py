"""Repeats: a statement that was heard before is offered while it is typed, and again when it is saved."""

from __future__ import annotations

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.tui.parts.repeats import CATCH_UP
from breakout_tui.tui.parts.status_line import OFFERED_FOR
from tests.tui.live_app import LiveApp, live_app


async def pause_typing(room: LiveApp) -> None:
    """What the line does a moment after the last key."""
    room.live.room.typing.save_draft()
    await room.pilot.pause()


async def save(room: LiveApp, *texts: str) -> None:
    """Save these notes in one burst each, without a pause in which they are compared."""
    for text in texts:
        await room.type(text, "enter")
    await pause_typing(room)


async def test_a_note_is_judged_again_when_it_is_saved_and_one_key_merges_it() -> None:
    """Half a sentence can't match; the saved one does, and its text is kept."""
    async with live_app() as room:
        await save(
            room, "Silo budgets block joint services @Norway", "Joint services are blocked by silo budgets"
        )
        assert "≈ C1 · Ctrl+S merges C2 into it" in room.says("status")
        await room.pilot.press("ctrl+s")
        await room.pilot.pause()
        assert [note.merged_into for note in room.session.book.notes] == [None, 0]
        assert "heard 2×" in room.notes()
        assert "≈" not in room.says("status")
        await room.pilot.press("ctrl+z")
        await room.pilot.pause()
        assert [note.merged_into for note in room.session.book.notes] == [None, None]


async def test_enter_does_not_wait_for_the_comparison() -> None:
    """The note is saved and the line is empty before anything is compared."""
    async with live_app() as room:
        await room.type("Silo budgets block joint services", "enter")
        await room.type("Joint services are blocked by silo budgets", "enter")
        assert len(room.session.book) == 2
        assert room.line.value == ""


async def test_the_offer_merges_the_saved_note_and_leaves_the_next_one_in_the_line() -> None:
    """What is typed meanwhile is another statement."""
    async with live_app() as room:
        await save(room, "Silo budgets block joint services", "Joint services are blocked by silo budgets")
        await room.type("Vendors lock us in")
        await pause_typing(room)
        assert "merges C2 into it" in room.says("status")
        await room.pilot.press("ctrl+s")
        await room.pilot.pause()
        assert room.line.value == "Vendors lock us in"
        assert room.session.book.heard(0) == 2


async def test_an_ignored_offer_lapses() -> None:
    """With the next note, or after a while."""
    async with live_app() as room:
        await save(room, "Silo budgets block joint services", "Joint services are blocked by silo budgets")
        await room.type("Vendors lock us in", "enter")
        assert "≈" not in room.says("status")
        await save(room, "Blocked by silo budgets: joint services")
        assert "≈" in room.says("status")
        for _ in range(OFFERED_FOR):
            await room.wait(0.25)
        assert "≈" not in room.says("status")
        await room.pilot.press("ctrl+s")
        await room.pilot.pause()
        assert "No similar note" in room.says("status")
        assert all(note.merged_into is None for note in room.session.book.notes)


async def test_an_offer_ends_when_its_note_is_undone() -> None:
    """There is nothing left to merge."""
    async with live_app() as room:
        await save(room, "Silo budgets block joint services", "Joint services are blocked by silo budgets")
        assert "≈ C1" in room.says("status")
        await room.pilot.press("ctrl+z")
        await room.pilot.pause()
        assert "≈" not in room.says("status")


async def test_a_merged_note_is_found_by_its_own_wording() -> None:
    """The third time it is said as the second time; the note that stands for both is offered."""
    async with live_app() as room:
        await save(
            room, "Silo budgets block joint services", "Money in separate pots stops us from cooperating"
        )
        await room.type("/merge C2 C1", "enter")
        await save(room, "Money in separate pots stops us from cooperating!")
        assert "≈ C1 · Ctrl+S merges C3 into it" in room.says("status")


async def test_a_denial_is_not_offered() -> None:
    """The opposite of what was said is a statement of its own."""
    async with live_app() as room:
        await save(room, "There were losses in the migration", "There were no losses in the migration")
        assert "≈" not in room.says("status")


async def test_the_key_says_what_enter_does_only_where_there_is_text() -> None:
    """Rule: without a similar note Ctrl+S says so, and names no text that isn't there."""
    async with live_app() as room:
        await room.pilot.press("ctrl+s")
        assert room.says("status") == "No similar note"
        await room.type("Silo budgets", "ctrl+s")
        assert room.says("status") == "No similar note · Enter saves this one"


async def test_the_key_is_shown_in_a_narrow_window() -> None:
    """The end of the line is cut, not the key."""
    async with live_app(size=(60, 24)) as room:
        long = (
            "Silo budgets block joint services of all ministries, agencies and municipalities in the country"
        )
        await save(room, long, long)
        assert "Ctrl+S merges C2 into it" in room.says("status")[:58]


async def test_notes_are_indexed_only_when_nothing_is_typed() -> None:
    """Rule: no key waits for the index; after a beat without a key, what was said long ago is found."""
    async with live_app() as room:
        for number in range(2 * CATCH_UP):
            room.controller.do(c.Capture(f"Statement about matter {number * number}", Kind.CHALLENGE))
        room.controller.do(c.Capture("Silo budgets block joint services", Kind.CHALLENGE))
        await room.type("Joint services are blocked by silo budgets")
        await room.wait(0.25)
        await pause_typing(room)
        assert "≈" not in room.says("status")
        await room.wait(0.25)
        await room.type(" today")
        await pause_typing(room)
        assert f"≈ C{2 * CATCH_UP + 1}" in room.says("status")
