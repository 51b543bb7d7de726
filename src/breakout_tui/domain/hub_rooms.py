"""The rooms that send to a hub, as the hub knows them, and what becomes of what they send."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.floor_exchange import FloorMail
from breakout_tui.domain.hub_phones import NO_PHONES, HubPhones
from breakout_tui.domain.mail_exchange import HubMail
from breakout_tui.domain.records import Draft, Record
from breakout_tui.domain.room_notice import RoomNotice
from breakout_tui.domain.shown_card import ShownCard
from breakout_tui.domain.versions import Erasure, SessionState


@dataclass(frozen=True, slots=True)
class HubRoom:
    """A room, without its secret."""

    id: str
    name: str
    display_code: str
    """What a display types to join."""
    display_key: str
    """What the cookies of its displays are signed with: known to the hub only, another one with another secret."""
    made_at: datetime
    revoked_at: datetime | None = None
    """Since when its code is no longer valid; None while it is."""
    session_id: str = ""
    """The session that it has open, or had open last; empty before the first one."""
    link: str = ""
    """The random id of the link that sent it."""
    laptop: str = ""
    """The name of the computer that sent it."""
    linked_at: datetime | None = None
    """Since when that link sends, by the hub's clock."""
    card: ShownCard | None = None
    """The card of the report-back that is shown in place of what is now."""
    reading: Reading | None = None
    """The room's clocks when it last said something."""
    silent: float = 0.0
    """Seconds since then, by the hub's database; 0 before the first word."""
    edition: int = 0
    """Grows whenever something of the room has changed."""
    notices: tuple[RoomNotice, ...] = ()
    """The messages for its displays that have not expired, the latest last."""
    phones: HubPhones = NO_PHONES
    """How it is with its phones."""


class RoomMark(NamedTuple):
    """What tells whether there is something new of a room."""

    edition: int
    silent: float
    """Seconds since the room last said something."""
    floor: int = 0
    """Another one when something of its phones has changed."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What the hub has after an update, and what it still wants. What is said here is durable."""

    knowledge: Mapping[str, int] = field(default_factory=dict)
    """Of the session of the update, by writer the highest counter that the hub has."""
    wants_whole: bool = False
    """The update can't be taken as a part of the session: the hub wants all of it."""
    erasures: tuple[Erasure, ...] = ()
    """What was erased elsewhere and the room does not know yet."""
    refusal: str = ""
    """Why nothing of it was taken; empty if it was."""
    is_revoked: bool = False
    """Nothing of it was taken because the code of the room is no longer valid."""
    other_laptop: str = ""
    """Another computer that sends with the same code; empty for none."""
    other_since: datetime | None = None
    """Since when."""
    is_taken_over: bool = False
    """That computer has taken this session over."""
    mail: HubMail | None = None
    """Messages and calls for help; None where the update had no news of them, and from a hub that knows none."""
    floor: FloorMail | None = None
    """What phones have for the room; None where the update had no news for them, or is not of the link that counts."""


@dataclass(frozen=True, slots=True)
class NewRecords:
    """What has changed of a session in the hub's database."""

    records: tuple[Record, ...]
    """As they are shown; without undo steps, report-back and repeats, which no display shows."""
    mark: int
    """What to ask with next time: a number that stands for all that is known of the session, and for how much was erased."""
    is_whole: bool = False
    """Whether these are all its records, in place of those known before."""


@dataclass(frozen=True, slots=True)
class HubSession:
    """A session that can be taken over."""

    id: str
    theme: str
    """The title of its theme."""
    round: int
    started_at: datetime
    notes: int
    """Statements, without deleted ones."""
    is_done: bool = False
    """Whether its last phase has ended."""
    is_anonymous: bool = False
    """Whether its attribution rule is *none*: it is sent over no network in clear."""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """All of a session for the computer that takes it over."""

    state: SessionState
    draft: Draft | None = None
    """What was typed and not saved on the computer before."""
