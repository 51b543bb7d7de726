"""The cursor of the note list: moves, changed rows, selected text."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.geometry import Offset
from textual.selection import SELECT_ALL, Selection

from breakout_tui.tui import colours
from breakout_tui.tui.widgets.line_list import LineList
from breakout_tui.tui.widgets.note_list import NoteList
from breakout_tui.tui.widgets.note_selection import place_of
from tests.tui.list_probe import NORMAL, Probe, note, notes


async def test_the_cursor_is_visible_only_with_the_focus_and_without_colour() -> None:
    """A mark is before the glyph of the note under the cursor."""
    app = Probe(notes(3))
    async with app.run_test(size=NORMAL) as pilot:
        assert not any("▸" in line for line in app.seen)
        app.notes.focus()
        await pilot.pause()
        assert app.seen[4].startswith("10:31 ▸▲ C2")
        assert app.notes.highlighted_key == 2


async def test_keys_move_the_cursor_and_report_it() -> None:
    """Arrows, pages and ends move by notes and keep the cursor visible."""
    app = Probe(notes(60))
    async with app.run_test(size=NORMAL) as pilot:
        app.notes.focus()
        for key, expected in (
            ("up", 58),
            ("home", 0),
            ("down", 1),
            ("pagedown", 12),
            ("pageup", 1),
            ("end", 59),
        ):
            await pilot.press(key)
            assert app.notes.highlighted_key == expected, key
            assert any("▸" in line for line in app.seen), key
        said = [message.index for message in app.said if isinstance(message, LineList.Moved)]
        assert said == [58, 0, 1, 12, 1, 59]


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_enter_and_escape_ask_to_go_back(key: str) -> None:
    """Both go back to the capture line."""
    app = Probe(notes(3))
    async with app.run_test(size=NORMAL) as pilot:
        app.notes.focus()
        await pilot.press(key)
        assert [type(message) for message in app.said] == [NoteList.Left]


async def test_a_note_taller_than_the_list_is_read_line_by_line() -> None:
    """Going down shows all of it before the cursor moves on."""
    app = Probe([note(0), note(1, " ".join(f"w{word}" for word in range(900))), note(2)])
    seen: set[str] = set()
    async with app.run_test(size=NORMAL) as pilot:
        app.notes.focus()
        await pilot.press("home")
        for _ in range(12):
            await pilot.press("down")
            seen.update(word for line in app.seen for word in line.split())
        assert {f"w{word}" for word in range(900)} <= seen
        assert app.notes.highlighted_key == 2


async def test_a_click_points_and_a_second_one_opens() -> None:
    """The mouse can do what the keys do."""
    app = Probe(notes(3))
    async with app.run_test(size=NORMAL) as pilot:
        await pilot.click(NoteList, offset=(20, 2), times=2)
        await pilot.pause()
        assert app.notes.highlighted_key == 1
        assert NoteList.Opened in [type(message) for message in app.said]


async def test_an_update_shows_the_new_wording_and_keeps_the_rest() -> None:
    """The rows below move."""
    app = Probe(notes(3))
    async with app.run_test(size=NORMAL):
        assert app.seen[0].endswith("note number 0")
        app.notes.update(0, note(0, "line one\nline two"))
        assert app.seen[0].endswith("line one")
        assert app.seen[3].endswith("note number 1")
        app.notes.update(77, note(77))
        assert app.seen[3].endswith("note number 1")


async def test_removing_a_note_moves_the_cursor_to_the_next() -> None:
    """So that several can be removed one after the other."""
    app = Probe(notes(4))
    async with app.run_test(size=NORMAL) as pilot:
        app.notes.focus()
        app.notes.highlight(1)
        app.notes.drop(1)
        await pilot.pause()
        assert app.notes.highlighted_key == 2
        assert "note number 2" in app.seen[2]
        for key in (3, 2, 0):
            app.notes.drop(key)
        assert app.notes.highlighted_key is None
        assert app.seen[0] == "No notes yet"


async def test_other_rows_keep_the_cursor_on_its_note() -> None:
    """A filter that keeps the note keeps the cursor on it."""
    app = Probe(notes(10))
    async with app.run_test(size=NORMAL):
        app.notes.highlight(7)
        app.notes.show([note(key) for key in (1, 7, 9)])
        assert app.notes.highlighted_key == 7
        app.notes.show([note(1)])
        assert app.notes.highlighted_key is None


async def test_replaced_rows_can_keep_the_position() -> None:
    """A note restored above does not move the visible notes."""
    app = Probe([note(key) for key in range(100) if key != 5])
    async with app.run_test(size=NORMAL) as pilot:
        app.notes.scroll_to(y=60, animate=False)
        await pilot.pause()
        before = app.seen
        app.notes.show(notes(100), keeps_place=True)
        assert app.seen == before
        app.notes.show(notes(100))
        assert "note number 99" in app.seen[-1]


async def test_matches_of_the_search_are_underlined_ignoring_case() -> None:
    """The mark is an underline, not only a colour."""
    app = Probe([note(1, "Budget of the budget office")])
    async with app.run_test(size=NORMAL):
        app.notes.needle = "budget"
        strip = app.notes.render_line(0)
        assert [part.text for part in strip if part.style and part.style.underline] == ["Budget", "budget"]


async def test_a_change_of_theme_repaints_what_was_painted() -> None:
    """No line keeps the old colours."""
    app = Probe([note(1)])
    async with app.run_test(size=NORMAL) as pilot:
        before = {part.style for part in app.notes.render_line(0)}
        app.theme = colours.LIGHT
        await pilot.pause()
        assert not before & {part.style for part in app.notes.render_line(0)}


async def test_copied_text_has_no_line_breaks_of_the_screen() -> None:
    """Wrapped lines are joined again; line breaks of the note stay."""
    text = "word " * 40 + "end\nsecond line"
    app = Probe([note(1, text), note(2)])
    async with app.run_test(size=NORMAL):
        assert app.notes.get_selection(SELECT_ALL) == (
            f"10:31  ▲ C1  {text}\n10:31  ▲ C2  note number 2",
            "\n",
        )
        part = Selection(Offset(13, place_of(0, 0)), Offset(4 + 13, place_of(1, 0)))
        assert app.notes.get_selection(part) == (f"{text}\n10:31  ▲ C2  note", "\n")


async def test_dragging_over_a_note_selects_its_text() -> None:
    """The selected characters are those under the mouse."""
    app = Probe([note(1, "pick me up")])
    async with app.run_test(size=NORMAL) as pilot:
        await pilot.mouse_down(NoteList, offset=(13, 0))
        await pilot.hover(NoteList, offset=(16, 0))
        await pilot.mouse_up(NoteList, offset=(16, 0))
        assert app.screen.get_selected_text() == "pick"


@pytest.mark.parametrize("width", [1, 2, 5, 13, 20, 30])
async def test_no_width_is_too_small(width: int) -> None:
    """The list never fails."""
    app = Probe([note(1, "wide 家族 👩‍👩‍👧 words", attribution="Norway"), note(2, "x" * 4000)])
    async with app.run_test(size=(width, 5)) as pilot:
        app.notes.focus()
        await pilot.press("home", "down", "up")
        assert all(cell_len(line) <= width for line in app.seen)
