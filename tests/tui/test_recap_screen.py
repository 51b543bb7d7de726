"""The recap: the outputs of the previous round, and marking those heard again."""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.tui.screens.live_screen import LiveScreen
from breakout_tui.tui.screens.recap_screen import RecapList, RecapScreen
from tests.domain.day import with_info
from tests.domain.example import Talk, complete_chain
from tests.tui.talking import opened, shown


def two_rounds() -> tuple[Talk, Talk]:
    """A first round that has ended, and the second one."""
    first, second = complete_chain(), Talk(c.EditDetails(room="Room 2", round=2))
    first.say(Kind.PARKED, "Who pays?")
    first.do(c.EndPhase())
    with_info(second, replace(second.session.info, follows=first.session.id))
    return first, second


async def test_it_lists_outputs_clusters_and_open_points() -> None:
    """Rule: everything that the first group passes on, each with its reference."""
    first, second = two_rounds()
    async with opened(second, first.session) as app:
        await app.type("/recap", "enter")
        await app.pilot.pause()
        text = shown(app.app)
        for words in (
            "What round 1 in Room 2 said",
            "Priority issues",
            "◆ P1  Budgets follow services",
            "✔ R1  Fund shared services",
            "#budget  1 note",
            "◌ X1  Who pays?",
            "P1 was not read back",
        ):
            assert words in text


async def test_a_round_that_only_collected_challenges_passes_these_on() -> None:
    """Rule: as far as the first group came."""
    first, second = Talk(), Talk(c.EditDetails(round=2))
    first.say(Kind.CHALLENGE, "Budgets are silos")
    with_info(second, replace(second.session.info, follows=first.session.id))
    async with opened(second, first.session) as app:
        await app.type("/recap", "enter")
        await app.pilot.pause()
        assert "What was said · 1" in shown(app.app)
        assert "▲ C1  Budgets are silos" in shown(app.app)


async def test_a_marks_an_output_as_heard_again_and_a_second_a_unmarks_it() -> None:
    """Rule: the mark belongs to this session, is stored immediately, and can be undone."""
    first, second = two_rounds()
    async with opened(second, first.session) as app:
        await app.type("/recap", "enter")
        await app.pilot.pause()
        assert isinstance(app.app.screen, RecapScreen)
        await app.pilot.press("a")
        assert "P1  ✓ heard again" in app.app.screen.query_one(RecapList).as_text()
        assert "a not heard again" in shown(app.app)
        await app.pilot.press("a")
        assert "✓" not in app.app.screen.query_one(RecapList).as_text()
        await app.pilot.press("down", "enter", "escape")
        await app.pilot.pause()
        assert isinstance(app.app.screen, LiveScreen)
        kept = [heard.reference for heard in app.session.heard_again.values() if not heard.deleted]
        assert kept == ["R1"]
        await app.type("/undo", "enter")
        assert all(heard.deleted for heard in app.session.heard_again.values())


async def test_the_command_marks_without_the_screen() -> None:
    """Rule: /again P1 marks, and /again P1 0 unmarks."""
    first, second = two_rounds()
    async with opened(second, first.session) as app:
        await app.type("/again p1", "enter")
        (heard,) = app.session.heard_again.values()
        assert (heard.earlier_id, heard.reference, heard.deleted) == (first.session.id, "P1", False)
        await app.type("/again P1 0", "enter")
        assert all(heard.deleted for heard in app.session.heard_again.values())


async def test_a_first_round_says_that_there_is_no_earlier_one() -> None:
    """Rule: nothing opens; the status line says why."""
    async with opened(Talk()) as app:
        await app.type("/recap", "enter")
        await app.pilot.pause()
        assert isinstance(app.app.screen, LiveScreen)
        assert "There is no earlier round" in app.says("status")


async def test_only_an_output_of_the_previous_round_is_marked() -> None:
    """Rule: another reference, a deleted output and a note that is none are refused with the reason."""
    first, second = two_rounds()
    first.say(Kind.PRINCIPLE, "Gone")
    first.do(c.DeleteNote(first.note("P2").serial))
    async with opened(second, first.session) as app:
        for typed, reason in (
            ("P99", "The previous round has no P99"),
            ("P2", "P2 was deleted in the previous round"),
            ("X1", "X1 is neither a principle nor a recommendation"),
        ):
            await app.type(f"/again {typed}", "enter")
            assert reason in app.says("status")
            app.line.load("")
        assert not app.session.heard_again
