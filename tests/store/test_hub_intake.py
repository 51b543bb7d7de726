"""What rooms send to a hub comes together as gathering their files does, in any order, however often, whole or in parts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.store import hub_schema, schema
from breakout_tui.store.hub_database import HubDatabase
from tests.domain.example import Talk
from tests.domain.replicas import Move, first_copy
from tests.sampled import a_third
from tests.store.builders import StillClock
from tests.store.hub_play import (
    HUB_MOVES,
    ONE_LAPTOP,
    Laptops,
    PlayedHub,
    assert_hub_has_everything,
    part_of,
    play,
    update_of,
)


@contextmanager
def hub_file(databases: int = 1) -> Iterator[tuple[Path, PlayedHub]]:
    """A hub on a file of its own."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "hub.db"
        every = [HubDatabase(path, StillClock()) for _ in range(databases)]
        yield path, PlayedHub(every)
        for each in every:
            each.close()


def all_rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows but those of the rooms, which say when they were heard."""
    tables = [table for table in schema.ALL_TABLES if table is not hub_schema.HUB_ROOM]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return {
            table.name: connection.execute(
                f"SELECT * FROM {table.name} ORDER BY {', '.join(table.key)}"
            ).fetchall()
            for table in tables
        }


def assert_sent_again_changes_nothing(path: Path, laptops: Laptops) -> None:
    """Neither as parts nor whole, nor an old request that comes late."""
    before = all_rows(path)
    for copy, link in zip(laptops.copies, laptops.links, strict=True):
        for known in (link.told, {}):
            (taken,) = laptops.hub.take(update_of(copy.session.id, part_of(copy.state, known), link.name))
            assert not taken.wants_whole
            assert taken.knowledge == link.told or len(laptops.copies) > 1
    assert all_rows(path) == before


def assert_as_joined(moves: list[Move]) -> None:
    """With copies, restores, lost answers, and updates singly or together, through two processes in turn."""
    with hub_file(databases=2) as (path, hub):
        laptops = play(hub, Talk, moves)
        assert_hub_has_everything(laptops)
        assert_sent_again_changes_nothing(path, laptops)


def assert_never_asked_for_all(moves: list[Move]) -> None:
    """One laptop, whose session nobody else has."""
    with hub_file() as (path, hub):
        laptops = Laptops(hub, [first_copy(Talk())])
        for move in moves:
            laptops.happens(move)
            assert not laptops.links[0].wants_whole
        laptops.send_all()
        assert_hub_has_everything(laptops)
        assert_sent_again_changes_nothing(path, laptops)


@given(st.lists(HUB_MOVES, min_size=4, max_size=24))
@settings(max_examples=a_third(30), deadline=None)
def test_a_hub_has_what_joining_all_copies_gives(moves: list[Move]) -> None:
    """Rule: whatever was sent when, and sending it again changes no row."""
    assert_as_joined(moves)


@given(st.lists(ONE_LAPTOP, min_size=4, max_size=24))
@settings(max_examples=a_third(20), deadline=None)
def test_one_laptop_is_never_asked_for_the_whole_session_again(moves: list[Move]) -> None:
    """Rule: what goes on from what the hub has is taken as a part, also after lost answers, and gives what joining gives."""
    assert_never_asked_for_all(moves)


@pytest.mark.soak
@given(st.lists(HUB_MOVES, min_size=10, max_size=60))
@settings(max_examples=a_third(300), deadline=None)
def test_a_hub_has_what_joining_all_copies_gives_after_long_days(moves: list[Move]) -> None:
    """The same for longer days."""
    assert_as_joined(moves)
