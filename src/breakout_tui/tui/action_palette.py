"""The palette (Ctrl+P): every action of the live screen, found by its word or its help."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from breakout_tui.tui.actions.catalogue import ACTIONS
from breakout_tui.tui.screens.live_screen import LiveScreen


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
        for entry in self._entries():
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
