"""Paper keys: the keys of the editor's screen in its footer, the likeliest first, since a narrow window cuts the last ones."""

from __future__ import annotations

from breakout_tui.tui.paper.paper_editor import PaperView
from breakout_tui.tui.paper.paper_places import Place, SectionPlace, WholePlace
from breakout_tui.tui.paper.paper_targets import (
    DifferenceTarget,
    DraftTarget,
    FindingTarget,
    Front,
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
from breakout_tui.tui.widgets.key_line import KeyHint, help_hint

EDITING = (KeyHint("Enter", "save"), KeyHint("Ctrl+J", "new line"), KeyHint("Esc", "close, the text is kept"))
"""While a text is typed."""
_SAVE = KeyHint("e", "save the paper as …", "export")
_UNDO = (KeyHint("u", "undo", "act('undo')"), KeyHint("U", "redo", "act('redo')"))


def of_places(view: PaperView | None) -> list[KeyHint]:
    """While the outline has the focus; without a paper there is nothing to do."""
    back = KeyHint("Esc", "back", "back")
    if view is None:
        return [back, help_hint()]
    return [KeyHint("Enter", "open", "turn"), KeyHint("↑↓", "choose"), *_common(back)]


def of_text(view: PaperView, place: Place, target: Target | None) -> list[KeyHint]:
    """While the text has the focus."""
    return [*_about(view, target), *_in(place), *_common(KeyHint("Esc", "outline", "back"))]


def _about(view: PaperView, target: Target | None) -> list[KeyHint]:
    """What can be done with what is under the cursor."""
    move = KeyHint("J K", "move down, up")
    match target:
        case Front() | ParagraphTarget():
            return [KeyHint("Enter", "edit", "edit")]
        case HeadlineTarget():
            return [KeyHint("Enter", "write the headline", "edit"), KeyHint("J K", "move the theme down, up")]
        case ReasonTarget():
            return [KeyHint("t", "take in", "act('take')"), KeyHint("Enter", "change the reason", "edit")]
        case StatementTarget(note_id):
            is_joined = note_id in view.groups
            split = [KeyHint("s", "split off", "act('split')")] if is_joined else []
            return [
                KeyHint("Enter", "edit", "edit"), KeyHint("d", "leave out", "leave_out"), *split, move,
            ]  # fmt: skip
        case JoinedTarget():
            return [KeyHint("Enter", "edit the heading", "edit"), KeyHint("s", "split", "act('split')"), move]
        case PairTarget():
            return [
                KeyHint("1", "join, first wording", "act('first')"),
                KeyHint("2", "join, second wording", "act('second')"),
                KeyHint("j", "join, own heading", "edit"),
                KeyHint("x", "not the same", "act('apart')"),
            ]
        case DifferenceTarget(note_id) if note_id not in view.conference.statements:
            return [KeyHint("t", "let my decision go with it", "act('take')")]
        case DifferenceTarget():
            return [
                KeyHint("k", "keep my decision", "act('keep')"),
                KeyHint("t", "take the room's words", "act('take')"),
            ]
        case TwiceTarget():
            return [
                KeyHint("1", "keep the first", "act('first')"),
                KeyHint("2", "take the second", "act('second')"),
            ]
        case ProposalTarget(proposal):
            take = [KeyHint("t", "take it", "act('take')")] if proposal.command is not None else []
            go = [KeyHint("Enter", "go there", "edit")] if proposal.command or proposal.theme_id else []
            return [*take, KeyHint("k", "dismiss", "act('keep')"), *go]
        case StepTarget():
            return [KeyHint("Enter", "edit", "edit"), KeyHint("d", "take out", "leave_out")]
        case DraftTarget():
            return [KeyHint("Enter", "go on", "edit"), KeyHint("z", "discard the draft", "discard")]
        case FindingTarget():
            return [KeyHint("Enter", "go there", "edit")]
    return []


def _in(place: Place) -> list[KeyHint]:
    """What can be done in a place."""
    if isinstance(place, SectionPlace):
        return [
            KeyHint("p", "paragraph before", "paragraph(False)"),
            KeyHint("P", "paragraph at the end", "paragraph(True)"),
            KeyHint("h", "headline", "headline"),
        ]
    if place is WholePlace.STEPS:
        return [KeyHint("n", "new", "add"), KeyHint("o", "sort", "sort")]
    return []


def _common(back: KeyHint) -> list[KeyHint]:
    return [*_UNDO, _SAVE, KeyHint("Tab", "other side", "turn"), back, help_hint()]
