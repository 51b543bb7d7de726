"""What the organiser sees of messages and calls for help: those that are open, with what rooms have answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from breakout_tui.domain.duration_words import countdown
from breakout_tui.domain.hub_messages import (
    HubMessage,
    MessageAnswer,
    MessageDelivery,
    MessageKind,
    MessageStanding,
    RoomHelp,
)
from breakout_tui.domain.text import plural

_SAME = 2.0
"""Seconds by which two readings of one moment may differ."""


@dataclass(frozen=True, slots=True)
class OpenCall:
    """A call for help that is not closed."""

    id: str
    room_id: str
    room: str
    """The name of the room."""
    text: str
    since: float
    """When it was made, by the hub's clock in seconds since its boot; negative if that was before."""
    taken_by: str = ""
    """Who comes; empty while nobody does."""
    waited: int = 0
    """Whole seconds until somebody took it; 0 while nobody has."""

    def waiting_words(self, now: float) -> str:
        """How long it waits at this moment of the hub's clock, or who comes."""
        if self.taken_by:
            return f"{self.taken_by} comes · waited {countdown(self.waited)}"
        return f"waits {countdown(max(0, int(now - self.since)))}"


@dataclass(frozen=True, slots=True)
class OrganiserMail:
    """All that is open."""

    calls: tuple[OpenCall, ...] = ()
    """The one that waits longest first; taken ones stay until they are closed."""
    messages: tuple[MessageStanding, ...] = ()
    """Those that have not expired and were not withdrawn, the latest first."""

    @property
    def waiting(self) -> int:
        """How many calls nobody has taken."""
        return sum(not call.taken_by for call in self.calls)

    @property
    def waiting_words(self) -> str:
        """How many calls nobody has taken, in words; empty for none."""
        return plural(self.waiting, "call for help", "calls for help") if self.waiting else ""


def open_calls(calls: Iterable[RoomHelp], now: float, known: Iterable[OpenCall] = ()) -> tuple[OpenCall, ...]:
    """These calls at this moment of the hub's clock; since when one waits does not change where it is known already."""
    before = {call.id: call.since for call in known}
    found: list[OpenCall] = []
    for call in calls:
        since = now - call.waited
        was_since = before.get(call.id)
        if was_since is not None and (call.taken_by or abs(was_since - since) <= _SAME):
            since = was_since
        waited = int(call.waited) if call.taken_by else 0
        found.append(OpenCall(call.id, call.room_id, call.room, call.text, since, call.taken_by, waited))
    return tuple(found)


def value_words(message: HubMessage) -> str:
    """What a proposal proposes: ``+10 min`` or ``end at 12:30``; empty for any other message."""
    match message.kind:
        case MessageKind.EXTEND:
            return f"{message.value} min"
        case MessageKind.END:
            return f"end at {message.value}"
        case _:
            return ""


def kind_words(message: HubMessage) -> str:
    """What a message is, in a word or two."""
    return {
        MessageKind.FACILITATOR: "to facilitators",
        MessageKind.DISPLAY: "on displays",
        MessageKind.EXTEND: "proposal",
        MessageKind.END: "proposal",
        MessageKind.OTHER: "of a newer version",
    }[message.kind]


def tally_of(message: MessageStanding) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What has become of a message, with the names of the rooms: their answers, and who has it without one; only what there is."""
    found: dict[str, list[str]] = {
        "accepted": [],
        "declined": [],
        "seen": [],
        "fetched": [],
        "not fetched": [],
    }
    for each in message.deliveries:
        found[_became(each)].append(each.room)
    return tuple((words, tuple(rooms)) for words, rooms in found.items() if rooms)


def _became(delivery: MessageDelivery) -> str:
    match delivery.answer:
        case MessageAnswer.TAKEN:
            return "accepted"
        case MessageAnswer.DECLINED:
            return "declined"
        case MessageAnswer.SEEN:
            return "seen"
        case MessageAnswer.NONE:
            return "not fetched" if delivery.fetched_at is None else "fetched"
