"""``status --follow``: a stream for programs, beside a window and without one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from breakout_tui.cli.follower import Follower
from breakout_tui.cli.status_command import events
from breakout_tui.domain.clock import SystemClock
from breakout_tui.store.database import Database
from breakout_tui.tui.status_report import Status
from tests.cli.commands_here import Room, room
from tests.cli.pty_terminal import PtyTerminal
from tests.tui.fakes import FakeClock
from tests.tui.test_status_report import VALID

__all__ = ["room"]

Stream = subprocess.Popen[str]


@contextmanager
def following(room: Room, *options: str) -> Iterator[Stream]:
    """A program that reads the stream."""
    line = [sys.executable, "-m", "breakout_tui", "--database", str(room.database), "status", "--follow"]
    stream = subprocess.Popen([*line, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield stream
    finally:
        stream.kill()
        stream.communicate()


def line_of(stream: Stream) -> str:
    """The next line."""
    assert stream.stdout is not None
    return stream.stdout.readline()


def event_of(stream: Stream, event: str) -> Status:
    """The next of these events; each one on the way is valid."""
    while True:
        found: Status = json.loads(line_of(stream))
        VALID.validate(found)
        if found["event"] == event:
            return found


def test_the_stream_goes_on_at_each_change_with_and_without_a_window(room: Room) -> None:
    """Rule: one valid object a line; a change by a command or by keys is an event; an interrupt ends it between two lines."""
    room.start()
    with following(room, "--json") as stream:
        assert event_of(stream, "start")["state"] == "before"
        room.done("next")
        assert event_of(stream, "change")["box"]["name"] == "Opening"
        with PtyTerminal(["--database", str(room.database), "resume"], room.database.parent) as terminal:
            terminal.wait_for("all saved")
            terminal.send("Silo budgets", "enter")
            terminal.wait_for("1 note · all saved")
            while (found := event_of(stream, "change"))["notes"]["all"] == 0:
                pass
            assert found["saved"] in {"saved", "saving"}
            terminal.send("ctrl+q")
            assert terminal.wait_for_end() == 0
        stream.send_signal(signal.SIGINT)
        out, err = stream.communicate(timeout=20)
    assert (stream.returncode, err) == (130, "")
    assert all(VALID.is_valid(json.loads(line)) for line in out.splitlines())


def test_the_stream_ends_when_nobody_reads_it(room: Room) -> None:
    """Rule: at once, without a word, not at the next minute."""
    room.start()
    with following(room) as stream:
        assert line_of(stream) == "Morning: not started\n"
        assert stream.stdout is not None
        stream.stdout.close()
        assert stream.wait(timeout=20) == 0
        assert stream.stderr is not None
        assert stream.stderr.read() == ""
        stream.stdout = open(os.devnull)  # noqa: SIM115, PTH123 - for the end of the test


def test_each_minute_of_the_clock_is_an_event(room: Room) -> None:
    """Rule: by the clock of the room; a look in between tells nothing."""
    room.start()
    clock, looks = FakeClock(), 0

    def pause() -> None:
        nonlocal looks
        looks += 1
        clock.pass_time(20)

    store = Database(room.database, SystemClock())
    stream = events(Follower(store, store.summaries()[0].id), clock, lambda: None, pause)
    found = [next(stream) for _ in range(3)]
    assert [each["event"] for each in found] == ["start", "minute", "minute"]
    assert looks > 3
    assert [each["at"][14:16] for each in found] == ["00", "01", "02"]


def test_another_option_is_a_usage_error(room: Room) -> None:
    """Rule: with those that there are."""
    room.start()
    assert room.run("status", "--follow", "--yaml").status == 2


@pytest.mark.parametrize("window_says", [None, {"saved": "not saved", "at": "2026-11-24T09:00:00+01:00"}])
def test_what_the_window_says_goes_before_the_file(room: Room, window_says: Status | None) -> None:
    """Rule: only it knows what isn't saved yet."""
    room.start()
    store = Database(room.database, SystemClock())
    follower = Follower(store, store.summaries()[0].id)
    first = next(events(follower, FakeClock(), lambda: window_says, lambda: None))
    assert first["saved"] == ("saved" if window_says is None else "not saved")
