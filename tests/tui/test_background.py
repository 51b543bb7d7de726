"""Background work: its news come in order into the loop, and a folder that never answers blocks no key."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App

from breakout_tui.domain.browsing import Listing
from breakout_tui.tui.background import on_a_thread
from breakout_tui.tui.screens.files_screen import FilesScreen
from breakout_tui.tui.widgets.line import Line
from tests.tui.file_dialog import TODAY, Folders, Probe
from tests.tui.screen_text import screen_text


class Waiting(App[None]):
    """An app that keeps what it hears, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[int] = []
        self.threads: set[int] = set()

    def hear(self, news: int) -> None:
        """Keep it."""
        self.heard.append(news)
        self.threads.add(threading.get_ident())


async def test_news_are_heard_in_order_in_the_loop() -> None:
    """Rule: never on the thread that tells them."""
    app = Waiting()

    def work(tell: Callable[[int], None]) -> None:
        for number in range(50):
            tell(number)

    async with app.run_test() as pilot:
        on_a_thread(app)(work, app.hear)
        while len(app.heard) < 50:
            await pilot.pause()
    assert app.heard == list(range(50))
    assert app.threads == {threading.get_ident()}


async def test_an_error_that_the_work_does_not_tell_ends_the_app() -> None:
    """Rule: as an error in the loop does, so that it is in the log."""
    app = Waiting()

    def work(tell: Callable[[int], None]) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await _run(app, work)


async def _run(app: Waiting, work: Callable[[Callable[[int], None]], None]) -> None:
    async with app.run_test() as pilot:
        on_a_thread(app)(work, app.hear)
        while app.is_running:
            await pilot.pause()


class Stuck(Folders):
    """A folder that does not answer until it is let go."""

    def __init__(self, stick: Path) -> None:
        super().__init__(stick)
        self.asked, self.let_go = threading.Event(), threading.Event()

    def listing(self, folder: Path) -> Listing:
        """Wait."""
        self.asked.set()
        self.let_go.wait()
        return super().listing(folder)


async def test_a_folder_that_does_not_answer_blocks_no_key(tmp_path: Path) -> None:
    """Rule: the screen says that it reads; other places and Esc work meanwhile, and a late answer changes nothing."""
    sources = Stuck(tmp_path)
    app = Probe(tmp_path)
    app.shown = FilesScreen(sources, on_a_thread(app), TODAY)
    async with app.run_test(size=(160, 24)) as pilot:

        async def until_it_says(words: str) -> None:
            while words not in screen_text(app):
                await pilot.pause()

        await until_it_says("stick or card")
        await pilot.press("enter")
        await until_it_says("Reading")
        assert app.says("where") == str(tmp_path)
        await pilot.press("tab")
        await until_it_says("stick or card")
        sources.let_go.set()
        await pilot.pause()
        assert app.shown.query_one("#where", Line).as_text() == "Places"
        await pilot.press("escape")
    assert app.given == [None]
