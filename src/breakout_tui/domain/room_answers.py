"""Room answers: the pages of rooms that came back, and what they propose.

A page is known by the heading of its column for the answers, a row by the reference in its first cell. An answer that accepts is counted
for its room while the paper still makes the same of the statement. Anything else is shown with the statement. Where the rapporteur
changed the paper's words in their cell, that is a proposal like that of any edited file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from breakout_tui.domain import paper_commands as c
from breakout_tui.domain.conference import Conference, RoomStatement
from breakout_tui.domain.edited_document import Comment, EditedDocument, EditedParagraph, text_key
from breakout_tui.domain.edited_statements import Statements
from breakout_tui.domain.known_words import KnownWords
from breakout_tui.domain.paper_outline import Outline
from breakout_tui.domain.paper_proposals import Proposal, ProposalSort
from breakout_tui.domain.room_questions import RoomQuestion, room_questions
from breakout_tui.domain.text import plural

ANSWER_HEADING = "Your answer: accept, or what should change"
"""Heads the column for the answers."""
_COLUMNS = 4
"""Reference, the room's words, the paper's, the answer."""
_YES = frozenset({"accept", "accepted", "i accept", "we accept", "agree", "agreed", "ok", "okay", "yes"})


@dataclass(frozen=True, slots=True)
class RoomAnswer:
    """A row of a page as it came back."""

    said: RoomStatement
    paper: str
    """What the paper made of the statement when the page was written, unless the rapporteur changed it."""
    text: str
    """What the rapporteur wrote; empty for nothing."""
    comments: tuple[Comment, ...] = ()

    @property
    def is_accepted(self) -> bool:
        """Whether it accepts, and says no more than that."""
        return text_key(self.text).casefold().strip(" .!✓") in _YES and not self.comments


def room_answers(document: EditedDocument, statements: Statements) -> tuple[RoomAnswer, ...]:
    """The rows of all pages of rooms in a document."""
    return tuple(
        answer
        for rows in _tables(document)
        if rows and text_key(_text(rows[0][-1])) == text_key(ANSWER_HEADING)
        for cells in rows[1:]
        if (answer := _answer(cells, statements)) is not None
    )


def answered(
    conference: Conference, made: Outline, known: KnownWords, answers: tuple[RoomAnswer, ...]
) -> Iterator[Proposal]:
    """What the answers propose, and how many statements each room accepts."""
    rooms = room_questions(conference, made)
    questions = {each.said.id: each for asked in rooms.values() for each in asked}
    accepted = set[str]()
    for answer in answers:
        question = questions.get(answer.said.id)
        proposal = _proposal(answer, question, known)
        if proposal is not None:
            yield proposal
        elif answer.is_accepted and question is not None:
            accepted.add(answer.said.id)
    for room, asked in rooms.items():
        if count := sum(each.said.id in accepted for each in asked):
            yield Proposal(ProposalSort.ACCEPTED, room, f"{count:,} of {plural(len(asked), 'statement')}")


def _proposal(answer: RoomAnswer, question: RoomQuestion | None, known: KnownWords) -> Proposal | None:
    """None where there is nothing to do: no answer, or one that accepts what the paper says."""
    said = answer.said
    now = said.note.text if question is None else question.paper
    is_as_now = text_key(answer.paper) == text_key(now)
    is_earlier = text_key(answer.paper) in known.of_statement(said.id)
    sort, proposed, command = ProposalSort.ANSWER, answer.text, None
    if question is not None and question.wording and not is_as_now and not is_earlier:
        sort, proposed, command = ProposalSort.CHANGED, answer.paper, c.EditWording(said.id, answer.paper)
    elif answer.is_accepted:
        if is_as_now or question is None:
            return None
        sort, proposed = ProposalSort.ACCEPTED_BEFORE, answer.paper
    elif not answer.text and not answer.comments:
        return None
    comments = answer.comments
    if command is not None and answer.text and not answer.is_accepted:
        comments = (*comments, Comment("Answer", answer.text))
    return Proposal(
        sort,
        said.reference,
        now,
        proposed,
        command,
        note_id=said.id,
        theme_id=said.session.info.theme_id,
        kind=said.note.kind,
        comments=comments,
    )


_Cell = list[EditedParagraph]


def _tables(document: EditedDocument) -> Iterator[list[list[_Cell]]]:
    """The rows of each table that is as wide as a room's page."""
    found: dict[int, dict[int, dict[int, _Cell]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for each in document.paragraphs:
        if each.cell is not None:
            found[each.cell.table][each.cell.row][each.cell.column].append(each)
    for table in found.values():
        rows = [_row(table[row]) for row in sorted(table)]
        if rows and all(len(row) == _COLUMNS for row in rows):
            yield rows


def _row(cells: Mapping[int, _Cell]) -> list[_Cell]:
    return [cells[column] for column in sorted(cells)]


def _answer(cells: list[_Cell], statements: Statements) -> RoomAnswer | None:
    said = statements.exactly(_text(cells[0]))
    if said is None:
        return None
    comments = tuple(comment for cell in cells for paragraph in cell for comment in paragraph.comments)
    return RoomAnswer(said, _text(cells[2]), _text(cells[3]), comments)


def _text(cell: _Cell) -> str:
    return "\n".join(filter(None, (paragraph.text for paragraph in cell)))
