"""Several votes of a day on the screen: each rank box shows its own list, and what follows is about the latest one."""

from __future__ import annotations

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from tests.domain.example import Talk
from tests.domain.test_several_votes import after_first, lock
from tests.tui.live_app import live_app
from tests.tui.screen_text import screen_text


def approaches() -> Talk:
    """The afternoon in its vote on two approaches; the list of the morning is agreed."""
    talk = after_first()
    talk.start_afternoon()
    for text in ("One budget line", "A register for all"):
        talk.say(Kind.APPROACH, text)
    talk.enter_step("second")
    return talk


async def test_a_second_rank_box_shows_a_new_list_and_keys_count_for_it() -> None:
    """Rule: nothing of the first list is in it."""
    async with live_app(size=(120, 32), session=approaches().session) as live:
        assert "One budget line" in screen_text(live.app)
        assert "agreed" not in screen_text(live.app)
        await live.send("escape", "7", "enter")
        assert [line for line in screen_text(live.app).splitlines() if "A1 " in line and " 7" in line]


async def test_the_pause_shows_the_latest_list_and_what_is_not_agreed_yet() -> None:
    """Rule: the issues are those of the latest agreed list."""
    talk = approaches()
    talk.do(c.EndPhase())
    async with live_app(size=(120, 32), session=talk.session) as live:
        text = screen_text(live.app)
        assert "1  Challenge 2 · C2 · 9 votes" in text
        assert "“Vote second” has no agreed list yet" in text
    talk.do(c.Back())
    lock(talk, 1, A1=2, A2=5)
    talk.do(c.EndPhase())
    async with live_app(size=(120, 32), session=talk.session) as live:
        text = screen_text(live.app)
        assert "1  A register for all · A2 · 5 votes" in text
        assert "no agreed list" not in text
