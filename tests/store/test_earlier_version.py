"""A file that an earlier version wrote opens here with all its records, can be undone, and gives the same report.

``fixtures/earlier_version/README.md`` says how it was made.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from breakout_tui.cli.publisher import ReportPublisher
from breakout_tui.domain import codec
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.commands import Redo, Undo
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.rank_steps import lists
from breakout_tui.domain.ranking import standings
from breakout_tui.domain.ranking_counts import ranking_of
from breakout_tui.domain.records import Draft
from breakout_tui.domain.session import Session, decide
from breakout_tui.domain.undo import undoable
from breakout_tui.store import table_mappings
from breakout_tui.store.check import diagnose
from breakout_tui.store.database import Database
from breakout_tui.store.erasure import Wanted, erase
from breakout_tui.store.migrations import VERSION
from breakout_tui.store.rescue import rescue
from breakout_tui.store.retry_policy import RetryPolicy
from tests.store.builders import NINE, database, head, new, note, records_of, write

FIXTURE = Path(__file__).parent / "fixtures" / "earlier_version"


def _of_today(sessions: dict[str, Any]) -> dict[str, Any]:
    """The records with what has another form today: the phases and questions of the programme, the ends, and the phase of a run."""
    for tables in sessions.values():
        for info in tables["session"]:
            made = info["programme"]
            old = [made.pop("morning"), made.pop("afternoon")]
            made["phases"] = [{"id": phase.pop("name"), **phase} for phase in old]
            made["phases"][0]["pause"] = "Lunch"
            for theme in made["themes"]:
                theme["questions"] = [{"text": text} for text in theme["questions"]]
            ends = {phase: info.pop(f"{phase}_ends", None) for phase in ("morning", "afternoon")}
            info["ends"] = {phase: at for phase, at in ends.items() if at is not None}
        for run in tables["phase_run"]:
            run["phase"] = run.pop("name")
    return sessions


def _without_new_ids(value: Any) -> Any:
    """The JSON value without the ids that were made of serials; ``test_old_identity`` has the rule of the new ones."""
    if isinstance(value, list):
        return [_without_new_ids(each) for each in value]
    if not isinstance(value, dict):
        return value
    has_new = {"serial", "started_at", "changes", "votes"} & value.keys() and "length" not in value
    return {key: _without_new_ids(each) for key, each in value.items() if not (has_new and key == "id")}


EXPECTED: dict[str, Any] = json.loads((FIXTURE / "records.json").read_text(encoding="utf-8"))
EXPECTED["sessions"] = _without_new_ids(_of_today(EXPECTED["sessions"]))
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
    whole: dict[str, Any] = _without_new_ids({**found, "draft": codec.encoder(Draft)(draft)})
    return whole


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
    store = database(path, retry_policy=RetryPolicy())  # its writer and its reader both migrate the file
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


def test_its_list_is_that_of_the_first_rank_step(path: Path) -> None:
    """Rule: also where its programme has a second one, whose list is empty and is stored beside it."""
    before = Session.of(database(Path(shutil.copyfile(path, path.with_name("other.db")))).load(FIRST))
    with closing(sqlite3.connect(path)) as connection, connection:
        (programme,) = connection.execute("SELECT programme FROM session WHERE id = ?", (FIRST,)).fetchone()
        plain = json.loads(programme)
        plain["afternoon"]["steps"].insert(
            0, {"id": "vote-2", "kind": "rank", "title": "Vote", "planned": 600}
        )
        connection.execute("UPDATE session SET programme = ? WHERE id = ?", (json.dumps(plain), FIRST))
    store = database(path, retry_policy=RetryPolicy())
    session = Session.of(store.load(FIRST))
    assert lists(session.info.programme) == ("", "vote-2")
    assert (session.rankings, session.tallies) == (before.rankings, before.tallies)
    assert standings(session, "") == standings(before)
    assert [line.votes for line in standings(session, "vote-2") if line.votes is not None] == []
    second = replace(ranking_of(session, "vote-2"), cut=1)
    store.start(lambda _: None)
    store.submit(FIRST, new(second))
    assert store.close(20)
    again = Session.of(database(path).load(FIRST))
    assert again.rankings == {**before.rankings, "vote-2": second}


@pytest.mark.parametrize(("session_id", "name"), [(FIRST, "round-1.md"), (SECOND, "round-2.md")])
def test_the_report_is_the_one_that_the_earlier_version_wrote(path: Path, session_id: str, name: str) -> None:
    """Rule: the same report from the same file; only a change of its wording may change it."""
    store = database(path)
    report = ReportPublisher(store).render(Session.of(store.load(session_id)), NOW)
    report = re.sub(r"(?m)^tool: .*$", 'tool: "breakout-tui 0.1.0"', report)
    if os.environ.get("UPDATE_GOLDEN"):
        (FIXTURE / name).write_text(report, encoding="utf-8")
    assert report == (FIXTURE / name).read_text(encoding="utf-8")


def _untouched(_: Path) -> None:
    """The file as the earlier version left it."""


def _opened(path: Path) -> None:
    """Migrated, with every row as it was."""
    database(path).summaries()


def _written(path: Path) -> None:
    """Rows of this version are among those of the earlier one."""
    write(path, new(head("new"), note(0, "A new note", "new")), session_id="new")


@pytest.mark.parametrize("is_readable", [True, False], ids=["by SQLite", "by pages"])
@pytest.mark.parametrize(("change", "added"), [(_untouched, 0), (_opened, 0), (_written, 1)])
def test_it_is_rescued_whole(
    path: Path, change: Callable[[Path], None], added: int, *, is_readable: bool
) -> None:
    """Rule: before and after it is migrated and written to; reading by pages knows the tables of every version."""
    change(path)
    if not is_readable:
        path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    there = set(path.parent.iterdir())
    done = rescue(path, NINE)
    assert (done.saved, done.known, done.problems) == (11 + added, 11 + added, ())
    assert set(path.parent.iterdir()) == {*there, done.path}
    for session_id in (FIRST, SECOND):
        found = stored_as(database(done.path), session_id)
        assert found["note"][::-1] == EXPECTED["sessions"][session_id]["note"]
        assert found["session"] == EXPECTED["sessions"][session_id]["session"]


def test_it_is_rescued_by_sqlite_where_sqlite_can_read_it(path: Path) -> None:
    """Rule: columns that it doesn't have yet are no damage; reading by pages would lose a row with a wrong cell."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM deed")
        connection.execute("UPDATE note SET number = 'many' WHERE serial = 2")
    assert rescue(path, NINE).saved == 11


def test_it_is_copied_before_it_is_migrated(path: Path) -> None:
    """Rule: once, with every record; a file that is already of this version is not copied."""
    with closing(sqlite3.connect(path)) as connection:
        before, version = list(connection.iterdump()), _version_of(connection)
    for _ in range(2):
        _written(path)
    copies = [file for file in path.parent.iterdir() if file.name.startswith("day.db.before-v")]
    assert len(copies) == (version < VERSION)
    for copy in copies:
        with closing(sqlite3.connect(copy)) as connection:
            assert (list(connection.iterdump()), _version_of(connection)) == (before, version)


def _version_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_a_new_file_has_no_copy(tmp_path: Path) -> None:
    """Rule: whatever number of migrations makes it."""
    _written(tmp_path / "breakout.db")
    assert not list(tmp_path.glob("*before*"))


def test_its_copy_is_erased_and_not_removed(path: Path) -> None:
    """Rule: a copy of an earlier version has not all columns of this one."""
    copy = Path(shutil.copyfile(path, path.with_name("day.db.before-v9")))
    _opened(path)
    said = "".join(EXPECTED["sessions"][FIRST]["note"][2]["text"])
    assert said.encode() in copy.read_bytes()
    done = erase(path, Wanted(notes=((FIRST, 2),)), NOW)
    assert (done.notes, len(done.left)) == (1, 0)
    for file in (path, copy):
        assert said.encode() not in file.read_bytes()
