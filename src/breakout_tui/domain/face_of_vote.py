"""The faces of a vote on the phones: how many have voted while it is open, and the result once it is shown. Never a sum before.

They are shown in the box to which the vote belongs; in any other box, what is now there goes on.
"""

from __future__ import annotations

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.agreement import LEVELS
from breakout_tui.domain.display_face import HIDDEN, DisplayFace, FaceLine, Moment
from breakout_tui.domain.phone_votes import PhoneVote, VoteSort
from breakout_tui.domain.ranking import TITLE_LENGTH
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import clip, plural
from breakout_tui.domain.vote_sheet import SheetLine, VoteSheet, left_out, sheet_of, vote_in_sight

ANSWERS = (*(each.level.value for each in LEVELS), "unclear")
"""What a ballot can say of a statement, by the place of its count."""
_KEY = " · ".join(f"{each.number} {each.level.value.partition(' with')[0]}" for each in LEVELS)
"""What the numbers in the lines of several statements mean."""
OPEN, RESULT = "Vote on your phone", "How the phones voted"


def vote_face(session: Session, box: Box) -> DisplayFace | None:
    """What the room sees of the vote of this box; None while it has none that is open or shown."""
    vote = vote_in_sight(session)
    if vote is None or vote.box_id != box.id or not (vote.is_open or vote.is_shown):
        return None
    sheet = sheet_of(session, vote.id)
    if sheet is None:
        return None
    moment = Moment.RANKING if vote.sort is VoteSort.RANK else Moment.AGREEING
    above = OPEN if vote.is_open else RESULT
    if session.info.is_display_hidden:
        return DisplayFace(moment, box.title, above, remark=f"{turnout(session, vote)} · {HIDDEN}")
    if vote.sort is VoteSort.AGREE and len(sheet.lines) == 1:
        line = sheet.lines[0]
        lines = () if vote.is_open else _answers(line)
        above = f"{above} · {line.subject}"
        return DisplayFace(moment, line.title, above, line.kind, lines=lines, remark=turnout(session, vote))
    lines = _asked(sheet) if vote.is_open else _result(sheet)
    heading = _KEY if vote.is_shown and vote.sort is VoteSort.AGREE else ""
    return DisplayFace(moment, box.title, above, heading=heading, lines=lines, remark=turnout(session, vote))


def turnout(session: Session, vote: PhoneVote) -> str:
    """How many have voted, against the people in the room."""
    people = session.info.people if vote.is_open else vote.heads
    if vote.is_open and (vote.ballots <= people or not people):
        return f"{vote.ballots:,} of {people:,} have voted" if people else f"{vote.ballots:,} have voted"
    room = f", {plural(people, 'person', 'people')} in the room" if people else ""
    return f"{plural(vote.ballots, 'ballot')}{left_out(vote)}{room}"


def _asked(sheet: VoteSheet) -> tuple[FaceLine, ...]:
    return tuple(FaceLine(_lead(line), clip(line.title, TITLE_LENGTH), line.kind) for line in sheet.lines)


def _lead(line: SheetLine) -> str:
    return "" if line.kind is None else line.subject


def _result(sheet: VoteSheet) -> tuple[FaceLine, ...]:
    if sheet.vote.sort is VoteSort.AGREE:
        return tuple(
            FaceLine(_lead(line), clip(line.title, TITLE_LENGTH), line.kind, _in_short(line.counts))
            for line in sheet.lines
        )
    found = sorted(sheet.lines, key=lambda line: -sum(line.counts))
    most = max((sum(line.counts) for line in found), default=0)
    return tuple(
        FaceLine(
            _lead(line),
            clip(line.title, TITLE_LENGTH),
            value=str(sum(line.counts)),
            share=sum(line.counts) / most if most else None,
        )
        for line in found
        if line.counts
    )


def _answers(line: SheetLine) -> tuple[FaceLine, ...]:
    """The distribution of one statement, with a bar for each answer."""
    most = max(line.counts, default=0)
    return tuple(
        FaceLine("" if place == len(LEVELS) else str(place + 1), words, value=str(count), share=count / most)
        for place, (words, count) in enumerate(zip(ANSWERS, line.counts, strict=False))
        if most
    )


def _in_short(counts: tuple[int, ...]) -> str:
    """The answers to one of several statements: ``1: 12 · 2: 3 · unclear: 2``."""
    names = (*(each.number for each in LEVELS), "unclear")
    return " · ".join(f"{name}: {count}" for name, count in zip(names, counts, strict=False) if count)
