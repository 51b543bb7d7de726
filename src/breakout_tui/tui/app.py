"""The app: what is done for words that need another screen, and the palette."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import work
from textual.app import SystemCommand
from textual.screen import Screen

from breakout_tui.domain.errors import BreakoutError
from breakout_tui.tui import colours
from breakout_tui.tui.app_documents import AppDocuments

# What only a session needs is imported when one opens: the list of themes has to be painted at once.
if TYPE_CHECKING:
    from breakout_tui.tui.screens.live import LiveScreen


class BreakoutApp(AppDocuments):
    """breakout-tui. ``beat_every`` None leaves the beat to the caller."""

    @work
    async def on_live_screen_wanted(self, message: LiveScreen.Wanted) -> None:
        """A word that needs another screen, or the app."""
        live = self._live
        if live is None:
            return
        try:
            await self._give(live, message)
        except BreakoutError as refused:
            from breakout_tui.tui.refusal_words import refusal_text

            live.tell(refusal_text(refused), is_bad=True)

    async def _give(self, live: LiveScreen, message: LiveScreen.Wanted) -> None:
        from breakout_tui.domain import commands as c
        from breakout_tui.tui import requests

        if message.word in requests.ASKING:
            answer = await requests.argument_for(self, live, message.word, message.argument, message.chosen)
            if answer is not None:
                live.run_typed(message.word, answer)
            return
        match message.word:
            case "help":
                from breakout_tui.tui.commands import help_groups
                from breakout_tui.tui.screens.help import HelpScreen

                self.push_screen(HelpScreen(help_groups()))
            case "chain":
                from breakout_tui.tui.screens.chain import ChainScreen

                remedy = await self.push_screen_wait(ChainScreen(live.session))
                if remedy is not None:
                    live.set_focus(live.query_one("#capture"))
                    live.run_word(*remedy)
            case "report-back":
                self._show_report_back(live, message.argument)
            case "recap" | "again":
                self._show_recap(live)
            case "fields":
                from breakout_tui.tui.interpret import target
                from breakout_tui.tui.screens.fields import FieldsScreen

                note = target(message.argument, live.session, message.chosen)
                fields = await self.push_screen_wait(FieldsScreen(note))
                if fields is not None:
                    live.do(c.EditNote(note.serial, fields=fields))
            case "report":
                self.show_report(live.session)
            case "export":
                self.export(live.session, None)
            case "details":
                await self._edit_details(live)
            case "theme":
                self.theme = colours.LIGHT if self.theme == colours.DARK else colours.DARK
            case "display":
                is_hidden = not live.session.info.is_display_hidden
                if live.do(c.EditDetails(is_display_hidden=is_hidden)):
                    live.tell(
                        "the room display hides the notes"
                        if is_hidden
                        else "the room display shows the latest notes"
                    )
            case "bell":
                self._is_silent = not self._is_silent
                live.tell("the bell is silent" if self._is_silent else "the bell rings at 5 % and at zero")
            case "take-over":
                self._take_over(live)
            case "save-elsewhere":
                await self._save_elsewhere(live, message.argument)
            case "sessions":
                self._leave_live()
            case "quit":
                await self.action_quit()
            case _:
                live.tell(f"/{message.word} can't be done here", is_bad=True)

    def bell_quietly(self) -> None:
        """Ring, if she wants the bell."""
        if not self._is_silent:
            self.bell()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette knows every word."""
        if (live := self._live) is not None and screen is live:
            from breakout_tui.tui.commands import ACTIONS

            for action in ACTIONS:
                yield SystemCommand(
                    f"{action.usage}",
                    action.help,
                    lambda word=action.word: live.run_word(word, ""),
                )
        yield SystemCommand(
            "Quit", "Close the window; the clock goes on and everything is kept", self.action_quit
        )
