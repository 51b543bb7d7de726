"""A message to rooms as an organiser types it: its fields, their checks, and what is sent of them."""

from __future__ import annotations

from dataclasses import dataclass

from breakout_tui.domain.hub_messages import (
    LONGEST_MESSAGE,
    HubMessage,
    MessageKind,
    message_kind,
    problem_of,
)
from breakout_tui.domain.text import clean

MINUTES = 15
"""After which a message expires if nothing else is said."""
MOST_MINUTES_SHOWN = 24 * 60
"""A message expires after at most a day."""


@dataclass(frozen=True, slots=True)
class MessageForm:
    """All fields are text, right or wrong."""

    key: str
    """Given once for each message: however often it is sent, it is one."""
    kind: str = MessageKind.FACILITATOR.value
    """A word of ``MessageKind``."""
    text: str = ""
    more: str = "10"
    """Minutes, for a proposal to add some."""
    until: str = ""
    """A time of day, for a proposal when to end."""
    minutes: str = str(MINUTES)
    """After how many it expires."""
    is_for_all: bool = True
    rooms: tuple[str, ...] = ()
    """The ids of the chosen rooms, if it is not for all."""

    @property
    def message(self) -> HubMessage:
        """What is sent."""
        kind = message_kind(self.kind)
        value = ""
        if kind is MessageKind.EXTEND:
            value = signed(self.more.strip())
        elif kind is MessageKind.END:
            value = self.until.strip().zfill(5)
        return HubMessage(self.key, kind, clean(self.text).strip(), value)

    @property
    def seconds(self) -> float:
        """After how many it expires, where ``problem`` finds nothing."""
        return int(self.minutes.strip()) * 60.0

    @property
    def room_ids(self) -> tuple[str, ...] | None:
        """The ids of its rooms; None for all."""
        return None if self.is_for_all else self.rooms

    @property
    def problem(self) -> str:
        """Why it can't be sent, as a sentence; empty if it can."""
        minutes, length = self.minutes.strip(), len(self.message.text)
        is_number = minutes.isascii() and minutes.isdecimal() and len(minutes) < 6
        if not self.key:
            return "The page is too old. Load it again."
        if found := problem_of(self.message):
            return f"This can't be sent: {found}."
        if length > LONGEST_MESSAGE:
            return f"The text has {length} letters. It can have {LONGEST_MESSAGE}."
        if not is_number or not 1 <= int(minutes) <= MOST_MINUTES_SHOWN:
            return f"It can expire after 1 to {MOST_MINUTES_SHOWN} minutes."
        if not self.is_for_all and not self.rooms:
            return "No room is chosen."
        return ""


def signed(minutes: str) -> str:
    """Minutes with their sign, as a proposal has them."""
    return minutes if minutes[:1] in ("+", "-") else f"+{minutes}"
