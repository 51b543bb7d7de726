"""Agreement by number keys: the text of each recommendation, and the recorded levels."""

from __future__ import annotations

import pytest
from textual import events

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement
from breakout_tui.domain.programme import StepKind
from breakout_tui.inputs.countries import CldrCountries
from breakout_tui.tui.panels.agree_panel import AgreePanel
from tests.domain.example import Talk
from tests.tui.fakes import FakeStore
from tests.tui.live_app import LiveApp, live_app
from tests.tui.screen_text import screen_text
from tests.tui.step_rooms import DETAILS, agreeing, go_to


async def test_each_recommendation_shows_its_level_and_missing_fields() -> None:
    """``not yet``, and a question mark for addressee, owner and date."""
    played = agreeing("Share one identity service", "Give the CIO a vote")
    played.do(c.EditNote(0, fields={"addressee": "Nordic", "due": "2028"}))
    played.do(c.Agree(0, Agreement.CONSENSUS))
    async with live_app(session=played.session) as room:
        text = await shown(room)
        assert "2 recommendations · 1 with a level of agreement" in text
        assert "2 consensus" in text
        assert "for Nordic  who?  by 2028" in text
        assert "not yet" in text
        assert "for?  who?  by?" in text


async def test_a_number_sets_a_level_and_enter_goes_to_the_next_without_one() -> None:
    """Fast keys set three levels, and no row moves."""
    session = agreeing("One", "Two", "Three").session
    async with live_app(session=session, store=FakeStore.holding(session)) as room:
        await shown(room)
        for key in ("3", "enter", "1", "enter", "5"):
            room.app.post_message(events.Key(key, key if len(key) == 1 else None))
        for _ in range(3):
            await room.pilot.pause()
        assert levels(room) == [Agreement.STRONG_SUPPORT, Agreement.FULL_CONSENSUS, Agreement.MINORITY_VIEW]
        text = await shown(room)
        assert "3 strong support with significant opposition" in text
        assert text.index("R1") < text.index("R2") < text.index("R3")


async def test_the_minority_view_is_about_the_one_whose_level_was_just_set() -> None:
    """The cursor stays on it: m and s ask about it, and another number corrects it."""
    session = agreeing("One", "Two").session
    async with live_app(session=session, store=FakeStore.holding(session)) as room:
        await shown(room)
        await room.pilot.press("4", "m")
        await room.pilot.pause()
        await room.type("A law is too slow", "enter")
        assert [note.minority for note in room.session.book.notes] == ["A law is too slow", ""]
        await room.pilot.press("5")
        assert levels(room) == [Agreement.MINORITY_VIEW, None]


async def test_enter_leaves_when_every_level_is_set() -> None:
    """As Esc does."""
    session = agreeing("One").session
    async with live_app(session=session, store=FakeStore.holding(session)) as room:
        await shown(room)
        await room.pilot.press("1", "enter")
        assert room.line.has_focus


async def test_zero_removes_a_level_and_stays() -> None:
    """This corrects a wrong key."""
    played = agreeing("One", "Two")
    played.do(c.Agree(0, Agreement.CONSENSUS))
    async with live_app(session=played.session, store=FakeStore.holding(played.session)) as room:
        assert pointed(await shown(room)).startswith("▸ ✔ R2")
        await room.pilot.press("up", "0")
        assert levels(room) == [None, None]
        assert pointed(await shown(room)).startswith("▸ ✔ R1")


async def test_m_asks_for_the_minority_view_and_shows_it() -> None:
    """For the recommendation under the cursor."""
    session = agreeing("One", "Two").session
    async with live_app(session=session, store=FakeStore.holding(session)) as room:
        await shown(room)
        await room.pilot.press("down", "m")
        await room.pilot.pause()
        await room.type("A law is too slow", "enter")
        assert room.session.book[1].minority == "A law is too slow"
        assert "minority: A law is too slow" in await shown(room)


async def test_s_asks_who_dissents() -> None:
    """If the attribution rule allows it."""
    session = agreeing("One").session
    async with live_app(session=session, store=FakeStore.holding(session)) as room:
        await shown(room)
        await room.pilot.press("s")
        await room.pilot.pause()
        await room.type("Norway", "enter")
        assert room.session.book[0].dissent == "Norway"
        assert "dissents: Norway" in await shown(room)


@pytest.mark.parametrize(("answer", "dissent"), [("a", "Norway, Nordland"), ("n", "Norway"), ("escape", "")])
async def test_a_dissenter_on_no_list_is_asked_about_as_with_a_note(answer: str, dissent: str) -> None:
    """One key adds the name to the list; otherwise only the others are recorded."""
    session = agreeing("One").session
    async with live_app(session=session, store=FakeStore.holding(session)) as room:
        await shown(room)
        await room.pilot.press("s")
        await room.pilot.pause()
        await room.type("norway, Nordland", "enter")
        await room.pilot.pause()
        assert "Nordland: on no list of this session" in screen_text(room.app)
        await room.pilot.press(answer)
        await room.pilot.pause()
        assert room.session.book[0].dissent == dissent
        assert ("Nordland" in room.session.info.known) is (answer == "a")


async def test_of_half_a_name_that_dissents_the_whole_one_is_offered() -> None:
    """The question says what is asked for, and Enter takes the only name that begins so."""
    session = agreeing("One").session
    async with live_app(session=session, store=FakeStore.holding(session)) as room:
        await shown(room)
        await room.pilot.press("s")
        await room.pilot.pause()
        assert "Countries or organisations, separated by commas" in screen_text(room.app)
        await room.type("France, nor", "enter")
        await room.pilot.pause()
        await room.pilot.press("escape", "s")
        await room.pilot.pause()
        await room.type("nor", "enter")
        await room.pilot.pause()
        assert "t  take Norway" in screen_text(room.app)
        await room.pilot.press("enter")
        await room.pilot.pause()
        assert room.session.book[0].dissent == "Norway"


async def test_of_a_misspelt_name_that_dissents_the_right_one_is_offered() -> None:
    """A name that is like no other is only left out or added."""
    session = agreeing("One").session
    async with live_app(session=session, store=FakeStore.holding(session)) as room:
        await shown(room)
        for typed, offered in (
            ("Norwya", "t  take Norway"),
            ("Zorg", "n  leave it out"),
        ):
            await room.pilot.press("s")
            await room.pilot.pause()
            await room.type(typed, "enter")
            await room.pilot.pause()
            assert f"▸ {offered}" in screen_text(room.app)
            await room.pilot.press("escape")
            await room.pilot.pause()


async def test_an_issue_has_the_number_of_its_box() -> None:
    """Two issues with the same rank are Issue 1 and Issue 2, as in the agenda, never both 1."""
    played = tied_issues()
    async with live_app(session=played.session) as room:
        text = await shown(room)
        assert "Issue 1  Silo budgets" in text
        assert "Issue 2  No owner" in text


async def test_a_country_that_dissents_is_recorded_at_once_in_one_spelling() -> None:
    """As behind ``@``: every country is known, whether or not it is on the list of the session."""
    session = agreeing("One").session
    async with live_app(session=session, store=FakeStore.holding(session), countries=CldrCountries()) as room:
        await room.type("/dissent R1 norway, Korea, Republic of", "enter")
        assert room.session.book[0].dissent == "Norway, South Korea"
        assert "South Korea" in room.session.info.known


async def test_e_loads_the_words_into_the_line() -> None:
    """Enter in the panel goes to the line."""
    session = agreeing("One", "Two").session
    async with live_app(session=session, store=FakeStore.holding(session)) as room:
        await shown(room)
        await room.pilot.press("down", "e")
        assert room.line.value.startswith("Two")
        assert room.line.editing == "R2"


async def test_u_undoes_the_last_level() -> None:
    """The same letter as everywhere."""
    session = agreeing("One").session
    async with live_app(session=session, store=FakeStore.holding(session)) as room:
        await shown(room)
        await room.pilot.press("4", "u")
        assert levels(room) == [None]


async def test_without_recommendations_it_says_how_to_get_some() -> None:
    """And no key fails."""
    async with live_app(session=agreeing().session) as room:
        assert "No recommendations yet" in await shown(room)
        await room.pilot.press("1", "m", "down", "d")
        assert len(room.session.book) == 0


async def shown(room: LiveApp) -> str:
    """The text of the panel, which has the focus."""
    await room.pilot.pause()
    if room.line.has_focus:
        await room.pilot.press("escape")
    return room.live.query_one(AgreePanel).as_text()


def pointed(text: str) -> str:
    """The line with the cursor."""
    return next(line for line in text.splitlines() if line.startswith("▸"))


def levels(room: LiveApp) -> list[Agreement | None]:
    """The recorded levels, by reference."""
    return [note.agreement for note in room.session.book.notes]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 32)])
async def test_what_an_empty_list_says_is_never_cut(size: tuple[int, int]) -> None:
    """Rule: it goes on in the next line."""
    async with live_app(session=agreeing().session, size=size) as room:
        text = " ".join((await shown(room)).split())
        assert "you can still take them." in text


def tied_issues() -> Talk:
    """The agree step, with a recommendation on each of two issues of the same rank."""
    talk = Talk(DETAILS)
    talk.do(c.Next())
    for text in ("Silo budgets", "No owner"):
        talk.say(Kind.CHALLENGE, text)
    talk.vote(C1=5, C2=5)
    talk.do(c.ChooseCut(2))
    talk.do(c.LockRanking())
    talk.start_afternoon()
    for reference, text in (("C1", "Pool budgets"), ("C2", "Name one owner")):
        talk.say(Kind.RECOMMENDATION, text, to=(reference,))
    go_to(talk, StepKind.AGREE)
    return talk
