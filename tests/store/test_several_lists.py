"""A session with the lists of several rank steps: each is read, erased and rescued as the first one is."""

from __future__ import annotations

from pathlib import Path

import pytest

from breakout_tui.domain.ranking_records import PriorityIssue, Ranking, RankSort, Tally, Unlocking
from breakout_tui.store.erasure import Wanted, erase
from breakout_tui.store.rescue import rescue
from tests.store.builders import NINE, SESSION, StillClock, database, head, new, note, write

SAID = "Nobody pays for the move of the old registers"
NAME = "Zoë Quetzal"
STEPS = ("", "second", "third")
NOW = StillClock().read()


def ranking(step: str) -> Ranking:
    """A locked list that repeats the statement, and a reason that has the name."""
    return Ranking(
        f"{SESSION}:ranking{step and ':'}{step}",
        SESSION,
        RankSort.CHALLENGES,
        cut=1,
        locked_at=NINE,
        issues=(PriorityIssue(1, SAID, "C1", 4, True), PriorityIssue(2, NAME, f"#{NAME}", 1, False)),
        unlockings=(Unlocking(NINE, f"{NAME} asked"),),
        step=step,
    )


def tally(step: str) -> Tally:
    """The count of a cluster that has the name, with an id as earlier versions gave."""
    return Tally(f"{SESSION}:tally:{step}#{NAME}", SESSION, f"#{NAME}", 1, step=step)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with three lists."""
    path = tmp_path / "breakout.db"
    write(path, new(head(), note(0, SAID), *map(ranking, STEPS), *map(tally, STEPS)))
    return path


def test_each_list_is_read_with_its_issues_and_unlockings(path: Path) -> None:
    """Rule: and none with those of another."""
    assert database(path).load(SESSION).rankings == tuple(map(ranking, STEPS))


def test_a_statement_and_a_name_are_erased_from_every_list(path: Path) -> None:
    """Rule: whatever list was agreed with them."""
    done = erase(path, Wanted((NAME,), ((SESSION, 0),)), NOW)
    assert done.left == []
    assert [each.step for each in database(path).load(SESSION).rankings] == list(STEPS)
    for words in (SAID, NAME):
        assert words.encode() not in path.read_bytes()


@pytest.mark.parametrize("is_readable", [True, False], ids=["by SQLite", "by pages"])
def test_every_list_is_rescued(path: Path, *, is_readable: bool) -> None:
    """Rule: with its step, its issues and its tallies."""
    before = database(path).load(SESSION)
    if not is_readable:
        path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    rescued = database(rescue(path, NINE).path).load(SESSION)
    assert {each.step: each for each in rescued.rankings} == {each.step: each for each in before.rankings}
    assert {each.id: each for each in rescued.tallies} == {each.id: each for each in before.tallies}
