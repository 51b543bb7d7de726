"""Actions that show something else, or change how things are shown: help, documents, settings, the way out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from breakout_tui.domain.file_format import FileFormat, format_names
from breakout_tui.tui.actions import arguments
from breakout_tui.tui.actions.action import Action
from breakout_tui.tui.actions.conference_actions import EditPaperAction, GatherAction
from breakout_tui.tui.actions.floor_actions import FloorAction
from breakout_tui.tui.actions.late_commands import c
from breakout_tui.tui.actions.mail_actions import AcceptAction, DeclineAction, HelpMeAction, MessagesAction
from breakout_tui.tui.actions.results import Choose, Open, Several
from breakout_tui.tui.actions.share_actions import HubAction, ShareAction, ShowDisplaysAction
from breakout_tui.tui.actions.view_actions import (
    AgendaAction,
    BackgroundAction,
    ChainAction,
    ScreenGroup,
    ShowRecapAction,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from breakout_tui.domain.commands import Command
    from breakout_tui.domain.records import ReportBack
    from breakout_tui.domain.session_state import Session
    from breakout_tui.tui.actions.results import Result
    from breakout_tui.tui.actions.room import ActionContext

_MAKING = "--make-folder "
"""Before the path of a file whose folder is to be made."""


class HelpAction(ScreenGroup):
    """Shows how to write a note, the keys of this moment, and all commands."""

    word, label = "help", "help"
    only_reads = True
    help = "show how to write a note, the keys of this moment, and all commands"
    needs_window = "`breakout-tui actions` lists what can be done from here"

    def run(self, text: str, context: ActionContext) -> None:
        """Esc goes back."""
        context.live.shell.show_help()


class ReportAction(ScreenGroup):
    """Previews the report."""

    word, label = "report", "report"
    only_reads = True
    help = "preview the report; e exports it"
    needs_window = "`breakout-tui export -o -` prints the report"

    def run(self, text: str, context: ActionContext) -> None:
        """As it would be now."""
        context.live.shell.show_report()


class ExportAction(ScreenGroup):
    """Writes the report."""

    word = "export"
    only_reads = True
    argument = "[format]"
    help = f"write the report to your documents folder: {format_names()}"
    needs_window = "`breakout-tui export` writes the report from here"

    @property
    def choices(self) -> tuple[str, ...]:
        """The names of the formats."""
        return tuple(each.value for each in FileFormat)

    def run(self, text: str, context: ActionContext) -> None:
        """Never overwrites a file; without a format it asks."""
        chosen = FileFormat(arguments.choice(text, self.choices, of="format")) if text else None
        context.live.shell.export_report(chosen)


class PrepareReportBackAction(ScreenGroup):
    """Shows the report-back."""

    word = "report-back"
    only_reads = True
    argument = "[minutes]"
    help = "prepare the short spoken report, fitted to its minutes"
    needs_window = "`breakout-tui report-back` prints the spoken report"

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


class DetailsAction(ScreenGroup):
    """Shows the form with the details of the session."""

    word = "details"
    only_reads = True
    argument = "[field text]"
    help = "edit the details: room, names, head count, groups"

    def run(self, text: str, context: ActionContext) -> Open | Command:
        """They can be changed at any time: one, as in ``people 24``, or all in a form."""
        from breakout_tui.tui.details_form import command_for, command_of, form_of

        if text:
            return command_for(text, context.session.info)
        from breakout_tui.tui.screens.details_screen import DetailsScreen

        session = context.session
        screen = DetailsScreen(
            form_of(session.info), title=session.theme.title, rule_locked=session.info.rule_locked, go="save"
        )
        return Open(screen, lambda form: None if form is None else command_of(form))

    def printed(self, text: str, context: ActionContext) -> Sequence[str] | None:
        """Without a field, what they are."""
        from breakout_tui.tui.printed_lines import details_lines

        return None if text else details_lines(context.session.info)


class DisplayAction(ScreenGroup):
    """Hides the latest notes on the room display, or shows them."""

    word = "display"
    help = "hide or show the latest notes on the room display"

    def run(self, text: str, context: ActionContext) -> Several:
        """Then says which."""
        is_hidden = not context.session.info.is_display_hidden
        verb = "hides" if is_hidden else "shows"
        told = f"The room display {verb} the latest notes"
        from breakout_tui.domain.vote_sheet import open_votes

        if is_hidden and open_votes(context.session):
            told += " · phones still show what they vote on"
        return Several((c.EditDetails(is_display_hidden=is_hidden),), told)


class TakeOverAction(ScreenGroup):
    """Takes the session over from another window."""

    word = "take-over"
    only_reads = True
    help = "take over the session from another window"
    needs_window = "a command never takes a session from a window; it is handed to the window"

    def run(self, text: str, context: ActionContext) -> None:
        """The other window turns read-only and keeps its draft."""
        context.live.shell.take_over()


class SaveElsewhereAction(ScreenGroup):
    """Copies the database and continues in the copy."""

    word = "save-elsewhere"
    only_reads = True
    argument = "file"
    help = "copy the whole database to a new file and continue saving there"
    needs_window = (
        "only an open window goes on in another file; `breakout-tui --database` uses another one from here"
    )

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
    only_reads = True
    argument = "[name]"
    help = "change the colours: dark, light, contrast for projectors, or a theme by name"
    needs_window = "colours are those of the window"

    @property
    def choices(self) -> tuple[str, ...]:
        """The names of all themes."""
        from breakout_tui.tui.appearance import theme_names  # loads Textual

        return theme_names()

    def run(self, text: str, context: ActionContext) -> None:
        """Without a name, the next of ours; it is remembered."""
        name = arguments.choice(text, self.choices, "theme") if text else ""
        context.live.say(f"Theme: {context.live.shell.choose_theme(name)}")


class SwitchBellAction(ScreenGroup):
    """Turns the bell on or off."""

    word = "bell"
    only_reads = True
    help = "turn the bell on or off; it rings at 5 % and at zero"
    needs_window = "the bell is that of its terminal"

    def run(self, text: str, context: ActionContext) -> None:
        """The status line says which."""
        is_on = context.live.shell.switch_bell()
        context.live.say("The bell rings at 5 % and at zero" if is_on else "The bell is off")


class CloseSessionAction(ScreenGroup):
    """Goes back to the themes and sessions."""

    word = "sessions"
    only_reads = True
    help = "go back to the themes and sessions; the clock keeps running"
    needs_window = "`breakout-tui sessions` lists the sessions"

    def run(self, text: str, context: ActionContext) -> None:
        """The draft is kept."""
        context.live.shell.close_session()


class QuitAction(ScreenGroup):
    """Closes the window."""

    word = "quit"
    only_reads = True
    help = "close the window; everything is saved, the clock keeps running"
    needs_window = "it closes the window"

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
    ShareAction(),
    ShowDisplaysAction(),
    FloorAction(),
    HubAction(),
    AcceptAction(),
    DeclineAction(),
    MessagesAction(),
    HelpMeAction(),
    TakeOverAction(),
    SaveElsewhereAction(),
    ChooseThemeAction(),
    SwitchBellAction(),
    GatherAction(),
    EditPaperAction(),
    CloseSessionAction(),
    QuitAction(),
)
