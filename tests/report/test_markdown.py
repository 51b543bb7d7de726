"""The Markdown of the report: safe for any typed text, and complete."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement, Note, ReadBack
from breakout_tui.domain.programme import AttributionRule, Question
from breakout_tui.report.compose import compose
from tests.report.played_day import played_day
from tests.report.rendering import render
from tests.report.room import DETAILS, Room, programme
from tests.report.test_markdown_text import NAUGHTY, PIECES
from tests.sampled import a_third

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(front_matter_plugin)
TEXTS = st.one_of(
    st.sampled_from([text for text in NAUGHTY if text.strip()]),
    st.lists(PIECES, min_size=1, max_size=12).map("".join).filter(lambda text: bool(text.strip())),
)


def shape(markdown: str) -> list[str]:
    """The blocks of the document in order, with their emphasis, but without the texts."""
    found = []
    for token in READER.parse(markdown):
        if token.type == "inline":
            marks = Counter(child.type for child in token.children or ())
            found += [mark for mark in sorted(marks) if mark not in ("text", "hardbreak", "text_special")]
        else:
            found.append(f"{token.type} {token.tag} {token.level}")
    return found


DAY = played_day()


def with_texts(text: str) -> Room:
    """The played day with this text in every note, box and name."""
    room = Room(programme(text, text, (text,) * 3), replace(DETAILS, room=text, facilitator=text))
    room.session = DAY.session
    info = room.session.info
    theme = replace(room.session.theme, title=text, introduction=text, questions=(Question(text),) * 3)
    made = replace(info.programme, event=text, themes=(theme,))
    groups = (text,) * len(info.groups)
    session = room.session.put(
        replace(info, programme=made, groups=groups, room=text, facilitator=text, rapporteur=text)
    )
    for box in session.boxes:
        session = session.put(replace(box, title=text))
    for note in tuple(session.book.notes):
        session = session.put(_saying(note, text))
    for ranking in session.rankings.values():
        issues = tuple(replace(issue, title=text) for issue in ranking.issues)
        unlockings = tuple(replace(each, reason=text) for each in ranking.unlockings)
        session = session.put(replace(ranking, issues=issues, unlockings=unlockings))
    room.session, room.at = session, DAY.at
    return room


def _saying(note: Note, text: str) -> Note:
    """The note with this text wherever it says something; commas alone are the name of nobody."""
    return replace(
        note,
        text=text,
        attribution=note.attribution and (text if text.replace(",", "").strip() else "word"),
        cluster=note.cluster and text,
        minority=note.minority and text,
        dissent=note.dissent and text,
        where=note.where and text,
        evidence=note.evidence and text,
        addressee=note.addressee and text,
        actor=note.actor and text,
        due=note.due and text,
        wordings=tuple(replace(each, text=text) for each in note.wordings),
    )


def shape_of_report(text: str) -> list[str]:
    """The shape of the day's report with this text everywhere."""
    day = with_texts(text)
    return shape(render(compose(day.session, day.reading)))


@cache
def shape_of_plain_report() -> list[str]:
    """The same with a plain word."""
    return shape_of_report("word")


@settings(max_examples=a_third(60), deadline=None)
@given(TEXTS)
def test_the_shape_of_the_report_never_depends_on_the_texts(text: str) -> None:
    """Typed text can neither create nor break a heading, list, table, link, emphasis or HTML."""
    assert shape_of_report(text) == shape_of_plain_report()


def test_every_note_is_printed_with_its_reference() -> None:
    """Every visible note is in the report."""
    markdown = render(compose(DAY.session, DAY.reading))
    notes = [note for note in DAY.session.book.notes if not note.deleted]
    missing = [note.reference for note in notes if not re.search(rf"\b{note.reference}\b", markdown)]
    assert missing == []


def test_a_deleted_note_is_not_printed() -> None:
    """Even if it was merged into another before."""
    room = Room()
    room.do(c.Next())
    room.say(Kind.CHALLENGE, "stays")
    room.say(Kind.CHALLENGE, "goes")
    room.say(Kind.CHALLENGE, "merged and gone")
    room.do(c.MergeNote(2, 0))
    room.do(c.DeleteNote(1))
    room.do(c.DeleteNote(2))
    markdown = render(compose(room.session, room.reading))
    assert ("stays" in markdown, "goes" in markdown, "gone" in markdown) == (True, False, False)
    assert "heard" not in markdown


def test_the_rule_none_prints_no_names() -> None:
    """Even if the records contain a name or a dissenter, the report of an anonymous session leaves them out."""
    room = Room(details=replace(DETAILS, rule=AttributionRule.NONE))
    room.do(c.Next())
    serial = room.say(Kind.RECOMMENDATION, "Act")
    other = room.say(Kind.RECOMMENDATION, "Act now")
    room.do(c.MergeNote(other, serial))
    for each in (serial, other):
        note = replace(room.session.book[each], attribution="Zed Quux", dissent="Zed Quux")
        room.session = room.session.put(note)
    assert "Quux" not in render(compose(room.session, room.reading))


def test_a_session_that_has_not_started_says_so() -> None:
    """It has the theme and the questions, but no empty sections."""
    room = Room()
    markdown = render(compose(room.session, room.reading))
    headings = re.findall(r"^#+ .*", markdown, re.MULTILINE)
    assert headings[1:] == ["## Theme and questions"]
    assert "The session has not started yet." in markdown
    assert "Nothing recorded." in markdown


def test_during_a_phase_the_report_is_provisional() -> None:
    """It states the time of the report, and does not list upcoming boxes as missing."""
    room = Room()
    room.do(c.Next())
    room.do(c.Next(), 10)
    room.say(Kind.CHALLENGE, "Silo budgets", minutes=62)
    markdown = render(compose(room.session, room.reading))
    assert 'status: "as of 10:42, Morning running"' in markdown
    assert "provisional, as of 10:42, “Morning” running" in markdown
    assert "#### Q2" not in markdown
    assert "Not read back" not in markdown


def test_a_question_without_notes_is_printed_after_the_phase() -> None:
    """The report says if a question had no notes, or was never reached."""
    room = Room()
    room.do(c.Next())
    room.do(c.Next(), 10)
    room.do(c.Next(), 10)
    room.do(c.EndPhase(), 10)
    markdown = render(compose(room.session, room.reading))
    assert re.search(r"#### Q1 .*\n\nNothing recorded\.", markdown)
    assert re.search(r"#### Q3 .*\n\nNot discussed\.", markdown)


def test_the_morning_alone_leaves_out_the_afternoon() -> None:
    """In the evening, the morning's report is the same as at lunch."""
    markdown = render(compose(DAY.session, DAY.reading, until="morning"))
    assert "## Afternoon" not in markdown
    assert 'status: "Morning"' in markdown
    assert not re.search(r"\b[AR]\d", markdown.split("---\n", 2)[2])


def test_a_statement_heard_again_keeps_the_other_wordings() -> None:
    """Merged statements show how often they were heard, each wording with its speaker and time."""
    markdown = render(compose(DAY.session, DAY.reading))
    assert "heard 2×" in markdown
    assert re.search(r"Also C5: Each agency budgets for itself,\\\n    so nobody.*Japan", markdown)


def test_an_amended_output_shows_its_earlier_wording() -> None:
    """Earlier wordings are printed only if the read-back changed them."""
    room = Room()
    room.do(c.Next())
    serial = room.say(Kind.PRINCIPLE, "First")
    room.do(c.EditNote(serial, "Second"), 1)
    room.do(c.MarkReadBack(serial, ReadBack.AMENDED, c.EditNote(serial, "Third")), 1)
    markdown = render(compose(room.session, room.reading))
    assert "Earlier wording: Second" in markdown
    assert "First" not in markdown


def test_a_recommendation_shows_what_was_agreed() -> None:
    """Level, minority view and whose it is, addressee, owner and date."""
    room = Room()
    room.do(c.Next())
    serial = room.say(Kind.RECOMMENDATION, "Act", addressee="All", actor="Ministers", due="2027")
    room.do(c.Agree(serial, Agreement.STRONG_SUPPORT, "Not yet", "Japan"))
    markdown = render(compose(room.session, room.reading))
    for line in (
        "For: All",
        "Who acts: Ministers",
        "By when: 2027",
        "Level of agreement: **strong support with significant opposition**",
        "Minority view (Japan): Not yet",
    ):
        assert f"  - {line}\n" in markdown
