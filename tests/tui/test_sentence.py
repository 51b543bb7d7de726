"""The question above the notes: cut with a sign where there is no room for more, and apart from what is beside it."""

from __future__ import annotations

from itertools import product

import pytest

from breakout_tui.domain import commands as c
from tests.domain.example import Talk
from tests.sampled import sampled
from tests.tui.screen_text import screen_text
from tests.tui.talking import opened

LONG = " ".join(f"word{number}" for number in range(60))
WIDE = "行政の縦割りを横断するサービスの所有者が誰なのかを言える人がいない" * 6


@pytest.mark.parametrize(
    "case",
    sampled(
        product(((80, 24), (120, 32), (200, 50)), (LONG, WIDE, LONG.replace(" ", "-"))),
        ((80, 24), LONG),
        ((80, 24), LONG.replace(" ", "-")),
        ((120, 32), WIDE),
        ((200, 50), LONG),
    ),
)
async def test_a_question_that_is_too_long_ends_with_a_sign(case: tuple[tuple[int, int], str]) -> None:
    """Rule: nobody takes a cut question for the whole one; a blank is between it and the digits."""
    size, question = case
    talk = Talk()
    talk.do(c.Next())
    talk.do(c.AddBox(question, 10 * 60))
    talk.do(c.Next())
    async with opened(talk, size=size) as app:
        shown = app.live.query_one("#band-question" if size[0] < 100 else "#question")
        lines = [shown.render_line(y).text.rstrip() for y in range(shown.size.height)]
        assert lines[0].startswith(question[:12])
        assert lines[-1].endswith("…")
        assert lines[-1] in screen_text(app.app)
        if size[0] < 100:
            assert shown.content_region.right + 2 <= app.live.query_one("#band-clock").region.x
