"""What a room sends of its file: parts, one after the other, make the session; and the writer never waits for them."""

from __future__ import annotations

import sqlite3
import tempfile
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.joining import by_record, join, key_of, settled
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.records import Change, Draft, SessionInfo, UndoStep
from breakout_tui.domain.store_events import Saved
from breakout_tui.domain.versions import SessionState
from breakout_tui.hub_protocol import HubUpdate, Part, RoomChanges, read_update, update_text
from breakout_tui.store.erasure import Wanted, erase
from breakout_tui.store.room_changes import ChangesReader
from tests.domain.day import Room
from tests.domain.example import Talk
from tests.domain.replicas import MOVES, Move
from tests.domain.strategies import Wish
from tests.sampled import a_third
from tests.store.builders import (
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
from tests.store.file_replicas import FileReplica, first_file

NAMED = c.EditDetails(rule=AttributionRule.NAMED, known=("Norway", "Chile"))


class Hub:
    """What somebody has who takes parts one after the other, by the rule of joining."""

    def __init__(self, path: Path, session_id: str, slice_rows: int = 3) -> None:
        self.path = path
        self.session_id = session_id
        self.state: SessionState | None = None
        self.parts: list[Part] = []
        self._reader = ChangesReader(lambda: self.path, slice_rows=slice_rows)
        self._since: RoomChanges | None = None

    def read(self, *, whole: bool = False) -> RoomChanges | None:
        """What is new in the file."""
        known = {} if self.state is None else self.state.knowledge
        since = None if self._since is None else self._since.mark
        return self._reader.read(self.session_id, known, whole=whole, since=since)

    def takes(self) -> None:
        """Take what is new; what has other numbers, or less words, as a whole."""
        if (changes := self.read()) is None:
            return
        part = sent(changes.part)
        if self.state is not None and (part.state.renumbered, part.state.erasures) != (
            self.state.renumbered,
            self.state.erasures,
        ):
            self._since = self.state = None
            self.takes()
            return
        self._since = changes
        self.parts.append(part)
        self.state = joined(self.state, part)


def sent(part: Part) -> Part:
    """The part as it arrives."""
    update = HubUpdate("link", "laptop", part.state.session_id, StillClock().read(), part)
    arrived = read_update(update_text(update)).part
    assert arrived == part
    return part


def joined(state: SessionState | None, part: Part) -> SessionState:
    """Both: a record that is not in the part is as it was."""
    if state is None or part.is_whole:
        assert part.is_whole
        return settled(part.state)
    new = {key_of(version.record) for version in part.state.versions}
    for each in part.state.versions:
        if isinstance(each.record, Note):
            assert set(each.record.links) <= {*part.others, *serials(part.state)}
    kept = (version for version in state.versions if key_of(version.record) not in new)
    return join(state, replace(part.state, versions=(*part.state.versions, *kept)))


def serials(state: SessionState) -> set[int]:
    """The serials of all notes."""
    return {each.record.serial for each in state.versions if isinstance(each.record, Note)}


def state_of(path: Path, session_id: str) -> SessionState:
    """The session in a file."""
    return settled(database(path).state(session_id))


@given(st.lists(st.tuples(MOVES, st.booleans()), max_size=25))
@example([(Move(1, Wish("capture", 9, 12)), False), (Move(1, "erase"), True), (Move(1, "erase"), True)])
@settings(max_examples=a_third(15), deadline=None)
def test_parts_one_after_the_other_make_the_session(moves: list[tuple[Move, bool]]) -> None:
    """Rule: whatever happens in between: new claims, another laptop's copy gathered, statements erased."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        here = first_file(Talk(NAMED), folder / "a.db")
        other = here.copy(folder / "b.db")
        hub = Hub(here.path, here.session_id)
        for move, is_sent in moves:
            happens(move, here, other)
            if is_sent:
                here.flushes()
                hub.takes()
        here.ends_window()
        other.ends_window()
        hub.takes()
        assert hub.state == state_of(here.path, here.session_id)
        assert hub.read() is None


def happens(move: Move, here: FileReplica, other: FileReplica) -> None:
    """A change on one of two laptops."""
    which = other if move.where % 3 == 0 else here
    match move.what:
        case "join":
            here.take_in(other)
        case "erase":
            which.erase(move.other)
        case "claim":
            which.ends_window()
        case "copy":
            other.take_in(here)
        case wish if not isinstance(wish, str):
            which.wish(wish)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with a session of three notes, the second one linked to the first one."""
    file = tmp_path / "breakout.db"
    write(file, new(head()), captured(0, "first"), linked(1, "second", 0), captured(2, "third"))
    return file


def linked(serial: int, text: str, target: int) -> list[Change]:
    """A note that points to another one."""
    return new(replace(note(serial, text), links=(target,)))


def test_a_part_has_the_new_versions_only(path: Path) -> None:
    """Rule: and the ids of notes that they name."""
    hub = Hub(path, SESSION)
    hub.takes()
    write(path, linked(3, "fourth", 1))
    hub.takes()
    whole, part = hub.parts
    assert whole.is_whole
    assert not part.is_whole
    assert [each.record.id for each in part.state.versions if isinstance(each.record, Note)] == [note(3).id]
    assert part.others == {1: note(1).id}
    assert part.state.knowledge == state_of(path, SESSION).knowledge


def test_notes_in_a_step_of_undo_are_named_too(tmp_path: Path) -> None:
    """Rule: so that the one who takes the session over can undo."""
    room = Talk(NAMED)
    room.say(Kind.CHALLENGE, "Silo budgets")
    file = first_file(room, tmp_path / "a.db")
    hub = Hub(file.path, file.session_id)
    hub.takes()
    file.wish(c.Capture("Pay once", Kind.RECOMMENDATION, links=(0,)))
    file.ends_window()
    hub.takes()
    part = hub.parts[-1]
    assert any(isinstance(each.record, UndoStep) for each in part.state.versions)
    assert [*part.others] == [0]


def test_nothing_is_read_where_nothing_has_changed(path: Path) -> None:
    """Rule: the state of the file tells; a hub that lost everything is told everything all the same."""
    reader = ChangesReader(lambda: path)
    changes = reader.read(SESSION, {})
    assert changes is not None
    assert reader.read(SESSION, changes.part.state.knowledge, since=changes.mark) is None
    again = reader.read(SESSION, {})
    assert again == changes
    whole = reader.read(SESSION, changes.part.state.knowledge, whole=True)
    assert whole == changes


def test_the_draft_comes_with_each_change(path: Path) -> None:
    """Rule: also where it is the only one; the part then has no version."""
    hub = Hub(path, SESSION)
    hub.takes()
    store = database(path)
    store.save_draft(SESSION, Draft("half a", Kind.CHALLENGE))
    assert store.close(2)
    changes = hub.read()
    assert changes is not None
    assert changes.part.state.versions == ()
    assert changes.draft == Draft("half a", Kind.CHALLENGE)


def test_an_erasure_is_told_though_no_version_is_new(path: Path) -> None:
    """Rule: it adds no change of the room's own, so the hub could not tell from what it knows."""
    hub = Hub(path, SESSION)
    hub.takes()
    erase(path, Wanted(notes=((SESSION, 0),)), StillClock().read())
    changes = hub.read()
    assert changes is not None
    assert [each.record_id for each in changes.part.state.erasures] == [note(0).id]
    assert "first" not in repr(hub.read(whole=True))


def test_a_session_of_another_room_is_not_sent(path: Path) -> None:
    """Rule: nor one that is not in the file, nor anything of a file that is not there."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "INSERT INTO gathered VALUES (?, 'elsewhere', '2026-11-24T09:00:00+01:00')", (SESSION,)
        )
        connection.commit()
    assert ChangesReader(lambda: path).read(SESSION, {}) is None
    assert ChangesReader(lambda: path).read("other", {}) is None
    assert ChangesReader(lambda: path.with_name("none.db")).read(SESSION, {}) is None


@pytest.mark.parametrize("rule", AttributionRule)
def test_names_are_in_a_part_as_the_rule_allows(tmp_path: Path, rule: AttributionRule) -> None:
    """Rule: in the list for ``@`` and in steps of undo; under *country* those of the whole session, not only of the part."""
    room = Room(c.EditDetails(rule=AttributionRule.NAMED, known=("Norway", "Chile", "Estonia")))
    room.do(c.Next())
    room.do(c.Capture("Silo budgets", Kind.CHALLENGE, "Norway"))
    room.do(c.Capture("Pay once", Kind.CHALLENGE, "Chile"))
    file = first_file(room, tmp_path / "a.db")
    with closing(sqlite3.connect(file.path)) as connection:
        connection.execute("UPDATE session SET rule = ?", (rule.value,))
        connection.commit()
    hub = Hub(file.path, file.session_id)
    hub.takes()
    file = FileReplica(file.path, file.session_id)
    file.wish(c.EditNote(1, attribution=""))
    file.wish(c.EditDetails(people=12))
    file.ends_window()
    hub.takes()
    told = repr(hub.parts[-1].state.versions)
    expected = {"named": {"Norway", "Chile", "Estonia"}, "country": {"Norway"}, "none": set()}
    assert {name for name in ("Norway", "Chile", "Estonia") if name in told} == expected[rule.value]
    assert any(isinstance(each.record, SessionInfo) for each in hub.parts[-1].state.versions)


def test_what_is_saved_while_it_is_read_is_in_it(tmp_path: Path) -> None:
    """Rule: a part is the session at one moment, although the file is free between two rows of it."""
    path = tmp_path / "breakout.db"
    write(path, new(head()), *(captured(serial) for serial in range(20)))
    store = database(path)
    store.load(SESSION)
    store.start(listener := RecordingListener())
    hub = Hub(path, SESSION, slice_rows=1)
    begun = threading.Event()

    def saves() -> None:
        for serial in range(20, 60):
            store.submit(SESSION, captured(serial))
            store.submit(SESSION, new(replace(note(serial - 20), text=f"again {serial}")))
            listener.wait_for(Saved, serial - 19)
            begun.set()

    writing = threading.Thread(target=saves)
    writing.start()
    begun.wait(10)
    while writing.is_alive():
        hub.takes()
        assert hub.state is not None
        counters = [each.stamp.counter for each in hub.state.versions]
        assert max(counters) <= max(hub.state.knowledge.values())
        assert serials(hub.state) == set(range(len(serials(hub.state))))
    writing.join()
    assert store.close(5)
    hub.takes()
    assert hub.state == state_of(path, SESSION)
    assert all(len(group) == 1 for group in by_record(hub.state.versions).values())


def test_bytes_that_are_no_text_do_not_stop_it(path: Path) -> None:
    """Rule: a file that a bad disk has touched is sent as it is shown."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE note SET text = CAST(x'66ff6f' AS TEXT) WHERE serial = 1")
        connection.commit()
    changes = ChangesReader(lambda: path).read(SESSION, {})
    assert changes is not None
    assert "f�o" in repr(changes.part)
