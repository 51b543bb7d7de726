"""Store news: what the store tells from its thread, passed to the loop of the app and shown there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.message import Message

from breakout_tui.tui.open_session import OpenSession
from breakout_tui.tui.outside_commands import OutsideCommands
from breakout_tui.tui.saving import Saving
from breakout_tui.tui.sessions import Sessions
from breakout_tui.tui.shown_session import ShownSession

if TYPE_CHECKING:
    from breakout_tui.domain.store_events import StoreEvent


class StoreSpoke(Message):
    """An event of the store, posted from its thread."""

    def __init__(self, event: StoreEvent) -> None:
        super().__init__()
        self.event = event


class StoreNews:
    """Updates ``saving``, the open session and the list of sessions, and tells the facilitator what went wrong."""

    def __init__(
        self,
        app: App[Any],
        opened: OpenSession,
        sessions: Sessions,
        outside: OutsideCommands,
        saving: Saving,
        shown: ShownSession,
    ) -> None:
        self._app = app
        self._opened = opened
        self._sessions = sessions
        self._outside = outside
        self._saving = saving
        self._shown = shown

    def pass_on(self, event: StoreEvent) -> None:
        """Pass an event from the store's thread to the loop, unless the app has ended."""
        if self._app.is_running:
            self._app.post_message(StoreSpoke(event))

    def hear(self, event: StoreEvent) -> None:
        """Show an event; called in the loop."""
        from breakout_tui.domain import store_events as e

        match event:
            case e.Saved(ticket):
                self._saving.saved = max(self._saving.saved, ticket)
                self._saving.problem = ""
            case e.SaveFailed(problem=problem):
                self._saving.problem = problem
            case e.HeldElsewhere(session_id, holder):
                self._opened.lose(session_id, holder)
                self._sessions.refresh_list()
            case e.BackupFailed(problem):
                self._warn(problem, title="Everything is saved, but")
                return
            case e.DamageFound(problem):
                self._warn(problem, title="Database damaged", seconds=30)
                return
            case _:
                return
        self.show_saving()

    def show_saving(self) -> None:
        """Show whether all is saved, here and on the displays, and answer the commands that waited for it."""
        self._outside.look()
        self._shown.look()
        if (live := self._opened.ready) is not None:
            live.show_saving()

    def _warn(self, problem: str, *, title: str, seconds: float | None = None) -> None:
        self._app.notify(problem, title=title, severity="warning", markup=False, timeout=seconds)
