"""The visible text of a screen: the rows that Textual paints, as in its screenshot, but without drawing them."""

from __future__ import annotations

from typing import Any

from textual._compositor import LayoutUpdate
from textual.app import App


def screen_rows(app: App[Any]) -> list[str]:
    """The rows of the screen, without trailing blanks."""
    painted = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    assert isinstance(painted, LayoutUpdate)
    rows = ("".join(strip.text for strip in strips) for strips in painted.strips)
    return [row.replace("\xa0", " ").rstrip() for row in rows]


def screen_text(app: App[Any]) -> str:
    """All rows of the screen."""
    return "\n".join(screen_rows(app))
