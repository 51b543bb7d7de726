"""The rules for votes on the phones.

Nobody sees a sum before the vote is closed, because there is none here: ballots are at the server, and only their number comes before. A
tally is an offer, and becomes a count, or a level, only when the facilitator says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from breakout_tui.domain import commands as c
from breakout_tui.domain.ballots import added, is_tally
from breakout_tui.domain.clusters import SIGN
from breakout_tui.domain.command_context import CommandContext
from breakout_tui.domain.counting_rules import enter, open_ranking
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.events import Told
from breakout_tui.domain.phone_votes import (
    FEWEST_UNNAMED,
    MOST_PARTS,
    MOST_PLACES,
    PhoneVote,
    VotePart,
    VoteSort,
)
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.ranking import candidates
from breakout_tui.domain.ranking_counts import key_of, own_key
from breakout_tui.domain.ranking_records import RankMethod
from breakout_tui.domain.ranking_refusals import TooManyForPhones
from breakout_tui.domain.refusals import NotARecommendation, Plain
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.stage import Stage
from breakout_tui.domain.step_kinds import agreed_kinds
from breakout_tui.domain.text import clean_line, plural
from breakout_tui.domain.vote_sheet import latest_on, latest_vote, offers, open_votes


def apply(context: CommandContext, command: c.PhoneVoteCommand) -> None:
    """Carry out one command about votes on the phones."""
    match command:
        case c.OpenVote():
            _open(context, command)
        case c.CloseVote():
            _close(context)
        case c.RestartVote():
            _restart(context)
        case c.RecordBallots():
            _record(context, command)
        case c.ShowVote(is_shown):
            _show(context, is_shown=is_shown)
        case c.TakeBallots(subject):
            _take(context, subject)


def _open(context: CommandContext, command: c.OpenVote) -> None:
    session = context.session
    if session.stage is Stage.DONE:
        raise CommandRefused(Plain.DAY_OVER)
    if open_votes(session):
        raise CommandRefused(Plain.VOTE_IS_OPEN)
    vote = PhoneVote(
        context.new_id(),
        session.id,
        command.sort,
        (),
        context.now,
        again_of=command.again_of,
        box_id=_box(session),
    )
    if command.sort is VoteSort.RANK:
        ranking = open_ranking(context)
        subjects = tuple(each.subject for each in candidates(session))
        # By a show of hands, everybody has one hand for a statement.
        most = 1 if ranking.method is RankMethod.HANDS else ranking.dots
        vote = replace(vote, subjects=subjects, step=ranking.step, dots=ranking.dots, most=most)
    else:
        vote = replace(vote, subjects=_agreed_on(context, command.serials))
    if not vote.subjects:
        raise CommandRefused(Plain.NOTHING_TO_VOTE_ON)
    if len(vote.subjects) > MOST_PLACES:
        raise CommandRefused(TooManyForPhones(len(vote.subjects), MOST_PLACES))
    context.put(vote)
    context.happened(Told(f"the phones vote on {plural(len(vote.subjects), 'statement')}"))


def _box(session: Session) -> str:
    return "" if session.current_box is None else session.current_box.id


def _agreed_on(context: CommandContext, serials: tuple[int, ...]) -> tuple[str, ...]:
    session, kinds = context.session, agreed_kinds(context.session)
    found: dict[str, None] = {}
    for serial in serials:
        note = session.book.standing_for(context.note(serial).serial)
        if note.deleted or note.kind not in kinds:
            raise CommandRefused(NotARecommendation(note.reference, note.kind, kinds, session.labels))
        found[note.reference] = None
    return tuple(found)


def _close(context: CommandContext) -> None:
    waiting = open_votes(context.session)
    if not waiting:
        raise CommandRefused(Plain.NO_VOTE_OPEN)
    for vote in waiting:
        context.put(replace(vote, closed_at=context.now, heads=context.session.info.people))
    context.happened(Told("the vote is closed; the ballots are being counted"))


def _restart(context: CommandContext) -> None:
    waiting = open_votes(context.session)
    if not waiting:
        raise CommandRefused(Plain.NO_VOTE_OPEN)
    for vote in waiting:
        context.put(replace(vote, deleted=True))
    latest = max(waiting, key=lambda vote: (vote.opened_at, vote.id))
    context.put(replace(latest, id=context.new_id(), opened_at=context.now, ballots=0, parts=()))
    context.happened(Told("phones have to join again, so the vote begins again, from zero"))


def _record(context: CommandContext, command: c.RecordBallots) -> None:
    """What a server tells twice changes nothing; what can't be is left out. Tallies of several servers add up, also of one that comes late."""
    vote = context.session.phone_votes.get(command.vote_id)
    part = clean_line(command.part)
    if (
        vote is None
        or vote.deleted
        or vote.is_open is command.is_counted
        or vote.has_in(part)
        or command.ballots < 0
    ):
        return
    others = tuple(each for each in vote.parts if each.id != part)
    if len(others) >= MOST_PARTS:
        return
    if not command.is_counted:
        parts = (*others, VotePart(part, command.ballots))
        if vote.is_open and frozenset(parts) != frozenset(vote.parts):
            context.put(replace(vote, parts=parts, ballots=sum(each.ballots for each in parts)))
        return
    if not (part or command.ballots) and any(each.ballots and not each.is_counted for each in others):
        return  # nobody voted there, but somebody did at a server that has not counted yet
    counts = command.counts if is_tally(vote, command.ballots, command.counts) else ()
    if context.session.info.rule is AttributionRule.NONE and command.ballots < FEWEST_UNNAMED:
        counts = ()
    parts = (*others, VotePart(part, command.ballots, True, any(counts)))
    told = [each for each in parts if each.is_counted]
    with_result = [each for each in told if each.has_result] or told
    ballots = sum(each.ballots for each in with_result)
    context.put(
        replace(vote, parts=parts, ballots=ballots, is_counted=True, counts=added(vote.counts, counts))
    )
    what = plural(command.ballots, "more ballot" if vote.is_counted else "ballot")
    context.happened(Told(f"{what} counted{_of_heads(vote)}"))


def _of_heads(vote: PhoneVote) -> str:
    return f", {vote.heads} in the room" if vote.heads else ""


def _show(context: CommandContext, *, is_shown: bool) -> None:
    vote = latest_vote(context.session)
    if vote is None:
        raise CommandRefused(Plain.NO_VOTE_YET)
    if vote.is_open:
        raise CommandRefused(Plain.VOTE_IS_OPEN)
    if not vote.is_counted:
        raise CommandRefused(Plain.VOTE_NOT_COUNTED)
    if not vote.has_result:
        raise CommandRefused(Plain.VOTE_WITHOUT_RESULT)
    context.put(replace(vote, shown_at=context.now if is_shown else None, box_id=_box(context.session)))
    context.happened(Told("the room sees the result" if is_shown else "the result is hidden"))


def _take(context: CommandContext, subject: str) -> None:
    ranking, session = open_ranking(context), context.session
    vote = latest_on(session, ranking.step)
    found = {} if vote is None else offers(session, vote)
    wanted = None if not subject else key_of(session, clean_line(subject))
    rows = [
        (each.subject, found[key])
        for each in candidates(session)
        if (key := key_of(session, each.subject)) in found and wanted in (None, key)
    ]
    if not rows:
        raise CommandRefused(Plain.NO_BALLOTS_TO_TAKE)
    enter(context, rows)
    what = rows[0][0] if len(rows) == 1 else plural(len(rows), "count")
    context.record_step(f"took {what} from the ballots")


def follow(context: CommandContext, clusters: Mapping[str, str]) -> None:
    """Undo, or redo, has renamed clusters: by the name before, that of now. One that still has notes is where it was."""
    for old, new in clusters.items():
        if old and new and old not in context.session.book.cluster_counts:
            rename(context, f"{SIGN}{old}", f"{SIGN}{new}")


def rename(context: CommandContext, old: str, new: str) -> None:
    """Give the places of a cluster its new name."""
    session: Session = context.session
    key = own_key(session, old)
    for vote in session.phone_votes.values():
        subjects = tuple(new if own_key(session, each) == key else each for each in vote.subjects)
        if subjects != vote.subjects:
            context.put(replace(vote, subjects=subjects))
