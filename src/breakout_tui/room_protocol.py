"""The messages between a room and the server of its displays, as JSON: written once, read once.

Up go updates: the whole copy of a session, or what changed since the update before. Each has a number; the server says which one it
has, so that a room knows what to send, and nothing is kept to be sent later. With each answer comes down what the room shows: which
displays there are.

``version`` is the major version: within one, fields may be added, and a reader leaves out those it does not know. Values only: no I/O.
"""

from __future__ import annotations

from dataclasses import dataclass

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.codec import as_text, decoder, encoder
from breakout_tui.domain.display_choice import DisplayChoice
from breakout_tui.domain.errors import JsonRefused
from breakout_tui.domain.floor_exchange import FloorMail, FloorNews
from breakout_tui.domain.notes import Note
from breakout_tui.domain.room_notice import RoomNotice
from breakout_tui.domain.shared_copy import Shared
from breakout_tui.domain.sharing import SharedDisplay
from breakout_tui.domain.shown_card import ShownCard
from breakout_tui.message_version import UNREADABLE, read_message
from breakout_tui.record_protocol import NAMES, RECORDS, Json, record_object, record_of

VERSION = 1
"""The major version."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a display shall show; for all of them the id is empty."""

    display_id: str
    choice: DisplayChoice


@dataclass(frozen=True, slots=True)
class RoomUpdate:
    """What a room sends."""

    link: str
    """The random id of this link of the room: its numbers are its own."""
    number: int
    """Of this state, from 1."""
    base: int | None
    """The number of the state that the records change; None if they are all records."""
    session_id: str
    """Empty while no session is open."""
    reading: Reading
    """The room's clocks when it was sent."""
    records: tuple[Shared, ...] = ()
    orders: tuple[Order, ...] = ()
    renews_code: bool = False
    card: ShownCard | None = None
    """The card of the report-back that is shown in place of what is now."""
    known_displays: str = ""
    """The edition of the list of displays that the room has; empty for none."""
    notice: RoomNotice | None = None
    """A message of the organiser."""
    floor: FloorNews | None = None
    """Of what phones send; None from a room that knows of none."""


@dataclass(frozen=True, slots=True)
class RoomAnswer:
    """What the server answers."""

    has: int | None
    """The number of the state that it has of this link; None if it needs everything."""
    code: str
    """What a display types to join."""
    displays: tuple[SharedDisplay, ...] = ()
    """Nothing where the room has this edition: five hundred of them are 60 kB with each statement."""
    displays_edition: str = ""
    """Another one whenever the list is another one."""
    has_visitors: bool = False
    is_taken: bool = False
    """Another window of the room is shown."""
    addresses: tuple[str, ...] = ()
    """Where a browser finds the server, the likeliest first."""
    is_on_network: bool = False
    """Whether other devices can reach it."""
    floor: FloorMail | None = None
    """Of what phones send; None from a server that takes nothing from them."""


def update_text(update: RoomUpdate, ids: dict[int, str]) -> bytes:
    """The update as JSON; ``ids`` are those of the session's notes by serial."""
    found: Json = {
        "version": VERSION,
        "link": update.link,
        "number": update.number,
        "base": update.base,
        "session": update.session_id,
        "reading": encoder(Reading)(update.reading),
    }
    for record in update.records:
        found.setdefault("records", {}).setdefault(NAMES[type(record)], []).append(record_object(record, ids))
    if update.orders:
        found["orders"] = [encoder(Order)(order) for order in update.orders]
    if update.renews_code:
        found["renews_code"] = True
    if update.card is not None:
        found["card"] = encoder(ShownCard)(update.card)
    if update.known_displays:
        found["known_displays"] = update.known_displays
    if update.notice is not None:
        found["notice"] = encoder(RoomNotice)(update.notice)
    if update.floor is not None:
        found["floor"] = encoder(FloorNews)(update.floor)
    return as_text(found).encode()


@dataclass(frozen=True, slots=True)
class ReceivedUpdate:
    """An update whose records are not read yet: notes name others by ids that only the copy may have."""

    link: str
    number: int
    base: int | None
    session_id: str
    reading: Reading
    orders: tuple[Order, ...]
    renews_code: bool
    card: ShownCard | None
    known_displays: str
    notice: RoomNotice | None
    floor: FloorNews | None
    _groups: Json

    def records(self, serials: dict[str, int]) -> tuple[Shared, ...]:
        """The records; ``serials`` are those of the notes that the copy has, by id. Raises JsonRefused."""
        notes = self._groups.get(NAMES[Note], ())
        try:
            known = serials | {note["id"]: decoder(int)(note["serial"]) for note in notes}
            return tuple(
                record_of(found, RECORDS[name], self.session_id, known)  # type: ignore[misc]
                for name, group in self._groups.items()
                if RECORDS.get(name) in Shared.__args__
                for found in group
            )
        except UNREADABLE as error:
            raise JsonRefused(f"a record can't be read: {type(error).__name__}") from error


def read_update(text: bytes) -> ReceivedUpdate:
    """The update of such a text. Raises JsonRefused, and JsonNewer for a newer major version."""
    found = read_message(text, VERSION)
    try:
        return ReceivedUpdate(
            link=decoder(str)(found["link"]),
            number=decoder(int)(found["number"]),
            base=None if found["base"] is None else decoder(int)(found["base"]),
            session_id=decoder(str)(found["session"]),
            reading=decoder(Reading)(found["reading"]),
            orders=tuple(decoder(Order)(order) for order in found.get("orders", ())),
            renews_code=found.get("renews_code", False) is True,
            card=decoder(ShownCard)(found["card"]) if "card" in found else None,
            known_displays=decoder(str)(found.get("known_displays", "")),
            notice=decoder(RoomNotice)(found["notice"]) if "notice" in found else None,
            floor=decoder(FloorNews)(found["floor"]) if "floor" in found else None,
            _groups=dict(found.get("records", {})),
        )
    except UNREADABLE as error:
        raise JsonRefused(f"the update can't be read: {type(error).__name__}") from error


def answer_text(answer: RoomAnswer) -> bytes:
    """The answer as JSON."""
    return as_text({"version": VERSION, **encoder(RoomAnswer)(answer), "has": answer.has}).encode()


def read_answer(text: bytes) -> RoomAnswer:
    """The answer of such a text. Raises JsonRefused, and JsonNewer for a newer major version."""
    found = read_message(text, VERSION)
    try:
        answer: RoomAnswer = decoder(RoomAnswer)(found)
    except UNREADABLE as error:
        raise JsonRefused(f"the answer can't be read: {type(error).__name__}") from error
    return answer
