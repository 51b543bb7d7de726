"""Next steps: what, who and by when, from the recommendations that say so and from the editor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from breakout_tui.domain.conference import RoomStatement
from breakout_tui.domain.due_dates import due_date
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_outline import Outline
from breakout_tui.domain.paper_records import NextStep, next_step_id


@dataclass(frozen=True, slots=True)
class StepLine:
    """One line of the table."""

    id: str
    what: str
    who: str
    due: str
    """By when, as typed."""
    said: RoomStatement | None = None
    """The recommendation; None for a line of the editor's own."""

    @property
    def due_on(self) -> date | None:
        """By when, where that can be read as a date."""
        return due_date(self.due)

    @property
    def place(self) -> str:
        """From which room and round; empty for a line of the editor's own."""
        return "" if self.said is None else self.said.place


class StepColumn(Enum):
    """By what the table can be sorted; the value is the heading."""

    WHAT = "What"
    WHO = "Who"
    DUE = "By when"
    PLACE = "From"


def step_lines(made: Outline, paper: Paper) -> tuple[StepLine, ...]:
    """All lines: those of recommendations in the order of the paper, then the editor's own in the order they were made."""
    return (*_of_recommendations(made, paper), *_of_the_editor(paper))


def sorted_lines(lines: Iterable[StepLine], by: StepColumn) -> tuple[StepLine, ...]:
    """The lines by one column, otherwise in their order; lines without a date, or an owner, come last."""
    match by:
        case StepColumn.WHAT:
            return tuple(sorted(lines, key=lambda line: line.what.casefold()))
        case StepColumn.WHO:
            return tuple(sorted(lines, key=lambda line: (not line.who, line.who.casefold())))
        case StepColumn.DUE:
            return tuple(
                sorted(lines, key=lambda line: (line.due_on or date.max, not line.due, line.due.casefold()))
            )
        case StepColumn.PLACE:
            return tuple(sorted(lines, key=lambda line: (not line.place, line.place.casefold())))


def _of_recommendations(made: Outline, paper: Paper) -> Iterator[StepLine]:
    for part in made.parts:
        for entry in part.section(Kind.RECOMMENDATION).statements():
            note, step_id = entry.said.note, next_step_id(entry.id)
            edited = paper.one(NextStep, step_id)
            if edited is None and (note.actor or note.due):
                yield StepLine(step_id, entry.text, note.actor, note.due, entry.said)
            elif edited is not None and not edited.is_left_out:
                yield StepLine(step_id, edited.what, edited.who, edited.due, entry.said)


def _of_the_editor(paper: Paper) -> Iterator[StepLine]:
    for step in paper.all_of(NextStep):
        if not step.note_id:
            yield StepLine(step.id, step.what, step.who, step.due)
