"""What a store holds of one session."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.notes import Note
from breakout_tui.domain.ranking_records import Ranking, Tally
from breakout_tui.domain.records import Deed, Echo, Head, ReportBack
from breakout_tui.domain.timeline import PhaseRun, Span


class Holdings(NamedTuple):
    """All stored records of one session, each sort in its order (notes by serial, spans by start, deeds by number)."""

    head: Head
    runs: tuple[PhaseRun, ...]
    boxes: tuple[Box, ...]
    spans: tuple[Span, ...]
    notes: Sequence[Note]
    tallies: tuple[Tally, ...]
    ranking: Ranking | None
    report_back: ReportBack | None
    echoes: tuple[Echo, ...]
    deeds: tuple[Deed, ...]
    """The last 200."""
