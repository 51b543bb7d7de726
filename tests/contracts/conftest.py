"""Fixtures of the contract suite: each rule runs on a database and on memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from breakout_tui.domain.ports import Store
from tests.contracts.places import DatabasePlace, MemoryPlace, Place
from tests.contracts.records import Open
from tests.store.builders import SESSION, RecordingListener


@pytest.fixture(params=[DatabasePlace, MemoryPlace], ids=["database", "memory"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """An empty folder, or empty memory."""
    made: Place = request.param(tmp_path)
    return made


@pytest.fixture
def opened(place: Place, request: pytest.FixtureRequest) -> Open:
    """Opens windows that have been started; they are closed after the test."""

    def open_one(name: str = "room.db", *, loads: bool = False) -> tuple[Store, RecordingListener]:
        store, listener = place.window(name), RecordingListener()
        if loads:
            store.load(SESSION)
        store.start(listener)
        request.addfinalizer(lambda: store.close(0.05))
        return store, listener

    return open_one
