"""Rooms whose clocks are years off: over a real socket, with a hub that has a real database."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import Reading, SystemClock
from breakout_tui.domain.kinds import Kind
from breakout_tui.link.hub_link import HubLink
from breakout_tui.store.hub_database import HubDatabase
from breakout_tui.store.room_changes import ChangesReader
from tests.hub.live_hub import live_hub
from tests.hub.served import wait_until
from tests.hub.test_link import talking
from tests.link.linked_room import QUICK
from tests.store.file_replicas import first_file

YEAR = 365 * 24 * 60 * 60.0


class ClockOff:
    """The system's clock with a wrong date."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def read(self) -> Reading:
        """The time since boot is right: nobody sets that."""
        right = SystemClock().read()
        return replace(right, wall=right.later(self._seconds).wall)


@pytest.mark.parametrize("order", [(YEAR, -YEAR), (-YEAR, YEAR), (-20 * YEAR, 0.0)])
def test_two_laptops_with_wrong_dates_lose_and_double_nothing(
    tmp_path: Path, order: tuple[float, float]
) -> None:
    """Rule: of a file that was copied and continued twice the hub has all words once, whoever believes to be later."""
    first = first_file(talking("Silos"), tmp_path / "first.db")
    second = first.copy(tmp_path / "second.db")
    said = {"Silos"}
    with live_hub(tmp_path / "hub.db") as hub:

        def texts() -> list[str]:
            held = hub.held(first.session_id)
            found = () if held is None else held[0].versions
            return sorted(text for each in found if (text := getattr(each.record, "text", "")))

        for number, (room, off) in enumerate(zip((first, second, first), (*order, order[0]), strict=True)):
            text = f"Statement {number}"
            room.wish(c.Capture(text, Kind.CHALLENGE))
            room.ends_window()
            said.add(text)
            file = ChangesReader(lambda path=room.path: path)  # type: ignore[misc]
            link = HubLink(hub.place, file, ClockOff(off), f"laptop-{number}", patience=QUICK)
            link.offer(room.session_id)
            wait_until(lambda: set(texts()) == said)
            link.close()
        assert texts() == sorted(said)
        database = HubDatabase(hub.file, SystemClock())
        (about,) = database.rooms()
        database.close()
        assert 0 <= about.silent < 60
