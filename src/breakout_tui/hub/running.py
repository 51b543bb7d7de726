"""What a process does before it serves, and when it is told to end."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from breakout_tui.hub.failures import silence_libraries
from breakout_tui.hub.server_config import MOST_CONNECTIONS
from breakout_tui.hub.short_pauses import short_pauses

_OTHER_FILES = 64
"""Files that a process has open beside connections."""


@contextmanager
def prepared() -> Iterator[None]:
    """Inside the ``with`` block the process serves."""
    silence_libraries()
    _allow_open_files(MOST_CONNECTIONS + _OTHER_FILES)
    if threading.current_thread() is not threading.main_thread():  # the process is somebody else's
        yield
        return
    with short_pauses(), _ending_by_exception():
        yield


@contextmanager
def _ending_by_exception() -> Iterator[None]:
    """SIGTERM, which uvicorn passes on when it has ended, raises SystemExit: the process can clean up."""

    def end(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _allow_open_files(count: int) -> None:
    """Raise the limit of open files, which is 256 on macOS and 1024 on Linux until a process asks for more, as far as it may."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < count:
        most = count if hard == resource.RLIM_INFINITY else min(count, hard)
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
