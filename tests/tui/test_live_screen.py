"""The live screen: the facilitator's keys, and what the screen then shows."""

from __future__ import annotations

import pytest

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.records import Draft
from breakout_tui.domain.session import Session
from breakout_tui.domain.stage import Stage
from breakout_tui.tui.widgets.agenda_list import AgendaList
from breakout_tui.tui.widgets.key_line import KeyLine
from tests.tui.fakes import FakeStore
from tests.tui.live_app import live_app


async def test_enter_makes_a_note_durable_and_shows_it() -> None:
    """The note is listed, the line is empty, and the screen says saved."""
    async with live_app() as room:
        await room.type("Silo budgets block sharing @Norway #budget", "enter")
        assert "C1" in room.notes()
        assert "Silo budgets block sharing" in room.notes()
        assert room.line.value == ""
        assert "1 note · all saved ✓" in room.says("kinds")
        note = room.session.book[0]
        assert (note.attribution, note.cluster) == ("Norway", "budget")


async def test_a_note_that_could_not_be_written_is_reported() -> None:
    """The status line shows the reason until the note is saved."""
    async with live_app() as room:
        with room.store.file.unwritable("the disk is full; make room"):
            await room.type("Important", "enter")
            await room.pilot.pause()
            assert "NOT SAVED YET" in room.says("kinds")
            assert "disk is full" in room.says("status")
            assert "Important" in room.notes()
        await room.pilot.pause()
        assert "all saved" in room.says("kinds")


async def test_f2_starts_the_morning_and_goes_from_box_to_box() -> None:
    """The track and the question follow; half-typed text stays."""
    async with live_app() as room:
        await room.type("half")
        await room.pilot.press("f2")
        assert room.session.stage is Stage.RUNNING
        await room.wait(600)
        await room.pilot.press("f2")
        await room.pilot.pause()
        assert room.session.current_box is not None
        assert room.session.current_box.title == "Question 1"
        assert "Challenges" in room.says("track")
        assert room.line.value == "half"
        assert room.line.has_focus


async def test_next_can_be_backdated_by_a_command() -> None:
    """/next 3 is three minutes ago."""
    async with live_app() as room:
        await room.pilot.press("f2")
        await room.wait(780)
        await room.type("/next 3", "enter")
        assert room.session.spans[0].seconds(room.clock.wall) == 600


async def test_tab_goes_through_the_kinds_of_the_box() -> None:
    """Challenge, principle, parking lot, and from the start."""
    async with live_app() as room:
        await room.pilot.press("tab", "tab")
        await room.type("Who pays", "enter")
        assert room.session.book[0].kind is Kind.PARKED
        assert "X1" in room.notes()


async def test_up_in_an_empty_line_edits_the_last_note_and_keeps_the_earlier_wording() -> None:
    """Marks return as they were typed."""
    async with live_app() as room:
        await room.type("Silo @Norway", "enter")
        await room.pilot.press("up")
        assert room.line.value.startswith("Silo @Norway")
        await room.pilot.press("home")
        await room.type("Deep ", "enter")
        note = room.session.book[0]
        assert note.text == "Deep Silo"
        assert note.attribution == "Norway"
        assert [wording.text for wording in note.wordings] == ["Silo"]


async def test_undo_and_redo_of_a_capture() -> None:
    """Ctrl+Z in an empty line undoes the capture, Ctrl+Y redoes it."""
    async with live_app() as room:
        await room.type("One", "enter")
        await room.pilot.press("ctrl+z")
        await room.pilot.pause()
        assert "One" not in room.notes()
        assert "Undone: captured C1" in room.says("status")
        await room.pilot.press("ctrl+y")
        await room.pilot.pause()
        assert "One" in room.notes()


async def test_under_the_rule_none_nothing_personal_is_saved() -> None:
    """Neither in the note nor in the draft."""
    async with live_app(rule=AttributionRule.NONE) as room:
        await room.type("Words @Anna said")
        room.live.room.typing.save_draft()
        draft = room.store.draft(room.session.id)
        assert draft is not None
        assert "Words" in draft.text
        assert "Anna" not in draft.text
        await room.pilot.press("enter")
        await room.pilot.pause()
        assert "Anna" not in str(room.session)
        assert "not saved" in room.says("status")


async def test_the_draft_is_restored() -> None:
    """With its kind, after a crash."""
    store = FakeStore()
    async with live_app(store=store) as room:
        await room.pilot.press("tab")
        await room.type("half a tho")
        room.live.room.typing.save_draft()
        session_id = room.session.id
    store.close()
    again = FakeStore(store.disk)
    async with live_app(store=again, session=Session.of(again.load(session_id))) as room:
        assert room.line.value == "half a tho"
        assert room.line.kinds.current is Kind.PRINCIPLE


async def test_escape_focuses_the_list_where_letters_are_commands() -> None:
    """The letter d deletes the note under the cursor, u undoes it, Esc goes back."""
    async with live_app() as room:
        await room.type("One", "enter")
        await room.type("Two", "enter")
        await room.pilot.press("escape", "d")
        await room.pilot.pause()
        assert "Two" not in room.notes()
        await room.pilot.press("u")
        await room.pilot.pause()
        assert "Two" in room.notes()
        await room.pilot.press("escape")
        assert room.line.has_focus


async def test_search_shows_the_matches_and_escape_ends_it() -> None:
    """It searches all notes of the session during typing."""
    async with live_app() as room:
        await room.type("Silo budgets", "enter")
        await room.type("Legal basis", "enter")
        await room.type("/search LEGAL")
        assert "Legal basis" in room.notes()
        assert "Silo" not in room.notes()


async def test_pause_and_extend_by_key_and_word() -> None:
    """F4 pauses and resumes; /extend 5 gives five minutes."""
    async with live_app() as room:
        await room.pilot.press("f2")
        await room.wait(600)
        await room.pilot.press("f2", "f4")
        await room.wait(60)
        assert "Paused" in room.says("status")
        await room.pilot.press("f4")
        before = room.live.pace
        await room.type("/extend 5", "enter")
        room.app.beat()
        now = room.live.pace
        assert before is not None
        assert now is not None
        assert now.left == before.left + 300


async def test_a_refusal_says_what_happened_and_what_to_do() -> None:
    """In the status line, while typing continues."""
    async with live_app() as room:
        await room.type("/extend soon", "enter")
        assert "not a number of minutes" in room.says("status")
        assert room.line.has_focus


@pytest.mark.parametrize("size", [(80, 24), (120, 32), (200, 50), (40, 12), (10, 4)])
async def test_every_size_shows_a_screen(size: tuple[int, int]) -> None:
    """No size crashes it, and typing in the line works."""
    async with live_app(size=size) as room:
        await room.pilot.press("f2")
        await room.type("note", "enter")
        assert len(room.session.book) == 1


async def test_a_phase_that_ends_writes_its_report() -> None:
    """The Markdown is exported automatically after each phase."""
    async with live_app() as room:
        await room.pilot.press("f2")
        await room.type("/finish", "enter")
        await room.pilot.pause()
        await room.app.workers.wait_for_complete()
        assert [phase for phase in room.publisher.exported if phase is not None] == ["morning"]


async def test_user_text_is_literal() -> None:
    """Markup and control characters are shown, never interpreted."""
    async with live_app() as room:
        room.line.load("[red]x[/] [link=app.quit]y[/] \x1b[31m")
        await room.pilot.press("enter")
        await room.pilot.pause()
        assert "[red]x[/] [link=app.quit]y[/] ␛[31m" in room.notes()


async def test_one_key_merges_the_text_into_the_similar_note_shown() -> None:
    """Both wordings stay; the first is heard twice; undo separates them."""
    async with live_app() as room:
        await room.type("Silo budgets block shared services @Norway", "enter")
        room.app.beat()
        await room.type("Budgets are decided in spring")
        room.live.room.typing.save_draft()
        assert "C1" not in room.says("status")
        room.line.value = ""
        await room.type("Shared services are blocked by silo budgets")
        room.live.room.typing.save_draft()
        assert "≈ C1" in room.says("status")
        await room.pilot.press("ctrl+s")
        await room.pilot.pause()
        assert room.session.book.heard(0) == 2
        assert "heard 2×" in room.notes()
        assert "C2" in room.notes()
        await room.pilot.press("ctrl+z")
        await room.pilot.pause()
        assert room.session.book.heard(0) == 1


async def test_fast_keys_follow_the_focus() -> None:
    """Esc, a command letter, Esc, words: all in one write, and each key reaches the right widget."""
    async with live_app() as room:
        await room.type("One", "enter")
        await room.type("Two", "enter")
        await room.burst("escape", "d", "escape", *"dd Three", "enter")
        texts = [(note.text, note.deleted) for note in room.session.book.notes]
        assert texts == [("One", False), ("Two", True), ("dd Three", False)]


async def test_a_line_longer_than_the_window_stays_visible() -> None:
    """No scrollbar covers its only row; after Enter the prompt is back."""
    async with live_app(size=(80, 24)) as room:
        await room.type("word " * 40 + "end")
        await room.pilot.resize_terminal(78, 24)
        await room.wait(0.3)
        assert room.line.scrollable_content_region.height == 1
        assert room.line.render_line(0).text.rstrip().endswith("end")
        assert room.line.scrollable_content_region.height == 1
        await room.pilot.press("enter")
        await room.type("next")
        assert room.line.render_line(0).text.startswith("› next")


async def test_escape_in_a_search_ends_it_and_stays_in_the_line() -> None:
    """The next text is a note, not a command of the list."""
    async with live_app() as room:
        await room.type("Silo budgets", "enter")
        await room.type("/search legal")
        await room.burst("escape", *"edit", "enter")
        assert [note.text for note in room.session.book.notes] == ["Silo budgets", "edit"]


async def test_a_read_only_window_says_who_writes_and_how_to_take_over() -> None:
    """Typed text stays in the line, and one key saves it."""
    store = FakeStore()
    async with live_app(store=store) as room:
        session = room.session
    other = FakeStore(store.disk)
    async with live_app(store=other, session=Session.of(other.load(session.id))) as room:
        room.app.beat()
        assert "Ctrl+T takes it over · open in another window on this machine" in room.says("status")
        await room.type("kept", "enter")
        assert room.line.value == "kept"
        assert len(room.session.book) == 0
        await room.pilot.press("ctrl+t")
        await room.pilot.pause()
        await room.pilot.press("enter")
        await room.pilot.pause()
        assert [note.text for note in room.session.book.notes] == ["kept"]


@pytest.mark.parametrize(
    ("left", "typed", "line"),
    [("no", "We know the way", "no\nWe know the way"), ("half a", "half a line", "half a line")],
)
async def test_a_take_over_brings_the_draft_unless_it_was_typed_on(left: str, typed: str, line: str) -> None:
    """The other window's text is never dropped because its letters stand somewhere in this line."""
    store = FakeStore()
    async with live_app(store=store) as room:
        session = room.session
    other = FakeStore(store.disk)
    async with live_app(store=other, session=Session.of(other.load(session.id))) as room:
        await room.type(typed)
        other.file.drafts[session.id] = Draft(left, Kind.CHALLENGE)
        await room.pilot.press("ctrl+t")
        await room.pilot.pause()
        assert room.line.value == line


async def test_keys_at_the_foot_and_kinds_can_be_clicked() -> None:
    """A click presses the key."""
    async with live_app() as room:
        await room.pilot.click("#kinds", offset=(18, 0))
        await room.pilot.pause()
        assert room.line.kinds.current is Kind.PRINCIPLE
        keys = room.live.query_one("#keys", KeyLine)
        start = str(keys.render()).index("F2")
        await room.pilot.click("#keys", offset=(start, 0))
        await room.pilot.pause()
        assert room.session.stage is Stage.RUNNING


async def test_a_note_refused_by_a_take_over_returns_to_the_line() -> None:
    """Enter at the moment of the take-over loses nothing."""
    async with live_app() as room:
        room.store.lose(room.session.id)
        await room.type("in the last moment", "enter")
        await room.pilot.pause()
        assert room.line.value == "in the last moment"
        assert len(room.session.book) == 0
        assert "read only" in room.says("kinds")
        await room.pilot.press("ctrl+t")
        await room.pilot.pause()
        await room.pilot.press("enter")
        await room.pilot.pause()
        assert [note.text for note in room.session.book.notes] == ["in the last moment"]
        assert "all saved" in room.says("kinds")


async def test_a_search_from_the_list_sets_the_half_typed_text_aside() -> None:
    """It returns after the search, and is not part of the search text."""
    async with live_app() as room:
        await room.type("Silo budgets", "enter")
        await room.type("half typed")
        await room.burst("escape", "slash", *"silo")
        assert room.line.value == "/search silo"
        assert "Silo budgets" in room.notes()
        await room.burst("escape")
        assert room.line.value == "half typed"


async def test_typed_minutes_of_an_extension_replace_the_proposed_ones() -> None:
    """F3, 7, Enter are seven minutes, not fifty-seven."""
    async with live_app() as room:
        await room.pilot.press("f2")
        before = room.live.pace
        await room.pilot.press("f3")
        await room.pilot.pause()
        await room.pilot.press("7", "enter")
        await room.pilot.pause()
        room.app.beat()
        now = room.live.pace
        assert before is not None
        assert now is not None
        assert now.left == before.left + 420


async def test_a_narrow_window_shows_the_agenda_while_it_has_the_focus() -> None:
    """Its cursor follows a moved box."""
    async with live_app(size=(80, 24)) as room:
        await room.pilot.press("f2", "f6")
        await room.pilot.pause()
        agenda = room.live.query_one(AgendaList)
        assert agenda.size.height > 8, "no second clock under it"
        assert not room.live.query_one("#clock").display
        await room.wait(1)
        assert not room.live.query_one("#clock").display
        await room.pilot.press("down", "down", "plus", "d")
        await room.pilot.pause()
        dropped = [box.title for box in room.session.boxes if box.dropped]
        assert dropped == ["Question 2"]
        await room.pilot.press("escape")
        await room.pilot.pause()
        assert room.line.has_focus
        assert room.live.query_one("#main").display
