"""Processes that are measured from outside: their CPU time and memory. Linux."""

from __future__ import annotations

import os
from pathlib import Path


def cpu_seconds(process: int) -> float:
    """The CPU time of all threads that run."""
    tasks = Path(f"/proc/{process}/task")
    used = sum(int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir())
    return used / 1e9


def resident_bytes(process: int) -> int:
    """The resident memory."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
