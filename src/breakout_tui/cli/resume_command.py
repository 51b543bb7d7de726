"""``breakout-tui resume``: opens a session directly."""

from __future__ import annotations

from breakout_tui import paths
from breakout_tui.cli.choose import choose
from breakout_tui.cli.launch import run_app
from breakout_tui.cli.options import Options
from breakout_tui.domain.clock import SystemClock
from breakout_tui.store.database import Database


def resume(options: Options) -> int:
    """Open the latest session, or the given one."""
    store = Database(options.database or paths.default_database(), SystemClock())
    return run_app(options, session_id=choose(store, options.session))
