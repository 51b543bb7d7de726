"""The chain screen: every statement under the one it answers, links in both directions, and every loose end."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.lint import lint
from breakout_tui.tui.chain_tree import rows_of
from breakout_tui.tui.remedies import remedy
from breakout_tui.tui.screens.ask_screen import AskScreen
from breakout_tui.tui.screens.chain_screen import ChainScreen
from breakout_tui.tui.screens.live_screen import LiveScreen
from breakout_tui.tui.widgets.chain_list import ChainList, LooseList
from tests.domain.example import Talk, complete_chain
from tests.sampled import a_third
from tests.tui.live_app import LiveApp
from tests.tui.talking import opened, shown


def crossing() -> Talk:
    """Two challenges with a common principle, and loose statements."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "Silo budgets")
    talk.say(Kind.CHALLENGE, "No owner")
    talk.say(Kind.PRINCIPLE, "One budget line", to=("C1", "C2"))
    talk.say(Kind.PRINCIPLE, "Publish the figures")
    talk.say(Kind.APPROACH, "A fund", to=("P1",))
    talk.say(Kind.PARKED, "Who pays?")
    return talk


def drawn(talk: Talk) -> list[str]:
    """The tree as lines."""
    return [
        row.heading
        if row.note is None
        else f"{row.lead}{row.note.reference}{'*' if row.first is not None else ''}"
        for row in rows_of(talk.session)
    ]


def test_each_statement_is_under_what_it_answers_and_once_in_full() -> None:
    """Rule: challenges first, then loose statements, then the parking lot; a second mention is marked."""
    assert drawn(crossing()) == [
        "C1", "╰─ P1", "   ╰─ A1", "C2", "╰─ P1*",
        "", "loose: not linked yet · 1", "P2",
        "", "parking lot · 1", "X1",
    ]  # fmt: skip


@settings(max_examples=a_third(40))
@given(
    st.lists(
        st.tuples(st.sampled_from(list(Kind)), st.lists(st.integers(0, 30), max_size=4)),
        min_size=1,
        max_size=14,
    )
)
def test_every_visible_note_is_shown_in_full_exactly_once(said: list[tuple[Kind, list[int]]]) -> None:
    """Rule: for any links, nothing is lost or doubled, and every row leads back to what it answers."""
    talk = Talk()
    for kind, links in said:
        earlier = len(talk.session.book)
        targets = tuple({serial % earlier for serial in links}) if earlier else ()
        talk.do(c.Capture("words", kind, links=targets))
    rows = rows_of(talk.session)
    in_full = [row.note.serial for row in rows if row.note is not None and row.first is None]
    assert sorted(in_full) == list(range(len(talk.session.book)))
    for row in rows:
        if row.first is not None:
            assert rows[row.first].note == row.note
        if row.child is not None:
            assert rows[rows[row.child].parent or 0].note == row.note


def test_ten_thousand_notes_are_drawn_and_linted_within_a_second() -> None:
    """Rule: the screen opens fast for any session."""
    talk = Talk()
    kinds = (Kind.CHALLENGE, Kind.PRINCIPLE, Kind.APPROACH, Kind.RECOMMENDATION)
    for number in range(10_000):
        links = (number - 1,) if number % 4 else ()
        talk.do(c.Capture("words", kinds[number % 4], links=links))
    start = time.process_time()
    rows_of(talk.session)
    lint(talk.session)
    assert time.process_time() - start < 1


async def chain_of(app: LiveApp) -> ChainScreen:
    """Open the chain."""
    await app.pilot.press("f9")
    await app.pilot.pause()
    assert isinstance(app.app.screen, ChainScreen)
    return app.app.screen


async def test_arrows_follow_links_in_both_directions() -> None:
    """Rule: → goes to what answers a statement, and from a second mention to the full row; ← to what it answers."""
    async with opened(crossing()) as app:
        chain = (await chain_of(app)).query_one(ChainList)

        async def after(*keys: str) -> str:
            await app.pilot.press(*keys)
            assert chain.note is not None
            return f"{chain.note.reference}@{chain.cursor}"

        assert await after("right", "right") == "A1@2"
        assert await after("right") == "A1@2"
        assert await after("left", "left") == "C1@0"
        assert await after("down", "down", "down", "down") == "P1@4"
        assert await after("right") == "P1@1"
        assert await after("end") == "X1@10"
        assert await after("up") == "P2@7"


async def test_enter_on_a_loose_end_runs_its_remedy() -> None:
    """Rule: Tab goes to the loose ends, Enter asks for the argument of the command; the answer fixes the loose end."""
    async with opened(crossing()) as app:
        chain = await chain_of(app)
        assert chain.query_one(LooseList).count == 1
        await app.pilot.press("tab", "enter")
        await app.pilot.pause()
        assert isinstance(app.app.screen, AskScreen)
        await app.type("C2", "enter")
        principle = app.session.book.find("P2")
        assert principle is not None
        assert app.session.book.targets(principle)[0].reference == "C2"
        assert lint(app.session) == ()


async def test_a_loose_end_shows_its_note_in_the_chain() -> None:
    """Rule: the chain follows the cursor of the loose ends, and the whole text is shown."""
    talk = crossing()
    async with opened(talk) as app:
        chain = await chain_of(app)
        await app.pilot.press("tab")
        await app.pilot.pause()
        assert chain.query_one(ChainList).note == talk.session.book.find("P2")
        assert "P2  Publish the figures" in shown(app.app)


async def test_letters_act_on_the_note_under_the_cursor() -> None:
    """Rule: e loads it into the line and closes the screen."""
    async with opened(crossing()) as app:
        await chain_of(app)
        await app.pilot.press("down", "e")
        await app.pilot.pause()
        assert isinstance(app.app.screen, LiveScreen)
        assert app.line.value.startswith("One budget line")


async def test_escape_goes_back_and_changes_nothing() -> None:
    """Rule: the screen can be opened without any effect."""
    async with opened(crossing()) as app:
        before = app.session
        await chain_of(app)
        await app.pilot.press("escape")
        await app.pilot.pause()
        assert app.session is before


@pytest.mark.parametrize("size", [(80, 24), (1, 1)])
async def test_it_shows_at_every_size(size: tuple[int, int]) -> None:
    """Rule: the chain and the loose ends are both visible from 80×24 on; smaller sizes don't fail."""
    async with opened(crossing(), size=size) as app:
        await chain_of(app)
        text = shown(app.app)
        if size[0] >= 80:
            assert "▲ C1  Silo budgets" in text
            assert "answers no challenge  link it" in text


async def test_a_session_without_notes_says_so() -> None:
    """Rule: without notes there are no loose ends."""
    async with opened(Talk()) as app:
        await chain_of(app)
        await app.pilot.press("enter", "right", "left", "down", "l", "tab", "enter")
        text = shown(app.app)
        assert "No notes yet" in text
        assert "No loose ends." in text


async def test_note_texts_stay_literal() -> None:
    """Rule: markup in a note is text."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "[red]x[/] [/] silo")
    async with opened(talk) as app:
        await chain_of(app)
        assert shown(app.app).count("[red]x[/] [/] silo") == 2


def test_a_priority_issue_without_an_approach_leads_to_its_box() -> None:
    """Rule: its remedy is to go to the box."""
    talk = complete_chain()
    talk.do(c.DeleteNote(talk.note("A1").serial))
    end = next(end for end in lint(talk.session) if end.issue is not None)
    word, argument = remedy(talk.session, end)
    box = talk.session.current_box
    assert box is not None
    assert (word, argument) == ("jump", box.label)


async def test_fields_are_filled_in_a_small_form() -> None:
    """Rule: the form fixes several loose ends; Tab moves on, Enter saves, Esc cancels."""
    talk = crossing()
    talk.say(Kind.RECOMMENDATION, "Pass an act", to=("A1",), actor="Cabinets")
    async with opened(talk) as app:
        await app.type("/fields R1", "enter")
        await app.pilot.pause()
        await app.type("Small states", "tab", "tab")
        await app.type("2027", "enter")
        note = app.session.book.find("R1")
        assert note is not None
        assert (note.addressee, note.actor, note.due) == ("Small states", "Cabinets", "2027")
        await app.type("/fields R1", "enter")
        await app.pilot.pause()
        await app.type("x", "escape")
        assert app.session.book.find("R1") == note


async def test_only_approaches_and_recommendations_have_fields() -> None:
    """Rule: for other kinds the message says why not."""
    async with opened(crossing()) as app:
        await app.type("/fields C1", "enter")
        await app.pilot.pause()
        assert "C1 is a challenge" in app.says("status")
