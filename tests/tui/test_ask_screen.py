"""Ask and choose: one question, one answer."""

from __future__ import annotations

import pytest
from textual.app import App
from textual.screen import Screen
from textual.widgets import Static

from breakout_tui.tui import colours
from breakout_tui.tui.screens.ask_screen import AskScreen, ChooseScreen
from tests.tui.keyboard import pressed

OPTIONS = (("t", "take it over"), ("r", "read [only]"), ("f2", "start a new one"))


class Probe(App[None]):
    """An app with a question, which keeps the answers."""

    def __init__(self, question: Screen[str | None]) -> None:
        super().__init__()
        for theme in colours.THEMES:
            self.register_theme(theme)
        self.theme = colours.DARK
        self.question = question
        self.given: list[str | None] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our variables also for other themes."""
        return colours.variable_defaults()

    async def on_mount(self) -> None:
        """Ask."""
        await self.push_screen(self.question, self.given.append)


async def test_enter_gives_the_clean_line() -> None:
    """Rule: the answer is the cleaned text of the line; typing can continue the proposal immediately."""
    app = Probe(AskScreen("How [many]?", value="4"))
    async with app.run_test() as pilot:
        await pilot.press("2", "space", "enter")
    assert app.given == ["42"]


async def test_a_burst_gives_what_was_typed_before_enter() -> None:
    """Rule: letters after the Enter do not get into the answer."""
    app = Probe(AskScreen("How many?"))
    async with app.run_test() as pilot:
        for key in ("1", "2", "enter", "3"):
            app.post_message(pressed(key))
        await pilot.pause()
        await pilot.pause()
    assert app.given == ["12"]


async def test_escape_gives_no_answer() -> None:
    """Rule: None is not an empty answer."""
    app = Probe(AskScreen("How many?", value="4"))
    async with app.run_test() as pilot:
        await pilot.press("escape")
    assert app.given == [None]


async def test_the_preview_follows_the_typing() -> None:
    """Rule: the price is shown before Enter, as literal text."""
    app = Probe(AskScreen("How many?", preview=lambda text: f"[{text}]"))
    async with app.run_test() as pilot:
        await pilot.press("7")
        await pilot.pause()
        assert str(app.question.query_one("#preview", Static).render()) == "[7]"


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (("r",), "r"),
        (("f2",), "f2"),
        (("enter",), "t"),
        (("down", "enter"), "r"),
        (("x", "end", "enter"), "f2"),
        (("escape",), None),
    ],
)
async def test_an_option_is_chosen_by_key_or_arrows(keys: tuple[str, ...], answer: str | None) -> None:
    """Rule: its key, or the cursor and Enter; other keys do nothing."""
    app = Probe(ChooseScreen("What now?", OPTIONS, explanation="Two [lines]\nof words"))
    async with app.run_test() as pilot:
        await pilot.press(*keys)
    assert app.given == [answer]


async def test_the_proposed_option_has_the_cursor() -> None:
    """Rule: Enter chooses the proposed option."""
    app = Probe(ChooseScreen("What now?", OPTIONS, chosen="r"))
    async with app.run_test() as pilot:
        await pilot.press("enter")
    assert app.given == ["r"]
