"""The app for tests: fake store, fake clock, no automatic beat, a small programme."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from textual import events
from textual.pilot import Pilot

from breakout_tui.domain import commands as c
from breakout_tui.domain.erased_elsewhere import ErasingHere
from breakout_tui.domain.hub_standing import HubSending
from breakout_tui.domain.ports import NO_PREFERENCES, Countries, Preferences
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.session import Session, start
from breakout_tui.domain.sharing import Sharing
from breakout_tui.tui.app import BreakoutApp
from breakout_tui.tui.input_order import Pause
from breakout_tui.tui.screens.live_screen import LiveScreen
from breakout_tui.tui.session_controller import SessionController
from breakout_tui.tui.widgets.capture_line import CaptureLine
from breakout_tui.tui.widgets.line import Line
from breakout_tui.tui.widgets.note_list import NoteList
from tests.domain.day import programme
from tests.tui.fake_sharing import FakeSharing
from tests.tui.fakes import FakeClock, FakePublisher, FakeStore
from tests.tui.keyboard import no_pause, pressed, typed
from tests.tui.notices import Notices

NAMES = {
    *(
        "enter",
        "escape",
        "tab",
        "shift+tab",
        "backspace",
        "up",
        "down",
        "left",
        "right",
        "home",
        "end",
        "pageup",
        "pagedown",
    ),
    *(f"f{number}" for number in range(1, 13)),
    *(f"ctrl+{letter}" for letter in "agjnoptuwyz"),
}
"""Keys by name; everything else is text."""


class OpenedApp(BreakoutApp):
    """The app as it starts with a session, also with one that the store doesn't have."""

    def __init__(self, session: Session, *ports: Any, **settings: Any) -> None:
        super().__init__(*ports, session_id=session.id, **settings)
        self._opening = session

    def get_default_screen(self) -> LiveScreen:
        """The live screen of the session."""
        return self.sessions.screen_of(self._opening)


@dataclass
class LiveApp:
    """A running app with a session open."""

    app: BreakoutApp
    pilot: Pilot[None]
    store: FakeStore
    clock: FakeClock
    publisher: FakePublisher
    notices: Notices
    session_id: str

    @property
    def live(self) -> LiveScreen:
        """The live screen."""
        assert isinstance(self.app.screen, LiveScreen)
        return self.app.screen

    @property
    def controller(self) -> SessionController:
        """The session controller, whatever screen is on top."""
        assert self.app.opened.controller is not None
        return self.app.opened.controller

    @property
    def session(self) -> Session:
        """The session of the session controller."""
        return self.live.session

    @property
    def line(self) -> CaptureLine:
        """The capture line."""
        return self.live.query_one(CaptureLine)

    async def type(self, text: str, *keys: str) -> None:
        """Type a text and press keys, all in one burst, as after a stall."""
        for character in text:
            self.app.post_message(typed(character))
        for key in keys:
            self.app.post_message(pressed(key))
        await self.idle()
        await self.pilot.pause()

    async def burst(self, *keys: str) -> None:
        """Send keys at once, as after a stall."""
        for key in keys:
            self.app.post_message(pressed(key))
        for _ in range(4):
            await self.pilot.pause()

    async def send(self, *parts: str | events.Event) -> None:
        """Send all of it at once: named keys, text as it is typed, and other events; then wait for its effects."""
        for part in parts:
            if isinstance(part, events.Event):
                self.app.post_message(part)
            elif part in NAMES:
                self.app.post_message(pressed(part))
            else:
                for character in part:
                    self.app.post_message(typed(character))
        await self.idle()

    async def idle(self) -> None:
        """Wait until all that was sent has had its effects."""
        while self.app.is_running and (self.app.message_queue_size or not self.app.input_order.is_idle):
            await self.step()

    async def step(self) -> None:
        """Let everything run that can, once."""
        await asyncio.sleep(0)

    async def wait(self, seconds: float) -> None:
        """Let time pass and the screen beat."""
        self.clock.pass_time(seconds)
        self.app.beat()
        await self.pilot.pause()

    def says(self, name: str) -> str:
        """The text of a line: header, track, folded, status, kinds or footer."""
        return self.live.query_one(f"#{name}", Line).as_text()

    def notes(self) -> str:
        """The rows of the list."""
        listed = self.live.query_one(NoteList)
        return "\n".join(listed.render_line(y).text.rstrip() for y in range(listed.size.height)).strip()


@asynccontextmanager
async def live_app(
    *,
    size: tuple[int, int] = (120, 32),
    rule: AttributionRule = AttributionRule.COUNTRY,
    store: FakeStore | None = None,
    clock: FakeClock | None = None,
    session: Session | None = None,
    countries: Countries | None = None,
    letter_pause: Pause = no_pause,
    preferences: Preferences = NO_PREFERENCES,
    sharing: Sharing | None = None,
    hub: HubSending | None = None,
    erasing: ErasingHere | None = None,
) -> AsyncIterator[LiveApp]:
    """Open the app on this session, or on a new one."""
    store, clock, publisher = store or FakeStore(), clock or FakeClock(), FakePublisher()
    if session is None:
        details = c.EditDetails(room="Room 2", people=24, rule=rule, known=("Norway", "New Zealand"))
        outcome = start(programme(), "t", details, clock.read())
        store.submit(outcome.session.id, outcome.changes)
        session = outcome.session
    app = OpenedApp(
        session,
        programme,
        store,
        clock,
        publisher,
        countries,
        beat_every=None,
        letter_pause=letter_pause,
        preferences=preferences,
        sharing=sharing or FakeSharing(),
        hub=hub,
        erasing=erasing,
    )
    notices = Notices()
    async with app.run_test(size=size, message_hook=notices) as pilot:
        await pilot.pause()
        while not store.is_started:  # a moment after the first paint; earlier events have no listener
            await pilot.pause()
        yield LiveApp(app, pilot, store, clock, publisher, notices, session.id)
