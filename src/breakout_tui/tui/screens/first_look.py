"""The first look of a screen: styled and laid out once, for the size that it will have."""

from __future__ import annotations

from textual import events
from textual.screen import Screen


class FirstLook(Screen[None]):
    """A screen whose widgets are mounted with the styles that they keep.

    Textual styles all of them again when the screen is shown and once more when its size puts a class on it.
    """

    _is_seen = False

    def take_size(self) -> None:
        """Put the classes of the size on; to be called before anything is composed."""
        width, height = self.app.size
        for length, points in (
            (width, self.HORIZONTAL_BREAKPOINTS),
            (height, self.VERTICAL_BREAKPOINTS),
        ):
            fitting = [point for point in points or () if length >= point[0]]
            if fitting:
                self.add_class(max(fitting)[1], update=False)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """At first all is styled already."""
        if not self._is_seen:
            self._is_seen = True
            event.refresh_styles = False
