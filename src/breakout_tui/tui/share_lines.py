"""Share lines: what the share screen tells, laid out for a size: how it is, where to go, the code, who can do what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from breakout_tui.domain.sharing import NOT_SHARED, Contact, SharingStanding
from breakout_tui.domain.text import clean_line
from breakout_tui.tui.sharing_words import NONE_YET, count_of, state_of
from breakout_tui.tui.widgets.block_letters import block_letters
from breakout_tui.tui.widgets.page import hanging, wrapped

ONLY_HERE = "Only this computer can open it. Press n to show it to other devices on the network."
ON_NETWORK = (
    "Everybody on the network who has the code sees what the displays show. Nobody can change anything. "
    "It is not encrypted."
)
HINT = (
    "No other device has reached this computer yet. Networks of hotels often keep devices apart: use a hotspot of your "
    "phone, or connect the display by cable."
)
HOW_TO_BEGIN = "Enter shares it with this computer only, n also with other devices on the network."
LARGER = "The QR code needs a larger window"
WIDEST = 76
"""Longer lines are hard to read."""
_LETTERS = 5
"""Lines of block letters."""
_LABEL = 6
"""Cells of a label before its value."""
_COLOURS = {"muted": "$muted", "accent": "bold $accent", "good": "$success", "bad": "bold $overtime"}

Block = Sequence[Content]
"""Lines that belong together; where there is room, a blank line parts them from the next ones."""


@dataclass(frozen=True, slots=True)
class ShareText:
    """All that it is made of."""

    standing: SharingStanding = NOT_SHARED
    why_not: str = ""
    """Why the displays don't show the open session."""
    has_hint: bool = False
    """Whether to say what can keep other devices away."""
    lacks_room: bool = False
    """Whether there is a QR code, but no room for it."""

    def lay_out(self, width: int, height: int) -> list[Content]:
        """With large letters and air if they fit; else with as much air as there is room for, from the top."""
        large = self._blocks(width, is_large=True)
        if _height(large) + len(large) - 1 <= height:
            return _joined(large, len(large) - 1)
        plain = self._blocks(width, is_large=False)
        return _joined(plain, max(0, height - _height(plain)))

    def _blocks(self, width: int, *, is_large: bool) -> list[Block]:
        standing, width = self.standing, max(8, width - 1)
        prose = min(width, WIDEST)
        blocks = [self._state(prose)]
        if standing.contact is Contact.OFF:
            return [*blocks, _prose(HOW_TO_BEGIN, "", prose)]
        if standing.addresses:
            first, *others = map(clean_line, standing.addresses)
            below = (f"also: {'   '.join(others)}" if others else "", LARGER if self.lacks_room else "")
            # On this computer alone nobody types it from afar, and block letters can't be copied.
            blocks += [_value("Open", first, width, *below, is_large=is_large and standing.is_on_network)]
        if standing.code:
            blocks += [_value("Code", clean_line(standing.code), width, is_large=is_large)]
        if standing.contact in (Contact.ON, Contact.AWAY):
            blocks += [_prose(ON_NETWORK if standing.is_on_network else ONLY_HERE, "", prose)]
            blocks += [_count(standing, prose)]
        if self.has_hint:
            blocks += [_warning(HINT, "$accent", prose)]
        return blocks

    def _state(self, width: int) -> Block:
        """How it is, then what is wrong."""
        words, role = state_of(self.standing)
        glyph, text = words[:2], words[2:]
        lines = hanging(Content.styled(glyph, _COLOURS[role]), Content.styled(text, _COLOURS[role]), width)
        for problem in filter(None, (self.standing.problem, self.why_not)):
            lines += _warning(problem, "$overtime", width)
        return lines


def _value(label: str, value: str, width: int, *below: str, is_large: bool = False) -> Block:
    """The value behind its label; below it in block letters too, if that is wanted and they fit. Then what is less important.

    In so few pixels a D looks like a 0: the value itself tells.
    """
    letters = block_letters(value, width, _LETTERS) if is_large else None
    lines = hanging(Content.styled(f"{label:<{_LABEL}}", "$muted"), Content.styled(value, "bold"), width)
    lines += [Content.styled(line, "bold") for line in letters or () if line]
    for text in filter(None, below):
        lines += hanging(Content(" " * _LABEL), Content.styled(text, "$muted"), width)
    return lines


def _count(standing: SharingStanding, width: int) -> Block:
    if not standing.displays:
        return _prose(NONE_YET, "$muted", width)
    return hanging(
        Content.styled("Displays  ", "$muted"), Content.styled(count_of(standing.displays), "bold"), width
    )


def _prose(text: str, style: str, width: int) -> Block:
    return wrapped(Content.styled(text, style), width)


def _warning(text: str, style: str, width: int) -> Block:
    return hanging(Content.styled("! ", f"bold {style}"), Content.styled(clean_line(text), style), width)


def _height(blocks: Sequence[Block]) -> int:
    return sum(map(len, blocks))


def _joined(blocks: Sequence[Block], air: int) -> list[Content]:
    """The blocks with a blank line between them as long as there is air."""
    first, *others = blocks
    lines = [*first]
    for number, block in enumerate(others):
        lines += [*([Content("")] if number < air else []), *block]
    return lines
