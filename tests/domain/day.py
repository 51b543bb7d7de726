"""A small day for the tests of the clock, and a room in which it is played with a clock moved by hand."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.commands import Command, EditDetails
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.pace import Pace, pace
from breakout_tui.domain.programme import (
    AgendaSource,
    AttributionRule,
    Phase,
    Programme,
    Question,
    Step,
    StepKind,
    Theme,
)
from breakout_tui.domain.records import Change, Record, SessionInfo
from breakout_tui.domain.refusals import Refusal
from breakout_tui.domain.session import Outcome, Session, decide, start
from tests.stored import session_records

NINE = datetime(2026, 11, 24, 9, 0, tzinfo=timezone(timedelta(hours=1)))


def programme(questions: int = 4) -> Programme:
    """The default day's minutes with one theme."""
    return Programme(
        event="Conference",
        heading="Themes",
        rule=AttributionRule.COUNTRY,
        phases=(
            Phase(
                "morning",
                "Morning",
                (
                    Step("opening", StepKind.OPENING, "Opening", 600, fixed=False, prompts=("Purpose",)),
                    Step(
                        "challenges",
                        StepKind.DISCUSS,
                        "Challenges",
                        4500,
                        note_kind=Kind.CHALLENGE,
                        agenda=AgendaSource.QUESTIONS,
                    ),
                    Step("break", StepKind.BREAK, "Break", 900, fixed=True),
                    Step(
                        "principles",
                        StepKind.DISCUSS,
                        "Principles",
                        2700,
                        note_kind=Kind.PRINCIPLE,
                        agenda=AgendaSource.ROOM,
                    ),
                    Step("rank", StepKind.RANK, "Rank", 900),
                    Step("readback", StepKind.READBACK, "Read-back", 600, fixed=True),
                ),
            ),
            Phase(
                "afternoon",
                "Afternoon",
                (
                    Step("recap", StepKind.OPENING, "Opening", 600),
                    Step(
                        "approaches",
                        StepKind.DISCUSS,
                        "Approaches",
                        4500,
                        note_kind=Kind.APPROACH,
                        agenda=AgendaSource.PRIORITIES,
                    ),
                    Step(
                        "recommendations",
                        StepKind.DISCUSS,
                        "Recommendations",
                        2700,
                        note_kind=Kind.RECOMMENDATION,
                        agenda=AgendaSource.GROUPS,
                    ),
                    Step("agree", StepKind.AGREE, "Agree", 1200),
                    Step("close", StepKind.READBACK, "Read-back", 600, fixed=True),
                ),
            ),
        ),
        themes=(Theme("t", "Theme", "", tuple(Question(f"Question {n}") for n in range(1, questions + 1))),),
    )


class Room:
    """A session in play: commands, passing time, and every record that was stored."""

    def __init__(
        self, details: EditDetails | None = None, questions: int = 4, *, made: Programme | None = None
    ) -> None:
        self.boot = "boot-1"
        self.since_boot = 5000.0
        self.wall = NINE
        details = details or EditDetails(known=("Norway",))
        outcome = start(made or programme(questions), "t", details, self.reading())
        self.session: Session = outcome.session
        self.records: dict[str, Record] = {}
        self._store(outcome.changes)

    def reading(self) -> Reading:
        """The reading of the clocks."""
        return Reading(self.boot, self.since_boot, self.wall)

    def wait(self, seconds: float) -> None:
        """Let time pass on both clocks."""
        self.since_boot += seconds
        self.wall += timedelta(seconds=seconds)

    def reboot(self, seconds: float) -> None:
        """The computer is off for so many seconds and restarts."""
        self.boot += "'"
        self.since_boot = 10.0
        self.wall += timedelta(seconds=seconds)

    def do(self, command: Command) -> Outcome:
        """Carry out a command and store its changes."""
        outcome = decide(self.session, command, self.reading())
        self.session = outcome.session
        self._store(outcome.changes)
        return outcome

    def refusal(self, command: Command) -> Refusal:
        """The reason why a command is refused; checks that nothing changes."""
        before = self.session
        with pytest.raises(CommandRefused) as refused:
            self.do(command)
        assert self.session is before
        return refused.value.reason

    def tries(self, command: Command) -> bool:
        """Carry out a command unless it is refused; a refusal changes nothing."""
        try:
            self.do(command)
        except CommandRefused:
            return False
        return True

    def pace(self) -> Pace:
        """The pace of the running phase."""
        found = pace(self.session, self.reading())
        assert found is not None
        return found

    def reloaded(self) -> Session:
        """The session built from the stored records."""
        return Session.of(session_records(self.records.values()))

    def _store(self, changes: tuple[Change, ...]) -> None:
        for change in changes:
            key = f"{type(change.after).__name__}:{change.after.id}"
            assert self.records.get(key) == change.before, "a change must start from the stored record"
            self.records[key] = change.after


def with_info(room: Room, info: SessionInfo) -> Room:
    """The room with this record of its session, stored."""
    room.session = room.session.put(info)
    room.records[f"SessionInfo:{info.id}"] = info
    return room
