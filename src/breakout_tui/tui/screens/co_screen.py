"""Co screen: whether a co-facilitator may work on the floor, and how they join: link, code and QR code. It follows at each beat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType

from breakout_tui.domain.co_door import CoDoor
from breakout_tui.domain.sharing import Contact, Sharing
from breakout_tui.tui.co_lines import CoText
from breakout_tui.tui.screens.ask_screen import ChooseScreen
from breakout_tui.tui.screens.help_screen import HelpGroup, key_rows
from breakout_tui.tui.screens.join_screen import LEAST_TEXT, MARGINS, JoinScreen
from breakout_tui.tui.widgets.key_line import KeyHint, KeyLine, help_hint
from breakout_tui.tui.widgets.page import Page
from breakout_tui.tui.widgets.qr_code import QrCode, cells_of

_AROUND = 5
"""Lines above and below the QR code."""
_NEW_CODE = "Give a new code? Every co-facilitator has to join again."


class CoScreen(JoinScreen[CoText]):
    """``has_session`` says whether the floor is that of the open session."""

    HEADING = "Co-facilitator for the floor"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "let_in", "Let a co-facilitator in", show=False),
        Binding("n", "network", "Share on the network", show=False),
        Binding("c", "renew", "New code", show=False),
        Binding("x", "send_away", "End it", show=False),
        Binding("escape", "back", "Back", show=False),
    ]

    def __init__(self, door: CoDoor, sharing: Sharing, has_session: Callable[[], bool]) -> None:
        super().__init__(CoText())
        self._door = door
        self._sharing = sharing
        self._has_session = has_session

    def text_now(self) -> CoText:
        """How it is with the co-facilitator's link."""
        door = self._door
        return CoText(door.is_wanted, door.standing, self._sharing.standing, self._has_session())

    def show_text(self, text: CoText) -> None:
        """The QR code is beside the text, or left out."""
        is_joinable = text.is_wanted and bool(text.standing.code) and text.sharing.is_on_network
        squares = text.standing.squares if is_joinable else ()
        size = cells_of(squares)
        fits = size.height <= self.size.height - _AROUND
        fits = fits and size.width + MARGINS + LEAST_TEXT <= self.size.width
        self.set_class(bool(squares) and fits, "-beside")
        text = replace(text, lacks_room=bool(squares) and not fits)
        if squares and fits:
            self.query_one(QrCode).show(squares)
        if text != self.told.text:
            self.told.text = text
            self.query_one(Page).show_changed()
        self.query_one(KeyLine).show(self._hints(text))

    # Keys

    def action_let_in(self) -> None:
        """Let a co-facilitator in."""
        if self._has_session() and not self._door.is_wanted:
            self._door.let_in()
            self.tick()

    def action_network(self) -> None:
        """Share with other devices on the network."""
        standing = self._sharing.standing
        if not standing.is_on_network and standing.contact is not Contact.STARTING:
            self._sharing.begin(on_network=True)
            self.tick()

    def action_renew(self) -> None:
        """Give a new code, after a question."""
        if not self._door.is_wanted:
            return

        def answered(answer: str | None) -> None:
            if answer == "n":
                self._door.renew_code()
                self.tick()

        options = (("k", "keep this code"), ("n", "new code"))
        self.app.push_screen(ChooseScreen(_NEW_CODE, options), answered)

    def action_send_away(self) -> None:
        """Nobody may work on the floor any more; the link is no longer valid."""
        if self._door.is_wanted:
            self._door.send_away()
            self.tick()

    def explained(self) -> list[HelpGroup]:
        """All that can be done here, for the help."""
        return [(self.HEADING, key_rows(_KEYS_EXPLAINED))]

    def _hints(self, text: CoText) -> list[KeyHint]:
        hints = []
        if text.has_session and not text.is_wanted:
            hints += [KeyHint("Enter", "let in", "let_in")]
        if not text.sharing.is_on_network:
            hints += [KeyHint("n", "share on the network", "network")]
        if text.is_wanted:
            hints += [KeyHint("c", "new code", "renew"), KeyHint("x", "end it", "send_away")]
        return [*hints, KeyHint("Esc", "back", "back"), help_hint()]


_KEYS_EXPLAINED = (
    ("Enter", "let a co-facilitator work on the floor: a link and a code appear"),
    ("n", "share with other devices on the network"),
    ("c", "give a new code, after a question; who has joined has to join again"),
    ("x", "end it: nobody else works on the floor, and the link is no longer valid"),
    ("Esc", "go back; who may work on the floor still may"),
)
