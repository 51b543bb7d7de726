"""The headline of the report-back: the outcome that a plenary should remember."""

from __future__ import annotations

from collections.abc import Sequence

from breakout_tui.domain.agreement import in_order, strength
from breakout_tui.domain.gist import gist
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement, Note
from breakout_tui.domain.rank_order import principles_in_rank_order
from breakout_tui.domain.ranking import priorities
from breakout_tui.domain.said_references import spoken
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import clean_line, with_full_stop

TOPIC_LENGTH = 100
"""Longest mention of a statement within a sentence, in code points."""
CARRIED = (Agreement.FULL_CONSENSUS, Agreement.CONSENSUS, Agreement.STRONG_SUPPORT, None)
"""The levels of what the room carries; None where none is recorded."""
_HOW_AGREED = {
    Agreement.FULL_CONSENSUS: ", with full consensus",
    Agreement.CONSENSUS: ", with consensus",
    Agreement.STRONG_SUPPORT: ", with strong support and significant opposition",
}


def headline_of(session: Session) -> tuple[str, str]:
    """The most important outcome in a sentence, and the priority issues that it does not name in another.

    The decision or recommendation with the strongest agreement, else the first priority issue, else what was decided or recommended
    without a level, else the first principle.
    """
    about = f"On “{gist(session.theme.title, TOPIC_LENGTH)}”"
    issues = [gist(issue, TOPIC_LENGTH) for issue in issue_titles(session)]
    first = next(iter(carried_outcomes(session)), None)
    if first is not None and (first.agreement is not None or not issues):
        return f"{about}, {_outcome(session, first)}", _issues("Our priority issues", issues)
    if issues:
        rest = _issues("Our other priority issues", issues[1:])
        return f"{about}, what matters most to us: {with_full_stop(issues[0])}", rest
    principle = next(iter(principles_in_rank_order(session)), None)
    if principle is not None:
        word = session.labels.one(Kind.PRINCIPLE)
        return f"{about}, our first {word}: {with_full_stop(topic(session, principle))}", ""
    return f"We spoke about “{gist(session.theme.title, TOPIC_LENGTH)}”.", ""


def carried_outcomes(session: Session) -> tuple[Note, ...]:
    """The decisions and recommendations with enough support, the strongest agreement first."""
    outcomes = (*in_order(session, Kind.DECISION), *in_order(session, Kind.RECOMMENDATION))
    return tuple(sorted((note for note in outcomes if note.agreement in CARRIED), key=strength))


def issue_titles(session: Session) -> list[str]:
    """The priority issues as they are spoken."""
    found = []
    for issue in priorities(session):
        note = session.book.find(issue.subject)
        found.append(clean_line(issue.title) if note is None else spoken(session, note, issue.title))
    return found


def topic(session: Session, note: Note) -> str:
    """The gist of a note within a spoken sentence."""
    return gist(spoken(session, note), TOPIC_LENGTH)


def _outcome(session: Session, note: Note) -> str:
    how = "" if note.agreement is None else _HOW_AGREED[note.agreement]
    what = "we decided" if note.kind is Kind.DECISION else f"our first {session.labels.one(note.kind)}"
    return f"{what}{how}: {with_full_stop(topic(session, note))}"


def _issues(heading: str, issues: Sequence[str]) -> str:
    return f"{heading}: {with_full_stop('; '.join(issue.rstrip('.') for issue in issues))}" if issues else ""
