"""A PostgreSQL server for the tests of this folder, which one process of tests plays; for each test a database of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from breakout_tui.domain.server_address import ServerAddress
from tests.server.running_server import RunningServer


@pytest.fixture(scope="session")
def server() -> Iterator[RunningServer]:
    """A server on a socket in a folder of its own, until the tests end.

    As root it runs as another user, who may not look into pytest's folders: each run of pytest on the machine closes them.
    """
    with TemporaryDirectory(prefix="breakout-postgresql-") as name, pytest.MonkeyPatch.context() as patch:
        folder = Path(name)
        patch.setenv("XDG_RUNTIME_DIR", name)  # it keeps a lock there, and looks when it is imported
        running = RunningServer(folder / "data")
        yield running
        running.stop()


_NUMBERS = count(1)


@pytest.fixture
def new_database(server: RunningServer) -> Callable[[], ServerAddress]:
    """Makes an empty database."""
    return lambda: server.new_database(f"conference_{next(_NUMBERS)}")


@pytest.fixture
def hub(new_database: Callable[[], ServerAddress]) -> ServerAddress:
    """An empty database."""
    return new_database()
