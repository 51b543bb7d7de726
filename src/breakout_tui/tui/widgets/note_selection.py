"""Note selection: stable positions for the lines of the note list, the selection mark, and the selected text."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.selection import Selection
from textual.strip import Strip

from breakout_tui.tui.widgets import note_layout
from breakout_tui.tui.widgets.note_row import Rows

_LINES = 100_000
"""More lines than a note can have; its text has at most 4,000 characters."""


def place_of(index: int, part: int) -> int:
    """The vertical position of line ``part`` of row ``index``.

    Ordered like the lines, but not counted in lines: a position stays the same when rows above are measured.
    """
    return index * _LINES + part


def marked(strip: Strip, span: tuple[int, int], style: Style) -> Strip:
    """``strip`` with ``style`` on the characters of ``span``; an end of -1 is the end of the line."""
    text = strip.text
    start, end = span
    left = cell_len(text[:start])
    right = strip.cell_length if end == -1 else cell_len(text[:end])
    before, inside, after = strip.crop(0, left), strip.crop(left, right), strip.crop(right, strip.cell_length)
    return Strip.join([before, _over(inside, style), after])


def extract(selection: Selection, rows: Rows, width: int) -> str:
    """The text under ``selection`` in ``rows`` laid out in ``width`` cells; wrapped lines are joined again."""
    first = 0 if selection.start is None else selection.start.y // _LINES
    last = len(rows) - 1 if selection.end is None else min(selection.end.y // _LINES, len(rows) - 1)
    return "\n".join(_of_row(selection, rows, index, width) for index in range(first, last + 1))


def _of_row(selection: Selection, rows: Rows, index: int, width: int) -> str:
    text, joint = "", ""
    for part, line in enumerate(note_layout.lines(rows.row(index), width)):
        if (span := selection.get_span(place_of(index, part))) is None:
            continue
        start, end = span
        indent = len(line.spans[0].text) if part and line.spans and line.spans[0].text.isspace() else 0
        whole = line.text
        text += joint + whole[max(start, indent) : len(whole) if end == -1 else end]
        joint = line.joint
    return text


def _over(strip: Strip, style: Style) -> Strip:
    """The strip with ``style`` laid over its own."""
    return Strip(
        [Segment(part.text, (part.style or Style.null()) + style) for part in strip], strip.cell_length
    )
