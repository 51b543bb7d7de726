"""``breakout-tui status --follow``: how the session stands, again at each change and each minute of the clock."""

from __future__ import annotations

import json
import select
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from breakout_tui import paths
from breakout_tui.cli.follower import Follower
from breakout_tui.cli.open_choice import choose_open
from breakout_tui.control.client import ask_windows
from breakout_tui.domain.clock import Clock, Reading, SystemClock
from breakout_tui.domain.errors import DatabaseBusy, StoreError, UsageError
from breakout_tui.domain.outside import Request
from breakout_tui.domain.session_state import Session, zone_of
from breakout_tui.domain.text import clean_line
from breakout_tui.store.database import Database
from breakout_tui.tui.status_report import Status, status_lines, status_of

if TYPE_CHECKING:
    from breakout_tui.cli.action_line import ActionLine

LOOK = 0.1
"""Seconds between two looks at the file."""
_MINUTE = len("2026-11-24T10:42")
"""Characters of a time as far as its minute."""


def follow(line: ActionLine) -> int:
    """Print the status until interrupted, or until nobody reads any more."""
    options = line.argument.split()
    if set(options) - {"--follow", "--json"}:
        raise UsageError(f"{line.argument!r} is not understood", remedy="status [--json] [--follow]")
    clock, database = SystemClock(), line.database or paths.default_database()
    store = Database(database, clock)
    chosen = choose_open(store, line.session)
    if chosen.told:
        print(f"breakout-tui: {chosen.told}", file=sys.stderr)  # noqa: T201 - messages go to stderr
    follower = Follower(store, chosen.session_id)
    for event in events(follower, clock, lambda: _of_window(database, chosen.session_id), pause):
        _print_event(event, is_json="--json" in options)
    return 0


def events(
    follower: Follower, clock: Clock, of_window: Callable[[], Status | None], pause: Callable[[], None]
) -> Iterator[Status]:
    """The status now, after each change of the file, and at the beginning of each minute by the clock of the room.

    A window that has the session knows more than the file: what isn't saved yet. ``pause`` waits between two looks.
    """
    session, event = follower.read(), "start"
    while True:
        status = of_window() or status_of(session, clock.read(), "saved")
        yield {"event": event, **status}
        session, event = _next(follower, clock, session, pause, status["at"][:_MINUTE])


def _next(
    follower: Follower, clock: Clock, session: Session, pause: Callable[[], None], minute: str
) -> tuple[Session, str]:
    while True:
        pause()
        try:
            changed = follower.changed()
        except DatabaseBusy:
            continue
        if changed is not None:
            return changed, "change"
        if _minute(session, clock.read()) != minute:
            return session, "minute"


def _minute(session: Session, reading: Reading) -> str:
    """The minute by the clock of the room, as the status begins its time."""
    return zone_of(session, reading).at(reading.wall).isoformat(timespec="minutes")[:_MINUTE]


def pause() -> None:
    """Wait before the next look. Raises BrokenPipeError when nobody reads any more."""
    Event().wait(LOOK)
    if hasattr(select, "poll"):
        poll = select.poll()
        poll.register(sys.stdout, 0)  # an error is always told
        if any(found & select.POLLERR for _, found in poll.poll(0)):
            raise BrokenPipeError


def _of_window(database: Path, session_id: str) -> Status | None:
    """The status by the window that has the session; None if none has it, or if it is too busy to say."""
    try:
        answer = ask_windows(database, Request(session_id, "status", "--json"))
    except StoreError:
        return None
    if answer is None or answer.status != 0:
        return None
    status: Status = json.loads(answer.lines[0])
    return status


def _print_event(event: Status, *, is_json: bool) -> None:
    if is_json:
        print(json.dumps(event, ensure_ascii=False), flush=True)  # noqa: T201 - the result
        return
    print("\n".join(map(clean_line, status_lines(event))), end="\n\n", flush=True)  # noqa: T201 - the result
