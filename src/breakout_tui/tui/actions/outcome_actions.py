"""Actions on outcomes: agreement, read-back, repeats of another round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from breakout_tui.domain.notes import Agreement, ReadBack
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.tui.actions import arguments
from breakout_tui.tui.actions.action import Action, Group, NoteAction, Place
from breakout_tui.tui.actions.late_commands import c
from breakout_tui.tui.actions.name_answers import typed_names
from breakout_tui.tui.actions.note_actions import title_of
from breakout_tui.tui.actions.results import Ask, Choose, Run

if TYPE_CHECKING:
    from breakout_tui.domain.commands import Command
    from breakout_tui.domain.notes import Note
    from breakout_tui.tui.actions.room import ActionContext


class OutcomeGroup(Action):
    """An action listed with the outcomes."""

    group = Group.OUTCOMES


class NoteOutcomeGroup(NoteAction):
    """An action about one output, listed with the outcomes."""

    group = Group.OUTCOMES


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
        context.countries.begin()
        who = {AttributionRule.COUNTRY: " Countries or organisations", AttributionRule.NAMED: " Names"}
        asked = f"Who dissents?{who.get(context.session.info.rule, '')}, separated by commas"
        return Ask(f"{title_of(note)}\n{asked}", value=note.dissent, prefix=f"{note.reference} ")

    def run_on(self, note: Note, text: str, context: ActionContext) -> Command | Choose:
        """Countries or names, separated by commas; one on no list is asked about."""
        found = typed_names(
            text,
            context,
            title=title_of(note),
            prefix=f"{note.reference} ",
            command=f"/dissent {note.reference}",
        )
        if isinstance(found, Choose):
            return found
        return c.Agree(note.serial, note.agreement, dissent=found.names, adds_names=True)


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
        note_id = ""
        if context.earlier is not None:
            note_id = arguments.output_of(reference, context.earlier()).id
        count = arguments.count(times) if times.strip() else 1
        return c.HearAgain(follows, reference, count, note_id)


OUTCOME_ACTIONS: tuple[Action, ...] = (
    AgreeAction(),
    MinorityAction(),
    DissentAction(),
    ReadAction(),
    AmendAction(),
    HeardAgainAction(),
)
