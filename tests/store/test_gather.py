"""Gathering: the sessions of other files come into one, and stay those of their rooms."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.errors import GatheredIntoItself
from breakout_tui.domain.gathering import GatheredSource, Outcome
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.places_to_look import ChangedTwice, OtherReference
from breakout_tui.domain.records import Draft
from breakout_tui.domain.store_events import Saved
from breakout_tui.store import schema
from breakout_tui.store.backups import back_up
from breakout_tui.store.erasure import Wanted, erase
from breakout_tui.store.gather import copy_for_trial
from tests.contracts.records import ONE_OF_EACH
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
    texts,
    write,
)
from tests.store.file_replicas import gather, rows

OTHER = "0193-other"
NOW = Reading("boot-1", 1000.0, NINE)


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """The file of a room with two statements."""
    file = tmp_path / "ours.db"
    write(file, new(head()), captured(0, "said once"), captured(1, "said twice"))
    return file


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """The file of another room."""
    file = tmp_path / "theirs.db"
    write(
        file, new(head(OTHER)), captured(0, "said there", OTHER), captured(1, "also", OTHER), session_id=OTHER
    )
    return file


def outcomes(gathered: GatheredSource) -> dict[str, Outcome]:
    """By session."""
    assert gathered.refusal is None, gathered.refusal
    return {session.session_id: session.outcome for session in gathered.sessions}


def other_rooms(path: Path) -> dict[str, str]:
    """The sessions that are another room's, with the file that they came from."""
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT session_id, source FROM gathered").fetchall())


def continued(path: Path, name: str, *said: str) -> Path:
    """A copy of the file on another laptop, and what was said there afterwards."""
    copy = Path(shutil.copyfile(path, path.with_name(name)))
    go_on(copy, *said)
    return copy


def go_on(path: Path, *said: str, first: int = 2) -> None:
    """What was said afterwards, each with an id of its own."""
    made = [
        replace(note(first + place, text), id=f"note-{path.stem}-{place}") for place, text in enumerate(said)
    ]
    write(path, *(new(each) for each in made))


def test_a_session_of_another_file_comes_in_whole_and_is_marked_as_another_rooms(
    ours: Path, theirs: Path
) -> None:
    """Rule: with the file that it came from; what was here stays this room's."""
    (gathered,) = gather(ours, theirs)
    assert outcomes(gathered) == {OTHER: Outcome.NEW}
    assert (gathered.sessions[0].notes, gathered.sessions[0].new_notes) == (2, 2)
    assert other_rooms(ours) == {OTHER: str(theirs)}
    assert texts(database(ours).load(OTHER)) == ["said there", "also"]
    assert database(ours).load(OTHER) == database(theirs).load(OTHER)
    assert texts(database(ours).load(SESSION)) == ["said once", "said twice"]


def test_gathering_again_changes_nothing(ours: Path, theirs: Path) -> None:
    """Rule: not one byte of the file."""
    gather(ours, theirs)
    before = ours.read_bytes()
    assert outcomes(gather(ours, theirs)[0]) == {OTHER: Outcome.UNCHANGED}
    assert ours.read_bytes() == before


def test_a_copy_that_went_on_elsewhere_is_joined_and_the_session_stays_this_rooms(ours: Path) -> None:
    """Rule: the statements of both are there, and the places that need a look are named."""
    copy = continued(ours, "annex.db", "in the annex")
    go_on(ours, "in the hall")
    (gathered,) = gather(ours, copy)
    assert outcomes(gathered) == {SESSION: Outcome.CHANGED}
    assert gathered.sessions[0].new_notes == 1
    assert [type(place) for place in gathered.sessions[0].places] == [OtherReference]
    assert sorted(texts(database(ours).load(SESSION))) == [
        "in the annex",
        "in the hall",
        "said once",
        "said twice",
    ]
    assert other_rooms(ours) == {}


def test_news_of_a_gathered_session_come_in_and_its_last_source_is_told(ours: Path, theirs: Path) -> None:
    """Rule: it stays another room's."""
    later = Path(shutil.copyfile(theirs, theirs.with_name("later.db")))
    write(later, captured(2, "later", OTHER), session_id=OTHER)
    gather(ours, theirs)
    assert outcomes(gather(ours, later)[0]) == {OTHER: Outcome.CHANGED}
    assert other_rooms(ours) == {OTHER: str(later)}
    assert outcomes(gather(ours, theirs)[0]) == {OTHER: Outcome.UNCHANGED}
    assert texts(database(ours).load(OTHER)) == ["said there", "also", "later"]


def test_what_a_conference_file_had_gathered_is_another_rooms_here_too(
    ours: Path, theirs: Path, tmp_path: Path
) -> None:
    """Rule: and so are that file's own sessions; but not this room's, whose copy was in it."""
    conference = tmp_path / "conference.db"
    gather(conference, theirs, ours)
    assert set(other_rooms(conference)) == {SESSION, OTHER}
    gather(ours, conference)
    assert set(other_rooms(ours)) == {OTHER}


def test_a_session_that_a_window_has_open_is_left_and_the_others_come_in(ours: Path, theirs: Path) -> None:
    """Rule: what the window has in memory would overwrite what came in; later it comes in."""
    copy = continued(ours, "annex.db", "in the annex")
    gather(copy, theirs)
    store = database(ours)
    store.start(listener := RecordingListener())
    store.load(SESSION)
    store.submit(SESSION, captured(2, "typed meanwhile"))
    listener.wait_for(Saved)
    (gathered,) = gather(ours, copy)
    assert outcomes(gathered) == {SESSION: Outcome.HELD, OTHER: Outcome.NEW}
    assert "another window on this machine" in gathered.having(Outcome.HELD)[0].problem
    assert store.close(5)
    assert texts(database(ours).load(SESSION)) == ["said once", "said twice", "typed meanwhile"]
    assert outcomes(gather(ours, copy)[0]) == {SESSION: Outcome.CHANGED, OTHER: Outcome.UNCHANGED}
    assert len(texts(database(ours).load(SESSION))) == 4


def test_a_copy_that_was_only_opened_brings_no_news(ours: Path) -> None:
    """Rule: that its window has claimed the session and typed half a line is nothing that came in."""
    copy = Path(shutil.copyfile(ours, ours.with_name("annex.db")))
    store = database(copy)
    store.start(lambda _: None)
    store.load(SESSION)
    store.save_draft(SESSION, Draft("half a line", Kind.CHALLENGE))
    assert store.close(5)
    assert outcomes(gather(ours, copy)[0]) == {SESSION: Outcome.UNCHANGED}


def test_one_statement_that_two_laptops_changed_is_a_place_to_look(ours: Path) -> None:
    """Rule: named with both wordings."""
    copy = continued(ours, "annex.db")
    write(copy, new(replace(note(0), text="changed there")))
    write(ours, new(replace(note(0), text="changed here")))
    (place,) = gather(ours, copy)[0].sessions[0].places
    assert isinstance(place, ChangedTwice)


def test_what_was_erased_here_does_not_come_back_with_an_older_copy(ours: Path) -> None:
    """Rule: in no byte of the file; and nothing else of the copy is lost."""
    copy = continued(ours, "annex.db", "in the annex")
    erase(ours, Wanted(notes=((SESSION, 0),)), NOW)
    assert outcomes(gather(ours, copy)[0]) == {SESSION: Outcome.CHANGED}
    assert b"said once" not in ours.read_bytes()
    assert texts(database(ours).load(SESSION))[1:] == ["said twice", "in the annex"]
    assert b"said once" in copy.read_bytes()


def test_what_was_erased_there_is_erased_here(ours: Path) -> None:
    """Rule: as soon as no window has a session open."""
    copy = continued(ours, "annex.db")
    erase(copy, Wanted(names=("twice",)), NOW)
    store = database(ours)
    store.start(listener := RecordingListener())
    store.load(SESSION)
    store.submit(SESSION, captured(2, "typed meanwhile"))
    listener.wait_for(Saved)
    assert gather(ours, copy)[0].waiting_erasures == 1
    assert b"twice" in ours.read_bytes()
    assert store.close(5)
    assert gather(ours, copy)[0].waiting_erasures == 0
    assert b"twice" not in ours.read_bytes()
    assert "typed meanwhile" in texts(database(ours).load(SESSION))


def test_what_was_erased_there_is_erased_from_the_backups_here(ours: Path) -> None:
    """Rule: one that can't be cleaned is named, and never deleted."""
    copy = continued(ours, "annex.db")
    backup, damaged = back_up(ours, NINE), back_up(ours, NINE)
    damaged.write_bytes(damaged.read_bytes()[:5000])
    erase(copy, Wanted(names=("twice",)), NOW)
    assert gather(ours, copy)[0].uncleaned_backups == (str(damaged),)
    assert b"twice" not in backup.read_bytes()
    assert damaged.exists()


@pytest.mark.parametrize("made_by", ["this version", "an earlier one"])
def test_a_session_with_records_of_another_one_is_left_and_harms_nothing(ours: Path, made_by: str) -> None:
    """Rule: as when somebody's own tool has copied a session under a new id."""
    write(ours, new(ONE_OF_EACH[1]))
    copy = Path(shutil.copyfile(ours, ours.with_name("tool.db")))
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("UPDATE session SET id = ?", (OTHER,))
        for table in (each for each in schema.ALL_TABLES if each.column("session_id") is not None):
            connection.execute(f"UPDATE {table.name} SET session_id = ? WHERE session_id != ''", (OTHER,))
        if made_by == "an earlier one":
            connection.execute("UPDATE migration SET applied_at = 'before' WHERE number = 1")
    before = rows(ours)
    assert outcomes(gather(ours, copy)[0]) == {OTHER: Outcome.UNREADABLE}
    assert rows(ours) == before
    assert other_rooms(ours) == {}


def test_the_database_itself_is_no_source(ours: Path, tmp_path: Path) -> None:
    """Rule: by its name, and by a link of either kind."""
    link, hard = tmp_path / "link.db", tmp_path / "hard.db"
    link.symlink_to(ours)
    hard.hardlink_to(ours)
    for refused in gather(ours, ours, link, hard):
        assert isinstance(refused.refusal, GatheredIntoItself)


def test_a_trial_leaves_the_database_as_it_is(ours: Path, theirs: Path, tmp_path: Path) -> None:
    """Rule: also one that is not there yet is not made; the copy is gone afterwards."""
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    for target in (ours, tmp_path / "none.db"):
        with copy_for_trial(target, StillClock()) as copy:
            assert outcomes(gather(copy, theirs)[0]) == {OTHER: Outcome.NEW}
        assert not copy.parent.exists()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
