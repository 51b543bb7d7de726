"""breakout-tui itself, which also writes down when each COMMIT has returned: ``timed_room.py FILE [ARGUMENT …]``.

The times are those of the performance counter, which is the same one for all processes of a Linux machine.
"""

from __future__ import annotations

import os
import sqlite3
import struct
import sys
import time
from functools import partial
from typing import Any

from breakout_tui.cli.main import main


class Timed(sqlite3.Connection):
    """A connection whose COMMITs are timed."""

    times = -1
    """Where to write them."""

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """Execute as the base class does, and write the time after a COMMIT."""
        cursor = super().execute(sql, parameters)
        if sql == "COMMIT":
            os.write(self.times, struct.pack("d", time.perf_counter()))
        return cursor


if __name__ == "__main__":
    Timed.times = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    sqlite3.connect = partial(sqlite3.connect, factory=Timed)  # type: ignore[assignment]
    sys.exit(main(sys.argv[2:]))
