"""Face rows: a face of the room display as lines of cells, as large as the space allows. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from breakout_tui.domain.display_face import DisplayFace, FaceLine, Moment
from breakout_tui.domain.kinds import GLYPHS
from breakout_tui.domain.text import plural
from breakout_tui.tui.colours import KIND_VARIABLES
from breakout_tui.tui.widgets.block_letters import block_letters
from breakout_tui.tui.widgets.line import Part
from breakout_tui.tui.wording import shortened, steady, wrap, wrapped

Row = tuple[Part, ...]
"""One line as parts with their roles."""

_GAP = 3
"""Cells between the text of a line, its bar and its value."""
_BAR = 0.28
"""The part of the width that bars have."""
_LEAST_BAR = 10
_LEAST_WITH_BARS = 60
"""The width from which there are bars."""
_LONGEST_LEAD = 8
_FACT_GAP = "     "
LOW = 14
"""Lines below which the lines of a face need them all."""


class _Columns(NamedTuple):
    """How many cells each part of the lines has; 0 for none."""

    lead: int
    bar: int
    value: int


def title_rows(face: DisplayFace, width: int, height: int) -> list[Row]:
    """What the title is, the title in block letters if they fit, and its facts; at most ``height`` lines."""
    if width <= 0 or height <= 0:
        return []
    facts = _facts(face, width)
    above = [_above(face, width), ()] if face.above else []
    if height < len(above) + len(facts) + 3:
        above, facts = above[:1], []
    room = max(1, height - len(above) - (len(facts) + 1 if facts else 0))
    title = _title(face.title, width, room)
    return [*above, *title, *([(), *facts] if facts else [])][:height]


def line_rows(face: DisplayFace, width: int, height: int) -> list[Row]:
    """The heading and the lines that fit, each whole; of the latest notes the last ones, otherwise the first ones."""
    if width <= 0 or height <= 0 or not face.lines:
        return []
    head: list[Row] = [((shortened(face.heading, width), "muted"),), ()] if face.heading else []
    columns = _columns(face.lines, width)
    blocks = [_line(line, columns, width) for line in face.lines]
    is_latest = face.moment is Moment.DISCUSSING and not face.heading
    chosen = _fitting(list(reversed(blocks)) if is_latest else blocks, height - len(head))
    kept = list(reversed(chosen)) if is_latest else chosen
    air: list[Row] = [()] if _has_air(kept, height - len(head)) else []
    rows: list[Row] = []
    for block in kept:
        rows += [*(air if rows else []), *block]
    if len(kept) < len(blocks) and not is_latest:
        rows.append(((f"{plural(len(blocks) - len(kept), 'more line')}", "muted"),))
    return [*head, *rows][:height]


def whole_rows(face: DisplayFace, width: int, height: int) -> list[Row]:
    """The title, and below it the lines, which get the height that they need up to two thirds.

    Where there is little height, the title is a line of plain text.
    """
    if not face.lines or width <= 0 or height <= 0:
        return title_rows(face, width, height)
    if height < LOW:
        title: list[Row] = [((shortened(face.title, width), "strong"),)]
        return [*title, *line_rows(face, width, height - 1)]
    wanted = len(line_rows(face, width, max(1, height * 2 // 3)))
    title = title_rows(face, width, max(1, height - wanted - 2))
    return [*title, (), (), *line_rows(face, width, height - len(title) - 2)][:height]


def _above(face: DisplayFace, width: int) -> Row:
    if face.kind is None:
        return ((shortened(face.above, width), "muted"),)
    words = shortened(f"{GLYPHS[face.kind]} {face.above}", width)
    return ((words, f"strong {KIND_VARIABLES[face.kind]}"),)


def _title(text: str, width: int, height: int) -> list[Row]:
    letters = block_letters(text, width, height)
    if letters is not None:
        return [((line, "foreground"),) for line in letters]
    return [((line, "strong"),) for line in _with_all_marks(text, width, height)]


def _with_all_marks(text: str, width: int, most: int) -> Sequence[str]:
    """The text in at most ``most`` lines with every mark of its letters, which the room needs to read it.

    A terminal may give such a mark another width; that is why rows with something behind the text are ``wrapped``, without them.
    """
    lines = wrap(text, max(1, width))
    return lines if len(lines) <= most else wrapped(text, width, most)


def _facts(face: DisplayFace, width: int) -> list[Row]:
    """In one line if they fit, else a line each."""
    pairs = [(steady(word), steady(value)) for word, value in face.facts]
    whole = sum(cell_len(word) + 1 + cell_len(value) for word, value in pairs)
    if whole + len(_FACT_GAP) * (len(pairs) - 1) <= width and pairs:
        row: list[Part] = []
        for word, value in pairs:
            row += [(_FACT_GAP if row else "", ""), (f"{word} ", "muted"), (value, "strong")]
        return [tuple(row)]
    return [
        ((f"{word} ", "muted"), (shortened(value, max(1, width - cell_len(word) - 1)), "strong"))
        for word, value in pairs
    ]


def _columns(lines: Sequence[FaceLine], width: int) -> _Columns:
    has_bars = width >= _LEAST_WITH_BARS and any(each.share is not None for each in lines)
    return _Columns(
        min(_LONGEST_LEAD, max(cell_len(each.lead) for each in lines)),
        max(_LEAST_BAR, int(width * _BAR)) if has_bars else 0,
        max(cell_len(each.value) for each in lines),
    )


def _line(line: FaceLine, columns: _Columns, width: int) -> list[Row]:
    """A line with its text in as many lines as it needs, its bar and its value beside the first."""
    lead, bar, value = columns
    glyph = f"{GLYPHS[line.kind]} " if line.kind is not None else ""
    role = "muted" if line.is_faint else "foreground"
    first = f"{glyph}{shortened(line.lead, lead):<{lead}}  " if lead else glyph
    beside = (bar + _GAP if bar else 0) + (value + _GAP if value else 0)
    room = max(8, width - cell_len(first) - beside)
    texts = (wrapped if beside else _with_all_marks)(line.text, room, 6)
    lead_role = KIND_VARIABLES[line.kind] if line.kind is not None else "muted"
    rows: list[Row] = []
    for place, text in enumerate(texts):
        parts: list[Part] = [(first if place == 0 else " " * cell_len(first), lead_role), (text, role)]
        if place == 0 and beside:
            parts.append((" " * (room - cell_len(text)), ""))
            parts += _bar(line, bar)
            parts.append((f"{line.value:>{value + _GAP}}", "muted" if line.is_faint else "strong"))
        rows.append(tuple(parts))
    return rows


def _bar(line: FaceLine, width: int) -> list[Part]:
    if not width:
        return []
    done = 0 if line.share is None else round(line.share * width)
    return [
        (" " * _GAP, ""),
        ("█" * done, "muted" if line.is_faint else "accent"),
        (" " * (width - done), ""),
    ]


def _fitting(blocks: Sequence[list[Row]], height: int) -> list[list[Row]]:
    """The first blocks that fit, with a line kept for how many more there are if not all do."""
    if sum(map(len, blocks)) <= height:
        return list(blocks)
    kept: list[list[Row]] = []
    used = 0
    for block in blocks:
        if used + len(block) > height - 1:
            break
        kept.append(block)
        used += len(block)
    return kept


def _has_air(blocks: Sequence[list[Row]], height: int) -> bool:
    """Whether a blank line fits between the lines."""
    return sum(map(len, blocks)) + len(blocks) - 1 <= height
