"""``breakout-tui display``: the room display, for a second terminal on the projector."""

from __future__ import annotations

from pathlib import Path

from breakout_tui import paths
from breakout_tui.cli.choose import choose
from breakout_tui.cli.options import Options
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.errors import UsageError
from breakout_tui.domain.session_state import Session
from breakout_tui.store.database import Database
from breakout_tui.tui import terminal
from breakout_tui.tui.textual_internals import decoder


def display(options: Options) -> int:
    """Show a session and follow its changes; never writes."""
    refusal = terminal.refusal()
    if refusal is not None:
        raise UsageError(refusal)
    terminal.prepare()
    clock = SystemClock()
    store = Database(options.database or paths.default_database(), clock)
    follower = Follower(store, choose(store, options.session))

    from breakout_tui.cli.preferences_file import preferences
    from breakout_tui.tui.display import DisplayApp

    app = DisplayApp(follower.read(), follower.changed, clock, theme=preferences().settings.theme)
    decoder.own_input(app, clock, asks_ground=app.appearance.is_auto and terminal.tells_ground())
    app.run()
    if app.crash is not None:
        raise app.crash
    return app.return_code or 0


class Follower:
    """Reads a session again after each change to its file."""

    def __init__(self, store: Database, session_id: str) -> None:
        self._store = store
        self._session_id = session_id
        self._stamp = _stamp(store.path)

    def read(self) -> Session:
        """The session as it is stored now."""
        return Session.of(self._store.load(self._session_id))

    def changed(self) -> Session | None:
        """The session if its file has changed since the last call, else None."""
        stamp = _stamp(self._store.path)
        if stamp == self._stamp:
            return None
        session = self.read()
        self._stamp = stamp
        return session


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """A value that changes with each commit: SQLite writes the first page, which updates the modification time."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_ino, found.st_mtime_ns, found.st_size)
