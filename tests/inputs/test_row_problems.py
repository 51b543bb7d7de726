"""What is wrong with rows: one line for one cause, with the column and the remedy."""

from __future__ import annotations

import pytest

from breakout_tui.inputs.delegate_draft import Draft
from breakout_tui.inputs.row_problems import problem_lines
from tests.inputs.delegate_tables import refusal_of, row


def drafts(*problems: tuple[int, str, str, str]) -> list[Draft]:
    """Rows with a problem each: number, text, kind and cell."""
    found = []
    for number, what, kind, cell in problems:
        draft = Draft(number, "Ana")
        draft.refuse(what, "Rolle", kind, cell)
        found.append(draft)
    return found


def test_problems_with_the_same_cause_are_one_line() -> None:
    """Rule: with the column, how many rows there are and the first ones, at the place of the first row."""
    wrong = drafts(*((number, 'there is no theme "X"', "", "X") for number in range(5, 149)))
    others = drafts((4, "first", "", ""), (6, "last", "", ""), (9, "last", "", ""))
    assert problem_lines([*wrong, *others], {"Rolle": 900}) == (
        "row 4, column “Rolle”: first",
        'column “Rolle”: there is no theme "X" (144 rows: 5, 6, 7, …)',
        "column “Rolle”: last (rows 6, 9)",
    )


def test_a_column_that_is_wrong_in_most_rows_is_asked_about() -> None:
    """Rule: one line for all of its cells, however many different ones there are."""
    same = drafts(*((number, 'there is no theme "Teilnehmer"', "theme", "Teilnehmer") for number in range(5, 149)))  # fmt: skip
    assert problem_lines(same, {"Rolle": 150}) == (
        'column “Rolle”: "Teilnehmer" is no theme (144 rows: 5, 6, 7, …); is this the right column?',
    )
    different = drafts(*((number, f"no {number}", "theme", f"N{number}") for number in range(2, 102)))
    assert problem_lines(different, {"Rolle": 100}) == (
        'column “Rolle”: 100 cells are no theme, such as "N2" (100 rows: 2, 3, 4, …); is this the right column?',
    )
    assert len(problem_lines(different, {"Rolle": 900})) == 100
    assert len(problem_lines(different[:3], {"Rolle": 3})) == 3


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (
            row("Ana", Track="Track 1", Must="customer"),
            'row 2, column “Must”: must attend "Pushing the customer paradigm…", which is not in the track "…"; '
            "empty the track in row 2, or change the theme",
        ),
        (row("Ana", Must="governance@1; policy@1"), "row 2, column “Must”: two themes in round 1: "),
        (row("Ana", Must="governance; policy; customer"), "row 2, column “Must”: must attend 3 themes in 2 rounds; keep 2"),
        (row("150"), 'row 2, column “Name”: the name "150" has no letter; if the row is a total, delete it'),
        (row("Ana", Must="nonsense"), 'a condition looks like "governance", "round 1" or "governance in round 1"'),
        (row("Ana", Must="Session 1"), '"Session 1" may be a theme or a round; write the title of the theme, or "round 1"'),
        (
            row("Ana", Together="Müller, Unbekannt"),
            "row 2, column “Together”: there is no delegate “Müller, Unbekannt”; add a row for them or empty the cell",
        ),
    ],
)  # fmt: skip
def test_a_problem_names_its_column_and_the_remedy(said: dict[str, str], line: str) -> None:
    """Rule: whatever is wrong."""
    (found,) = refusal_of(said)
    for part in line.split("…"):
        assert part in found


def test_a_time_that_can_not_be_read_is_told() -> None:
    """Rule: in the row that has it, and without it the answers of others are compared as before."""
    (line,) = refusal_of(
        row("Ana", Choice_1="policy", Timestamp="31/31/2026 10:00"),
        row("Bo", Choice_1="policy", Timestamp="1/10/2026 10:00"),
        row("Bo", Choice_1="customer", Timestamp="13/10/2026 10:00"),
        row("Ana", Choice_1="customer", Timestamp="13/10/2026 10:00"),
    )
    assert line == (
        'row 2, column “Timestamp”: the time "31/31/2026 10:00" can\'t be read, so it is not known which of two '
        'answers of "Ana" is the later one; correct it'
    )
