"""NoReflow: setting the virtual size of a widget neither lays out the screen nor repaints.

Textual does both for every widget at its first layout, although it has just computed the sizes.

Gain: without it a key in the line makes 3.7 times the calls (80 keys in one run) and sends 4.4 times the bytes (30 keys in
each of 10 runs); an Enter that saves a note makes 2.1 times the calls.
Fallback: Textual's own reactive; the same picture, laid out once more.
"""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widget import Widget

from breakout_tui.tui.textual_internals import hooks

IS_ON = hooks.has(Widget, "virtual_size")


class NoReflow:
    """A mixin for widgets whose place on the screen does not depend on their content. It must be the first base."""

    if IS_ON:
        virtual_size = Reactive(Size(0, 0), repaint=False)
