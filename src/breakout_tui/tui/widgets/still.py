"""Still: for what keeps its place on the screen whatever it shows."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive


class Still:
    """A mixin, to stand first among the bases: to learn its virtual size neither lays out nor paints anything anew.

    Textual does both whenever a widget learns its virtual size, and so once more for everything that it has just laid out for
    the first time.
    """

    virtual_size = Reactive(Size(0, 0), repaint=False)
