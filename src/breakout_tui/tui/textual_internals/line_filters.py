"""The filters of the app, for a widget that keeps its painted lines itself, past Textual's cache of lines.

Textual applies them (NO_COLOR, the themes of sixteen colours) where it makes the lines of a widget, which for kept lines
is work done twice.

Gain: without it an Enter that takes a note makes 1.2 times the calls (8 notes in one run).
Fallback: the lines are made by Textual's own ``render_lines``.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import App
from textual.filter import LineFilter

from breakout_tui.tui.textual_internals import hooks

IS_ON = hooks.has(App, "_filters")


def filters_of(app: App[object]) -> Iterable[LineFilter] | None:
    """The filters; None where they can't be asked for, and Textual has to make the lines."""
    return app._filters if IS_ON else None
