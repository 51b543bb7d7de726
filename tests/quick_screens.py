"""What a screen in a test need not do: paint where nobody looks, keep still after its first paint, and wait for a frame to be idle."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from typing import Any

import pytest
from textual import app as textual_app
from textual import pilot
from textual._context import visible_screen_stack
from textual._wait import SLEEP_GRANULARITY, wait_for_idle
from textual.app import App
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import Screen
from textual.timer import Timer

from breakout_tui.startup import interpreter
from breakout_tui.tui import settling

_MOST = 1.0
"""Seconds after which an app that is never idle is waited for no longer, as in Textual."""

_SLEEPS = 5
"""What comes again and again, as an animation, is waited for so often."""
_TURNS = 500
"""Turns of the loop after which it is not waited for in this way."""
_A_MOMENT = 0.002
_SOME = 10
"""How often a kind of screen is painted in a process of tests although nobody reads it."""

_PAINT = Screen._compositor_refresh


def quicken(patch: pytest.MonkeyPatch) -> None:
    """For all tests of this process."""
    patch.setattr(settling, "SETTLING", 0.001)
    patch.setattr(MessagePump, "set_timer", _surely(MessagePump.set_timer))
    for name in ("shown", "finish", "keep"):
        patch.setattr(interpreter, name, _nothing)
    for module in (pilot, textual_app):
        patch.setattr(module, "wait_for_idle", _until_idle)
    patch.setattr(Pilot, "_wait_for_screen", _handled(Pilot._wait_for_screen))
    patch.setattr(Screen, "_compositor_refresh", _unpainted)
    patch.setattr(App, "_shutdown", _painted_at_last(App._shutdown))


def _nothing() -> None:
    """Instead of the interpreter's settings for one app in a process: with hundreds in it, each would set aside what the ones before it left."""


async def _until_idle(min_sleep: float = SLEEP_GRANULARITY, max_sleep: float = _MOST) -> None:
    """Until the loop has nothing to do, now or in the time of Textual's pause; that time itself where a thread may be at work."""
    if threading.active_count() > 1:
        await wait_for_idle(min_sleep, max_sleep)
        return
    loop: Any = asyncio.get_running_loop()
    ends, slept = loop.time() + max_sleep, 0
    while slept < _SLEEPS and (now := loop.time()) < ends:
        await asyncio.sleep(0)
        if loop._ready:
            continue
        soon = min((each.when() for each in loop._scheduled if not each.cancelled()), default=ends)
        if soon > now + SLEEP_GRANULARITY:
            return
        await asyncio.sleep(max(0.0, soon - now))
        slept += 1


def _handled(wait_for_screen: Any) -> Any:
    """Textual sends each widget a message, to know that it has handled those before: all have where nothing is left to run or to wake up."""

    async def wait(pilot: Pilot[Any], timeout: float = 30.0) -> bool:
        loop: Any = asyncio.get_running_loop()
        turns, ends = 0, loop.time() + _MOST
        while loop._ready or not turns or (_is_due(pilot.app) and loop.time() < ends):
            await asyncio.sleep(0 if loop._ready or not turns else _A_MOMENT)
            turns += 1
            if turns > _TURNS:
                return bool(await wait_for_screen(pilot, timeout))
        may_go_on = threading.active_count() > 1 or any(map(_is_awaited, loop._scheduled))
        if may_go_on or pilot.app._exception is not None:
            return bool(await wait_for_screen(pilot, timeout))
        return True

    return wait


def _is_due(app: App[Any]) -> bool:
    """Whether the screen has yet to be laid out for what has changed, which Textual does at its next frame."""
    if not app._screen_stack or app._exception is not None or not app.is_running:
        return False
    screen = app.screen
    return screen._layout_required or screen._scroll_required or screen._recompose_required


def _is_awaited(handle: Any) -> bool:
    """Whether somebody but a timer sleeps until then: perhaps in the midst of a message."""
    if handle.cancelled():
        return False
    sleeping = [call for arg in handle._args or () for call, _ in getattr(arg, "_callbacks", None) or ()]
    names = [getattr(getattr(call, "__self__", None), "get_coro", lambda: None)() for call in sleeping]
    return not names or any(getattr(each, "__qualname__", "") != "Timer._run_timer" for each in names)


def _surely(set_timer: Any) -> Any:
    """Textual gives up a timer that is late already when it begins, as on a busy machine."""

    def later(pump: MessagePump, *arguments: Any, **named: Any) -> Timer:
        timer: Timer = set_timer(pump, *arguments, **named)
        timer._skip = False
        return timer

    return later


def paint_all(patch: pytest.MonkeyPatch) -> None:
    """For a test of painting itself."""
    patch.setattr(Screen, "_compositor_refresh", _PAINT)


def _unpainted(screen: Screen[Any]) -> None:
    """Painting without a terminal is a fifth of a screen's time. Who reads a screen paints it whole (``screen_text``)."""
    app = screen.app
    is_seen = not app.is_headless or app.is_inline or type(app)._display is not App._display
    if is_seen or screen is not app.screen:
        _PAINT(screen)
        return
    visible_screen_stack.set(app._background_screens)
    screen._compositor._dirty_regions.clear()
    screen._dirty_widgets.clear()
    app.post_display_hook()


def _painted_at_last(shutdown: Any) -> Any:
    """Paint a screen whole when its test ends, the first times that one of its kind is on top: what can not be painted fails the test."""
    painted: Counter[type[Screen[Any]]] = Counter()

    async def ending(app: App[Any]) -> None:
        if app._exception is None and app.is_headless and app.is_running and app._screen_stack:
            painted[type(app.screen)] += 1
            if painted[type(app.screen)] <= _SOME:
                app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
        await shutdown(app)

    return ending
