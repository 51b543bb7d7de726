"""The reference at the start of a statement is told from the statement."""

from __future__ import annotations

import pytest

from breakout_tui.report.inlines import Inlines, Strong, Text
from breakout_tui.report.writers.leading_reference import leading

C1, SAID, BOLD = Strong((Text("C1"),)), Text("said"), Strong((Text("bold"),))


@pytest.mark.parametrize(
    ("inlines", "expected"),
    [
        ((), ((), ())),
        ((SAID, C1), ((), (SAID, C1))),
        ((C1,), ((C1,), ())),
        ((C1, Text(" said")), ((C1,), (SAID,))),
        ((C1, Text("  said")), ((C1,), (Text(" said"),))),
        ((C1, BOLD, SAID), ((C1,), (BOLD, SAID))),
    ],
    ids=["nothing", "no reference", "only a reference", "one space", "two spaces", "bold words behind it"],
)
def test_the_reference_is_apart_from_its_words(inlines: Inlines, expected: tuple[Inlines, Inlines]) -> None:
    """Without the one space between them; nothing else is left out."""
    assert leading(inlines) == expected
