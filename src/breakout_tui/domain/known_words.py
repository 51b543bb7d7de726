"""Known words: what the rooms and the editor said before in one place of the paper. A file that says it again proposes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from functools import cached_property

from breakout_tui.domain import paper_records as r
from breakout_tui.domain.conference import Conference
from breakout_tui.domain.edited_document import text_keys
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_records import PaperEntry


class KnownWords:
    """The keys (``edited_document.text_keys``) of all words that each place has or had; not of those that were undone."""

    def __init__(self, conference: Conference, paper: Paper) -> None:
        self._conference = conference
        self._paper = paper
        self._wordings: dict[str, set[str]] = defaultdict(set)
        self._headings: dict[str, set[str]] = defaultdict(set)
        """By the id of each statement that is or was below one."""
        self._headlines: dict[str, set[str]] = defaultdict(set)
        self._paragraphs: dict[tuple[str, Kind], set[str]] = defaultdict(set)
        self.title = set(text_keys(conference.event))
        """Of the title."""
        self.opening = set[str]()
        """Of the opening."""
        for entry in _recorded(paper):
            self._learn(entry)

    @cached_property
    def headings(self) -> frozenset[str]:
        """Of all headlines, and of all that is or was the heading of a joined statement."""
        said = map(self.of_statement, self._conference.statements)
        return frozenset().union(*self._headings.values(), *self._headlines.values(), *said)

    def of_statement(self, note_id: str) -> frozenset[str]:
        """Of a statement: the room's words now and before, and the editor's."""
        note = self._conference.statements[note_id].note
        texts = (note.text, *(wording.text for wording in note.wordings))
        return frozenset(self._wordings[note_id]).union(*map(text_keys, texts))

    def of_heading(self, joined: r.JoinedStatement) -> frozenset[str]:
        """Of the heading of a joined statement: any that a member had, also in another one; without one it is that of a member."""
        members = [each.note_id for each in joined.members if each.note_id in self._conference.statements]
        headings = (self._headings[each] for each in members)
        return frozenset().union(*headings, *map(self.of_statement, members))

    def of_headline(self, theme_id: str) -> frozenset[str]:
        """Of the headline of a theme."""
        return frozenset(self._headlines[theme_id])

    def of_paragraphs(self, theme_id: str, kind: Kind) -> frozenset[str]:
        """Of all paragraphs of a section."""
        return frozenset(self._paragraphs[theme_id, kind])

    def is_later(self, entry_id: str, moment: datetime | None) -> bool:
        """Whether a decision was made, changed or taken back after a moment; not for an unknown one."""
        return moment is not None and any(
            step.at > moment
            for step in self._paper.steps
            for change in step.changes
            if change.after.id == entry_id
        )

    def _learn(self, entry: PaperEntry) -> None:
        match entry:
            case r.EditedWording(note_id=note_id, text=text, based_on=based_on):
                self._wordings[note_id] |= text_keys(text) | text_keys(based_on)
            case r.JoinedStatement(heading=heading, members=members):
                for member in members:
                    self._headings[member.note_id] |= text_keys(heading)
            case r.Headline(theme_id=theme_id, text=text):
                self._headlines[theme_id] |= text_keys(text)
            case r.LinkingParagraph(theme_id=theme_id, kind=kind, text=text):
                self._paragraphs[theme_id, kind] |= text_keys(text)
            case r.Frontispiece(title=title, opening=opening):
                self.title |= text_keys(title)
                self.opening |= text_keys(opening)
            case _:
                pass


def _recorded(paper: Paper) -> Iterator[PaperEntry]:
    """The decisions as they are, and as they were before and after each step that is not undone."""
    yield from (entry for entry in paper.entries.values() if not entry.deleted)
    for step in paper.steps:
        if not step.undone:
            for change in step.changes:
                yield change.after
                if change.before is not None:
                    yield change.before
