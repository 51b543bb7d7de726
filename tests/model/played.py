"""Plays a day on the real app and the real database, by the bytes of a terminal, beside the paper."""

from __future__ import annotations

import asyncio
import gc
import random
import sqlite3
from collections.abc import Sequence
from contextlib import AsyncExitStack, closing
from pathlib import Path

from breakout_tui.domain.programme import AttributionRule
from breakout_tui.store.database import Database
from tests.faults.open_window import Window, open_window
from tests.model.checks import check_day, check_moment
from tests.model.keyboard import ESCAPE, keys
from tests.model.paper import NO_MARKS, Paper
from tests.model.plan import Action
from tests.tui.byte_terminal import Terminal
from tests.tui.fakes import FakeClock
from tests.tui.test_terminal_input import divided

_DEAD = 2**22 + 1
"""The number of a process that can't exist on Linux."""

_TOGETHER = 20
"""The program excludes from garbage collection what it has when it starts. What so many days leave is given back at once: each
collection looks through all of the tests, which is a fifth of a day's time."""
_ENDINGS = ("kill", "quit")


class Unclosed(Database):
    """Ends as in a kill: nothing more is submitted, nothing is released."""

    def close(self, timeout: float | None = None) -> bool:
        """The window is dropped."""
        return True

    def end(self) -> None:
        """Stop its thread, after the day."""
        super().close(0.5)


class Played:
    """A day that is being played in a folder."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.clock = FakeClock()
        self.paper = Paper(self.clock, tuple(AttributionRule)[seed % len(AttributionRule)])
        self._folder = folder
        self._chance = random.Random(seed)
        self._terminal = Terminal(self.clock)
        self._typed = ""
        self._stores: list[Unclosed] = []
        self._stack = AsyncExitStack()
        self.window: Window

    async def play(self, actions: Sequence[Action]) -> None:
        """All actions, then the checks."""
        try:
            await self._open()
            for action in actions:
                await self._do(action)
            await self._read()
            await self.window.until_saved()
            check_day(self.paper, self.window)
        finally:
            await self._stack.aclose()
            for store in self._stores:
                store.end()

    async def _open(self) -> None:
        is_new = not self._stores
        opened = open_window(
            self._folder,
            store_class=Unclosed,
            clock=self.clock,
            session_id=None if is_new else self.paper.session.id,
            opening=self.paper.opening() if is_new else None,
        )
        self.window = await self._stack.enter_async_context(opened)
        assert isinstance(self.window.store, Unclosed)
        self._stores.append(self.window.store)

    async def _do(self, action: Action) -> None:
        if action.gap:
            await self._read()
            self.clock.pass_time(action.gap)
            self.window.app.beat()
        self._typed += keys(action, self.paper)
        if action.what in _ENDINGS:
            await self._read()
            await self._end(action)

    async def _end(self, action: Action) -> None:
        """The window ends, and is opened again."""
        paper = self.paper
        if paper.editing is not None and paper.is_read_back:  # the draft of an edit would amend the note
            return
        await (self._quit() if action.what == "quit" else self._kill(is_settled=bool(action.first % 3)))
        self._stack = AsyncExitStack()
        await self._open()
        self._take_draft(self._drafted(), is_all=action.what == "quit")
        await self._idle()
        check_moment(paper, self.window)

    async def _read(self) -> None:
        """The terminal sends what was typed, in a few reads, and everything has its effects."""
        typed, self._typed = self._typed, ""
        ends_with_escape = typed.endswith(ESCAPE)
        if ends_with_escape:
            typed = typed.removesuffix(ESCAPE) + "\x1b"
        cuts = [self._chance.randrange(1000) for _ in range(self._chance.randrange(3))]
        for part in filter(None, divided(typed, cuts)):
            for message in self._terminal.read(part):
                self.window.app.post_message(message)
        await self._idle()
        for message in self._terminal.idle(0.15):
            self.window.app.post_message(message)
        await self._idle()
        check_moment(self.paper, self.window)

    async def _idle(self) -> None:
        app = self.window.app
        while app.message_queue_size or not app.input_order.is_idle:
            await asyncio.sleep(0)

    # A kill

    async def _kill(self, *, is_settled: bool) -> None:
        """The window is gone, half a second after the last key or at once; the next one has the notes and the draft."""
        window, paper = self.window, self.paper
        await window.until_saved()
        if is_settled or paper.editing is not None or paper.marks != NO_MARKS:
            await window.until(lambda: self._drafted() == self._in_line(window))
        await self._stack.aclose()
        with closing(sqlite3.connect(window.store.path)) as connection, connection:
            connection.execute("UPDATE ownership SET pid = ?, started = ''", (_DEAD,))

    async def _quit(self) -> None:
        """Ctrl+Q, and the window is opened again: the line is as it was."""
        for message in self._terminal.read("\x11"):
            self.window.app.post_message(message)
        while self.window.app.is_running:
            await asyncio.sleep(0)
        await self._stack.aclose()
        self._stores[-1].end()

    def _drafted(self) -> str:
        draft = self.window.store.draft(self.paper.session.id)
        return "" if draft is None else draft.text

    def _in_line(self, window: Window) -> str:
        return window.live.room.typing.text

    def _take_draft(self, drafted: str, *, is_all: bool) -> None:
        """What came back is what was typed, or the beginning of it if there was no time."""
        paper = self.paper
        if paper.editing is None and drafted != paper.in_line and not is_all:
            assert paper.in_line.startswith(drafted), f"{drafted!r} came back, not {paper.in_line!r}"
            paper.line, paper.marks = drafted, NO_MARKS
        paper.keep_kind()


def play(actions: Sequence[Action], seed: int, folder: Path) -> None:
    """Play a day in an empty folder. Raises AssertionError, or what the program raised."""
    asyncio.run(Played(folder, seed).play(actions))
    if seed % _TOGETHER == 0:
        gc.unfreeze()
