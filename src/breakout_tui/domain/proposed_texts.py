"""The texts of an edited paper that are no statements: title, opening, headlines, headings of joined statements, and what else is new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from breakout_tui.domain import paper_commands as c
from breakout_tui.domain.conference import Conference, ConferenceTheme
from breakout_tui.domain.edited_document import ParagraphUse, text_key, text_keys
from breakout_tui.domain.edited_parts import EditedLine, EditedPaper, EditedPart
from breakout_tui.domain.edited_statements import without_extent
from breakout_tui.domain.gist import gist
from breakout_tui.domain.known_words import KnownWords
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_outline import statement_entry
from breakout_tui.domain.paper_proposals import Proposal, ProposalSort
from breakout_tui.domain.paper_records import JoinedStatement
from breakout_tui.domain.proposed_paragraphs import Placed
from breakout_tui.domain.text import clean_line

_GIST = 60
"""Characters of a paragraph that has comments only."""


class ProposedTexts:
    """Reads them of each part of a file."""

    def __init__(self, conference: Conference, paper: Paper, known: KnownWords, edited: EditedPaper) -> None:
        self._conference = conference
        self._paper = paper
        self._known = known
        self._edited = edited
        self._written = edited.written
        self._groups = paper.groups()

    def of(self, part: EditedPart) -> Iterator[Proposal]:
        """All of a part but the paragraphs of a section, which ``placed`` gives."""
        if part.is_front:
            yield from self._front(part)
            return
        headings = self._headings(part)
        headline = self._headline(part)
        for line in part.lines:
            if line.stated or (part.kind is not None and line.is_body):
                continue
            if line is headline and part.theme is not None:
                yield self._new_headline(part.theme, line)
            elif id(line) in headings:
                yield from self._heading(part, line, headings[id(line)])
            else:
                yield from self._other(part, line)

    def placed(self, part: EditedPart) -> list[Placed]:
        """The paragraphs of a section, and before what they stand."""
        found: list[Placed] = []
        before, theme_id = "", "" if part.theme is None else part.theme.id
        for line in reversed(part.lines):
            if line.is_body and not line.stated:
                found.append(Placed(line.paragraph, before))
            for stated in line.stated:
                said = stated.said
                if said.note.kind is part.kind and said.session.info.theme_id == theme_id:
                    joined = self._groups.get(said.id)
                    before = said.id if joined is None else joined.id
        return found[::-1]

    def _front(self, part: EditedPart) -> Iterator[Proposal]:
        front, opening = self._paper.frontispiece, list[EditedLine]()
        for line in part.lines:
            if line.is_body:
                opening.append(line)
            elif line.paragraph.use is ParagraphUse.TITLE and line.key and line.key not in self._known.title:
                command = c.NameThePaper(clean_line(line.text), front.opening)
                yield _replaced("Title", front.title, command.title, command, [line])
            else:
                yield from _commented(part, [line])
        text = "\n\n".join(line.text for line in opening)
        if text and text_key(text) not in self._known.opening:
            command = c.NameThePaper(front.title, text)
            yield _replaced("Opening", front.opening, text, command, opening)
        else:
            yield from _commented(part, opening)

    def _headline(self, part: EditedPart) -> EditedLine | None:
        """The line that is another headline: the first below the theme, before the introduction of the programme.

        One alone, where there was no headline, may be a changed introduction.
        """
        bodies = [line for line in part.lines if line.is_body and not line.stated]
        if part.theme is None or not part.is_opening or not bodies:
            return None
        first, introduction = bodies[0], part.theme.sessions[0].theme.introduction
        if first.key in self._known.of_headline(part.theme.id) | text_keys(introduction):
            return None
        if part.is_key:
            return None if first.key in self._written else first
        is_unclear = bool(introduction.strip()) and len(bodies) == 1
        return None if is_unclear and not self._paper.headline(part.theme.id) else first

    def _new_headline(self, theme: ConferenceTheme, line: EditedLine) -> Proposal:
        command = c.SetHeadline(theme.id, clean_line(line.text))
        subject = f"Headline · {clean_line(theme.title)}"
        return _replaced(subject, self._paper.headline(theme.id), command.text, command, [line], theme.id)

    def _headings(self, part: EditedPart) -> dict[int, JoinedStatement]:
        """By the identity of the line that is a heading, the joined statement: its first member stands below, deeper or in the next row."""
        found: dict[int, JoinedStatement] = {}
        lines = [line for line in part.lines if line.key]
        for line, following in pairwise(lines):
            joined = self._groups.get(following.stated[0].said.id) if following.stated else None
            if joined is None or line.stated:
                continue
            one, other = line.paragraph, following.paragraph
            if one.cell is not None:
                is_heading = one.cell.column == 0 and one.cell.row > 0
            else:
                is_heading = one.use is other.use is ParagraphUse.ITEM and one.level < other.level
            if is_heading:
                found[id(line)] = joined
        return found

    def _heading(self, part: EditedPart, line: EditedLine, joined: JoinedStatement) -> Iterator[Proposal]:
        text = clean_line(without_extent(line.text))
        if text_key(text) in self._known.of_heading(joined) or self._follows(joined, text_key(text)):
            yield from _commented(part, [line])
            return
        statements = self._conference.statements
        first = next(statements[each.note_id] for each in joined.members if each.note_id in statements)
        yield Proposal(
            ProposalSort.CHANGED,
            f"Heading of {first.reference} and others",
            joined.heading or statement_entry(self._paper, first).text,
            text,
            c.EditHeading(joined.id, text),
            note_id=first.id,
            theme_id=first.session.info.theme_id,
            kind=first.note.kind,
            comments=line.paragraph.comments,
        )

    def _follows(self, joined: JoinedStatement, key: str) -> bool:
        """Whether a heading, which is not worded, is what the file says for one of the statements below it."""
        members = {member.note_id for member in joined.members}
        return not joined.heading and any(
            key in text_keys(stated.text) for _, stated in self._edited.stated() if stated.said.id in members
        )

    def _other(self, part: EditedPart, line: EditedLine) -> Iterator[Proposal]:
        """A text of a theme that the program did not write, outside of tables; else its comments."""
        if part.theme is None or self._is_known(line):
            yield from _commented(part, [line])
            return
        yield Proposal(
            ProposalSort.OTHER,
            clean_line(part.theme.title),
            "",
            line.text,
            theme_id=part.theme.id,
            kind=part.kind,
            comments=line.paragraph.comments,
        )

    def _is_known(self, line: EditedLine) -> bool:
        if line.paragraph.cell is not None or not line.key or line.key in self._written:
            return True
        return text_key(without_extent(line.text)) in self._known.headings


def _replaced(
    subject: str,
    now: str,
    text: str,
    command: c.PaperCommand,
    lines: Iterable[EditedLine],
    theme_id: str = "",
) -> Proposal:
    """A text that the paper has once."""
    comments = tuple(comment for line in lines for comment in line.paragraph.comments)
    sort = ProposalSort.CHANGED if now else ProposalSort.NEW
    return Proposal(sort, subject, now, text, command, theme_id=theme_id, comments=comments)


def _commented(part: EditedPart, lines: Iterable[EditedLine]) -> Iterator[Proposal]:
    for line in lines:
        if line.paragraph.comments:
            theme = part.theme
            yield Proposal(
                ProposalSort.COMMENT,
                "The file" if theme is None else clean_line(theme.title),
                gist(line.text, _GIST),
                theme_id="" if theme is None else theme.id,
                kind=part.kind,
                comments=line.paragraph.comments,
            )
