"""What must be true of a day, kept by hand beside the program.

It holds a session of the domain in which each command is carried out at once, in the order of the keys, and in plain values
what the line holds and what was said. It knows nothing of terminals, screens, queues, drafts or files.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.command_context import Outcome
from breakout_tui.domain.commands import Command
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.pace import pace
from breakout_tui.domain.programme import AttributionRule, StepKind
from breakout_tui.domain.records import Change
from breakout_tui.domain.session import decide
from tests.domain.day import Room
from tests.domain.example import DETAILS
from tests.domain.test_promises import entered
from tests.stored import records_of
from tests.tui.fakes import FakeClock

PEOPLE, CLUSTERS = ("Norway", "Estonia"), ("budget", "law", "skills")
_MOVES = c.Next | c.Back | c.JumpTo | c.Skip | c.EndPhase


class Marks(NamedTuple):
    """The marks behind the words in the line."""

    speaker: str = ""
    cluster: str = ""
    reference: str = ""

    def __str__(self) -> str:
        named = (
            f"@{self.speaker}" * bool(self.speaker),
            f"#{self.cluster}" * bool(self.cluster),
            self.reference,
        )
        return "".join(f" {mark}" for mark in named if mark)


NO_MARKS = Marks()


class Said(NamedTuple):
    """A statement that was given by Enter, and the box that was current then."""

    text: str
    box_id: str | None


class Paper(Room):
    """``line`` are the words in the line, ``marks`` what stands behind them."""

    def __init__(self, clock: FakeClock, rule: AttributionRule) -> None:
        self._clock = clock
        super().__init__(replace(DETAILS, rule=rule), questions=3)
        self.said: list[Said] = []
        """By serial."""
        self.line, self.marks = "", NO_MARKS
        self.editing: int | None = None
        self.moved: set[int] = set()
        """Serials of the notes that a command may have put into another box."""
        self._kind: Kind | None = None
        """The kind of the words in the line, if it isn't the step's own."""

    def reading(self) -> Reading:
        """The clock that the program has, too."""
        return self._clock.read()

    def opening(self) -> Outcome:
        """The same session, new."""
        return Outcome(self.session, tuple(Change(None, record) for record in records_of(self.session)), ())

    # The line

    @property
    def in_line(self) -> str:
        """What the line shows, unless a note is edited."""
        return f"{self.line}{self.marks}"

    @property
    def kind(self) -> Kind:
        """The kind of the words in the line."""
        return self._kind or self.session.kinds[0]

    def type(self, text: str, marks: Marks | None = None) -> None:
        """Words are typed or pasted."""
        self.line += text
        self.marks = marks or self.marks

    def keep_kind(self) -> None:
        """The window was opened again: the words in the line keep their kind."""
        self._kind = self.kind if self.line else None

    def turn_kind(self) -> None:
        """Tab in an empty line."""
        self._kind = self.session.kinds[1]

    def edit(self, note: Note) -> None:
        """A note comes into the line."""
        self.editing, self.line = note.serial, note.text

    def enter(self) -> None:
        """Enter: a note is made of the line, or changed."""
        if self.editing is not None:
            self.do(c.EditNote(self.editing, text=self.line))
        else:
            self.say(self.line, self.marks, self.kind)
        self.line, self.marks, self.editing, self._kind = "", NO_MARKS, None, None

    def say(self, text: str, marks: Marks = NO_MARKS, kind: Kind | None = None) -> None:
        """A statement is given; it belongs to the box that is current now. A restored draft may end with a blank."""
        box = self.session.current_box
        target = self.session.book.find(marks.reference) if marks.reference else None
        links = () if target is None else (target.serial,)
        kind = kind or self.session.kinds[0]
        speaker = "" if self.session.info.rule is AttributionRule.NONE else marks.speaker
        self.do(c.Capture(text, kind, speaker, marks.cluster, links))
        self.said.append(Said(text.strip(), None if box is None else box.id))

    def shortest(self, marks: Marks, letters: int) -> str:
        """The marks as they are typed if Enter completes the last one after so many letters; in full where it can't.

        Enter completes what is known; ``@`` alone is who spoke last, ``#`` alone is not used here.
        """
        last = marks.cluster or marks.speaker
        is_anonymous = self.session.info.rule is AttributionRule.NONE
        if marks.reference or not last:
            return str(marks)
        if marks.cluster:
            is_known, letters = last in self.session.book.cluster_counts, max(1, letters)
        else:
            is_known = not is_anonymous and (letters > 0 or last == self._last_speaker)
        return str(marks).removesuffix(last[letters:]) if is_known else str(marks)

    @property
    def _last_speaker(self) -> str:
        said = (note for note in reversed(self.session.book.notes) if note.is_visible and note.attribution)
        return next((note.attribution for note in said), "")

    # Commands

    def would(self, command: Command) -> bool:
        """Whether a command would be accepted now."""
        try:
            decide(self.session, command, self.reading())
        except CommandRefused:
            return False
        return True

    def run(self, command: Command) -> bool:
        """A command; a box that is entered gets what was shown for it."""
        before, kind = self.session, self.kind
        shown = pace(before, self.reading())
        if not self.tries(command):
            return False
        self.moved |= {
            note.serial
            for note, was in zip(self.session.book.notes, before.book.notes, strict=True)
            if note.box_id != was.box_id
        }
        if isinstance(command, _MOVES):
            if self.line:
                self._kind = kind
            elif self.session.stage is not before.stage or self.session.current_box != before.current_box:
                self._kind = None
        box = entered(before, self.session)
        promised = None if box is None or shown is None else shown.shown_for(box.id)
        if promised is not None and not (isinstance(command, c.Next) and command.seconds_ago):
            assert abs(self.pace().left - promised) <= 1, f"{command} gave {self.pace().left}, not {promised}"
        return True

    # What there is to choose from

    def note_at(self, number: int) -> Note | None:
        """One of the notes that were taken."""
        notes = self.session.book.notes
        return notes[number % len(notes)] if notes else None

    def last_visible(self) -> Note | None:
        """The note that ↑ edits."""
        return next((note for note in reversed(self.session.book.notes) if note.is_visible), None)

    @property
    def is_read_back(self) -> bool:
        """Whether outputs are read back now."""
        box = self.session.current_box
        return box is not None and box.kind is StepKind.READBACK
