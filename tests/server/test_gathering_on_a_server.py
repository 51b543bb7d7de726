"""Rooms' files are gathered into a database on a server, from it, and across both engines: everything as with files."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from breakout_tui.domain.gathering import Outcome
from breakout_tui.domain.server_address import ServerAddress
from tests.domain.example import Talk
from tests.domain.replicas import MOVES, Move
from tests.sampled import a_third
from tests.store.builders import captured, head, new, write
from tests.store.file_replicas import as_json, files_after, gather, rows

HISTORIES = st.lists(MOVES, min_size=2, max_size=14)


def assert_any_order(
    folder: Path, new_database: Callable[[], ServerAddress], moves: list[Move], order: Random
) -> None:
    """Into a file, into a server in another order, from there into a second one, and back into a file."""
    files = files_after(Talk(), moves, folder)
    whole, back = folder / "whole.db", folder / "back.db"
    hub, other = new_database(), new_database()
    gather(whole, *files)
    shuffled = [*files, *files]
    order.shuffle(shuffled)
    gather(hub, *shuffled[:2])
    gather(other, *shuffled[2:], hub, *files)
    gather(back, other)
    assert rows(other) == rows(whole) == rows(back)
    assert as_json(other) == as_json(whole) == as_json(back)
    for gathered in gather(other, *shuffled, whole, hub):
        assert [session.outcome for session in gathered.sessions] == [Outcome.UNCHANGED]


@given(HISTORIES, st.randoms(use_true_random=False))
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_gives_equal_rows_and_equal_json_on_both_engines(
    tmp_path_factory: pytest.TempPathFactory,
    new_database: Callable[[], ServerAddress],
    moves: list[Move],
    order: Random,
) -> None:
    """Rule: and across them; gathering again changes nothing."""
    assert_any_order(tmp_path_factory.mktemp("files"), new_database, moves, order)


@pytest.mark.soak
@given(st.lists(MOVES, min_size=10, max_size=60), st.randoms(use_true_random=False))
@settings(
    max_examples=a_third(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_long_histories_in_any_order_give_the_same_on_both_engines(
    tmp_path_factory: pytest.TempPathFactory,
    new_database: Callable[[], ServerAddress],
    moves: list[Move],
    order: Random,
) -> None:
    """The same for longer days."""
    assert_any_order(tmp_path_factory.mktemp("files"), new_database, moves, order)


def test_a_character_that_a_server_refuses_does_no_harm(hub: ServerAddress, tmp_path: Path) -> None:
    """Rule: no program of ours stores NUL; a file that somebody made with it comes in without it, and the other sessions whole."""
    file = tmp_path / "odd.db"
    write(file, new(head()), captured(0, "said once"), captured(1, "said twice"))
    write(file, new(head("0193-other")), captured(0, "also", "0193-other"), session_id="0193-other")
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE note SET text = 'a' || char(0) || 'b' WHERE session_id <> '0193-other'")
        connection.execute("UPDATE note SET made_by = 'w' || char(0) WHERE session_id <> '0193-other'")
    (gathered,) = gather(hub, file)
    assert {each.outcome for each in gathered.sessions} == {Outcome.NEW}
    assert "\\u0000" not in as_json(hub)
    assert "also" in as_json(hub)
