"""A program for the recording disk: writes the day it is given, or migrates it, and reports to a file of the folder.

``python -m tests.faults.writing day|migrate DATABASE DAY TOLD``
"""

from __future__ import annotations

import os
import pickle
import sys
from pathlib import Path

from tests.faults.day_writer import migrate_day, write_day


def main(what: str, database: str, day: str, reported: str) -> None:
    """Run it; each reported line is one write, so that the record has its time."""
    reporting = os.open(reported, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    if what == "migrate":
        migrate_day(Path(database), reporting)
        return
    write_day(Path(database), pickle.loads(Path(day).read_bytes()), reporting, pause=0.001)


if __name__ == "__main__":
    main(*sys.argv[1:])
