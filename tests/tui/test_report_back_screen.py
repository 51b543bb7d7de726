"""The report-back screen: filled, edited card by card, fitted to its minutes, rehearsed with the clock."""

from __future__ import annotations

import pytest
from textual import events

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.records import ReportBack
from breakout_tui.domain.report_back import SpokenPart, draft, fit
from breakout_tui.tui.screens.rehearsal_screen import CardPage, RehearsalScreen
from breakout_tui.tui.screens.report_back_screen import ReportBackScreen
from breakout_tui.tui.spoken_cards import cards_of, rewritten
from breakout_tui.tui.widgets.card_list import CardList
from breakout_tui.tui.widgets.clock_face import ClockFace
from breakout_tui.tui.widgets.clock_layout import Level
from breakout_tui.tui.widgets.text_box import TextBox
from tests.domain.example import Talk, complete_chain
from tests.tui.fake_sharing import FakeSharing
from tests.tui.live_app import LiveApp
from tests.tui.talking import opened, shown


async def cards_in(app: LiveApp, minutes: str = "") -> ReportBackScreen:
    """Open the report-back."""
    await app.type(f"/report-back {minutes}".rstrip(), "enter")
    await app.pilot.pause()
    assert isinstance(app.app.screen, ReportBackScreen)
    return app.app.screen


def stored(app: LiveApp) -> ReportBack:
    """The stored report-back."""
    session_id = app.store.latest()
    assert session_id is not None
    report_back = app.store.load(session_id).report_back
    assert report_back is not None
    return report_back


def test_every_part_has_a_card_and_spoken_ones_have_their_text() -> None:
    """Rule: empty parts can be edited too; each card shows how it is spoken."""
    fitted, cards = cards_of(complete_chain().session)
    assert [card.part for card in cards] == [
        SpokenPart.HEADLINE,
        SpokenPart.FINDING,
        SpokenPart.DIFFERED,
        SpokenPart.RECOMMENDATION,
        SpokenPart.ASK,
    ]
    assert [card.spoken for card in cards if card.spoken is not None] == list(fitted.cards)
    assert cards[2].spoken is None


def test_a_session_without_outcomes_has_its_cards_too() -> None:
    """Rule: the report-back of an empty day can be typed."""
    _, cards = cards_of(Talk().session)
    assert [card.text != "" for card in cards] == [True, False, False, False, False]


def test_only_cards_that_differ_from_the_outcomes_are_marked() -> None:
    """Rule: in an edited part, these are the edited card and cards whose outcome changed later."""
    talk = complete_chain()
    for text in ("Name one owner", "Publish the list"):
        talk.say(Kind.RECOMMENDATION, text)

    def differing() -> list[str]:
        _, cards = cards_of(talk.session)
        return [card.text for card in cards if not card.is_drafted]

    assert differing() == []
    card = next(card for card in cards_of(talk.session)[1] if card.text.startswith("Name one owner"))
    talk.do(c.EditReportBack(rewritten(talk.session, card, "Name two owners.")))
    assert differing() == ["Name two owners."]
    note = next(note for note in talk.session.book.notes if note.text == "Publish the list")
    before = next(card.text for card in cards_of(talk.session)[1] if card.text.startswith("Publish"))
    talk.do(c.EditNote(note.serial, text="Publish the list every year"))
    assert differing() == ["Name two owners.", before]
    kept = [card.part for card in cards_of(talk.session)[1] if card.is_kept]
    assert kept == [SpokenPart.RECOMMENDATION] * 3


async def test_it_shows_the_texts_and_their_length() -> None:
    """Rule: words used and allowed, for each card and in total, and the time."""
    async with opened(complete_chain()) as app:
        screen = await cards_in(app)
        fitted = fit(complete_chain().session)
        text = shown(app.app)
        assert "Budgets follow services. The reason: Silo budgets block shared services." in text
        assert f"{fitted.words} of 650 words" in text
        assert screen.query_one(CardList).count == 5


async def test_enter_edits_a_card_in_place_and_enter_saves_it() -> None:
    """Rule: an edit is stored immediately, other parts stay filled from the outcomes; Esc cancels."""
    async with opened(complete_chain()) as app:
        await cards_in(app)
        await app.pilot.press("enter")
        await app.type(" Now", "enter")
        assert str(stored(app).headline).endswith("services. Now")
        assert stored(app).findings is None
        await app.pilot.press("enter")
        await app.type("gone", "escape")
        assert "gone" not in str(stored(app).headline)
        assert app.app.focused is app.app.screen.query_one(CardList)


async def test_fast_typing_saves_only_the_text_before_enter() -> None:
    """Rule: keys after the Enter do not get into the text."""
    async with opened(complete_chain()) as app:
        screen = await cards_in(app)
        await app.pilot.press("enter")
        for key in "abc":
            app.app.post_message(events.Key(key, key))
        app.app.post_message(events.Key("enter", "\r"))
        for key in "xyz":
            app.app.post_message(events.Key(key, key))
        await app.pilot.pause()
        assert str(stored(app).headline).endswith("abc")
        assert not screen.query_one("#editor").display


async def test_a_finding_has_its_reason_beside_it() -> None:
    """Rule: Tab goes to the reason; both are saved as one finding."""
    async with opened(complete_chain()) as app:
        await cards_in(app)
        await app.pilot.press("down", "enter", "tab")
        await app.type(", still", "enter")
        (finding,) = stored(app).findings or ()
        assert finding.text == "Budgets follow services"
        assert finding.reason == "Silo budgets block shared services, still"


async def test_cards_are_added_left_out_and_restored() -> None:
    """Rule: n adds a card, d leaves one out, o restores the draft of a part; each can be undone."""
    async with opened(complete_chain()) as app:
        await cards_in(app)
        await app.pilot.press("down", "n")
        await app.type("A second", "enter")
        assert [finding.text for finding in stored(app).findings or ()] == [
            "Budgets follow services",
            "A second",
        ]
        await app.pilot.press("d")
        assert [finding.text for finding in stored(app).findings or ()] == ["A second"]
        await app.pilot.press("o")
        assert stored(app).findings is None
        await app.pilot.press("escape")
        await app.type("/undo", "enter")
        assert [finding.text for finding in draft(app.session).findings] == ["A second"]


async def test_minutes_are_set_by_key_and_by_command() -> None:
    """Rule: + and −, or /report-back 3; never below one."""
    async with opened(complete_chain()) as app:
        screen = await cards_in(app, "3")
        assert screen.fitted.budget == 390
        await app.pilot.press("plus")
        assert screen.fitted.minutes == 4
        await app.pilot.press("minus", "minus", "minus", "minus", "minus")
        assert stored(app).minutes == 1


async def test_too_many_minutes_are_refused_in_the_line() -> None:
    """Rule: nothing opens, and the status line says why."""
    async with opened(complete_chain()) as app:
        await app.type("/report-back 90", "enter")
        await app.pilot.pause()
        assert "1 to 60 minutes" in app.says("status")


async def test_a_text_that_is_too_long_is_shown_sentence_by_sentence() -> None:
    """Rule: only sentences that end beyond the budget are marked."""
    talk = complete_chain()
    headline = "Short. " + "word " * 200 + "end. Last one."
    talk.do(c.EditReportBack(ReportBack("", "", minutes=1, headline=headline, findings=())))
    async with opened(talk) as app:
        await cards_in(app)
        text = shown(app.app)
        assert "  Short." in text
        assert "‣ word word" in text
        assert "‣ Last one." in text
        assert "words too many" in text


async def test_a_paste_into_a_card_is_cleaned() -> None:
    """Rule: no control character gets into the text."""
    async with opened(complete_chain()) as app:
        screen = await cards_in(app)
        await app.pilot.press("enter")
        screen.query_one("#text", TextBox).post_message(events.Paste("a\x1b[31mb\x9bc"))
        await app.pilot.pause()
        assert "a␛[31mb\ufffdc" in screen.query_one("#text", TextBox).text


async def test_another_window_s_session_is_not_edited() -> None:
    """Rule: a read-only session refuses the edit, and the cards stay."""
    async with opened(complete_chain()) as app:
        app.store.lose(app.session.id)
        await app.pilot.press("ctrl+z")
        screen = await cards_in(app)
        await app.pilot.press("plus")
        await app.pilot.pause()
        assert screen.fitted.minutes == 5
        assert any("Ctrl+T" in notice for notice in app.notices)


async def test_the_rehearsal_shows_one_card_at_a_time_with_a_countdown() -> None:
    """Rule: the countdown starts immediately; Space shows the next card, ← the previous one; the end shows the time used."""
    async with opened(complete_chain()) as app:
        await cards_in(app, "1")
        await app.pilot.press("r")
        await app.pilot.pause()
        screen = app.app.screen
        assert isinstance(screen, RehearsalScreen)
        page, face = screen.query_one(CardPage), screen.query_one(ClockFace)
        assert face.seconds == 60
        assert "then: Finding" in page.as_text()
        await app.wait(30)
        assert face.seconds == 30
        assert "behind" in face.sub_caption
        await app.pilot.press("space")
        assert page.as_text().startswith("Budgets follow services.")
        await app.pilot.press("left", "right", "space", "right")
        assert "last card" in page.as_text()
        await app.wait(40)
        assert (face.seconds, face.level) == (-10, Level.OVER)
        await app.pilot.press("space")
        assert page.as_text() == "Said in 1:10: 0:10 too long."
        await app.wait(40)
        assert face.seconds == -10
        await app.pilot.press("0")
        assert face.seconds == 60
        await app.pilot.press("escape")
        await app.pilot.pause()
        assert isinstance(app.app.screen, ReportBackScreen)


async def test_d_shows_the_cards_of_the_rehearsal_on_the_displays() -> None:
    """Rule: not before it is pressed; each card in its turn, with the time of the speaker; they go with the screen."""
    sharing = FakeSharing()
    async with opened(complete_chain(), sharing=sharing) as app:
        await cards_in(app, "1")
        await app.pilot.press("r")
        await app.pilot.pause()
        screen = app.app.screen
        assert isinstance(screen, RehearsalScreen)
        await app.pilot.press("space")
        assert sharing.cards == []
        await app.pilot.press("d")
        card = sharing.cards[-1]
        assert card is not None
        assert (card.place, card.minutes, card.took) == (2, 1, None)
        assert screen.query_one(CardPage).as_text().startswith(card.text)
        assert "on the displays" in shown(app.app)
        await app.wait(70)
        await app.pilot.press("space", "space", "space", "space")
        last = sharing.cards[-1]
        assert last is not None
        assert (last.place, last.took) == (last.cards, 70)
        await app.pilot.press("d")
        assert sharing.cards[-1] is None
        await app.pilot.press("0", "d", "escape")
        await app.pilot.pause()
        assert sharing.cards[-1] is None


async def test_e_exports_the_report_back_and_says_where_it_was_saved() -> None:
    """Rule: one key and Enter write the text and the slides of the edited report-back, in the latest format."""
    async with opened(complete_chain()) as app:
        await cards_in(app)
        await app.pilot.press("plus", "e", "enter")
        await app.app.workers.wait_for_complete()
        (session,) = app.publisher.spoken
        assert session.report_back is not None
        assert session.report_back.minutes == 6
        assert app.notices == ["report-back.md\nslides.md"]


@pytest.mark.parametrize("size", [(80, 24), (1, 1)])
async def test_it_works_at_every_size(size: tuple[int, int]) -> None:
    """Rule: cards, editor and rehearsal, even in a small window."""
    talk = complete_chain()
    talk.say(Kind.RECOMMENDATION, "[red]家族👨‍👩‍👧[/]", to=("A1",), actor="All")
    async with opened(talk, size=size) as app:
        await cards_in(app)
        await app.pilot.press("down", "enter", "tab", "escape", "end", "r", "space", "escape")
        await app.pilot.pause()
        assert isinstance(app.app.screen, ReportBackScreen)
