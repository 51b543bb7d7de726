"""The report-back as a text to read from and as slides."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings

from breakout_tui.domain import commands as c
from breakout_tui.domain.records import Finding, ReportBack
from breakout_tui.report.compose_spoken import compose_spoken
from breakout_tui.report.spoken import SpokenReport
from tests.report.played_day import played_day
from tests.report.rendering import render_slides, render_spoken
from tests.report.room import DETAILS, Room
from tests.report.test_markdown import TEXTS, shape
from tests.sampled import a_third

RULE = "\n\n---\n\n"

SPOKEN = SpokenReport(
    event="ICA 43rd Conference",
    theme="Governance Challenges",
    held_on=datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
    room="Room 2",
    rapporteur="Jo Mori",
    minutes=5,
    words=88,
    allowed=650,
    headline="Who decides must also hold the budget.",
    findings=(
        Finding("Silo budgets block shared services", "Fourteen of us named it first"),
        Finding("The CIO has no vote"),
    ),
    differed="On whether an act is quicker than a code of practice.",
    recommendations=("Fund shared services from one budget line", "Pass a once-only act"),
    ask="Send us your budget rules.",
)


def saying(text: str) -> SpokenReport:
    """A report-back with this text in every part."""
    return replace(
        SPOKEN,
        event=text,
        theme=text,
        room=text,
        rapporteur=text,
        headline=text,
        findings=(Finding(text, text), Finding(text)),
        differed=text,
        recommendations=(text, text),
        ask=text,
    )


def test_the_report_back_is_in_spoken_order() -> None:
    """Headline, findings with reasons, differences, recommendations, one ask."""
    assert render_spoken(SPOKEN, tool="breakout-tui 0.1") == (
        "---\n"
        'event: "ICA 43rd Conference"\n'
        'theme: "Governance Challenges"\n'
        'room: "Room 2"\n'
        "round: 1\n"
        'date: "2026-11-24"\n'
        'rapporteur: "Jo Mori"\n'
        "minutes: 5\n"
        "words: 88\n"
        'tool: "breakout-tui 0.1"\n'
        "---\n"
        "\n"
        "# Governance Challenges\n"
        "\n"
        "ICA 43rd Conference · Room 2, round 1 · Tuesday 24 November 2026\n"
        "\n"
        "Spoken by Jo Mori in 5 minutes: 88 of 650 words.\n"
        "\n"
        "## Headline\n"
        "\n"
        "Who decides must also hold the budget.\n"
        "\n"
        "## Findings\n"
        "\n"
        "1. Silo budgets block shared services\n"
        "   - Reason: Fourteen of us named it first\n"
        "2. The CIO has no vote\n"
        "\n"
        "## Where the room differed\n"
        "\n"
        "On whether an act is quicker than a code of practice.\n"
        "\n"
        "## Recommendations\n"
        "\n"
        "- Fund shared services from one budget line\n"
        "- Pass a once-only act\n"
        "\n"
        "## One ask of the plenary\n"
        "\n"
        "Send us your budget rules.\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (650, "650 of 650 words."),
        (651, "651 words, 1 too many."),
        (1_700, "1,700 words, 1,050 too many."),
    ],
)
def test_too_many_words_are_counted(words: int, said: str) -> None:
    """The text says how many words are too many; as many as allowed are not."""
    assert f" in 5 minutes: {said}\n" in render_spoken(replace(SPOKEN, words=words))


def test_what_is_unknown_is_left_out_of_a_sentence() -> None:
    """Room, rapporteur, and the number of words allowed."""
    bare = replace(SPOKEN, room="", rapporteur="", allowed=0)
    lines = render_spoken(bare).split("\n")
    assert "ICA 43rd Conference · round 1 · Tuesday 24 November 2026" in lines
    assert "Spoken in 5 minutes: 88 words." in lines
    assert not {line.split(":")[0] for line in lines} & {"room", "rapporteur"}


def test_a_document_ends_with_the_last_word_and_one_line_break() -> None:
    """Whatever the word."""
    for word in ("X", "xX", "plan X"):
        said = replace(SPOKEN, ask=f"Choose {word}\n\n")
        assert render_spoken(said).endswith(f" {word}\n")
        assert render_slides(said).endswith(f" {word}\n")


def test_empty_parts_are_not_spoken() -> None:
    """A report-back with only a headline has no other headings."""
    bare = SpokenReport("ICA", "Theme", SPOKEN.held_on, headline="One thing.")
    assert render_spoken(bare).count("\n## ") == 1
    assert render_slides(bare).count(RULE) == 1


def test_each_slide_has_one_thought() -> None:
    """Title, headline, two findings, the difference, the recommendations, the ask."""
    slides = render_slides(SPOKEN).split(RULE)
    assert [slide.split("\n")[0] for slide in slides] == [
        "# Governance Challenges",
        "## Headline",
        "## Finding 1",
        "## Finding 2",
        "## Where the room differed",
        "## Recommendations",
        "## Our ask",
    ]


def test_a_finding_has_its_reason_below_it_on_its_slide() -> None:
    """No reason, no line for it."""
    slides = render_slides(SPOKEN).split(RULE)
    assert slides[2:4] == [
        "## Finding 1\n\nSilo budgets block shared services\n\n*Why:* Fourteen of us named it first",
        "## Finding 2\n\nThe CIO has no vote",
    ]


def test_the_heading_of_a_single_item_has_no_number_and_no_plural() -> None:
    """One finding, one recommendation."""
    single = replace(SPOKEN, findings=(Finding("One"),), recommendations=("Two",))
    assert render_slides(single).split(RULE)[2:5:2] == [
        "## Finding\n\nOne",
        "## Recommendation\n\n- Two",
    ]
    assert "\n\n## Finding\n\n1. One\n\n" in render_spoken(single)
    assert "\n\n## Recommendation\n\n- Two\n\n" in render_spoken(single)


def test_a_line_break_in_an_item_stays_in_the_item() -> None:
    """The second line is indented as far as the text of the first, in the text and on the slides."""
    lines = replace(SPOKEN, findings=(Finding("a\nb", "c\nd"),), recommendations=("e\nf", "g\nh"))
    assert "\n1. a\\\n   b\n   - Reason: c\\\n     d\n" in render_spoken(lines)
    for document in (render_spoken(lines), render_slides(lines)):
        assert "\n- e\\\n  f\n- g\\\n  h\n" in document


@settings(max_examples=a_third(60), deadline=None)
@given(TEXTS)
def test_no_text_adds_or_breaks_a_slide(text: str) -> None:
    """Text and slides keep their structure and separators for any words."""
    plain, said = saying("word"), saying(text)
    assert shape(render_spoken(said)) == shape(render_spoken(plain))
    assert shape(render_slides(said)) == shape(render_slides(plain))
    assert len(render_slides(said).split("\n---\n")) == len(render_slides(plain).split("\n---\n"))


def test_the_report_back_of_a_session_is_filled_from_its_outcomes() -> None:
    """Headline from the first priority issue, findings from the principles; an ask only if there is one."""
    spoken = compose_spoken(played_day().session)
    assert "Silo budgets" in spoken.headline
    assert spoken.allowed == 650
    assert 0 < spoken.words < spoken.allowed
    assert compose_spoken(Room().session).ask == ""


def test_the_report_back_has_the_details_of_its_session() -> None:
    """Event, theme, room, round, rapporteur, the day it was held, and the minutes it may take."""
    room = Room(details=replace(DETAILS, round=3))
    room.do(c.EditReportBack(ReportBack("", "", minutes=4)))
    spoken = compose_spoken(room.session)
    assert (spoken.event, spoken.room, spoken.rapporteur) == ("ICA 43rd Conference", "Room 2", "Jo Mori")
    assert (spoken.theme, spoken.held_on) == (room.session.theme.title, room.session.held_on)
    assert (spoken.round, spoken.minutes, spoken.allowed) == (3, 4, 520)
