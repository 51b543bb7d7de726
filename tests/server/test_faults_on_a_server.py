"""A server that is killed or restarted while something is gathered, and several that gather at once: nothing is lost or halved."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from breakout_tui.domain.errors import ServerGone
from breakout_tui.domain.server_address import ServerAddress
from breakout_tui.store.gather import Gathering
from breakout_tui.store.server_store import ServerStore
from tests.domain.paper_desk import rooms
from tests.server.running_server import RunningServer
from tests.server.test_commands_on_a_server import database_of
from tests.server.test_paper_on_a_server import conference_file
from tests.store.builders import StillClock
from tests.store.conference_file import written
from tests.store.file_replicas import as_json, gather, rows

__all__ = ["conference_file"]


def of_program(server: RunningServer, address: ServerAddress) -> int:
    """The server's process that serves this program."""
    name = database_of(address)
    found = server.run(
        f"SELECT pid FROM pg_stat_activity WHERE datname = '{name}' AND application_name = 'breakout-tui'"
    )
    ((pid,),) = found
    return int(pid)


@pytest.mark.parametrize("how", ["a process killed", "the server shut and started", "the connection ended"])
def test_of_a_source_all_comes_in_or_nothing_and_again_completes_it(
    hub: ServerAddress, conference_file: Path, server: RunningServer, tmp_path: Path, how: str
) -> None:
    """Rule: wherever in the source it happens; the error says that the server is gone."""

    def strike(done: int, of: int) -> None:
        if done != of // 2:
            return
        if how == "a process killed":
            server.kill(of_program(server, hub))
        elif how == "the server shut and started":
            server.shut()
            server.start()
        else:
            server.run(f"SELECT pg_terminate_backend({of_program(server, hub)})")

    first = written(tmp_path / "first.db", rooms().sessions[:1])
    gather(hub, first)
    with pytest.raises(ServerGone), Gathering(hub, StillClock()) as gathering:
        gathering.take_in(conference_file, strike)
    assert rows(hub) == rows(first)
    gather(hub, conference_file)
    whole = tmp_path / "whole.db"
    gather(whole, first, conference_file)
    assert rows(hub) == rows(whole)
    assert as_json(hub) == as_json(whole)


def test_several_programs_gather_at_once_and_nothing_is_lost(
    new_database: Callable[[], ServerAddress], conference_file: Path, tmp_path: Path
) -> None:
    """Rule: also into an empty database, of which each would make the tables; all rows are those of one after the other."""
    hub, random = new_database(), Random(19)
    files = [written(tmp_path / f"{number}.db", [session]) for number, session in enumerate(rooms().sessions)]
    files += [written(tmp_path / "half.db", rooms().sessions[::2])]
    running = []
    for _ in range(3):
        random.shuffle(files)
        command = [sys.executable, "-m", "breakout_tui", "gather", "--into", str(hub), *map(str, files)]
        home = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
        running.append(
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=home)
        )
    for process in running:
        out, err = process.communicate(timeout=120)
        assert (process.returncode, err) == (0, ""), (out, err)
    whole = tmp_path / "whole.db"
    gather(whole, conference_file)
    assert rows(hub) == rows(whole)
    assert as_json(hub) == as_json(whole)


def test_a_reader_goes_on_when_the_server_has_restarted(
    hub: ServerAddress, conference_file: Path, server: RunningServer
) -> None:
    """Rule: one that is away is told of; one that is back is asked again."""
    gather(hub, conference_file)
    store = ServerStore(hub, StillClock())
    before = store.summaries()
    server.shut()
    with pytest.raises(ServerGone):
        store.summaries()
    server.start()
    assert store.summaries() == before
    server.kill(of_program(server, hub))
    assert store.summaries() == before
