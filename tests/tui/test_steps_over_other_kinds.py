"""Rank, agree and read-back panels of steps that are about other kinds of note than those of the ICA's day."""

from __future__ import annotations

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement
from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.ranking_counts import ranking_of
from breakout_tui.domain.ranking_records import RankSort
from tests.domain.test_step_kinds import hour, in_step, step, talk
from tests.tui.live_app import live_app
from tests.tui.screen_text import screen_text


async def test_the_rank_panel_turns_through_the_kinds_of_the_step() -> None:
    """Rule: it begins with the first; `/rank` offers these and the clusters, and refuses others."""
    made = hour(talk(Kind.APPROACH), step(StepKind.RANK, Kind.DECISION, Kind.APPROACH))
    played = in_step(made, StepKind.RANK, Kind.APPROACH, Kind.DECISION)
    async with live_app(session=played.session) as room:
        await room.pilot.pause()
        assert "Decisions · show of hands" in screen_text(room.app)
        await room.pilot.press("escape", "s")
        assert "Approaches · show of hands" in screen_text(room.app)
        await room.pilot.press("escape")
        await room.type("/rank challenges", "enter")
        assert "can't be ranked" in room.says("status")
        await room.type("/rank dec", "enter")
        assert ranking_of(room.session).sort is RankSort.DECISIONS


async def test_the_agree_panel_lists_the_kinds_of_the_step() -> None:
    """Rule: it counts each kind, and a number key records the level of the one under the cursor."""
    made = hour(talk(Kind.APPROACH), step(StepKind.AGREE, Kind.DECISION, Kind.APPROACH))
    played = in_step(made, StepKind.AGREE, Kind.APPROACH, Kind.DECISION, Kind.APPROACH)
    async with live_app(session=played.session) as room:
        await room.pilot.press("escape")
        assert "1 decision, 2 approaches" in screen_text(room.app)
        await room.pilot.press("2")
        assert room.session.book[1].agreement is Agreement.CONSENSUS


async def test_the_read_back_panel_reads_the_kinds_of_the_step() -> None:
    """Rule: an edit there amends a note of these kinds."""
    made = hour(talk(Kind.CHALLENGE), step(StepKind.READBACK, Kind.CHALLENGE))
    played = in_step(made, StepKind.READBACK, Kind.CHALLENGE, Kind.PRINCIPLE)
    async with live_app(session=played.session) as room:
        await room.pilot.press("escape")
        text = screen_text(room.app)
        assert "▲  C1  challenge" in text
        assert "1 of 1" in text


async def test_an_empty_read_back_says_what_it_would_read() -> None:
    """Rule: in the words of the step."""
    made = hour(step(StepKind.READBACK, Kind.CHALLENGE, Kind.APPROACH))
    async with live_app(session=in_step(made, StepKind.READBACK).session) as room:
        await room.pilot.pause()
        assert "Only challenges and approaches are read back" in screen_text(room.app)
