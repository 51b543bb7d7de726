"""Paper texts: what can be typed for a target, and the command that it makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from breakout_tui.domain import paper_commands as c
from breakout_tui.domain.paper_outline import JoinedEntry, ParagraphEntry, statement_entry
from breakout_tui.domain.paper_records import JoinedStatement, LinkingParagraph
from breakout_tui.tui.paper.paper_editor import PaperView
from breakout_tui.tui.paper.paper_places import Place, SectionPlace, part_of
from breakout_tui.tui.paper.paper_targets import (
    Front,
    HeadlineTarget,
    JoinedTarget,
    NewParagraphTarget,
    PairTarget,
    ParagraphTarget,
    ReasonTarget,
    StatementTarget,
    Target,
)


@dataclass(frozen=True, slots=True)
class EditableText:
    """A text to type."""

    heading: str
    text: str
    """As it is now."""
    command: Callable[[str], c.PaperCommand]
    explanation: str = ""


def text_of(view: PaperView, target: Target | None) -> EditableText | None:
    """The text of a target; None where nothing can be typed."""
    match target:
        case Front():
            return _front(view, target)
        case HeadlineTarget(theme_id):
            return _headline(view, theme_id)
        case StatementTarget(note_id) | ReasonTarget(note_id):
            return _statement(view, note_id, is_reason=isinstance(target, ReasonTarget))
        case JoinedTarget(joined_id):
            return _heading(view.paper.one(JoinedStatement, joined_id))
        case ParagraphTarget(paragraph_id):
            return _paragraph(view.paper.one(LinkingParagraph, paragraph_id))
        case NewParagraphTarget(theme_id, kind, before):
            if view.conference.theme(theme_id) is None:
                return None
            return EditableText(
                "New paragraph", "", lambda text: c.WriteParagraph(theme_id, kind, text, before)
            )
        case PairTarget(one, other):
            return _pair(view, one, other)
    return None


def paragraph_before(view: PaperView, place: Place, target: Target | None) -> NewParagraphTarget | None:
    """A new paragraph before the entry of the target; at the end of the section without one."""
    if not isinstance(place, SectionPlace):
        return None
    return NewParagraphTarget(place.theme_id, place.kind, entry_id(view, place, target))


def entry_id(view: PaperView, place: SectionPlace, target: Target | None) -> str:
    """The id of the entry that a target is or belongs to; of a paragraph, that of the entry below it."""
    entries = part_of(view, place.theme_id).section(place.kind).entries
    is_below = False
    for entry in entries:
        match target, entry:
            case ParagraphTarget(paragraph_id), ParagraphEntry(id=entry_id) if entry_id == paragraph_id:
                is_below = True
            case StatementTarget(note_id), JoinedEntry(members=members):
                is_below = any(member.id == note_id for member in members)
            case ((StatementTarget(wanted) | JoinedTarget(wanted)), _):
                is_below = entry.id == wanted
        if is_below and not isinstance(entry, ParagraphEntry):
            return entry.id
    return ""


def _front(view: PaperView, target: Front) -> EditableText:
    front = view.paper.frontispiece
    if target is Front.TITLE:
        return EditableText(
            "Title",
            front.title,
            lambda text: c.NameThePaper(text, front.opening),
            f"Without one: {view.conference.event}",
        )
    return EditableText("Opening", front.opening, lambda text: c.NameThePaper(front.title, text))


def _statement(view: PaperView, note_id: str, *, is_reason: bool) -> EditableText | None:
    said = view.conference.statements.get(note_id)
    if said is None:
        return None
    if is_reason:
        left_out = view.paper.left_out(note_id)
        return EditableText(
            f"Why is {said.reference} left out? The reason is printed in the annex.",
            "" if left_out is None else left_out.reason,
            lambda text: c.LeaveOut(note_id, text),
            said.note.text,
        )
    return EditableText(
        f"Wording of {said.reference}",
        statement_entry(view.paper, said).text,
        lambda text: c.EditWording(note_id, text),
        f"The footnote keeps the room's words: {said.note.text}",
    )


def _headline(view: PaperView, theme_id: str) -> EditableText | None:
    theme = view.conference.theme(theme_id)
    if theme is None:
        return None
    return EditableText(
        f"Headline · {theme.title}", view.paper.headline(theme_id), lambda text: c.SetHeadline(theme_id, text)
    )


def _heading(joined: JoinedStatement | None) -> EditableText | None:
    if joined is None:
        return None
    return EditableText(
        "Heading of the joined statement",
        joined.heading,
        lambda text: c.EditHeading(joined.id, text),
        "" if joined.heading else "Without one, the first statement is the heading.",
    )


def _paragraph(paragraph: LinkingParagraph | None) -> EditableText | None:
    if paragraph is None:
        return None
    return EditableText(
        "Paragraph",
        paragraph.text,
        lambda text: c.EditParagraph(paragraph.id, text),
        "An empty one is taken out.",
    )


def _pair(view: PaperView, one: str, other: str) -> EditableText | None:
    statements = view.conference.statements
    if one not in statements or other not in statements:
        return None
    return EditableText(
        "Heading for both",
        "",
        lambda text: c.JoinStatements((one, other), text),
        "\n".join(statements[each].note.text for each in (one, other)),
    )
