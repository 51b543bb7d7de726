"""A file that an earlier version wrote opens here with all its records, can be undone, and gives the same report.

``fixtures/earlier_version/README.md`` says how it was made.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from breakout_tui.cli.publisher import ReportPublisher
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.commands import Redo, Undo
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.records import Draft
from breakout_tui.domain.session import Session, decide
from breakout_tui.domain.undo import undoable
from breakout_tui.store import codec, table_mappings
from breakout_tui.store.check import diagnose
from breakout_tui.store.database import Database
from breakout_tui.store.rescue import rescue
from tests.store.builders import NINE, database, records_of

FIXTURE = Path(__file__).parent / "fixtures" / "earlier_version"
EXPECTED: dict[str, Any] = json.loads((FIXTURE / "records.json").read_text(encoding="utf-8"))
FIRST, SECOND = EXPECTED["sessions"]
BOOT, SINCE_BOOT, WALL = EXPECTED["reading"]
NOW = Reading(BOOT, SINCE_BOOT, datetime.fromisoformat(WALL))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A copy of the file."""
    return Path(shutil.copyfile(FIXTURE / "day.db", tmp_path / "day.db"))


def stored_as(store: Database, session_id: str) -> dict[str, Any]:
    """All of a session as JSON values, by table, in the order in which it is read."""
    found: dict[str, list[Any]] = {}
    for record in records_of(store.load(session_id)):
        mapping = table_mappings.MAPPINGS[type(record)]
        hint: object = mapping.record_class
        found.setdefault(mapping.shape.name, []).append(codec.encoder(hint)(record))
    draft = store.draft(session_id)
    assert draft is not None
    return {**found, "draft": codec.encoder(Draft)(draft)}


def written(store: Database, session: Session, command: Undo | Redo) -> Session:
    """The session after a command, read back from the file."""
    outcome = decide(session, command, NOW)
    store.submit(session.id, outcome.changes)
    return outcome.session


@pytest.mark.parametrize("session_id", [FIRST, SECOND])
def test_every_record_is_read_as_the_earlier_version_read_it(path: Path, session_id: str) -> None:
    """Rule: notes, tallies, ranking, report-back, repeats, undo journal and draft; nothing is lost or changed."""
    expected = {table: records for table, records in EXPECTED["sessions"][session_id].items() if records}
    found = stored_as(database(path), session_id)
    found["note"].reverse()
    assert found == expected
    assert diagnose(path) == []


def test_the_list_of_sessions_is_complete(path: Path) -> None:
    """Rule: both rounds, the later one first."""
    summaries = database(path).summaries()
    assert [(each.id, each.round, each.notes) for each in summaries] == [(SECOND, 2, 1), (FIRST, 1, 8)]


@pytest.mark.parametrize("session_id", [FIRST, SECOND])
def test_all_that_could_be_undone_can_be_undone_and_redone(path: Path, session_id: str) -> None:
    """Rule: the journal names its records as it did; undone to the first and redone, its notes and outcomes are as before."""
    store = database(path)
    store.start(lambda _: None)
    before = session = Session.of(store.load(session_id))
    steps = 0
    while undoable(session) is not None:
        session = written(store, session, Undo())
        steps += 1
    expected = EXPECTED["sessions"][session_id]["deed"]
    assert steps == sum(not step.get("undone", False) for step in expected) > 0
    assert session.book.visible == 0
    for _ in range(steps):
        session = written(store, session, Redo())
    with pytest.raises(CommandRefused):
        decide(session, Redo(), NOW)
    assert store.close(20)
    again = Session.of(database(path).load(session_id))
    assert again == session
    assert again.book.notes == before.book.notes
    # Locking quoted the erased statement: those steps were erased with it, so the list stays unlocked.
    assert (again.tallies, again.report_back) == (before.tallies, before.report_back)
    assert again.heard_again == before.heard_again


@pytest.mark.parametrize(("session_id", "name"), [(FIRST, "round-1.md"), (SECOND, "round-2.md")])
def test_the_report_is_the_one_that_the_earlier_version_wrote(path: Path, session_id: str, name: str) -> None:
    """Rule: the same report from the same file; only a change of its wording may change it."""
    store = database(path)
    report = ReportPublisher(store).render(Session.of(store.load(session_id)), NOW)
    report = re.sub(r"(?m)^tool: .*$", 'tool: "breakout-tui 0.1.0"', report)
    if os.environ.get("UPDATE_GOLDEN"):
        (FIXTURE / name).write_text(report, encoding="utf-8")
    assert report == (FIXTURE / name).read_text(encoding="utf-8")


def test_it_is_rescued_whole(path: Path) -> None:
    """Rule: reading by pages knows the tables of every version."""
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    done = rescue(path, NINE)
    assert (done.saved, done.known, done.problems) == (11, 11, ())
    for session_id in (FIRST, SECOND):
        assert (
            database(done.path).load(session_id).notes == database(FIXTURE / "day.db").load(session_id).notes
        )
