"""A room to play a day in: a small programme, a clock that moves only on request, and short forms of commands."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.kinds import Kind
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
from breakout_tui.domain.session import Session, decide, start

MORNING_AT = datetime(2026, 11, 24, 9, 30, tzinfo=timezone(timedelta(hours=1)))
QUESTIONS = (
    "What is the role of the CIO?",
    "What are best practises that support cross-agency working?",
    "International models of Shared Service Strategies",
)


def programme(
    event: str = "ICA 43rd Conference", title: str = "", questions: tuple[str, ...] = ()
) -> Programme:
    """A programme of one theme with the usual steps."""

    def discuss(name: str, title: str, minutes: int, kind: Kind, agenda: AgendaSource) -> Step:
        return Step(name, StepKind.DISCUSS, title, minutes * 60, note_kind=kind, agenda=agenda)

    morning = (
        Step("opening", StepKind.OPENING, "Opening", 600),
        discuss("challenges", "Challenges", 75, Kind.CHALLENGE, AgendaSource.QUESTIONS),
        Step("break", StepKind.BREAK, "Break", 900, fixed=True),
        discuss("principles", "Principles", 45, Kind.PRINCIPLE, AgendaSource.ROOM),
        Step("rank", StepKind.RANK, "Rank", 900),
        Step("readback", StepKind.READBACK, "Read-back", 600, fixed=True),
    )
    afternoon = (
        Step("opening", StepKind.OPENING, "Opening", 600),
        discuss("approaches", "Approaches", 75, Kind.APPROACH, AgendaSource.PRIORITIES),
        discuss("recommendations", "Recommendations", 45, Kind.RECOMMENDATION, AgendaSource.GROUPS),
        Step("agree", StepKind.AGREE, "Agree", 1200),
        Step("readback", StepKind.READBACK, "Read-back", 600, fixed=True),
    )
    return Programme(
        event=event,
        heading="Breakout themes",
        rule=AttributionRule.COUNTRY,
        phases=(
            Phase("morning", "Morning", morning, pause="Lunch"),
            Phase("afternoon", "Afternoon", afternoon),
        ),
        themes=(
            Theme(
                "governance",
                title or "Governance Challenges for integrated eGovernment information and services",
                "This session will address the role of strategy and stakeholder engagement and commitment.",
                tuple(Question(text) for text in questions or QUESTIONS),
            ),
        ),
    )


DETAILS = c.EditDetails(
    room="Room 2",
    facilitator="Ada Berg",
    rapporteur="Jo Mori",
    people=24,
    groups=("Small states", "Federations"),
    known=("Norway", "Estonia", "Canada", "Japan"),
)


class Room:
    """A session and the time in its room."""

    def __init__(
        self,
        made: Programme | None = None,
        details: c.EditDetails = DETAILS,
        *,
        at: datetime = MORNING_AT,
        follows: str | None = None,
    ) -> None:
        self.at = at
        self.session: Session = start(
            made or programme(), "governance", details, self.reading, follows=follows
        ).session

    @property
    def reading(self) -> Reading:
        """The clocks now."""
        since = (self.at - datetime(2026, 11, 1, tzinfo=UTC)).total_seconds()
        return Reading("boot", since, self.at)

    def do(self, command: c.Command, minutes: float = 0) -> None:
        """Let some minutes pass, then carry out a command."""
        self.at += timedelta(minutes=minutes)
        self.session = decide(self.session, command, self.reading).session

    def say(
        self,
        kind: Kind,
        text: str,
        who: str = "",
        cluster: str = "",
        *,
        to: tuple[str, ...] = (),
        minutes: float = 1,
        **fields: str,
    ) -> int:
        """Capture a note after a minute and return its serial. ``to`` are the references that it links to."""
        links = tuple(note.serial for each in to if (note := self.session.book.find(each)) is not None)
        self.do(c.Capture(text, kind, who, cluster, links, fields=fields), minutes)
        return len(self.session.book) - 1

    def serial(self, reference: str) -> int:
        """The serial of the note with this reference."""
        note = self.session.book.find(reference)
        assert note is not None
        return note.serial
