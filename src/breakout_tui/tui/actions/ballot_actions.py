"""The action about votes on the phones: opens, closes, shows and repeats a vote, and takes its tally as counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from breakout_tui.domain.notes import REFERENCE
from breakout_tui.domain.programme import StepKind
from breakout_tui.tui.actions import arguments
from breakout_tui.tui.actions.action import Action, Place
from breakout_tui.tui.actions.late_commands import c
from breakout_tui.tui.actions.outcome_actions import OutcomeGroup
from breakout_tui.tui.actions.results import Choose
from breakout_tui.tui.error_text import ScreenRefused

if TYPE_CHECKING:
    from breakout_tui.domain.commands import Command
    from breakout_tui.domain.session_state import Session
    from breakout_tui.tui.actions.results import Result
    from breakout_tui.tui.actions.room import ActionContext

VERBS = ("open", "close", "show", "hide", "take", "again")
_AT = "at"
"""Before the statement under the cursor, from a panel."""
_NOT_YET = ("n", "not yet")


class BallotAction(OutcomeGroup):
    """Without an argument it asks what can be done with the vote now."""

    word = "ballot"
    argument = "[open | close | show | hide | take | again] [what …]"
    help = "vote on the phones: on the list, or on levels of agreement, such as /ballot open R1 R2"
    letters = {Place.RANK: "b", Place.AGREE: "b"}
    label = "phones"
    needs_window = "phones vote in the room that the window shares"

    @property
    def choices(self) -> tuple[str, ...]:
        """What can be done with a vote."""
        return VERBS

    def ask(self, context: ActionContext) -> Choose:
        """What can be done with the vote now."""
        return self._asked(context, "")

    def run(self, text: str, context: ActionContext) -> Result:
        """By a verb; a statement alone opens a vote on its level."""
        verb, _, rest = text.partition(" ")
        rest = rest.strip()
        if verb == _AT:
            about, _, key = rest.partition(" ")
            return self._chosen(context, about, key) if key else self._asked(context, about)
        if REFERENCE.fullmatch(verb.upper()):
            verb, rest = "open", text
        verb = arguments.choice(verb, VERBS, of="word about a vote")
        if rest.split()[-1:] == [_NOT_YET[0]]:
            return None
        match verb:
            case "open":
                return self._open(context, rest)
            case "close":
                return c.CloseVote()
            case "take":
                return c.TakeBallots(arguments.subject(rest) if rest not in ("", "all") else "")
            case "again":
                return self._again(context)
        return c.ShowVote(verb == "show")

    def _chosen(self, context: ActionContext, about: str, key: str) -> Result:
        """The answer about a vote that is closed."""
        match key:
            case "s" | "h":
                return c.ShowVote(key == "s")
            case "t":
                return c.TakeBallots()
            case "a":
                return self._again(context)
            case "o":
                return self._asked_to_open(context.session, about)
        return None

    def _asked(self, context: ActionContext, about: str) -> Choose:
        from breakout_tui.domain.vote_sheet import latest_vote
        from breakout_tui.tui.ballot_words import vote_title

        session = context.session
        vote = latest_vote(session)
        is_old = vote is not None and not vote.is_open and (vote.dots == 0) is not _is_agreeing(session)
        if vote is None or is_old:
            return self._asked_to_open(session, about)
        title = vote_title(session, vote)
        if vote.is_open:
            return Choose(title, (_NOT_YET, ("b", "close it")), prefix="close ", otherwise="/ballot close")
        options = [_NOT_YET]
        if vote.has_result:
            options.append(("h", "hide the result") if vote.is_shown else ("s", "show the room the result"))
            options += [("t", "take all counts")] if vote.dots else []
        options.append(("a", "open it again, from zero"))
        options.append(("o", "open another vote"))
        return Choose(title, tuple(options), prefix=f"{_AT} {about or '-'} ", otherwise="/ballot show")

    def _asked_to_open(self, session: Session, about: str) -> Choose:
        from breakout_tui.tui.ballot_words import list_words

        if not _is_agreeing(session):
            title = f"Let the phones vote on {list_words(session)}?"
            return Choose(title, (_NOT_YET, ("b", "open it")), prefix="open ", otherwise="/ballot open")
        options = [_NOT_YET]
        if about:
            options.append(("b", f"{about} alone"))
        options += [("w", "all without a level"), ("a", "all")]
        title = "On whose level of agreement do the phones vote?"
        return Choose(
            title, tuple(options), prefix=f"open {_AT} {about or '-'} ", otherwise="/ballot open R1"
        )

    def _open(self, context: ActionContext, rest: str) -> Command:
        from breakout_tui.domain.phone_votes import VoteSort

        _refuse_without_phones(context)
        session, words = context.session, rest.split()
        if words[:1] == [_AT]:
            words = {"b": words[1:2], "w": []}.get(words[-1], ["all"])
        elif words == ["b"] or (not words and not _is_agreeing(session)):
            return c.OpenVote(VoteSort.RANK)
        if words in ([], ["all"]):
            return c.OpenVote(VoteSort.AGREE, _all_of(session, has_level=bool(words)))
        notes = [arguments.note(word.strip(","), session) for word in words]
        return c.OpenVote(VoteSort.AGREE, tuple(note.serial for note in notes))

    def _again(self, context: ActionContext) -> Command:
        from breakout_tui.domain.phone_votes import VoteSort
        from breakout_tui.domain.vote_sheet import latest_vote, sheet_of

        session = context.session
        vote = latest_vote(session)
        if vote is None:
            return self._open(context, "")
        _refuse_without_phones(context)
        if vote.sort is VoteSort.RANK:
            return c.OpenVote(VoteSort.RANK, again_of=vote.id)
        sheet = sheet_of(session, vote.id)
        lines = () if sheet is None else sheet.lines
        serials = tuple(arguments.note(line.subject, session).serial for line in lines)
        return c.OpenVote(VoteSort.AGREE, serials, vote.id)


def _refuse_without_phones(context: ActionContext) -> None:
    """Raises ScreenRefused while no phone can vote."""
    if not context.live.shell.floor().floor.door.standing.address:
        raise ScreenRefused("no phone can reach the room yet", remedy="/share network shares it")


def _is_agreeing(session: Session) -> bool:
    box = session.current_box
    return box is not None and box.kind is StepKind.AGREE


def _all_of(session: Session, *, has_level: bool) -> tuple[int, ...]:
    from breakout_tui.domain.agreement import in_order
    from breakout_tui.domain.step_kinds import kinds_now

    notes = [note for kind in kinds_now(session, StepKind.AGREE) for note in in_order(session, kind)]
    wanted = sorted(
        (note for note in notes if has_level or note.agreement is None), key=lambda note: note.number
    )
    return tuple(note.serial for note in wanted)


BALLOT_ACTIONS: tuple[Action, ...] = (BallotAction(),)
