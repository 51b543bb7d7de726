"""A room's file with its floor, a session in it, and what its writer can do now."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from breakout_tui.domain import commands as c
from breakout_tui.domain.floor import FloorOutcome
from breakout_tui.domain.floor_commands import TakenStatement, TakeStatements
from breakout_tui.domain.floor_exchange import FloorMail, FloorNews, SentStatement
from breakout_tui.domain.floor_outcomes import FloorOutcomes
from breakout_tui.domain.identity import new_id
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.session import Session
from breakout_tui.link.room_floor_box import FloorExchange
from breakout_tui.store.connection import open_writing
from breakout_tui.store.migrations import migrate
from breakout_tui.store.room_floor import StoredFloor
from breakout_tui.store.written_aside import Work
from tests.domain.day import NINE, Room
from tests.tui.fakes import FakeClock

ADDRESS, CODE = "http://192.168.1.23:8765/p", "7KQ2-M4XP"


def sent(text: str, session_id: str, *, country: str = "", kind: str = "challenge") -> SentStatement:
    """A statement on its way, sent half a minute ago."""
    return SentStatement(new_id(NINE), session_id, kind, text, country, 30.0)


@dataclass
class FloorRoom:
    """A room with a file, a window, and a server that knows what it was told."""

    path: Path
    rule: AttributionRule = AttributionRule.COUNTRY
    clock: FakeClock = field(default_factory=FakeClock)
    is_writable: bool = True
    writes: int = 0
    woken: int = 0

    def __post_init__(self) -> None:
        with closing(open_writing(self.path, 1.0)) as raw:
            migrate(raw, self.path, "2026-11-24")
        self.room = Room(c.EditDetails(known=("Norway",), rule=self.rule))
        self.room.do(c.Next())
        self.open_window()

    @property
    def session(self) -> Session:
        """The session as it is."""
        return self.room.session

    def open_window(self) -> None:
        """A new window, and its link."""
        self.floor = StoredFloor(lambda: self.path, self.write, self.clock)
        self.exchange = FloorExchange(self.floor, self._wake)
        self.saved()

    def saved(self) -> None:
        """The session is saved as it is."""
        self.floor.offer(self.session)
        self.exchange.look()

    def write(self, work: Work, done: Callable[[bool], None]) -> None:
        """As the writer's thread does, at once."""
        if self.is_writable:
            self.writes += 1
            with closing(sqlite3.connect(self.path)) as raw, raw:
                raw.execute("PRAGMA synchronous = OFF")
                work(raw)
        done(self.is_writable)

    def gets(self, *statements: SentStatement, **others: object) -> FloorNews:
        """The server answers with these; what it was told before."""
        news = self.exchange.news()
        withdrawn = others.get("withdrawn", ())
        assert isinstance(withdrawn, tuple)
        wants = bool(others.get("wants_results"))
        self.exchange.hear(news, FloorMail(statements, withdrawn, wants, CODE, ADDRESS, 3))
        return news

    def takes(self, key: str, text: str = "Silo budgets") -> None:
        """The facilitator takes a statement, and it is saved."""
        self.room.do(TakeStatements((TakenStatement(key, c.Capture(text, Kind.CHALLENGE)),)))
        self.saved()

    def became(self) -> list[tuple[str, FloorOutcome, str]]:
        """Text, outcome and reference of each statement that the window shows."""
        found = FloorOutcomes().of(self.floor.statements, self.session).values()
        return [(each.text, became.outcome, became.reference) for each, became in found]

    def _wake(self) -> None:
        self.woken += 1
