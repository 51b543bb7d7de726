"""Appearance: the theme of an app: chosen by name, or following the background of the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App

from breakout_tui.domain.settings import AUTO_THEME
from breakout_tui.tui import colours, foreign_themes

if TYPE_CHECKING:
    from textual.color import Color


def theme_names() -> tuple[str, ...]:
    """All themes that can be chosen by name: ours first, then those of Textual."""
    return (AUTO_THEME, *colours.OURS, *foreign_themes.NAMES)


class Appearance:
    """``chosen`` is the name of a theme, or ``auto``: dark, until the terminal says that its background is light."""

    def __init__(self, app: App[Any], chosen: str = AUTO_THEME) -> None:
        self._app = app
        self.chosen = chosen
        self._is_ground_light = False

    @property
    def is_auto(self) -> bool:
        """Whether the background of the terminal decides."""
        return self.chosen == AUTO_THEME

    def dress(self) -> None:
        """Set the colours before anything is styled: a later change would style and paint everything again."""
        for theme in colours.THEMES:
            self._app.register_theme(theme)
        self._app.set_reactive(App.theme, self._ready(self.chosen))
        self._app.stylesheet.set_variables(self._app.get_css_variables())

    def choose(self, name: str) -> None:
        """Use the theme of this name; ``auto`` follows the terminal again."""
        self.chosen = name
        self._app.theme = self._ready(name)

    def next(self) -> str:
        """The name of the one of our themes that follows the one in use."""
        used = self._app.theme
        at = colours.OURS.index(used) + 1 if used in colours.OURS else 0
        return colours.OURS[at % len(colours.OURS)]

    def ground_told(self, ground: Color) -> None:
        """The terminal has told its background."""
        self._is_ground_light = foreign_themes.is_light(ground)
        if self.is_auto:
            self._app.theme = self._ready(AUTO_THEME)

    def _ready(self, name: str) -> str:
        """The name of a theme that the app knows."""
        if name == AUTO_THEME:
            return colours.LIGHT if self._is_ground_light else colours.DARK
        if name not in colours.OURS:
            self._app.register_theme(foreign_themes.fitted(name))
        return name
