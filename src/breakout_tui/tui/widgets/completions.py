"""Completions: the words that fit what is being typed, shown above the line; they never get the focus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from breakout_tui.domain.marks import half_mark, quoted
from breakout_tui.tui.likely_names import likely_clusters
from breakout_tui.tui.line_styles import Look, style_of

MOST = 6
"""How many are shown."""
_ENOUGH = 3
"""Letters that tell a name of the session from a country that nobody has named yet."""

_CHOSEN, _HELP = Look("accent", bold=True), Look("muted")


class Completion(NamedTuple):
    """One word that fits; ``start`` is where in the line it would go, ``written`` how it is written there."""

    word: str
    written: str
    start: int
    help: str = ""
    is_plain: bool = False
    """Whether Enter takes it: it is the only name that begins with what is typed."""


def fitting(typed: str, words: Iterable[str]) -> list[str]:
    """The words that start with the typed letters, then those with a later word that does; none if only the typed word is left."""
    folded = typed.casefold()
    begin: list[str] = []
    inside: list[str] = []
    for word in words:
        candidate = word.casefold()
        if candidate.startswith(folded):
            begin.append(word)
        elif folded and " " not in folded and f" {folded}" in candidate:
            inside.append(word)
    found = list(islice(dict.fromkeys([*begin, *inside]), MOST))
    return [] if len(found) == 1 and found[0].casefold() == folded else found


def fitting_commands(line: str, caret: int, commands: Iterable[tuple[str, str]]) -> list[Completion]:
    """The commands (word, help) that fit the word after the slash, while the caret is in it."""
    typed = line[1:caret]
    if caret < 1 or " " in typed or "\n" in typed:
        return []
    helps = {word: words for word, words in commands if word.startswith(typed.lower())}
    return [Completion(f"/{word}", f"/{word} ", 0, helps[word]) for word in fitting(typed, helps)]


def fitting_marks(
    line: str, caret: int, people: Sequence[str], clusters: Sequence[str], countries: Sequence[str] = ()
) -> list[Completion]:
    """The names or clusters that fit the half-typed mark before the caret, if there is one.

    Countries follow the names of the session, and only for typed letters.
    """
    mark = half_mark(line, caret)
    if mark is None:
        return []
    typed = mark.typed.replace("_", " ")
    known = likely_clusters(clusters, line[: mark.start]) if mark.sign == "#" else tuple(people)
    others = countries if typed and mark.sign == "@" else ()
    words = fitting(typed, [*known, *others])
    plain = _plain(typed, known, others) if not line[caret:].strip() else ""
    return [
        Completion(
            f"{mark.sign}{word}",
            f"{mark.sign}{word if mark.sign == '@' and ' ' in word else quoted(word)} ",
            mark.start,
            f"Enter takes it · Esc keeps {mark.sign}{typed}" if word == plain else "",
            word == plain,
        )
        for word in words
    ]


def _plain(typed: str, known: Iterable[str], others: Iterable[str]) -> str:
    """The one name that begins with what is typed; empty if there are several, or it is a name already.

    One of the session comes before others, from the third letter on.
    """
    folded = typed.casefold()
    here, elsewhere = (
        [name for name in names if name.casefold().startswith(folded)] for names in (known, others)
    )
    begun = here if len(folded) >= _ENOUGH and here else list(dict.fromkeys([*here, *elsewhere]))
    return begun[0] if folded and len(begun) == 1 and begun[0].casefold() != folded else ""


class Completions(Widget, can_focus=False):
    """A few rows over the screen; ``chosen`` is the one that Tab accepts."""

    DEFAULT_CSS = """
    Completions {
        display: none;
        overlay: screen;
        position: absolute;
        constrain: inside inside;
        background: $panel;
        color: $foreground;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Completion, ...] = ()
        self._chosen = 0
        self._was_moved = False
        """Whether the facilitator chose a row."""

    @property
    def is_open(self) -> bool:
        """Whether anything is offered."""
        return bool(self._rows)

    @property
    def chosen(self) -> Completion:
        """The row that Tab accepts; only while open."""
        return self._rows[self._chosen]

    @property
    def is_for_enter(self) -> bool:
        """Whether Enter takes the chosen row: the facilitator went to it, or nothing else can be meant."""
        return self.is_open and (self._was_moved or self.chosen.is_plain)

    @property
    def words(self) -> tuple[str, ...]:
        """What is offered, from top to bottom."""
        return tuple(row.word for row in self._rows)

    def offer(self, rows: Iterable[Completion], x: int, y: int, width: int) -> None:
        """Show these rows with their last one above cell (x, y), at most ``width`` wide; no rows close it."""
        offered = tuple(islice(rows, max(0, min(MOST, y))))
        if offered == self._rows:
            return
        self._rows = offered
        self._chosen, self._was_moved = 0, False
        self.display = bool(offered)
        if not offered:
            return
        widest = max(self._word_width() + (2 + cell_len(row.help) if row.help else 0) for row in offered)
        self.styles.width = max(1, min(width, widest + 3))
        self.styles.height = len(offered)
        self.styles.offset = (max(0, x - 2), y - len(offered))
        self.refresh()

    def close(self) -> None:
        """Offer nothing."""
        self.offer((), 0, 0, 0)

    def move(self, step: int) -> None:
        """Choose the next row (1) or the previous one (-1), from the last to the first and back."""
        self._chosen = (self._chosen + step) % len(self._rows)
        self._was_moved = True
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One word and its help, literal."""
        width = self.size.width
        if y >= len(self._rows):
            return Strip.blank(width, self.visual_style.rich_style)
        row = self._rows[y]
        is_chosen = y == self._chosen
        variables = self.app.theme_variables
        style = style_of(_CHOSEN, variables) if is_chosen else None
        word = set_cell_size(row.word, self._word_width()) if row.help else row.word
        segments = [Segment("▸ " if is_chosen else "  ", style), Segment(word, style)]
        if row.help:
            segments.append(Segment(f"  {row.help}", style_of(_HELP, variables)))
        return Strip(segments).adjust_cell_length(width).apply_style(self.visual_style.rich_style)

    def _word_width(self) -> int:
        return max(cell_len(row.word) for row in self._rows)
