"""The note list: the visible text of notes, and how the window moves."""

from __future__ import annotations

import pytest
from textual import events
from textual.widgets import Input

from breakout_tui.tui.widgets.line_index import CHUNK
from breakout_tui.tui.widgets.note_row import NoteRow
from tests.tui.list_probe import NORMAL, WIDE, Probe, note, notes


async def test_a_note_shows_time_kind_reference_text_and_then_its_details() -> None:
    """Everything but the head comes after the text, in a fixed order."""
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


async def test_details_of_a_note_are_not_split() -> None:
    """A country of two words moves to the next line as a whole."""
    app = Probe([note(1, "x" * 55, attribution="Republic of Korea")])
    async with app.run_test(size=NORMAL):
        assert app.seen[1].strip() == "@Republic of Korea"


async def test_markup_and_controls_in_a_note_stay_text() -> None:
    """Typed text is literal, and no control character reaches the terminal."""
    app = Probe([note(1, "[red]x[/] [/] [@click=app.quit]y[/] \x1b[31m \u202egnp")])
    async with app.run_test(size=WIDE):
        assert "[red]x[/] [/] [@click=app.quit]y[/] ␛[31m \ufffdgnp" in app.seen[0]


async def test_lines_of_a_note_stay_lines() -> None:
    """A pasted list is shown as a list."""
    app = Probe([note(1, "first\n- second\n- third")])
    async with app.run_test(size=WIDE):
        assert [line.strip() for line in app.seen[1:3]] == ["- second", "- third"]


async def test_an_empty_list_says_so() -> None:
    """It shows the placeholder."""
    app = Probe()
    async with app.run_test(size=NORMAL):
        assert app.seen[0] == "No notes yet"


@pytest.mark.parametrize(("size", "between"), [(NORMAL, 1), ((80, 12), 0)])
async def test_notes_are_separated_if_the_height_permits(size: tuple[int, int], between: int) -> None:
    """By a blank line in a tall list, not in a low one."""
    app = Probe(notes(3))
    async with app.run_test(size=size):
        assert [line[:12].strip() for line in app.seen].index("10:31  ▲ C1") == 1 + between


async def test_a_new_note_is_visible_in_the_same_frame() -> None:
    """The last line shows it without another refresh."""
    app = Probe(notes(100))
    async with app.run_test(size=NORMAL):
        app.notes.append(note(100, "the newest"))
        assert app.seen[-1].endswith("the newest")


async def test_a_new_note_does_not_move_a_list_that_was_scrolled_up() -> None:
    """After the wheel leaves the end, the position stays until the wheel returns to the end."""
    app = Probe(notes(100))
    async with app.run_test(size=NORMAL) as pilot:
        app.notes.scroll_to(y=30, animate=False)
        await pilot.pause()
        before = app.seen
        app.notes.append(note(100))
        assert app.seen == before
        app.notes.follow()
        assert "note number 100" in app.seen[-1]


async def test_leaving_the_list_keeps_the_position_until_the_next_note() -> None:
    """The visible notes stay when the focus goes to the capture line; the next captured note is shown."""
    app = Probe(notes(100))
    async with app.run_test(size=NORMAL) as pilot:
        app.notes.focus()
        await pilot.press("home")
        app.query_one(Input).focus()
        await pilot.pause()
        assert "note number 0" in app.seen[0]
        app.notes.append(note(100))
        assert "note number 100" in app.seen[-1]


def wheel(event: type[events.MouseScrollUp | events.MouseScrollDown]) -> events.MouseEvent:
    """One step of the wheel over the fifth line, as the terminal reports it."""
    return event(None, 5, 5, 0, 0, 0, shift=False, meta=False, ctrl=False)


async def test_the_wheel_leaves_the_end_and_returns() -> None:
    """It works without the focus, so that the facilitator can look something up while typing."""
    app = Probe(notes(100))
    async with app.run_test(size=NORMAL) as pilot:
        for _ in range(5):
            app.post_message(wheel(events.MouseScrollUp))
        await pilot.pause()
        above = app.seen
        assert "note number 99" not in above[-1]
        app.notes.append(note(100))
        assert app.seen == above
        for _ in range(8):
            app.post_message(wheel(events.MouseScrollDown))
        await pilot.pause()
        assert "note number 100" in app.seen[-1]
        app.notes.append(note(101))
        assert "note number 101" in app.seen[-1]
        assert isinstance(app.focused, Input)


async def test_a_resize_keeps_the_position() -> None:
    """The first visible note stays first when the text wraps differently."""
    app = Probe([note(key, f"note {key} " + "word " * 30) for key in range(300)])
    async with app.run_test(size=WIDE) as pilot:
        app.notes.scroll_to(y=3 * 120, animate=False)
        await pilot.pause()
        assert "note 120 " in app.seen[0]
        await pilot.resize_terminal(70, 20)
        await pilot.pause()
        assert "note 120 " in app.seen[0]


async def test_a_resize_at_the_end_stays_at_the_end() -> None:
    """The list follows its end at smaller and larger sizes."""
    app = Probe([note(key, f"note {key} " + "word " * 30 + "stop") for key in range(300)])
    async with app.run_test(size=WIDE) as pilot:
        for size in ((60, 18), (100, 40), (30, 10)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert app.seen[-1].endswith("stop")


async def test_the_first_note_can_be_reached_among_very_many() -> None:
    """Home goes to the first line of the first note, although nothing in between was measured."""
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


async def test_scrolling_to_unmeasured_rows_shows_notes_in_order() -> None:
    """At any position of the scrollbar, notes are consecutive."""
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
