"""The parts of an edited document: which theme and section of the paper its paragraphs belong to, and which statements they are.

A statement is known by the footnote that its paragraph has, which begins with the reference of the statement. Programs give bookmarks
other names and footnotes other numbers, but keep this. Themes and sections are known by their headings or, where somebody changed
these, by the first statement below them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from breakout_tui.domain.chain import KINDS
from breakout_tui.domain.conference import Conference, ConferenceTheme, RoomStatement
from breakout_tui.domain.edited_document import (
    EditedDocument,
    EditedParagraph,
    ParagraphUse,
    text_key,
    text_keys,
)
from breakout_tui.domain.edited_statements import Statements
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.room_answers import RoomAnswer, room_answers


@dataclass(frozen=True, slots=True)
class StatedText:
    """A statement in the file."""

    said: RoomStatement
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class EditedLine:
    """A paragraph of the file."""

    paragraph: EditedParagraph
    key: str
    """Of its text (``text_key``)."""
    stated: tuple[StatedText, ...]
    """The statements that it is; mostly one or none."""

    @property
    def text(self) -> str:
        """Its text."""
        return self.paragraph.text

    @property
    def is_body(self) -> bool:
        """Whether it is a paragraph of text outside of lists and tables."""
        return self.paragraph.use is ParagraphUse.BODY and self.paragraph.cell is None and bool(self.key)


@dataclass(frozen=True, slots=True)
class EditedPart:
    """A heading of level 1 or 2, and what stands below it up to the next one."""

    lines: tuple[EditedLine, ...]
    """Without the heading and empty ones."""
    theme: ConferenceTheme | None = None
    kind: Kind | None = None
    """Of the statements of a section; None for what is no section of a theme."""
    is_front: bool = False
    """Whether it is what stands before the first heading."""
    is_key: bool = False
    """Whether it is the theme in the key conclusions."""
    is_opening: bool = False
    """Whether it begins with the heading of a theme, also in the key conclusions: its headline stands there."""


@dataclass(frozen=True, slots=True)
class EditedPaper:
    """An edited document whose paragraphs are known to be of a conference."""

    parts: tuple[EditedPart, ...]
    """In order."""
    written: Set[str]
    """The keys of the lines that the program writes into the paper, so that it knows its own words."""
    created: datetime | None
    """When the file was first written."""
    answers: tuple[RoomAnswer, ...] = ()
    """The rows of a room's page; then it is no paper, and has no parts."""

    def stated(self) -> Iterator[tuple[EditedLine, StatedText]]:
        """All statements in the file, as often as they are in it."""
        for part in self.parts:
            for line in part.lines:
                for stated in line.stated:
                    yield line, stated


def edited_paper(document: EditedDocument, conference: Conference, written: Set[str]) -> EditedPaper:
    """The paper that a document is; ``written`` as in EditedPaper."""
    statements = Statements(conference)
    if answers := room_answers(document, statements):
        return EditedPaper((), written, document.created, answers)
    lines = [_line(each, statements) for each in document.paragraphs if each.text or each.comments]
    return EditedPaper(tuple(_parts(lines, conference, written)), written, document.created)


def _line(paragraph: EditedParagraph, statements: Statements) -> EditedLine:
    stated = (StatedText(said, text, text_key(text)) for said, text in statements.stated(paragraph))
    return EditedLine(paragraph, text_key(paragraph.text), tuple(stated))


def _parts(lines: Iterable[EditedLine], conference: Conference, written: Set[str]) -> Iterator[EditedPart]:
    front, *chapters = _split(lines, 1)
    yield EditedPart(tuple(front), is_front=True)
    is_before_themes = True
    for chapter in chapters:
        theme = _theme(chapter, conference, written)
        is_before_themes = is_before_themes and theme is None
        for heading, *below in filter(None, _split(chapter, 2)):
            is_section = heading is not chapter[0]
            if theme is not None:
                kind = _kind(theme, heading, below) if is_section else None
                yield EditedPart(tuple(below), theme, kind, is_opening=not is_section)
            else:
                named = _theme([heading, *below], conference, written) if is_section else None
                key = named if is_before_themes else None
                yield EditedPart(tuple(below), key, is_key=key is not None, is_opening=key is not None)


def _split(lines: Iterable[EditedLine], level: int) -> list[list[EditedLine]]:
    """Runs that begin with a heading of this level or above; the first one is what stands before."""
    runs: list[list[EditedLine]] = [[]]
    for each in lines:
        paragraph = each.paragraph
        if paragraph.use is ParagraphUse.HEADING and paragraph.level <= level and paragraph.cell is None:
            runs.append([each])
        else:
            runs[-1].append(each)
    return runs


def _theme(
    chapter: Sequence[EditedLine], conference: Conference, written: Set[str]
) -> ConferenceTheme | None:
    """The theme of a heading and what is below it."""
    key = chapter[0].key
    named = [theme for theme in conference.themes if key in text_keys(theme.title)]
    if len(named) == 1:
        return named[0]
    if not named and key in written:
        return None
    said = next(_said(chapter), None)
    return None if said is None else conference.theme(said.session.info.theme_id)


def _kind(theme: ConferenceTheme, heading: EditedLine, below: Iterable[EditedLine]) -> Kind | None:
    """The kind of the statements of a section; None for no section."""
    for said in _said(below):
        if said.session.info.theme_id == theme.id:
            return said.note.kind
    labels = theme.sessions[0].labels
    return next((kind for kind in KINDS if heading.key in text_keys(labels.heading(kind))), None)


def _said(lines: Iterable[EditedLine]) -> Iterator[RoomStatement]:
    return (stated.said for line in lines for stated in line.stated)
