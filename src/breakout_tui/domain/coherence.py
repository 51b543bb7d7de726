"""Whether the records of a session belong together; those of a damaged or hostile file may not."""

from __future__ import annotations

from collections.abc import Collection

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.records import Record, SessionInfo
from breakout_tui.domain.timeline import PhaseRun, Span


def refuse_incoherent(records: Collection[Record], session_id: str) -> None:
    """Raises ValueError without the details of this session, or for a phase that its programme doesn't have."""
    details = [record for record in records if isinstance(record, SessionInfo)]
    if not details or any(info.id != session_id for info in details):
        raise ValueError("its details are missing or those of another session")
    phases = {phase.id for info in details for phase in info.programme.phases}
    named = {record.phase for record in records if isinstance(record, PhaseRun | Box | Span)}
    if unknown := named - phases:
        raise ValueError(f"its programme has no phase {min(unknown)}")
