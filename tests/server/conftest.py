"""A PostgreSQL server for the tests of this folder, which one process of tests plays; for each test a database of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

import pytest

from breakout_tui.domain.server_address import ServerAddress
from tests.server.running_server import RunningServer


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A server on a socket in a folder of its own, until the tests end."""
    folder = tmp_path_factory.mktemp("postgresql")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))  # it keeps a lock there, and looks when it is imported
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
