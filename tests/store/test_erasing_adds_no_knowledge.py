"""Erasing changes what a file holds, not what it has seen of other laptops."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.places_to_look import ChangedTwice
from breakout_tui.domain.store_events import Saved
from breakout_tui.store.backups import back_up
from breakout_tui.store.erasure import Wanted, erase
from breakout_tui.store.restoring import restore
from tests.store.builders import NINE, SESSION, RecordingListener, captured, database, head, new, note, write
from tests.store.file_replicas import gather

NOW = Reading("boot-1", 1000.0, NINE)


def test_what_was_changed_after_a_backup_is_not_taken_to_be_known_where_the_backup_was_restored(
    tmp_path: Path,
) -> None:
    """Rule: although a name was erased from it, which counts as a change there; both wordings are there in the end."""
    path = tmp_path / "room.db"
    store = database(path)
    store.start(listener := RecordingListener())
    for number, changes in enumerate(
        (new(head()), captured(0, "As Ana Lopez said"), new(replace(note(1), text="before"))), 1
    ):
        store.submit(SESSION, changes)
        listener.wait_for(Saved, number)
    back_up(path, NINE)
    store.submit(SESSION, new(replace(note(1), text="changed after the backup")))
    assert store.close(5)
    kept = next((tmp_path / "room.db.backups").iterdir())
    away = kept.rename(tmp_path / "away.db")
    erase(path, Wanted(("Ana Lopez",)), NOW)
    away.rename(kept)
    restored = restore(path, 1)
    write(restored, new(replace(note(1), text="changed where it was restored")))
    (gathered,) = gather(path, restored)
    assert [type(place) for place in gathered.sessions[0].places] == [ChangedTwice]
