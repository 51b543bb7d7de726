"""Co work: carries out what a co-facilitator asks for, by the rules of the facilitator's own list, without a word in the way of the typing."""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.co_floor import CoAct, CoOutcome, CoResult, CoVerb
from breakout_tui.domain.errors import BreakoutError
from breakout_tui.domain.floor import FloorOutcome, FloorStatement, statement_text
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.note_commands import Capture
from breakout_tui.domain.ports import Countries
from breakout_tui.domain.room_floor import RoomFloor
from breakout_tui.domain.session_state import Session
from breakout_tui.tui.co_listing import CoListing
from breakout_tui.tui.floor_state import Found
from breakout_tui.tui.floor_taking import kind_now, taking_edited
from breakout_tui.tui.magnified import Magnified
from breakout_tui.tui.session_controller import SessionController

SAID_FOR = 20
"""Beats for which the status line says what a co-facilitator took."""
AT_ONCE = 4
"""Acts that are carried out at a beat, so that many at once don't delay a key."""
_CAN_BE_TAKEN = (FloorOutcome.WAITING, FloorOutcome.ASIDE)


class CoWork:
    """Looks at each beat. An act is answered once what it changed is saved."""

    def __init__(self, magnified: Magnified) -> None:
        self._magnified = magnified
        self._listing = CoListing()
        self._unsaved: list[CoResult] = []
        """Told once the session that has them is saved."""
        self.took = ""
        """What was taken last, for the status line; empty after a while."""
        self._beats_left = 0

    def look(
        self, floor: RoomFloor, controller: SessionController, countries: Countries, reading: Reading
    ) -> None:
        """Do what was asked for, and show the list."""
        self._beats_left = max(0, self._beats_left - 1)
        if not self._beats_left:
            self.took = ""
        door = floor.door.co
        if controller.is_saved and self._unsaved:
            for result in self._unsaved:
                door.done(result)
            self._unsaved = []
        if not door.is_wanted or controller.is_preview:
            return
        for act in door.asked[:AT_ONCE]:
            door.begun(act)
            result = self._result(act, floor, controller, countries, reading)
            if controller.is_saved:
                door.done(result)
            else:
                self._unsaved.append(result)
        door.show(self._listing.of(floor, controller.session, self._magnified.id, reading))

    def _result(
        self,
        act: CoAct,
        floor: RoomFloor,
        controller: SessionController,
        countries: Countries,
        reading: Reading,
    ) -> CoResult:
        """Do it; what became of it."""
        session = controller.session
        if controller.is_read_only or not floor.has(session):
            return CoResult(act.key, CoOutcome.CLOSED.value)
        found = self._listing.found(floor, session)
        verb = next((each for each in CoVerb if each.value == act.verb), None)
        if verb is None or act.statement_id not in found:
            return CoResult(act.key, CoOutcome.GONE.value)
        statement, became = found[act.statement_id]
        if became.outcome is FloorOutcome.WITHDRAWN:
            return CoResult(act.key, CoOutcome.WITHDRAWN.value)
        if verb is CoVerb.MAGNIFY or verb is CoVerb.END:
            self._magnify(statement, session, reading, wanted=verb is CoVerb.MAGNIFY)
            return CoResult(act.key, CoOutcome.DONE.value)
        if became.outcome is FloorOutcome.TAKEN:
            return CoResult(act.key, CoOutcome.TAKEN.value, became.reference)
        if verb is CoVerb.ASIDE:
            floor.set_aside([statement.id])
            return CoResult(act.key, CoOutcome.DONE.value)
        if verb is CoVerb.BACK:
            floor.bring_back([statement.id])
            return CoResult(act.key, CoOutcome.DONE.value)
        if verb is CoVerb.TAKE:
            taken = taking_as(act, statement, session, countries)
            missing = CoOutcome.EMPTY
        else:
            taken = joining(statement, act.other, found, session)
            missing = CoOutcome.NO_OTHER
        if taken is None:
            return CoResult(act.key, missing.value)
        return self._took(act, taken, floor, controller)

    def _took(
        self, act: CoAct, taken: c.TakeStatements, floor: RoomFloor, controller: SessionController
    ) -> CoResult:
        try:
            controller.do(replace(taken, by_co_facilitator=True))
        except BreakoutError:
            return CoResult(act.key, CoOutcome.REFUSED.value)
        floor.bring_back([each.id for each in taken.statements])  # if the taking is undone, they wait
        reference = self._listing.found(floor, controller.session)[act.statement_id][1].reference
        self.took, self._beats_left = reference, SAID_FOR
        return CoResult(act.key, CoOutcome.DONE.value, reference)

    def _magnify(
        self, statement: FloorStatement, session: Session, reading: Reading, *, wanted: bool
    ) -> None:
        """Show it, or no longer; which says nothing of another one that is shown."""
        if wanted is not (self._magnified.id == statement.id):
            self._magnified.turn(statement, session, reading)


def taking_as(
    act: CoAct, statement: FloorStatement, session: Session, countries: Countries
) -> c.TakeStatements | None:
    """Take it as the kind and in the words that were chosen; None where no words are left."""
    kind = next((each for each in session.note_kinds if each.value == act.kind), kind_now(statement, session))
    text = statement_text(act.text)
    if text and text != statement.text:
        return taking_edited(statement, text, session, countries, kind=kind)
    return c.TakeStatements((_word_for_word(statement, kind),))


def joining(statement: FloorStatement, other: str, found: Found, session: Session) -> c.TakeStatements | None:
    """Take it as a repeat of a note, or of another statement, which is taken first; None where there is no such one."""
    target, became = found.get(other, (None, None))
    if target is None or became is None:
        note = session.book.find(other)
        if note is None or note.deleted:
            return None
        return c.TakeStatements((_word_for_word(statement, note.kind, note.serial),))
    if target.id == statement.id:
        return None
    if became.outcome is FloorOutcome.TAKEN:
        return joining(statement, became.reference, found, session)
    if became.outcome not in _CAN_BE_TAKEN:
        return None
    kind = kind_now(target, session)
    known = next((note.serial for note in session.book.notes if note.id == target.id), None)
    serial = len(session.book.notes) if known is None else known
    return c.TakeStatements((_word_for_word(target, kind), _word_for_word(statement, kind, serial)))


def _word_for_word(statement: FloorStatement, kind: Kind, same_as: int | None = None) -> c.TakenStatement:
    return c.TakenStatement(statement.id, Capture(statement.text, kind, statement.country, same_as=same_as))
