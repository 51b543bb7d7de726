"""The page for a room's rapporteur: what the paper makes of the room's statements, with a column for the answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from breakout_tui.domain.conference import Conference
from breakout_tui.domain.date_words import ENGLISH_DATES, DateWords
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_outline import outline
from breakout_tui.domain.room_answers import ANSWER_HEADING
from breakout_tui.domain.room_questions import RoomQuestion
from breakout_tui.report.document import Document, Paragraph, ParagraphStyle
from breakout_tui.report.figures import Column, Row, TableBlock
from breakout_tui.report.file_name import file_name
from breakout_tui.report.inlines import Strong, Text
from breakout_tui.report.paper_document import properties_of_paper
from breakout_tui.report.paper_front import place_line
from breakout_tui.report.phrases import in_line, one_line
from breakout_tui.report.report_document import TOOL

WHY = "In the position paper, the editor put these statements of your room into other words, joined them with others, or left them out."
HOW = "Please write “accept” beside each, or what should change, and send the file back. An empty cell is no answer."


def room_page(
    conference: Conference,
    paper: Paper,
    room: str,
    questions: Sequence[RoomQuestion],
    *,
    created: datetime | None = None,
    tool: str = TOOL,
    dates: DateWords = ENGLISH_DATES,
) -> Document:
    """The page of a room with at least one question; ``created`` as in ``paper_document``. Nobody is named on it."""
    columns = (
        Column((Text("Statement"),), width=2),
        Column((Text("In your room's words"),), width=4),
        Column((Text("In the paper"),), width=4),
        Column((Text(ANSWER_HEADING),), width=4),
    )
    made = outline(conference, paper)
    return Document(
        f"{one_line(room)}: statements to accept or comment",
        (
            place_line(conference, made, dates),
            Paragraph((Text(WHY),), ParagraphStyle.LEAD),
            Paragraph((Strong((Text(HOW),)),)),
            TableBlock(columns, tuple(map(_row, questions))),
        ),
        properties=properties_of_paper(conference, paper, created, tool),
    )


def room_page_name(conference: Conference, room: str) -> str:
    """The name of its file."""
    return file_name(conference.event, room, "to accept", suffix=".docx")


def _row(question: RoomQuestion) -> Row:
    said = question.said
    return (Text(said.reference),), (in_line(said.note.text),), (in_line(question.paper),), ()
