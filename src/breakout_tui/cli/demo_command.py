"""``breakout-tui demo``: opens a fictional day in a temporary database, which is deleted when the window closes."""

from __future__ import annotations

import tempfile
from pathlib import Path

from breakout_tui import paths
from breakout_tui.cli.demo_day import COUNTRIES, DAY, GROUPS
from breakout_tui.cli.demo_player import Player, length, until
from breakout_tui.cli.launch import run_app
from breakout_tui.cli.options import Options
from breakout_tui.domain.clock import Clock, SystemClock
from breakout_tui.domain.commands import EditDetails
from breakout_tui.domain.errors import UsageError
from breakout_tui.inputs.programme_file import read_programme
from breakout_tui.store.database import Database
from breakout_tui.tui import terminal

DETAILS = EditDetails(
    room="Room 2",
    facilitator="M. Lindqvist",
    rapporteur="T. Okafor",
    people=24,
    known=COUNTRIES,
    groups=GROUPS,
)
"""The room of the demonstration."""


def demo(options: Options) -> int:
    """Play the day up to the chosen point, store it in a temporary folder, and open it."""
    refusal = terminal.refusal()
    if refusal is not None:
        raise UsageError(refusal)
    with tempfile.TemporaryDirectory(prefix="breakout-demo-") as folder:
        database = Path(folder) / "demo.db"
        session_id = fill(database, options.at or "approaches", SystemClock())
        return run_app(
            Options(**{**vars(options), "database": database}),
            session_id=session_id,
            documents=Path(folder),
            keeps_choices=False,
        )


def fill(database: Path, place: str, clock: Clock) -> str:
    """Play the day up to ``place``, write it to a new database, and return the id of the session.

    The day starts in the past, so that ``place`` is reached now.
    """
    lines = until(DAY, place)
    now, seconds = clock.read(), length(lines)
    began = now.later(-seconds)
    programme = read_programme(paths.shipped_programme())
    player = Player(programme, programme.themes[0].id, DETAILS, began)
    player.play(lines)
    store = Database(database, clock)
    store.start(lambda _: None)
    for changes in player.changes:
        store.submit(player.session.id, changes)
    store.close(30)
    return player.session.id
