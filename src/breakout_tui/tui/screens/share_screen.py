"""Share screen: how it is with sharing, and how a browser joins: address, code and QR code. It follows at each beat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Size

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.sharing import Contact, Sharing, SharingStanding, wants_hint
from breakout_tui.tui.ballot_words import VOTE_AGAIN
from breakout_tui.tui.screens.ask_screen import ChooseScreen
from breakout_tui.tui.screens.help_screen import HelpGroup, key_rows
from breakout_tui.tui.screens.join_screen import HIGH, LEAST_TEXT, MARGINS, JoinScreen
from breakout_tui.tui.share_lines import ShareText
from breakout_tui.tui.widgets.key_line import KeyHint, KeyLine, help_hint
from breakout_tui.tui.widgets.page import Page
from breakout_tui.tui.widgets.qr_code import QrCode, cells_of

_STOP = "Stop sharing? If you share again, every phone has to join again."
_NEW_CODE = "Give a new code? Every display has to join again."


class _Place(Enum):
    """Where the QR code is; the value is the class of the screen."""

    BESIDE = "-beside"
    BELOW = "-below"
    NOWHERE = "-without"


class ShareScreen(JoinScreen[ShareText]):
    """How it is with sharing, and the keys that change it.

    ``why_not`` says why the displays don't show the open session, ``show_displays`` opens their list, ``show_co`` the co-facilitator's link;
    ``is_voting`` says whether a vote on the phones is open.
    """

    HEADING = "Room display in browsers"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "Share with this computer", show=False),
        Binding("n", "network", "Network on or off", show=False),
        Binding("c", "renew", "New code", show=False),
        Binding("d", "displays", "Displays", show=False),
        Binding("f", "co", "Co-facilitator", show=False),
        Binding("x", "stop", "Stop sharing", show=False),
        Binding("escape", "back", "Back", show=False),
    ]

    def __init__(
        self,
        sharing: Sharing,
        read: Callable[[], Reading],
        why_not: Callable[[], str],
        show_displays: Callable[[], None],
        show_co: Callable[[], None],
        is_voting: Callable[[], bool],
    ) -> None:
        super().__init__(ShareText())
        self._sharing = sharing
        self._read = read
        self._why_not = why_not
        self._show_displays = show_displays
        self._show_co = show_co
        self._is_voting = is_voting

    def text_now(self) -> ShareText:
        """How it is with sharing."""
        standing = self._sharing.standing
        return ShareText(standing, self._why_not(), wants_hint(standing, self._read().since_boot))

    def show_text(self, text: ShareText) -> None:
        """The QR code is beside the text, else below it, or left out."""
        standing = text.standing
        squares = standing.squares if _is_for_others(standing) else ()
        place = _place_of(cells_of(squares), self.size, text) if squares else _Place.NOWHERE
        text = replace(text, lacks_room=bool(squares) and place is _Place.NOWHERE)
        for each in _Place:
            self.set_class(each is place, each.value)
        if text != self.told.text:
            self.told.text = text
            self.query_one(QrCode).show(squares)
            self.query_one(Page).show_changed()
        self.query_one(KeyLine).show(self._hints(standing))

    # Keys

    def action_begin(self) -> None:
        """Share with this computer only, if nothing is shared."""
        if self._sharing.standing.contact is Contact.OFF:
            self._sharing.begin(on_network=False)
            self.tick()

    def action_network(self) -> None:
        """Share with other devices on the network, or no longer with them."""
        standing = self._sharing.standing
        if standing.contact is not Contact.STARTING:
            is_off = standing.contact is Contact.OFF
            self._sharing.begin(on_network=is_off or not standing.is_on_network)
            self.tick()

    def action_renew(self) -> None:
        """Give a new code, after a question."""
        if not self._sharing.standing.code or self._sharing.standing.contact is Contact.OFF:
            return

        def answered(answer: str | None) -> None:
            if answer == "n":
                self._sharing.renew_code()
                self.tick()

        options = (("k", "keep this code"), ("n", "new code"))
        self.app.push_screen(ChooseScreen(_NEW_CODE, options), answered)

    def action_displays(self) -> None:
        """Show the list of displays."""
        self._show_displays()

    def action_co(self) -> None:
        """Show how a co-facilitator joins."""
        self._show_co()

    def action_stop(self) -> None:
        """Stop sharing, after a question while phones vote."""
        if self._sharing.standing.contact is Contact.OFF:
            return

        def answered(answer: str | None) -> None:
            if answer == "x":
                self._sharing.end()
                self.tick()

        if not self._is_voting():
            answered("x")
            return
        options = (("k", "keep sharing"), ("x", "stop"))
        self.app.push_screen(ChooseScreen(_STOP, options, explanation=VOTE_AGAIN), answered)

    def explained(self) -> list[HelpGroup]:
        """All that can be done here, for the help."""
        return [(self.HEADING, key_rows(_KEYS_EXPLAINED))]

    def _hints(self, standing: SharingStanding) -> list[KeyHint]:
        match standing.contact:
            case Contact.OFF:
                hints = [KeyHint("Enter", "share", "begin"), KeyHint("n", "share on the network", "network")]
            case Contact.STARTING:
                hints = [KeyHint("d", "displays", "displays"), KeyHint("x", "stop", "stop")]
            case _:
                network = "network off" if standing.is_on_network else "network on"
                hints = [
                    KeyHint("n", network, "network"),
                    *([KeyHint("c", "new code", "renew")] if standing.code else []),
                    KeyHint("d", "displays", "displays"),
                    KeyHint("x", "stop", "stop"),
                ]
        # The last one is what a narrow window leaves out.
        return [*hints, KeyHint("Esc", "back", "back"), KeyHint("f", "co-facilitator", "co"), help_hint()]


_KEYS_EXPLAINED = (
    ("n", "show it to other devices on the network, or no longer"),
    ("c", "give a new code, after a question; every display has to join again"),
    ("d", "the displays that have joined, and what each shows"),
    ("f", "a link for a co-facilitator, who sorts what phones send"),
    ("x", "stop sharing, after a question while phones vote; Enter or n begins again"),
    ("Esc", "go back; sharing goes on until the window closes"),
)


def _is_for_others(standing: SharingStanding) -> bool:
    """Whether a code to be scanned leads anywhere: the address of this computer alone means another device to each device."""
    return standing.is_on_network and standing.contact in (Contact.ON, Contact.AWAY)


def _place_of(code: Size, screen: Size, text: ShareText) -> _Place:
    """Beside the text, else below it, else nowhere: it is shown whole, or not at all."""
    room = screen.height - (4 if screen.height < HIGH else 5)
    if code.height <= room and screen.width - code.width - MARGINS >= LEAST_TEXT:
        return _Place.BESIDE
    least = len(text.lay_out(max(1, screen.width - 3), 0))
    if code.width + MARGINS <= screen.width and code.height + 1 + least <= room:
        return _Place.BELOW
    return _Place.NOWHERE
