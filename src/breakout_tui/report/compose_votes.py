"""The tallies of votes on the phones. What a vote led to, a count or a level, is where counts and levels are."""

from __future__ import annotations

from breakout_tui.domain.face_of_vote import ANSWERS, turnout
from breakout_tui.domain.gist import gist
from breakout_tui.domain.phone_votes import VoteSort
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.vote_sheet import SheetLine, sheet_of, why_no_result
from breakout_tui.report.vote_model import PhoneTally

LONGEST = 100
"""Longest gist of a statement, in code points."""


def phone_tallies(session: Session) -> tuple[PhoneTally, ...]:
    """Those that are counted, the earliest first."""
    found = []
    for vote in sorted(session.phone_votes.values(), key=lambda vote: (vote.opened_at, vote.id)):
        sheet = sheet_of(session, vote.id)
        if sheet is None or vote.closed_at is None or not vote.is_counted:
            continue
        is_rank = vote.sort is VoteSort.RANK
        lines = sorted(sheet.lines, key=lambda line: -sum(line.counts)) if is_rank else sheet.lines
        found.append(
            PhoneTally(
                vote.closed_at,
                turnout(session, vote),
                ("dots",) if is_rank else ANSWERS,
                tuple(map(_row, lines)) if vote.has_result else (),
                why_no_result(session, vote),
                bool(vote.again_of),
            )
        )
    return tuple(found)


def _row(line: SheetLine) -> tuple[str, str, tuple[int, ...]]:
    return ("" if line.kind is None else line.subject), gist(line.title, LONGEST), line.counts
