"""The page about marks is true: each row of its table is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from breakout_tui.domain.capture import parse
from breakout_tui.domain.programme import AttributionRule

PAGE = Path(__file__).parents[2] / "docs/marks.md"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.read_text(encoding="utf-8").splitlines()
    if line.startswith("| `")
]


def test_the_page_has_examples() -> None:
    """Rule: the test below tests something."""
    assert len(ROWS) > 12


@pytest.mark.parametrize("row", ROWS)
def test_each_example_is_what_the_program_does(row: list[str]) -> None:
    """Rule: statement, attribution, cluster and links are those of the page."""
    line, text, people, cluster, links = row
    seen = parse(
        line.strip("`"),
        AttributionRule.NAMED,
        known=("Norway", "Estonia", "South Africa"),
        exists={"C1", "C3", "P1"}.__contains__,
    )
    assert (seen.text, seen.attribution, seen.cluster) == (text, people, cluster)
    assert seen.links == tuple(re.findall(r"\w+", links))
