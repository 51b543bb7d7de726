"""The context strip: the background of a box stays visible if there is room."""

from __future__ import annotations

import time

from breakout_tui.domain import commands as c
from breakout_tui.domain.background import MOST_LINES, context_of
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.session import Session
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
    """Three challenges with counts; the room is at its principles."""
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


def test_principles_build_on_the_challenges_by_cluster_in_rank_order() -> None:
    """Rule: the cluster of the strongest challenge comes first; challenges without a cluster come last."""
    assert said(at_principles().session) == [
        "Challenges",
        "#budget C3 +0",
        " C1 +0",
        "#ownership C2 +0",
        "other C4 +0",
    ]


def test_many_challenges_take_one_line_for_each_cluster() -> None:
    """Rule: at most eight lines; hidden challenges are counted after their cluster or in the title."""
    talk = at_principles()
    for number in range(12):
        talk.say(Kind.CHALLENGE, f"More {number}", cluster=f"c{number}")
    context = context_of(talk.session)
    assert context is not None
    assert len(context.lines) == MOST_LINES
    assert context.count == 16
    assert sum(1 + line.others for line in context.lines) + context.left_out == 16


def test_approaches_build_on_the_issue_and_its_principles() -> None:
    """Rule: only the principles that answer the issue, if there are any; it follows to the next issue."""
    talk = at_approaches()
    assert said(talk.session) == ["Priority issue 1 · C3 · 9 votes · its principles", " P1 +0"]
    talk.enter("No owner")
    assert said(talk.session)[1:] == [" P2 +0"]
    talk.do(c.DeleteNote(talk.note("P2").serial))
    assert said(talk.session) == [
        "Priority issue 2 · C2 · 4 votes · unanswered; all principles",
        " P1 +0",
    ]


def test_recommendations_build_on_the_approaches_by_issue() -> None:
    """Rule: an approach is listed under the issue of its box."""
    talk = at_approaches()
    talk.say(Kind.APPROACH, "A fund", where="Norway")
    talk.enter("No owner")
    talk.say(Kind.APPROACH, "A law")
    talk.enter("Small states")
    assert said(talk.session) == ["Approaches", "Issue 1 A1 +0", "Issue 2 A2 +0"]
    context = context_of(talk.session)
    assert context is not None
    assert context.lines[0].words == "Norway: A fund"


def test_challenges_and_breaks_have_no_background() -> None:
    """Rule: only steps that build on earlier ones have a background."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "Silo budgets")
    assert context_of(talk.session) is None
    talk.enter("Principles")
    assert context_of(talk.session) is not None
    talk.enter("Break")
    assert context_of(talk.session) is None


def test_ten_thousand_challenges_are_fast() -> None:
    """Rule: the challenges above do not slow down the capture of a principle."""
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


async def test_it_is_above_the_notes_if_there_is_room() -> None:
    """Rule: from 100 columns and 30 rows on; the notes always keep some lines."""
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


async def test_it_folds_and_unfolds_by_key_and_word_during_typing() -> None:
    """Rule: by Ctrl+O or /context; the title and the half-typed text stay."""
    async with opened(at_principles()) as app:
        await app.type("half", "ctrl+o")
        assert strip_of(app).region.height == 1
        assert "Challenges: 4   Ctrl+O shows" in strip_of(app).as_text()
        assert app.line.value == "half"
        await app.pilot.press("ctrl+u")
        await app.type("/context", "enter")
        assert strip_of(app).region.height == 5


async def test_it_shows_new_captures() -> None:
    """Rule: a late challenge appears immediately."""
    async with opened(at_principles()) as app:
        await app.type("x", "tab", "enter")
        assert app.session.book.find("C5") is not None
        assert "C5" in strip_of(app).as_text()


async def test_a_large_session_updates_it_with_a_delay() -> None:
    """Rule: from a thousand notes on, the strip updates a moment after a capture."""
    talk = at_principles()
    for _ in range(MANY):
        talk.do(c.Capture("words", Kind.PARKED))
    async with opened(talk) as app:
        await app.type("x", "tab", "enter")
        strip = strip_of(app)
        assert "C5" not in strip.as_text()
        strip._catch_up()
        assert "C5" in strip.as_text()


async def test_note_texts_stay_literal_in_the_strip() -> None:
    """Rule: markup is text, a line break a space."""
    talk = at_principles()
    talk.do(c.EditNote(2, text="[b]one[/]\ntwo"))
    async with opened(talk) as app:
        assert "C3  [b]one[/] two" in strip_of(app).as_text()
