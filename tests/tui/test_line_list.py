"""The line list: for any rows, sizes and keys the cursor is visible, clicks hit the painted row, no row is laid out twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.widgets import Input

from breakout_tui.tui.widgets.cursor_moves import CursorMoves
from breakout_tui.tui.widgets.line import Part
from breakout_tui.tui.widgets.line_index import CHUNK
from breakout_tui.tui.widgets.line_list import LineList
from breakout_tui.tui.widgets.list_window import ListWindow, Scrolling
from breakout_tui.tui.widgets.row_source import RowMark, RowSource
from tests.sampled import a_third, sampled

HEIGHTS = st.lists(st.integers(1, 5), min_size=1, max_size=60)
KEYS = st.lists(
    st.sampled_from(["up", "down", "pageup", "pagedown", "home", "end", "blur", "focus"]), max_size=12
)


class Rows(RowSource):
    """Rows of these heights; the row under the cursor is a line taller. Counts the layouts of each row."""

    def __init__(self, heights: Sequence[int], headings: frozenset[int] = frozenset()) -> None:
        self.heights = list(heights)
        self.headings = headings
        self.laid_out: Counter[tuple[int, RowMark]] = Counter()

    @property
    def count(self) -> int:
        """How many rows."""
        return len(self.heights)

    def can_point(self, index: int) -> bool:
        """Not at headings."""
        return index not in self.headings

    def lay_out(self, index: int, width: int, mark: RowMark) -> Sequence[Sequence[Part]]:
        """Lines with the number of their row."""
        self.laid_out[index, mark] += 1
        return [((f"row {index} ", ""),)] * (self.heights[index] + (mark is RowMark.POINTED))


def press(window: ListWindow, key: str) -> None:
    """Run the key of a list."""
    moves = CursorMoves(window)
    match key:
        case "up" | "down":
            moves.step(1 if key == "down" else -1)
        case "pageup" | "pagedown":
            moves.page(1 if key == "pagedown" else -1)
        case "home" | "end":
            moves.to_end(is_last=key == "end")
        case _:
            window.activate(is_active=key == "focus")


@example([2, 1], {0}, [2], ["up"], Scrolling.AROUND)
@settings(max_examples=a_third(300), deadline=None)
@given(
    heights=HEIGHTS,
    headings=st.sets(st.integers(0, 59), max_size=10),
    sizes=st.lists(st.integers(1, 30), min_size=1, max_size=3),
    keys=KEYS,
    scrolling=st.sampled_from(Scrolling),
)
def test_the_cursor_is_visible_after_any_key_and_size(
    heights: list[int], headings: set[int], sizes: list[int], keys: list[str], scrolling: Scrolling
) -> None:
    """Rule: a line of the row under the cursor is in the window, and the whole row if it fits."""
    rows = Rows(heights, frozenset(headings) if len(headings) < len(heights) else frozenset())

    def measure(index: int, mark: RowMark) -> int:
        return rows.heights[index] + (mark is RowMark.POINTED)

    window = ListWindow(measure, rows.can_point, scrolling=scrolling)
    window.reset(rows.count)
    for room in sizes:
        window.resize(40, room, 0)
        for key in ("", *keys):
            if key:
                press(window, key)
            cursor = window.cursor
            if cursor is None:
                continue
            assert rows.can_point(cursor)
            seen = Counter(place[0] for y in range(room) if (place := window.place(y)) is not None)
            assert seen[cursor] >= 1
            if key not in ("up", "down", "pageup", "pagedown"):
                assert seen[cursor] == min(measure(cursor, window.mark(cursor)), window.height)


@settings(max_examples=a_third(100), deadline=None)
@given(heights=HEIGHTS, room=st.integers(1, 30), scrolls=st.lists(st.integers(-9, 9), max_size=8))
def test_scrolling_shows_rows_in_order_and_stops_at_the_ends(
    heights: list[int], room: int, scrolls: list[int]
) -> None:
    """Rule: after any scrolling, the window is filled with consecutive lines, as far as there are any."""
    window = ListWindow(lambda index, _: heights[index], lambda _: True)
    window.reset(len(heights))
    window.resize(40, room, 0)
    lines = [(row, part) for row, height in enumerate(heights) for part in range(height)]
    for by in scrolls:
        window.scroll(by)
        seen = [place for y in range(room) if (place := window.place(y)) is not None]
        assert seen == lines[window.line : window.line + len(seen)]
        assert len(seen) == min(room, len(lines))


class ListApp(App[None]):
    """An app with a list above a line."""

    def __init__(self, rows: Rows, scrolling: Scrolling) -> None:
        super().__init__()
        self.rows = rows
        self.list = LineList(rows, scrolling=scrolling)
        self.list.styles.height = "1fr"
        self.list.styles.overflow_y = "auto" if scrolling is Scrolling.LINES else "hidden"

    def compose(self) -> ComposeResult:
        """The list, and another widget that can have the focus."""
        yield self.list
        yield Input()


@pytest.mark.parametrize("scrolling", Scrolling)
@pytest.mark.parametrize("size", sampled([(80, 24), (20, 9)], (20, 9)))
async def test_a_click_points_at_the_row_that_is_painted_there(
    scrolling: Scrolling, size: tuple[int, int]
) -> None:
    """Rule: on every line, scrolled or not, although the row under the cursor has another height."""
    app = ListApp(Rows([1, 3, 2, 1, 4] * 8), scrolling)
    async with app.run_test(size=size) as pilot:
        for key in ("", "end", "up", "up"):
            if key:
                await pilot.press(key)
            for y in (0, 2, 5, 3):
                painted = app.list.render_line(y).text.split()
                if not painted:  # an incomplete row is left out
                    continue
                await pilot.click(LineList, offset=(1, y))
                assert painted[1] == str(app.list.cursor)
                assert any(f"row {app.list.cursor} " in line for line in seen(app))


@pytest.mark.usefixtures("painting")
@pytest.mark.parametrize("scrolling", Scrolling)
async def test_no_row_is_laid_out_twice_for_a_paint(scrolling: Scrolling) -> None:
    """Rule: keys and paints lay out each row and mark at most once, for any number of painted lines."""
    rows = Rows([2] * 40)
    app = ListApp(rows, scrolling)
    async with app.run_test(size=(60, 20)) as pilot:
        rows.laid_out.clear()  # the first time in two widths, since the scrollbar appears
        for key in ("down", "down", "pagedown", "end", "up", "home", "tab", "shift+tab"):
            await pilot.press(key)
            app.list.refresh()
        await pilot.pause()
        assert rows.laid_out
        assert max(rows.laid_out.values()) == 1
        rows.laid_out.clear()
        app.list.repaint()
        assert len(seen(app)) == app.list.size.height
        assert max(rows.laid_out.values()) == 1


@pytest.mark.usefixtures("painting")
async def test_distant_rows_are_never_laid_out() -> None:
    """Rule: of very many rows, only those near the window are laid out."""
    rows = Rows([1] * 50_000)
    app = ListApp(rows, Scrolling.LINES)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("down", "pagedown", "end")
        assert "row 49999" in seen(app)[-1]
        assert len(rows.laid_out) <= 4 * CHUNK


async def test_rows_that_change_keep_the_cursor_on_a_row() -> None:
    """Rule: with fewer rows the cursor is on the last one; without rows there is no cursor."""
    rows = Rows([1] * 10)
    app = ListApp(rows, Scrolling.LINES)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("end")
        rows.heights = [1, 1]
        app.list.repaint()
        assert app.list.cursor == 1
        rows.heights = []
        app.list.repaint()
        assert app.list.text_in_sight() == ""


def seen(app: ListApp) -> list[str]:
    """The visible lines."""
    return [app.list.render_line(y).text for y in range(app.list.size.height)]
