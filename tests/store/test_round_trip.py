"""What is written is read back equal."""

from __future__ import annotations

import sqlite3
import tempfile
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from breakout_tui.domain.errors import NotFound
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Wording
from breakout_tui.domain.ranking_records import Ranking
from breakout_tui.domain.records import Change, Draft
from breakout_tui.domain.session_records import SessionRecords
from breakout_tui.domain.stage import Stage
from breakout_tui.domain.store_events import DraftSaved
from breakout_tui.domain.timeline import PhaseRun, Span
from tests.sampled import a_third
from tests.store.builders import (
    NINE,
    SESSION,
    RecordingListener,
    captured,
    database,
    drafts,
    head,
    new,
    note,
    records,
    records_of,
    texts,
    write,
)


def by_step(stored: SessionRecords) -> dict[str, Ranking]:
    """The rankings by their step."""
    return {ranking.step: ranking for ranking in stored.rankings}


@settings(max_examples=a_third(12), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records(), records())
def test_any_session_is_read_back_equal_and_so_is_its_next_state(
    before: SessionRecords, after: SessionRecords
) -> None:
    """Rule: reading gives the records that were written last, whatever they hold."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "breakout.db"
        write(path, new(*records_of(before)))
        assert database(path).load(SESSION) == before
        known = {(type(record), record.id): record for record in records_of(before)}
        changes = [Change(known.get((type(r), r.id)), r) for r in records_of(after)]
        store = database(path)
        store.load(SESSION)
        store.start(lambda _: None)
        store.submit(SESSION, changes)
        waiting = store.load(SESSION)
        assert store.close(20)
        written = database(path).load(SESSION)
        assert written.info == after.info
        assert written.notes[: len(after.notes)] == after.notes
        assert by_step(written) == {**by_step(before), **by_step(after)}
        assert written.report_back == (after.report_back or before.report_back)
        assert written.undo_steps == (after.undo_steps or before.undo_steps)
        assert written == waiting


@settings(max_examples=10, deadline=None)
@given(drafts())
def test_any_draft_is_read_back_equal(draft: Draft) -> None:
    """Rule: a draft can hold anything that can be typed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "breakout.db"
        store = database(path)
        store.start(lambda _: None)
        store.submit(SESSION, new(head()))
        store.save_draft(SESSION, draft)
        assert store.close(20)
        assert database(path).draft(SESSION) == draft


def test_a_removed_draft_is_gone(tmp_path: Path) -> None:
    """Rule: saving None removes the draft."""
    path = tmp_path / "breakout.db"
    listener, store = RecordingListener(), database(path)
    store.start(listener)
    store.submit(SESSION, new(head()))
    store.save_draft(SESSION, Draft("half a", Kind.CHALLENGE))
    listener.wait_for(DraftSaved)
    store.save_draft(SESSION, None)
    assert store.draft(SESSION) is None
    store.close(20)
    assert database(path).draft(SESSION) is None


def test_a_note_may_point_to_one_that_comes_later_in_the_same_transaction(tmp_path: Path) -> None:
    """Rule: links are checked at the end of the transaction."""
    path = tmp_path / "breakout.db"
    write(path, new(head(), replace(note(0), links=(1,)), note(1)))
    assert database(path).load(SESSION).notes[0].links == (1,)


def test_removing_a_link_and_a_wording_removes_only_those(tmp_path: Path) -> None:
    """Rule: the parts of a record are replaced as a whole."""
    path = tmp_path / "breakout.db"
    full = replace(note(1), links=(0, 1), wordings=(Wording("a", NINE), Wording("b", NINE)))
    less = replace(full, links=(1,), wordings=(Wording("a", NINE),))
    write(path, new(head(), note(0), full), [Change(full, less)])
    assert database(path).load(SESSION).notes[1] == less


def test_bytes_that_are_not_text_become_replacement_characters(tmp_path: Path) -> None:
    """Rule: a file that another program changed still opens."""
    path = tmp_path / "breakout.db"
    write(path, new(head(), note(0)))
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE note SET text = CAST(x'41ff42' AS TEXT)")
    connection.close()
    assert texts(database(path).load(SESSION)) == ["A\ufffdB"]


def test_control_characters_in_the_file_are_made_visible(tmp_path: Path) -> None:
    """Rule: all text that is read is clean."""
    path = tmp_path / "breakout.db"
    write(path, new(head(), note(0)))
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE note SET text = 'a' || char(27) || ']0;b' || char(7)")
    connection.close()
    assert texts(database(path).load(SESSION)) == ["a␛]0;b␇"]


def test_a_summary_has_the_stage_and_the_number_of_notes(tmp_path: Path) -> None:
    """Rule: newest first; deleted and merged notes aren't counted."""
    path = tmp_path / "breakout.db"
    run = PhaseRun("r", SESSION, "morning", NINE, 60)
    span = Span("s", SESSION, "morning", None, NINE)
    write(
        path,
        new(head(room="Room 2", people=20), run, span, note(0), replace(note(1), deleted=True)),
        new(replace(note(2), merged_into=0)),
    )
    write(path, new(head("later", created_at=NINE.replace(hour=10))), session_id="later")
    later, first = database(path).summaries()
    assert (later.id, later.stage, later.notes) == ("later", Stage.READY, 0)
    assert (first.room, first.stage, first.notes, first.theme_title) == ("Room 2", Stage.RUNNING, 1, "Theme")
    write(path, [Change(run, replace(run, ended_at=NINE))])
    assert database(path).summaries()[1].stage is Stage.BETWEEN


def test_the_latest_session_is_the_first_of_the_list_that_is_not_archived(tmp_path: Path) -> None:
    """Rule: by the instant, whatever the time zone; an empty file has none."""
    path = tmp_path / "breakout.db"
    assert database(path).latest() is None
    east = NINE.astimezone(timezone(timedelta(hours=11)))
    made = {"a": NINE, "b": east - timedelta(hours=1), "c": NINE + timedelta(minutes=1), "d": east}
    for session_id, created_at in made.items():
        write(path, new(head(session_id, created_at=created_at)), session_id=session_id)
    for archived in ("", "c", "d", "a", "b"):
        if archived:
            before = database(path).load(archived).info
            write(path, [Change(before, replace(before, archived=True))], session_id=archived)
        visible = [summary.id for summary in database(path).summaries() if not summary.archived]
        assert database(path).latest() == next(iter(visible), None)


def test_reading_includes_what_waits_to_be_written(tmp_path: Path) -> None:
    """Rule: a session shows its latest changes even while nothing can be written."""
    store = database(tmp_path / "breakout.db")
    store.submit(SESSION, new(head(room="Room 2")))
    store.submit(SESSION, captured(0, "first"))
    store.save_draft(SESSION, Draft("half", Kind.CHALLENGE))
    assert texts(store.load(SESSION)) == ["first"]
    assert [(summary.room, summary.notes) for summary in store.summaries()] == [("Room 2", 1)]
    assert store.draft(SESSION) == Draft("half", Kind.CHALLENGE)


def test_an_unknown_session_is_not_found(tmp_path: Path) -> None:
    """Rule: also in a missing file, which isn't created."""
    with pytest.raises(NotFound):
        database(tmp_path / "breakout.db").load("nobody")
    assert not (tmp_path / "breakout.db").exists()
