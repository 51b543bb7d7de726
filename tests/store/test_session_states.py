"""Stamps, what a file knows, and the state of a session as it travels between files."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain.joining import by_record, in_order, join, settled
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.records import Draft
from breakout_tui.domain.session_records import SessionRecords
from breakout_tui.domain.store_events import Saved
from breakout_tui.domain.versions import Erasure, Handle, Renumbered, SessionState, Stamp, Version
from breakout_tui.store.connection import open_writing
from breakout_tui.store.rescue import rescue
from breakout_tui.store.session_states import read_state, write_state
from tests.store.builders import (
    NINE,
    SESSION,
    RecordingListener,
    captured,
    database,
    head,
    new,
    note,
    records,
    records_of,
    texts,
    write,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with a session of two notes."""
    file = tmp_path / "breakout.db"
    write(file, new(head()), captured(0, "first"), captured(1, "second"))
    return file


def state_of(path: Path) -> SessionState:
    """The state of the session that a file has."""
    with closing(sqlite3.connect(path)) as connection:
        state = read_state(connection, SESSION)
    assert state is not None
    return state


def put(path: Path, state: SessionState) -> None:
    """Make the session of a file this state."""
    with closing(open_writing(path, 1)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        write_state(connection, state)
        connection.execute("COMMIT")


def stamps(state: SessionState) -> dict[str, Stamp]:
    """The stamp of the current version of each record."""
    return {group[0].record.id: group[0].stamp for group in by_record(state.versions).values()}


def test_each_transaction_has_a_higher_counter_and_each_claim_a_writer_of_its_own(path: Path) -> None:
    """Rule: of one claim the writer stays; a record keeps the stamp of its last change."""
    path = path.with_name("other.db")
    store = database(path)
    store.start(listener := RecordingListener())
    for count, batch in enumerate((new(head()), captured(0), captured(1)), 1):
        store.submit(SESSION, batch)
        listener.wait_for(Saved, count)
    assert store.close(2)
    before = state_of(path)
    (writer,) = before.knowledge
    assert len(writer) == 16
    assert (
        stamps(before)[SESSION].counter
        < stamps(before)[note(0).id].counter
        < stamps(before)[note(1).id].counter
    )
    write(path, new(replace(note(0), text="changed")), captured(2))
    after = state_of(path)
    assert {
        key: stamp for key, stamp in stamps(after).items() if key in stamps(before) and key != note(0).id
    } == {key: stamp for key, stamp in stamps(before).items() if key != note(0).id}
    (other,) = after.knowledge.keys() - {writer}
    assert stamps(after)[note(0).id].writer == stamps(after)[note(2).id].writer == other
    assert stamps(after)[note(0).id].counter > before.knowledge[writer] == after.knowledge[writer]


def test_a_file_knows_every_change_that_it_has_had(path: Path) -> None:
    """Rule: also those that were replaced since; so a copy from before the change is known to be older."""
    copy = Path(shutil.copyfile(path, path.with_name("copy.db")))
    for number in range(3):
        write(path, new(replace(note(0), text=f"wording {number}")))
    older, newer = state_of(copy), state_of(path)
    assert all(version.stamp.is_in(newer.knowledge) for version in (*older.versions, *newer.versions))
    assert len(newer.knowledge) == 4
    assert join(older, newer) == join(newer, older) == settled(newer)


def test_a_note_keeps_the_writer_that_made_it(path: Path) -> None:
    """Rule: whoever changes it later, and however often; a state says so only where the stamp doesn't."""
    (first,) = state_of(path).knowledge
    for text in ("changed", "changed again"):
        write(path, new(replace(note(0), text=text)))
        found = {version.record.id: version for version in state_of(path).versions}
        assert (found[note(0).id].maker, found[note(1).id].made_by) == (first, "")
        assert found[note(0).id].stamp.writer != first


def test_what_two_laptops_wrote_apart_is_unknown_to_the_other(path: Path) -> None:
    """Rule: a copy, taken over or continued, has a writer of its own, so that both statements are kept."""
    copy = Path(shutil.copyfile(path, path.with_name("copy.db")))
    write(path, new(replace(note(2, "here"), id="here")))
    write(copy, new(replace(note(2, "there"), id="there")))
    joined = join(state_of(path), state_of(copy))
    put(path, joined)
    assert texts(database(path).load(SESSION)) == ["first", "second", "here", "there"]
    assert state_of(path) == joined


@settings(max_examples=5, deadline=None)
@given(records(), st.data())
def test_a_state_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, held: SessionRecords, data: st.DataObject
) -> None:
    """Rule: stamps, siblings, renumbered records, erasures and names of laptops included; once more changes nothing."""
    path = tmp_path_factory.mktemp("states") / "breakout.db"
    write(path, new(head()))
    stamp = st.builds(Stamp, st.integers(1, 99), st.sampled_from(["a1", "b2", "c3"]))
    makers = st.sampled_from(["", "a1", "old-1"])
    versions = [
        Version(record, each, data.draw(makers) if isinstance(record, Note) else "")
        for record in records_of(held)
        for each in data.draw(st.sets(stamp, min_size=1, max_size=2))
    ]
    state = SessionState(
        SESSION,
        {"a1": 99, "b2": 3, "c3": 100},
        tuple(in_order(versions)),
        renumbered=(
            Renumbered("one", Handle.REFERENCE, "C3", "C4", "laptop"),
            Renumbered("one", Handle.REFERENCE, "P1", "P2", "laptop"),
            Renumbered("one", Handle.SERIAL, "3", "4", "laptop"),
        ),
        erasures=(Erasure("e", "", "", "00", "ff", 2, 7), Erasure("f", SESSION, "gone")),
        laptops={"a1": "laptop", "d4": "one that wrote nothing yet"},
    )
    for _ in range(2):
        put(path, state)
        assert state_of(path) == state


def test_the_next_change_replaces_the_siblings_of_its_record(path: Path) -> None:
    """Rule: its writer has seen them; other records keep theirs."""
    state = state_of(path)
    known = {**state.knowledge, "other": 90}
    others = tuple(
        Version(replace(note(serial), text=f"another wording {serial}"), Stamp(90 - serial, "other"))
        for serial in (0, 1)
    )
    put(path, settled(replace(state, versions=(*state.versions, *others), knowledge=known)))
    write(path, new(replace(note(0), text="decided")))
    groups = by_record(state_of(path).versions)
    assert {key[1]: len(group) for key, group in groups.items()} == {
        record: 2 if record == note(1).id else 1 for record in stamps(state)
    }
    assert stamps(state_of(path))[note(0).id].counter > 90


def test_a_window_that_read_the_session_before_it_was_joined_is_out_of_date(path: Path) -> None:
    """Rule: what it has in memory would overwrite what came in."""
    store = database(path)
    store.start(listener := RecordingListener())
    store.load(SESSION)
    put(path, state_of(path))
    store.submit(SESSION, new(note(2, "too late")))
    store.close(2)
    assert listener.holders
    assert texts(database(path).load(SESSION)) == ["first", "second"]


def test_the_draft_of_an_edit_follows_its_note(path: Path) -> None:
    """Rule: the note may get another serial."""
    store = database(path)
    store.start(RecordingListener())
    store.load(SESSION)
    store.save_draft(SESSION, Draft("half", Kind.CHALLENGE, editing=1))
    assert store.close(2)
    state = state_of(path)
    swapped = [
        replace(each, record=replace(each.record, serial=1 - each.record.serial))
        if isinstance(each.record, Note)
        else each
        for each in state.versions
    ]
    put(path, replace(state, versions=tuple(swapped)))
    draft = database(path).draft(SESSION)
    assert draft is not None
    assert draft.editing == 0


def test_a_rescued_file_claims_to_have_seen_nothing(path: Path) -> None:
    """Rule: a row may be an older one, so joining with a sound copy takes nothing from that copy."""
    rescued = rescue(path, NINE).path
    assert state_of(rescued).knowledge == {}
    assert stamps(state_of(rescued)) == stamps(state_of(path))
    write(path, new(replace(note(0), text="changed later")))
    joined = join(state_of(rescued), state_of(path))
    assert joined == settled(state_of(path))
    write(rescued, captured(2, "noted after the rescue"))
    put(path, join(state_of(rescued), state_of(path)))
    assert texts(database(path).load(SESSION)) == ["changed later", "second", "noted after the rescue"]
