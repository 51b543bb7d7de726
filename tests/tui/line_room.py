"""An app with nothing but a capture line, and what it gave."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from textual import events
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.pilot import Pilot

from breakout_tui.tui.colours import THEMES
from breakout_tui.tui.widgets.capture_line import CaptureLine
from tests.tui.screen_text import screen_rows

COMMANDS = (
    ("next", "go to the next box"),
    ("extend", "more time"),
    ("end", "end the phase"),
    ("pause", "stop the clock"),
)


class Room(App[None]):
    """A screen with nothing but the line at its bottom; keeps what the line tells."""

    CSS = "#above { height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.told: list[Message] = []
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def compose(self) -> ComposeResult:
        """Air, then the line."""
        yield Vertical(id="above")
        yield CaptureLine(commands=COMMANDS, exists=lambda reference: reference == "C3")

    @property
    def line(self) -> CaptureLine:
        """The line."""
        return self.query_one(CaptureLine)

    def send(self, *keys: str) -> None:
        """Type all keys at once, as a terminal does after a stall: nobody waits between them."""
        for key in keys:
            character = key if len(key) == 1 else {"space": " "}.get(key)
            self.post_message(events.Key(key, character))

    def enter(self, text: str) -> None:
        """Type a text at once; a line break is Enter."""
        self.send(*("enter" if character == "\n" else character for character in text))

    def paste(self, text: str) -> None:
        """Paste as a terminal does."""
        self.post_message(events.Paste(text))

    @property
    def notes(self) -> list[str]:
        """The texts that were given."""
        return [message.text for message in self.told if isinstance(message, CaptureLine.Submitted)]

    def said(self, kind: type[Message]) -> list[Message]:
        """The messages of one sort."""
        return [message for message in self.told if isinstance(message, kind)]


@asynccontextmanager
async def piloted() -> AsyncIterator[Pilot[None]]:
    """A room of 80×24 with the line focused."""
    app = Room()
    async with app.run_test(size=(80, 24), message_hook=_keep(app)) as pilot:
        await pilot.pause()
        app.told.clear()
        yield pilot


def _keep(app: Room) -> Callable[[Message], None]:
    """A hook that keeps each message once, though it passes several widgets."""

    def hook(message: Message) -> None:
        if isinstance(message, tuple(_TOLD)) and not any(message is told for told in app.told):
            app.told.append(message)

    return hook


_TOLD: list[type[Message]] = [
    CaptureLine.Submitted,
    CaptureLine.CommandGiven,
    CaptureLine.CommandUnknown,
    CaptureLine.KindTurned,
    CaptureLine.DraftChanged,
    CaptureLine.Asked,
    CaptureLine.EditLast,
    CaptureLine.EditingLeft,
    CaptureLine.Left,
    CaptureLine.UndoAsked,
    CaptureLine.RedoAsked,
    CaptureLine.Full,
]


def room(pilot: Pilot[None]) -> Room:
    """The app under the pilot."""
    assert isinstance(pilot.app, Room)
    return pilot.app


def row(app: Room, y: int = -1) -> str:
    """What a person sees in one row of the screen."""
    return screen_rows(app)[y]
