"""Gather screen: what files would bring, the question, the progress, and what they brought."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from breakout_tui.domain.ports import Sources, Store
from breakout_tui.domain.text import clean_line
from breakout_tui.tui.background import Background
from breakout_tui.tui.gather_run import GatherRun, Lines, Stage
from breakout_tui.tui.screens.standing import ClosesOnce
from breakout_tui.tui.widgets.key_line import KeyHint, KeyLine, help_hint
from breakout_tui.tui.widgets.line import Line, Part
from breakout_tui.tui.widgets.page import Page, hanging

BAR = 24
"""Cells of the progress bar."""
WIDEST = 110
"""Longer lines are hard to read."""


class GatherScreen(ClosesOnce[bool]):
    """Returns whether something may have come in."""

    CSS_PATH = "../styles/gather.tcss"
    AUTO_FOCUS = "#told"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (28, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Gather, or back", show=False),
        Binding("escape", "back", "Stop, or back", show=False),
    ]

    def __init__(self, names: Sequence[Path], sources: Sources, store: Store, background: Background) -> None:
        super().__init__()
        self._run = GatherRun(names, sources, store, background, self._show)
        self._text = GatherText()
        self._is_stopping = False

    def compose(self) -> ComposeResult:
        """The heading with the progress, the lines, the keys."""
        yield Line(id="title")
        yield Page(self._text, id="told")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Look first."""
        self._run.look()

    def on_unmount(self) -> None:
        """The screen or the app closes: no other file is taken in."""
        self._run.stop()

    def action_go_on(self) -> None:
        """After the trial, gather; at the end, go back."""
        if self._run.stage is Stage.ASKING:
            self._run.gather()
        elif not self._run.is_busy:
            self.dismiss(self._run.has_gathered)

    def action_back(self) -> None:
        """While it gathers, stop after the current file; else go back."""
        if self._run.stage is Stage.GATHERING:
            self._is_stopping = True
            self._run.stop()
            self._show()
        else:
            self.dismiss(self._run.has_gathered)

    def _show(self) -> None:
        if not self.is_attached:
            return
        share, words = self._run.progress
        self.query_one("#title", Line).left = ((self._run.heading, "strong"),)
        self.query_one("#title", Line).right = _bar(share, words)
        if self._text.take(self._run.lines):
            page = self.query_one(Page)
            page.show_again()
            if self._run.is_busy:  # the latest line is the one that is of interest
                page.action_go(-1)
        self.query_one(KeyLine).show(self._hints())

    def _hints(self) -> list[KeyHint]:
        match self._run.stage:
            case Stage.LOOKING:
                hints = [KeyHint("Esc", "cancel", "back")]
            case Stage.ASKING:
                hints = [KeyHint("Enter", "gather", "go_on"), KeyHint("Esc", "cancel", "back")]
            case Stage.GATHERING:
                words = "stopping after this file …" if self._is_stopping else "stop after this file"
                hints = [KeyHint("Esc", words, "back")]
            case _:
                hints = [KeyHint("Esc", "back to the list", "back")]
        return [*hints, KeyHint("↑↓ PgUp PgDn", "read"), help_hint()]


class GatherText:
    """The lines, wrapped; those about a problem are marked."""

    def __init__(self) -> None:
        self._lines: tuple[tuple[str, bool], ...] = ()

    def take(self, lines: Lines) -> bool:
        """Set the lines; returns whether they are others."""
        is_other = tuple(lines) != self._lines
        self._lines = tuple(lines)
        return is_other

    def lay_out(self, width: int, height: int) -> list[Content]:  # noqa: ARG002 - as long as it is
        """The lines of the page."""
        laid_out: list[Content] = []
        for line, is_problem in self._lines:
            sign = Content.styled("! ", "bold $overtime") if is_problem else Content("  ")
            laid_out += hanging(sign, Content(clean_line(line)), max(10, min(width - 1, WIDEST)))
        return laid_out


def _bar(share: float, words: str) -> tuple[Part, ...]:
    """The progress; nothing while nobody waits."""
    if not words:
        return ()
    full = round(BAR * min(1.0, share))
    return (("━" * full, "accent"), ("─" * (BAR - full), "faint"), (f"  {words}", "muted"))
