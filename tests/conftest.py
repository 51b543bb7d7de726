"""Fixtures for all tests."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from breakout_tui.store.writer import Writer


@pytest.fixture(autouse=True)
def _no_writer_outlives_its_test() -> Iterator[None]:
    """Stop the writer threads of a test that failed before it closed its store; else pytest would never exit."""
    yield
    for thread in threading.enumerate():
        if isinstance(thread, Writer):
            thread.finish(0)
