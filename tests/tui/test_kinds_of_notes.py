"""Which kind a note gets: the step's own, one chosen by Tab for one note, a kept one; and edits that change it."""

from __future__ import annotations

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import ReadBack
from breakout_tui.domain.records import Draft
from tests.tui.live_app import LiveApp, live_app
from tests.tui.step_rooms import reading
from tests.tui.talking import opened


def kinds(room: LiveApp) -> list[Kind]:
    """The kinds of all notes."""
    return [note.kind for note in room.session.book.notes]


async def test_tab_is_for_one_note_and_the_screen_says_so() -> None:
    """Rule: after Enter the kind is the step's own again."""
    async with live_app() as room:
        await room.pilot.press("tab")
        assert "◆ principle  once" in room.says("kinds")
        await room.type("Budgets follow", "enter")
        assert "once" not in room.says("kinds")
        await room.type("Doors leak", "enter")
        assert kinds(room) == [Kind.PRINCIPLE, Kind.CHALLENGE]


async def test_what_is_said_about_the_kind_ends_when_another_is_chosen() -> None:
    """Rule: keeping says what it did, also if it did nothing; Tab makes that untrue."""
    async with live_app() as room:
        said = []
        for chosen in ((), ("tab",), ()):
            await room.pilot.press(*chosen)
            await room.type("/keep", "enter")
            said.append(room.says("status"))
        assert said == [
            "The step's own kind is challenge · /keep keeps another one, chosen with Tab",
            "Kept for this step: principle · /keep again stops it",
            "The kind is the step's own again: challenge",
        ]
        await room.pilot.press("tab")
        assert "step's own" not in room.says("status")


@pytest.mark.parametrize("keys", [("ctrl+u",), ("escape", "escape"), ("up", "escape"), ("f1", "escape")])
async def test_the_kind_of_the_next_note_outlasts_everything_but_a_note(keys: tuple[str, ...]) -> None:
    """Rule: emptying the line, leaving it, an edit and a screen do not use it up."""
    async with live_app() as room:
        await room.type("One", "enter", "tab", "x", "backspace", *keys)
        await room.type("Budgets follow", "enter")
        assert kinds(room) == [Kind.CHALLENGE, Kind.PRINCIPLE]


async def test_keep_is_for_all_notes_of_the_step_and_again_ends_it() -> None:
    """Rule: it stays after Enter and in the next box of the step, is shown, and the next step starts with its own kind."""
    async with live_app() as room:
        await room.pilot.press("f2", "f2")
        await room.type("/keep principle", "enter")
        assert "◆ principle  kept" in room.says("kinds")
        await room.type("One", "enter")
        await room.pilot.press("f2")
        await room.type("Two", "enter", "tab")
        await room.type("Three", "enter")
        await room.type("Four", "enter")
        assert kinds(room) == [Kind.PRINCIPLE, Kind.PRINCIPLE, Kind.PARKED, Kind.PRINCIPLE]
        await room.type("/keep", "enter")
        await room.type("Five", "enter")
        assert kinds(room)[-1] is Kind.CHALLENGE
        await room.type("/keep p", "enter")
        while room.session.kinds[0] is Kind.CHALLENGE:
            await room.pilot.press("f2")
        assert room.line.kinds.current is room.session.kinds[0]


async def test_a_click_chooses_and_a_second_one_keeps() -> None:
    """Rule: the mouse does what Tab and /keep do."""
    async with live_app() as room:
        place = room.says("kinds").index("principle")
        await room.pilot.click("#kinds", offset=(place, 0))
        assert "once" in room.says("kinds")
        await room.pilot.click("#kinds", offset=(place, 0))
        assert "kept" in room.says("kinds")
        await room.pilot.click("#kinds", offset=(place, 0))
        assert room.line.kinds.current is Kind.CHALLENGE


async def test_an_edit_is_saved_with_the_kind_that_is_shown() -> None:
    """Rule: ↑, Tab and Enter change the kind; there is a new reference, one undo, and the next note has the step's kind."""
    async with live_app() as room:
        await room.type("Budgets follow @Norway", "enter", "up", "tab")
        assert room.line.label == "editing C1 → principle"
        await room.pilot.press("enter")
        note = room.session.book[0]
        assert (note.kind, note.reference, note.aliases) == (Kind.PRINCIPLE, "P1", ("C1",))
        assert (note.text, note.attribution) == ("Budgets follow", "Norway")
        assert "C1 is P1 now" in room.says("status")
        assert room.line.kinds.current is Kind.CHALLENGE
        await room.type("/undo", "enter")
        assert room.session.book[0].reference == "C1"


async def test_an_edit_of_a_kind_that_does_not_fit_the_box_keeps_it() -> None:
    """Rule: Enter without Tab changes no kind; Tab comes round to it again."""
    async with live_app() as room:
        room.live.controller.do(c.Capture("Where it works", Kind.APPROACH))
        await room.pilot.press("up")
        assert "approach" in room.says("kinds")
        await room.type(" well", "enter")
        assert room.session.book[0].reference == "A1"
        await room.type("", "up", "tab", "tab", "tab", "tab")
        assert room.line.label == "editing A1"


async def test_an_amendment_outlasts_esc_tab_and_the_next_box() -> None:
    """Rule: it is an edit of its output until it is saved, and never a new note."""
    async with opened(reading("Budgets follow", "Two")) as room:
        await room.pilot.press("escape", "e")
        await room.type(" the service", "tab", "escape")
        assert not room.line.has_focus
        assert room.line.label == "amending P1"
        await room.pilot.press("f2", "f2", "escape")
        await room.pilot.press("escape")
        assert (room.line.label, room.line.value) == ("amending P1", "Budgets follow the service")
        room.live.set_focus(room.line)
        await room.pilot.press("enter")
        note = room.session.book[0]
        assert (note.text, note.read_back, note.reference) == (
            "Budgets follow the service",
            ReadBack.AMENDED,
            "P1",
        )
        assert len(room.session.book) == 2


async def test_another_amendment_waits_for_the_first() -> None:
    """Rule: what was typed is not replaced; the screen says how to go on."""
    async with opened(reading("One", "Two")) as room:
        await room.pilot.press("escape", "e")
        await room.type(" and all", "escape", "right", "e")
        assert "P1 is still being amended" in room.says("status")
        assert room.line.value == "One and all"
        assert room.line.has_focus


@pytest.mark.parametrize("keys", [("escape",), ("ctrl+u", "escape"), ("ctrl+u", "enter")])
async def test_an_unchanged_or_emptied_amendment_is_cancelled(keys: tuple[str, ...]) -> None:
    """Rule: Esc, as in any edit; the output stays as it was."""
    async with opened(reading("One", "Two")) as room:
        await room.type("half a thought")
        await room.pilot.press("escape", "e", *keys)
        assert (room.line.label, room.line.value) == ("", "half a thought")
        assert room.session.book[0].read_back is None


async def test_an_amendment_is_amended_with_its_marks() -> None:
    """Rule: what the line shows as a mark is stored as one."""
    async with opened(reading("One", "Two")) as room:
        await room.pilot.press("escape", "e")
        await room.type(" and all #budget", "enter")
        note = room.session.book[0]
        assert (note.text, note.cluster, note.read_back) == ("One and all", "budget", ReadBack.AMENDED)


async def test_a_restored_amendment_is_one_again() -> None:
    """Rule: a crash does not make it a plain edit or a new note."""
    played = reading("One", "Two")
    async with opened(played) as room:
        room.live.room.typing.loader.bring_back(Draft("One and all", Kind.PRINCIPLE, editing=0))
        assert room.line.label == "amending P1"
        await room.pilot.press("enter")
        assert room.session.book[0].read_back is ReadBack.AMENDED


async def test_the_draft_of_an_amendment_is_an_edit_of_its_output() -> None:
    """Rule: it is stored while it is typed."""
    async with opened(reading("One", "Two")) as room:
        await room.pilot.press("escape", "e")
        await room.type(" and all")
        assert room.live.room.typing.draft == Draft("One and all", Kind.PRINCIPLE, editing=0)
