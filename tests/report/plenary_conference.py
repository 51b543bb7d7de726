"""The fictional conference with report-backs of every sort: edited, too long, as drafted, not read back, and none."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.conference import Conference, conference
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.records import Finding, ReportBack
from breakout_tui.domain.session import Session, decide, start
from tests.fictional_conference import EVENT, ZONE, fictional_sessions, programme

READING = Reading("boot", 3e6, datetime(2026, 11, 25, 18, tzinfo=ZONE))
LONG = "We spoke about the budget, the mandate and the law. " * 30


def plenary_sessions() -> tuple[Session, ...]:
    """The sessions, in the order in which they were held."""
    first, second, third, *others = fictional_sessions()
    findings = (Finding("Whoever decides also pays", "Silo budgets"),)
    edited = ReportBack("", "", 8, "Money and mandate belong together", findings, None, None, "Back us!")
    too_long = ReportBack("", "", 2, LONG)
    unread = third
    for note in third.book.notes:
        unread = unread.put(replace(note, read_back=None))
    return (_edited(first, edited), _edited(second, too_long), unread, *others, not_started())


def plenary_conference() -> Conference:
    """All of them."""
    return conference(EVENT, plenary_sessions())


def not_started() -> Session:
    """A room that has not begun."""
    details = c.EditDetails(room="Room 10", rapporteur="Nora Nobody", rule=AttributionRule.NONE)
    return start(programme(), "openness", details, READING).session


def _edited(session: Session, report_back: ReportBack) -> Session:
    return decide(session, c.EditReportBack(report_back), READING).session
