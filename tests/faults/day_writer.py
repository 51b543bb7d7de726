"""A process that writes a played day into a database, reports what became durable, and may be killed."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import breakout_tui.store.write_transaction  # noqa: F401 - a process that is forked from here need not import it again
from breakout_tui.cli.demo_command import DETAILS
from breakout_tui.cli.demo_day import DAY
from breakout_tui.cli.demo_player import Player, length, until
from breakout_tui.cli.publisher import ReportPublisher
from breakout_tui.domain.clock import Reading, SystemClock
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.pace import pace
from breakout_tui.domain.records import Change, Draft, Record
from breakout_tui.domain.session import Session
from breakout_tui.domain.session_records import SessionRecords
from breakout_tui.domain.store_events import Saved, SaveFailed, StoreEvent
from breakout_tui.store.connection import BUSY, open_writing
from breakout_tui.store.database import Database
from breakout_tui.store.migrations import STEPS, VERSION, Migration, migrate
from breakout_tui.store.retry_policy import RetryPolicy
from tests.day_script import shipped
from tests.stored import session_records

Day = tuple[tuple[Change, ...], ...]
"""The changes of each command of a day, one submission each; the first starts the session."""


def played_day(place: str = "done") -> Day:
    """The demonstration's day up to a place: typing, ranking, merging, clock and agenda."""
    lines = until(DAY, place)
    now, seconds = SystemClock().read(), length(lines)
    began = Reading(now.boot, now.since_boot - seconds, now.wall - timedelta(seconds=seconds))
    programme = shipped()
    player = Player(programme, programme.themes[0].id, DETAILS, began)
    player.play(lines)
    return tuple(changes for changes in player.changes if changes)


def session_id(day: Day) -> str:
    """The id of the day's session."""
    return day[0][0].after.id


def after(day: Day, count: int) -> SessionRecords:
    """What the file must hold after that many submissions."""
    stored: dict[str, Record] = {}
    for change in (change for changes in day[:count] for change in changes):
        stored[f"{type(change.after).__name__}:{change.after.id}"] = change.after
    return session_records(stored.values())


def write_day(
    database: Path,
    day: Day,
    reported: int,
    documents: Path | None = None,
    pause: float = 0.0,
    busy: float = BUSY,
) -> None:
    """Write the day, a draft after each submission, and an export after every fortieth.

    Writes one line for each event to ``reported`` (a descriptor): ``saved N`` once it is durable, ``failed WHY``, and
    ``draft N`` when the draft is submitted.
    """
    clock = SystemClock()
    store = Database(database, clock, retry_policy=RetryPolicy(busy=busy))

    def hear(event: StoreEvent) -> None:
        if isinstance(event, Saved):
            os.write(reported, f"saved {event.ticket}\n".encode())
        elif isinstance(event, SaveFailed):
            os.write(reported, f"failed {event.problem}\n".encode())

    store.start(hear)
    name = session_id(day)
    for number, changes in enumerate(day, 1):
        store.submit(name, changes)
        store.save_draft(name, Draft(f"draft {number}", Kind.CHALLENGE))
        os.write(reported, f"draft {number}\n".encode())
        if documents is not None and number % 40 == 0:
            publisher = ReportPublisher(store, documents)
            publisher.export(Session.of(after(day, number)), clock.read())
        time.sleep(pause)
    store.close(20)
    os.write(reported, b"end\n")


def _rewrite(connection: sqlite3.Connection) -> None:
    """A migration that touches every note, slowly enough to be interrupted."""
    connection.execute("ALTER TABLE note ADD COLUMN one_to_come TEXT")
    connection.execute("PRAGMA cache_spill = 2")
    for (serial,) in connection.execute("SELECT serial FROM note").fetchall():
        connection.execute("UPDATE note SET one_to_come = hex(randomblob(200)) WHERE serial = ?", (serial,))


LATER = (*STEPS, Migration(VERSION + 1, "one to come", _rewrite))
"""The steps of a program that is one version ahead of this one."""


def migrate_day(database: Path, reported: int) -> None:
    """Migrate the database to the next version."""
    with closing(open_writing(database, 1.0)) as connection:
        os.write(reported, b"begin\n")
        migrate(connection, database, "2026-11-24T09:00:00+01:00", LATER)
    os.write(reported, b"end\n")


@dataclass(frozen=True)
class Survival:
    """What a database holds of a day after something happened to it."""

    count: int
    """The number of submissions of the day that are in the file."""
    draft: int
    """The number of the draft; 0 for none."""


def survival(database: Path, day: Day, least: int = 0) -> Survival:
    """Read the file as a restart does; raises AssertionError unless it holds exactly the first submissions of the day."""
    store = Database(database, SystemClock(), retry_policy=RetryPolicy(busy=1.0))
    name = session_id(day)
    if not store.summaries():
        assert least == 0, f"{least} submissions were reported as saved, and the file knows no session"
        return Survival(0, 0)
    found = Session.of(store.load(name))
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    counts = [n for n in range(max(1, least), len(day) + 1) if _same(found, Session.of(after(day, n)))]
    assert counts, f"{least} submissions were reported as saved; the file holds no whole beginning that long"
    draft = store.draft(name)
    reading = SystemClock().read()
    now, then = pace(found, reading), pace(Session.of(after(day, counts[0])), reading)
    assert now == then, "the clock continues from the stored spans"
    return Survival(counts[-1], int(draft.text.removeprefix("draft ")) if draft is not None else 0)


def goes_on(database: Path, day: Day, count: int) -> None:
    """Continue the session in the next window, and write the rest of the day."""
    store = Database(database, SystemClock(), retry_policy=RetryPolicy(busy=1.0))
    if count:
        assert store.holder(session_id(day)) == "", "a dead window owns nothing"
        store.load(session_id(day))
    rest: Sequence[tuple[Change, ...]] = day[count:]
    store.start(lambda _: None)
    for changes in rest:
        store.submit(session_id(day), changes)
    assert store.close(20)
    assert store.unsaved() == ()
    assert _same(Session.of(store.load(session_id(day))), Session.of(after(day, len(day))))


def _same(found: Session, expected: Session) -> bool:
    return _parts(found) == _parts(expected)


def _parts(session: Session) -> tuple[object, ...]:
    """All parts of a session in a fixed order, with the undo steps that are loaded."""
    return (
        session.info,
        {run.id: run for run in session.runs},
        {box.id: box for box in session.boxes},
        {span.id: span for span in session.spans},
        tuple(session.book.notes),
        session.tallies,
        session.rankings,
        session.report_back,
        session.heard_again,
        tuple(sorted(session.undo_steps, key=lambda undo_step: undo_step.number))[-100:],
    )
