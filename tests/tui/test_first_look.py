"""First look: a screen is laid out and painted once, and later only its changed parts are painted."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from rich.console import RenderableType
from textual import events
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.dom import DOMNode
from textual.screen import Screen

import breakout_tui.domain
from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.session import start
from breakout_tui.tui.app import BreakoutApp
from tests.domain.day import programme
from tests.tui.fakes import FakeClock, FakePublisher, FakeStore
from tests.tui.hook_marks import needs_hooks
from tests.tui.screen_text import screen_text


class Counting(BreakoutApp):
    """Counts how often the whole screen was painted."""

    whole = 0

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.parts: list[set[int]] = []
        """The number of lines of each partial paint."""
        self.restyled: list[DOMNode] = []
        """What got its styles again, with all that is in it."""

    def update_styles(self, node: DOMNode, animate: bool = True) -> None:
        """Count it."""
        self.restyled.append(node)
        super().update_styles(node, animate)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        self.whole += isinstance(renderable, LayoutUpdate)
        if isinstance(renderable, ChopsUpdate):
            self.parts.append({y for y, _, _ in renderable.spans})
        super()._display(screen, renderable)


def on_a_session() -> Counting:
    """An app that opens a session without notes directly."""
    clock, store = FakeClock(), FakeStore()
    outcome = start(programme(), "t", c.EditDetails(room="Room 2"), clock.read())
    store.submit(outcome.session.id, outcome.changes)
    return Counting(programme, store, clock, FakePublisher(), beat_every=None, session_id=outcome.session.id)


@needs_hooks
@pytest.mark.parametrize("size", [(80, 24), (120, 32)])
@pytest.mark.parametrize("is_live", [False, True])
async def test_the_whole_screen_is_painted_once_when_it_is_shown(
    size: tuple[int, int], is_live: bool
) -> None:
    """Rule: Textual's immediate second paint is left out, and a focus move does not paint everything."""
    clock, store = FakeClock(), FakeStore()
    outcome = start(programme(), "t", c.EditDetails(room="Room 2"), clock.read())
    store.submit(outcome.session.id, outcome.changes)
    app = Counting(
        programme,
        store,
        clock,
        FakePublisher(),
        beat_every=None,
        session_id=outcome.session.id if is_live else None,
    )
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert app.whole == 1
        await pilot.press(*(("escape", "escape") if is_live else ("tab", "2", "1")))
        assert app.whole == 1
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert app.whole > 1


@needs_hooks
async def test_a_session_in_which_no_phase_runs_is_styled_once_when_it_opens() -> None:
    """Rule: the class of the missing time is there before its widgets are."""
    app = on_a_session()
    async with app.run_test(size=(120, 32)) as pilot:
        await pilot.pause()
        assert app.opened.live is not None
        assert app.opened.live.has_class("-timeless")
        assert app.opened.live not in app.restyled


@needs_hooks
async def test_a_note_is_painted_as_soon_as_it_is_captured() -> None:
    """Rule: before any other message, and before the thread that stores it runs; not under another screen.

    The line that says whether it is saved is painted in the same frame.
    """
    app = on_a_session()
    async with app.run_test(size=(120, 32)) as pilot:
        await pilot.pause()
        live = app.opened.live
        assert live is not None
        app.parts.clear()
        assert live.room.do(c.Capture("Heard", Kind.CHALLENGE))
        assert len(app.parts) == 1
        notes = live.query_one("#notes").region
        saved = live.query_one("#kinds").region
        assert app.parts[0] == {*range(notes.y, notes.bottom), *range(saved.y, saved.bottom)}
        await pilot.press("f1")
        await pilot.pause()
        app.parts.clear()
        assert live.room.do(c.Capture("Heard, unseen", Kind.CHALLENGE))
        assert app.parts == []


async def test_a_paste_of_many_lines_is_painted_once() -> None:
    """Rule: a note is painted at its Enter, but not each line of a paste."""
    app = on_a_session()
    async with app.run_test(size=(120, 32)) as pilot:
        app.post_message(events.Paste("\n".join(f"line {number}" for number in range(300))))
        await pilot.pause()
        app.parts.clear()
        await pilot.press("tab")
        await pilot.pause()
        assert "line 299" in screen_text(app)
        assert 0 < len(app.parts) < 100


async def test_the_first_letter_does_not_wait_for_imports(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rule: the imports for commands run after the store has started, or with the first command."""
    app = on_a_session()
    async with app.run_test(size=(120, 32)) as pilot:
        with monkeypatch.context() as without:
            without.delattr(breakout_tui.domain, "commands")
            without.setitem(sys.modules, "breakout_tui.domain.commands", None)
            await pilot.press("a")
        assert app.opened.live is not None
        assert app.opened.live.room.typing.text == "a"
