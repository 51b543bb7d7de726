"""``breakout-tui demo``: opens a fictional day, or the paper of a fictional conference.

Its database is temporary: it is deleted when the window closes.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from threading import Lock

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


PAPER = "paper"
"""The point at which the conference is over and its paper is being edited."""


def demo(options: Options) -> int:
    """Play the day up to the chosen point, store it in a temporary folder, and open it."""
    if options.output is not None:
        return _write_paper(options, options.output)
    refusal = terminal.refusal()
    if refusal is not None:
        raise UsageError(refusal)
    with tempfile.TemporaryDirectory(prefix="breakout-demo-") as folder:
        if options.at == PAPER:
            return _edit_paper(options, Path(folder))
        database = Path(folder) / "demo.db"
        session_id = fill(database, options.at or "approaches", SystemClock())
        return run_app(
            Options(**{**vars(options), "database": database}),
            session_id=session_id,
            documents=Path(folder),
            keeps_choices=False,
            sends_to_hub=False,
        )


class DemoConference:
    """The fictional conference in a folder: written once, when it is first needed, and never after ``leave``."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "conference.db"
        self._rooms = folder / "rooms.db"
        self._is_done = False
        self._lock = Lock()

    def write(self) -> None:
        """Write it, unless that was done. Takes about a second. Raises StoreError."""
        from breakout_tui.cli.demo_conference import fill_conference

        with self._lock:
            if not self._is_done:
                self._is_done = True
                fill_conference(self.database, self._rooms)

    def leave(self) -> None:
        """Wait until nothing is written any more, so that the folder can be deleted."""
        with self._lock:
            self._is_done = True


def _edit_paper(options: Options, folder: Path) -> int:
    """Open the editor of the paper. The rooms are played on the thread that reads them, after the first paint."""
    conference = DemoConference(folder)
    try:
        return run_app(
            Options(
                **{**vars(options), "database": conference.database, "themes": paths.shipped_programme()}
            ),
            documents=folder,
            keeps_choices=False,
            opens_paper=True,
            before_paper=conference.write,
        )
    finally:
        conference.leave()


def _write_paper(options: Options, output: str) -> int:
    """Write the paper of the conference, as ``paper -o`` does. Raises UsageError at any other point."""
    if options.at != PAPER:
        raise UsageError(
            "only the demo's position paper can be written", remedy=f"add `--at {PAPER}` to `-o {output}`"
        )
    from breakout_tui.cli.paper_command import paper

    with tempfile.TemporaryDirectory(prefix="breakout-demo-") as folder:
        conference = DemoConference(Path(folder))
        conference.write()
        return paper(Options(**{**vars(options), "database": conference.database}))


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
