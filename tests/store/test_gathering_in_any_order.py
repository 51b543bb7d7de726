"""Files that went on apart are gathered: in any order and any number of times the same, and nothing of any of them is lost."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain.gathering import Outcome
from breakout_tui.domain.session import Session
from tests.domain.example import Talk
from tests.domain.replicas import MOVES, Move
from tests.sampled import a_third
from tests.store.builders import database
from tests.store.file_replicas import as_json, files_after, gather, rows

HISTORIES = st.lists(MOVES, min_size=2, max_size=14)


def assert_any_order(folder: Path, moves: list[Move], order: Random) -> None:
    """Gathered one after the other, twice over in another order, and by way of another conference file."""
    files = files_after(Talk(), moves, folder)
    before = {file: file.read_bytes() for file in files}
    whole, other, part = folder / "whole.db", folder / "other.db", folder / "part.db"
    gather(whole, *files)
    shuffled = [*files, *files]
    order.shuffle(shuffled)
    gather(part, *shuffled[:2])
    gather(other, *shuffled[2:], part, *files)
    assert rows(other) == rows(whole)
    assert as_json(other) == as_json(whole)
    for gathered in gather(whole, *shuffled, part, other):
        assert [session.outcome for session in gathered.sessions] == [Outcome.UNCHANGED]
    assert {file: file.read_bytes() for file in files} == before
    assert_all_is_there(whole, files)


def assert_all_is_there(whole: Path, files: list[Path]) -> None:
    """Every statement of each file."""
    (summary,) = database(whole).summaries()
    found = {note.id for note in Session.of(database(whole).load(summary.id)).book.notes}
    for file in files:
        assert {note.id for note in database(file).load(summary.id).notes} <= found


@given(HISTORIES, st.randoms(use_true_random=False))
@settings(max_examples=4, deadline=None)
def test_files_gathered_in_any_order_give_equal_rows_and_equal_json(
    tmp_path_factory: pytest.TempPathFactory, moves: list[Move], order: Random
) -> None:
    """Rule: and gathering them again changes nothing."""
    assert_any_order(tmp_path_factory.mktemp("files"), moves, order)


@pytest.mark.soak
@given(st.lists(MOVES, min_size=10, max_size=60), st.randoms(use_true_random=False))
@settings(max_examples=a_third(100), deadline=None)
def test_files_of_long_histories_gathered_in_any_order_give_the_same(
    tmp_path_factory: pytest.TempPathFactory, moves: list[Move], order: Random
) -> None:
    """The same for longer days."""
    assert_any_order(tmp_path_factory.mktemp("files"), moves, order)
