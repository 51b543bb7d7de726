"""An app that has only a capture line, and keeps what the line tells."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual import events
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.pilot import Pilot

from breakout_tui.tui.colours import THEMES
from breakout_tui.tui.widgets import capture_messages as m
from breakout_tui.tui.widgets.capture_line import CaptureLine
from breakout_tui.tui.widgets.command_words import CommandWords
from tests.tui.screen_text import screen_rows

COMMANDS = (
    ("next", "go to the next box"),
    ("extend", "more time"),
    ("end", "end the phase"),
    ("pause", "stop the clock"),
)


class Room(App[None]):
    """A screen with the line at its bottom; ``told`` keeps what the line tells."""

    CSS = "#above { height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.told: list[m.CaptureMessage] = []
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def compose(self) -> ComposeResult:
        """An empty area, then the line."""
        yield Vertical(id="above")
        yield CaptureLine(receive=self.told.append, words=CommandWords(COMMANDS))

    @property
    def line(self) -> CaptureLine:
        """The line."""
        return self.query_one(CaptureLine)

    def send(self, *keys: str) -> None:
        """Type all keys at once, as a terminal does after a stall, without a pause between them."""
        for key in keys:
            character = key if len(key) == 1 else {"space": " "}.get(key)
            self.post_message(events.Key(key, character))

    def enter(self, text: str) -> None:
        """Type a text in one burst; a line break is Enter."""
        self.send(*("enter" if character == "\n" else character for character in text))

    def paste(self, text: str) -> None:
        """Paste as a terminal does."""
        self.post_message(events.Paste(text))

    @property
    def notes(self) -> list[str]:
        """The texts of the notes."""
        return [message.text for message in self.told if isinstance(message, m.NoteGiven)]

    def said(self, kind: type[m.CaptureMessage]) -> list[m.CaptureMessage]:
        """The messages of one class."""
        return [message for message in self.told if isinstance(message, kind)]


@asynccontextmanager
async def piloted() -> AsyncIterator[Pilot[None]]:
    """A room of 80×24 with the line focused."""
    app = Room()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.told.clear()
        yield pilot


def room(pilot: Pilot[None]) -> Room:
    """The app under the pilot."""
    assert isinstance(pilot.app, Room)
    return pilot.app


def row(app: Room, y: int = -1) -> str:
    """What is visible in one row of the screen."""
    return screen_rows(app)[y]
