"""Makes the report-back document of a session, with its length."""

from __future__ import annotations

from breakout_tui.domain import report_back
from breakout_tui.domain.session_state import Session
from breakout_tui.report.spoken import SpokenReport


def compose_spoken(session: Session) -> SpokenReport:
    """The report-back in its current form."""
    fitted, info = report_back.fit(session), session.info
    said = fitted.said
    return SpokenReport(
        event=info.programme.event,
        theme=session.theme.title,
        held_on=session.held_on,
        room=info.room,
        round=info.round,
        rapporteur=info.rapporteur,
        labels=session.labels,
        minutes=fitted.minutes,
        words=fitted.words,
        allowed=fitted.budget,
        headline=said.headline,
        findings=said.findings,
        decisions=said.decisions,
        differed=said.differed,
        recommendations=said.recommendations,
        ask=said.ask if said.has_ask else "",
    )
