"""Outside commands: carries out what another process asks of this window, in its turn between keys and clicks.

Nothing of it touches the capture line or the focus. The answer waits until what was changed is saved.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.app import App

from breakout_tui.domain.errors import BreakoutError
from breakout_tui.domain.outside import CHANGED, NOT_HERE, Answer, Request
from breakout_tui.tui.input_order import Errand
from breakout_tui.tui.saving import Saving

if TYPE_CHECKING:
    from breakout_tui.domain.ports import Countries, Door, Store
    from breakout_tui.tui.open_session import OpenSession
    from breakout_tui.tui.session_controller import SessionController

_TURN = 5.0
"""Seconds until an action has its turn; after that it is not done at all."""
_SAVED = 10.0
"""Seconds until it is saved; after that the answer says that it isn't yet."""
_LOOK = 0.02
"""Seconds between two looks whether the names of countries are read."""

ELSEWHERE = Answer(NOT_HERE, ())
TOO_BUSY = Answer(5, ("The window is busy, so nothing was done · try again",))


class Done(NamedTuple):
    """What a request did; everything up to the ticket has to be saved before it is answered."""

    answer: Answer
    controller: SessionController
    ticket: int


class OutsideCommands:
    """``make_door`` makes the way in; without one there is none."""

    def __init__(
        self,
        app: App[Any],
        opened: OpenSession,
        saving: Saving,
        store: Store,
        countries: Countries | None,
        make_door: Callable[[], Door] | None,
    ) -> None:
        self._app = app
        self._opened = opened
        self._saving = saving
        self._store = store
        self._countries = countries
        self._make_door = make_door
        self._door: Door | None = None
        self._database: Path | None = None
        self._opening: asyncio.Task[None] | None = None
        self._news = asyncio.Event()

    def open(self) -> None:
        """Let requests in; after the first paint."""
        if self._make_door is not None:
            self._door = self._make_door()
            self.follow()

    def follow(self) -> None:
        """The database may have another place now: move there."""
        database = self._store.path
        if self._door is None or self._database == database or not isinstance(database, Path):
            return
        self._database = database
        self._opening = asyncio.create_task(self._open(self._door, self._database))

    async def _open(self, door: Door, database: Path) -> None:
        """Open the door, then look whether a command came just before: it found no window, and wrote to the file."""
        await door.open(database, self.perform)
        self._app.post_message(Errand(self._catch_up))

    def _catch_up(self) -> None:
        with suppress(BreakoutError):  # what can't be read now is told with the next change
            self._opened.catch_up()

    def close(self) -> None:
        """Let nothing in any more."""
        if self._opening is not None:
            self._opening.cancel()
        if self._door is not None:
            self._door.close()

    def look(self) -> None:
        """Something was saved, or could not be."""
        self._news.set()

    async def perform(self, request: Request) -> Answer:
        """Carry out a request and answer when it is saved."""
        await self._read_countries(request)
        try:
            found = await asyncio.wait_for(self.queue(request), _TURN)
        except TimeoutError:
            return TOO_BUSY
        if found is None:
            return ELSEWHERE
        return await self._saved(found)

    def queue(self, request: Request) -> asyncio.Future[Done | None]:
        """Put a request into the queue of the keys; what is cancelled before its turn is never done."""
        done: asyncio.Future[Done | None] = asyncio.Future()

        def run() -> None:
            if not done.done():
                done.set_result(self._run(request))

        self._app.post_message(Errand(run))
        return done

    def _run(self, request: Request) -> Done | None:
        """Do it now; None if this window doesn't have the session, or only shows it."""
        from breakout_tui.tui.actions.screenless import Screenless

        controller = self._controller(request)
        if controller is None:
            return None
        if request.word == CHANGED:
            self._catch_up()
            return Done(Answer(0, ()), controller, 0)
        surface = Screenless(controller, *self._surroundings())
        try:
            answer = surface.perform(request.word, request.argument)
        except Exception as error:  # noqa: BLE001 - what comes from outside must never end the window
            answer = Answer(70, (f"Unexpected error ({type(error).__name__})",))
        return Done(answer, controller, controller.ticket)

    def _surroundings(self) -> tuple[Countries, Callable[[], Any]]:
        from breakout_tui.domain.known_names import NO_COUNTRIES

        return self._countries or NO_COUNTRIES, self._opened.earlier_round

    def _controller(self, request: Request) -> SessionController | None:
        controller = self._opened.controller
        if controller is None or controller.is_read_only or controller.session.id != request.session_id:
            return None
        return controller

    async def _read_countries(self, request: Request) -> None:
        """A name in any language must be known before the note is saved: nobody is asked about it later."""
        from breakout_tui.tui.actions.screenless import needs_all_countries

        controller, countries = self._controller(request), self._countries
        if controller is None or countries is None:
            return
        if not needs_all_countries(request, controller.session):
            return
        countries.begin()
        while not countries.is_ready:
            await asyncio.sleep(_LOOK)

    async def _saved(self, done: Done) -> Answer:
        """The answer, once what was done is saved; else why it isn't."""
        answer, controller, ticket = done
        try:
            async with asyncio.timeout(_SAVED):
                while (
                    self._saving.saved < ticket and not self._saving.problem and not controller.is_read_only
                ):
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            return Answer(5, ("Not saved yet · the window keeps it and goes on trying",))
        if controller.is_read_only:
            return Answer(6, ("Not saved: another window has taken the session over",))
        if self._saving.saved < ticket:
            return Answer(7, (f"Not saved yet: {self._saving.problem}",))
        return answer
