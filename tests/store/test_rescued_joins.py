"""A rescued file joins with the original, or with a copy of it: nothing is lost and nothing is there twice."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from breakout_tui.domain.erased_words import LOST
from breakout_tui.domain.joined_session import current
from breakout_tui.domain.joining import join, settled
from breakout_tui.domain.places_to_look import places_to_look
from breakout_tui.domain.versions import SessionState
from breakout_tui.store.rescue import rescue
from breakout_tui.store.session_states import read_state
from tests.contracts.records import box
from tests.store.builders import NINE, SESSION, captured, head, new, note, write

DAMAGE = [
    "DELETE FROM note WHERE serial = 1",
    "DELETE FROM note WHERE serial = 1; DELETE FROM deed",
    "DELETE FROM note; DELETE FROM deed WHERE number > 1",
    "DELETE FROM session",
    "DELETE FROM box",
    "DELETE FROM note_link; DELETE FROM note_wording; DELETE FROM deed",
    "UPDATE session SET rule = 'unreadable', people = 'many'",
    "UPDATE note SET kind = 'unreadable', captured_at = 'some day'",
]


def state_of(path: Path) -> SessionState:
    """The state that a file has."""
    with closing(sqlite3.connect(path)) as connection:
        state = read_state(connection, SESSION)
    assert state is not None
    return state


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with notes that link to each other, a box and undo steps."""
    file = tmp_path / "breakout.db"
    linked = replace(note(2, "third"), links=(1,), box_id="box-1")
    write(
        file,
        new(head(room="Room 2", people=20), box(1, "A box")),
        captured(0, "first"),
        captured(1, "second"),
    )
    write(file, new(linked))
    return file


@pytest.mark.parametrize("damage", DAMAGE)
def test_the_original_takes_nothing_from_what_was_lost(path: Path, damage: str) -> None:
    """Rule: also where placeholders stand for notes, boxes or details; in any order, twice over."""
    sound = state_of(path)
    damaged = Path(shutil.copyfile(path, path.with_name("damaged.db")))
    with closing(sqlite3.connect(damaged)) as connection:
        connection.executescript(damage)
    rescued = state_of(rescue(damaged, NINE).path)
    whole = join(sound, rescued)
    assert whole == join(rescued, sound) == join(whole, rescued) == join(whole, sound)
    assert current(whole) == current(settled(sound))
    assert LOST not in repr(whole)
    assert places_to_look(whole) == ()


def test_what_was_written_after_the_rescue_is_there_too(path: Path) -> None:
    """Rule: also where somebody wrote the lost note anew; a placeholder that nobody touched goes."""
    sound = state_of(path)
    damaged = Path(shutil.copyfile(path, path.with_name("damaged.db")))
    with closing(sqlite3.connect(damaged)) as connection:
        connection.executescript("DELETE FROM note WHERE serial < 2; DELETE FROM deed")
    rescued = rescue(damaged, NINE).path
    lost = [each.record for each in state_of(rescued).versions if LOST in repr(each.record)]
    assert len(lost) == 2
    again = replace(current(state_of(rescued)).notes[0], text="said anew", deleted=False)
    write(rescued, new(again, note(3, "after the rescue")))
    texts = [each.text for each in current(join(sound, state_of(rescued))).notes if not each.deleted]
    assert sorted(texts) == ["after the rescue", "first", "said anew", "second", "third"]


def test_two_rescues_of_one_file_are_the_same(path: Path) -> None:
    """Rule: what is lost is lost once, however often the file is rescued."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("DELETE FROM note WHERE serial = 1; DELETE FROM deed")
    first, second = (state_of(rescue(path, NINE, path.with_name(name)).path) for name in ("a.db", "b.db"))
    assert join(first, second) == settled(first)
