"""The app's line filters, for a widget that caches its painted lines itself instead of using Textual's cache.

Textual applies them (NO_COLOR, the themes of sixteen colours) when it renders the lines of a widget; cached lines would be
filtered twice.

Gain: without it an Enter that saves a note makes 1.2 times the calls (8 notes in one run).
Fallback: Textual's own ``render_lines`` makes the lines.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import App
from textual.filter import LineFilter

from breakout_tui.tui.textual_internals import hooks

IS_ON = hooks.has(App, "_filters")


def filters_of(app: App[object]) -> Iterable[LineFilter] | None:
    """The filters; None if they are not available, so that Textual has to render the lines."""
    return app._filters if IS_ON else None
