"""An editor at work on the paper of the fictional conference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest

from breakout_tui.domain import paper_commands as p
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.conference import Conference, conference, paper_id
from breakout_tui.domain.errors import PaperRefused
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_context import EditOutcome
from breakout_tui.domain.paper_outline import Outline, ThemePart, outline
from breakout_tui.domain.paper_records import PaperRecord
from breakout_tui.domain.paper_refusals import PaperRefusal
from breakout_tui.domain.paper_rules import decide
from breakout_tui.domain.session_state import Session
from tests.domain.day import NINE
from tests.fictional_conference import EVENT, fictional_conference, note_id


@cache
def rooms() -> Conference:
    """The conference, made once."""
    return fictional_conference()


class Desk:
    """A paper that is edited, with a clock that moves a minute a command."""

    def __init__(self, made: Conference | None = None) -> None:
        self.rooms = made or rooms()
        self.paper = Paper(paper_id(EVENT))
        self.stored: dict[str, PaperRecord] = {}
        self._now = NINE + timedelta(days=3)

    def do(self, command: p.PaperCommand) -> EditOutcome:
        """Carry out a command and store what it gives."""
        self._now += timedelta(minutes=1)
        outcome = decide(self.paper, self.rooms, command, Reading("boot", 0, self._now))
        self.paper = outcome.paper
        self.stored |= {record.id: record for record in outcome.records}
        return outcome

    def refusal(self, command: p.PaperCommand) -> PaperRefusal:
        """Why a command is refused; nothing changes."""
        before = self.paper
        with pytest.raises(PaperRefused) as refused:
            self.do(command)
        assert self.paper is before
        return refused.value.reason

    def id(self, reference: str) -> str:
        """The id of a statement, such as ``Room 2·1/C3``."""
        return note_id(self.rooms, reference)

    def join(self, *references: str, heading: str = "") -> str:
        """Join statements; gives the id of the joined one."""
        self.do(p.JoinStatements(tuple(map(self.id, references)), heading))
        joined = self.paper.joined_with(self.id(references[0]))
        assert joined is not None
        return joined.id

    @property
    def outline(self) -> Outline:
        """The paper as it is now."""
        return outline(self.rooms, self.paper)

    def part(self, theme_id: str) -> ThemePart:
        """One theme of it."""
        return next(part for part in self.outline.parts if part.theme.id == theme_id)

    def room_says(self, reference: str, text: str) -> None:
        """The room of a statement is gathered again, with other words."""
        said = self.rooms.statements[self.id(reference)]
        self._gathered(said.session.put(replace(said.note, text=text)))

    def room_deletes(self, reference: str) -> None:
        """The room of a statement is gathered again, without it."""
        said = self.rooms.statements[self.id(reference)]
        self._gathered(said.session.put(replace(said.note, deleted=True)))

    def _gathered(self, session: Session) -> None:
        self.rooms = conference(EVENT, _with(self.rooms.sessions, session))


def _with(sessions: Iterable[Session], changed: Session) -> list[Session]:
    return [changed if session.id == changed.id else session for session in sessions]
