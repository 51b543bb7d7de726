"""What a phase hands on: principles, the priority issues, recommendations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from breakout_tui.domain.notes import Kind, Note
from breakout_tui.domain.programme import PhaseName
from breakout_tui.domain.ranking_records import PriorityIssue, RankMethod
from breakout_tui.domain.session_state import Session
from breakout_tui.report.compose_statements import statement
from breakout_tui.report.report import PriorityList, Reopening, Standing, Statement

_LAST = 1_000_000


def principles(session: Session, phase: PhaseName) -> tuple[Statement, ...]:
    """The principles of a phase in rank order: their own rank, else that of the challenges they answer."""
    issues = _issues(session)

    def order(note: Note) -> tuple[int, int]:
        own = issues.get(note.reference)
        if own is not None:
            return own.rank, note.number
        answered = (issues.get(target.reference) for target in session.book.targets(note))
        return min((issue.rank for issue in answered if issue is not None), default=_LAST), note.number

    ordered = sorted(_outputs(session, Kind.PRINCIPLE, phase), key=order)
    return tuple(_ranked(statement(session, note), issues) for note in ordered)


def recommendations(session: Session, phase: PhaseName) -> tuple[Statement, ...]:
    """The recommendations of a phase."""
    return tuple(statement(session, note) for note in _outputs(session, Kind.RECOMMENDATION, phase))


def priority_list(session: Session) -> PriorityList | None:
    """The list as it was locked, or as it stands while it is open; None where nothing was ranked."""
    ranking = session.ranking
    if ranking is None or ranking.deleted:
        return None
    issues = ranking.issues if ranking.locked_at is not None else ()
    if not issues and not ranking.unlockings:
        return None
    dots = f"dots, {ranking.dots} a person" if ranking.method is RankMethod.DOTS else ranking.method.value
    return PriorityList(
        sort=ranking.sort.value,
        method=dots,
        locked_at=ranking.locked_at,
        chosen=tuple(_standing(session, issue, issues) for issue in issues if issue.chosen),
        annex=tuple(_standing(session, issue, issues) for issue in issues if not issue.chosen),
        reopenings=tuple(Reopening(each.at, each.reason) for each in ranking.unlockings),
    )


def _standing(session: Session, issue: PriorityIssue, issues: Iterable[PriorityIssue]) -> Standing:
    tally = session.tallies.get(issue.subject)
    return Standing(
        rank=issue.rank,
        title=issue.title,
        subject=issue.subject,
        votes=issue.votes,
        revote=None if tally is None or tally.deleted else tally.revote,
        is_tied=sum(other.rank == issue.rank for other in issues) > 1,
    )


def _issues(session: Session) -> dict[str, PriorityIssue]:
    ranking = session.ranking
    if ranking is None or ranking.locked_at is None:
        return {}
    return {issue.subject: issue for issue in ranking.issues}


def _ranked(made: Statement, issues: dict[str, PriorityIssue]) -> Statement:
    issue = issues.get(made.reference)
    return made if issue is None else replace(made, votes=issue.votes, rank=issue.rank)


def _outputs(session: Session, kind: Kind, phase: PhaseName) -> Iterable[Note]:
    """The notes of a kind that belong to a phase: by their box, else by the phase that yields such outputs."""
    phases = {box.id: box.phase for box in session.boxes}
    usual = PhaseName.MORNING if kind is Kind.PRINCIPLE else PhaseName.AFTERNOON
    return (n for n in session.book.of_kind(kind) if phases.get(n.box_id or "", usual) is phase)
