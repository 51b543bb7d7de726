"""The context strip: what a box builds on stays in sight where there is room."""

from __future__ import annotations

import time

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.session import Session
from breakout_tui.tui.context import MOST_LINES, context_of
from breakout_tui.tui.widgets.context_strip import MANY, ContextStrip
from tests.domain.example import Talk
from tests.tui.live_app import LiveApp
from tests.tui.talking import opened


def said(session: Session) -> list[str]:
    """The context as lines."""
    context = context_of(session)
    if context is None:
        return []
    return [context.title, *(f"{line.label} {line.note.reference} +{line.others}" for line in context.lines)]


def at_principles() -> Talk:
    """Three challenges, counted; the room is at its principles."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "Silo budgets", cluster="budget")
    talk.say(Kind.CHALLENGE, "No owner", cluster="ownership")
    talk.say(Kind.CHALLENGE, "Budgets end in December", cluster="budget")
    talk.say(Kind.CHALLENGE, "Laws")
    talk.vote(C3=9, C2=4)
    talk.enter("Principles")
    return talk


def at_approaches() -> Talk:
    """C3 and C2 are the priority issues; the room is at the approaches to the first."""
    talk = at_principles()
    talk.say(Kind.PRINCIPLE, "One budget line", to=("C3",))
    talk.say(Kind.PRINCIPLE, "Name an owner", to=("C2",))
    talk.do(c.ChooseCut(2))
    talk.do(c.LockRanking())
    talk.start_afternoon()
    talk.enter("Budgets end in December")
    return talk


def test_under_principles_the_challenges_stand_by_cluster_in_rank_order() -> None:
    """Rule: the cluster of the strongest first; those in none last."""
    assert said(at_principles().session) == [
        "Challenges",
        "#budget C3 +0",
        " C1 +0",
        "#ownership C2 +0",
        "other C4 +0",
    ]


def test_many_challenges_are_a_line_a_cluster() -> None:
    """Rule: at most eight lines; what is not shown is counted behind its cluster or in the title."""
    talk = at_principles()
    for number in range(12):
        talk.say(Kind.CHALLENGE, f"More {number}", cluster=f"c{number}")
    context = context_of(talk.session)
    assert context is not None
    assert len(context.lines) == MOST_LINES
    assert context.count == 16
    assert sum(1 + line.others for line in context.lines) + context.left_out == 16


def test_under_approaches_the_issue_and_its_principles() -> None:
    """Rule: only the principles that answer the issue, while there are any; then the next issue's."""
    talk = at_approaches()
    assert said(talk.session) == ["Priority issue 1 · C3 · 9 votes · its principles", " P1 +0"]
    talk.enter("No owner")
    assert said(talk.session)[1:] == [" P2 +0"]
    talk.do(c.DeleteNote(talk.note("P2").serial))
    assert said(talk.session) == [
        "Priority issue 2 · C2 · 4 votes · no principle answers it; all principles",
        " P1 +0",
    ]


def test_under_recommendations_the_approaches_by_issue() -> None:
    """Rule: an approach stands under the issue whose box it was said in."""
    talk = at_approaches()
    talk.say(Kind.APPROACH, "A fund", where="Norway")
    talk.enter("No owner")
    talk.say(Kind.APPROACH, "A law")
    talk.enter("Small states")
    assert said(talk.session) == ["Approaches", "Issue 1 A1 +0", "Issue 2 A2 +0"]
    context = context_of(talk.session)
    assert context is not None
    assert context.lines[0].words == "Norway: A fund"


def test_under_challenges_and_in_a_break_there_is_none() -> None:
    """Rule: only what builds on something has a context."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "Silo budgets")
    assert context_of(talk.session) is None
    talk.enter("Principles")
    assert context_of(talk.session) is not None
    talk.enter("Break")
    assert context_of(talk.session) is None


def test_ten_thousand_challenges_take_a_blink() -> None:
    """Rule: a note captured under principles is not slowed down by the challenges above."""
    talk = Talk()
    for number in range(10_000):
        talk.do(c.Capture("words", Kind.CHALLENGE, cluster=f"c{number % 40}"))
    talk.enter("Principles")
    start = time.process_time()
    context_of(talk.session)
    assert time.process_time() - start < 0.2


def strip_of(app: LiveApp) -> ContextStrip:
    """The strip."""
    return app.live.query_one(ContextStrip)


async def test_it_stands_above_the_notes_where_there_is_room() -> None:
    """Rule: from 100 columns and 30 rows on; it never takes the last line of the notes."""
    async with opened(at_principles()) as app:
        strip = strip_of(app)
        assert strip.region.height == 5
        assert "#budget     ▲ C3  Budgets end in December" in strip.as_text()
        await app.pilot.resize_terminal(99, 32)
        await app.pilot.pause()
        assert strip.region.height == 0
        await app.pilot.resize_terminal(120, 30)
        await app.pilot.pause()
        assert strip.region.height == 5


async def test_it_folds_and_opens_by_key_and_by_word_while_typing_goes_on() -> None:
    """Rule: Ctrl+O or /context; the title stays, and the half-typed text."""
    async with opened(at_principles()) as app:
        await app.type("half", "ctrl+o")
        assert strip_of(app).region.height == 1
        assert "Challenges · 4   Ctrl+O shows" in strip_of(app).as_text()
        assert app.line.value == "half"
        await app.pilot.press("ctrl+u")
        await app.type("/context", "enter")
        assert strip_of(app).region.height == 5


async def test_it_follows_what_is_captured() -> None:
    """Rule: a challenge that is said late stands there at once."""
    async with opened(at_principles()) as app:
        await app.type("x", "tab", "enter")
        assert app.session.book.find("C5") is not None
        assert "C5" in strip_of(app).as_text()


async def test_a_large_session_is_not_slowed_down_and_caught_up_with() -> None:
    """Rule: from a thousand notes on the strip reads the session a moment after a capture, not within it."""
    talk = at_principles()
    for _ in range(MANY):
        talk.do(c.Capture("words", Kind.PARKED))
    async with opened(talk) as app:
        await app.type("x", "tab", "enter")
        strip = strip_of(app)
        assert "C5" not in strip.as_text()
        strip._catch_up()
        assert "C5" in strip.as_text()


async def test_words_of_notes_stay_literal_in_the_strip() -> None:
    """Rule: markup is text, a line break a space."""
    talk = at_principles()
    talk.do(c.EditNote(2, text="[b]one[/]\ntwo"))
    async with opened(talk) as app:
        assert "C3  [b]one[/] two" in strip_of(app).as_text()
