"""The documents use the programme's words for the kinds of notes."""

from __future__ import annotations

import re
from dataclasses import replace

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.labels import KindLabel, Labels
from breakout_tui.domain.session import Session
from breakout_tui.report.compose import compose
from breakout_tui.report.compose_spoken import compose_spoken
from tests.domain.example import Talk
from tests.report.rendering import render, render_slides, render_spoken

WORDS = Labels(tuple(KindLabel(kind, f"one-{kind.letter}", f"many-{kind.letter}") for kind in Kind))
ENGLISH_WORD = re.compile(r"challenge|principle|approach|recommendation|decision|parking lot", re.IGNORECASE)


def in_these_words(session: Session) -> Session:
    """The same session, whose programme has a word of its own for each kind, and no English one in its titles."""
    made = session.info.programme
    boxes = tuple(
        replace(box, title=re.sub(ENGLISH_WORD, "talk", box.title), step_title="Talk", short_name="")
        for box in session.boxes
    )
    return replace(session, boxes=boxes, info=replace(session.info, programme=replace(made, labels=WORDS)))


def everything() -> Session:
    """A day with notes of all kinds, loose ends of all kinds, a vote and a parked note without a box."""
    talk = Talk()
    for kind in Kind:
        for words in ("One", "Two"):
            talk.say(kind, words)
    talk.say(Kind.DECISION, "Three", to=("C1", "P1"), reason="R")
    talk.vote(C1=3)
    talk.enter("Question 2")
    talk.say(Kind.PARKED, "Alone")
    talk.do(c.EndPhase())
    return in_these_words(talk.session)


def test_no_english_word_for_a_kind_is_left_in_the_report() -> None:
    """Headings, tables, loose ends and the parking lot."""
    session = everything()
    markdown = render(compose(session, Talk().reading()))
    assert ENGLISH_WORD.findall(markdown) == []
    for expected in (
        "## From one-C to one-D",
        "| One-C | One-P | One-D |",
        "### Many-P",
        "### Many-D",
        "## Many-X",
        "The many-C were ranked",
        "- Not linked to a one-C: P1 and P2",
        "X3 is under “one-X”.",
    ):
        assert expected in markdown, markdown


def test_no_english_word_for_a_kind_is_left_in_the_report_back() -> None:
    """Neither on paper nor on the slides."""
    spoken = compose_spoken(everything())
    for document in (render_spoken(spoken), render_slides(spoken)):
        assert ENGLISH_WORD.findall(document) == []
        assert "## Many-D" in document
        assert "## Many-R" in document


def test_a_word_of_the_programme_is_text() -> None:
    """It can't become Markdown."""
    session = everything()
    made = replace(session.info.programme, labels=Labels((KindLabel(Kind.DECISION, "*D*", "[D](x)"),)))
    session = replace(session, info=replace(session.info, programme=made))
    assert "### \\[D](x)\n" in render(compose(session, Talk().reading()))
