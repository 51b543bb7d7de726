"""The program with a part that fails when a file appears: ``python -m tests.faults.failing_program PART DATABASE TRIGGER``.

All but the failing part is what the command line puts together.
"""

from __future__ import annotations

import sys
from pathlib import Path

from textual.widgets import Static

from breakout_tui.cli.launch import show
from breakout_tui.cli.main import guarded
from breakout_tui.cli.publisher import ReportPublisher
from breakout_tui.domain.clock import Clock, Reading, SystemClock
from breakout_tui.domain.session import Session
from breakout_tui.store.database import Database
from breakout_tui.tui.app import BreakoutApp
from tests.day_script import shipped

SECRET = "Zebrafinch"
"""A word that is in a note and in the message of every failure here."""


class _FailingClock:
    def __init__(self, trigger: Path) -> None:
        self._trigger = trigger
        self._clock = SystemClock()

    def read(self) -> Reading:
        if self._trigger.exists():
            raise RuntimeError(f"no time for {SECRET}")
        return self._clock.read()


class _FailingPublisher(ReportPublisher):
    def render(self, session: Session, reading: Reading, until: str | None = None) -> str:
        said = [note.text for note in session.book.notes]
        raise RuntimeError(f"no report for {said}")


class _FailingWidget(Static):
    def render(self) -> str:
        raise RuntimeError(f"no picture of {SECRET}")


class _FailingApp(BreakoutApp):
    trigger = Path()

    def beat(self) -> None:
        super().beat()
        if self.trigger.exists():
            self.screen.mount(_FailingWidget())


def main(part: str, database: str, trigger: str) -> int:
    """Run it; gives the exit status."""
    clock: Clock = SystemClock() if part != "clock" else _FailingClock(Path(trigger))
    store = Database(Path(database), SystemClock())
    publisher = _FailingPublisher(store) if part == "worker" else ReportPublisher(store)
    kind = _FailingApp if part == "widget" else BreakoutApp
    window = kind(shipped, store, clock, publisher)
    if isinstance(window, _FailingApp):
        window.trigger = Path(trigger)
    return guarded(lambda: show(window, store))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
