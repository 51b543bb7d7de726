"""The day is over: its results, loose ends and next steps."""

from __future__ import annotations

from collections.abc import Sequence

from breakout_tui.domain.agreement import counts
from breakout_tui.domain.kinds import GLYPHS, Kind
from breakout_tui.domain.lint import LooseEnd
from breakout_tui.domain.programme import Phase
from breakout_tui.domain.read_back import progress
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.step_kinds import agreed_kinds
from breakout_tui.domain.text import plural
from breakout_tui.tui.keymap import shown
from breakout_tui.tui.panels.loose_lines import loose_lines
from breakout_tui.tui.panels.loose_panel import LoosePanel
from breakout_tui.tui.panels.text_panel import TextLine
from breakout_tui.tui.phase_words import phase_name


class DonePanel(LoosePanel):
    """After the last phase."""

    def __init__(self) -> None:
        super().__init__(self._done_lines)

    def _done_lines(self, session: Session, ends: tuple[LooseEnd, ...], width: int) -> list[TextLine]:
        return done_lines(session, ends, width, only_reads=self.only_reads)


def done_lines(
    session: Session, ends: tuple[LooseEnd, ...], width: int, *, only_reads: bool = False
) -> list[TextLine]:
    """The counts, the loose ends, and, unless the session is only read, the next steps."""
    return [
        *_counts(session, width),
        ("", ""),
        *loose_lines(session, ends, only_reads=only_reads),
        *(() if only_reads else _next(session.info.programme.phases[-1])),
    ]


def _rows(items: Sequence[str], width: int, gap: str) -> list[str]:
    """The items side by side, in as many lines as they need; no item is split."""
    rows: list[str] = []
    for item in items:
        if rows and len(rows[-1]) + len(gap) + len(item) <= width:
            rows[-1] += gap + item
        else:
            rows.append(item)
    return rows


def _counts(session: Session, width: int) -> list[TextLine]:
    kinds = [(kind, sum(1 for _ in session.book.of_kind(kind))) for kind in Kind]
    said = [f"{GLYPHS[kind]} {session.labels.counted(count, kind)}" for kind, count in kinds if count]
    lines: list[TextLine] = [(line, "text") for line in _rows(said, width, "   ")] or [
        ("No note was taken.", "text")
    ]
    for kind in agreed_kinds(session):
        lines += [(line, "muted") for line in _rows(_levels(session, kind), width, " ")]
    phases = [progress(session, phase.id) for phase in session.info.programme.phases]
    outputs = sum(phase.outputs for phase in phases)
    if outputs:
        unread = sum(phase.unread for phase in phases)
        lines.append((f"Read back: {outputs - unread} of {plural(outputs, 'output')}", "muted"))
    return lines


def _levels(session: Session, kind: Kind) -> list[str]:
    """How many notes of a kind have each level; nothing where the room agreed on none but recommendations."""
    found = {level: count for level, count in counts(session, kind).items() if count}
    if not found or (kind is not Kind.RECOMMENDATION and set(found) == {None}):
        return []
    first, *others = (
        f"{count} {'without a level' if level is None else level.value}" for level, count in found.items()
    )
    items = [f"{session.labels.heading(kind)}: {first}", *others]
    return [*(f"{item}," for item in items[:-1]), items[-1]]


def _next(last: Phase) -> list[TextLine]:
    return [
        ("Next steps", "title"),
        (
            f"  {shown('report'):<13} previews the report; it was exported when {phase_name(last)} ended, /export writes it again",
            "number",
        ),
        ("  /report-back  prepares what you say in plenary, fitted to its minutes", "number"),
        (f"  {shown('back'):<13} reopens {phase_name(last)}; you can still take notes", "number"),
    ]
