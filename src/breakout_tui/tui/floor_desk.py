"""Floor desk: what the facilitator does with statements, each with how it is undone. Each act gives the words to show; empty for nothing done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from breakout_tui.domain import commands as c
from breakout_tui.domain.floor import FloorOutcome, FloorStatement
from breakout_tui.domain.floor_door import FloorDoor
from breakout_tui.domain.notes import Note
from breakout_tui.domain.ports import Countries
from breakout_tui.domain.session_state import Session, zone_of
from breakout_tui.domain.sharing import Contact
from breakout_tui.domain.text import plural
from breakout_tui.domain.undo import undoable
from breakout_tui.tui.actions.room import Room
from breakout_tui.tui.floor_filter import Filter
from breakout_tui.tui.floor_state import FloorState, Found
from breakout_tui.tui.floor_taking import taking, taking_edited
from breakout_tui.tui.floor_tools import FloorTools
from breakout_tui.tui.floor_words import became_words, door_words
from breakout_tui.tui.muting import LIFTED, muted_words, turn_muted
from breakout_tui.tui.widgets.floor_list import FloorRow
from breakout_tui.tui.wording import steady

_CAN_BE_TAKEN = (FloorOutcome.WAITING, FloorOutcome.ASIDE)


class Edited(NamedTuple):
    """What came of words in which a statement was to be taken."""

    told: str
    """Empty where a refusal is told otherwise."""
    is_taken: bool = False


class FloorDesk:
    """``room`` carries out what changes the session."""

    def __init__(self, tools: FloorTools, room: Room, countries: Countries) -> None:
        self.floor = tools.floor
        self.sharing = tools.sharing
        self._magnified = tools.magnified
        self._read_clock = tools.read_clock
        self._room = room
        self._countries = countries
        self._state = FloorState()
        self._acts: list[Callable[[], str]] = []
        """What undoes the last acts; each says in words what it undid."""
        self._rows: tuple[tuple[object, ...], tuple[FloorRow, ...]] = ((), ())

    # Looking

    @property
    def session(self) -> Session:
        """The session as it is now."""
        return self._room.session

    @property
    def door(self) -> FloorDoor:
        """Whether phones may send, and how they join."""
        return self.floor.door

    @property
    def since_boot(self) -> float:
        """Seconds."""
        return self._read_clock().since_boot

    @property
    def found(self) -> Found:
        """All statements with what became of each."""
        return self._state.of(self.floor.statements, self.session)

    def statement(self, statement_id: str, *outcomes: FloorOutcome) -> FloorStatement | None:
        """The statement of this id, if one of these became of it; without any, whatever did."""
        found = self.found.get(statement_id)
        return None if found is None or (outcomes and found[1].outcome not in outcomes) else found[0]

    def takeable(self, statement_id: str) -> FloorStatement | None:
        """The statement of this id, if it can be taken."""
        return self.statement(statement_id, *_CAN_BE_TAKEN)

    def rows(self, chosen: Filter) -> tuple[FloorRow, ...]:
        """The rows that are listed now."""
        reading, muted = self._read_clock(), {each: muted_words(self.door, each) for each in self.door.muted}
        found = self.found
        key = (id(found), chosen, self._magnified.id, tuple(muted.items()))
        if key != self._rows[0]:
            zone = zone_of(self.session, reading)
            rows = []
            for each, became in found.values():
                is_waiting = became.outcome is FloorOutcome.WAITING
                is_aside = became.outcome is FloorOutcome.ASIDE
                if (chosen is Filter.WAITING and not is_waiting) or (chosen is Filter.ASIDE and not is_aside):
                    continue
                about = (became_words(became), muted.get(each.id, ""))
                claim = "" if became.outcome is FloorOutcome.TAKEN else each.country
                rows.append(
                    FloorRow(
                        each.id,
                        f"{zone.at(each.stored_at):%H:%M}",
                        each.kind,
                        each.text,
                        claim,
                        " · ".join(filter(None, about)),
                        is_waiting,
                        is_aside,
                        each.id == self._magnified.id,
                        each.id in muted,
                    )
                )
            self._rows = key, tuple(rows)
        return self._rows[1]

    # Taking

    def take(self, statements: Sequence[FloorStatement], same: Note | None = None) -> str:
        """Take them word for word as one step, or as repeats of a note."""
        same_as = None if same is None else same.serial
        return self._take(taking(statements, self.session, same_as=same_as), statements)

    def take_all(self) -> str:
        """Take all that wait."""
        return self.take(waiting) if (waiting := self._waiting) else ""

    @property
    def _waiting(self) -> list[FloorStatement]:
        return [each for each, became in self.found.values() if became.outcome is FloorOutcome.WAITING]

    def take_edited(self, statement: FloorStatement, text: str) -> Edited:
        """Take it in other words, unless its author has withdrawn it meanwhile, or a co-facilitator has taken it."""
        if self.takeable(statement.id) is None:
            became = self.found[statement.id][1] if statement.id in self.found else None
            if became is not None and became.outcome is FloorOutcome.TAKEN:
                return Edited(
                    f"It was taken meanwhile as {became.reference}: your words are not · Esc drops them"
                )
            is_withdrawn = became is not None and became.outcome is FloorOutcome.WITHDRAWN
            why = "Its author has withdrawn it" if is_withdrawn else "It is not there any more"
            return Edited(f"{why}: not taken · Esc drops your words")
        command = taking_edited(statement, text, self.session, self._countries)
        if command is None:
            return Edited("No words: not taken")
        told = self._take(command, [statement])
        return Edited(told, is_taken=bool(told))

    def _take(self, command: c.TakeStatements, statements: Sequence[FloorStatement]) -> str:
        if not self._room.do(command):
            return ""
        self.floor.bring_back([each.id for each in statements])  # if the taking is undone, it waits
        self._acts.append(self._undo_step)
        reference = self.found[statements[0].id][1].reference
        many = (
            f"{plural(len(statements), 'statement')} taken"
            if len(statements) > 1
            else f"Taken as {reference}"
        )
        return f"{many} · u undoes it"

    # The rest

    def turn_aside(self, statement_id: str) -> str:
        """Set it aside, or let it wait again."""
        floor, ids = self.floor, [statement_id]
        if self.statement(statement_id, FloorOutcome.WAITING) is not None:
            floor.set_aside(ids)
            return self._did("Set aside · u undoes it", lambda: floor.bring_back(ids), "It waits again")
        if self.takeable(statement_id) is not None:
            floor.bring_back(ids)
            return self._did("It waits again", lambda: floor.set_aside(ids), "Set aside again")
        return ""

    def set_all_aside(self) -> str:
        """Set all that wait aside."""
        floor, ids = self.floor, [each.id for each in self._waiting]
        if not ids:
            return ""
        floor.set_aside(ids)
        told = f"{plural(len(ids), 'statement')} set aside · u undoes it"
        return self._did(
            told, lambda: floor.bring_back(ids), f"{plural(len(ids), 'statement')} waiting again"
        )

    def magnify(self, statement_id: str) -> str:
        """Show it large on the displays; again, what is now."""
        statement = self.statement(statement_id)
        if statement is None or not statement.text:
            return ""
        self._magnified.turn(statement, self.session, self._read_clock())
        return (
            "On the displays · m takes it back, and so does the next box"
            if self._magnified.id
            else "The displays show what is now"
        )

    def drop_claim(self, statement_id: str) -> str:
        """Take the country off, which nobody has confirmed."""
        statement = self.takeable(statement_id)
        if statement is None or not statement.country:
            return ""
        floor, country = self.floor, statement.country
        floor.claim(statement_id, "")
        told = f"Without {steady(country)} · u undoes it"
        return self._did(told, lambda: floor.claim(statement_id, country), f"With {steady(country)} again")

    def mute(self, statement_id: str) -> str:
        """Mute the device that sent it for ten minutes, or no longer."""
        door, statement = self.door, self.statement(statement_id)
        if statement is None:
            return ""
        told = turn_muted(door, statement)
        if statement_id not in door.muted:
            return told
        return self._did(told, lambda: door.mute(statement_id, 0.0), LIFTED)

    def turn_door(self) -> str:
        """Open the floor, or close it."""
        if not self.floor.has(self.session):
            return ""
        self.door.let_in(not self.door.is_open)
        return door_words(self.door, in_list=True)

    def share(self) -> str:
        """Share with the devices on the network, so that phones can join."""
        standing = self.sharing.standing
        if standing.is_on_network or standing.contact is Contact.STARTING:
            return ""
        self.sharing.begin(on_network=True)
        return "It is shared with the devices on the network"

    def undo(self) -> str:
        """Undo what was done here last, else the last change of a note."""
        return self._acts.pop()() if self._acts else self._undo_step()

    def _undo_step(self) -> str:
        step = undoable(self.session)
        return f"Undone: {step.words}" if step is not None and self._room.do(c.Undo()) else ""

    def _did(self, told: str, undo: Callable[[], None], words: str) -> str:
        def undone() -> str:
            undo()
            return words

        self._acts.append(undone)
        return told
