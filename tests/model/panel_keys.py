"""What is typed in the panels of the ranking, the agreement and the read-back, and what that must do."""

from __future__ import annotations

from typing import NamedTuple

from breakout_tui.domain import commands as c
from breakout_tui.domain.agreement import LEVELS, ordered
from breakout_tui.domain.commands import Command
from breakout_tui.domain.notes import ReadBack
from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.ranking import standings
from breakout_tui.domain.ranking_counts import ranking_of
from breakout_tui.domain.ranking_records import RankMethod
from breakout_tui.domain.read_back import outputs
from tests.model.paper import Paper
from tests.model.plan import Action

ENTER, DOWN, HOME = "\r", "\x1b[B", "\x1b[H"

PANELS = frozenset((StepKind.RANK, StepKind.AGREE, StepKind.READBACK))
"""Steps whose panels have keys of their own."""


class Pressed(NamedTuple):
    """Keys of a panel or a list, behind Esc, and the command that they mean; None for none."""

    keys: str
    command: Command | None


NOTHING = Pressed("", None)


def pressed_in_panel(action: Action, paper: Paper) -> Pressed:
    """Keys of the panel that is shown now, or of the notes; the key behind a letter ends its run."""
    box = paper.session.current_box
    if box is None or paper.session.is_paused:
        return NOTHING
    choices: list[Pressed] = []
    if box.kind is StepKind.DISCUSS and any(paper.session.book.of_box(box.id)):
        choices = [Pressed(f"u{DOWN}", c.Undo()), Pressed(f"U{DOWN}", c.Redo())]
    elif box.kind is StepKind.RANK and ranking_of(paper.session).locked_at is None:
        choices = [*_of_ranking(action), *_counts(action, paper)]
    elif box.kind is StepKind.AGREE:
        choices = _levels(action, paper)
    elif box.kind is StepKind.READBACK:
        choices = _read_back(action, paper)
    return [*choices, NOTHING][action.first % (len(choices) + 1)]


def _of_ranking(action: Action) -> list[Pressed]:
    cut, dots, hands = action.second % 4, RankMethod.DOTS, RankMethod.HANDS
    return [
        Pressed(f"c{cut}{ENTER}", c.ChooseCut(cut)),
        Pressed(f"u{DOWN}", c.Undo()),
        Pressed(f"h{DOWN}", c.ChooseRanking(method=hands)),
        Pressed(f"o{DOWN}", c.ChooseRanking(method=dots)),
    ]


def _counts(action: Action, paper: Paper) -> list[Pressed]:
    """A count by digits, or one more vote, in a row of the list as it is sorted now."""
    lines = standings(paper.session)
    if not lines:
        return []
    place = action.second % len(lines)
    line, there = lines[place], f"{HOME}{DOWN * place}"
    votes = action.number % 20
    counted = None if votes == line.votes else c.SetTally(line.subject, votes)
    more = c.SetTally(line.subject, (line.votes or 0) + 1)
    found = [Pressed(f"{there}{votes}{ENTER}", counted), Pressed(f"{there}+{DOWN}", more)]
    return [each for each in found * 2 if each.command is None or paper.would(each.command)]


def _levels(action: Action, paper: Paper) -> list[Pressed]:
    """A level of a recommendation; the list is by priority issue, and in an issue by reference."""
    notes = [
        note for group in ordered(paper.session) for note in sorted(group.notes, key=lambda note: note.number)
    ]
    if not notes:
        return []
    place, level = action.second % len(notes), LEVELS[action.number % len(LEVELS)]
    agree = c.Agree(notes[place].serial, level.level)
    return [Pressed(f"{HOME}{DOWN * place}{level.number}{DOWN}", agree)] * 3


def _read_back(action: Action, paper: Paper) -> list[Pressed]:
    """The first output: agreed, which an earlier result outlasts, or skipped."""
    notes = outputs(paper.session, paper.session.phase_in_view)
    if not notes:
        return []
    note = notes[0]
    is_done = note.read_back in (ReadBack.AGREED, ReadBack.AMENDED)
    agreed = None if is_done else c.MarkReadBack(note.serial, ReadBack.AGREED)
    return [
        Pressed(f"{HOME}a{DOWN}", agreed),
        Pressed(f"{HOME}s{DOWN}", c.MarkReadBack(note.serial, ReadBack.SKIPPED)),
    ]
