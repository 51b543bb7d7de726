"""The note list: what a person sees of the notes, and how the cursor and the window move."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.events import MouseScrollDown, MouseScrollUp
from textual.geometry import Offset
from textual.message import Message
from textual.selection import SELECT_ALL, Selection
from textual.widgets import Input

from breakout_tui.domain.notes import Kind
from breakout_tui.tui import colours
from breakout_tui.tui.widgets.line_index import CHUNK
from breakout_tui.tui.widgets.note_list import NoteList
from breakout_tui.tui.widgets.note_row import NoteRow
from breakout_tui.tui.widgets.note_selection import place_of

WIDE = (120, 32)
NORMAL = (80, 24)


class Probe(App[None]):
    """An app with a capture line and a list, which remembers what the list said."""

    AUTO_FOCUS = "#capture"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, rows: list[NoteRow] | None = None) -> None:
        super().__init__()
        for theme in colours.THEMES:
            self.register_theme(theme)
        self.theme = colours.DARK
        self.rows = rows or []
        self.said: list[Message] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our variables also for other themes."""
        return colours.variable_defaults()

    def compose(self) -> ComposeResult:
        """A list above a line."""
        yield NoteList(placeholder="No notes yet")
        yield Input(id="capture", compact=True)

    def on_mount(self) -> None:
        """Show the rows given."""
        if self.rows:
            self.notes.show(self.rows)

    @property
    def notes(self) -> NoteList:
        """The list."""
        return self.query_one(NoteList)

    @property
    def seen(self) -> list[str]:
        """The lines of the list as a person sees them."""
        notes = self.notes
        lines = [strip.text for strip in notes.render_lines(notes.content_region.reset_offset)]
        return [line.rstrip() for line in lines]

    def on_note_list_left(self, message: NoteList.Left) -> None:
        """Remember."""
        self.said.append(message)

    def on_note_list_highlighted(self, message: NoteList.Highlighted) -> None:
        """Remember."""
        self.said.append(message)

    def on_note_list_opened(self, message: NoteList.Opened) -> None:
        """Remember."""
        self.said.append(message)


def note(
    key: int,
    text: str = "",
    *,
    attribution: str = "",
    cluster: str = "",
    heard: int = 1,
    marks: str = "",
    links: str = "",
) -> NoteRow:
    """A challenge of this key."""
    return NoteRow(
        key,
        "10:31",
        Kind.CHALLENGE,
        f"C{key}",
        text or f"note number {key}",
        attribution,
        cluster,
        heard,
        marks,
        links=links,
    )


def notes(count: int) -> list[NoteRow]:
    """So many notes of one line."""
    return [note(key) for key in range(count)]


async def test_a_note_shows_its_time_kind_reference_text_and_then_what_is_known_about_it() -> None:
    """Everything but the head comes after the text, in one order."""
    row = note(
        8, "Silo budgets block", attribution="Norway", cluster="budget", heard=2, marks="edited", links="→ C2"
    )
    app = Probe([row])
    async with app.run_test(size=WIDE):
        assert app.seen[0] == "10:31  ▲ C8  Silo budgets block  @Norway  #budget  → C2  heard 2×  edited"


async def test_wrapped_text_hangs_under_its_first_line() -> None:
    """Continuation lines start where the text starts."""
    app = Probe(
        [note(9, "No legal basis for data sharing between registers held by different ministries here")]
    )
    async with app.run_test(size=NORMAL):
        assert app.seen[:2] == [
            "10:31  ▲ C9  No legal basis for data sharing between registers held by",
            "             different ministries here",
        ]


async def test_what_is_known_about_a_note_is_not_torn_apart() -> None:
    """A country of two words moves to the next line whole."""
    app = Probe([note(1, "x" * 55, attribution="Republic of Korea")])
    async with app.run_test(size=NORMAL):
        assert app.seen[1].strip() == "@Republic of Korea"


async def test_markup_and_controls_in_a_note_stay_text() -> None:
    """What a person types is literal, and no control character reaches the terminal."""
    app = Probe([note(1, "[red]x[/] [/] [@click=app.quit]y[/] \x1b[31m \u202egnp")])
    async with app.run_test(size=WIDE):
        assert "[red]x[/] [/] [@click=app.quit]y[/] ␛[31m \ufffdgnp" in app.seen[0]


async def test_lines_of_a_note_stay_lines() -> None:
    """A pasted list is shown as a list."""
    app = Probe([note(1, "first\n- second\n- third")])
    async with app.run_test(size=WIDE):
        assert [line.strip() for line in app.seen[1:3]] == ["- second", "- third"]


async def test_an_empty_list_says_so() -> None:
    """The placeholder stands where the notes will be."""
    app = Probe()
    async with app.run_test(size=NORMAL):
        assert app.seen[0] == "No notes yet"


@pytest.mark.parametrize(("size", "between"), [(NORMAL, 1), ((80, 12), 0)])
async def test_notes_have_air_where_the_height_permits(size: tuple[int, int], between: int) -> None:
    """A blank line parts notes in a tall list, none in a low one."""
    app = Probe(notes(3))
    async with app.run_test(size=size):
        assert [line[:12].strip() for line in app.seen].index("10:31  ▲ C1") == 1 + between


async def test_a_new_note_is_seen_in_the_same_frame() -> None:
    """No refresh has to pass between appending and the last line being there."""
    app = Probe(notes(100))
    async with app.run_test(size=NORMAL):
        app.notes.append(note(100, "the newest"))
        assert app.seen[-1].endswith("the newest")


async def test_a_new_note_does_not_move_the_list_while_she_reads_above() -> None:
    """The wheel took her away from the end; there she stays until she scrolls back."""
    app = Probe(notes(100))
    async with app.run_test(size=NORMAL) as pilot:
        app.notes.scroll_to(y=30, animate=False)
        await pilot.pause()
        before = app.seen
        app.notes.append(note(100))
        assert app.seen == before
        app.notes.follow()
        assert "note number 100" in app.seen[-1]


async def test_leaving_the_list_keeps_the_place_until_the_next_note_comes() -> None:
    """She goes back to the capture line and sees what she reads; what she then captures is shown."""
    app = Probe(notes(100))
    async with app.run_test(size=NORMAL) as pilot:
        app.notes.focus()
        await pilot.press("home")
        app.query_one(Input).focus()
        await pilot.pause()
        assert "note number 0" in app.seen[0]
        app.notes.append(note(100))
        assert "note number 100" in app.seen[-1]


async def test_the_wheel_leads_away_from_the_end_and_back() -> None:
    """Without the focus, so that she can look something up while a sentence is half typed."""
    app = Probe(notes(100))
    async with app.run_test(size=NORMAL) as pilot:
        for _ in range(5):
            await pilot._post_mouse_events([MouseScrollUp], NoteList, offset=(5, 5))
        await pilot.pause()
        above = app.seen
        assert "note number 99" not in above[-1]
        app.notes.append(note(100))
        assert app.seen == above
        for _ in range(8):
            await pilot._post_mouse_events([MouseScrollDown], NoteList, offset=(5, 5))
        await pilot.pause()
        assert "note number 100" in app.seen[-1]
        app.notes.append(note(101))
        assert "note number 101" in app.seen[-1]
        assert isinstance(app.focused, Input)


async def test_a_resize_keeps_the_place() -> None:
    """The first note in sight stays the first in sight when everything wraps anew."""
    app = Probe([note(key, f"note {key} " + "word " * 30) for key in range(300)])
    async with app.run_test(size=WIDE) as pilot:
        app.notes.scroll_to(y=3 * 120, animate=False)
        await pilot.pause()
        assert "note 120 " in app.seen[0]
        await pilot.resize_terminal(70, 20)
        await pilot.pause()
        assert "note 120 " in app.seen[0]


async def test_a_resize_at_the_end_stays_at_the_end() -> None:
    """Following survives another size, in both directions."""
    app = Probe([note(key, f"note {key} " + "word " * 30 + "stop") for key in range(300)])
    async with app.run_test(size=WIDE) as pilot:
        for size in ((60, 18), (100, 40), (30, 10)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert app.seen[-1].endswith("stop")


async def test_the_first_note_can_be_reached_among_very_many() -> None:
    """Home goes to the first line of the first note, though nothing in between was ever measured."""
    app = Probe()
    made: list[int] = []

    def row_of(key: int) -> NoteRow:
        made.append(key)
        return note(key, f"note {key} " + "word " * (key % 40))

    async with app.run_test(size=NORMAL) as pilot:
        app.notes.show_items(range(100_000), row_of, lambda key: key)
        app.notes.focus()
        await pilot.press("home")
        assert "note 0" in app.seen[0]
        await pilot.press("end")
        assert any("note 99999" in line for line in app.seen[-6:])
        assert len(set(made)) <= 4 * CHUNK


async def test_scrolling_into_the_unmeasured_shows_whole_notes_in_order() -> None:
    """Wherever the scrollbar is dragged to, notes follow each other without holes."""
    app = Probe()
    async with app.run_test(size=NORMAL) as pilot:
        app.notes.show_items(
            range(5000), lambda key: note(key, f"note {key} " + "w " * (key % 90)), lambda key: key
        )
        for y in (7000, 3000, 5001, 1, 9000):
            app.notes.scroll_to(y=y, animate=False)
            await pilot.pause()
            keys = [int(line.split()[2][1:]) for line in app.seen if "▲" in line]
            assert keys == list(range(keys[0], keys[0] + len(keys)))


async def test_the_cursor_shows_only_with_the_focus_and_by_more_than_colour() -> None:
    """A mark stands before the glyph of the note that the keys mean."""
    app = Probe(notes(3))
    async with app.run_test(size=NORMAL) as pilot:
        assert not any("▸" in line for line in app.seen)
        app.notes.focus()
        await pilot.pause()
        assert app.seen[4].startswith("10:31 ▸▲ C2")
        assert app.notes.highlighted_key == 2


async def test_keys_move_the_cursor_and_say_so() -> None:
    """Arrows, pages and ends move by notes and keep the cursor in sight."""
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
        said = [message.key for message in app.said if isinstance(message, NoteList.Highlighted)]
        assert said == [58, 0, 1, 12, 1, 59]


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_enter_and_escape_ask_to_go_back(key: str) -> None:
    """Both lead back to the capture line."""
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
    """The mouse does what the keys do."""
    app = Probe(notes(3))
    async with app.run_test(size=NORMAL) as pilot:
        await pilot.click(NoteList, offset=(20, 2), times=2)
        await pilot.pause()
        assert app.notes.highlighted_key == 1
        assert NoteList.Opened in [type(message) for message in app.said]


async def test_an_update_shows_the_new_wording_and_keeps_the_rest() -> None:
    """Heights below follow."""
    app = Probe(notes(3))
    async with app.run_test(size=NORMAL):
        assert app.seen[0].endswith("note number 0")
        app.notes.update(0, note(0, "line one\nline two"))
        assert app.seen[0].endswith("line one")
        assert app.seen[3].endswith("note number 1")
        app.notes.update(77, note(77))
        assert app.seen[3].endswith("note number 1")


async def test_a_dropped_note_leaves_the_cursor_on_the_next() -> None:
    """So that several can be dropped in a row."""
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
    """A filter that still has the note does not move the cursor to another."""
    app = Probe(notes(10))
    async with app.run_test(size=NORMAL):
        app.notes.highlight(7)
        app.notes.show([note(key) for key in (1, 7, 9)])
        assert app.notes.highlighted_key == 7
        app.notes.show([note(1)])
        assert app.notes.highlighted_key is None


async def test_rows_laid_down_anew_can_keep_the_place() -> None:
    """A note restored above does not move what she reads."""
    app = Probe([note(key) for key in range(100) if key != 5])
    async with app.run_test(size=NORMAL) as pilot:
        app.notes.scroll_to(y=60, animate=False)
        await pilot.pause()
        before = app.seen
        app.notes.show(notes(100), keeps_place=True)
        assert app.seen == before
        app.notes.show(notes(100))
        assert "note number 99" in app.seen[-1]


async def test_matches_of_the_search_are_underlined_in_either_case() -> None:
    """The mark is a line under the letters, not only a colour."""
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
    """Wrapped lines are joined again; the note's own lines stay."""
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
    """The places on the screen belong to the characters under them."""
    app = Probe([note(1, "pick me up")])
    async with app.run_test(size=NORMAL) as pilot:
        await pilot.mouse_down(NoteList, offset=(13, 0))
        await pilot.hover(NoteList, offset=(16, 0))
        await pilot.mouse_up(NoteList, offset=(16, 0))
        assert app.screen.get_selected_text() == "pick"


@pytest.mark.parametrize("width", [1, 2, 5, 13, 20, 30])
async def test_no_width_is_too_small(width: int) -> None:
    """The list shows what it can and never fails."""
    app = Probe([note(1, "wide 家族 👩‍👩‍👧 words", attribution="Norway"), note(2, "x" * 4000)])
    async with app.run_test(size=(width, 5)) as pilot:
        app.notes.focus()
        await pilot.press("home", "down", "up")
        assert all(cell_len(line) <= width for line in app.seen)
