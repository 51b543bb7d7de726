"""Choices made in the app: they act at once, and are written to the settings file on a thread."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Collection
from typing import Any

from textual.app import App

from breakout_tui.domain.file_format import FileFormat
from breakout_tui.domain.ports import Preferences
from breakout_tui.domain.settings import MOST_ROOMS
from breakout_tui.tui.open_session import OpenSession

Choice = bool | str | tuple[str, ...]
"""What the file can remember."""


class Choices:
    """What was chosen in this window. The latest choice of each key is the one that stays in the file.

    The program waits for the thread when it ends, so that a choice just before the end is written too.
    """

    def __init__(self, app: App[Any], opened: OpenSession, preferences: Preferences) -> None:
        self._app = app
        self._opened = opened
        self._preferences = preferences
        self._lock = threading.Lock()
        self._waiting: dict[str, Choice] = {}
        self._writer: threading.Thread | None = None
        self.rule = preferences.settings.attribution
        """The attribution rule with which the form of a new session begins; None for that of the programme."""
        self.format = preferences.settings.format
        """The format of the latest export that was asked for."""
        self.rooms = preferences.settings.rooms
        """The latest rooms, the latest first."""

    def remember(self, key: str, value: Choice) -> None:
        """Write a choice in the background; if it can't be written, a notice says why."""
        with self._lock:
            self._waiting[key] = value
            if self._writer is None:
                self._writer = threading.Thread(target=self._write, args=(self._notifier(),), name="settings")
                self._writer.start()

    def remember_room(self, room: str) -> None:
        """Remember the room of a session that begins."""
        if room and self.rooms[:1] != (room,):
            self.rooms = tuple(dict.fromkeys((room, *self.rooms)))[:MOST_ROOMS]
            self.remember("rooms", self.rooms)

    def remember_format(self, chosen: FileFormat) -> None:
        """Remember the format of an export."""
        if chosen is not self.format:
            self.format = chosen
            self.remember("format", chosen.value)

    def checker(self) -> Callable[[Collection[str]], None]:
        """Says in one line if the settings file has problems; called on a thread with the words of all commands."""
        say = self._notifier()

        def check(words: Collection[str]) -> None:
            if problem := self._preferences.notice(words):
                say(problem)

        return check

    def wait(self) -> None:
        """Wait until every choice is written."""
        if (writer := self._writer) is not None:
            writer.join()

    def _write(self, say: Callable[[str], None]) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._writer = None
                    return
                key, value = self._waiting.popitem()
            if problem := self._preferences.remember(key, value):
                say(problem)

    def _notifier(self) -> Callable[[str], None]:
        """Shows a notice, from any thread."""
        loop = asyncio.get_running_loop()

        def say(problem: str) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: the window is gone
                loop.call_soon_threadsafe(self._say, problem)

        return say

    def _say(self, problem: str) -> None:
        if (live := self._opened.ready) is not None and self._app.screen is live:
            live.room.say(problem)  # a notice would cover the clock
        else:
            self._app.notify(problem, title="Settings", severity="warning", markup=False, timeout=10)
