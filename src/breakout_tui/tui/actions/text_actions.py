"""Actions for those who don't use the capture line: a note, and how the session stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from breakout_tui.tui.actions import arguments
from breakout_tui.tui.actions.action import Action, Group
from breakout_tui.tui.actions.late_commands import c
from breakout_tui.tui.actions.results import Ask, Several
from breakout_tui.tui.note_text import capture_of, names_to_list, parsed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from breakout_tui.domain.capture import Captured
    from breakout_tui.domain.commands import Command
    from breakout_tui.tui.actions.room import ActionContext

_KIND_OPTIONS = {"--kind", "-k"}
"""Options, so that no word of a statement is taken for a kind."""


class SaveNoteAction(Action):
    """Saves a note that is given with its marks, as in the capture line."""

    word = "note"
    group = Group.NOTES
    argument = "[--kind kind] text"
    help = "save a note, with @, # and references as in the line"

    def ask(self, context: ActionContext) -> Ask:
        """What was said."""
        return Ask("What was said?")

    def run(self, text: str, context: ActionContext) -> Several:
        """Of the step's own kind, unless another is given."""
        first, _, rest = text.partition(" ")
        session = context.session
        kind = session.kinds[0]
        if first in _KIND_OPTIONS:
            word, _, text = rest.strip().partition(" ")
            kind = arguments.kind(word, session)
        said = parsed(text, kind, session, context.countries)
        commands: list[Command] = []
        if names := names_to_list(said, session):
            commands.append(c.EditDetails(known=(*session.info.known, *names)))
        return Several((*commands, capture_of(said, kind, session)), _left_out(said))


def _left_out(said: Captured) -> str:
    """What was written but not stored, and what stores it."""
    if said.removed_personal:
        return "Anonymous session · the @name was not saved"
    if said.unknown:
        names = ", ".join(said.unknown)
        return f"On no list, so not saved: {names} · /details known + {names} adds it, then /edit"
    if said.more_clusters:
        return f"A note has one cluster, so not saved: {', '.join('#' + name for name in said.more_clusters)}"
    return ""


class StatusAction(Action):
    """Says how the session stands."""

    word = "status"
    only_reads = True
    group = Group.CLOCK
    argument = "[--json]"
    help = "say the time left, what comes next, and whether all is saved"

    def run(self, text: str, context: ActionContext) -> None:
        """In one line, where a screen shows the rest."""
        from breakout_tui.tui.status_report import time_line

        context.live.say(time_line(context.session, context.reading))

    def printed(self, text: str, context: ActionContext) -> Sequence[str]:
        """In lines, or as one object of JSON."""
        from breakout_tui.tui.status_report import status_lines, status_of

        if text not in {"", "--json"}:
            raise arguments.ArgumentRefused(
                f"{text[:20]!r} is not understood", remedy="/status or /status --json"
            )
        status = status_of(context.session, context.reading, context.standing)
        if not text:
            return status_lines(status)
        import json

        return [json.dumps(status, ensure_ascii=False)]


TEXT_ACTIONS: tuple[Action, ...] = (SaveNoteAction(), StatusAction())
