"""Status line: the one line for messages of the live screen. It never takes the focus.

It shows, most urgent first: a recent message, the price of the extension being typed, a question about the note just saved,
together with a note that says the same as the one being typed or just saved, a message of the organiser, and a message about the clock.
At its right it shows how much phones sent, and how it is with the hub and with a call for help, where there is room for all of that.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto

from breakout_tui.tui import live_view
from breakout_tui.tui.similar_notes import RepeatOffer
from breakout_tui.tui.widgets.line import Line, Part

SHOWN_FOR = 28
"""Beats for which a message stays: seven seconds."""
OFFERED_FOR = 60
"""Beats for which a saved note can be merged by one key: fifteen seconds."""


_BETWEEN: Part = (" · ", "muted")


class About(Enum):
    """What a message is about; it ends with that."""

    DAY = auto()
    """Something that happened, or was refused: it ends with time."""
    TEXT = auto()
    """The text in the line: it ends when the line is empty."""
    KIND = auto()
    """The kind of the next note: it ends when another kind is chosen."""
    COUNT = auto()
    """What is typed in a panel: it ends when that is corrected or cancelled."""


class StatusLine(Line):
    """Each setter repaints only what changed."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, right_gives_way=True)
        self._said: tuple[Part, ...] = ()
        self._beats_left = 0
        self._about = About.DAY
        self._price: tuple[Part, ...] = ()
        self._offer: RepeatOffer | None = None
        self._offer_beats_left = 0
        self._asked: tuple[Part, ...] = ()
        self._standing: tuple[Part, ...] = ()
        self._mail: tuple[Part, ...] = ()
        self._is_mail_first = False
        self._hub: tuple[Part, ...] = ()
        self._floor: tuple[Part, ...] = ()

    @property
    def is_about_to_change(self) -> bool:
        """Whether the message disappears at the next beat."""
        return self._beats_left == 1 or self._offer_beats_left == 1

    @property
    def offer(self) -> RepeatOffer | None:
        """The similar note shown, and what it is similar to."""
        return self._offer

    def say(self, text: str, *, is_bad: bool = False, about: About = About.DAY) -> None:
        """Show a message for a few seconds, at most as long as what it is about; a question is gone."""
        self._asked, self._about = (), about
        self._said, self._beats_left = ((text, "bad" if is_bad else "accent"),), SHOWN_FOR
        self._show()

    def ask(self, text: str) -> None:
        """Show a question until another message takes its place; an empty one ends it."""
        self._asked = ((text, "accent"),) if text else ()
        self._beats_left = 0 if text else self._beats_left
        self._show()

    @property
    def is_asking(self) -> bool:
        """Whether the question can be seen."""
        return bool(self._asked) and self.left[: len(self._asked)] == self._asked

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Keep the message while text is put into the line or saved as a draft, unless another one is said."""
        said, beats_left = self._said, self._beats_left
        yield
        if self._said is said:
            self._beats_left = beats_left
        self._show()

    def tie_to(self, about: About) -> None:
        """What the message is about can still be seen."""
        self._about = about

    def drop(self, about: About) -> None:
        """What a message was about is gone."""
        if self._about is about and self._beats_left:
            self._beats_left = 0
            self._show()

    def stop_saying(self) -> None:
        """A command follows: the message is out of date."""
        self._beats_left = 0

    def beat(self) -> None:
        """One beat, every quarter of a second."""
        self._beats_left = max(0, self._beats_left - 1)
        if self._offer_beats_left:
            self._offer_beats_left -= 1
            if not self._offer_beats_left:
                self.show_offer(None)

    def show_price(self, text: str) -> None:
        """Show the price of the extension in the line; empty for no extension."""
        price: tuple[Part, ...] = ((text, "accent"),) if text else ()
        if price != self._price:
            self._price = price
            if price:
                self._beats_left = 0
            self._show()

    def show_offer(self, offer: RepeatOffer | None) -> None:
        """Show a similar note; beside the text in the line until the text changes, beside a saved note for a while."""
        if offer != self._offer:
            self._offer = offer
            self._offer_beats_left = OFFERED_FOR if offer is not None and offer.saved is not None else 0
            self._show()

    def show_standing(self, standing: tuple[Part, ...]) -> None:
        """Set the message about clock and ownership."""
        self._standing = standing
        self._show()

    def show_mail(self, parts: tuple[Part, ...]) -> None:
        """Show a message of the organiser, for as long as it waits."""
        if parts != self._mail:
            self._mail = parts
            self._show()

    @property
    def is_mail_shown(self) -> bool:
        """Whether the organiser's message can be seen."""
        return bool(self._mail) and self.left == self._mail

    def put_mail_first(self, is_first: bool = True) -> None:
        """Show the organiser's message in place of all else, or no longer."""
        self._is_mail_first = is_first
        self._show()

    def show_hub(self, parts: tuple[Part, ...]) -> None:
        """Show how it is with the hub."""
        self._hub = parts
        self._show_right()

    def show_floor(self, parts: tuple[Part, ...]) -> None:
        """Show how much phones sent."""
        self._floor = parts
        self._show_right()

    def _show_right(self) -> None:
        both = (*self._floor, _BETWEEN, *self._hub) if self._floor and self._hub else self._floor or self._hub
        if both != self.right:
            self.right = both

    def _show(self) -> None:
        offer = live_view.repeat_offer(self._offer) if self._offer is not None else ()
        said = self._said if self._beats_left > 0 else ()
        both = (*self._asked, (" · ", "muted"), *offer) if self._asked and offer else ()
        if self._is_mail_first and self._mail:
            self.left = self._mail
        else:
            self.left = said or self._price or both or offer or self._asked or self._mail or self._standing
