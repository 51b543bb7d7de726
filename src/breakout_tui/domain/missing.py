"""What is missing of a session: the words of the lists (``domain.summary``), from the session itself."""

from __future__ import annotations

from breakout_tui.domain.outputs import OUTPUTS
from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.summary import missing_words


def missing_of(session: Session) -> tuple[str, ...]:
    """What is missing of a session, or that it has not started."""
    if not session.started:
        return (session.stage.words(""),)
    programme = session.info.programme
    running = programme.phase(session.running.phase).title if session.running else ""
    left = (phase.title for phase in programme.phases if session.run(phase.id) is None)
    has_read_back = any(phase.has(StepKind.READBACK) for phase in programme.phases)
    outputs = (note for kind in OUTPUTS for note in session.book.of_kind(kind))
    unread = sum(note.read_back is None for note in outputs) if has_read_back else 0
    return missing_words(running, left, unread)
