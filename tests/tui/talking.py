"""Opens a talk in the app, with the talk's records and clock."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.app import App

from breakout_tui.domain.session import Session
from tests.domain.day import Room
from tests.tui.fake_sharing import FakeSharing
from tests.tui.fakes import FakeClock, FakeStore
from tests.tui.live_app import LiveApp, live_app
from tests.tui.screen_text import screen_text


@asynccontextmanager
async def opened(
    talk: Room,
    *earlier: Session,
    size: tuple[int, int] = (120, 32),
    sharing: FakeSharing | None = None,
) -> AsyncIterator[LiveApp]:
    """The app with the talk's session open; earlier sessions are in the store too."""
    store, clock = FakeStore.holding(*earlier, talk.session), FakeClock(talk.wall)
    clock.since_boot = talk.since_boot
    async with live_app(size=size, store=store, clock=clock, session=talk.session, sharing=sharing) as app:
        yield app


def shown(app: App[None]) -> str:
    """The visible text."""
    return screen_text(app)
