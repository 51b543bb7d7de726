"""The context of one edit of a paper: the paper so far, the records it changes, and what is allowed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from breakout_tui.domain.conference import Conference, RoomStatement
from breakout_tui.domain.errors import PaperRefused
from breakout_tui.domain.identity import NewId, following
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_records import PaperChange, PaperEntry, PaperRecord, PaperStep
from breakout_tui.domain.paper_refusals import PaperRefusal
from breakout_tui.domain.text import clean

E = TypeVar("E", bound=PaperEntry)

MAX_TEXT = 20_000
"""Longest text of the editor, in characters."""


@dataclass(frozen=True, slots=True)
class EditOutcome:
    """The result of a command: the new paper, and the records to store in one transaction."""

    paper: Paper
    records: tuple[PaperRecord, ...]
    words: str
    """What was done, for the status line."""


class EditContext:
    """Collects what one command changes."""

    def __init__(self, paper: Paper, conference: Conference, at: datetime, give_id: NewId) -> None:
        self.paper = paper
        self.conference = conference
        self.at = at
        self._give_id = give_id
        self._last = max((step.id for step in paper.steps), default="")
        self._before: dict[str, PaperEntry | None] = {}
        self._records: dict[str, PaperRecord] = {}

    def new_id(self) -> str:
        """The id of a new record; later ones sort behind earlier ones."""
        self._last = following(self._give_id(self.at), self._last)
        return self._last

    def statement(self, note_id: str) -> RoomStatement:
        """The statement of this id. Raises PaperRefused."""
        found = self.conference.statements.get(note_id)
        if found is None:
            raise PaperRefused(PaperRefusal.NO_SUCH_STATEMENT)
        return found

    def entry(self, kind: type[E], entry_id: str) -> E:
        """The entry of this type and id. Raises PaperRefused."""
        found = self.paper.one(kind, entry_id)
        if found is None:
            raise PaperRefused(PaperRefusal.NO_SUCH_ENTRY)
        return found

    def theme(self, theme_id: str) -> str:
        """The id of a theme of the conference. Raises PaperRefused."""
        if self.conference.theme(theme_id) is None:
            raise PaperRefused(PaperRefusal.NO_SUCH_THEME)
        return theme_id

    def put(self, entry: PaperEntry) -> None:
        """Add or change an entry; an equal one changes nothing. That another editor decided otherwise is settled by it."""
        if self.paper.entries.get(entry.id) != entry:
            self.remove(self.paper.decided_twice(entry.id))
        self.bring(entry)

    def bring(self, entry: PaperEntry) -> None:
        """The same, but what another editor decided still waits: it is stored, because the entry takes the place of both."""
        before = self.paper.entries.get(entry.id)
        if before == entry:
            return
        if (twice := self.paper.decided_twice(entry.id)) is not None:
            self.restate(twice)
        self._before.setdefault(entry.id, before)
        self._records[entry.id] = entry
        self.paper = self.paper.put(entry)

    def restate(self, entry: PaperEntry) -> None:
        """Store an entry again as it is, in place of what other editors made of it."""
        self._records[entry.id] = entry

    def put_step(self, step: PaperStep) -> None:
        """Add or change a step."""
        self._records[step.id] = step
        self.paper = self.paper.put(step)

    def remove(self, entry: PaperEntry | None) -> None:
        """Mark an entry as deleted."""
        if entry is not None:
            self.put(replace(entry, deleted=True))

    def record_step(self, words: str) -> None:
        """Record the changes so far as one step."""
        changes = tuple(
            PaperChange(before, self.paper.entries[each]) for each, before in self._before.items()
        )
        if not changes:
            return
        for step in self.paper.steps:
            if step.undone and not step.superseded:
                self.put_step(replace(step, superseded=True))
        self.put_step(PaperStep(self.new_id(), words, self.at.replace(microsecond=0), changes))

    def outcome(self, words: str) -> EditOutcome:
        """The result."""
        return EditOutcome(self.paper, tuple(self._records.values()), words)


def cleaned(text: str) -> str:
    """The text, clean and without white space at its ends. Raises PaperRefused if it is too long."""
    found = clean(text).strip()
    if len(found) > MAX_TEXT:
        raise PaperRefused(PaperRefusal.TOO_LONG)
    return found


def demanded(text: str, refusal: PaperRefusal = PaperRefusal.NO_TEXT) -> str:
    """The same for a text that must not be empty."""
    if not (found := cleaned(text)):
        raise PaperRefused(refusal)
    return found
