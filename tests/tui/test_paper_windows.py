"""The editor's screen in windows of any size, and without a paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from textual.widgets import Static

from breakout_tui.domain import paper_commands as p
from breakout_tui.domain.conference import conference
from breakout_tui.tui.screens.paper_screen import PaperScreen
from breakout_tui.tui.widgets.paper_list import PaperList
from tests.fictional_conference import EVENT, fictional_sessions
from tests.store.conference_file import written
from tests.tui.paper_room import paper_room
from tests.tui.test_paper_whole import store


async def test_a_narrow_window_keeps_the_help_among_its_keys(tmp_path: Path) -> None:
    """Rule: the keys that don't fit are left out of the footer, never F1, which has them all."""
    async with paper_room(tmp_path, size=(80, 24)) as seen:
        await seen.go_to("Challenges")
        assert seen.footer.split("   ")[-1].strip() == "F1 help"
        assert "P paragraph at the end" not in seen.footer
        await seen.press("f1")
        assert "paragraph at the end" in seen.text


async def test_a_reference_is_not_broken_over_two_lines(tmp_path: Path) -> None:
    """Rule: a room and its number are read together."""
    async with paper_room(tmp_path, size=(97, 30)) as seen:
        await seen.go_to("Across")
        lines = seen.app.screen.query_one(PaperList).as_text().splitlines()
        assert any("Room" in line for line in lines)
        assert not any(line.rstrip().endswith("Room") for line in lines)


async def test_what_an_explanation_lacks_is_marked(tmp_path: Path) -> None:
    """Rule: below the box there are four lines of the room's words; more end in …, and the list has them all."""
    first, *others = fictional_sessions()
    long = first.put(replace(first.book.notes[0], text="Silo budgets block shared services " * 20))
    async with paper_room(tmp_path, [long, *others], size=(80, 24)) as seen:
        await seen.go_to("Challenges")
        await seen.press("enter")
        assert str(seen.app.screen.query_one("#explained", Static).content).endswith(" …")


async def test_the_left_arrow_never_closes_the_editor(tmp_path: Path) -> None:
    """Rule: it goes to the outline, and from there nowhere; Esc closes."""
    async with paper_room(tmp_path) as seen:
        await seen.go_to("Challenges")
        await seen.press("left", "left", "left")
        assert isinstance(seen.app.screen, PaperScreen)
        await seen.press("escape")
        assert not isinstance(seen.app.screen, PaperScreen)


async def test_without_a_paper_only_the_keys_that_do_something_are_shown(tmp_path: Path) -> None:
    """Rule: one session is no conference; why is said, and Esc goes back."""
    async with paper_room(tmp_path, fictional_sessions()[:1]) as seen:
        assert "there is only one session" in seen.text
        assert seen.keys == "Esc back, F1 help"


async def test_a_decision_on_a_statement_that_is_gone_goes_with_it(tmp_path: Path) -> None:
    """Rule: there is nothing to keep, and the footer says so; undo brings the decision back."""
    first, *others = fictional_sessions()
    gone = first.put(replace(first.book.notes[0], deleted=True))
    database = written(tmp_path / "conference.db", [gone, *others])
    rooms = conference(EVENT, [first, *others])
    store(database, rooms, p.LeaveOut(first.book.notes[0].id, "Said twice"))
    async with paper_room(tmp_path) as seen:
        await seen.go_to("Changed in")
        assert "Now · gone" in seen.row
        assert seen.keys.startswith("t let my decision go with it, u undo")
        await seen.press("t")
        assert "The decision went with the statement" in seen.text
        assert "Nothing to decide" in seen.shown
        await seen.press("u")
        assert "Now · gone" in seen.row


async def test_the_outline_says_what_waits_in_a_narrow_window_too(tmp_path: Path) -> None:
    """Rule: what waits comes before how much there is, and the words of a place are whole."""
    first, *others = fictional_sessions()
    statement = first.book.notes[0]
    written(tmp_path / "conference.db", [first.put(replace(statement, text="Silo budgets hurt")), *others])
    rooms = conference(EVENT, [first, *others])
    store(tmp_path / "conference.db", rooms, p.EditWording(statement.id, "Ours"))
    async with paper_room(tmp_path, size=(80, 24)) as seen:
        assert "Challenges 1 to decide" in seen.outline
        assert "Changed in the rooms 1 " in seen.outline
