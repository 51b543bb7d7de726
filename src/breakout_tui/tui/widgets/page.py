"""Page: a text, laid out for the width. It is a line list whose rows are the lines of the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol

from textual.binding import Binding, BindingType
from textual.content import Content

from breakout_tui.domain.text import plural
from breakout_tui.tui.widgets.line_list import LineList
from breakout_tui.tui.widgets.row_source import RowLine, RowMark, RowSource

_NO_BREAK = "\u00a0"
_STAND_IN = "\ue0ff"
"""Of the same width, for private use: no text has it."""


class PageText(Protocol):
    """A text that can lay itself out."""

    def lay_out(self, width: int, height: int) -> Sequence[RowLine]:
        """The lines of the text, each at most ``width`` cells wide; ``height`` is the height of the window."""
        ...


class TextRows(RowSource):
    """Each line of a text as a row, without a cursor.

    ``fills`` says whether the text depends on the height of the window, ``says_more`` whether the last visible line
    says how many more there are.
    """

    def __init__(self, text: PageText, *, fills: bool = False, says_more: bool = False) -> None:
        self._text = text
        self._fills = fills
        self._says_more = says_more
        self._width = self._height = 0
        self._laid_out: dict[int, Sequence[RowLine]] = {}

    @property
    def count(self) -> int:
        """The number of lines at the current width."""
        return len(self._lines(self._width)) if self._width else 0

    def lay_out(self, index: int, width: int, mark: RowMark) -> Sequence[RowLine]:  # noqa: ARG002 - no cursor here
        """One line of the text."""
        return (self._lines(width)[index],)

    def height(self, index: int, width: int) -> int:  # noqa: ARG002 - each row is a line
        """One."""
        return 1

    def lines(self, width: int) -> int:
        """The number of lines."""
        return len(self._lines(width))

    def fit(self, width: int, height: int) -> bool:
        """Lay the text out for another size."""
        is_other = self._fills and height != self._height
        self._width, self._height = width, height
        if is_other:
            self.forget()
        return is_other

    def can_point(self, index: int) -> bool:  # noqa: ARG002 - the same for all
        """False: a text has no cursor."""
        return False

    def foot(self, above: int, below: int) -> RowLine | None:  # noqa: ARG002 - how one got there is no news
        """How many more lines there are, including the one that this line covers."""
        return ((f"↓ {plural(below + 1, 'more line')}", "muted"),) if below and self._says_more else None

    def forget(self) -> None:
        """Lay out again: the text has changed."""
        self._laid_out.clear()

    def _lines(self, width: int) -> Sequence[RowLine]:
        if width not in self._laid_out:
            self._laid_out = {width: self._text.lay_out(width, self._height)}
        return self._laid_out[width]


class Page(LineList, inherit_bindings=False):
    """A text that scrolls."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "Up", show=False),
        Binding("down", "step(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown,space", "page(1)", "Page down", show=False),
        Binding("home", "go(0)", "Top", show=False),
        Binding("end", "go(-1)", "End", show=False),
    ]

    DEFAULT_CSS = """
    Page { height: 1fr; }
    """

    def __init__(self, text: PageText, *, fills: bool = False, id: str | None = None) -> None:
        self._rows = TextRows(text, fills=fills)
        super().__init__(self._rows, id=id)

    def show_again(self) -> None:
        """The text has changed: show it from the top."""
        self.show_changed()
        self.show_line(0)

    def show_changed(self) -> None:
        """The text has changed: show it where it is."""
        self._rows.forget()
        self.repaint()


def hanging(first: Content, text: Content, width: int) -> list[Content]:
    """The text wrapped after ``first``, with a hanging indent."""
    indent = first.cell_length
    lines = wrapped(text, max(8, width - indent)) or [Content("")]
    return [(first if not number else Content(" " * indent)) + line for number, line in enumerate(lines)]


def wrapped(text: Content, width: int) -> list[Content]:
    """The text in lines of at most ``width`` cells; Textual alone would break it at a no-break space as well."""
    if _NO_BREAK not in text.plain or _STAND_IN in text.plain:
        return list(text.wrap(width))
    lines = Content(text.plain.replace(_NO_BREAK, _STAND_IN), list(text.spans)).wrap(width)
    return [Content(line.plain.replace(_STAND_IN, _NO_BREAK), list(line.spans)) for line in lines]
