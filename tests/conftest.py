"""What every test leaves behind."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from breakout_tui.store.writer import Writer


@pytest.fixture(autouse=True)
def _no_writer_outlives_its_test() -> Iterator[None]:
    """A test that fails before it closes its store would keep the whole run from ending."""
    yield
    for thread in threading.enumerate():
        if isinstance(thread, Writer):
            thread.finish(0)
