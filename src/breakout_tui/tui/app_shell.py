"""App shell: the app as actions see it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App

from breakout_tui.domain.errors import BreakoutError
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.tui.error_text import error_text

if TYPE_CHECKING:
    from breakout_tui.domain.room_mail import RoomMail
    from breakout_tui.domain.session_state import Session
    from breakout_tui.tui.appearance import Appearance
    from breakout_tui.tui.choices import Choices
    from breakout_tui.tui.documents import Documents
    from breakout_tui.tui.floor_tools import FloorTools
    from breakout_tui.tui.gathering import Gathering
    from breakout_tui.tui.open_session import OpenSession
    from breakout_tui.tui.paper_editing import PaperEditing
    from breakout_tui.tui.sessions import Sessions
    from breakout_tui.tui.sharing_screens import SharingScreens


class AppShell:
    """Implements ``Shell`` of the actions for the app."""

    def __init__(
        self,
        app: App[Any],
        opened: OpenSession,
        documents: Documents,
        sessions: Sessions,
        gathering: Gathering,
        paper_editing: PaperEditing,
        leave: Callable[[int], None],
        appearance: Appearance,
        choices: Choices,
        sharing: SharingScreens,
    ) -> None:
        self._app = app
        self._opened = opened
        self._documents = documents
        self._sessions = sessions
        self._gathering = gathering
        self._paper_editing = paper_editing
        self._leave = leave
        self._appearance = appearance
        self._choices = choices
        self._sharing = sharing
        self.bell_is_on = False

    def show_help(self) -> None:
        """Show how to write a note, the keys of the current screen, and all commands; or close this again."""
        from breakout_tui.tui.help_topics import help_for
        from breakout_tui.tui.screens.help_screen import HelpScreen

        if isinstance(screen := self._app.screen, HelpScreen):
            screen.action_close()
        else:
            self._app.push_screen(HelpScreen(help_for(screen)))

    def copy(self, text: str) -> None:
        """Put text on the clipboard of the terminal."""
        self._app.copy_to_clipboard(text)

    def show_report(self) -> None:
        """Show the report of the open session as it would be now."""
        if (controller := self._opened.controller) is not None:
            self._documents.show_report(controller.session)

    def export_report(self, file_format: FileFormat | None = None) -> None:
        """Write the report of the open session to the documents folder; without a format, ask for it."""
        if (controller := self._opened.controller) is None:
            return
        session = controller.session
        if file_format is None:
            self._documents.ask_format(lambda chosen: self._documents.export(session, file_format=chosen))
        else:
            self._documents.export(session, file_format=file_format)

    def earlier_round(self) -> Session:
        """The session of the previous round. Raises ScreenRefused, StoreError."""
        return self._opened.earlier_round()

    def take_over(self) -> None:
        """Take the session over from another window. Raises NotFound, StoreError."""
        self._opened.take_over()

    def save_elsewhere(self, path: Path) -> None:
        """Copy the whole database to a new file, in the background, and continue saving there."""
        self._app.run_worker(self._save_elsewhere(path))

    async def _save_elsewhere(self, path: Path) -> None:
        opened = self._opened
        try:
            await asyncio.to_thread(opened.save_elsewhere, path)
            words, is_bad = f"From now on everything is saved in {path}", False
        except BreakoutError as error:
            words, is_bad = error_text(error), True
        if (live := opened.ready) is not None:
            live.room.status.say(words, is_bad=is_bad)

    def close_session(self) -> None:
        """Go back to the themes and sessions. Raises ScreenRefused if the themes can't be read."""
        self._sessions.leave()

    def gather(self) -> None:
        """Close the session, and find files of other rooms. Raises ScreenRefused if the themes can't be read."""
        self._sessions.leave()
        self._app.call_next(self._gathering.ask)  # the answer comes to the app: the live screen is gone

    def edit_paper(self) -> None:
        """Close the session, and edit the position paper. Raises ScreenRefused if the themes can't be read."""
        self._sessions.leave()
        self._app.call_next(self._paper_editing.open)

    def share(self, *, on_network: bool) -> None:
        """Share the room display with browsers, and show how to join. Raises ScreenRefused if this window can't."""
        self._sharing.share(on_network=on_network)

    def stop_sharing(self) -> bool:
        """Stop sharing; returns whether anything was shared. Raises ScreenRefused if this window can't share."""
        return self._sharing.stop()

    def show_displays(self) -> None:
        """Show the displays that have joined, to choose what each shows. Raises ScreenRefused if this window can't."""
        self._sharing.show_displays()

    def show_co_facilitator(self) -> None:
        """Show how a co-facilitator joins. Raises ScreenRefused if this window can't share the session."""
        self._sharing.show_co_facilitator()

    def floor(self) -> FloorTools:
        """What phones send, and what the window does with it. Raises ScreenRefused if this window can't share the session."""
        return self._sharing.floor

    def hub_words(self) -> str:
        """How it is with the hub, and what to do."""
        return self._sharing.hub_words

    def mail(self) -> RoomMail:
        """The organiser's messages, and the call for help. Raises ScreenRefused if this window sends to no hub."""
        return self._sharing.mail

    def call_words(self) -> str:
        """How it is with the call for help; empty without one."""
        return self._sharing.call_words

    def choose_theme(self, name: str) -> str:
        """Use the theme of this name, or the next of ours without one, and remember it; returns its name."""
        name = name or self._appearance.next()
        self._appearance.choose(name)
        self._choices.remember("theme", name)
        return name

    def switch_bell(self) -> bool:
        """Turn the bell on or off, and remember it; returns whether it is on now."""
        self.bell_is_on = not self.bell_is_on
        self._choices.remember("bell", self.bell_is_on)
        return self.bell_is_on

    def ring(self) -> None:
        """Ring, if the bell is on."""
        if self.bell_is_on:
            self._app.bell()

    def quit(self) -> None:
        """Close the window after everything typed so far has been processed."""
        self._leave(0)
