"""The context of one command: the session so far, the records it changes, and what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.events import Event
from breakout_tui.domain.identity import NewId
from breakout_tui.domain.identity import new_id as random_id
from breakout_tui.domain.notes import Note
from breakout_tui.domain.pace import RESTARTED, moment
from breakout_tui.domain.personal import strip_personal
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.ranking_records import Ranking, Tally
from breakout_tui.domain.records import (
    Anchor,
    Change,
    HeardAgain,
    Record,
    ReportBack,
    UndoableChange,
    UndoStep,
)
from breakout_tui.domain.refusals import Plain
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.speaker_records import Speaker, SpeakersList
from breakout_tui.domain.text import clean, clean_line

_UNDOABLE = (Note, Tally, Ranking, ReportBack, HeardAgain, Speaker, SpeakersList)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a command: the new session, what to store (in order, in one transaction), what happened."""

    session: Session
    changes: tuple[Change, ...]
    events: tuple[Event, ...]


class CommandContext:
    """Collects what one command changes. ``now`` is the room's time, in whole seconds."""

    def __init__(self, session: Session, reading: Reading, new_id: NewId = random_id) -> None:
        self.session = session
        self.reading = reading
        self._new_id = new_id
        self.events: list[Event] = []
        self._before: dict[str, Record | None] = {}
        self._after: dict[str, Record] = {}
        self._anchor()
        self.now: datetime = moment(self.session, reading)

    def put(self, record: Record) -> None:
        """Add or change a record; an equal record changes nothing."""
        before = self.session.stored(record)
        if before is not None and before == record:
            return
        key = f"{type(record).__name__}:{record.id}"
        self._before.setdefault(key, before)
        self._after[key] = record
        self.session = self.session.put(record)

    def new_id(self) -> str:
        """The id of a new record."""
        return self._new_id(self.reading.wall)

    def happened(self, *events: Event) -> None:
        """Add events."""
        self.events.extend(events)

    def note(self, serial: int) -> Note:
        """The note of this serial. Raises CommandRefused if there is none."""
        if not 0 <= serial < len(self.session.book):
            raise CommandRefused(Plain.NO_SUCH_NOTE)
        return self.session.book[serial]

    def known_box(self, box_id: str) -> Box:
        """The box of this id. Raises CommandRefused if there is none."""
        box = self.session.box(box_id)
        if box is None:
            raise CommandRefused(Plain.NO_SUCH_BOX)
        return box

    def allowed(self, text: str) -> str:
        """The text made clean, and under the rule *none* without any ``@word``."""
        text = clean(text)
        if self.session.info.rule is AttributionRule.NONE:
            text = strip_personal(text)
        return text.strip()

    def cluster(self, name: str) -> str:
        """The cluster of this name, as far as it is allowed, in the spelling of the session."""
        return self.session.book.cluster_named(self.allowed(clean_line(name)))

    def record_step(self, words: str) -> None:
        """Record the changes so far as one undo step, described by these words."""
        changes: list[UndoableChange] = []
        for key, after in self._after.items():
            if isinstance(after, _UNDOABLE):
                before = self._before[key]
                assert before is None or isinstance(before, _UNDOABLE)
                changes.append(UndoableChange(before, after))
        if not changes:
            return
        undo_steps = self.session.undo_steps
        if undo_steps and undo_steps[-1].undone:
            for undo_step in _redoable(undo_steps):
                self.put(replace(undo_step, superseded=True))
        number = undo_steps[-1].number + 1 if undo_steps else 1
        self.put(UndoStep(self.new_id(), self.session.id, number, words, self.now, tuple(changes)))

    def outcome(self) -> Outcome:
        """The result; a record that is equal to its stored form is not stored again."""
        changes = []
        for key, after in self._after.items():
            before = self._before[key]
            if before is None or before != after:
                changes.append(Change(before, after))
        return Outcome(self.session, tuple(changes), tuple(self.events))

    def _anchor(self) -> None:
        """Tie the room's time to this boot's clock if the computer has restarted."""
        info = self.session.info
        if info.anchor.boot == self.reading.boot:
            return
        offset = self.reading.wall.timestamp() - self.reading.since_boot
        if self.session.spans:
            last = self.session.spans[-1]
            known = (last.ended_at or last.started_at).timestamp()
            offset = max(offset, known - self.reading.since_boot)
        flag = RESTARTED if self.session.running is not None else info.clock_flag
        self.put(replace(info, anchor=Anchor(self.reading.boot, offset), clock_flag=flag))


def _redoable(undo_steps: Sequence[UndoStep]) -> list[UndoStep]:
    """The undo steps that can be redone: the undone ones at the end."""
    undone = takewhile(lambda undo_step: undo_step.undone, reversed(undo_steps))
    return [undo_step for undo_step in undone if not undo_step.superseded]
