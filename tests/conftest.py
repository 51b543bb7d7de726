"""Fixtures for all tests."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from hypothesis import settings

from breakout_tui.store.writer import Writer

settings.register_profile("mutants", derandomize=True, database=None, deadline=None, max_examples=30)
"""For `make mutants`: the same examples for each mutant, and few of them."""


@pytest.fixture(autouse=True)
def _no_writer_outlives_its_test() -> Iterator[None]:
    """Stop the writer threads of a test that failed before it closed its store; else pytest would never exit."""
    yield
    for thread in threading.enumerate():
        if isinstance(thread, Writer):
            thread.finish(0)
