"""``breakout-tui display``: the room display, for a second terminal on the projector."""

from __future__ import annotations

from breakout_tui import paths
from breakout_tui.cli.card_file import read_card
from breakout_tui.cli.choose import choose
from breakout_tui.cli.follower import Follower
from breakout_tui.cli.options import Options
from breakout_tui.cli.shown_notice import ShownNotice
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.errors import UsageError
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

    app = DisplayApp(
        follower.read(),
        follower.changed,
        clock,
        card=lambda: read_card(store.path, clock),
        notice=ShownNotice(lambda: store.path, clock).text,
        theme=preferences().settings.theme,
    )
    decoder.own_input(app, clock, asks_ground=app.appearance.is_auto and terminal.tells_ground())
    app.run()
    if app.crash is not None:
        raise app.crash
    return app.return_code or 0
