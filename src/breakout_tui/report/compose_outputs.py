"""The outputs of a phase: principles, priority issues, recommendations, decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from breakout_tui.domain import agreement
from breakout_tui.domain.agreed_list import issues_of, laid_out_from
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.outputs import OutputPhases
from breakout_tui.domain.programme import AgendaSource, Phase
from breakout_tui.domain.rank_order import principles_in_rank_order
from breakout_tui.domain.rank_steps import lists, phase_of, step_of
from breakout_tui.domain.ranking import priorities, standings
from breakout_tui.domain.ranking_counts import ranking_of
from breakout_tui.domain.ranking_records import Ranking, RankMethod
from breakout_tui.domain.session_state import Session
from breakout_tui.report.compose_statements import statement
from breakout_tui.report.report_model import Answer, PriorityList, Reopening, Statement


@dataclass(frozen=True, slots=True)
class Ranks:
    """The order of the outputs, computed once, because it reads every note."""

    votes: Mapping[int, int | None]
    """By serial of a note, from the latest list that it is on."""
    principles: tuple[Note, ...]
    groups: tuple[agreement.IssueGroup, ...]
    """The recommendations by priority issue."""
    decisions: tuple[Note, ...]

    @classmethod
    def of(cls, session: Session) -> Ranks:
        """The votes, the principles in rank order, the recommendations and the decisions."""
        groups, decided = agreement.ordered(session), agreement.in_order(session, Kind.DECISION)
        votes: dict[int, int | None] = {}
        for step in lists(session.info.programme):
            lines = standings(session, step)
            counted = (line for line in lines if line.votes is not None)
            votes |= {line.serial: line.votes for line in counted if line.serial is not None}
        return cls(votes, principles_in_rank_order(session), groups, decided)


def principles(session: Session, phase: str, ranks: Ranks) -> tuple[Statement, ...]:
    """The principles of a phase in rank order, with their votes if they were ranked."""
    phases = OutputPhases(session)
    notes = (note for note in ranks.principles if phases.phase_of(note) == phase)
    return tuple(replace(statement(session, note), votes=ranks.votes.get(note.serial)) for note in notes)


def answers(session: Session, phase: str, ranks: Ranks) -> tuple[Answer, ...]:
    """The recommendations of a phase by priority issue, agreement, reference."""
    issues = priorities(session)
    phases = OutputPhases(session)
    made = []
    for group in ranks.groups:
        notes = tuple(note for note in group.notes if phases.phase_of(note) == phase)
        if not notes:
            continue
        number = None if group.issue is None else issues.index(group.issue) + 1
        title = "" if group.issue is None else group.issue.title
        made.append(Answer(number, title, tuple(statement(session, note) for note in notes)))
    return tuple(made)


def decisions(session: Session, phase: str, ranks: Ranks) -> tuple[Statement, ...]:
    """The decisions of a phase by priority issue, agreement, reference."""
    phases = OutputPhases(session)
    return tuple(statement(session, note) for note in ranks.decisions if phases.phase_of(note) == phase)


def priority_lists(session: Session, phase: Phase) -> Iterator[PriorityList]:
    """The lists that were voted in a phase, in the order of their steps."""
    programme = session.info.programme
    for step in lists(programme):
        if phase_of(session, step).id == phase.id and (made := _priority_list(session, step)) is not None:
            voted_in = step_of(programme, step) if len(lists(programme)) > 1 else None
            yield made if voted_in is None else replace(made, title=voted_in.title)


def _priority_list(session: Session, step: str) -> PriorityList | None:
    """The list as locked, or in its current order while it is open; None without votes."""
    ranked = ranking_of(session, step)
    is_locked = ranked.locked_at is not None
    found = standings(session, step)
    lines = [line for line in found if is_locked or line.votes is not None or line.needs_vote]
    if not lines and not ranked.unlockings:
        return None
    chosen = [line for line in lines if is_locked and line.chosen]
    return PriorityList(
        sort=ranked.sort.words(session.labels),
        method=_method(ranked),
        locked_at=ranked.locked_at,
        chosen=tuple(chosen),
        annex=tuple(line for line in lines if line not in chosen),
        reopenings=tuple(Reopening(each.at, each.reason) for each in ranked.unlockings),
    )


def _method(ranked: Ranking) -> str:
    """How the room voted, and how many people if that is known."""
    people = f"{ranked.voters:,} {'person' if ranked.voters == 1 else 'people'}"
    if ranked.method is RankMethod.DOTS:
        return f"dots, {ranked.dots} a person" + (f", {people}" if ranked.voters else "")
    return f"a {ranked.method.value}" + (f" of {people}" if ranked.voters else "")


def given_issues(session: Session, phase: Phase) -> tuple[str, ...]:
    """The priority issues of the programme, if boxes of this phase are made from them."""
    asks = any(step.agenda is AgendaSource.PRIORITIES for step in phase.steps)
    if not asks or laid_out_from(session, phase.id) is not None:
        return ()
    return tuple(issue.title for issue in issues_of(session, None))
