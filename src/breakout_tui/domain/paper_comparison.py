"""Compares an edited paper with the paper as it is now, part by part; the rule is in ``paper_proposals``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from breakout_tui.domain import paper_commands as c
from breakout_tui.domain.conference import Conference, RoomStatement
from breakout_tui.domain.edited_document import Comment
from breakout_tui.domain.edited_parts import EditedPaper, EditedPart, StatedText
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.known_words import KnownWords
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_outline import Outline, StatementEntry, statement_entry
from breakout_tui.domain.paper_proposals import Proposal, ProposalSort
from breakout_tui.domain.paper_records import left_out_id
from breakout_tui.domain.proposed_paragraphs import proposed_paragraphs
from breakout_tui.domain.proposed_texts import ProposedTexts
from breakout_tui.domain.room_answers import answered


def proposals(
    conference: Conference, paper: Paper, made: Outline, files: Iterable[EditedPaper]
) -> tuple[Proposal, ...]:
    """What files propose, equal proposals once: each in its order, then the statements that it lacks. ``made`` is the paper's outline."""
    known = KnownWords(conference, paper)
    found: dict[Proposal, None] = {}
    for file in files:
        if file.answers:
            found |= dict.fromkeys(answered(conference, made, known, file.answers))
        else:
            found |= dict.fromkeys(_Comparison(conference, paper, made, file, known).all())
    return tuple(found)


class _Comparison:
    """One comparison."""

    def __init__(
        self, conference: Conference, paper: Paper, made: Outline, edited: EditedPaper, known: KnownWords
    ) -> None:
        self._paper = paper
        self._outline = made
        self._edited = edited
        self._known = known
        self._texts = ProposedTexts(conference, paper, self._known, edited)
        self._comments = defaultdict[str, list[Comment]](list)
        """Of each statement, wherever it stands."""
        self._found: dict[str, RoomStatement] = {}
        """The statements in the file."""
        for line, stated in edited.stated():
            self._found[stated.said.id] = stated.said
            self._comments[stated.said.id] += line.paragraph.comments

    def all(self) -> Iterator[Proposal]:
        """All proposals."""
        told = set[str]()
        for part in self._edited.parts:
            for proposal in self._of(part):
                told.add(proposal.note_id)
                yield proposal
        yield from self._missing()
        for note_id, comments in self._comments.items():
            if comments and note_id not in told:
                yield self._statement(ProposalSort.COMMENT, self._found[note_id])

    def _of(self, part: EditedPart) -> Iterator[Proposal]:
        for line in part.lines:
            for stated in line.stated:
                yield from self._wording(stated)
        yield from self._texts.of(part)
        if part.theme is not None and part.kind is not None:
            theme = next(each for each in self._outline.parts if each.theme.id == part.theme.id)
            placed = self._texts.placed(part)
            yield from proposed_paragraphs(
                part.theme, part.kind, theme.section(part.kind), placed, self._known, self._edited.created
            )

    def _wording(self, stated: StatedText) -> Iterator[Proposal]:
        said, text = stated.said, stated.text
        if not text or stated.key in self._known.of_statement(said.id):
            return
        if said.note.kind is Kind.PARKED:  # the paper has these in the room's words
            yield self._statement(ProposalSort.OTHER, said, text)
        else:
            yield self._statement(ProposalSort.CHANGED, said, text, c.EditWording(said.id, text))

    def _missing(self) -> Iterator[Proposal]:
        """The statements that the file lacks, of sessions that are in it; key conclusions alone have recommendations only."""
        sessions = {said.session.id for said in self._found.values()}
        has_themes = any(part.theme is not None and not part.is_key for part in self._edited.parts)
        for part in self._outline.parts:
            for section in part.sections:
                if has_themes or section.kind is Kind.RECOMMENDATION:
                    for entry in section.statements():
                        if entry.said.session.id in sessions and self._is_missing(entry):
                            yield self._statement(ProposalSort.MISSING, entry.said)

    def _is_missing(self, entry: StatementEntry) -> bool:
        """One that was taken in after the file was written can't be in it."""
        was_there = not self._known.is_later(left_out_id(entry.id), self._edited.created)
        return entry.id not in self._found and was_there

    def _statement(
        self, sort: ProposalSort, said: RoomStatement, text: str = "", command: c.PaperCommand | None = None
    ) -> Proposal:
        return Proposal(
            sort,
            said.reference,
            statement_entry(self._paper, said).text,
            text,
            command,
            note_id=said.id,
            theme_id=said.session.info.theme_id,
            kind=said.note.kind,
            comments=tuple(self._comments[said.id]),
        )
