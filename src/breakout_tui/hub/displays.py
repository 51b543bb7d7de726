"""The displays that have joined: what each one shows, and who waits for something new to show."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import random
from uuid import uuid4

from breakout_tui.domain.display_choice import SHOW_NOW, DisplayChoice
from breakout_tui.domain.sharing import SharedDisplay
from breakout_tui.hub.credentials import Device

MOST = 1000
"""Displays that are remembered; those that left first are forgotten first."""


@dataclass(slots=True)
class Display:
    """A display: a device that has joined, with as many pages as it has open."""

    device: Device
    choice: DisplayChoice = SHOW_NOW
    size: str = ""
    watchers: set[asyncio.Event] = field(default_factory=set)
    """One for each open page; set when there may be something new for it."""

    @property
    def name(self) -> str:
        """Such as ``Display 2``."""
        return f"Display {self.device.number}"

    def told(self) -> SharedDisplay:
        """What the room is told of it."""
        return SharedDisplay(self.device.id, self.name, self.choice, bool(self.watchers), self.size)


class Displays:
    """All of them, in the order of joining."""

    def __init__(self) -> None:
        self._known: dict[str, Display] = {}
        self._told: tuple[SharedDisplay, ...] = ()
        self._edition = uuid4().hex
        self._next_number = 1
        self.phase = random()
        """When its heartbeats are, as a part of the time between two: so those of many rooms don't come at once."""
        self.is_ending = False
        """Whether the server stops: every stream ends."""

    def new_number(self) -> int:
        """The number of a device that joins now."""
        self._next_number += 1
        return self._next_number - 1

    def of(self, device: Device) -> Display:
        """The display of a device; a new one if it joined before the server was started again."""
        if (found := self._known.get(device.id)) is None:
            self._forget()
            found = self._known[device.id] = Display(device)
            self._next_number = max(self._next_number, device.number + 1)
        return found

    def _forget(self) -> None:
        """Make place: forget the oldest display without an open page."""
        if len(self._known) >= MOST:
            gone = next((name for name, each in self._known.items() if not each.watchers), None)
            if gone is not None:
                del self._known[gone]

    def forget_all(self) -> None:
        """The code has changed: they have to join again."""
        for display in self._known.values():
            _wake(display)
        self._known, self._next_number = {}, 1

    def is_known(self, display: Display) -> bool:
        """Whether it has not been forgotten since."""
        return self._known.get(display.device.id) is display

    def choose(self, display_id: str, choice: DisplayChoice) -> None:
        """What a display shows; all of them if the id is empty."""
        for display in self._known.values():
            if display_id in ("", display.device.id):
                display.choice = choice
                _wake(display)

    def told(self) -> tuple[str, tuple[SharedDisplay, ...]]:
        """What the room is told: the displays by number, and the edition of this list, which is another one when it has changed."""
        told = tuple(
            each.told() for each in sorted(self._known.values(), key=lambda each: each.device.number)
        )
        if told != self._told:
            self._told, self._edition = told, uuid4().hex
        return self._edition, self._told

    @property
    def pages(self) -> int:
        """How many pages are open."""
        return sum(len(display.watchers) for display in self._known.values())

    @contextmanager
    def watching(self, display: Display) -> Iterator[asyncio.Event]:
        """An event that is set when there may be something new for an open page."""
        event = asyncio.Event()
        display.watchers.add(event)
        try:
            yield event
        finally:
            display.watchers.discard(event)

    def wake_all(self) -> None:
        """There is something new for every page."""
        for display in self._known.values():
            _wake(display)

    def end(self) -> None:
        """Every stream ends."""
        self.is_ending = True
        self.wake_all()


def _wake(display: Display) -> None:
    for event in display.watchers:
        event.set()
