"""The position paper as a document: nothing is made up, nothing is lost, and every statement leads to its room and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain import paper_commands as p
from breakout_tui.domain.conference import conference
from breakout_tui.domain.date_words import ENGLISH_DATES
from breakout_tui.domain.errors import PaperRefused
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.labels import ENGLISH
from breakout_tui.domain.notebook import NoteBook
from breakout_tui.domain.notes import Agreement
from breakout_tui.domain.paper_steps import step_lines
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.ranking import priorities
from breakout_tui.report.document import Document, Endnotes, Heading, anchors, lines
from breakout_tui.report.formats import written
from breakout_tui.report.inlines import FootnoteMark, Reference, Text, each_inline, words
from breakout_tui.report.paper_document import paper_document
from breakout_tui.report.paper_front import HOW_MADE, NO_RECOMMENDATION
from breakout_tui.report.phrases import one_line
from breakout_tui.report.report_document import RULE_SENTENCES
from breakout_tui.report.writers.markdown import write_markdown
from tests.domain.paper_desk import Desk
from tests.domain.test_paper import COMMANDS
from tests.fictional_conference import EVENT
from tests.report.edited_paper import edited_paper
from tests.report.names import found_in
from tests.report.other_programs import EVERY_FORMAT
from tests.report.test_golden_reports import assert_golden

HEADINGS = [
    "About this paper",
    "In figures",
    "Key conclusions",
    "Priority issues, room by room",
    "Across the themes",
    "Raised in several rooms",
    "Where rooms differed",
    "Country groups without a recommendation",
    "Challenges that no recommendation answers",
    "Next steps",
    "Annex: ",
    "Annex: evidence",
    "Annex: rooms and participation",
    "Annex: planned and actual time",
    "Annex: what was joined, amended or left out",
    "Joined",
    "In other words",
    "Left out",
    "What",
    "How many",
    "Themes",
    "Rooms",
    "Sessions",
    "People, added up over the sessions",
    "Countries and organisations named",
    "Approach",
    "Practised in",
    "Evidence",
    "Who",
    "By when",
    "At the latest",
    "From",
    "Room and round",
    "Theme",
    "Day",
    "People",
    "Statements",
    "Named",
    "Phase",
    "Planned",
    "Used",
    "Recommendations by level of agreement",
]
LABELS = (
    "Level of agreement",
    "For",
    "Who acts",
    "By when",
    "Reason",
    "Minority view",
    "Dissent",
    "Built on",
)
GLUE = re.compile(
    r"|[\d,]+|\d+:\d\d|\d+\. |: |; |, | and | · | – |\.| \(|\)|heard \d+×"
    r"|\. Refers to |\): | \(raised in \d+ of \d+ (room|session)s?\) ?|\. In the room's words: | "
)
"""What may stand between the words of rooms, programme and editor."""
PERSONS = ("Lopez", "Jonas", "Weber", "Curie-Blanc")
"""Words of the names that rooms under *named* have, long enough to be in no other word."""


def document(desk: Desk, *, is_short: bool = False) -> Document:
    """The paper as it is now."""
    return paper_document(desk.rooms, desk.paper, is_short=is_short, tool="breakout-tui 0.1")


def sources(desk: Desk) -> Iterator[str]:
    """Everything that the paper may say: what rooms said, titles, the editor's texts, dates, fixed headings."""
    yield from (*HEADINGS, *LABELS, HOW_MADE, NO_RECOMMENDATION, *(each.value for each in Agreement))
    yield from (sentence[:-1] for sentence in RULE_SENTENCES.values())
    for kind in Kind:
        yield from (ENGLISH.heading(kind), ENGLISH.heading(kind, 1))
    for session in desk.rooms.sessions:
        yield from (session.theme.title, session.theme.introduction, *session.info.groups)
        yield from (phase.title for phase in session.info.programme.phases)
        yield from (issue.title for issue in priorities(session))
        yield from (ENGLISH_DATES.day(session.held_on), ENGLISH_DATES.brief(session.held_on, has_year=True))
    yield from (EVENT, *desk.rooms.places.values())
    for said in desk.rooms.statements.values():
        note = said.note
        yield from (said.reference, note.text, note.attribution, note.minority, note.dissent)
        yield from (note.where, note.evidence, note.addressee, note.actor, note.due, note.reason)
    for line in step_lines(desk.outline, desk.paper):
        yield from (line.what, line.who, line.due)
        if line.due_on:
            yield ENGLISH_DATES.brief(line.due_on, has_year=True)
    for entry in desk.paper.entries.values():
        texts = (getattr(entry, name, "") for name in ("title", "text", "heading", "reason"))
        yield from texts
        yield from getattr(entry, "opening", "").split("\n\n")


def made_up(desk: Desk, made: Document) -> list[str]:
    """What is in a document and comes from nowhere."""
    known = {one_line(text) for text in sources(desk)} | {text.strip() for text in sources(desk)}
    longest_first = sorted(known - {""}, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    texts = [each.text for line in lines(made) for each in each_inline(line) if isinstance(each, Text)]
    composed = [text for text in texts if text not in known]
    return [text for text in composed if not all(GLUE.fullmatch(piece) for piece in pattern.split(text))]


def test_no_sentence_is_made_up() -> None:
    """Rule: what is no statement, title, text of the editor or fixed heading is not in the paper."""
    desk = edited_paper()
    assert made_up(desk, document(desk)) == []
    assert made_up(desk, document(desk, is_short=True)) == []


@settings(max_examples=8, deadline=None)
@given(st.lists(COMMANDS, max_size=8))
def test_no_sentence_is_made_up_whatever_the_editor_does(commands: list[p.PaperCommand]) -> None:
    """The same for any edits; every statement is in the paper or in its annex, each with a mark."""
    desk = Desk()
    for command in commands:
        with suppress(PaperRefused):
            desk.do(command)
    made = document(desk)
    assert made_up(desk, made) == []
    noted = {words(footnote.inlines).partition(",")[0].partition(". In ")[0] for footnote in made.footnotes}
    assert noted == {said.reference for said in desk.rooms.statements.values()}


def test_every_note_mark_is_used_once_and_in_order() -> None:
    """Rule: a footnote has one mark."""
    made = document(edited_paper())
    marks = [
        each.number for line in lines(made) for each in each_inline(line) if isinstance(each, FootnoteMark)
    ]
    assert marks == list(range(1, len(made.footnotes) + 1))


def test_every_reference_leads_to_a_statement_of_the_paper() -> None:
    """Rule: in the chain, across the themes, in the table of next steps and in the annexes."""
    made = document(edited_paper())
    led = {each.to for line in lines(made) for each in each_inline(line) if isinstance(each, Reference)}
    assert led
    assert led <= anchors(made)


def test_the_parts_come_in_the_order_of_publication() -> None:
    """Rule: front matter, key conclusions, themes, across, next steps, annexes; the notes of a theme at its end."""
    made = document(edited_paper())
    parts = [words(block.inlines) for block in made.blocks if isinstance(block, Heading) and block.level == 1]
    assert parts == [
        "About this paper", "Key conclusions",
        "Services for citizens", "Governance of shared records", "Openness and trust",
        "Across the themes", "Next steps", "Annex: evidence", "Annex: rooms and participation",
        "Annex: Parking lot", "Annex: planned and actual time", "Annex: what was joined, amended or left out",
    ]  # fmt: skip
    assert sum(isinstance(block, Endnotes) for block in made.blocks) == 4


def test_the_paper_reads_as_published() -> None:
    """The whole paper, read by a person."""
    assert_golden("paper.md", write_markdown(document(edited_paper())))


def test_the_key_conclusions_stand_alone() -> None:
    """Headlines and recommendations with what was agreed; read by a person."""
    assert_golden("key_conclusions.md", write_markdown(document(edited_paper(), is_short=True)))


@pytest.mark.parametrize("file_format", FileFormat)
def test_the_same_paper_gives_the_same_bytes(file_format: FileFormat) -> None:
    """Rule: in any order of the sessions; nobody reads a clock."""
    desk = edited_paper()
    first = written(document(desk), file_format)
    desk.rooms = conference(EVENT, reversed(desk.rooms.sessions))
    assert written(document(desk), file_format) == first


@pytest.mark.parametrize("file_format", EVERY_FORMAT)
@pytest.mark.parametrize("rule", AttributionRule)
def test_no_byte_has_a_name_that_the_rule_forbids(
    rule: AttributionRule, file_format: FileFormat, tmp_path: Path
) -> None:
    """Rule: under *none* nobody, under *country* no person; the staff of a room is in no paper."""
    desk = edited_paper()
    sessions = [
        session if session.info.rule is rule else replace(session, info=replace(session.info, archived=True))
        for session in desk.rooms.sessions
    ]
    if rule is AttributionRule.NONE:  # as another program would have stored them
        sessions = [
            session.put(
                replace(
                    session.book[0], attribution="Quixley", dissent="Quixley", agreement=Agreement.DIVERGENCE
                )
            )
            for session in sessions
        ]
    desk.rooms = conference(EVENT, sessions)
    content = written(document(desk), file_format)
    data = content.encode() if isinstance(content, str) else content
    staff = ("Frida", "Rupert", "Quixley", "Rapporteur")
    assert found_in(data, staff if rule is AttributionRule.NAMED else (*staff, *PERSONS), tmp_path) == set()
    if rule is AttributionRule.NAMED:
        assert found_in(data, ["Weber"], tmp_path) == {"weber"}


@pytest.mark.parametrize("file_format", FileFormat)
def test_rooms_that_said_nothing_make_a_paper(file_format: FileFormat) -> None:
    """Rule: before the first statement, the paper says what there is."""
    desk = Desk()
    sessions = [replace(session, book=NoteBook(), rankings={}, tallies={}) for session in desk.rooms.sessions]
    desk.rooms = conference(EVENT, sessions[:2])
    assert written(document(desk), file_format)
    assert made_up(desk, document(desk)) == []


def test_any_text_comes_out_as_it_was_typed() -> None:
    """Rule: markup in a statement, a headline or a paragraph stays text."""
    desk = Desk()
    typed_in = "*no* <b>markup</b> [x](http://y) | #1"
    desk.do(p.SetHeadline("services", typed_in))
    desk.do(p.EditWording(desk.id("Room 3·1/C1"), typed_in))
    desk.do(p.WriteParagraph("services", Kind.CHALLENGE, typed_in))
    texts = [words(line) for line in lines(document(desk))]
    assert sum(typed_in in text for text in texts) >= 3
    assert "<b>" not in str(written(document(desk), FileFormat.HTML))
