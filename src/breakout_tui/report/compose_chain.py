"""The evidence table and the loose ends of the report."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from breakout_tui.domain import chain
from breakout_tui.domain.agreement import in_order
from breakout_tui.domain.gist import gist
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.lint import Loose, lint
from breakout_tui.domain.loose_words import missing_at
from breakout_tui.domain.notes import Note
from breakout_tui.domain.rank_order import principles_in_rank_order
from breakout_tui.domain.said_references import spoken
from breakout_tui.domain.session_state import Session
from breakout_tui.report.report_model import Evidence, EvidenceRow, LooseEnds
from breakout_tui.report.summary_model import Cited

LONGEST = 60
"""Longest text in a cell, in code points."""
MOST = 8
"""Most statements in a cell; of the others only the number is printed."""

_ENDS = ((Kind.RECOMMENDATION, Kind.DECISION), (Kind.APPROACH,), (Kind.PRINCIPLE,))


def evidence(session: Session) -> Evidence:
    """The chains that reach furthest: to recommendations and decisions, else to approaches, else to principles.

    In the order of the outcomes. Each statement has its gist at the first mention, later only its reference.
    """
    linked = [row for row in chain.rows(session) if sum(bool(cell) for cell in row.cells) > 1]
    kinds = next((kinds for kinds in _ENDS if any(_has(row, kinds) for row in linked)), ())
    rows = sorted((row for row in linked if _has(row, kinds)), key=_Order(session).of)
    seen: set[int] = set()
    cited = (tuple(tuple(_cited(session, cell, seen)) for cell in row.cells) for row in rows)
    return Evidence(
        tuple(EvidenceRow(*cells) for cells in cited),
        kinds=kinds,
        stopped=_references(_end(row) for row in linked if not _has(row, kinds)),
        alone=_references(_alone(session)),
    )


def _has(row: chain.ChainRow, kinds: Collection[Kind]) -> bool:
    return any(cell and cell[0].kind in kinds for cell in row.cells)


def _end(row: chain.ChainRow) -> Note:
    """The statement that nothing answers."""
    return next(cell for cell in reversed(row.cells) if cell)[0]


class _Order:
    """The order of the outcomes: recommendations, decisions and principles as the report lists them."""

    def __init__(self, session: Session) -> None:
        ordered = (
            *in_order(session, Kind.RECOMMENDATION),
            *in_order(session, Kind.DECISION),
            *in_order(session, Kind.APPROACH),
            *principles_in_rank_order(session),
        )
        self._places = {note.serial: place for place, note in enumerate(ordered)}

    def of(self, row: chain.ChainRow) -> int:
        """The place of the first outcome of a row."""
        last = len(self._places)
        found = (row.recommendations, row.decisions, row.approaches, row.principles)
        first = next((cell for cell in found if cell), ())
        return min((self._places.get(note.serial, last) for note in first), default=last)


def _alone(session: Session) -> Iterable[Note]:
    """The notes of the chain without any link, also none to or from a note of their own kind or the parking lot."""
    book = session.book
    return (
        note
        for note in book.notes
        if note.is_visible
        and note.kind in chain.KINDS
        and not book.targets(note)
        and not book.answered_by(note.serial)
    )


def _references(notes: Iterable[Note]) -> tuple[str, ...]:
    """By kind and number."""
    ordered = sorted(notes, key=lambda note: (chain.KINDS.index(note.kind), note.number))
    return tuple(dict.fromkeys(note.reference for note in ordered))


def loose_ends(session: Session) -> tuple[LooseEnds, ...]:
    """The loose ends, grouped by what is missing."""
    found: dict[Loose, list[str]] = {}
    for end in lint(session):
        found.setdefault(end.kind, []).append(end.name)
    return tuple(
        LooseEnds(missing_at(kind, session.labels), tuple(subjects)) for kind, subjects in found.items()
    )


def _cited(session: Session, notes: Sequence[Note], seen: set[int]) -> Iterable[Cited]:
    for note in notes[:MOST]:
        text = "" if note.serial in seen else gist(spoken(session, note), LONGEST)
        seen.add(note.serial)
        yield Cited(note.reference, text)
    if len(notes) > MOST:
        yield Cited("", f"and {len(notes) - MOST} more")
