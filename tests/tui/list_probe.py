"""An app with only a list of notes."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.message import Message
from textual.widgets import Input

from breakout_tui.domain.kinds import Kind
from breakout_tui.tui import colours
from breakout_tui.tui.widgets.line_list import LineList
from breakout_tui.tui.widgets.note_list import NoteList
from breakout_tui.tui.widgets.note_row import NoteRow

WIDE = (120, 32)
NORMAL = (80, 24)


class Probe(App[None]):
    """An app with a capture line and a list, which keeps the messages of the list."""

    AUTO_FOCUS = "#capture"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, rows: list[NoteRow] | None = None) -> None:
        super().__init__()
        for theme in colours.THEMES:
            self.register_theme(theme)
        self.theme = colours.DARK
        self.rows = rows or []
        self.said: list[Message] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our variables also for other themes."""
        return colours.variable_defaults()

    def compose(self) -> ComposeResult:
        """A list above a line."""
        yield NoteList(placeholder="No notes yet")
        yield Input(id="capture", compact=True)

    def on_mount(self) -> None:
        """Show the rows given."""
        if self.rows:
            self.notes.show(self.rows)

    @property
    def notes(self) -> NoteList:
        """The list."""
        return self.query_one(NoteList)

    @property
    def seen(self) -> list[str]:
        """The visible lines of the list."""
        notes = self.notes
        lines = [strip.text for strip in notes.render_lines(notes.content_region.reset_offset)]
        return [line.rstrip() for line in lines]

    def on_note_list_left(self, message: NoteList.Left) -> None:
        """Remember."""
        self.said.append(message)

    def on_line_list_moved(self, message: LineList.Moved) -> None:
        """Remember."""
        self.said.append(message)

    def on_note_list_opened(self, message: NoteList.Opened) -> None:
        """Remember."""
        self.said.append(message)


def note(
    key: int,
    text: str = "",
    *,
    attribution: str = "",
    cluster: str = "",
    heard: int = 1,
    marks: str = "",
    links: str = "",
) -> NoteRow:
    """A challenge with this key."""
    return NoteRow(
        key,
        "10:31",
        Kind.CHALLENGE,
        f"C{key}",
        text or f"note number {key}",
        attribution,
        cluster,
        heard,
        marks,
        links=links,
    )


def notes(count: int) -> list[NoteRow]:
    """``count`` notes of one line."""
    return [note(key) for key in range(count)]
