"""What the phones' pages say of a vote, in the language of each. Statements stay as they were written."""

from __future__ import annotations

from typing import Any

from breakout_tui.domain.ballots import Ballot
from breakout_tui.domain.kinds import GLYPHS
from breakout_tui.domain.phone_votes import UNCLEAR, PhoneVote, VoteSort
from breakout_tui.domain.vote_sheet import SheetLine
from breakout_tui.hub.phone_languages import Say
from breakout_tui.hub.phone_room import PhoneRoom

NONE, OPEN, CLOSED, SHOWN = "none", "open", "closed", "shown"
"""What a page shows of a vote: nothing, the ballot, that it is closed, or its result."""

VoteWords = dict[str, Any]
"""The vote that is in sight, as the page takes it."""


def state_of(vote: PhoneVote | None) -> str:
    """What a page shows of it."""
    if vote is None:
        return NONE
    return OPEN if vote.is_open else SHOWN if vote.is_shown else CLOSED


def vote_words(room: PhoneRoom, ballot: Ballot, _: Say) -> VoteWords:
    """The vote that is in sight, with the ballot of a device."""
    sheet = room.sheet
    state = state_of(None if sheet is None else sheet.vote)
    if sheet is None:
        return {"state": state, "id": "", "edition": room.vote_number, "words": None}
    vote = sheet.vote
    is_rank = vote.sort is VoteSort.RANK
    lines = sheet.lines
    if state == SHOWN and is_rank:
        lines = tuple(sorted((line for line in lines if line.counts), key=lambda line: -sum(line.counts)))
    most = max((max(line.counts, default=0) for line in lines), default=0)
    return {
        "state": state,
        "id": vote.id,
        "edition": room.vote_number,
        "is_rank": is_rank,
        "dots": vote.dots,
        "most": vote.most,
        "left": vote.dots - sum(_said(ballot, line) for line in lines),
        "has_voted": any(ballot),
        "lines": [_line(line, ballot, most, vote, _) for line in lines],
        "answers": answers(_),
        "is_hidden": sheet.is_hidden,
        "turnout": turnout(vote, _) if state == SHOWN else "",
        "words": script_words(_),
    }


def answers(_: Say) -> list[tuple[int, str, str]]:
    """What a ballot can say of a statement: a number, a word for it, and what it means."""
    return [
        (1, _("full consensus"), _("nobody in the room speaks against it")),
        (2, _("consensus"), _("most agree, only a small minority does not")),
        (3, _("strong support, significant opposition"), _("most support it, a significant number does not")),
        (4, _("divergence"), _("no position has strong support; opinions differ")),
        (5, _("minority view"), _("a small number of people support it")),
        (UNCLEAR, _("unclear"), _("the statement has to be explained first")),
    ]


def turnout(vote: PhoneVote, _: Say) -> str:
    """How many ballots there were, against the people in the room."""
    ballots = _("Ballots: {ballots}").format(ballots=vote.ballots)
    people = _("People in the room: {people}").format(people=vote.heads)
    return f"{ballots} · {people}" if vote.heads else ballots


def script_words(_: Say) -> dict[str, str]:
    """What the script says of a vote."""
    return {
        "left": _("Dots left: {count}"),
        "changed": _("Changed. Send your ballot so that it counts."),
        "sent": _("Your ballot is in. You can change it until the vote is closed."),
        "back": _("Your ballot is taken back."),
        "retrying": _("Not sent yet. It is sent as soon as there is contact."),
        "unsent": _("The vote was closed before your last change was sent."),
        "opened": _("A vote is open."),
        "shown": _("The result of the vote is shown."),
    }


def _said(ballot: Ballot, line: SheetLine) -> int:
    return ballot[line.place] if line.place < len(ballot) else 0


def _line(line: SheetLine, ballot: Ballot, most: int, vote: PhoneVote, _: Say) -> dict[str, Any]:
    bars = []
    if vote.is_shown and vote.sort is VoteSort.RANK:
        bars = [("", sum(line.counts), _share(sum(line.counts), most))]
    elif vote.is_shown and line.counts:
        own = max(line.counts)
        bars = [
            (word, count, _share(count, own))
            for (_number, word, _meaning), count in zip(answers(_), line.counts, strict=True)
        ]
    return {
        "place": line.place,
        "lead": "" if line.kind is None else line.subject,
        "glyph": "#" if line.kind is None else GLYPHS[line.kind],
        "title": line.title,
        "said": _said(ballot, line),
        "bars": bars,
    }


def _share(count: int, most: int) -> float:
    return round(100 * count / most, 1) if most else 0.0
