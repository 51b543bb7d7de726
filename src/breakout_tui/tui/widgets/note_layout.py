"""Note layout: one note in a given width, with a head, hanging text, and details after the text.

Nothing is aligned to the right of user text, since terminals disagree about the width of emoji.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len, split_graphemes

from breakout_tui.domain.kinds import GLYPHS
from breakout_tui.domain.text import clean, clean_line
from breakout_tui.tui.colours import KIND_VARIABLES
from breakout_tui.tui.widgets.note_row import NoteRow

HANGING = 28
"""In a narrower list, text starts after its reference, without a hanging indent."""

TIMED = 36
"""In a narrower list, the time is left out."""

_GLUE = "\u00a0"


class StyledText(NamedTuple):
    """A stretch of a line in one role of ``line_styles.ROLES``."""

    text: str
    role: str


class NoteLine(NamedTuple):
    """One line on screen; ``joint`` is the text of the note between this line and the next."""

    spans: tuple[StyledText, ...]
    joint: str

    @property
    def text(self) -> str:
        """The line as plain text."""
        return "".join(span.text for span in self.spans)


class _Flow(NamedTuple):
    """A note as one string to wrap, and the roles of its stretches."""

    text: str
    breakable: str
    """The same string with non-breaking spaces where it must not break; as long as ``text``."""
    roles: tuple[tuple[int, str], ...]
    """The end of each role, in order."""
    head: tuple[StyledText, ...]
    indent: int


def height(row: NoteRow, width: int) -> int:
    """The number of lines of :func:`lines` for ``row`` in ``width`` cells."""
    flow = _flow(row, width)
    return len(breaks(flow.breakable, max(1, width - flow.indent)))


def lines(row: NoteRow, width: int, *, needle: str = "", is_cursor: bool = False) -> list[NoteLine]:
    """The lines of ``row`` in ``width`` cells, matches of ``needle`` in role ``match``."""
    flow = _flow(row, width)
    ends = breaks(flow.breakable, max(1, width - flow.indent))
    matches = _matches(flow.text, needle)
    head = tuple(_with_cursor(flow.head, is_timed=len(flow.head) > 1)) if is_cursor else flow.head
    made = []
    for number, (start, end) in enumerate(ends):
        lead = head if number == 0 else (StyledText(" " * flow.indent, ""),) if flow.indent else ()
        joint = flow.text[end : ends[number + 1][0]] if number + 1 < len(ends) else ""
        made.append(NoteLine((*lead, *_spans(flow, start, end, matches)), joint))
    if is_cursor and not flow.indent:
        made[0] = NoteLine(tuple(_with_cursor(made[0].spans, is_timed=False)), made[0].joint)
    return made


def breaks(text: str, width: int) -> list[tuple[int, int]]:
    """The start and end of each line of ``text``, in characters, for lines of at most ``width`` cells.

    Breaks at spaces, which are dropped; at newlines; and between characters of a word that is wider than the line. A
    grapheme cluster wider than the line has a line of its own.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for paragraph in text.split("\n"):
        end = start + len(paragraph)
        if end - start <= width and paragraph.isascii():
            found.append((start, end))
        else:
            found.extend(_fold(text, start, end, width))
        start = end + 1
    return found


def _fold(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """The lines of one paragraph, ``text[start:end]``."""
    line, last, used, at = start, start, 0, start
    for word in text[start:end].split(" "):
        begin, at = at, at + len(word) + 1
        gap = begin - last
        if not word:
            continue
        wide = len(word) if word.isascii() else cell_len(word)
        if used + gap + wide <= width:
            used += gap + wide
            last = begin + len(word)
            continue
        runs_on = wide > width and not word.isascii() and wide > len(word) and used + gap < width
        if last > line and not runs_on:
            yield line, last
        if not runs_on:
            line, used, gap = begin, 0, 0
        last = begin + len(word)
        if wide <= width:
            used = wide
            continue
        used += gap
        for first, _, cells in _clusters(word):
            if used + cells > width and begin + first > line:
                yield line, begin + first
                line, used = begin + first, 0
            used += cells
    yield line, max(line, last)


def _clusters(word: str) -> list[tuple[int, int, int]]:
    if word.isascii():
        return [(place, place + 1, 1) for place in range(len(word))]
    return split_graphemes(word)[0]


def _flow(row: NoteRow, width: int) -> _Flow:
    glyph = GLYPHS[row.kind]
    kind = f"{KIND_VARIABLES[row.kind]} strong"
    reference = clean_line(row.reference)
    time = clean_line(row.time)
    timed = (StyledText(f"{time}  ", "muted"),) if time and width >= TIMED else ()
    head = (*timed, StyledText(f"{glyph} {reference:<3} ", kind))
    lead: list[tuple[str, str]] = []
    indent = sum(cell_len(span.text) for span in head)
    if width < HANGING or indent > width // 2:
        lead = [(f"{glyph} {reference}", kind)]
        head, indent = (), 0
    body = clean(row.text).rstrip()
    return _joined(lead, body, _tail(row), head, indent, width)


def _joined(
    lead: list[tuple[str, str]],
    body: str,
    tail: list[tuple[str, str]],
    head: tuple[StyledText, ...],
    indent: int,
    width: int,
) -> _Flow:
    """Lead, body and tail as one string: one space after the lead, two before each piece of the tail."""
    text, breakable = "", ""
    roles: list[tuple[int, str]] = []
    for words, role in lead:
        text += f"{words} "
        breakable += words.replace(" ", _GLUE) + " "
        roles.append((len(text), role))
    text += body
    breakable += body
    roles.append((len(text), ""))
    for words, role in tail:
        gap = "  " if body else ""
        glued = words if cell_len(words) > width - indent else words.replace(" ", _GLUE)
        body = body or words
        text += gap + words
        breakable += gap + glued
        roles.append((len(text) - len(words), ""))
        roles.append((len(text), role))
    return _Flow(text, breakable, tuple(roles), head, indent)


def _tail(row: NoteRow) -> list[tuple[str, str]]:
    """The details of a note, in the order shown."""
    said = [
        (f"@{row.attribution}" if row.attribution else "", "principle"),
        (f"#{row.cluster}" if row.cluster else "", "muted italic"),
        (row.links, "muted"),
        (f"heard {row.heard}×" if row.heard > 1 else "", "muted"),
        (row.marks, "muted"),
    ]
    return [(clean_line(words), role) for words, role in said if words]


def _matches(text: str, needle: str) -> list[tuple[int, int]]:
    if not needle:
        return []
    return [found.span() for found in re.finditer(re.escape(needle), text, re.IGNORECASE)]


def _spans(flow: _Flow, start: int, end: int, matches: list[tuple[int, int]]) -> Iterator[StyledText]:
    """The stretches of ``flow.text[start:end]`` by role; matches in the text have their own role."""
    begin = 0
    for stop, role in flow.roles:
        first, last = max(begin, start), min(stop, end)
        begin = stop
        at = first
        for found, over in matches:
            left, right = max(found, at), min(over, last)
            if left >= right:
                continue
            if at < left:
                yield StyledText(flow.text[at:left], role)
            yield StyledText(flow.text[left:right], "match")
            at = right
        if at < last:
            yield StyledText(flow.text[at:last], role)


def _with_cursor(spans: tuple[StyledText, ...], *, is_timed: bool) -> Iterator[StyledText]:
    """The head with a mark for the cursor, visible without colour: before the glyph, or in its place."""
    if not spans:
        return
    first, *others = spans
    if is_timed:
        yield StyledText(first.text[:-1], first.role)
        yield StyledText("▸", "accent")
    else:
        yield StyledText("▸", "accent")
        yield StyledText(first.text[1:], first.role)
    yield from others
