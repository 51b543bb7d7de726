"""The palette (Ctrl+P): every action of the live screen, found by its word or its help."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, ClassVar, NamedTuple

from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets import OptionList

from breakout_tui.tui.actions.catalogue import ACTIONS, BY_WORD, choices
from breakout_tui.tui.screens.live_screen import LiveScreen
from breakout_tui.tui.screens.standing import ClosesOnce


class PaletteEntry(NamedTuple):
    """One command of the palette."""

    text: str
    help: str
    run: Callable[[], object]


class ActionPalette(Provider):
    """On other screens than the live one the only command is to quit. Texts are literal: ``[note]`` is no markup."""

    async def discover(self) -> Hits:
        """All commands, before anything is typed."""
        for entry in self._entries():
            yield DiscoveryHit(Content(entry.text), entry.run, text=entry.text, help=entry.help)

    async def search(self, query: str) -> Hits:
        """The commands whose word or help matches, the best match first."""
        matcher = self.matcher(query)
        for entry in (*self._entries(), *self._with_arguments()):
            score = max(matcher.match(entry.text), matcher.match(entry.help))
            if score > 0:
                yield Hit(score, Content(entry.text), entry.run, text=entry.text, help=entry.help)

    def _entries(self) -> Iterator[PaletteEntry]:
        screen = self.screen
        if isinstance(screen, LiveScreen):
            for action in ACTIONS:
                yield PaletteEntry(action.usage, action.help, partial(screen.room.run, action.word))
        else:
            yield PaletteEntry("Quit", "Close the window", self.app.action_quit)

    def _with_arguments(self) -> Iterator[PaletteEntry]:
        """Each command with each word that completes its argument: found, but not listed before anything is typed."""
        screen = self.screen
        if isinstance(screen, LiveScreen):
            for word, each in choices().items():
                for argument in each:
                    run = partial(screen.room.run, word, argument)
                    yield PaletteEntry(f"/{word} {argument}", BY_WORD[word].help, run)


class Palette(CommandPalette, ClosesOnce[None]):
    """Textual's palette with our commands. Page up and down wait until its list is laid out; in Textual they end the app."""

    CSS_PATH = "styles/palette.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    @classmethod
    def open_in(cls, app: App[Any]) -> None:
        """Show it, unless it is open, perhaps below the help. It has no id, which a closing one would still have."""
        if not any(isinstance(screen, cls) for screen in app.screen_stack):
            app.push_screen(cls(providers=[ActionPalette]))

    async def action_page(self, by: int) -> None:
        """Move the highlight by a page."""
        rows = self.query_one(OptionList)
        if rows.virtual_size.height > 0:
            await rows.run_action("page_up" if by < 0 else "page_down")
