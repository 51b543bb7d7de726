"""A laptop is replaced: the session goes on at another one, with what was being typed, and nothing is lost or doubled."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.errors import JsonNewer
from breakout_tui.domain.hub_rooms import HubSession
from breakout_tui.domain.records import Draft
from breakout_tui.domain.room_code import RoomCode, new_room_secret, shown
from breakout_tui.hub_protocol import sessions_text
from breakout_tui.store.database import Database
from tests.cli.commands_here import run_here
from tests.cli.pty_terminal import PtyTerminal
from tests.cli.test_settings import settings_of
from tests.hub.live_hub import LiveHub, live_hub
from tests.link.listening_hub import listening

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pty")
SAID = ("Too many portals", "Pay once")


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[LiveHub]:
    """A hub with one room."""
    with live_hub(tmp_path / "hub.db") as running:
        yield running


def laptop(tmp_path: Path, name: str, hub: LiveHub) -> tuple[Path, Path]:
    """The home of a computer that has joined the hub, and its database."""
    home = tmp_path / name
    path = settings_of(home)
    path.parent.mkdir(parents=True)
    path.write_text(f'hub = "{hub.url}"\nroom_code = "{shown(hub.code)}"\n')
    path.chmod(0o600)
    return home, home / "room.db"


def said_in(file: Path) -> list[str]:
    """The statements of the latest session in a file."""
    store = Database(file, SystemClock())
    return [note.text for note in store.load(store.latest() or "").notes]


def draft_in(file: Path) -> Draft | None:
    """The draft of its latest session."""
    store = Database(file, SystemClock())
    return store.draft(store.latest() or "")


def test_a_laptop_that_is_replaced(tmp_path: Path, hub: LiveHub) -> None:
    """Rule: the other one goes on with notes and draft; the first one, back again, is told; each word is there once, everywhere."""
    home, first = laptop(tmp_path, "first", hub)
    start = run_here(home, "start", "1", "--database", first)
    assert start.status == 0, start.err
    session_id = Database(first, SystemClock()).latest() or ""

    def hub_has(draft: str) -> bool:
        held = hub.held(session_id)
        return held is not None and held[1] is not None and held[1].text == draft

    resume = ["resume", "--database", str(first)]
    with PtyTerminal(resume, home, module="tests.cli.other_laptop") as terminal:
        terminal.wait_for("hub ✓")
        for text in SAID:
            terminal.send(text, "enter")
        terminal.send("Half a sen")
        terminal.wait_until(lambda: hub_has("Half a sen"), "the hub has no draft")
        terminal.kill(signal.SIGKILL)

    second, other = tmp_path / "second", tmp_path / "second" / "room.db"
    second.mkdir()
    with PtyTerminal(["--hub", hub.url, "take-over", "--database", str(other)], second) as terminal:
        terminal.wait_for("Code of this room")
        terminal.send(shown(hub.code), "enter")
        terminal.wait_for("Type continue to take it over on this computer")
        assert "2 notes" in terminal.text
        assert not other.exists()
        terminal.send("continue", "enter")
        terminal.wait_for("Half a sen")
        assert all(text in terminal.text for text in SAID)
        terminal.wait_for("hub ✓")
        terminal.send("tence", "enter")
        terminal.wait_for("all saved")
        with PtyTerminal(resume, home, module="tests.cli.other_laptop") as back:
            back.wait_for("hub: taken over by")
            back.send("\x15", "Of the first one", "enter")
            back.wait_until(lambda: "Of the first one" in said_in(hub.file), "the hub lacks it")
            back.send("ctrl+q")
            assert back.wait_for_end() == 0
        terminal.send("ctrl+q")
        assert terminal.wait_for_end() == 0

    every = {*SAID, "Half a sentence", "Of the first one"}
    assert said_in(other) == [*SAID, "Half a sentence"]
    assert draft_in(other) is None
    again = run_here(home, "gather", other, "--into", first)
    assert again.status == 0, again.err
    for file in (first, hub.file):
        said = said_in(file)
        assert (len(said), {*said}) == (len(every), every)
    held = hub.held(session_id)
    assert held is not None
    assert held[1] is None


def refused(folder: Path, *words: str | Path, typed: str = "") -> str:
    """What a take-over that is refused says; nothing is stored here."""
    result = run_here(folder, *words, typed=typed)
    assert result.status
    assert not list(folder.rglob("*.db"))
    return result.err


def joined(folder: Path, url: str, code: RoomCode) -> Path:
    """A home for ``run_here`` that has joined this hub."""
    path = folder / "home" / "breakout-tui" / "settings.toml"
    path.parent.mkdir(parents=True)
    path.write_text(f'hub = "{url}"\nroom_code = "{shown(code)}"\n')
    path.chmod(0o600)
    return folder


def test_what_can_t_be_taken_over_is_said_with_what_to_do(tmp_path: Path, hub: LiveHub) -> None:
    """Rule: no hub, none that answers, a code that it does not know, no session; each with its place and the next step."""
    assert "no hub is known on this computer" in refused(tmp_path / "a", "take-over")
    gone = joined(tmp_path / "b", "http://127.0.0.1:9", hub.code)
    told = refused(gone, "take-over")
    assert "http://127.0.0.1:9: the hub does not answer (connection refused); check the network" in told
    other = joined(tmp_path / "c", hub.url, RoomCode(new_room_secret()))
    told = refused(other, "take-over")
    assert f"{hub.url}: the hub does not know the code of this room; ask the organiser" in told
    assert "settings.toml" in told
    empty = joined(tmp_path / "d", hub.url, hub.code)
    assert "the hub has no session of this room; run `breakout-tui` to start one" in refused(
        empty, "take-over"
    )


TWO = tuple(
    HubSession(f"0193-{theme}", theme, 2, datetime(2026, 11, 24, 9, 0, tzinfo=UTC), 7)
    for theme in ("water", "data")
)
DONE = HubSession("0193-old", "old", 1, datetime(2026, 11, 23, 9, 0, tzinfo=UTC), 1, is_done=True)


def test_nothing_is_taken_before_it_is_chosen(tmp_path: Path) -> None:
    """Rule: several are listed and asked for; the only one that is not done is named and asked about; a number names any."""
    code = RoomCode(new_room_secret())
    with listening(secret=code.secret) as hub:
        hub.giving = lambda path: (200 if path == "/hub/sessions" else 500, sessions_text((*TWO, DONE)))
        room = joined(tmp_path, hub.url, code)
        told = refused(room, "take-over", typed="\n")
        assert "  1  2026-11-24 09:00  round 2 · 7 notes  water\n  2  2026-11-24 09:00  round" in told
        assert "  3  2026-11-23 09:00  round 1 · 1 note · done  old\n" in told
        assert "nothing was taken over; run the command again with a number" in told
        assert f"{hub.url}: the hub has no session '9' of this room" in refused(room, "take-over", "9")
        assert "nothing was taken over" in refused(room, "take-over", "0193-data", typed="no\n")
        hub.giving = lambda _: (200, sessions_text((TWO[0], DONE)))
        told = refused(room, "take-over", typed="no\n")
        assert told.startswith(
            f"Hub {hub.url}\n2026-11-24 09:00  round 2 · 7 notes  water\nThe computer before"
        )
        assert "nothing was taken over; run the command again and type continue" in told
        assert "terminal" in refused(room, "take-over", "--yes")


def test_a_newer_hub_says_to_update(tmp_path: Path) -> None:
    """Rule: with the exit status of what is newer."""
    code = RoomCode(new_room_secret())
    with listening(secret=code.secret) as hub:
        hub.giving = lambda _: (200, b'{"version": 99}')
        room = joined(tmp_path, hub.url, code)
        assert f"{hub.url}: the hub speaks a newer version; update breakout-tui on this computer" in refused(
            room, "take-over"
        )
        assert run_here(room, "take-over").status == JsonNewer.exit_code
