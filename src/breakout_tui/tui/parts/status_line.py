"""Status line: the one quiet line in which the live screen says something. It never takes the focus.

What it shows, most urgent first: what was said just now, the price of an extension that is being typed, a note that is
similar to the one that is being typed, and what there is to say about the clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from breakout_tui.domain.notes import Note
from breakout_tui.tui import live_view
from breakout_tui.tui.widgets.line import Line, Part

SHOWN_FOR = 28
"""Beats for which something said stays: seven seconds."""


class StatusLine(Line):
    """Each setter repaints only what changed."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._said: tuple[Part, ...] = ()
        self._beats_left = 0
        self._price: tuple[Part, ...] = ()
        self._similar: Note | None = None
        self._standing: tuple[Part, ...] = ()

    @property
    def is_about_to_change(self) -> bool:
        """Whether what was said goes with the next beat."""
        return self._beats_left == 1

    @property
    def similar(self) -> Note | None:
        """The similar note that is offered."""
        return self._similar

    def say(self, text: str, *, is_bad: bool = False) -> None:
        """Say something for a few seconds."""
        self._said, self._beats_left = ((text, "bad" if is_bad else "accent"),), SHOWN_FOR
        self._show()

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Whatever is typed within, what was said before stays in sight."""
        said, beats_left = self._said, self._beats_left
        yield
        self._said, self._beats_left = said, beats_left
        self._show()

    def stop_saying(self) -> None:
        """A command follows: what was said is out of date."""
        self._beats_left = 0

    def beat(self) -> None:
        """A quarter of a second has passed."""
        self._beats_left = max(0, self._beats_left - 1)

    def show_price(self, text: str) -> None:
        """Show what the extension in the line would cost; empty for no extension."""
        price: tuple[Part, ...] = ((text, "accent"),) if text else ()
        if price != self._price:
            self._price = price
            if price:
                self._beats_left = 0
            self._show()

    def show_similar(self, note: Note | None) -> None:
        """Offer a note that is similar to the one that is being typed."""
        if note is not self._similar:
            self._similar = note
            self._show()

    def show_standing(self, standing: tuple[Part, ...]) -> None:
        """Show what there is to say about clock and ownership."""
        self._standing = standing
        self._show()

    def _show(self) -> None:
        similar = live_view.like(self._similar) if self._similar is not None else ()
        said = self._said if self._beats_left > 0 else ()
        self.left = said or self._price or similar or self._standing
