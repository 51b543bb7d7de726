"""Actions on outcomes: ranking, agreement, read-back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from breakout_tui.domain.notes import Agreement, ReadBack
from breakout_tui.domain.ranking import standings
from breakout_tui.domain.ranking_records import RankMethod, RankSort
from breakout_tui.domain.text import clip, plural
from breakout_tui.tui.actions import arguments
from breakout_tui.tui.actions.action import Action, Group, NoteAction, Place
from breakout_tui.tui.actions.late_commands import c
from breakout_tui.tui.actions.note_actions import title_of
from breakout_tui.tui.actions.results import Ask, Choose, Run

if TYPE_CHECKING:
    from breakout_tui.domain.commands import Command
    from breakout_tui.domain.notes import Note
    from breakout_tui.tui.actions.room import ActionContext

_MOST_LISTED = 8
"""How many priority issues the question before the lock names."""


class OutcomeGroup(Action):
    """An action listed with the outcomes."""

    group = Group.OUTCOMES


class NoteOutcomeGroup(NoteAction):
    """An action about one output, listed with the outcomes."""

    group = Group.OUTCOMES


class RankAction(OutcomeGroup):
    """Chooses what is ranked."""

    word = "rank"
    argument = "challenges | principles | clusters"
    help = "choose what is ranked"

    def ask(self, context: ActionContext) -> Choose:
        """One of the three."""
        return Choose(
            "What is ranked?", tuple((str(number), sort.value) for number, sort in enumerate(RankSort, 1))
        )

    def run(self, text: str, context: ActionContext) -> Command:
        """By its word, or the start of it."""
        return c.ChooseRanking(sort=arguments.rank_sort(text))


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

    def run(self, text: str, context: ActionContext) -> Command:
        """``-`` removes a count."""
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
        listed = [f"{line.rank}  {line.subject}  {clip(line.title, 48)}" for line in chosen[:_MOST_LISTED]]
        if len(chosen) > _MOST_LISTED:
            listed.append(f"and {len(chosen) - _MOST_LISTED} more")
        title = f"Lock {plural(len(chosen), 'priority issue')}? Reopening the list needs a reason."
        return Choose("\n".join([title, *listed]), (("n", "not yet"), ("L", "lock the list")))

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


class AgreeAction(NoteOutcomeGroup):
    """Records the level of agreement on a recommendation."""

    word = "agree"
    argument = "[note] 1–5"
    help = "record the level of agreement on a recommendation"
    letters = {Place.NOTES: "a", Place.AGREE: "a"}

    def ask_about(self, note: Note, context: ActionContext) -> Choose:
        """ICANN's five levels, or none yet."""
        levels = tuple((str(number), level.value) for number, level in enumerate(Agreement, 1))
        return Choose(
            f"{title_of(note)}\nLevel of agreement", (*levels, ("0", "none yet")), prefix=f"{note.reference} "
        )

    def run_on(self, note: Note, text: str, context: ActionContext) -> Command:
        """A number from 1, strongest first, or words; 0 removes the level."""
        return c.Agree(note.serial, arguments.level(text))


class MinorityAction(NoteOutcomeGroup):
    """Records a minority view."""

    word, label = "minority", "minority"
    argument = "[note] words"
    help = "record a minority view on a recommendation"
    letters = {Place.AGREE: "m"}

    def ask_about(self, note: Note, context: ActionContext) -> Ask:
        """In the words of the minority."""
        return Ask(
            f"{title_of(note)}\nMinority view, in its own words",
            value=note.minority,
            prefix=f"{note.reference} ",
        )

    def run_on(self, note: Note, text: str, context: ActionContext) -> Command:
        """The level of agreement stays."""
        return c.Agree(note.serial, note.agreement, minority=text)


class DissentAction(NoteOutcomeGroup):
    """Records who dissents."""

    word, label = "dissent", "dissent"
    argument = "[note] who"
    help = "record who dissents, if the attribution rule allows it"
    letters = {Place.AGREE: "s"}

    def ask_about(self, note: Note, context: ActionContext) -> Ask:
        """Suggests the names recorded so far."""
        return Ask(f"{title_of(note)}\nWho dissents?", value=note.dissent, prefix=f"{note.reference} ")

    def run_on(self, note: Note, text: str, context: ActionContext) -> Command:
        """Countries or names, separated by commas."""
        return c.Agree(note.serial, note.agreement, dissent=text)


class ReadAction(NoteOutcomeGroup):
    """Records the result of the read-back."""

    word = "read"
    argument = "[note] agreed | skipped"
    help = "record the result of the read-back"

    def ask_about(self, note: Note, context: ActionContext) -> Choose:
        """Amending is a separate command."""
        results = (("a", ReadBack.AGREED.value), ("s", ReadBack.SKIPPED.value))
        return Choose(f"{title_of(note)}\nread back", results, prefix=f"{note.reference} ")

    def run_on(self, note: Note, text: str, context: ActionContext) -> Command:
        """By its word, or the start of it."""
        return c.MarkReadBack(note.serial, arguments.read_back(text))


class AmendAction(NoteOutcomeGroup):
    """Changes an output at the read-back."""

    word, label = "amend", "amend"
    argument = "[note] new words"
    help = "change an output at the read-back; the earlier wording stays"
    letters = {Place.READ_BACK: "e"}

    def run_on(self, note: Note, text: str, context: ActionContext) -> Command | None:
        """With unchanged words it counts as agreed, unless it was amended before."""
        if not text:
            context.live.amend(note)
            return None
        return c.MarkReadBack(note.serial, None, c.EditNote(note.serial, text=text))


class HeardAgainAction(OutcomeGroup):
    """Marks an output of the previous round as heard again."""

    word = "again"
    argument = "reference"
    help = "mark an output of the previous round as heard again"

    def run(self, text: str, context: ActionContext) -> Command | Run:
        """Without a reference, shows the previous round; an output that it doesn't have is refused."""
        reference, _, times = text.partition(" ")
        follows = context.session.info.follows
        if follows is None or not reference:
            return Run("recap")
        if context.room is not None:
            arguments.output_of(reference, context.live.shell.earlier_round())
        return c.HearAgain(follows, reference, arguments.count(times) if times.strip() else 1)


OUTCOME_ACTIONS: tuple[Action, ...] = (
    RankAction(),
    HandsAction(),
    DotsAction(),
    VoteAction(),
    VoteAgainAction(),
    CutAction(),
    LockAction(),
    UnlockAction(),
    AgreeAction(),
    MinorityAction(),
    DissentAction(),
    ReadAction(),
    AmendAction(),
    HeardAgainAction(),
)
