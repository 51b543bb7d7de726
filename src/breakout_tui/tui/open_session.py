"""Open session: shows a session live, closes it, and decides which window may write to it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import BreakoutError
from breakout_tui.startup import interpreter, lean_imports
from breakout_tui.tui.error_text import ScreenRefused
from breakout_tui.tui.keymap import shown
from breakout_tui.tui.saving import Saving

# What only an open session needs is imported when one opens: the list of themes has to be painted at once.
if TYPE_CHECKING:
    from breakout_tui.domain.command_context import Outcome
    from breakout_tui.domain.ports import Countries, Store
    from breakout_tui.domain.session_state import Session
    from breakout_tui.tui.actions.room import Shell
    from breakout_tui.tui.deferred_notes import DeferredNotes
    from breakout_tui.tui.screens.live_screen import LiveScreen
    from breakout_tui.tui.session_controller import SessionController


class OpenSession:
    """The open session of this window, if any, and its live screen."""

    def __init__(
        self,
        app: App[Any],
        store: Store,
        clock: Clock,
        saving: Saving,
        shell: Callable[[], Shell],
        countries: Countries | None = None,
    ) -> None:
        self.controller: SessionController | None = None
        self.live: LiveScreen | None = None
        self._app = app
        self._store = store
        self._clock = clock
        self._saving = saving
        self._shell = shell
        self._countries = countries
        self._asked_about = ""

    @property
    def countries(self) -> Countries:
        """The names of countries; none without them."""
        from breakout_tui.domain.known_names import NO_COUNTRIES

        return NO_COUNTRIES if self._countries is None else self._countries

    @property
    def ready(self) -> LiveScreen | None:
        """The live screen, if it is mounted."""
        return self.live if self.live is not None and self.live.is_ready else None

    def load(self, session_id: str) -> Session:
        """A stored session. Raises NotFound, StoreError."""
        from breakout_tui.domain.session_state import Session

        return Session.of(self._store.load(session_id))

    # Opening

    def screen_of_stored(self, session_id: str) -> LiveScreen:
        """The live screen of a stored session; a large one opens as a preview. Raises NotFound, StoreError."""
        preview = self._store.preview(session_id)
        if preview is None:
            return self.screen_of(self.load(session_id))
        from breakout_tui.domain.session_state import Session
        from breakout_tui.tui.deferred_notes import DeferredNotes

        deferred = DeferredNotes(lambda: self.load(session_id))
        return self.screen_of(Session.of(preview), deferred=deferred)

    def screen_of_new(self, outcome: Outcome) -> LiveScreen:
        """Store a new session and return its live screen."""
        screen = self.screen_of(outcome.session, is_new=True)
        screen.controller.take(outcome)
        return screen

    def screen_of(
        self, session: Session, *, is_new: bool = False, deferred: DeferredNotes | None = None
    ) -> LiveScreen:
        """The live screen of a session, with its draft and the text that could not be saved."""
        from breakout_tui.tui.screens.live_screen import LiveScreen

        holder = "" if is_new else self._store.holder(session.id)
        draft = None if is_new else self._store.draft(session.id)
        controller = self.controller_of(session, holder=holder, deferred=deferred)
        if self._countries is not None:
            self._countries.speak(controller.session.info.programme.languages)
        live = LiveScreen(controller, draft, self._shell(), self._countries)
        self.controller, self.live = controller, live
        if not is_new and (kept := self._store.hand_back(session.id)):
            live.call_after_refresh(live.give_back, kept)
        return live

    def controller_of(
        self, session: Session, *, holder: str = "", deferred: DeferredNotes | None = None
    ) -> SessionController:
        """The controller of a session. Raises StoreError."""
        from breakout_tui.tui.session_controller import SessionController

        return SessionController(
            session,
            self._store,
            self._clock,
            self._saving,
            holder=holder,
            is_gathered=self._store.is_gathered(session.id),
            deferred=deferred,
        )

    # Ownership

    def lose(self, session_id: str, holder: str) -> None:
        """Another window has taken a session over: make it read-only, and return unsaved text to the line."""
        controller = self.controller
        if controller is None or controller.session.id != session_id:
            self._lose_unseen(session_id, holder)
            return
        controller.holder = holder
        live = self.ready
        if live is None:
            return
        kept = self._store.hand_back(session_id)
        try:
            session = self.load(session_id)
        except BreakoutError:  # shown as it was: what matters is that it is read-only now
            session = controller.session
        controller.replace(session)
        live.give_back(kept)

    def _lose_unseen(self, session_id: str, holder: str) -> None:
        """For a session that is closed: its unsaved text waits until the session is opened again."""
        from breakout_tui.domain.notes import Note

        kept = [change for of, changes in self._store.unsaved() if of == session_id for change in changes]
        if any(isinstance(change.after, Note) for change in kept):
            what = "Your last change was not saved; it returns when you open the session"
        else:
            self._store.hand_back(session_id)
            what = "Not done"
        self._app.notify(f"{what} · {holder} has the session", severity="warning", markup=False)

    def catch_up(self) -> None:
        """Read the session again if a command wrote to it while this window opened it. Raises NotFound, StoreError."""
        controller = self.controller
        if controller is None or controller.is_read_only or not controller.is_saved:
            return
        if self._store.is_behind(controller.session.id):
            controller.replace(self.load(controller.session.id))

    def take_over(self) -> None:
        """Take the session over from another window. Raises NotFound, StoreError, SessionHeld for another room's."""
        controller, live = self.controller, self.ready
        if controller is None or live is None:
            return
        if controller.is_gathered and controller.refusal is not None:
            raise controller.refusal
        typing, say = live.room.typing, live.room.say
        if not controller.is_read_only:
            say("This window is already the active one")
            return
        session_id = controller.whole().id
        self._store.take_over(session_id)
        session = self.load(session_id)
        controller.session = session
        left = self._store.draft(session_id)
        # A line that begins with the draft goes on from it.
        if left is not None and not typing.text.startswith(left.text):
            typing.loader.bring_back(left)
        draft = typing.draft
        controller.holder = ""
        controller.replace(session)
        controller.keep_draft(draft)
        say("Taken over: what you write now is saved by this window")

    def asks_about_line(self) -> bool:
        """Before a read-only window closes, say once that the text in its line is not saved."""
        live, controller = self.ready, self.controller
        if live is None or controller is None or not controller.is_read_only:
            return False
        typing = live.room.typing
        if not typing.draft:
            return False
        is_new = self._asked_about != typing.text
        self._asked_about = typing.text
        if is_new:
            saves = "" if controller.is_gathered else f"{shown('take-over')} saves it here · "
            live.room.status.say(
                f"The line is not saved · {saves}{shown('quit')} again discards it", is_bad=True
            )
        return is_new

    # Leaving

    def keep_draft(self) -> None:
        """Save the text in the line as a draft."""
        if (live := self.ready) is not None:
            live.room.typing.save_draft()

    def close(self) -> None:
        """Close the session; its clock keeps running."""
        self.keep_draft()
        self.controller = self.live = None

    def earlier_round(self) -> Session:
        """The session of the previous round. Raises ScreenRefused, StoreError."""
        controller = self.controller
        if controller is None or controller.session.info.follows is None:
            raise ScreenRefused(
                "there is no earlier round", remedy="choose it with the round when the session starts"
            )
        return self.load(controller.session.info.follows)

    def save_elsewhere(self, path: Path) -> None:
        """Copy the database to a new file, wait for it, and continue there. Raises OutputExists, StoreError."""
        self._store.save_elsewhere(path)


def import_what_comes(store: Store, check: Callable[[Collection[str]], None]) -> None:
    """Import what the first command needs, then make what the store needs, so that the first Enter is as fast as the next.

    ``check`` looks at the settings, with the words of all commands.
    """
    lean_imports.import_hashlib()
    import breakout_tui.domain.session
    import breakout_tui.tui.actions.runner  # noqa: F401
    from breakout_tui.tui.actions.catalogue import BY_WORD

    store.prepare()
    interpreter.finish()
    check(tuple(BY_WORD))
