"""The caret and the text before it are in sight, however the text came into the line."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.records import Draft
from tests.domain.example import Talk
from tests.tui.fake_store import FakeStore
from tests.tui.fakes import FakeClock
from tests.tui.live_app import LiveApp, live_app

WORDS = " ".join(f"word{number}" for number in range(60))


@asynccontextmanager
async def restored(size: tuple[int, int]) -> AsyncIterator[LiveApp]:
    """A session with a stored draft of these words."""
    talk = Talk()
    store, clock = FakeStore.holding(talk.session), FakeClock(talk.wall)
    clock.since_boot = talk.since_boot
    store.file.drafts[talk.session.info.id] = Draft(WORDS, Kind.CHALLENGE)
    async with live_app(size=size, store=store, clock=clock, session=talk.session) as room:
        await room.pilot.pause()
        yield room


def end_in_sight(room: LiveApp) -> str:
    """The text of the line up to the caret, as it is seen. Fails if the caret is out of sight."""
    line = room.line
    caret = line.cursor_screen_offset.x - line.content_region.x
    assert 0 <= caret < line.content_region.width
    return line.render_line(0).text[:caret]


@pytest.mark.parametrize("size", [(20, 5), (80, 24), (120, 32), (200, 50)])
async def test_a_restored_draft_shows_its_end(size: tuple[int, int]) -> None:
    """Rule: a draft longer than the line, that is loaded before the line has a size."""
    async with restored(size) as room:
        assert end_in_sight(room).endswith("word59")
        await room.type(" and")
        assert end_in_sight(room).endswith("word59 and")


@pytest.mark.parametrize("size", [(20, 5), (80, 24), (120, 32)])
async def test_an_edit_shows_its_end_when_its_label_grows(size: tuple[int, int]) -> None:
    """Rule: the label before the text takes room that the text had."""
    async with live_app(size=size) as room:
        await room.type(WORDS, "enter", "up")
        assert end_in_sight(room).endswith("word59")
        for _ in range(4):
            await room.pilot.press("tab")
            assert end_in_sight(room).endswith("word59")


@pytest.mark.parametrize("size", [(80, 24), (120, 32)])
async def test_an_edit_shows_the_words_before_its_marks(size: tuple[int, int]) -> None:
    """Rule: the caret is behind the words, and half a line of what is before it is in sight; also when it moves left."""
    marks = " ".join(f"@Somebody{number}" for number in range(9))
    async with live_app(size=size) as room:
        await room.type(f"{WORDS} #cluster {marks}", "enter", "up")
        assert end_in_sight(room).endswith("word56 word57 word58 word59")
        for _ in range(30):
            await room.pilot.press("left")
        assert end_in_sight(room).endswith("word52 word53 word54 word")


async def test_a_window_of_another_size_shows_the_end() -> None:
    """Rule: at every size that has room for a letter."""
    async with restored((120, 32)) as room:
        for width in (200, 30, 12, 60, 120):
            await room.pilot.resize_terminal(width, 24)
            await room.pilot.pause()
            assert end_in_sight(room).endswith("9")
