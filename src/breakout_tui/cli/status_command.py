"""``breakout-tui status --follow``: how the session stands, again at each change and each minute of the clock."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from threading import Event
from typing import TYPE_CHECKING

from breakout_tui import paths
from breakout_tui.cli.follower import Follower
from breakout_tui.cli.open_choice import choose_open
from breakout_tui.domain.clock import Clock, SystemClock
from breakout_tui.domain.errors import DatabaseBusy, UsageError
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import clean_line
from breakout_tui.store.database import Database
from breakout_tui.tui.status_report import Status, status_lines, status_of

if TYPE_CHECKING:
    from breakout_tui.cli.action_line import ActionLine

LOOK = 0.1
"""Seconds between two looks at the file."""


def follow(line: ActionLine) -> int:
    """Print the status until interrupted, or until nobody reads any more."""
    options = line.argument.split()
    if set(options) - {"--follow", "--json"}:
        raise UsageError(f"{line.argument!r} is not understood", remedy="status [--json] [--follow]")
    clock = SystemClock()
    store = Database(line.database or paths.default_database(), clock)
    chosen = choose_open(store, line.session)
    if chosen.told:
        print(f"breakout-tui: {chosen.told}", file=sys.stderr)  # noqa: T201 - messages go to stderr
    try:
        for event in events(Follower(store, chosen.session_id), clock):
            _print_event(event, is_json="--json" in options)
    except KeyboardInterrupt:
        pass
    return 0


def events(follower: Follower, clock: Clock) -> Iterator[Status]:
    """The status now, after each change, and at the beginning of each minute by the clock of the room."""
    session, event = follower.read(), "start"
    while True:
        status = status_of(session, clock.read(), "saved")
        yield {"event": event, **status}
        session, event = _next(follower, clock, session, status["at"][:16])


def _next(follower: Follower, clock: Clock, session: Session, minute: str) -> tuple[Session, str]:
    while True:
        Event().wait(LOOK)
        try:
            changed = follower.changed()
        except DatabaseBusy:
            continue
        if changed is not None:
            return changed, "change"
        if status_of(session, clock.read(), "saved")["at"][:16] != minute:
            return session, "minute"


def _print_event(event: Status, *, is_json: bool) -> None:
    if is_json:
        print(json.dumps(event, ensure_ascii=False), flush=True)  # noqa: T201 - the result
        return
    print("\n".join(map(clean_line, status_lines(event))), end="\n\n", flush=True)  # noqa: T201 - the result
