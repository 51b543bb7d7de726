"""The mail of a room as its window sees it: the organiser's messages, and the room's own call for help."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from breakout_tui.domain.hub_messages import MessageAnswer, MessageKind


@dataclass(frozen=True, slots=True)
class RoomMessage:
    """A message that this room has stored; times by the room's wall clock."""

    id: str
    kind: MessageKind
    text: str
    value: str
    """What a proposal proposes: ``+10``, or ``12:30``."""
    stored_at: datetime
    expires_at: datetime
    is_withdrawn: bool = False
    answer: MessageAnswer = MessageAnswer.NONE

    def waits(self, now: datetime) -> bool:
        """Whether it waits for the facilitator."""
        return self.answer is MessageAnswer.NONE and not self.is_withdrawn and now < self.expires_at

    def is_on_display(self, now: datetime) -> bool:
        """Whether the displays show it."""
        return self.kind is MessageKind.DISPLAY and not self.is_withdrawn and now < self.expires_at


@dataclass(frozen=True, slots=True)
class CallForHelp:
    """A call that this room made; times by the room's wall clock."""

    id: str
    text: str
    asked_at: datetime
    taken_by: str = ""
    """Who comes; empty while nobody has taken it."""
    is_closed: bool = False
    is_told: bool = False
    """Whether the hub has it as it is."""


class RoomMail(Protocol):
    """The mail of this room's file; ``store/room_mail.py`` implements it. No call waits: what changes is stored soon, and then told."""

    @property
    def messages(self) -> tuple[RoomMessage, ...]:
        """All messages that are known, in the order in which they came."""
        ...

    @property
    def call(self) -> CallForHelp | None:
        """The call for help that is open."""
        ...

    def answer(self, message_id: str, answer: MessageAnswer) -> None:
        """The facilitator has put a message away, taken or declined it. The first answer counts."""
        ...

    def call_for_help(self, text: str) -> None:
        """Call, unless a call is open."""
        ...

    def withdraw_call(self) -> None:
        """Withdraw the open call."""
        ...


def waiting(mail: RoomMail, now: datetime) -> tuple[RoomMessage, ...]:
    """The messages that wait for the facilitator at this moment of the room's wall clock, the earliest first."""
    return tuple(each for each in mail.messages if each.waits(now))


def on_display(mail: RoomMail, now: datetime) -> RoomMessage | None:
    """The message that the displays show at this moment: the latest one."""
    return next((each for each in reversed(mail.messages) if each.is_on_display(now)), None)
