"""Paper acts: what a key does to what is under the cursor, as a command; none of them asks anything."""

from __future__ import annotations

from enum import Enum

from breakout_tui.domain import paper_commands as c
from breakout_tui.domain.paper_outline import ParagraphEntry, statement_entry
from breakout_tui.tui.paper.paper_editor import PaperView
from breakout_tui.tui.paper.paper_places import Place, SectionPlace, part_of
from breakout_tui.tui.paper.paper_targets import (
    DifferenceTarget,
    HeadlineTarget,
    JoinedTarget,
    PairTarget,
    ParagraphTarget,
    ProposalTarget,
    ReasonTarget,
    StatementTarget,
    StepTarget,
    Target,
    TwiceTarget,
)
from breakout_tui.tui.paper.paper_texts import entry_id


class PaperAct(Enum):
    """The acts; the value names the act in bindings."""

    TAKE = "take"
    KEEP = "keep"
    UP = "up"
    DOWN = "down"
    SPLIT = "split"
    FIRST = "first"
    SECOND = "second"
    APART = "apart"
    REMOVE_STEP = "remove_step"
    UNDO = "undo"
    REDO = "redo"


def command_of(act: PaperAct, view: PaperView, place: Place, target: Target | None) -> c.PaperCommand | None:
    """The command; None where the act has nothing to act on."""
    match act, target:
        case PaperAct.UNDO, _:
            return c.UndoEdit()
        case PaperAct.REDO, _:
            return c.RedoEdit()
        case ((PaperAct.UP | PaperAct.DOWN), _):
            return _moved(view, place, target, -1 if act is PaperAct.UP else 1)
        case PaperAct.TAKE, ReasonTarget(note_id):
            return c.TakeIn(note_id)
        case ((PaperAct.TAKE | PaperAct.KEEP), DifferenceTarget(note_id)):
            return c.ConfirmDifference(note_id, keeps=act is PaperAct.KEEP)
        case PaperAct.TAKE, ProposalTarget(proposal):
            return proposal.command
        case PaperAct.SPLIT, (JoinedTarget() | StatementTarget()):
            return _split(view, target)
        case ((PaperAct.FIRST | PaperAct.SECOND), PairTarget()):
            return _joined(view, target, by_second=act is PaperAct.SECOND)
        case ((PaperAct.FIRST | PaperAct.SECOND), TwiceTarget(decision_id)):
            return c.ChooseDecision(decision_id, takes_other=act is PaperAct.SECOND)
        case PaperAct.APART, PairTarget(one, other):
            return c.MarkNotTheSame(one, other)
        case PaperAct.REMOVE_STEP, StepTarget(step_id):
            return c.RemoveNextStep(step_id)
    return None


def _split(view: PaperView, target: JoinedTarget | StatementTarget) -> c.PaperCommand | None:
    """All members, or the one that the target is."""
    if isinstance(target, JoinedTarget):
        return c.SplitJoined(target.joined_id)
    joined = view.groups.get(target.note_id)
    return None if joined is None else c.SplitJoined(joined.id, target.note_id)


def _joined(view: PaperView, pair: PairTarget, *, by_second: bool) -> c.PaperCommand:
    """Join a pair below the wording of one of them: as its first statement or, in an older group, as the heading."""
    ids = (pair.other, pair.one) if by_second else (pair.one, pair.other)
    groups = [view.groups.get(note_id) for note_id in ids]
    if all(group is None for group in groups):
        return c.JoinStatements(ids)
    return c.JoinStatements(ids, statement_entry(view.paper, view.conference.statements[ids[0]]).text)


def _moved(view: PaperView, place: Place, target: Target | None, by: int) -> c.PaperCommand | None:
    """Put an entry, or the theme of a headline, one place up or down; None where it can't go."""
    if isinstance(target, HeadlineTarget):
        themes = _swapped([part.theme.id for part in view.outline.parts], target.theme_id, by)
        return c.OrderThemes(tuple(themes)) if themes else None
    if not isinstance(place, SectionPlace) or isinstance(target, ParagraphTarget):
        return None
    entries = part_of(view, place.theme_id).section(place.kind).entries
    ids = [entry.id for entry in entries if not isinstance(entry, ParagraphEntry)]
    order = _swapped(ids, entry_id(view, place, target), by)
    return c.OrderStatements(place.theme_id, place.kind, tuple(order)) if order else None


def _swapped(ids: list[str], one: str, by: int) -> list[str]:
    """The ids with one of them moved; empty if it can't be."""
    if one not in ids or not 0 <= (at := ids.index(one)) + by < len(ids):
        return []
    ids[at], ids[at + by] = ids[at + by], ids[at]
    return ids
