"""A hub's database in a file: the rules that it shares with a server's, and what only a file has."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.store_events import Saved
from breakout_tui.hub.hub_store import HubStore
from breakout_tui.hub_protocol import Part
from breakout_tui.store.backups import folder_of
from breakout_tui.store.erasure_records import erased_name
from breakout_tui.store.hub_database import HubDatabase
from tests.store.builders import RecordingListener, StillClock, captured, database, head, new, write
from tests.store.file_replicas import gather
from tests.store.hub_floor_rules import FLOOR_RULES
from tests.store.hub_play import part_of
from tests.store.hub_rules import MINE, RULES, TriedHub, more, talk, whole
from tests.store.hub_vote_rules import VOTE_RULES
from tests.store.link_rules import LINK_RULES
from tests.store.mail_rules import MAIL_RULES
from tests.store.organiser_rules import ORGANISER_RULES


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the hub's database is."""
    return tmp_path / "hub.db"


@pytest.fixture
def hub(file: Path) -> Iterator[TriedHub]:
    """A hub with two rooms."""

    def sql(text: str) -> list[Any]:
        with closing(sqlite3.connect(file)) as connection, connection:
            return connection.execute(text).fetchall()

    with closing(HubDatabase(file, StillClock(), busy=0.05)) as opened:
        port: HubStore = opened
        assert port.marks() == {}
        yield TriedHub(opened, sql)
        assert sql("PRAGMA foreign_key_check") == []


@pytest.mark.parametrize(
    "rule",
    [*RULES, *FLOOR_RULES, *VOTE_RULES, *LINK_RULES, *MAIL_RULES, *ORGANISER_RULES],
    ids=lambda rule: rule.__name__,
)
def test_in_a_file_a_hub(rule: Callable[[TriedHub], None], hub: TriedHub) -> None:
    """Keeps each of its rules; each has a docstring of its own."""
    rule(hub)


def test_a_session_that_was_gathered_becomes_the_rooms(hub: TriedHub, file: Path, tmp_path: Path) -> None:
    """Rule: whatever room sends it first; from then on it is that room's."""
    room_file = tmp_path / "room.db"
    write(room_file, new(head(MINE)), captured(0, session_id=MINE), session_id=MINE)
    hub.database.close()
    gather(file, room_file)
    assert hub.database.hand_over(hub.room, MINE) is None
    state = database(room_file).state(MINE)
    assert not hub.send(part_of(state, hub.send().knowledge)).wants_whole
    assert hub.database.hand_over(hub.room, MINE) is not None
    assert hub.send(part_of(state, {}), hub.other).refusal


def test_a_session_that_a_window_of_the_database_has_open_is_refused(hub: TriedHub, file: Path) -> None:
    """Rule: the window would write back what it has; once it is closed, the session can come in."""
    hub.database.close()
    window = database(file)
    window.start(listener := RecordingListener())
    window.submit(MINE, new(head(MINE)))
    window.submit(MINE, captured(0, session_id=MINE))
    listener.wait_for(Saved, 2)
    state = database(file).state(MINE)
    taken = hub.send(Part(state, is_whole=True))
    assert taken.refusal.startswith("this session is open in another window on this machine")
    assert window.close(20)
    assert hub.send(part_of(database(file).state(MINE), {})).refusal == ""


def test_a_hub_whose_database_was_restored_misses_nothing(hub: TriedHub, file: Path) -> None:
    """Rule: a part that goes on from more than is here is not taken, and the room then sends all that is missing."""
    hub.send(whole(1))
    hub.database.close()
    backup = file.read_bytes()
    assert hub.send(more(3)).knowledge == {"w1": 4}
    hub.database.close()
    file.write_bytes(backup)
    assert hub.send(more(4, 4)).wants_whole
    hub.send(whole(4))
    assert len(hub.texts()) == 4


def test_another_program_that_holds_the_file_is_waited_for_and_then_told_of(
    hub: TriedHub, file: Path
) -> None:
    """Rule: nothing is said to be taken; the next call takes it."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program holds the database"):
            hub.send(whole(1))
        other.execute("ROLLBACK")
    assert hub.send(whole(1)).knowledge == {"w1": 2}


def test_a_structure_that_another_program_has_changed_is_refused(hub: TriedHub) -> None:
    """Rule: also while the hub runs: a trigger could change what is written."""
    hub.send(whole(1))
    hub.sql("CREATE TRIGGER odd AFTER INSERT ON note BEGIN DELETE FROM note; END")
    with pytest.raises(StoreError, match="trigger"):
        hub.send(more(2))
    hub.sql("DROP TRIGGER odd")
    assert hub.send(more(2)).knowledge == {"w1": 3}


def test_what_a_room_has_erased_is_in_no_byte_of_the_file_and_its_backups(hub: TriedHub, file: Path) -> None:
    """Rule: at once, and after the file was written anew as well."""
    hub.send(whole(1, said="Ana says"))
    hub.database.close()
    backup = folder_of(file) / "hub-1.db"
    backup.parent.mkdir()
    shutil.copyfile(file, backup)
    assert b"Ana says" in backup.read_bytes()
    state = replace(talk(1, said="Ana says"), erasures=(erased_name("Ana"),))
    assert not hub.send(Part(state, is_whole=True)).refusal
    assert hub.database.uncleaned_backups == ()
    assert b"Ana" not in file.read_bytes() + backup.read_bytes()
    assert hub.database.has_freed_space
    hub.database.close()
    assert b"Ana" not in file.read_bytes()
    assert b" says 0" in file.read_bytes()
