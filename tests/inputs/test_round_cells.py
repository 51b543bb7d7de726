"""Rounds that a delegate misses or attends, as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.inputs.round_cells import away_in, rounds_in

ATTEND = "Can you attend both rounds?"


@pytest.mark.parametrize(
    ("cells", "away", "attended"),
    [
        ("2|Round 2|2.0|R2|2;|Runde 2|séance 2|ronda 2|sessão 2|2nd round|zweite Runde|2. Runde|au tour 2", {2}, {1}),
        ("1 and 2|1, 2|1-2|both|les deux|beide|ambas|all rounds|Runde 1 und 2", {1, 2}, set()),
        ("only round 1|nur Runde 1|Round 1 only|seulement le tour 1|No, only round 1|Nein, nur die erste Runde", {2}, {2}),
        ("not in round 2|nicht Runde 2|No, not round 2", {2}, {2}),
        ("|-|n/a", set(), set()),
    ],
)  # fmt: skip
def test_rounds_are_read_by_what_the_title_asks_for(cells: str, away: set[int], attended: set[int]) -> None:
    """Rule: below *Away* they are missed, below *Can you attend* attended; *only* means away in the others either way."""
    for cell in cells.split("|"):
        for title, rounds in (("Away", away), (ATTEND, attended)):
            found = away_in(cell, title, 2)
            assert (cell, set(found.rounds), found.problem) == (cell, rounds, "")


def test_only_below_away_is_told() -> None:
    """Rule: because it might mean the opposite."""
    assert away_in("only round 1", "Away", 2).remark == '"only round 1" was read as away in all other rounds'
    assert away_in("only round 1", ATTEND, 2).remark == ""


@pytest.mark.parametrize("title", [ATTEND, "Pouvez-vous participer aux deux tours ? (oui/non)"])
def test_a_bare_answer_is_no_condition_or_asks_which_round(title: str) -> None:
    """Rule: yes means both; no does not say which."""
    for cell in ("yes", "Oui", "ja", "Sim!"):
        assert away_in(cell, title, 2) == away_in("", title, 2)
    for cell in ("no", "nein", "Non.", "none"):
        assert "does not say which round" in away_in(cell, title, 2).problem
        assert 'such as "only round 1"' in away_in(cell, title, 2).problem
    assert away_in("no", "Away", 2).problem == ""
    assert "does not say which round" in away_in("yes", "Away", 2).problem


def test_a_bare_answer_is_about_the_round_in_the_title() -> None:
    """Rule: if the title names one."""
    assert away_in("no", "Will you attend round 1?", 2).rounds == {1}
    assert away_in("yes", "Away in the 2nd round", 2).rounds == {2}


def test_a_bad_cell_shows_what_is_understood() -> None:
    """Rule: with an example."""
    assert away_in("morning", "Away", 2).problem == (
        '"morning" is no round; write numbers, such as "2" or "1, 3"'
    )
    assert rounds_in("3", 2) == (frozenset(), "there is no round 3; the last one is 2")


@pytest.mark.parametrize(
    "cell", ["1" * 2000, "1 " * 1000 + "x", "in " * 600, " " * 2000 + "x", "o e y " * 300 + "!", "1.0-" * 500]
)
def test_a_hostile_cell_takes_no_time(cell: str) -> None:
    """Rule: reading takes about as long as the cell is long."""
    assert away_in(cell, "Away", 2).problem


@given(st.text(max_size=30), st.text(max_size=30), st.integers(1, 5))
def test_any_cell_is_read_or_refused(cell: str, title: str, last: int) -> None:
    """Rule: the rounds exist, and a problem can be printed."""
    found = away_in(cell, title, last)
    assert found.rounds <= set(range(1, last + 1))
    assert found.problem.isprintable()
