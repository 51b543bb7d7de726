"""Input order: one queue for all that a person types, clicks and pastes, in the order in which it arrives.

The rule: an input is delivered when everything that the one before it set off has happened, and a screen stands that can
take it. So keys typed in a burst, or while the program stalls or a screen opens, do exactly what the same keys do when they
are typed slowly. Textual delivers each input to the queue of the widget that has the focus at that moment, and its effects
take several more queues, so that fast letters overtake commands (Textualize/textual#6605).

A letter typed into a line changes neither focus nor screen, so the next one need not wait for it. This module uses only
public names of Textual.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from textual import events
from textual.app import App, ScreenStackError
from textual.errors import NoWidget
from textual.widget import Widget

from breakout_tui.tui.letter_runs import PAUSE, Verdict, judged, line_of, shows_at_once, takes_text, types

_QUIET_TURNS = 4
"""Turns of the loop in which no message waits, after which an input has had its effects."""
_BUSY_TURNS = 50
"""Turns after which the loop rests a moment between two looks."""
_REST = 0.001
"""Seconds of that rest."""
_LAYOUT = 0.5
"""The most seconds that a click waits for the layout."""
_LOOKS = 3
"""How often to look for what is under the mouse, before the event is dropped."""

Pause = Callable[[], Awaitable[None]]
"""Waits until the keys typed so far are a run of their own (``letter_runs``)."""


async def real_pause() -> None:
    """Wait for ``PAUSE`` seconds."""
    await asyncio.sleep(PAUSE)


class Errand(events.Event, bubble=False):
    """Something to be done in its turn between the inputs: what another process asks of the window."""

    def __init__(self, run: Callable[[], None]) -> None:
        super().__init__()
        self.run = run


class InputOrder:
    """``deliver`` is Textual's own handling of an input; ``refuse`` tells that typed text was not taken."""

    def __init__(
        self,
        app: App[Any],
        deliver: Callable[[events.Event], Awaitable[None]],
        refuse: Callable[[], None],
        pause: Pause,
    ) -> None:
        self._app = app
        self._deliver = deliver
        self._refuse = refuse
        self._pause = pause
        self._inputs: deque[events.Event] = deque()
        self._arrived = asyncio.Event()
        self._delivery: asyncio.Task[None] | None = None
        self._is_settled = False
        """Whether everything delivered so far has had its effects."""
        self._has_refused = False
        """Whether text was refused just now."""

    def take(self, event: events.Event) -> bool:
        """Queue an input; False if the event is none, or is on its way to a widget already.

        Whether the window has the focus is ignored: which widget in it has the focus doesn't depend on that. Textual would
        take the focus away, and give it to no widget of a screen that opens meanwhile.
        """
        if isinstance(event, events.AppFocus | events.AppBlur):
            return True
        if not isinstance(event, events.InputEvent | events.Paste | Errand) or event.is_forwarded:
            return False
        self._inputs.append(event)
        self._arrived.set()
        if self._delivery is None:
            self._delivery = asyncio.create_task(self._deliver_all())
            self._delivery.add_done_callback(self._ended)
        return True

    @property
    def is_idle(self) -> bool:
        """Whether every input has been delivered and has had its effects."""
        return self._delivery is None

    def stop(self) -> None:
        """The app ends: deliver nothing more."""
        self._inputs.clear()
        if self._delivery is not None:
            self._delivery.cancel()

    def _ended(self, delivery: asyncio.Task[None]) -> None:
        """Raise an error of an input in the app, as if Textual had delivered it."""
        error = None if delivery.cancelled() else delivery.exception()
        if error is not None:
            self._app.call_next(_raise, error)

    async def _deliver_all(self) -> None:
        try:
            while self._inputs:
                await self._deliver_next()
                if not self._inputs and not self._is_settled:
                    await self._settle()
        finally:
            self._delivery = None

    async def _deliver_next(self) -> None:
        """Deliver one input, or a whole run of letters."""
        if not self._is_settled and not self._is_light(self._inputs[0]):
            await self._settle()
        if isinstance(errand := self._inputs[0], Errand):
            self._inputs.popleft()
            self._is_settled = False
            errand.run()
            await self._settle()
            return
        self._find_focus()
        focused, event = self._focused, self._inputs[0]
        had_refused, self._has_refused = self._has_refused, False
        if had_refused and isinstance(event, events.Key) and event.key == "enter":
            self._inputs.popleft()
        elif takes_text(focused) or not (types(event) or isinstance(event, events.Paste)):
            await self._give(self._inputs.popleft())
        elif isinstance(event, events.Paste):
            self._inputs.popleft()
            await self._give_text([event], focused)
        else:
            await self._deliver_run(focused)

    async def _give(self, event: events.Event) -> None:
        if isinstance(event, events.MouseEvent) and not await self._hits(event):
            return
        is_light = self._is_light(event)
        self._is_settled = False
        await self._deliver(event)
        if not is_light:
            await self._settle()

    # Letters in a list

    async def _deliver_run(self, focused: Widget | None) -> None:
        """Deliver keys that type something while a list has the focus, as the rule of ``letter_runs`` says."""
        run = [self._inputs.popleft()]
        waiting = deque(run)
        while (verdict := judged(run, focused)) is Verdict.UNKNOWN:
            while waiting and shows_at_once(waiting[0], self._app.screen):
                await self._give(waiting.popleft())
            if not await self._goes_on():
                break
            run.append(self._inputs.popleft())
            waiting.append(run[-1])
        if verdict is Verdict.TEXT:
            await self._give_text(waiting, focused)
            return
        for event in waiting:
            await self._give(event)

    async def _give_text(self, run: Iterable[events.Event], focused: Widget | None) -> None:
        """Give text to the line that belongs to a list; without one, refuse it, and the Enter behind it."""
        line = line_of(focused)
        if line is not None:
            line.screen.set_focus(line)
            for event in run:
                await self._give(event)
            return
        self._refuse()
        self._is_settled = False
        while await self._goes_on():
            self._inputs.popleft()
        self._has_refused = True

    async def _goes_on(self) -> bool:
        """Wait for the next input or the end of the pause; returns whether the next input types something."""
        pause = asyncio.ensure_future(self._pause())
        try:
            while True:
                while self._inputs and isinstance(self._inputs[0], events.MouseMove):
                    await self._give(self._inputs.popleft())
                if self._inputs or pause.done():
                    return bool(self._inputs) and types(self._inputs[0])
                await self._wait_for_input(pause)
        finally:
            pause.cancel()

    async def _wait_for_input(self, pause: asyncio.Future[None]) -> None:
        self._arrived.clear()
        arrival = asyncio.ensure_future(self._arrived.wait())
        first: set[asyncio.Future[Any]] = {pause, arrival}
        await asyncio.wait(first, return_when=asyncio.FIRST_COMPLETED)
        arrival.cancel()
        if pause.done():  # after a stall the keys that came in time may still be on their way
            await self._settle()

    # Effects

    @property
    def _focused(self) -> Widget | None:
        try:
            return self._app.focused
        except ScreenStackError:
            return None

    def _is_light(self, event: events.Event) -> bool:
        """Whether an input changes neither focus nor screen."""
        return isinstance(event, events.MouseMove) or (types(event) and takes_text(self._focused))

    def _find_focus(self) -> None:
        """Give the focus to the widget that a screen begins with, if no widget has it."""
        screen = self._app.screen
        if screen.focused is None and screen.AUTO_FOCUS:
            first = next((each for each in screen.query(screen.AUTO_FOCUS) if each.focusable), None)
            screen.set_focus(first)

    async def _settle(self) -> None:
        """Wait until no message waits in any queue, and a screen stands."""
        quiet = turns = 0
        while quiet < _QUIET_TURNS:
            await asyncio.sleep(0 if turns < _BUSY_TURNS else _REST)
            quiet, turns = quiet + 1 if self._is_quiet else 0, turns + 1
        self._is_settled = True

    @property
    def _is_quiet(self) -> bool:
        try:
            screen = self._app.screen
        except ScreenStackError:
            return False
        if not screen.is_mounted or any(
            each.message_queue_size for each in (self._app, *self._app.screen_stack)
        ):
            return False
        return not any(each.message_queue_size for each in screen.walk_children())

    async def _hits(self, event: events.MouseEvent) -> bool:
        """Whether there is something where the mouse is; a widget that was removed may still be painted there."""
        if isinstance(event, events.MouseDown):
            await self._be_laid_out()
        for _ in range(_LOOKS):
            try:
                widget, _region = self._app.screen.get_widget_at(event.x, event.y)
            except NoWidget:
                return True
            if widget.is_attached:
                return True
            await self._be_laid_out()
        return False

    async def _be_laid_out(self) -> None:
        """Wait until the screen is painted as it is now, so that a click reaches what is there."""
        painted = asyncio.Event()
        if self._app.screen.call_after_refresh(painted.set):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(painted.wait(), _LAYOUT)


def _raise(error: BaseException) -> None:
    raise error
