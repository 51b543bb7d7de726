"""Fixtures for all tests."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from hypothesis import Phase, settings

from breakout_tui.store.writer import Writer

settings.register_profile(
    "mutants",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=30,
    phases=(Phase.explicit, Phase.generate),
    report_multiple_bugs=False,
)
"""For `make mutants`: the same few examples for each mutant; a failure is enough, it is not made smaller."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """For `make mutants`: properties last, because most mutants die of a quicker test."""
    if config.getoption("--hypothesis-profile") == "mutants":
        items.sort(key=lambda item: item.get_closest_marker("hypothesis") is not None)


@pytest.fixture(autouse=True)
def _no_writer_outlives_its_test() -> Iterator[None]:
    """Stop the writer threads of a test that failed before it closed its store; else pytest would never exit."""
    yield
    for thread in threading.enumerate():
        if isinstance(thread, Writer):
            thread.finish(0)
