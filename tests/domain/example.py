"""A small session for tests of outcomes: a room that talks, with a clock that moves only on request."""

from __future__ import annotations

from datetime import timedelta

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.programme import Programme
from breakout_tui.domain.session import Session, decide, start
from tests.domain import day
from tests.domain.strategies import Wish

DETAILS = c.EditDetails(
    room="Room 2", people=20, known=("Norway", "Estonia"), groups=("Small states", "Federations")
)


def programme() -> Programme:
    """One theme of two questions; every kind of step is in its day."""
    return day.programme(questions=2)


def reading(seconds: float) -> Reading:
    """The reading of the clocks so many seconds after nine."""
    return Reading("boot-1", 5000.0 + seconds, day.NINE + timedelta(seconds=seconds))


def started_session(details: c.EditDetails = DETAILS) -> Session:
    """A session whose morning began a minute ago."""
    session = start(programme(), "t", details, reading(0)).session
    return decide(session, c.Next(), reading(60)).session


class Talk(day.Room):
    """A session in its morning, with words for what a room does."""

    def __init__(self, details: c.EditDetails = DETAILS, made: Programme | None = None) -> None:
        super().__init__(details, questions=2, made=made)
        self.do(c.Next())

    def say(
        self, kind: Kind, text: str, *, to: tuple[str, ...] = (), cluster: str = "", **fields: str
    ) -> Note:
        """Capture a note that points to these references."""
        links = tuple(self.note(reference).serial for reference in to)
        self.do(c.Capture(text, kind, cluster=cluster, links=links, fields=fields))
        return self.session.book[len(self.session.book) - 1]

    def note(self, reference: str) -> Note:
        """The note with a reference."""
        found = self.session.book.find(reference)
        assert found is not None, reference
        return found

    def vote(self, **votes: int) -> None:
        """Enter counts."""
        for subject, count in votes.items():
            self.do(c.SetTally(subject, count))

    def enter_step(self, step: str) -> None:
        """Go to the first box of a step of the running phase."""
        boxes = self.session.agenda(self.session.phase_in_view)
        self.do(c.JumpTo(next(box.id for box in boxes if box.step == step)))

    def start_afternoon(self) -> None:
        """End the morning and begin the afternoon."""
        self.do(c.EndPhase())
        self.do(c.Next())

    def enter(self, title: str) -> None:
        """Go to the box with this title."""
        boxes = self.session.agenda(self.session.phase_in_view)
        self.do(c.JumpTo(next(box.id for box in boxes if box.title == title)))


def complete_chain() -> Talk:
    """A day without loose ends: one challenge, ranked and locked, with all its answers read back."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "Silo budgets block shared services", cluster="budget")
    talk.say(Kind.PRINCIPLE, "Budgets follow services", to=("C1",))
    talk.vote(C1=12)
    talk.do(c.ChooseCut(1))
    talk.do(c.LockRanking())
    talk.start_afternoon()
    talk.enter("Silo budgets block shared services")
    talk.say(Kind.APPROACH, "One budget line", to=("P1",), where="Norway")
    talk.say(
        Kind.RECOMMENDATION, "Fund shared services from one line", to=("A1",),
        addressee="All", actor="Ministries of finance", due="end of 2027",
    )  # fmt: skip
    return talk


def follow(room: day.Room, wishes: list[Wish]) -> None:
    """Carry out all allowed wishes, ten seconds apart."""
    for wish in wishes:
        room.wait(10)
        if (command := wish.command(room.session)) is not None:
            room.tries(command)
