"""Report screen: a report, rendered with its outline or as Markdown source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from breakout_tui.domain.text import clean
from breakout_tui.tui.screens.standing import ClosesOnce, when_standing
from breakout_tui.tui.widgets.key_line import KeyHint, KeyLine, help_hint
from breakout_tui.tui.widgets.line_list import LineList
from breakout_tui.tui.widgets.markdown_page import MarkdownPage
from breakout_tui.tui.widgets.page import Page
from breakout_tui.tui.widgets.row_source import RowMark, RowSource, pointer
from breakout_tui.tui.wording import steady

RENDERED_UP_TO = 250_000
"""The most characters that are rendered; a longer report is shown as source, without delay."""
OUTLINE_FROM = 100
"""Screen width from which the outline is beside the text."""


class ReportScreen(ClosesOnce[None]):
    """Shows a report. ``where`` says where it was saved, or that it was not."""

    CSS_PATH = "../styles/report.tcss"
    AUTO_FOCUS = "Page"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (OUTLINE_FROM, "-wide"), (180, "-broad")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "export", "Export", show=False),
        Binding("w", "show_where", "Where it was saved", show=False),
        Binding("s", "turn", "Source", show=False),
        Binding("escape", "back", "Back", show=False),
    ]

    @dataclass
    class ExportAsked(Message):
        """Write the report to a file."""

    def __init__(self, title: str, markdown: str, where: str) -> None:
        super().__init__()
        self._heading = title
        self._markdown = clean(markdown)
        self._where = where
        self._is_long = len(markdown) > RENDERED_UP_TO

    def compose(self) -> ComposeResult:
        """The title, the outline beside the text, the keys."""
        heading = Content.assemble("Report", Content.styled(f"   {steady(self._heading)}", "not bold $muted"))
        yield Static(heading, id="title")
        with Horizontal(id="body"):
            if not self._is_long:
                page = MarkdownPage(self._markdown, id="rendered")
                yield Outline(page.headings)
                yield page
            yield SourcePage(self._markdown, id="source")
        yield Static("", id="said", markup=False)
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Show the rendered text, or say why it shows the source."""
        self.query_one("#source").display = self._is_long
        self._say("")
        if self._is_long:
            self._say(f"{len(self._markdown) // 1000} kB is too long to render · this is the Markdown source")
        self._show_keys()

    @when_standing
    def show_where(self, where: str) -> None:
        """The report has been saved: say where."""
        self._where = where
        self._say(where)

    @on(LineList.Moved)
    def _outline_moved(self, event: LineList.Moved) -> None:
        self.query_one(MarkdownPage).go_to(event.index)

    @on(LineList.Chosen)
    def _outline_chosen(self) -> None:
        self.query_one(MarkdownPage).focus()

    def action_export(self) -> None:
        """Write the file."""
        self.post_message(self.ExportAsked())

    def action_show_where(self) -> None:
        """Say where it was saved."""
        self._say(self._where or "Not saved yet · e exports it")

    def action_turn(self) -> None:
        """Switch between the rendered text and the source."""
        if self._is_long:
            return
        source, rendered = self.query_one("#source", Page), self.query_one("#rendered", Page)
        source.display = not source.display
        rendered.display = self.query_one(Outline).display = not source.display
        (source if source.display else rendered).focus()
        self._show_keys()

    def action_back(self) -> None:
        """Go back to the previous screen."""
        self.dismiss(None)

    def _say(self, words: str) -> None:
        said = self.query_one("#said", Static)
        said.update(words)
        said.display = bool(words)

    def _show_keys(self) -> None:
        is_source = self.query_one("#source").display
        hints = [KeyHint("e", "export", "export"), KeyHint("w", "where saved", "show_where")]
        if not self._is_long:
            hints.append(KeyHint("s", "rendered" if is_source else "source", "turn"))
        if not is_source and self.size.width >= OUTLINE_FROM:
            hints.append(KeyHint("Tab", "outline", "app.focus_next"))
        self.query_one(KeyLine).show([*hints, KeyHint("Esc", "back", "back"), help_hint()])

    def on_resize(self) -> None:
        """Update the keys: the outline depends on the width."""
        self._show_keys()


class OutlineSource(RowSource):
    """The headings of the report: level and text."""

    def __init__(self, headings: Sequence[tuple[int, str]]) -> None:
        self.headings = tuple(headings)

    @property
    def count(self) -> int:
        """The number of headings."""
        return len(self.headings)

    def height(self, index: int, width: int) -> int:  # noqa: ARG002 - the same for all
        """One."""
        return 1

    def lay_out(self, index: int, width: int, mark: RowMark) -> Sequence[Content]:
        """A heading, indented by its level."""
        level, title = self.headings[index]
        style = "bold" if mark is RowMark.POINTED else "" if level < 3 else "$muted"
        words = Content.styled("  " * max(0, level - 2) + title, style)
        return [Content.assemble(pointer(mark), words.truncate(width - 3, ellipsis=True))]


class Outline(LineList):
    """The headings of the report; the text follows the cursor."""

    def __init__(self, headings: Sequence[tuple[int, str]]) -> None:
        super().__init__(OutlineSource(headings), id="outline")


class MarkdownSource:
    """The Markdown source; long lines are folded."""

    def __init__(self, text: str) -> None:
        self._text = text

    def lay_out(self, width: int, height: int) -> list[Content]:  # noqa: ARG002 - as long as it is
        """The lines, folded to the width."""
        lines: list[Content] = []
        width = max(2, width - 1)
        for line in self._text.split("\n"):
            if line.isascii():
                pieces = range(0, max(1, len(line)), width)
                lines += [Content(line[start : start + width]) for start in pieces]
            else:
                lines += Content(line).fold(width)
        return lines


class SourcePage(Page):
    """The Markdown source."""

    def __init__(self, text: str, *, id: str | None = None) -> None:
        super().__init__(MarkdownSource(text), id=id)
