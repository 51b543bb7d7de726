"""Recap: the outputs of the previous round on the same theme. Outputs heard again can be marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from breakout_tui.domain.kinds import GLYPHS, Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.recap import Heard, Recap
from breakout_tui.domain.text import plural
from breakout_tui.tui.colours import KIND_VARIABLES
from breakout_tui.tui.remedies import loose_text
from breakout_tui.tui.screens.standing import ClosesOnce
from breakout_tui.tui.widgets.chain_list import pointed_line
from breakout_tui.tui.widgets.key_line import KeyHint, KeyLine, help_hint
from breakout_tui.tui.widgets.line import Part
from breakout_tui.tui.widgets.line_list import PAGE_KEYS, LineList
from breakout_tui.tui.widgets.row_source import RowMark, RowSource
from breakout_tui.tui.wording import shortened

MOST_LOOSE = 20
"""The most open points in a recap."""
MOST_SAID = 40
"""The most statements in it that are no outputs."""


class RecapScreen(ClosesOnce[None]):
    """Shows a recap. ``hear`` stores how often an output was heard again, and returns the updated recap."""

    CSS_PATH = "../styles/chain.tcss"
    AUTO_FOCUS = "RecapList"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "again", "Heard again", show=False),
        Binding("escape", "back", "Back", show=False),
    ]

    def __init__(self, recap: Recap, hear: Callable[[str, int], Recap]) -> None:
        super().__init__()
        self._recap = recap
        self._hear = hear

    def compose(self) -> ComposeResult:
        """The round, its outputs, the whole text under the cursor, the keys."""
        room = f" in {self._recap.room}" if self._recap.room else ""
        yield Static(f"What round {self._recap.round}{room} said", id="title", classes="strong", markup=False)
        yield RecapList(rows_of(self._recap), id="recap")
        yield Static("", id="words", markup=False)
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Show the text under the cursor."""
        self._show()

    @on(LineList.Moved)
    def _moved(self) -> None:
        self._show()

    @on(LineList.Chosen)
    def action_again(self) -> None:
        """Mark the output under the cursor as heard again, or remove the mark."""
        rows = self.query_one(RecapList)
        heard = rows.heard
        if heard is None:
            return
        self._recap = self._hear(heard.note.reference, 0 if heard.times else 1)
        rows.show(rows_of(self._recap))
        self._show()

    def action_back(self) -> None:
        """Go back to the previous screen."""
        self.dismiss(None)

    def _show(self) -> None:
        rows = self.query_one(RecapList)
        note, heard = rows.note, rows.heard
        self.query_one("#words", Static).update(
            Content.assemble((f"{note.reference}  ", f"bold ${KIND_VARIABLES[note.kind]}"), note.text)
            if note is not None
            else ""
        )
        words = "not heard again" if heard is not None and heard.times else "heard again"
        hints = [KeyHint("a", words, "again")] if heard is not None else []
        self.query_one(KeyLine).show(
            [*hints, KeyHint("↑ ↓", "look"), KeyHint("Esc", "back", "back"), help_hint()]
        )


@dataclass(frozen=True, slots=True)
class RecapRow:
    """A line: a heading, an output, another note, or plain text."""

    words: str = ""
    is_heading: bool = False
    heard: Heard | None = None
    note: Note | None = None


def rows_of(recap: Recap) -> tuple[RecapRow, ...]:
    """The outputs, the priority issues, what else was said, the largest clusters, the open points."""
    rows: list[RecapRow] = []
    labels = recap.labels
    for heading, outputs in (
        (labels.heading(Kind.PRINCIPLE), recap.principles),
        (labels.heading(Kind.RECOMMENDATION), recap.recommendations),
        (labels.heading(Kind.DECISION), recap.decisions),
    ):
        if outputs:
            rows += _heading(f"{heading} · {len(outputs)}", rows)
            rows += [RecapRow(heard=heard, note=heard.note) for heard in outputs]
    if recap.issues:
        rows += _heading("Priority issues", rows)
        rows += [RecapRow(f"{rank}  {title}") for rank, title in enumerate(recap.issues, 1)]
    if recap.said:
        rows += _heading(f"What was said · {len(recap.said)}", rows)
        rows += [RecapRow(note=note) for note in recap.said[:MOST_SAID]]
        rows += _more(len(recap.said) - MOST_SAID)
    if not rows:
        rows += _heading(
            "Nothing was said in it, apart from the open points."
            if recap.parked
            else "Nothing was said in it.",
            rows,
        )
    if recap.clusters:
        rows += _heading("Largest clusters", rows)
        rows += [RecapRow(f"#{name}  {plural(count, 'note')}") for name, count in recap.clusters]
    if recap.parked or recap.loose:
        rows += _heading("Open points", rows)
        rows += [RecapRow(note=note) for note in recap.parked]
        rows += [RecapRow(loose_text(end, labels)) for end in recap.loose[:MOST_LOOSE]]
        rows += _more(len(recap.loose) - MOST_LOOSE)
    return tuple(rows)


def _more(count: int) -> list[RecapRow]:
    return [RecapRow(f"and {count:,} more · its report has them all")] if count > 0 else []


def _heading(words: str, before: Sequence[RecapRow]) -> list[RecapRow]:
    heading = RecapRow(words, is_heading=True)
    return [RecapRow(is_heading=True), heading] if before else [heading]


class RecapSource(RowSource):
    """The lines of a recap."""

    def __init__(self, rows: Sequence[RecapRow]) -> None:
        self.rows = tuple(rows)

    @property
    def count(self) -> int:
        """The number of lines."""
        return len(self.rows)

    def height(self, index: int, width: int) -> int:  # noqa: ARG002 - the same for all
        """One."""
        return 1

    def can_point(self, index: int) -> bool:
        """Whether the line is a note, which the cursor can be on."""
        return not self.rows[index].is_heading

    def lay_out(self, index: int, width: int, mark: RowMark) -> Sequence[Sequence[Part]]:
        """The mark, the reference, the text."""
        return [pointed_line(mark, self._parts(self.rows[index]), width)]

    def _parts(self, row: RecapRow) -> Sequence[Part]:
        if row.is_heading:
            return ((row.words, "muted strong"),)
        note = row.note
        if note is None:
            return ((shortened(row.words, 200), ""),)
        mark = ""
        if row.heard is not None:
            times = row.heard.times
            mark = ("✓ heard again  " if times < 2 else f"✓ heard again ×{times}  ") if times else ""
        return (
            (f"{GLYPHS[note.kind]} {note.reference}  ", KIND_VARIABLES[note.kind]),
            (mark, "good"),
            (shortened(note.text, 300), ""),
        )


class RecapList(LineList):
    """The recap, with a cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [*PAGE_KEYS]
    DEFAULT_CSS = """
    RecapList { height: 1fr; }
    """

    def __init__(self, rows: Sequence[RecapRow], *, id: str | None = None) -> None:
        self._recap = RecapSource(rows)
        super().__init__(self._recap, id=id)

    @property
    def heard(self) -> Heard | None:
        """The output under the cursor."""
        return self._recap.rows[self.cursor].heard

    @property
    def note(self) -> Note | None:
        """The note under the cursor."""
        return self._recap.rows[self.cursor].note

    def show(self, rows: Sequence[RecapRow]) -> None:
        """Show these lines; the cursor keeps its position."""
        self._recap.rows = tuple(rows)
        self.repaint()
