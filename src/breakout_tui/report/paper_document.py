"""The position paper as a document, in the order in which a secretariat publishes it.

No sentence is made up: what is not a statement of a room, a title, the editor's own text or a fixed heading or label is not in it.
Every statement has a note mark that leads to its room, round and reference. The same conference and decisions give the same document.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from breakout_tui.domain.conference import Conference
from breakout_tui.domain.date_words import ENGLISH_DATES, DateWords
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_findings import findings
from breakout_tui.domain.paper_outline import Outline, outline
from breakout_tui.domain.paper_steps import step_lines
from breakout_tui.report.document import Block, Contents, Document, Endnotes, FieldValue, Properties
from breakout_tui.report.paper_annexes import annexes
from breakout_tui.report.paper_closing import across, next_steps
from breakout_tui.report.paper_front import about, key_conclusions, opening, place_line
from breakout_tui.report.paper_notes import PaperNotes
from breakout_tui.report.paper_theme import ThemeWriter
from breakout_tui.report.phrases import one_line
from breakout_tui.report.report_document import TOOL


def paper_document(
    conference: Conference,
    paper: Paper,
    *,
    is_short: bool = False,
    created: datetime | None = None,
    tool: str = TOOL,
    dates: DateWords = ENGLISH_DATES,
) -> Document:
    """The paper of a conference of at least one session; the short form is its key conclusions only.

    ``created`` is in the properties only; by default it is when the last decision was made or the last session was held.
    """
    made = outline(conference, paper)
    notes = PaperNotes(conference)
    title = one_line(made.title or conference.event)
    blocks = (
        _short(conference, made, notes, dates) if is_short else _whole(conference, paper, made, notes, dates)
    )
    return Document(
        title,
        tuple(blocks),
        tuple(notes.footnotes),
        properties=properties_of_paper(conference, paper, created, tool),
    )


def properties_of_paper(
    conference: Conference, paper: Paper, created: datetime | None, tool: str
) -> Properties:
    """The properties of a file with the paper, the same in every form."""
    return Properties(
        subject=one_line(conference.event),
        created=created or _last(conference, paper),
        tool=tool,
        fields=_fields(conference, tool),
    )


def _short(conference: Conference, made: Outline, notes: PaperNotes, dates: DateWords) -> Iterator[Block]:
    yield place_line(conference, made, dates)
    yield from opening(made)
    yield from key_conclusions(made, notes)
    yield Endnotes()


def _whole(
    conference: Conference, paper: Paper, made: Outline, notes: PaperNotes, dates: DateWords
) -> Iterator[Block]:
    yield place_line(conference, made, dates)
    yield from opening(made)
    yield Contents()
    yield from about(conference, made)
    yield from key_conclusions(made, notes)
    yield Endnotes()
    themes = ThemeWriter(conference, notes)
    for number, part in enumerate(made.parts, 1):
        yield from themes.blocks(part, number)
    yield from across(findings(conference, paper, made), notes)
    yield from next_steps(step_lines(made, paper), notes, dates)
    yield from annexes(conference, made, notes, dates)


def _last(conference: Conference, paper: Paper) -> datetime:
    """The latest moment of which the file says something."""
    moments = [step.at for step in paper.steps]
    for session in conference.sessions:
        moments += [session.held_on, *(run.ended_at for run in session.started if run.ended_at)]
    return max(moments)


def _fields(conference: Conference, tool: str) -> tuple[tuple[str, FieldValue], ...]:
    days = sorted({f"{session.held_on:%Y-%m-%d}" for session in conference.sessions})
    return (
        ("event", one_line(conference.event)),
        ("days", tuple(days)),
        ("sessions", len(conference.sessions)),
        ("statements", len(conference.statements)),
        ("tool", tool),
    )
