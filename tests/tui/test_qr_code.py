"""The QR code in the terminal: every square where it belongs, black on white in every theme, with its margin, whole or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment

from breakout_tui.tui import colours
from breakout_tui.tui.screens.share_screen import ShareScreen
from breakout_tui.tui.widgets.qr_code import MARGIN, QrCode, cells_of, drawn
from tests.tui.fake_sharing import FakeSharing, shared, squares
from tests.tui.live_app import LiveApp, live_app

BLACK, WHITE = "#000000", "#ffffff"
UPPER, LOWER = "▀", "▄"


def halves(segment: Segment) -> list[tuple[str, str]]:
    """The colours of the upper and the lower half of each of its cells."""
    assert segment.style is not None
    assert segment.style.color is not None
    assert segment.style.bgcolor is not None
    assert not segment.style.dim
    ink, ground = (
        each.triplet.hex for each in (segment.style.color, segment.style.bgcolor) if each.triplet is not None
    )
    drawn_as = {" ": (ground, ground), UPPER: (ink, ground), LOWER: (ground, ink)}
    return [drawn_as[sign] for sign in segment.text]


def seen(lines: list[list[Segment]]) -> list[list[bool]]:
    """The squares that a camera sees; every colour is black or white."""
    rows: list[list[bool]] = []
    for line in lines:
        cells = [half for segment in line if segment.text for half in halves(segment)]
        assert {each for cell in cells for each in cell} <= {BLACK, WHITE}
        rows += [[upper == BLACK for upper, _ in cells], [lower == BLACK for _, lower in cells]]
    return rows


def with_margin(code: tuple[tuple[bool, ...], ...]) -> list[list[bool]]:
    """The squares with a light margin, and with an even number of rows."""
    side = len(code) + 2 * MARGIN
    blank, beside = [False] * side, [False] * MARGIN
    rows = [blank] * MARGIN + [[*beside, *row, *beside] for row in code] + [blank] * MARGIN
    return rows + [blank] * (len(rows) % 2)


@given(
    st.integers(1, 12).flatmap(
        lambda side: st.lists(
            st.lists(st.booleans(), min_size=side, max_size=side), min_size=side, max_size=side
        )
    )
)
def test_every_square_is_drawn_with_four_light_ones_around(rows: list[list[bool]]) -> None:
    """Rule: for any code, of an odd or an even number of rows."""
    code = tuple(tuple(row) for row in rows)
    lines = drawn(code)
    assert seen([list(line) for line in lines]) == with_margin(code)
    assert cells_of(code) == (lines[0].cell_length, len(lines))


@pytest.mark.parametrize("theme", colours.OURS)
async def test_it_is_black_on_white_in_every_theme(theme: str) -> None:
    """Rule: as it is painted on the screen, also in the dark."""
    async with live_app(sharing=FakeSharing(shared())) as app:
        app.app.theme = theme
        widget = await code_of(app)
        lines = widget.render_lines(widget.size.region)
        assert seen([list(line) for line in lines]) == with_margin(squares())


async def code_of(app: LiveApp) -> QrCode:
    """Open the screen."""
    await app.type("/share", "enter")
    assert isinstance(app.app.screen, ShareScreen)
    return app.app.screen.query_one(QrCode)


async def test_it_is_whole_or_not_there() -> None:
    """Rule: beside the text, else below it, else the screen says that it needs a larger window."""
    async with live_app(sharing=FakeSharing(shared())) as app:
        widget = await code_of(app)
        for size, is_there in (
            ((40, 12), False),
            ((78, 24), False),
            ((79, 24), True),
            ((80, 23), True),
            ((80, 22), False),
            ((120, 32), True),
            ((200, 50), True),
            ((60, 50), True),
            ((60, 30), False),
            ((1, 1), False),
        ):
            await app.pilot.resize_terminal(*size)
            await app.pilot.pause()
            assert widget.display is is_there, size
            if is_there:
                assert widget.region.size == cells_of(squares())
                assert app.app.screen.region.contains_region(widget.region)
                top = app.app.screen.query_one("#told").region
                assert not top.overlaps(widget.region)


async def test_it_follows_the_size_of_the_window() -> None:
    """Rule: a window that is made larger gets it, one that is made smaller loses it."""
    async with live_app(sharing=FakeSharing(shared()), size=(40, 12)) as app:
        widget = await code_of(app)
        for size, is_there in (((120, 32), True), ((60, 50), True), ((40, 12), False), ((80, 24), True)):
            await app.pilot.resize_terminal(*size)
            await app.pilot.pause()
            assert widget.display is is_there
            assert not is_there or app.app.screen.region.contains_region(widget.region)


async def test_a_code_that_leads_nowhere_is_not_shown() -> None:
    """Rule: the address of this computer alone would lead a phone to the phone itself."""
    async with live_app(sharing=FakeSharing(shared(on_network=False))) as app:
        widget = await code_of(app)
        assert not widget.display
