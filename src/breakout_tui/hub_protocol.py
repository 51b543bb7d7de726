"""The messages between a room and the hub, as JSON: written once, read once.

Up go updates: what the room has saved and the hub has not, as a part of the session's state (``protocol``), or nothing but the sign that
the room is there. The answer says what the hub has, durably, by writer and counter. So nothing is queued: a room that was away for an
hour sends what the hub does not have, in one request.

``version`` is the major version: within one, fields may be added, and a reader leaves out those it does not know. Values only: no I/O.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.codec import as_text, decoder, encoder
from breakout_tui.domain.errors import JsonRefused
from breakout_tui.domain.floor_exchange import FloorNews
from breakout_tui.domain.hub_rooms import HandedOver, HubSession, Taken
from breakout_tui.domain.mail_exchange import RoomNews
from breakout_tui.domain.records import Draft
from breakout_tui.domain.shown_card import ShownCard
from breakout_tui.domain.versions import Knowledge, SessionState
from breakout_tui.message_version import UNREADABLE, read_message
from breakout_tui.protocol import session_object, session_state
from breakout_tui.record_protocol import Json

VERSION = 1
"""The major version."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a room sends of its session: the versions of records that the hub does not have, and all else of its state."""

    state: SessionState
    """Its knowledge, numbers, erasures and laptops are those of the whole session."""
    others: Mapping[int, str] = field(default_factory=dict)
    """By serial, the ids of notes that its records name and that are not among them."""
    is_whole: bool = False
    """Whether it has all versions."""
    since: Knowledge = field(default_factory=dict)
    """What the room was told that the hub has: the part has every version beyond it. A hub that has less wants the whole session."""


class FileMark(NamedTuple):
    """Tells one state of a session in a room's file from every other one."""

    writer: str
    """The one that owns the session now; empty for none."""
    revision: int
    erasures: int
    """How many erasures the file knows of."""
    joined: int
    """How many siblings and other numbers the session has."""


@dataclass(frozen=True, slots=True)
class RoomChanges:
    """What a room's file has of a session, to be sent; the names in it are those that the attribution rule allows."""

    part: Part
    """What the hub does not have; its state may have no versions."""
    draft: Draft | None
    mark: FileMark
    is_anonymous: bool = False
    """Whether the rule of the session is *none*: it is sent over no network in clear."""


@dataclass(frozen=True, slots=True)
class HubUpdate:
    """What a room sends; one at a time."""

    link: str
    """The random id of this link: new for each window."""
    laptop: str
    """The name of the computer."""
    session_id: str
    """Empty while no session is open."""
    reading: Reading
    """The room's clocks when it was sent."""
    part: Part | None = None
    """None where the room only asks what the hub has, or has nothing new."""
    draft: Draft | None = None
    """What is typed and not saved, for a take-over only."""
    has_draft: bool = False
    """Whether ``draft`` counts: also None then, for a line that is empty again."""
    takes_over: bool = False
    """This computer has taken the session over from the one that sent it before."""
    card: ShownCard | None = None
    """The card of the report-back that is shown in place of what is now."""
    news: RoomNews | None = None
    """Of messages and calls for help; None from a room that knows none."""
    floor: FloorNews | None = None
    """Of what phones sent; None from a room that knows none, and beside an anonymous session that goes in clear."""


@dataclass(frozen=True, slots=True)
class HubAnswer:
    """What the hub answers."""

    room: str
    """The name of the room."""
    taken: Taken
    code: str = ""
    """What a display types to join at the hub."""
    addresses: tuple[str, ...] = ()
    """Where a browser finds the hub, the likeliest first."""


def update_text(update: HubUpdate) -> bytes:
    """The update as JSON."""
    found: Json = {
        "version": VERSION,
        "link": update.link,
        "laptop": update.laptop,
        "session": update.session_id,
        "reading": encoder(Reading)(update.reading),
    }
    if update.part is not None:
        part = update.part
        found["part"] = {
            "state": session_object(part.state, is_whole=True, others=part.others),
            "others": {note_id: serial for serial, note_id in part.others.items()},
            "is_whole": part.is_whole,
            "since": dict(sorted(part.since.items())),
        }
    if update.has_draft:
        found["draft"] = None if update.draft is None else encoder(Draft)(update.draft)
    if update.takes_over:
        found["takes_over"] = True
    if update.card is not None:
        found["card"] = encoder(ShownCard)(update.card)
    if update.news is not None:
        found["news"] = encoder(RoomNews)(update.news)
    if update.floor is not None:
        found["floor"] = encoder(FloorNews)(update.floor)
    return as_text(found).encode()


def read_update(text: bytes) -> HubUpdate:
    """The update of such a text. Raises JsonRefused, and JsonNewer for a newer major version."""
    found = read_message(text, VERSION)
    try:
        session_id = decoder(str)(found["session"])
        draft = found.get("draft")
        update = HubUpdate(
            link=decoder(str)(found["link"]),
            laptop=decoder(str)(found["laptop"]),
            session_id=session_id,
            reading=decoder(Reading)(found["reading"]),
            part=_part(found["part"]) if "part" in found else None,
            draft=None if draft is None else decoder(Draft)(draft),
            has_draft="draft" in found,
            takes_over=found.get("takes_over", False) is True,
            card=decoder(ShownCard)(found["card"]) if "card" in found else None,
            news=decoder(RoomNews)(found["news"]) if "news" in found else None,
            floor=decoder(FloorNews)(found["floor"]) if "floor" in found else None,
        )
    except UNREADABLE as error:
        raise JsonRefused(f"the update can't be read: {type(error).__name__}") from error
    if update.part is not None and update.part.state.session_id != session_id:
        raise JsonRefused("the update is about two sessions")
    return update


def _part(found: Json) -> Part:
    is_whole = found.get("is_whole", False) is True
    serials = decoder(Mapping[str, int])(found.get("others", {}))
    since = decoder(Mapping[str, int])(found.get("since", {}))
    state = session_state(found["state"], None if is_whole else serials)
    return Part(state, {serial: note_id for note_id, serial in serials.items()}, is_whole, since)


def answer_text(answer: HubAnswer) -> bytes:
    """The answer as JSON."""
    return as_text({"version": VERSION, **encoder(HubAnswer)(answer)}).encode()


def read_answer(text: bytes) -> HubAnswer:
    """The answer of such a text. Raises JsonRefused, and JsonNewer for a newer major version."""
    found = read_message(text, VERSION)
    try:
        answer: HubAnswer = decoder(HubAnswer)(found)
    except UNREADABLE as error:
        raise JsonRefused(f"the answer can't be read: {type(error).__name__}") from error
    return answer


def sessions_text(sessions: Sequence[HubSession]) -> bytes:
    """The sessions that can be taken over, as JSON."""
    return as_text(
        {"version": VERSION, "sessions": [encoder(HubSession)(each) for each in sessions]}
    ).encode()


def read_sessions(text: bytes) -> tuple[HubSession, ...]:
    """The sessions of such a text. Raises JsonRefused, and JsonNewer for a newer major version."""
    found = read_message(text, VERSION)
    try:
        return tuple(decoder(HubSession)(each) for each in found["sessions"])
    except UNREADABLE as error:
        raise JsonRefused(f"the sessions can't be read: {type(error).__name__}") from error


def hand_over_text(found: HandedOver) -> bytes:
    """All of a session, as JSON."""
    draft = {} if found.draft is None else {"draft": encoder(Draft)(found.draft)}
    return as_text(
        {"version": VERSION, "state": session_object(found.state, is_whole=True), **draft}
    ).encode()


def read_hand_over(text: bytes) -> HandedOver:
    """The session of such a text. Raises JsonRefused, and JsonNewer for a newer major version."""
    found = read_message(text, VERSION)
    try:
        draft = decoder(Draft)(found["draft"]) if "draft" in found else None
        return HandedOver(session_state(found["state"]), draft)
    except UNREADABLE as error:
        raise JsonRefused(f"the session can't be read: {type(error).__name__}") from error
