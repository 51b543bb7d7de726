"""Co listing: the list of the floor as a co-facilitator sees it, worked out again only when something of it has changed."""

from __future__ import annotations

from dataclasses import replace
from secrets import token_hex

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.co_floor import MOST_LISTED, MOST_NOTES, CoKind, CoList, CoNote, CoStatement
from breakout_tui.domain.floor import FloorOutcome, FloorStatement
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.room_floor import RoomFloor
from breakout_tui.domain.session_state import Session, zone_of
from breakout_tui.tui.floor_state import FloorState, Found
from breakout_tui.tui.floor_taking import kind_now
from breakout_tui.tui.similar_notes import SimilarNotes

COMPARED = 2
"""Statements that are compared with the notes at a beat: some milliseconds of work."""


class CoListing:
    """For one window; ``of`` is called at its beats."""

    def __init__(self) -> None:
        self._state = FloorState()
        self._alike = _Alike()
        self._name, self._number = token_hex(4), 0
        self._seen: tuple[object, object] = (None, None)
        self._key: tuple[object, ...] = ()
        self._listed = CoList("")

    def found(self, floor: RoomFloor, session: Session) -> Found:
        """All statements of the session with what became of each."""
        return self._state.of(floor.statements, session)

    def of(self, floor: RoomFloor, session: Session, magnified: str, reading: Reading) -> CoList:
        """The list now; the same object while nothing of it has changed."""
        found = self.found(floor, session)
        waiting = [each for each, became in found.values() if became.outcome is FloorOutcome.WAITING]
        self._alike.compare(waiting, session)
        key = (magnified, self._alike.number)
        if self._seen[0] is not found or self._seen[1] is not session or key != self._key:
            self._seen, self._key = (found, session), key
            made = self._made(found, waiting, session, magnified, reading)
            if made != replace(self._listed, edition=""):
                self._number += 1
                self._listed = replace(made, edition=f"{self._name}-{self._number}")
        return self._listed

    def _made(
        self,
        found: Found,
        waiting: list[FloorStatement],
        session: Session,
        magnified: str,
        reading: Reading,
    ) -> CoList:
        zone = zone_of(session, reading)
        numbers = {key: place for place, key in enumerate(found, 1)}

        def row(each: FloorStatement) -> CoStatement:
            same = self._alike.of(each, session)
            return CoStatement(
                each.id,
                numbers[each.id],
                kind_now(each, session).value,
                each.text,
                each.country,
                f"{zone.at(each.stored_at):%H:%M}",
                "" if same is None else same.reference,
                "" if same is None else same.text,
            )

        aside = [each for each, became in found.values() if became.outcome is FloorOutcome.ASIDE]
        taken = [became.reference for _, became in found.values() if became.outcome is FloorOutcome.TAKEN]
        notes = (session.book.find(reference) for reference in dict.fromkeys(reversed(taken)))
        kinds = dict.fromkeys([*session.kinds, *session.note_kinds])
        return CoList(
            "",
            len(waiting),
            tuple(row(each) for each in waiting[:MOST_LISTED]),
            tuple(row(each) for each in aside[: -MOST_NOTES - 1 : -1]),
            tuple(CoNote(each.reference, each.text) for each in notes if each is not None)[:MOST_NOTES],
            tuple(_kind(kind, session) for kind in kinds),
            magnified,
        )


class _Alike:
    """Which notes say the same as statements that wait; a few statements at each beat."""

    def __init__(self) -> None:
        self.number = 0
        """Grows when there may be another answer."""
        self._similar = SimilarNotes()
        self._of = ""
        self._compared: dict[str, object] = {}
        """By statement, the notes with which it was compared."""
        self._same: dict[str, int] = {}

    def compare(self, waiting: list[FloorStatement], session: Session) -> None:
        """Compare some of them."""
        if session.id != self._of:
            self._of, self._similar, self._compared, self._same = session.id, SimilarNotes(), {}, {}
        if self._similar.read(session):
            return
        late = [each for each in waiting[:MOST_LISTED] if self._compared.get(each.id) is not session.book]
        for each in sorted(late, key=lambda each: each.id in self._compared)[:COMPARED]:
            self._compared[each.id] = session.book
            note = self._similar.find(session, each.text, kind_now(each, session))
            before = self._same.pop(each.id, None)
            if note is not None:
                self._same[each.id] = note.serial
            self.number += before != self._same.get(each.id)

    def of(self, statement: FloorStatement, session: Session) -> Note | None:
        """The note that says the same, if one is known and still is there."""
        serial = self._same.get(statement.id)
        if serial is None or serial >= len(session.book):
            return None
        note = session.book.standing_for(serial)
        return note if note.is_visible else None


def _kind(kind: Kind, session: Session) -> CoKind:
    label = session.labels.one(kind)
    return CoKind(kind.value, "" if label == kind.value else label)
