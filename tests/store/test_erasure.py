"""Erasure leaves no byte of a name or statement in any of our files."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.erased_words import ERASED, STRUCK
from breakout_tui.domain.errors import OwnershipLost
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Wording
from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.ranking_counts import ranking_of
from breakout_tui.domain.ranking_records import PriorityIssue, Ranking, Tally, Unlocking
from breakout_tui.domain.records import Draft, Finding, ReportBack, UndoableChange, UndoStep
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.store_events import Saved
from breakout_tui.domain.undo import redoable, undoable
from breakout_tui.store import schema
from breakout_tui.store.backups import back_up, folder_of
from breakout_tui.store.check import diagnose
from breakout_tui.store.erasure import Wanted, erase, preview
from breakout_tui.store.scrub import Names
from tests.store.builders import (
    NINE,
    SESSION,
    RecordingListener,
    StillClock,
    captured,
    database,
    head,
    new,
    note,
    write,
)

NAME = "Zoë Quetzal"
SAID = "The minister of ferries has never once boarded a ferry in winter"
EARLIER = "A ferry minister who walks around lakes instead"
NOW = StillClock().read()


def everything(folder: Path) -> bytes:
    """Every byte of every file in the folder and its folders."""
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def found_in(folder: Path, words: str) -> bool:
    """Whether any file has the words, in UTF-8 or UTF-16, in any case."""
    data = everything(folder)
    return any(
        form.encode(encoding) in pool
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
        for form in (words.lower(), words.upper(), words.title())
        for pool in (data, data.lower())
    )


def dump(path: Path) -> list[str]:
    """All of a database as SQL."""
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def fill(path: Path) -> None:
    """A session with a name and a statement in every place that can hold them."""
    first = replace(
        note(0, SAID),
        attribution=NAME,
        dissent=f"{NAME}, Peru",
        minority=f"{SAID} indeed",
        reason=f"{NAME} said that {EARLIER}",
        wordings=(Wording(EARLIER, NINE),),
        links=(1,),
        cluster=NAME,
    )
    merged = replace(note(1, "Boats are cold"), merged_into=0)
    other = replace(
        note(2, f"As ZOË  QUETZAL said: boats (zoë quetzal's, @{NAME.replace(' ', '_')})"), links=(0,)
    )
    edit = UndoStep(
        "d:1", SESSION, 1, "changed C1", NINE, (UndoableChange(replace(first, text=EARLIER), first),)
    )
    merge = UndoStep("d:2", SESSION, 2, "merged", NINE, (UndoableChange(note(1, "Boats are cold"), merged),))
    kept = UndoStep("d:3", SESSION, 3, f"attributed to {NAME}", NINE, (UndoableChange(None, other),))
    ranking = Ranking(
        "r",
        SESSION,
        locked_at=NINE,
        issues=(PriorityIssue(1, SAID, "C1", 4, True), PriorityIssue(2, "Boats are cold", "C2", 1, False)),
        unlockings=(Unlocking(NINE, f"{NAME} asked"),),
    )
    report_back = ReportBack(
        "rb",
        SESSION,
        headline=f"We heard that {SAID.lower()}",
        findings=(Finding(EARLIER, NAME), Finding("Boats are cold")),
        recommendations=(f"Ask {NAME}",),
        decisions=(f"{SAID}, we decided",),
    )
    box = Box(
        f"{SESSION}:afternoon:1",
        SESSION,
        "afternoon",
        10,
        "how",
        "How",
        StepKind.DISCUSS,
        SAID,
        60,
        30,
    )
    tally = Tally(f"{SESSION}:tally:#{NAME}", SESSION, f"#{NAME}", 3)
    store = database(path)
    store.start(RecordingListener())
    whole = head(facilitator=NAME, rapporteur=NAME.upper(), known=(NAME, "Peru"), room=f"Room of {NAME}")
    store.submit(
        SESSION, new(whole, box, first, merged, other, ranking, tally, report_back, edit, merge, kept)
    )
    store.save_draft(SESSION, Draft(f'@"{NAME}" half a', Kind.CHALLENGE, kept=f"{NAME} knows. {SAID}"))
    store.submit("other", new(head("other"), note(0, f"{NAME} again", "other")))
    assert store.close(20)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """That session, with two backups and free pages."""
    path = tmp_path / "breakout.db"
    fill(path)
    back_up(path, NINE)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("CREATE TABLE scratch (text TEXT)")
        connection.executemany("INSERT INTO scratch VALUES (?)", [(f"{NAME} {SAID}" * 40,)] * 50)
        connection.execute("DROP TABLE scratch")
    back_up(path, NINE)
    (folder_of(path) / "unfinished-4194400-0a0b").write_text(NAME + SAID + EARLIER)
    return path


def test_a_name_is_gone_from_every_byte_of_every_file(path: Path) -> None:
    """Rule: from the database, its journal, its free pages and its backups, all of which stay valid."""
    assert found_in(path.parent, NAME)
    counted = preview(path, Wanted((NAME,)))
    done = erase(path, Wanted((NAME,)), NOW)
    assert not found_in(path.parent, NAME)
    assert not found_in(path.parent, "Quetzal")
    assert done.places == counted.places > 20
    assert (done.copies, done.left) == (2, [])
    for file in (path, *folder_of(path).iterdir()):
        assert diagnose(file) == []


def test_a_mark_replaces_the_name_inside_a_text(path: Path) -> None:
    """Rule: only whole words; attributions, the facilitator and the list of names become empty."""
    erase(path, Wanted((NAME,)), NOW)
    held = database(path).load(SESSION)
    assert held.notes[2].text == f"As {STRUCK} said: boats ({STRUCK}'s, {STRUCK})"
    assert held.notes[0].attribution == ""
    assert held.notes[0].dissent == "Peru"
    assert (held.info.facilitator, held.info.rapporteur, held.info.known) == ("", "", ("Peru",))
    assert held.tallies[0].subject == f"#{held.notes[0].cluster}"
    assert len(held.undo_steps[2].changes) == 1
    assert held.info.erased == 1
    assert database(path).load("other").info.erased == 1


def test_a_statement_is_gone_from_every_byte_of_every_file(path: Path) -> None:
    """Rule: with its earlier wordings and all copies of its text."""
    done = erase(path, Wanted(notes=((SESSION, 0),)), NOW)
    assert done.notes == 1
    for words in (SAID, EARLIER, "never once boarded a ferry"):
        assert not found_in(path.parent, words)
    for file in (path, *folder_of(path).iterdir()):
        assert diagnose(file) == []


def test_other_statements_stay_when_one_is_erased(path: Path) -> None:
    """Rule: a note merged into it is visible again; the rest of the report-back and of the list stays."""
    erase(path, Wanted(notes=((SESSION, 0),)), NOW)
    session = Session.of(database(path).load(SESSION))
    assert (session.book[0].text, session.book[0].deleted) == (ERASED, True)
    assert session.book[1].is_visible
    assert [issue.title for issue in ranking_of(session).issues] == [ERASED, "Boats are cold"]
    assert session.report_back is not None
    assert session.report_back.findings == (Finding(ERASED, NAME), Finding("Boats are cold"))
    assert session.info.erased == 1


def test_undo_never_brings_a_statement_back(path: Path) -> None:
    """Rule: undo steps that held it can't be undone or redone; the others are as before."""
    erase(path, Wanted(notes=((SESSION, 0),)), NOW)
    session = Session.of(database(path).load(SESSION))
    assert redoable(session) is None
    undo_step = undoable(session)
    assert undo_step is not None
    assert undo_step.number == 3
    assert [each.changes for each in session.undo_steps[:2]] == [(), ()]


def test_erasing_a_short_statement_keeps_longer_ones(tmp_path: Path) -> None:
    """Rule: many sentences contain "No"; only texts that are nothing else go with it."""
    path = tmp_path / "breakout.db"
    report_back = ReportBack("rb", SESSION, headline="No money", ask="No")
    write(path, new(head(), note(0, "No"), note(1, "No money"), report_back))
    erase(path, Wanted(notes=((SESSION, 0),)), NOW)
    held = database(path).load(SESSION)
    assert held.notes[1].text == "No money"
    assert held.report_back is not None
    assert (held.report_back.headline, held.report_back.ask) == ("No money", ERASED)


def test_nothing_is_erased_while_a_running_window_holds_a_session(path: Path) -> None:
    """Rule: that window would write back what it has in memory."""
    store, listener = database(path), RecordingListener()
    store.start(listener)
    store.submit("other", captured(1, session_id="other"))
    listener.wait_for(Saved)
    before = path.read_bytes()
    with pytest.raises(OwnershipLost, match="nothing was erased"):
        erase(path, Wanted((NAME,)), NOW)
    assert path.read_bytes() == before
    assert found_in(folder_of(path), NAME)
    assert store.close(20)
    erase(path, Wanted((NAME,)), NOW)


def test_a_window_that_read_the_session_before_can_not_write_it_back(path: Path) -> None:
    """Rule: it holds no session, but it has the name in memory."""
    store, listener = database(path), RecordingListener()
    held = store.load(SESSION)
    erase(path, Wanted((NAME,)), NOW)
    store.start(listener)
    store.submit(SESSION, new(replace(held.info, people=9)))
    store.close(5)
    assert listener.holders
    assert not found_in(path.parent, NAME)


def test_a_backup_that_can_not_be_cleaned_stays_and_is_named(path: Path) -> None:
    """Rule: it may be the only copy of something; the others and the database are cleaned nevertheless."""
    broken = folder_of(path) / "20260101T000000Z.db"
    broken.write_bytes(b"not a database, says " + NAME.encode() * 100)
    kept = broken.read_bytes()
    assert preview(path, Wanted((NAME,))).left == [broken]
    done = erase(path, Wanted((NAME,)), NOW)
    assert (done.copies, done.left) == (3, [broken])
    assert broken.read_bytes() == kept
    broken.unlink()
    assert not found_in(path.parent, NAME)


def test_a_backup_in_which_erasing_fails_stays_whole(path: Path) -> None:
    """Rule: whatever goes wrong in the middle, it has all its rows, and its name is told."""
    stubborn = next(iter(folder_of(path).glob("*.db")))
    with closing(sqlite3.connect(stubborn)) as connection, connection:
        connection.execute(
            "CREATE TRIGGER stubborn BEFORE UPDATE ON note BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    rows = dump(stubborn)
    done = erase(path, Wanted((NAME,)), NOW)
    assert done.left == [stubborn]
    assert dump(stubborn) == rows


def test_an_empty_file_is_no_backup(path: Path) -> None:
    """Rule: it has nothing to erase, and stays as it is."""
    empty = folder_of(path) / "20260101T000000Z.db"
    empty.touch()
    done = erase(path, Wanted((NAME,)), NOW)
    assert (done.copies, done.left) == (2, [])
    assert empty.read_bytes() == b""


def test_each_backup_counts_once_whatever_names_the_database(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rule: also by a relative name, and through a link."""
    monkeypatch.chdir(path.parent)
    link = path.parent / "link.db"
    link.symlink_to(path)
    for name in (Path(path.name), Path("..") / path.parent.name / path.name, link):
        assert preview(name, Wanted((NAME,))).copies == 2


def test_an_erasure_that_was_interrupted_can_be_done_again(path: Path) -> None:
    """Rule: a name that only a backup still has is found."""
    keep = (path.parent / "keep").resolve()
    keep.write_bytes(next(folder_of(path).glob("*.db")).read_bytes())
    erase(path, Wanted((NAME,)), NOW)
    keep.rename(folder_of(path) / "20260101T000000Z.db")
    counted = preview(path, Wanted((NAME,)))
    assert counted.places == 0
    assert counted.in_copies > 0
    erase(path, Wanted((NAME,)), NOW)
    assert not found_in(path.parent, NAME)


@pytest.mark.parametrize(
    ("text", "scrubbed"),
    [
        ("Ana", STRUCK),
        ("Banana and Anabel", "Banana and Anabel"),
        ("ana, ANA; @Ana!", f"{STRUCK}, {STRUCK}; {STRUCK}!"),
        ("_Ana_", f"_{STRUCK}_"),
        ("Ana\u0301s", "Ana\u0301s"),
    ],
)
def test_only_whole_words_are_struck(text: str, scrubbed: str) -> None:
    """Rule: in any case, including the sign before them."""
    assert Names(["Ana"]).scrub(text) == scrubbed


@given(st.text(max_size=30), st.text(max_size=30))
def test_what_was_scrubbed_is_not_found_again(left: str, right: str) -> None:
    """Rule: whatever text is around it."""
    names = Names(["José Ñandú"])
    once = names.scrub(f"{left} José Ñandú {right}")
    before = names.count
    assert names.scrub(once) == once
    assert names.count == before > 0


def test_a_name_is_removed_from_every_column_that_may_hold_words(path: Path) -> None:
    """Rule: the tables say which columns hold words, and erasure searches each of them."""
    places = {
        (table.name, column.name): json.dumps([NAME]) if column.is_json else f"with {NAME}"
        for table in schema.ALL_TABLES
        for column in table.columns
        if column.has_words and column.holds != "tally id"
    }
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO session_version VALUES (?, 'w', 1, '')", (SESSION,))
        connection.execute("INSERT INTO other_version VALUES (?, 'id', 'Note', 'w', 1, '', '')", (SESSION,))
        connection.execute("INSERT INTO renumbered VALUES (?, 'id', 'serial', '1', '2', '')", (SESSION,))
        connection.execute("INSERT INTO gathered VALUES (?, '', '')", (SESSION,))
        connection.execute("INSERT INTO paper_version VALUES ('p', 'id', 'w', 1, 'Headline', '')")
        connection.execute("INSERT INTO paper_writer VALUES ('p', 'w', '', 1)")
        connection.execute("INSERT INTO paper_draft VALUES ('p', 'TITLE', 'w', '', '')")
        rest = "'', '', '', '', NULL, '', '', '', '', NULL, NULL, 0, 0"
        connection.execute(f"INSERT INTO hub_room VALUES ('r', {rest})")
        connection.execute("INSERT INTO hub_organiser VALUES ('o', '', '', 0, NULL)")
        connection.execute("INSERT INTO hub_silence VALUES ('r', 'late', 0, '', '')")
        connection.execute("INSERT INTO hub_message VALUES ('m', '', '', '', 0, 0, NULL)")
        connection.execute("INSERT INTO hub_help VALUES ('h', 'r', '', 0, '', NULL, NULL)")
        connection.execute("INSERT INTO room_message VALUES ('m', '', '', '', 0, 0, 0, '', 0, 0)")
        connection.execute("INSERT INTO room_help VALUES ('h', '', 0, '', 0, 0)")
        connection.execute("INSERT INTO room_floor VALUES ('f', ?, '', '', '', 0, '')", (SESSION,))
        connection.execute(f"INSERT INTO phone_vote VALUES ('v', ?{', 0' * 17})", (SESSION,))
        for (table, column), text in places.items():
            connection.execute(f"UPDATE {table} SET {column} = ?", (text,))
    erase(path, Wanted((NAME,)), NOW)
    with closing(sqlite3.connect(path)) as connection:
        for table, column in places:
            cells = [cell for (cell,) in connection.execute(f"SELECT {column} FROM {table}")]
            assert cells, f"{table} is empty: the test proves nothing for it"
            assert all(NAME not in cell for cell in cells)


def test_a_statement_is_removed_from_every_column_that_may_quote_it(path: Path) -> None:
    """Rule: the tables say which columns may repeat a note, and erasure searches each of them."""
    places = [
        (table.name, column.name, json.dumps([SAID]) if column.is_json else SAID)
        for table in schema.ALL_TABLES
        for column in table.columns
        if column.holds == "quote"
    ]
    with closing(sqlite3.connect(path)) as connection, connection:
        sent = "SELECT id, ?, '', '', '', 0, '' FROM note WHERE serial = 0"
        connection.execute(f"INSERT INTO room_floor {sent}", (SESSION,))
        for table, column, text in places:
            connection.execute(f"UPDATE {table} SET {column} = ?", (text,))
    erase(path, Wanted(notes=((SESSION, 0),)), NOW)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT id FROM room_floor").fetchall() == [("note-other-0",)]
        for table, column, _ in places:
            cells = [cell for (cell,) in connection.execute(f"SELECT {column} FROM {table}")]
            assert cells, f"{table} is empty: the test proves nothing for it"
            assert all(SAID not in cell and ERASED in cell for cell in cells)


def test_a_backup_of_an_earlier_version_is_erased_too(path: Path) -> None:
    """Rule: a column that it doesn't have yet is no reason to remove it."""
    backup = next(folder_of(path).glob("*.db"))
    with closing(sqlite3.connect(backup)) as connection, connection:
        connection.execute("ALTER TABLE note DROP COLUMN due")
        connection.execute("ALTER TABLE report_back DROP COLUMN ask")
    done = erase(path, Wanted((NAME,), notes=((SESSION, 0),)), NOW)
    assert (done.copies, done.left) == (2, [])
    assert backup.exists()
    for words in (NAME, SAID, EARLIER):
        assert not found_in(path.parent, words)
