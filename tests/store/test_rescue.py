"""Rescue saves every note that a damaged file still shows to a sound new file, and leaves the damaged one unchanged."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from breakout_tui.domain.erased_words import LOST
from breakout_tui.domain.errors import DatabaseDamaged, DatabaseNewer, NotFound, OutputExists, StoreError
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Wording
from breakout_tui.domain.session_state import Session
from breakout_tui.store import schema
from breakout_tui.store.carving import carve
from breakout_tui.store.check import diagnose
from breakout_tui.store.rescue import rescue
from tests.store.builders import NINE, SESSION, captured, database, head, new, note, texts, write

PAGE = 4096
NOTES = 120


def said(serial: int) -> str:
    """The text of a note; every seventh is longer than a page."""
    return f"statement {serial} " + "é" * (3000 if serial % 7 == 0 else 80)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A database of many notes with links, wordings and undo steps."""
    path = tmp_path_factory.mktemp("sound") / "breakout.db"
    extra = replace(note(NOTES, "the last"), links=(0, 5), wordings=(Wording("before", NINE),), merged_into=3)
    write(path, new(head(room="Room 2")), *(captured(s, said(s)) for s in range(NOTES)), new(extra))
    return path.read_bytes()


def pages_with(data: bytes, words: str) -> list[int]:
    """The numbers of the pages that hold the words."""
    needle = words.encode()
    return [at // PAGE for at in range(0, len(data), PAGE) if needle in data[at : at + PAGE]]


def without(data: bytes, *pages: int) -> bytes:
    """The file with these pages overwritten by random bytes."""
    broken = bytearray(data)
    for page in pages:
        broken[page * PAGE : (page + 1) * PAGE] = random.Random(page).randbytes(PAGE)
    return bytes(broken)


def check_whole(path: Path) -> Session:
    """The only session of a rescued file, which has no problems."""
    assert diagnose(path) == []
    (summary,) = database(path).summaries()
    return Session.of(database(path).load(summary.id))


def test_a_sound_file_is_saved_completely(tmp_path: Path, sound: bytes) -> None:
    """Rule: every note, and the original is unchanged."""
    path = tmp_path / "breakout.db"
    path.write_bytes(sound)
    done = rescue(path, NINE)
    assert (done.saved, done.known, done.sessions, done.nameless) == (NOTES + 1, NOTES + 1, 1, 0)
    assert database(done.path).load(SESSION) == database(path).load(SESSION)
    assert path.read_bytes() == sound
    assert {file.name for file in tmp_path.iterdir()} == {"breakout.db", "breakout-rescued.db"}


def test_pages_read_one_by_one_give_what_sqlite_gives(sound: bytes) -> None:
    """Rule: also for rows longer than a page."""
    found = {row["serial"]: row["text"] for _, row in carve(sound, [schema.NOTE])}
    assert found == {**{serial: said(serial) for serial in range(NOTES)}, NOTES: "the last"}


def test_notes_around_a_broken_page_are_saved_and_lost_ones_get_a_placeholder(
    tmp_path: Path, sound: bytes
) -> None:
    """Rule: where neither the note table nor the undo journal has them any more."""
    path = tmp_path / "breakout.db"
    path.write_bytes(without(sound, *pages_with(sound, "statement 40 ")))
    with pytest.raises(StoreError):
        database(path).load(SESSION)
    done = rescue(path, NINE)
    assert done.known == NOTES + 1
    assert NOTES - 40 < done.saved < done.known
    book = check_whole(done.path).book
    lost = [each for each in book.notes if each.text == LOST]
    assert len(lost) == done.known - done.saved
    assert all(each.deleted for each in lost)
    assert all(each.text in (said(each.serial), LOST, "the last") for each in book.notes)
    assert all(each.reference == f"C{each.serial + 1}" for each in book.notes)


def test_a_note_whose_row_is_lost_is_taken_from_the_undo_journal(tmp_path: Path, sound: bytes) -> None:
    """Rule: the undo step that captured it holds it too."""
    path = tmp_path / "breakout.db"
    path.write_bytes(sound)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM note WHERE serial = 8")
    done = rescue(path, NINE)
    assert done.saved == done.known
    assert texts(database(done.path).load(SESSION))[8] == said(8)


def test_a_note_of_the_undo_journal_belongs_to_its_session_even_if_it_names_another(
    tmp_path: Path, sound: bytes
) -> None:
    """Rule: one damaged letter must not stop the rescue."""
    path = tmp_path / "breakout.db"
    path.write_bytes(sound)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM note WHERE serial = 8")
        connection.execute(
            "UPDATE deed SET changes = replace(changes, ?, '0193-s?ssion') WHERE number = 9", (SESSION,)
        )
    done = rescue(path, NINE)
    assert done.saved == done.known
    assert check_whole(done.path).book[8].text == said(8)


def test_a_lost_flag_is_replaced(tmp_path: Path, sound: bytes) -> None:
    """Rule: of a damaged row SQLite may return NULL where the column is NOT NULL."""
    path = tmp_path / "breakout.db"
    path.write_bytes(sound)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, 'deleted INTEGER NOT NULL', 'deleted INTEGER')"
        )
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE note SET deleted = NULL WHERE serial = 2")
    done = rescue(path, NINE)
    assert (done.saved, done.known) == (NOTES + 1, NOTES + 1)
    assert not check_whole(done.path).book[2].deleted


def test_a_schema_with_a_damaged_name_costs_no_note(tmp_path: Path, sound: bytes) -> None:
    """Rule: SQLite reads such a table without an error; its rows are recognised by their cells."""
    path = tmp_path / "breakout.db"
    path.write_bytes(
        sound.replace(b" text TEXT NOT NULL,\n        box_id", b" texu TEXT NOT NULL,\n        box_id")
    )
    assert path.read_bytes() != sound
    done = rescue(path, NINE)
    assert (done.saved, done.known) == (NOTES + 1, NOTES + 1)
    assert [each.text for each in check_whole(done.path).book.notes] == [*map(said, range(NOTES)), "the last"]


@pytest.mark.parametrize("length", [0.3, 0.6, 0.95])
def test_a_truncated_file_gives_what_is_left_of_it(tmp_path: Path, sound: bytes, length: float) -> None:
    """Rule: SQLite refuses the file; each complete page is still read."""
    path = tmp_path / "breakout.db"
    rest = sound[: int(len(sound) * length)]
    path.write_bytes(rest)
    done = rescue(path, NINE)
    still = {row["serial"] for _, row in carve(rest, [schema.NOTE])}
    assert done.saved >= len(still) > 0
    check_whole(done.path)


def test_a_file_without_its_first_page_is_saved(tmp_path: Path, sound: bytes) -> None:
    """Rule: without the schema in the first page the rows are recognised by their cells."""
    path = tmp_path / "breakout.db"
    path.write_bytes(bytes(PAGE) + sound[PAGE:])
    done = rescue(path, NINE)
    assert done.saved == NOTES + 1
    assert check_whole(done.path).info.room == "Room 2"


def test_a_session_that_lost_its_own_line_gets_one_that_says_so(tmp_path: Path, sound: bytes) -> None:
    """Rule: all its notes are there."""
    path = tmp_path / "breakout.db"
    path.write_bytes(sound)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM session")
    done = rescue(path, NINE)
    assert (done.saved, done.nameless) == (NOTES + 1, 1)
    session = check_whole(done.path)
    assert session.info.room == LOST
    assert session.theme.title == LOST


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE note SET kind = 'rumour', captured_at = 'soon', aliases = '{', agreement = 'maybe' WHERE serial = 2",
        "UPDATE note SET merged_into = CASE serial WHEN 2 THEN 4 ELSE 2 END WHERE serial IN (2, 4)",
        "UPDATE note SET box_id = 'nowhere', merged_into = 99999 WHERE serial = 2",
        f"UPDATE note SET box_id = '{SESSION}:morning:3' WHERE serial = 2",
        "UPDATE note SET text = CAST(x'666f6fff' AS TEXT) WHERE serial = 2",
        "UPDATE session SET programme = '[]', anchor = 7, rule = 'maybe'",
        f"INSERT INTO note_link VALUES ('{SESSION}', 99999, 0, 3), ('{SESSION}', 3, 9, -1)",
        "UPDATE deed SET changes = '{{{' WHERE number = 2",
        f"INSERT INTO span (id, session_id, phase, box_id, started_at, ended_at) VALUES ('s', '{SESSION}', 'morning', '{SESSION}:morning:9', '2026-11-24T09:00:00+01:00', NULL)",
    ],
)
def test_an_unreadable_cell_is_replaced_and_the_note_is_kept(
    tmp_path: Path, sound: bytes, statement: str
) -> None:
    """Rule: after damage to single cells the session opens with all its notes."""
    path = tmp_path / "breakout.db"
    path.write_bytes(sound)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)
    done = rescue(path, NINE)
    assert (done.saved, done.problems) == (NOTES + 1, ())
    session = check_whole(done.path)
    assert session.book.standing_for(2) is not None
    assert session.book[3].text == said(3)
    assert session.book[2].kind in (Kind.CHALLENGE, Kind.PARKED)


def test_a_rescue_never_overwrites_and_refuses_files_that_are_not_ours(tmp_path: Path, sound: bytes) -> None:
    """Rule: an existing target, a missing file, a newer one, and one without our data are refused."""
    path, other = tmp_path / "breakout.db", tmp_path / "other.db"
    path.write_bytes(sound)
    other.write_bytes(b"These are my notes. " * 500)
    with pytest.raises(OutputExists):
        rescue(path, NINE, other)
    with pytest.raises(NotFound):
        rescue(tmp_path / "none.db", NINE)
    with pytest.raises(DatabaseDamaged, match="nothing that could be saved"):
        rescue(other, NINE)
    path.write_bytes(sound[:60] + (99).to_bytes(4, "big") + sound[64:])
    with pytest.raises(DatabaseNewer):
        rescue(path, NINE)
    assert {file.name for file in tmp_path.iterdir()} == {"breakout.db", "other.db"}


def damage_anywhere(tmp_path: Path, sound: bytes, seed: int) -> None:
    """Damage some pages in one of several ways, rescue, and check the result."""
    chance = random.Random(seed)
    broken = bytearray(sound)
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(broken))
        length = chance.choice((1, 8, 300, PAGE, 5 * PAGE))
        piece = chance.choice((bytes(length), chance.randbytes(length), b"\xff" * length))
        broken[start : start + length] = piece[: len(broken) - start]
    if chance.random() < 0.3:
        del broken[chance.randrange(len(broken)) :]
    path, target = tmp_path / f"{seed}.db", tmp_path / f"{seed}-new.db"
    path.write_bytes(broken)
    try:
        done = rescue(path, NINE, target)
    except (DatabaseDamaged, DatabaseNewer):
        assert not target.exists()
        return
    finally:
        assert path.read_bytes() == broken
    for summary in database(target).summaries():
        Session.of(database(target).load(summary.id))
    with closing(sqlite3.connect(target)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    still = {row["serial"] for _, row in carve(bytes(broken), [schema.NOTE]) if row["session_id"] == SESSION}
    assert done.saved >= len(still & set(range(NOTES)))


@pytest.mark.parametrize("seed", range(1000, 1012))
def test_the_new_file_opens_whatever_was_damaged(tmp_path: Path, sound: bytes, seed: int) -> None:
    """Rule: with every note that a page still shows; or there is one clear error."""
    damage_anywhere(tmp_path, sound, seed)


@pytest.mark.soak
def test_the_new_file_opens_whatever_was_damaged_many_times(tmp_path: Path, sound: bytes) -> None:
    """Rule: the same, 500 times."""
    for seed in range(500):
        damage_anywhere(tmp_path, sound, seed)
