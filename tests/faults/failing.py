"""A program for the failing disk: writes a day again and again while calls fail, each time from another call on.

``python -m tests.faults.failing FOLDER SEED TRIALS``; prints how many trials there were, and how many heard of a failure.
"""

from __future__ import annotations

import ctypes
import errno
import random
import sys
import time
from pathlib import Path

from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.records import Draft
from breakout_tui.domain.store_events import Saved, SaveFailed, StoreEvent
from breakout_tui.store.database import Database
from breakout_tui.store.retry_policy import RetryPolicy
from tests.faults.day_writer import played_day, session_id, survival

_DAY = played_day("rank")[:25]
_QUICK = RetryPolicy(busy=0.05, first=0.001, longest=0.004, last=5.0)


class RecordingListener:
    """Checks what the store reports."""

    def __init__(self) -> None:
        self.failures = 0
        self.saved: list[int] = []

    def __call__(self, event: StoreEvent) -> None:
        """One event."""
        if isinstance(event, SaveFailed):
            self.failures += 1
            assert event.problem
        elif isinstance(event, Saved):
            self.saved.append(event.ticket)


def trial(folder: Path, chance: random.Random, disk: ctypes.CDLL) -> bool:
    """A day on a disk that fails for a while; True if that was noticed. All must be there in the end, in order."""
    database = folder / "room.db"
    store, listener = Database(database, SystemClock(), retry_policy=_QUICK), RecordingListener()
    number = chance.choice([errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EFBIG, errno.EROFS])
    disk.disk_fail(ctypes.c_long(chance.randrange(250)), ctypes.c_long(chance.choice([1, 2, 5, 30])), number)
    store.start(listener)
    name = session_id(_DAY)
    for count, changes in enumerate(_DAY, 1):
        store.submit(name, changes)
        store.save_draft(name, Draft(f"draft {count}", Kind.CHALLENGE))
        time.sleep(0.0005)
    assert store.close(20), "all could be written in the end"
    disk.disk_fail(ctypes.c_long(-1), ctypes.c_long(0), 0)
    assert store.unsaved() == ()
    assert sorted(set(listener.saved)) == list(range(1, len(_DAY) + 1)), "each is reported as saved"
    assert survival(database, _DAY, len(_DAY)).draft == len(_DAY)
    return listener.failures > 0


def main(folder: str, seed: str, trials: str) -> None:
    """All the trials."""
    disk = ctypes.CDLL(None)
    chance = random.Random(int(seed))
    noticed = 0
    for number in range(int(trials)):
        place = Path(folder) / str(number)
        place.mkdir()
        noticed += trial(place, chance, disk)
    print(int(trials), noticed)  # noqa: T201 - read by the test


if __name__ == "__main__":
    main(*sys.argv[1:])
