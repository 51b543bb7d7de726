"""The paint of the note list: lines of notes as coloured strips, the last few kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from breakout_tui.domain.text import clean
from breakout_tui.tui.line_styles import Look
from breakout_tui.tui.widgets import note_layout
from breakout_tui.tui.widgets.note_row import NoteRow

LOOKS: Mapping[str, Look] = {
    "text": Look(),
    "time": Look("muted"),
    "challenge": Look("challenge", bold=True),
    "principle": Look("principle", bold=True),
    "approach": Look("approach", bold=True),
    "recommendation": Look("recommendation", bold=True),
    "muted": Look("muted", bold=True),
    "attribution": Look("principle"),
    "cluster": Look("muted", italic=True),
    "mark": Look("muted"),
    "match": Look("accent", underline=True),
    "pointer": Look("accent", bold=True),
    "cursor": Look(ground="panel"),
    "dim": Look("muted"),
}
"""What a stretch of a line may be."""

NOTES_KEPT = 256
"""How many notes stay painted: a few screens full."""


class NoteStrips:
    """Painted notes, by key; ``style_of`` gives the partial style of a role."""

    def __init__(self, style_of: Callable[[str], Style]) -> None:
        self._style_of = style_of
        self._styles: dict[str, Style] = {}
        self._kept: LRUCache[tuple[int, bool], list[Strip]] = LRUCache(NOTES_KEPT)

    def __len__(self) -> int:
        return len(self._kept)

    def forget(self) -> None:
        """Paint everything anew, with styles asked for anew."""
        self._kept.clear()
        self._styles.clear()

    def forget_note(self, key: int) -> None:
        """Paint this note anew."""
        self._kept.discard((key, False))
        self._kept.discard((key, True))

    def of_note(self, row: NoteRow, width: int, base: Style, *, needle: str, is_cursor: bool) -> list[Strip]:
        """The lines of ``row``, painted now and kept until they are forgotten."""
        ground = base + self._style("cursor") if is_cursor else base
        made = note_layout.lines(row, width, needle=needle, is_cursor=is_cursor)
        strips = [self._paint(line, ground, width, is_dim=row.dim) for line in made]
        self._kept[row.key, is_cursor] = strips
        return strips

    def kept(self, key: int, *, is_cursor: bool) -> list[Strip] | None:
        """The lines of the note of ``key`` if they are still painted."""
        return self._kept.get((key, is_cursor))

    def of_words(self, words: str, width: int, base: Style) -> list[Strip]:
        """The lines of a quiet sentence that is no note."""
        text = clean(words)
        style = base + self._style("mark")
        return [
            Strip([Segment(text[start:end], style)]).adjust_cell_length(width, base)
            for start, end in note_layout.breaks(text, max(1, width))
        ]

    def _paint(self, line: note_layout.Line, ground: Style, width: int, *, is_dim: bool) -> Strip:
        over = self._style("dim") if is_dim else Style.null()
        segments = [Segment(span.text, ground + self._style(span.role) + over) for span in line.spans]
        return Strip(segments).adjust_cell_length(width, ground)

    def _style(self, role: str) -> Style:
        if role not in self._styles:
            self._styles[role] = self._style_of(role)
        return self._styles[role]
