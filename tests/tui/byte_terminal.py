"""A terminal whose bytes are decoded as in the program."""

from __future__ import annotations

from textual.message import Message

from breakout_tui.tui.input_events import InputEvents
from breakout_tui.tui.textual_internals import decoder
from tests.tui.fakes import FakeClock


class Terminal:
    """The decoder of the driver, and a clock."""

    def __init__(self, clock: FakeClock | None = None, *, asks_ground: bool = False) -> None:
        self.clock = clock or FakeClock()
        from textual.drivers import linux_driver

        names = vars(linux_driver)
        before = dict(names)
        try:
            assert decoder.patch_driver(self.clock, asks_ground=asks_ground)
            events_of: InputEvents = names["XTermParser"](False)
            self.input = events_of
        finally:
            names.update(before)

    def read(self, text: str) -> list[Message]:
        """The events of a read."""
        return [*self.input.feed(text), *self.input.tick()]

    def idle(self, seconds: float) -> list[Message]:
        """The events of a time without a read."""
        self.clock.pass_time(seconds)
        return list(self.input.tick())
