"""The message of the organiser that the room display shows, from the room's file: read again after each change of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from breakout_tui.cli.follower import stamp_of
from breakout_tui.domain.clock import Clock
from breakout_tui.domain.room_mail import RoomMessage
from breakout_tui.store.room_mail_rows import read_mail


class ShownNotice:
    """``path`` is the file that is in use."""

    def __init__(self, path: Callable[[], Path], clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._stamp: object = None
        self._messages: tuple[RoomMessage, ...] = ()

    def text(self) -> str:
        """What is shown now; empty for nothing, and while the file can't be read."""
        stamp = stamp_of(self._path())
        if stamp != self._stamp:
            self._stamp, kept = stamp, read_mail(self._path())
            self._messages = () if kept is None else tuple(letter.message for letter in kept.letters)
        now = self._clock.read().wall
        return next((each.text for each in reversed(self._messages) if each.is_on_display(now)), "")
