"""Actions that show what follows from the session: the agenda, the background, the chain, the previous round.

Without a screen they print it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from breakout_tui.tui.actions.action import Action, Group
from breakout_tui.tui.actions.late_commands import c
from breakout_tui.tui.actions.results import Open, Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from breakout_tui.domain.recap import Recap
    from breakout_tui.tui.actions.room import ActionContext


class ScreenGroup(Action):
    """An action listed with the screens."""

    group = Group.SCREENS


class AgendaAction(ScreenGroup):
    """Gives the agenda the focus."""

    word, key = "agenda", "f6"
    only_reads = True
    help = "go to the agenda; Enter jumps to a box"
    printed_help = "print the boxes of this phase and their times"

    def run(self, text: str, context: ActionContext) -> None:
        """In a narrow window it replaces the notes until it loses the focus."""
        context.live.focus_agenda()

    def printed(self, text: str, context: ActionContext) -> Sequence[str]:
        """The boxes of the phase with their times."""
        from breakout_tui.tui.printed_lines import agenda_lines

        return agenda_lines(context.session, context.reading)


class BackgroundAction(ScreenGroup):
    """Shows or hides what the current box builds on."""

    word, key = "background", "ctrl+o"
    only_reads = True
    help = "show or hide the background: what this box builds on"
    printed_help = "print the background: what this box builds on"
    aliases = ("context",)

    def run(self, text: str, context: ActionContext) -> None:
        """The strip above the notes."""
        context.live.toggle_background()

    def printed(self, text: str, context: ActionContext) -> Sequence[str]:
        """The statements that the current box builds on."""
        from breakout_tui.tui.printed_lines import background_lines

        return background_lines(context.session)


class ChainAction(ScreenGroup):
    """Shows the links between statements, and the loose ends."""

    word, key = "chain", "f9"
    only_reads = True
    help = "show the links between statements, and loose ends"
    printed_help = "print which statement answers which, and loose ends"

    def run(self, text: str, context: ActionContext) -> Open:
        """A command chosen there runs as if it had been typed."""
        from breakout_tui.tui.screens.chain_screen import ChainScreen

        return Open(ChainScreen(context.session), lambda remedy: None if remedy is None else Run(*remedy))

    def printed(self, text: str, context: ActionContext) -> Sequence[str]:
        """The statements that answer others, then the loose ends."""
        from breakout_tui.tui.printed_lines import chain_lines

        return chain_lines(context.session)


class ShowRecapAction(ScreenGroup):
    """Shows what the previous round said."""

    word = "recap"
    only_reads = True
    help = "show what the previous round said"
    printed_help = "print what the previous round said"

    def run(self, text: str, context: ActionContext) -> Open:
        """Outputs can be marked there as heard again."""
        from breakout_tui.domain.recap import recap
        from breakout_tui.tui.screens.recap_screen import RecapScreen

        room = context.live
        earlier = context.previous_round()

        def hear(reference: str, times: int) -> Recap:
            output = earlier.book.find(reference)
            room.do(c.HearAgain(earlier.id, reference, times, "" if output is None else output.id))
            return recap(earlier, room.session)

        return Open(RecapScreen(recap(earlier, context.session), hear))

    def printed(self, text: str, context: ActionContext) -> Sequence[str]:
        """The outputs of the previous round, by which ``/again`` names them."""
        from breakout_tui.tui.printed_lines import recap_lines

        return recap_lines(context.previous_round(), context.session)
