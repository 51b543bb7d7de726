"""The organiser erases a statement at the hub: it is erased in the room as well, under a window that is being used."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.notes import Note
from breakout_tui.store.backups import folder_of
from breakout_tui.store.database import Database
from tests.cli.commands_here import run_here
from tests.cli.pty_terminal import PtyTerminal
from tests.cli.test_take_over_command import joined
from tests.hub.live_hub import live_hub

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pty")
SECRET = "Zebrafinch budgets"


def everything(file: Path) -> bytes:
    """The file, what lies beside it, and its backups."""
    found = [file, *file.parent.glob(f"{file.name}-*"), *folder_of(file).glob("*")]
    return b"".join(each.read_bytes() for each in found)


def test_what_is_erased_at_the_hub_is_erased_in_the_room(tmp_path: Path) -> None:
    """Rule: from file and backups, and from the open window, which goes on typing; nothing of it comes back to the hub."""
    with live_hub(tmp_path / "hub.db") as hub:
        folder = joined(tmp_path / "room", hub.url, hub.code)
        home, file = folder / "home", folder / "room.db"
        start = run_here(folder, "start", "1", "--database", file)
        assert start.status == 0, start.err
        session_id = Database(file, SystemClock()).latest() or ""

        def at_hub() -> list[str]:
            held = hub.held(session_id)
            if held is None:
                return []
            notes = [each.record for each in held[0].versions if isinstance(each.record, Note)]
            return [note.text for note in sorted(notes, key=lambda note: note.serial)]

        environ = {"XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_STATE_HOME": str(home)}
        with PtyTerminal(["resume", "--database", str(file)], home, environ=environ) as terminal:
            terminal.wait_for("hub ✓")
            terminal.send(SECRET, "enter", "Pay once", "enter")
            terminal.wait_for("all saved")
            terminal.send("Half a sen")
            terminal.wait_until(lambda: at_hub() == [SECRET, "Pay once"], "the hub lacks it")
            assert SECRET in terminal.text
            erased = run_here(tmp_path / "hub", "erase", "C1", "--database", hub.file, "--yes")
            assert erased.status == 0, erased.err
            terminal.wait_for(SECRET, absent=True)
            assert "Half a sen" in terminal.text
            terminal.wait_until(lambda: SECRET.encode() not in everything(file), "it is still in the file")
            terminal.send("tence", "enter")
            terminal.wait_until(lambda: at_hub()[1:] == ["Pay once", "Half a sentence"], "the hub lacks it")
            terminal.send("ctrl+q")
            assert terminal.wait_for_end() == 0
        assert SECRET.encode() not in everything(file) + everything(hub.file)
    store = Database(file, SystemClock())
    assert [each.text for each in store.load(session_id).notes] == [
        "[erased]",
        "Pay once",
        "Half a sentence",
    ]
