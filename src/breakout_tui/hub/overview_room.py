"""One room as the organiser sees it: its session as far as it was read, what is silenced of it, and its card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from breakout_tui.domain.hub_rooms import HubRoom, NewRecords
from breakout_tui.domain.notes import Note
from breakout_tui.domain.room_card import RoomCard, settled, with_session
from breakout_tui.domain.room_checks import RoomContact, found_of
from breakout_tui.domain.room_findings import Silence, told_of
from breakout_tui.domain.room_notes import RoomNotes, read_notes
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.shared_copy import Shared, session_of
from breakout_tui.hub.hub_store import HubStore
from breakout_tui.hub.live_room import SILENT, LiveRoom
from breakout_tui.hub.room_copy import with_changed

_OTHER = 15.0
"""Seconds for which it is said that another computer has sent."""


@dataclass(frozen=True, slots=True)
class RoomRead:
    """What was read of a room at one moment."""

    edition: int = -1
    """That of the room when it was read; -1 before the first time."""
    session_id: str = ""
    mark: int | None = None
    session: Session | None = None
    silences: Mapping[str, Silence] = field(default_factory=dict)
    """By key."""


def read_anew(store: HubStore, room: HubRoom, before: RoomRead, silences: Mapping[str, Silence]) -> RoomRead:
    """What is known of a room with what is new of its session; called on the thread of the database. Raises StoreError."""
    same = before if before.session_id == room.session_id else RoomRead()
    new = store.new_records(room.session_id, same.mark) if room.session_id else None
    if new is None:
        return RoomRead(room.edition, silences=silences)
    session = None if new.is_whole else _continued(same.session, new)
    if session is None:
        whole = new if new.is_whole else store.new_records(room.session_id, None)
        session = None if whole is None else session_of(with_changed({}, _shared(whole)))
    return RoomRead(room.edition, room.session_id, new.mark, session, silences)


def _continued(session: Session | None, new: NewRecords) -> Session | None:
    """The session with what is new; None where that needs all of it, as for a note that links to one that comes later."""
    try:
        for record in sorted(_shared(new), key=_serial):
            session = None if session is None else session.put(record)
    except LookupError:
        return None
    return session


def _shared(new: NewRecords) -> tuple[Shared, ...]:
    return tuple(each for each in new.records if isinstance(each, Shared))


def _serial(record: Shared) -> int:
    """Notes come by serial, as they were taken; the order of others is that of the database."""
    return record.serial if isinstance(record, Note) else -1


class OverviewRoom:
    """``number`` grows whenever its card is another one."""

    def __init__(self, live: LiveRoom) -> None:
        self.live = live
        self.read = RoomRead()
        self.card = RoomCard(live.room.id, live.room.name)
        self.number = 0
        self.made_at = float("-inf")
        """When the card was worked out last, in seconds since our boot."""

    @property
    def is_read(self) -> bool:
        """Whether nothing is new since it was read."""
        return self.read.edition == self.live.room.edition

    @property
    def notes_edition(self) -> str:
        """Another one whenever its notes may be others."""
        return f"{self.read.session_id}.{self.read.mark}"

    def make_card(self, now: float) -> bool:
        """Work the card out for this moment, in seconds since our boot; whether it is another one than before."""
        self.made_at = now
        room, copy, session = self.live.room, self.live.copy, self.read.session
        silence = None if room.reading is None else copy.silence
        contact = RoomContact(
            silence,
            is_closed=room.reading is not None and not room.link,
            since=copy.last_word,
            has_session=bool(room.session_id),
            other_laptop=self.live.other_laptop if now - self.live.other_at < _OTHER else "",
        )
        is_away = silence is not None and silence > SILENT
        card = RoomCard(
            room.id,
            room.name,
            has_joined=silence is not None,
            silent_since=now - silence if silence is not None and is_away else None,
            is_closed=contact.is_closed,
            laptop=room.laptop,
        )
        if session is not None:
            card = with_session(card, session, copy.reading(), now)
        open_, silenced = told_of(found_of(session, copy.reading(), contact), self.read.silences)
        card = settled(self.card, replace(card, findings=open_, silenced=silenced))
        if card == self.card:
            return False
        self.card = card
        return True

    def notes(self) -> RoomNotes:
        """Its notes as they were read last."""
        session, room = self.read.session, self.live.room
        if session is None:
            return RoomNotes(room.id, room.name, self.notes_edition)
        notes = read_notes(session, self.live.copy.reading())
        return RoomNotes(room.id, room.name, self.notes_edition, session.theme.title, notes)
