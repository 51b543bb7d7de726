"""Ballot words: a vote on the phones in the status line, in panels and in questions. Pure; touches no widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from breakout_tui.domain.phone_votes import FEWEST_UNNAMED
from breakout_tui.domain.text import plural
from breakout_tui.tui.widgets.line import Part

# Nothing of it is needed before the first vote.
if TYPE_CHECKING:
    from breakout_tui.domain.phone_votes import PhoneVote
    from breakout_tui.domain.session_state import Session


VOTE_AGAIN = "A vote is open. It then begins again, from zero: otherwise who has voted could vote twice."
"""Before phones have to join again."""


def heads_words(session: Session, vote: PhoneVote) -> str:
    """How many ballots there are, against the people in the room: ``14 of 22 in the room``, or ``25 ballots, 22 in the room``."""
    people = session.info.people if vote.is_open else vote.heads
    if vote.is_open and 0 < people >= vote.ballots:
        return f"{vote.ballots:,} of {people:,} in the room"
    from breakout_tui.domain.vote_sheet import left_out

    room = f", {people:,} in the room" if people else ""
    return f"{plural(vote.ballots, 'ballot')}{left_out(vote)}{room}"


def in_short(session: Session) -> tuple[Part, ...]:
    """How it is with a vote, for the right end of the status line; nothing unless one is open or ballots are being counted."""
    from breakout_tui.domain.vote_sheet import latest_vote

    vote = latest_vote(session)
    if vote is not None and vote.uncounted:
        closed = "" if vote.is_counted else "vote closed, "
        return ((f"{closed}{plural(vote.uncounted, 'ballot')} not counted yet", "accent"),)
    if vote is None or vote.is_counted:
        return ()
    if not vote.is_open:
        return (("vote closed, being counted", "accent"),)
    box = session.current_box
    is_left = vote.box_id != ("" if box is None else box.id)
    return ((f"vote{' still open' if is_left else ''}: {heads_words(session, vote)}", "accent"),)


def panel_words(session: Session, vote: PhoneVote | None) -> str:
    """The same for the head of a panel; empty without a vote."""
    if vote is None:
        return ""
    if vote.is_open:
        return f"phones vote: {heads_words(session, vote)}"
    if not vote.is_counted:
        return f"phones voted: {counting_words(vote)}"
    if not vote.has_result:
        return f"phones: {why_not(vote)}"
    return f"phones: {heads_words(session, vote)}{', shown' if vote.is_shown else ''}"


def counting_words(vote: PhoneVote) -> str:
    """How far the count of a vote is that is closed, and has no tally yet."""
    return f"{plural(vote.uncounted, 'ballot')} not counted yet" if vote.uncounted else "being counted"


def why_not(vote: PhoneVote) -> str:
    """Why there is no result, in short: of a vote, or of one line of it."""
    if vote.has_result:
        return "too few answers"
    where = " at each server" if vote.ballots >= FEWEST_UNNAMED else ""
    if not vote.ballots:
        return counting_words(vote) if vote.uncounted else "nobody voted"
    return f"fewer than {FEWEST_UNNAMED} ballots{where}, no result"


def vote_title(session: Session, vote: PhoneVote) -> str:
    """The head of the question what to do with a vote."""
    from breakout_tui.domain.vote_sheet import uncounted_words, why_no_result

    if vote.is_open:
        return f"The phones vote: {heads_words(session, vote)}. Once it is closed, no ballot can change."
    if vote.uncounted and not (vote.is_counted and vote.ballots):
        return f"The vote is closed. {uncounted_words(vote)}: they are at the server where they were cast. It counts them once it shares this session; if it can't, open the vote again."
    if not vote.is_counted:
        return "The vote is closed. The server of the phones sends the tally as soon as it can."
    if why := why_no_result(session, vote):
        return f"The vote has {why}." if why.startswith("no ") else f"In this vote {why}."
    return f"The vote: {heads_words(session, vote)}."


def list_words(session: Session) -> str:
    """What a vote on the list of now is about: ``8 challenges, 3 dots each``."""
    from breakout_tui.domain.ranking import candidates
    from breakout_tui.domain.ranking_counts import ranking_of
    from breakout_tui.domain.ranking_records import RankMethod

    ranking = ranking_of(session)
    counted = f"{len(candidates(session))} {ranking.sort.words(session.labels)}"
    dots = f"{plural(ranking.dots, 'dot')} each"
    return f"{counted}, {dots}{', at most one on each' if ranking.method is RankMethod.HANDS else ''}"


def levels_words(counts: tuple[int, ...]) -> str:
    """A distribution: ``full consensus 12 · consensus 3 · unclear 2``."""
    from breakout_tui.domain.agreement import LEVELS

    names = [*(each.level.value.partition(" with")[0] for each in LEVELS), "unclear"]
    return " · ".join(f"{name} {count}" for name, count in zip(names, counts, strict=True) if count)
