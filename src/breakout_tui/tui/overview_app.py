"""The organiser's overview in a terminal, a program of its own: it looks at a hub, and never at the sessions of this computer."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.overview_source import OverviewSource
from breakout_tui.domain.settings import AUTO_THEME
from breakout_tui.tui import colours
from breakout_tui.tui.appearance import Appearance
from breakout_tui.tui.input_events import GroundTold
from breakout_tui.tui.screens.overview_room_screen import OverviewRoomScreen
from breakout_tui.tui.screens.overview_screen import OverviewScreen
from breakout_tui.tui.textual_internals.discreet_crash import DiscreetApp

BEAT = 0.25
"""Seconds between two looks at what is known."""


class OverviewApp(DiscreetApp):
    """``url`` is where the hub is; without ``beat_every`` the tests beat."""

    CSS_PATH = "styles/base.tcss"
    TITLE = "breakout-tui overview"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        ("q", "quit", "Quit"),
        ("c", "turn_theme", "Other colours"),
    ]

    def __init__(
        self,
        source: OverviewSource,
        clock: Clock,
        url: str,
        *,
        theme: str = AUTO_THEME,
        beat_every: float | None = BEAT,
    ) -> None:
        super().__init__()
        self.appearance = Appearance(self, theme)
        self.appearance.dress()
        self._source = source
        self._clock = clock
        self._url = url
        self._beat_every = beat_every

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our colours, for themes that don't define them."""
        return colours.variable_defaults()

    def on_mount(self) -> None:
        """Show all rooms, and start the beat."""
        self.push_screen(OverviewScreen(self._source, self._clock, self._url))
        if self._beat_every is not None:
            self.set_interval(self._beat_every, self.beat)

    def on_ground_told(self, message: GroundTold) -> None:
        """The theme may follow the background of the terminal."""
        self.appearance.ground_told(message.colour)

    def beat(self) -> None:
        """Show how it is now, on the screens that show rooms."""
        for screen in self.screen_stack:
            if isinstance(screen, OverviewScreen | OverviewRoomScreen) and screen.is_attached:
                screen.tick()

    def action_turn_theme(self) -> None:
        """Show the next of our themes."""
        self.appearance.choose(self.appearance.next())
