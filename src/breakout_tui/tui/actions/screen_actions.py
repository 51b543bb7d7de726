"""Actions that show something else, or change how things are shown: help, documents, settings, the way out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from breakout_tui.tui.actions import arguments
from breakout_tui.tui.actions.action import Action, Group
from breakout_tui.tui.actions.late_commands import c
from breakout_tui.tui.actions.results import Choose, Open, Run
from breakout_tui.tui.appearance import theme_names

if TYPE_CHECKING:
    from breakout_tui.domain.recap import Recap
    from breakout_tui.domain.records import ReportBack
    from breakout_tui.domain.session_state import Session
    from breakout_tui.tui.actions.results import Result
    from breakout_tui.tui.actions.room import ActionContext

_MAKING = "--make-folder "
"""Before the path of a file whose folder is to be made."""


class ScreenGroup(Action):
    """An action listed with the screens."""

    group = Group.SCREENS


class HelpAction(ScreenGroup):
    """Shows how to write a note, the keys of this moment, and all commands."""

    word, label = "help", "help"
    help = "show how to write a note, the keys of this moment, and all commands"

    def run(self, text: str, context: ActionContext) -> None:
        """Esc goes back."""
        context.live.shell.show_help()


class AgendaAction(ScreenGroup):
    """Gives the agenda the focus."""

    word = "agenda"
    help = "go to the agenda; Enter jumps to a box"

    def run(self, text: str, context: ActionContext) -> None:
        """In a narrow window it replaces the notes until it loses the focus."""
        context.live.focus_agenda()


class BackgroundAction(ScreenGroup):
    """Shows or hides what the current box builds on."""

    word = "background"
    help = "show or hide the background: what this box builds on"
    aliases = ("context",)

    def run(self, text: str, context: ActionContext) -> None:
        """The strip above the notes."""
        context.live.toggle_background()


class ChainAction(ScreenGroup):
    """Shows the links between statements, and the loose ends."""

    word = "chain"
    help = "show the links between statements, and loose ends"

    def run(self, text: str, context: ActionContext) -> Open:
        """A command chosen there runs as if it had been typed."""
        from breakout_tui.tui.screens.chain_screen import ChainScreen

        return Open(ChainScreen(context.session), lambda remedy: None if remedy is None else Run(*remedy))


class ReportAction(ScreenGroup):
    """Previews the report."""

    word, label = "report", "report"
    help = "preview the report; e exports it"

    def run(self, text: str, context: ActionContext) -> None:
        """As it would be now."""
        context.live.shell.show_report()


class ExportAction(ScreenGroup):
    """Writes the report."""

    word = "export"
    help = "write the report to your documents folder"

    def run(self, text: str, context: ActionContext) -> None:
        """Never overwrites a file."""
        context.live.shell.export_report()


class PrepareReportBackAction(ScreenGroup):
    """Shows the report-back."""

    word = "report-back"
    argument = "[minutes]"
    help = "prepare the short spoken report, fitted to its minutes"

    def run(self, text: str, context: ActionContext) -> Result:
        """A number sets its minutes first."""
        from breakout_tui.tui.screens.report_back_screen import ReportBackScreen
        from breakout_tui.tui.spoken_cards import stored_of

        room = context.live

        def edit(edited: ReportBack) -> Session:
            room.do(c.EditReportBack(edited))
            return room.session

        session = context.session
        if text:
            if not room.do(c.EditReportBack(replace(stored_of(session), minutes=arguments.count(text)))):
                return None
            session = room.session
        return Open(ReportBackScreen(session, edit))


class ShowRecapAction(ScreenGroup):
    """Shows what the previous round said."""

    word = "recap"
    help = "show what the previous round said"

    def run(self, text: str, context: ActionContext) -> Open:
        """Outputs can be marked there as heard again."""
        from breakout_tui.domain.recap import recap
        from breakout_tui.tui.screens.recap_screen import RecapScreen

        room = context.live
        earlier = room.shell.earlier_round()

        def hear(reference: str, times: int) -> Recap:
            room.do(c.HearAgain(earlier.id, reference, times))
            return recap(earlier, room.session)

        return Open(RecapScreen(recap(earlier, context.session), hear))


class DetailsAction(ScreenGroup):
    """Shows the form with the details of the session."""

    word = "details"
    help = "edit the details: room, names, head count, groups"

    def run(self, text: str, context: ActionContext) -> Open:
        """They can be changed at any time."""
        from breakout_tui.tui.details_form import command_of, form_of
        from breakout_tui.tui.screens.details_screen import DetailsScreen

        session = context.session
        screen = DetailsScreen(
            form_of(session.info), title=session.theme.title, rule_locked=session.info.rule_locked, go="save"
        )
        return Open(screen, lambda form: None if form is None else command_of(form))


class DisplayAction(ScreenGroup):
    """Hides the latest notes on the room display, or shows them."""

    word = "display"
    help = "hide or show the latest notes on the room display"

    def run(self, text: str, context: ActionContext) -> None:
        """The status line says which."""
        is_hidden = not context.session.info.is_display_hidden
        if context.live.do(c.EditDetails(is_display_hidden=is_hidden)):
            verb = "hides" if is_hidden else "shows"
            context.live.say(f"The room display {verb} the latest notes")


class TakeOverAction(ScreenGroup):
    """Takes the session over from another window."""

    word = "take-over"
    help = "take over the session from another window"

    def run(self, text: str, context: ActionContext) -> None:
        """The other window turns read-only and keeps its draft."""
        context.live.shell.take_over()


class SaveElsewhereAction(ScreenGroup):
    """Copies the database and continues in the copy."""

    word = "save-elsewhere"
    argument = "file"
    help = "copy the whole database to a new file and continue saving there"

    def run(self, text: str, context: ActionContext) -> Choose | None:
        """For a disk that is full or removed. A folder that doesn't exist is made only after a question."""
        if not text:
            raise arguments.ArgumentRefused(
                "save to which file?", remedy="such as /save-elsewhere ~/room-2.db"
            )
        is_answered = text.startswith(_MAKING)
        name, _, answer = text.removeprefix(_MAKING).rpartition(" ") if is_answered else (text, "", "")
        path = Path(name).expanduser().absolute()
        if not is_answered and not path.parent.exists():
            return Choose(
                f"There is no folder {path.parent}",
                (("n", "save nothing there"), ("m", "make the folder and save there")),
                prefix=f"{_MAKING}{path} ",
            )
        if answer in {"", "m"}:
            context.live.shell.save_elsewhere(path)
        return None


class ChooseThemeAction(ScreenGroup):
    """Changes the colours."""

    word = "theme"
    argument = "[name]"
    help = "change the colours: dark, light, contrast for projectors, or a theme by name"

    @property
    def choices(self) -> tuple[str, ...]:
        """The names of all themes."""
        return theme_names()

    def run(self, text: str, context: ActionContext) -> None:
        """Without a name, the next of ours; it is remembered."""
        name = arguments.choice(text, self.choices, "theme") if text else ""
        context.live.say(f"Theme: {context.live.shell.choose_theme(name)}")


class SwitchBellAction(ScreenGroup):
    """Turns the bell on or off."""

    word = "bell"
    help = "turn the bell on or off; it rings at 5 % and at zero"

    def run(self, text: str, context: ActionContext) -> None:
        """The status line says which."""
        is_on = context.live.shell.switch_bell()
        context.live.say("The bell rings at 5 % and at zero" if is_on else "The bell is off")


class CloseSessionAction(ScreenGroup):
    """Goes back to the themes and sessions."""

    word = "sessions"
    help = "go back to the themes and sessions; the clock keeps running"

    def run(self, text: str, context: ActionContext) -> None:
        """The draft is kept."""
        context.live.shell.close_session()


class QuitAction(ScreenGroup):
    """Closes the window."""

    word = "quit"
    help = "close the window; everything is saved, the clock keeps running"

    def run(self, text: str, context: ActionContext) -> None:
        """The draft is kept."""
        context.live.shell.quit()


SCREEN_ACTIONS: tuple[Action, ...] = (
    HelpAction(),
    AgendaAction(),
    BackgroundAction(),
    ChainAction(),
    ReportAction(),
    ExportAction(),
    PrepareReportBackAction(),
    ShowRecapAction(),
    DetailsAction(),
    DisplayAction(),
    TakeOverAction(),
    SaveElsewhereAction(),
    ChooseThemeAction(),
    SwitchBellAction(),
    CloseSessionAction(),
    QuitAction(),
)
