"""The clock face: digits, bar and words at every size, and how little a tick repaints."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.geometry import Region

from breakout_tui.tui import colours
from breakout_tui.tui.widgets import block_digits
from breakout_tui.tui.widgets.clock_face import ClockFace
from breakout_tui.tui.widgets.clock_layout import Face, Level, rows_of

CLOCKS = st.integers(-20_000, 20_000)
WIDE = (120, 32)
NORMAL = (80, 24)


def face(
    seconds: int = 725,
    *,
    level: Level = Level.CALM,
    is_paused: bool = False,
    caption: str = "left for question 2",
) -> Face:
    """A face after three fifths of a box, before a break."""
    return Face(seconds, level, is_paused, caption, "Break at 10:55", 0.6)


def text_of(shown: Face, width: int, height: int, *, is_big: bool = False) -> list[str]:
    """The lines of the face as plain text."""
    rows = rows_of(shown, width, height, is_big=is_big)
    return ["".join(text for text, _ in row).rstrip() for row in rows]


class Probe(App[None]):
    """An app with one face; counts its repaints."""

    CSS = "ClockFace { width: 38; }"

    def __init__(self, *, is_big: bool = False) -> None:
        self.is_big = is_big
        super().__init__()
        for theme in colours.THEMES:
            self.register_theme(theme)
        self.theme = colours.DARK

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our variables also for other themes."""
        return colours.variable_defaults()

    def compose(self) -> ComposeResult:
        """The face alone."""
        yield Watched(is_big=self.is_big)

    @property
    def face(self) -> Watched:
        """The face."""
        return self.query_one(Watched)

    @property
    def seen(self) -> list[str]:
        """The visible lines of the face."""
        lines = self.face.render_lines(self.face.size.region)
        return [line.text.rstrip() for line in lines]


class RoomProbe(Probe):
    """The same, with a face as large as the screen."""

    CSS = "ClockFace { width: 1fr; height: 1fr; }"


class Watched(ClockFace):
    """A face that remembers which regions it asked to repaint."""

    def __init__(self, *, is_big: bool = False) -> None:
        super().__init__(is_big=is_big)
        self.repainted: list[Region] = []

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Watched:
        """Record the region, then repaint."""
        if hasattr(self, "repainted"):
            self.repainted.extend(regions or [self.size.region])
        super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        return self


async def show(app: Probe, seconds: int = 725) -> None:
    """Set everything a face has."""
    app.face.caption = "left for question 2"
    app.face.sub_caption = "Break at 10:55"
    app.face.progress = 0.6
    app.face.seconds = seconds


@pytest.mark.parametrize("size", [NORMAL, WIDE])
async def test_the_face_shows_digits_bar_and_words(size: tuple[int, int]) -> None:
    """Five lines of digits, a blank one, the bar, the words."""
    app = Probe()
    async with app.run_test(size=size) as pilot:
        await show(app)
        await pilot.pause()
        assert app.seen == [
            "  ██    ██████      ██████  ██████",
            "████        ██  ██  ██  ██  ██",
            "  ██    ██████      ██  ██  ██████",
            "  ██    ██      ██  ██  ██      ██",
            "██████  ██████      ██████  ██████",
            "",
            "━" * 23 + "─" * 15,
            "left for question 2     Break at 10:55",
        ]
        assert app.face.as_text().splitlines() == app.seen


async def test_a_tick_repaints_only_the_digits_that_changed() -> None:
    """From 5 to 4 in the last digit: five lines of at most six cells, and nothing else."""
    app = Probe()
    async with app.run_test(size=WIDE) as pilot:
        await show(app)
        await pilot.pause()
        assert len(app.seen) == 8
        app.face.repainted.clear()
        app.face.seconds = 724
        assert app.face.repainted
        assert all(region.x >= 28 and region.right <= 34 and region.y < 5 for region in app.face.repainted)


async def test_a_tick_that_changes_nothing_repaints_nothing() -> None:
    """The same time, or a bar that did not grow by a cell."""
    app = Probe()
    async with app.run_test(size=WIDE) as pilot:
        await show(app)
        await pilot.pause()
        assert len(app.seen) == 8
        app.face.repainted.clear()
        app.face.seconds = 725
        app.face.progress = 0.601
        assert app.face.repainted == []


async def test_after_ticks_a_face_looks_like_a_new_one() -> None:
    """No cell of an earlier time stays, even past the end of the box and of the hour."""
    app = Probe()
    async with app.run_test(size=WIDE) as pilot:
        await show(app, 3601)
        for seconds in (3600, 3599, 600, 599, 1, 0, -1, -59, -60, -600):
            app.face.seconds = seconds
            await pilot.pause()
            assert app.seen == app.face.as_text().splitlines(), seconds


async def test_overtime_and_pause_are_shown_by_words_and_signs() -> None:
    """Not only by colour."""
    assert text_of(face(-65), 60, 8)[-1].startswith("over · left for question 2")
    assert text_of(face(is_paused=True), 60, 8)[-1].startswith("paused · left for question 2")
    assert text_of(face(-65, is_paused=True), 60, 1) == ["+1:05  paused · over · left for question 2"]


@pytest.mark.parametrize(
    ("seconds", "digits"),
    [
        (725, "12:05"),
        (0, "0:00"),
        (59, "0:59"),
        (3599, "59:59"),
        (3600, "1:00:00"),
        (-65, "+1:05"),
        (-3725, "+1:02:05"),
    ],
)
def test_time_is_written_as_people_read_it(seconds: int, digits: str) -> None:
    """Minutes and seconds, hours if there are any, a plus in overtime."""
    assert face(seconds).digits == digits


@pytest.mark.parametrize(
    ("width", "height", "first", "lines"),
    [
        (38, 8, "  ██    ██████      ██████  ██████", 8),
        (38, 7, "  ██    ██████      ██████  ██████", 7),
        (38, 5, "▄█  ▀▀█ ▄ █▀█ █▀▀", 5),
        (38, 4, "▄█  ▀▀█ ▄ █▀█ █▀▀", 4),
        (40, 3, "▄█  ▀▀█ ▄ █▀█ █▀▀", 3),
        (40, 2, "12:05  left for question 2", 2),
        (40, 1, "12:05  left for question 2", 1),
        (17, 8, "▄█  ▀▀█ ▄ █▀█ █▀▀", 6),
        (12, 8, "12:05  left…", 2),
    ],
)
def test_the_face_takes_the_largest_form_that_fits(width: int, height: int, first: str, lines: int) -> None:
    """Large digits, small digits, or a line of text."""
    shown = text_of(face(), width, height)
    assert shown[0] == first
    assert len(shown) == lines


def pixel_of(seconds: int, width: int, height: int) -> int:
    """How many cells wide a pixel of the room display's digits is; 0 without block digits."""
    lines = text_of(face(seconds=seconds), width, height, is_big=True)
    runs = [len(run) for line in lines for run in line.split() if set(run) == {"█"}]
    return min(runs, default=0)


def test_the_room_display_takes_digits_as_large_as_fit() -> None:
    """At 200 by 50 each pixel is four times as large; with a sign in overtime they would still fit, in five they would not."""
    shown = text_of(face(), 200, 50, is_big=True)
    assert len([line for line in shown if "█" in line]) == 20


@given(st.integers(-3599, 3599), st.integers(-3599, 3599), st.integers(44, 400), st.integers(10, 100))
def test_the_digits_of_the_room_display_keep_their_size_below_an_hour(
    one: int, other: int, width: int, height: int
) -> None:
    """Rule: with one digit more, or in overtime, they are never smaller."""
    assert pixel_of(one, width, height) == pixel_of(other, width, height)


async def test_the_room_display_is_centred() -> None:
    """With equal space above and below, also after ticks."""
    app = RoomProbe(is_big=True)
    async with app.run_test(size=(120, 32)) as pilot:
        await show(app, 125)
        await pilot.pause()
        seen = app.seen
        above = next(number for number, line in enumerate(seen) if line)
        below = next(number for number, line in enumerate(reversed(seen)) if line)
        assert above in (below, below - 1)
        app.face.seconds = 124
        await pilot.pause()
        assert app.seen[above] != "" == app.seen[above - 1]


@given(
    seconds=CLOCKS,
    level=st.sampled_from(Level),
    is_paused=st.booleans(),
    width=st.integers(0, 90),
    height=st.integers(0, 40),
    is_big=st.booleans(),
    caption=st.text(max_size=40),
)
def test_no_face_is_larger_than_its_space(
    seconds: int, level: Level, is_paused: bool, width: int, height: int, is_big: bool, caption: str
) -> None:
    """Any content fits."""
    shown = rows_of(
        face(seconds, level=level, is_paused=is_paused, caption=caption), width, height, is_big=is_big
    )
    assert len(shown) <= height
    assert all(cell_len("".join(text for text, _ in row)) <= width for row in shown if width >= 8)


@given(seconds=CLOCKS, scale=st.integers(0, 4))
def test_block_digits_have_the_size_they_announce(seconds: int, scale: int) -> None:
    """``size`` has the width of every line and the number of lines."""
    digits = face(seconds).digits
    lines = block_digits.render(digits, scale)
    wide, high = block_digits.size(digits, scale)
    assert len(lines) == high
    assert {len(line) for line in lines} == {wide}


@given(seconds=CLOCKS, width=st.integers(0, 300), height=st.integers(0, 80))
def test_the_largest_scale_fits_and_the_next_does_not(seconds: int, width: int, height: int) -> None:
    """So it is the largest one."""
    digits = face(seconds).digits
    scale = block_digits.largest_scale(digits, width, height)
    wide, high = block_digits.size(digits, 0 if scale is None else scale)
    assert (scale is None) == (wide > width or high > height)
    wide, high = block_digits.size(digits, 0 if scale is None else scale + 1)
    assert wide > width or high > height


def test_ten_digits_look_different() -> None:
    """At every scale, also in half blocks."""
    for scale in (0, 1, 2):
        assert len({"\n".join(block_digits.render(digit, scale)) for digit in "0123456789"}) == 10
