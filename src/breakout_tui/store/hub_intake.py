"""Takes in what rooms send to a hub: inside a transaction of the caller, in the order of the updates.

* What goes on from what is here is written at the cost of what has changed (``continued_sessions.py``). What does not, the hub wants whole,
  and takes nothing of it. What comes whole is joined as gathering does (``incoming.join_here``).
* A session becomes that of the first room that sends it, also one that was gathered before. What another room, or a window of this
  database, has is refused.
* What a room has erased is erased here, from the backups first, before its session is joined. It is told what was erased elsewhere. Until
  it says that it knows, it may send words that are erased here: then the hub wants all of its session, which is erased before it comes in.
* Which of two computers counts is in ``current_link.py``. A draft is kept of the current one only.

Updates of one room or session are taken one after the other, all others together: a text for each table, not for each update.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import DatabaseDamaged
from breakout_tui.domain.gathering import Outcome
from breakout_tui.domain.hub_rooms import Taken
from breakout_tui.domain.notes import Note
from breakout_tui.domain.text import named
from breakout_tui.domain.versions import Erasure
from breakout_tui.hub_protocol import HubUpdate, Part
from breakout_tui.store import engines, hub_room_rows, statements, table_mappings
from breakout_tui.store.continued_sessions import Continuation, continuation, going_on, put_continuations
from breakout_tui.store.current_link import Heard, heard, other_link
from breakout_tui.store.database_place import DatabasePlace
from breakout_tui.store.erased_states import has_erased_names
from breakout_tui.store.erasure import erase_rows, is_open_elsewhere
from breakout_tui.store.erasure_records import remember, remembered
from breakout_tui.store.held_sessions import HeldSession, erasures_about, held_sessions
from breakout_tui.store.hub_room_rows import RoomRow
from breakout_tui.store.incoming import GATHERING, Here, join_here
from breakout_tui.store.ownership import Window
from breakout_tui.store.sendable_states import refuse_unsendable
from breakout_tui.store.sql_connection import SqlConnection

_OWNING = """
INSERT INTO hub_session (session_id, room_id) VALUES (?, ?) ON CONFLICT (session_id) DO UPDATE SET room_id = excluded.room_id
"""

Waiting = tuple[int, str, HubUpdate]
"""An update, its place among all, and the id of its room."""


@dataclass(slots=True)
class _Taking:
    """One update on its way."""

    room: RoomRow
    update: HubUpdate
    held: HeldSession | None
    heard: Heard
    refusal: str = ""
    wants_whole: bool = False
    is_taken: bool = False
    """Whether the part is in, or was before."""
    has_news: bool = False
    knowledge: dict[str, int] = field(default_factory=dict)
    serials: dict[str, int] | None = None
    """By the id of a note its serial here, where that may be another one than in the room."""
    erased: dict[str, Erasure] = field(default_factory=dict)
    """What is known here to be erased of the session, and everywhere."""


class HubIntake:
    """For one transaction, by ``connection`` to ``place``; ``window`` is that of this process."""

    def __init__(self, connection: SqlConnection, place: DatabasePlace, clock: Clock, window: Window) -> None:
        self._connection = connection
        self._place = place
        self._clock = clock
        self._window = window
        self.has_erased = False
        """Whether something was erased from rows, so that the space that it left has to be rewritten."""
        self.uncleaned_backups: tuple[str, ...] = ()
        """Backups that may still have what was erased."""
        self.current: set[tuple[str, str]] = set()
        """The rooms and links, of these updates, of which the link counts."""

    def take(self, updates: Sequence[tuple[str, HubUpdate]]) -> tuple[Taken, ...]:
        """What is here after the commit, for each update. Raises what the database raises, and ValueError for a state that can't be taken."""
        found: dict[int, Taken] = {}
        waiting: list[Waiting] = [(place, *update) for place, update in enumerate(updates)]
        while waiting:
            together, waiting = _independent(waiting)
            takings = self._takings(together)
            self._take_in([each for each in takings if each is not None])
            for (place, *_), taking in zip(together, takings, strict=True):
                found[place] = _told(taking)
        return tuple(found[place] for place in range(len(updates)))

    def _takings(self, together: Sequence[Waiting]) -> list[_Taking | None]:
        """None for an update of a room that may not send."""
        rooms = hub_room_rows.room_rows(self._connection, {room_id for _, room_id, _ in together})
        ids = {update.session_id for *_, update in together}
        sessions = held_sessions(self._connection, ids)
        erased = erasures_about(self._connection, sorted(ids))
        now = engines.milliseconds(self._connection, self._clock)
        found: list[_Taking | None] = []
        for _, room_id, update in together:
            room, held = rooms.get(room_id), sessions.get(update.session_id)
            if room is None or room.revoked_at is not None:
                found.append(None)
                continue
            refusal = self._refusal(room, held)
            counted = replace(update, session_id="") if refusal else update
            taking = _Taking(room, update, held, heard(room, counted, now), refusal)
            if taking.heard.is_current:
                self.current.add((room_id, update.link))
            if not refusal:
                taking.knowledge = {} if held is None else dict(held.knowledge)
                about = ("", update.session_id)
                taking.erased = {key: each for key, each in erased.items() if each.session_id in about}
            found.append(taking)
        return found

    def _refusal(self, room: RoomRow, held: HeldSession | None) -> str:
        """Why the session is not the room's."""
        if held is None or held.room_id == room.id:
            return ""
        if held.room_id is not None:
            return f"this session is that of the room {named(held.room)}"
        if held.claim is not None and held.claim.is_held_against(self._window):
            return f"this session is open in {held.claim.words(self._window, self._clock.read().wall)}"
        return ""

    def _take_in(self, takings: Sequence[_Taking]) -> None:
        """Updates of different rooms, about different sessions."""
        parts: list[tuple[_Taking, Continuation]] = []
        whole: list[tuple[_Taking, Part, set[Erasure]]] = []
        for taking in takings:
            part = taking.update.part
            if part is None or taking.refusal:
                continue
            refuse_unsendable(part, taking.update.session_id)
            new = self._new_erasures(taking, part)
            if part.is_whole:
                whole.append((taking, part, new))
            elif new or (going := self._continuation(taking, part)) is None:
                taking.wants_whole = True
            else:
                parts.append((taking, going))
        self._continue(parts)
        for taking, part, new in whole:
            self._join(taking, part, new)
        self._own([each for each in takings if each.is_taken])
        self._put_drafts(takings)
        hub_room_rows.write_heard(
            self._connection,
            [
                (each.heard.row, int(each.heard.is_changed or each.has_news))
                for each in takings
                if each.heard.is_current or each.has_news
            ],
        )

    def _new_erasures(self, taking: _Taking, part: Part) -> set[Erasure]:
        """What a room has erased and this database has not. A name waits while a window has a session of it open and could write it back."""
        about = ("", taking.update.session_id)
        listed = (each for each in part.state.erasures if each.session_id in about)
        new = {each for each in listed if each.id not in taking.erased}
        if any(not each.session_id for each in new) and is_open_elsewhere(self._connection, self._window):
            new = {each for each in new if each.session_id}
        return new

    def _continuation(self, taking: _Taking, part: Part) -> Continuation | None:
        going = None if taking.held is None else continuation(taking.held, part)
        if going is None or not going.versions:
            return going
        listed = {each.id for each in part.state.erasures}
        untold = [each for key, each in taking.erased.items() if key not in listed]
        state = replace(part.state, versions=going.versions)
        if any(each.session_id for each in untold) or has_erased_names(state, untold):
            return None
        return going

    def _continue(self, parts: Sequence[tuple[_Taking, Continuation]]) -> None:
        """Write the parts that go on from what is here."""
        going = list(going_on(self._connection, [part for _, part in parts]))
        put_continuations(self._connection, [each for each in going if each[0].knows_more])
        accepted = {id(part) for part, _ in going}
        for taking, part in parts:
            if id(part) not in accepted:
                taking.wants_whole = True
                continue
            taking.is_taken = True
            taking.has_news = bool(part.versions)
            if part.knows_more:
                taking.knowledge = dict(part.part.state.knowledge)

    def _join(self, taking: _Taking, part: Part, new: set[Erasure]) -> None:
        """Take in a whole session, after what it says was erased."""
        connection = self._connection
        if new:
            self._erase(new)
        taking.erased |= {each.id: each for each in new}
        now = self._clock.read().wall
        here = Here(connection, self._place.name, self._window, now, taking.room.room, remembered(connection))
        known = tuple(each for each in part.state.erasures if each.id in taking.erased)
        try:
            joined = join_here(here, replace(part.state, erasures=known))
        except DatabaseDamaged as damage:
            taking.refusal = damage.what
            return
        taking.is_taken = True
        taking.has_news = joined.outcome in (Outcome.NEW, Outcome.CHANGED)
        taking.knowledge = dict(joined.state.knowledge)
        notes = (each.record for each in joined.state.versions)
        taking.serials = {each.id: each.serial for each in notes if isinstance(each, Note)}

    def _erase(self, new: set[Erasure]) -> None:
        """Erase here what was erased in a room, from the backups first: until the commit, the database still has what must be erased again."""
        self.uncleaned_backups += self._place.erase_from_copies(new)
        remember(self._connection, new)
        if erase_rows(self._connection, new):
            self.has_erased = True
            engines.note_freed_space(self._connection)
            hub_room_rows.tell_all_displays(self._connection)

    def _own(self, taken: Iterable[_Taking]) -> None:
        """The sessions are these rooms'."""
        owning, gathering, now = [], [], self._clock.read().wall.isoformat(timespec="seconds")
        for taking in taken:
            session_id, held = taking.update.session_id, taking.held
            if held is None or held.room_id is None:
                owning.append((session_id, taking.room.id))
            if taking.has_news or held is None or not held.is_gathered:
                gathering.append((session_id, taking.room.room, now))
        self._connection.executemany(_OWNING, owning)
        self._connection.executemany(GATHERING, gathering)

    def _put_drafts(self, takings: Iterable[_Taking]) -> None:
        mapping = table_mappings.DRAFT
        clearing, putting = [], []
        for taking in takings:
            session_id, draft = taking.update.session_id, taking.update.draft
            is_here = taking.is_taken or (taking.held is not None and taking.held.room_id == taking.room.id)
            if not (taking.update.has_draft and is_here and taking.heard.is_current) or taking.refusal:
                continue
            clearing.append((session_id,))
            if draft is not None:
                edited = _edited(taking, draft.editing)
                putting.append(mapping.cells(replace(draft, editing=edited), (session_id,)))
        self._connection.executemany(statements.clearing(mapping), clearing)
        self._connection.executemany(statements.putting(mapping), putting)


def _edited(taking: _Taking, serial: int | None) -> int | None:
    """The serial here of the note that a draft edits; None where two laptops gave serials and it is not known which note is meant."""
    part = taking.update.part
    if serial is None or (taking.serials is None and taking.held is not None and not taking.held.is_joined):
        return serial
    records = (version.record for version in part.state.versions) if part is not None else ()
    ids = {record.serial: record.id for record in records if isinstance(record, Note)}
    return (taking.serials or {}).get(ids.get(serial, ""))


def _told(taking: _Taking | None) -> Taken:
    if taking is None:
        return Taken(refusal="the code of this room is no longer valid", is_revoked=True)
    part = taking.update.part
    listed = set() if part is None else {each.id for each in part.state.erasures}
    answer = Taken(
        knowledge=taking.knowledge,
        wants_whole=taking.wants_whole,
        erasures=tuple(each for key, each in sorted(taking.erased.items()) if key not in listed),
        refusal=taking.refusal,
    )
    if taking.heard.is_current:
        return answer
    other = other_link(taking.room, taking.update)
    return replace(
        answer,
        other_laptop=other.laptop,
        other_since=other.since,
        is_taken_over=other.has_same_session and not taking.refusal,
    )


def _independent(waiting: Iterable[Waiting]) -> tuple[list[Waiting], list[Waiting]]:
    """The first updates that are of different rooms and sessions, and the others, in order."""
    first: list[Waiting] = []
    later: list[Waiting] = []
    met: set[tuple[str, str]] = set()
    for each in waiting:
        about = {("room", each[1]), ("session", each[2].session_id)} - {("session", "")}
        (later if about & met else first).append(each)
        met |= about
    return first, later
