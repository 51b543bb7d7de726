"""Actions on the ranking: what is ranked and how, counts, the cut, the agreed list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from breakout_tui.domain.ranking import standings
from breakout_tui.domain.ranking_counts import sorts
from breakout_tui.domain.ranking_records import RankMethod
from breakout_tui.domain.text import plural
from breakout_tui.tui.actions import arguments
from breakout_tui.tui.actions.action import Action, Place
from breakout_tui.tui.actions.ballot_actions import VERBS
from breakout_tui.tui.actions.late_commands import c
from breakout_tui.tui.actions.outcome_actions import OutcomeGroup
from breakout_tui.tui.actions.results import Ask, Choose, Run
from breakout_tui.tui.wording import shortened

if TYPE_CHECKING:
    from breakout_tui.domain.commands import Command
    from breakout_tui.tui.actions.room import ActionContext

_MOST_LISTED = 8
"""How many priority issues the question before the lock names."""


class RankAction(OutcomeGroup):
    """Chooses what is ranked."""

    word = "rank"
    argument = "challenges | principles | clusters"
    help = "choose what is ranked"

    def ask(self, context: ActionContext) -> Choose:
        """One of those that the step is about, or the clusters."""
        return Choose(
            "What is ranked?",
            tuple(
                (str(number), sort.words(context.session.labels))
                for number, sort in enumerate(sorts(context.session), 1)
            ),
        )

    def run(self, text: str, context: ActionContext) -> Command:
        """By its word, or the start of it."""
        return c.ChooseRanking(sort=arguments.rank_sort(text, context.session))


class HandsAction(OutcomeGroup):
    """Votes by show of hands."""

    word = "hands"
    help = "vote by show of hands"
    letters = {Place.RANK: "h"}

    def run(self, text: str, context: ActionContext) -> Command:
        """Counts by dots are kept aside."""
        return c.ChooseRanking(method=RankMethod.HANDS)


class DotsAction(OutcomeGroup):
    """Votes by dots."""

    word = "dots"
    argument = "[each]"
    help = "vote by dots; the number is how many dots each person has"
    letters = {Place.RANK: "o"}

    def run(self, text: str, context: ActionContext) -> Command:
        """As many as before without a number; counts by hands are kept aside."""
        return c.ChooseRanking(method=RankMethod.DOTS, dots=arguments.count(text) if text else None)


class VoteAction(OutcomeGroup):
    """Enters a count."""

    word = "vote"
    argument = "[what] count"
    help = "enter a count, such as /vote C3 7"
    letters = {Place.NOTES: "v"}
    is_about_note = True

    def ask(self, context: ActionContext) -> Ask:
        """Suggests the reference of the note under the cursor."""
        about = "C1" if context.serial is None else context.session.book[context.serial].reference
        return Ask("Which, and how many votes?", value=f"{about} ")

    def run(self, text: str, context: ActionContext) -> Command | Run:
        """``-`` removes a count; what is done with a vote on the phones is ``/ballot``."""
        if text.partition(" ")[0].casefold() in VERBS:
            return Run("ballot", text)
        what, _, votes = text.rpartition(" ")
        return c.SetTally(arguments.subject(what), arguments.votes(votes))


class VoteAgainAction(OutcomeGroup):
    """Enters a count of the second vote."""

    word = "revote"
    argument = "what count"
    help = "enter a count of the second vote on a tie"

    def run(self, text: str, context: ActionContext) -> Command:
        """As for the first one."""
        what, _, votes = text.rpartition(" ")
        return c.SetRevote(arguments.subject(what), arguments.votes(votes))


class CutAction(OutcomeGroup):
    """Chooses how many become priority issues."""

    word = "cut"
    argument = "count"
    help = "choose how many become priority issues"

    def run(self, text: str, context: ActionContext) -> Command:
        """The first ones in rank order."""
        return c.ChooseCut(arguments.count(text))


class LockAction(OutcomeGroup):
    """Locks the agreed list. It can't be undone, so it first shows what would be locked."""

    word = "lock"
    argument = "[now]"
    help = "lock the list: these are the priority issues"
    letters = {Place.RANK: "L"}
    label = "lock"

    def ask(self, context: ActionContext) -> Choose:
        """The priority issues; a second L locks them. Raises CommandRefused if the list can't be locked yet."""
        from breakout_tui.domain.ranking_rules import why_not_lock  # loaded with the first command anyway

        if (refusal := why_not_lock(context.session)) is not None:
            raise refusal
        chosen = [line for line in standings(context.session) if line.chosen]
        listed = [
            f"{line.rank}  {line.subject}  {shortened(line.title, 160)}" for line in chosen[:_MOST_LISTED]
        ]
        if len(chosen) > _MOST_LISTED:
            listed.append(f"and {len(chosen) - _MOST_LISTED} more")
        title = f"Lock {plural(len(chosen), 'priority issue')}? Reopening the list needs a reason."
        options = (("n", "not yet"), ("L", "lock the list"))
        return Choose(title, options, listed=tuple(listed), otherwise="/lock now")

    def run(self, text: str, context: ActionContext) -> Command | None:
        """``now`` locks without asking."""
        if text == "n":
            return None
        if text not in {"L", "now"}:
            raise arguments.ArgumentRefused(
                f"{text[:20]!r} is not understood", remedy="/lock shows what it locks"
            )
        return c.LockRanking()


class UnlockAction(OutcomeGroup):
    """Reopens the agreed list."""

    word = "unlock"
    argument = "reason"
    help = "reopen the list; the reason is printed in the report"

    def ask(self, context: ActionContext) -> Ask:
        """The report needs the reason."""
        return Ask("Why reopen the list? The reason is printed in the report.")

    def run(self, text: str, context: ActionContext) -> Command:
        """In the facilitator's words."""
        return c.UnlockRanking(text)


RANKING_ACTIONS: tuple[Action, ...] = (
    RankAction(),
    HandsAction(),
    DotsAction(),
    VoteAction(),
    VoteAgainAction(),
    CutAction(),
    LockAction(),
    UnlockAction(),
)
