"""The tables of a hub: the rooms that send to it, and what passes between them and the organiser; what a room's file keeps of that, and of phones.

``tables.py`` explains what follows from these classes.
"""

from __future__ import annotations

from breakout_tui.store import columns
from breakout_tui.store.columns import SINCE_EIGHTH, SINCE_SEVENTH, WITHOUT_ROWID, TableBase


class HubRoomTable(TableBase, table=True):
    """A room that sends to this database, and what the hub last heard of it."""

    __tablename__ = "hub_room"
    __table_args__ = (SINCE_SEVENTH | WITHOUT_ROWID,)
    id: str = columns.code(key=True)
    room: str = columns.words()
    secret_hash: str = columns.code(index=True)
    display_code: str = columns.code()
    made_at: str = columns.code()
    revoked_at: str | None = columns.code()
    current_id: str = columns.code()
    link: str = columns.code()
    laptop: str = columns.machine()
    linked_at: str = columns.code()
    reading: str | None = columns.code(json=True)
    card: str | None = columns.words(json=True)
    heard_at: int = columns.number()
    edition: int = columns.number()


class HubSessionTable(TableBase, table=True):
    """The room whose session this is."""

    __tablename__ = "hub_session"
    __table_args__ = (SINCE_SEVENTH | WITHOUT_ROWID,)
    session_id: str = columns.parent("session.id", key=True)
    room_id: str = columns.parent("hub_room.id")


class HubOrganiserTable(TableBase, table=True):
    """Who may see all rooms and write to them."""

    __tablename__ = "hub_organiser"
    __table_args__ = (SINCE_SEVENTH | WITHOUT_ROWID,)
    id: str = columns.code(key=True)
    organiser: str = columns.words()
    secret_hash: str = columns.code(index=True)
    made_at: int = columns.number()
    revoked_at: int | None = columns.number()


class HubSilenceTable(TableBase, table=True):
    """What the organiser has looked at and does not want to be told of again."""

    __tablename__ = "hub_silence"
    __table_args__ = (SINCE_SEVENTH | WITHOUT_ROWID,)
    room_id: str = columns.parent("hub_room.id", key=True)
    finding: str = columns.code(key=True)
    at: int = columns.number()
    organiser: str = columns.words()
    reason: str = columns.words()


class HubMessageTable(TableBase, table=True):
    """What the organiser says to rooms, or proposes to them."""

    __tablename__ = "hub_message"
    __table_args__ = (SINCE_SEVENTH | WITHOUT_ROWID,)
    id: str = columns.code(key=True)
    kind: str = columns.code()
    text: str = columns.words()
    value: str = columns.code()
    made_at: int = columns.number()
    expires_at: int = columns.number()
    withdrawn_at: int | None = columns.number()


class HubDeliveryTable(TableBase, table=True):
    """A message for one room, and what the room answered."""

    __tablename__ = "hub_delivery"
    __table_args__ = (SINCE_SEVENTH | WITHOUT_ROWID,)
    message_id: str = columns.parent("hub_message.id", key=True)
    room_id: str = columns.parent("hub_room.id", key=True, is_first=False)
    fetched_at: int | None = columns.number()
    answer: str = columns.code()
    answered_at: int | None = columns.number()


class HubHelpTable(TableBase, table=True):
    """A call for help from a room."""

    __tablename__ = "hub_help"
    __table_args__ = (SINCE_SEVENTH | WITHOUT_ROWID,)
    id: str = columns.code(key=True)
    room_id: str = columns.parent("hub_room.id")
    text: str = columns.words()
    asked_at: int = columns.number()
    taken_by: str = columns.words()
    taken_at: int | None = columns.number()
    closed_at: int | None = columns.number()


class RoomMessageTable(TableBase, table=True):
    """In a room's file: a message of the organiser, and what the facilitator did with it."""

    __tablename__ = "room_message"
    __table_args__ = (SINCE_SEVENTH | WITHOUT_ROWID,)
    id: str = columns.code(key=True)
    kind: str = columns.code()
    text: str = columns.words()
    value: str = columns.code()
    stored_at: int = columns.number()
    expires_at: int = columns.number()
    withdrawn: bool = columns.flag()
    answer: str = columns.code()
    answered_at: int = columns.number()
    told: bool = columns.flag()


class RoomHelpTable(TableBase, table=True):
    """In a room's file: a call for help."""

    __tablename__ = "room_help"
    __table_args__ = (SINCE_SEVENTH | WITHOUT_ROWID,)
    id: str = columns.code(key=True)
    text: str = columns.words()
    asked_at: int = columns.number()
    taken_by: str = columns.words()
    closed: bool = columns.flag()
    told: bool = columns.flag()


class RoomFloorTable(TableBase, table=True):
    """In a room's file: what a delegate sent from a phone. A note that is made of it has its id."""

    __tablename__ = "room_floor"
    __table_args__ = (SINCE_EIGHTH | WITHOUT_ROWID,)
    id: str = columns.code(key=True)
    session_id: str = columns.code(index=True)
    kind: str = columns.code()
    text: str = columns.quote()
    attribution: str = columns.name()
    stored_at: int = columns.number()
    outcome: str = columns.code()


class PhoneVoteTable(TableBase, table=True):
    """A vote on the phones and its tally, without ballots."""

    __tablename__ = "phone_vote"
    __table_args__ = (SINCE_EIGHTH,)
    id: str = columns.code(key=True)
    session_id: str = columns.parent("session.id")
    sort: str = columns.code()
    subjects: str = columns.words(json=True)
    opened_at: str = columns.code()
    step: str = columns.code()
    dots: int = columns.number()
    most: int = columns.number()
    closed_at: str | None = columns.code()
    heads: int = columns.number()
    ballots: int = columns.number()
    is_counted: bool = columns.flag()
    counts: str = columns.code(json=True)
    parts: str = columns.code(json=True)
    shown_at: str | None = columns.code()
    again_of: str = columns.code()
    box_id: str = columns.code()
    deleted: bool = columns.flag()
    counter: int = columns.number()
    writer: str = columns.code()


class HubFloorTable(TableBase, table=True):
    """How it is with the phones of a room at the hub."""

    __tablename__ = "hub_floor"
    __table_args__ = (SINCE_EIGHTH | WITHOUT_ROWID,)
    room_id: str = columns.parent("hub_room.id", key=True)
    is_open: bool = columns.flag()
    phone_code: str = columns.code()
    muted: str = columns.code(json=True)
    pages: str = columns.code(json=True)
    edition: int = columns.number()


class HubStatementTable(TableBase, table=True):
    """What a phone sent to the hub, and what became of it. Nothing here says who sent it, or which two are of one device."""

    __tablename__ = "hub_statement"
    __table_args__ = (SINCE_EIGHTH | WITHOUT_ROWID,)
    id: str = columns.code(key=True)
    room_id: str = columns.parent("hub_room.id")
    session_id: str = columns.code()
    kind: str = columns.code()
    text: str = columns.words()
    attribution: str = columns.name()
    sent_at: int = columns.number()
    key_hash: str = columns.code(index=True)
    secret_hash: str = columns.code(index=True)
    stored: bool = columns.flag()
    withdrawn: bool = columns.flag()
    outcome: str = columns.code()
    reference: str = columns.code()
    owed_to: str = columns.code(index=True)
    edition: int = columns.number()


class HubBallotsTable(TableBase, table=True):
    """The ballots of a vote that is not counted, all in one text. Nothing here says whose one is, or which came first."""

    __tablename__ = "hub_ballots"
    __table_args__ = (SINCE_EIGHTH | WITHOUT_ROWID,)
    vote_id: str = columns.code(key=True)
    session_id: str = columns.code()
    salt: str = columns.code()
    began_at: int = columns.number()
    ballots: str = columns.code(json=True)
    turnout: int = columns.number()


class HubTallyTable(TableBase, table=True):
    """The tally of a vote whose ballots are erased, until the room has it."""

    __tablename__ = "hub_tally"
    __table_args__ = (SINCE_EIGHTH | WITHOUT_ROWID,)
    vote_id: str = columns.code(key=True)
    session_id: str = columns.code()
    counted_at: int = columns.number()
    ballots: int = columns.number()
    counts: str = columns.code(json=True)
    part: str = columns.code()
