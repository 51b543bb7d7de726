"""Lunch: the priority list, the loose ends, and the agenda of the afternoon."""

from __future__ import annotations

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.agenda_preview import preview
from breakout_tui.domain.lint import LooseEnd
from breakout_tui.domain.ranking import is_locked, priorities
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import plural
from breakout_tui.tui.keymap import shown
from breakout_tui.tui.panels.loose_lines import loose_lines
from breakout_tui.tui.panels.loose_panel import LoosePanel
from breakout_tui.tui.panels.text_panel import TextLine
from breakout_tui.tui.widgets.theme_card import hours
from breakout_tui.tui.wording import minutes, shortened


class LunchPanel(LoosePanel):
    """Shown between the phases, until the facilitator starts the afternoon."""

    def __init__(self) -> None:
        super().__init__(lunch_lines)


def lunch_lines(session: Session, ends: tuple[LooseEnd, ...], width: int) -> list[TextLine]:
    """The priority list, the loose ends, the afternoon's agenda, the report."""
    return [
        *_priorities(session),
        *loose_lines(session, ends),
        *_afternoon(preview(session), width),
        ("", ""),
        ("The morning's report was exported when the morning ended; /export writes it again.", "muted"),
    ]


def _priorities(session: Session) -> list[TextLine]:
    issues = priorities(session)
    if not issues:
        return [
            ("No priority list yet", "title"),
            (
                "  The afternoon would use the guiding questions. /back reopens the morning; /lock locks the list.",
                "text",
            ),
            ("", ""),
        ]
    title = "Priority issues, agreed" if is_locked(session) else "Priority issues set by the theme"
    lines: list[TextLine] = [(title, "title")]
    for number, issue in enumerate(issues, 1):
        votes = "" if issue.votes is None else f" · {plural(issue.votes, 'vote')}"
        subject = f" · {issue.subject}" if issue.subject else ""
        lines.append((f"  {number}  {shortened(issue.title, 160)}{subject}{votes}", "number"))
    return [*lines, ("", "")]


def _afternoon(boxes: tuple[Box, ...], width: int) -> list[TextLine]:
    """The boxes with their minutes."""
    whole = sum(box.planned for box in boxes)
    lines: list[TextLine] = [(f"The afternoon · {hours(whole)} · {shown('next')} starts it", "title")]
    for box in boxes:
        name = box.heading if box.number is None else f"{box.label}  {box.title}"
        lines.append((f"  {minutes(box.planned):>7}  {shortened(name, width - 11)}", "number"))
    return lines
