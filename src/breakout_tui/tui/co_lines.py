"""Co lines: what the screen about the co-facilitator tells, laid out for a size: how it is, where to go, the code, what they can do."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from breakout_tui.domain.co_door import NOBODY_JOINS, CoStanding
from breakout_tui.domain.sharing import NOT_SHARED, Contact, SharingStanding
from breakout_tui.domain.text import clean_line, plural
from breakout_tui.tui.share_lines import LARGER, WIDEST
from breakout_tui.tui.sharing_words import state_of
from breakout_tui.tui.widgets.page import hanging, wrapped

WHAT = (
    "A co-facilitator with a laptop or tablet sorts what phones send: takes statements as notes, joins what says the same, sets "
    "aside, shows one on the displays. They can't touch the clock, the programme, your notes or the codes. You can undo each note they take."
)
SECRET = (
    "Give the link to nobody else. It is not encrypted: somebody who can read this network could act in their place. "
    "x ends it at once."
)
NOBODY = "○ Nobody else works on the floor"
_LABEL = 6
"""Cells of a label before its value."""


@dataclass(frozen=True, slots=True)
class CoText:
    """All that it is made of."""

    is_wanted: bool = False
    standing: CoStanding = NOBODY_JOINS
    sharing: SharingStanding = NOT_SHARED
    has_session: bool = True
    """Whether the floor is that of the open session."""
    lacks_room: bool = False
    """Whether there is a QR code, but no room for it."""

    def lay_out(self, width: int, height: int) -> list[Content]:
        """With a blank line between the blocks, as long as there is room for it."""
        blocks = self._blocks(max(8, min(width - 1, WIDEST)))
        air = max(0, height - sum(map(len, blocks)))
        lines = [*blocks[0]]
        for number, block in enumerate(blocks[1:]):
            lines += [*([Content("")] if number < air else []), *block]
        return lines

    def _blocks(self, width: int) -> list[list[Content]]:
        if not self.has_session:
            return [wrapped(Content("Another window has this session, and its floor."), width)]
        if not self.is_wanted:
            return [
                wrapped(Content.styled(NOBODY, "$muted"), width),
                wrapped(Content(WHAT), width),
                wrapped(Content("Press Enter to let somebody in: a link and a code appear here."), width),
            ]
        if not (self.standing.address and self.standing.code):
            return [self._state(width), wrapped(Content(self._waits()), width)]
        address, code = clean_line(self.standing.address), clean_line(self.standing.code)
        link = f"{address}#{code.replace('-', '')}"
        # Cut over two lines, it could not be copied.
        below = [_value("Link", link, width)] if len(link) + _LABEL <= width else []
        below += [wrapped(Content.styled(LARGER, "$muted"), width)] if self.lacks_room else []
        return [
            self._state(width),
            [*_value("Open", address, width), *_value("Code", code, width)],
            *below,
            wrapped(Content(WHAT), width),
            wrapped(Content(self._where()), width),
        ]

    def _state(self, width: int) -> list[Content]:
        pages = self.standing.pages
        if not pages:
            return wrapped(Content.styled("◌ A co-facilitator may join", "bold $accent"), width)
        words = f"● {plural(pages, 'device')} at the floor"
        return wrapped(Content.styled(words, "bold $success"), width)

    def _waits(self) -> str:
        """Why there is no address yet."""
        if self.sharing.contact is Contact.OFF:
            problem = f"{clean_line(self.sharing.problem)} · " if self.sharing.problem else ""
            return f"{problem}Nothing is shared yet. Press n to share it with the devices on the network."
        if self.sharing.contact is Contact.ON:
            return "Waiting for the server's address …"
        return state_of(self.sharing)[0]

    def _where(self) -> str:
        if self.sharing.is_on_network:
            return SECRET
        return "Only this computer can open it. Press n to share it with the devices on the network."


def _value(label: str, value: str, width: int) -> list[Content]:
    return list(hanging(Content.styled(f"{label:<{_LABEL}}", "$muted"), Content.styled(value, "bold"), width))
