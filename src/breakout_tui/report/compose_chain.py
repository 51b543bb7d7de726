"""The evidence table and the loose ends of the report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from breakout_tui.domain import chain
from breakout_tui.domain.labels import Labels
from breakout_tui.domain.lint import Loose, lint
from breakout_tui.domain.notes import Note
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import clean_line, clip
from breakout_tui.report.report_model import Cited, Evidence, EvidenceRow, LooseEnds

LONGEST = 100
"""Longest text in a cell, in code points."""
MOST = 8
"""Most statements in a cell; of the others only the number is printed."""

_MISSING = {
    Loose.NO_ORIGIN: "not linked to what it carries out",
    Loose.NO_ADDRESSEE: "no addressee",
    Loose.NO_OWNER: "no one named to act",
    Loose.NO_DATE: "no date",
    Loose.NO_REASON: "no reason",
    Loose.NO_CHALLENGE: "not linked to a {kind}",
    Loose.NO_PRINCIPLE: "not linked to a {kind}",
    Loose.NO_APPROACH: "no {kind}",
    Loose.NOT_READ_BACK: "not read back",
}


def evidence(session: Session) -> Evidence:
    """The chain; each statement has its text at the first mention, later only its reference."""
    seen: set[int] = set()
    rows: list[EvidenceRow] = []
    alone: list[str] = []
    for row in chain.rows(session):
        if sum(bool(cell) for cell in row.cells) < 2:
            alone += (note.reference for cell in row.cells for note in cell)
            continue
        rows.append(EvidenceRow(*(tuple(_cited(cell, seen)) for cell in row.cells)))
    return Evidence(tuple(rows), tuple(alone))


def loose_ends(session: Session) -> tuple[LooseEnds, ...]:
    """The loose ends, grouped by what is missing."""
    found: dict[Loose, list[str]] = {}
    for end in lint(session):
        found.setdefault(end.kind, []).append(end.name)
    return tuple(
        LooseEnds(_missing(kind, session.labels), tuple(subjects)) for kind, subjects in found.items()
    )


def _missing(kind: Loose, labels: Labels) -> str:
    """What is missing, in the words of the programme."""
    return _MISSING[kind].format(kind="" if kind.wanted is None else labels.one(kind.wanted))


def _cited(notes: Sequence[Note], seen: set[int]) -> Iterable[Cited]:
    for note in notes[:MOST]:
        text = "" if note.serial in seen else clip(clean_line(note.text), LONGEST)
        seen.add(note.serial)
        yield Cited(note.reference, text)
    if len(notes) > MOST:
        yield Cited("", f"and {len(notes) - MOST} more")
