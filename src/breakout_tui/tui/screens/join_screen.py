"""Join screen: how others join what is shared: a text with address and code, and the QR code. It follows at each beat."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Container
from textual.geometry import Size

from breakout_tui.tui.screens.standing import ClosesOnce
from breakout_tui.tui.widgets.key_line import KeyLine
from breakout_tui.tui.widgets.line import Line
from breakout_tui.tui.widgets.page import Page, PageText
from breakout_tui.tui.widgets.qr_code import QrCode
from breakout_tui.tui.widgets.row_source import RowLine

LOW, HIGH = 16, 28
"""Heights: below the first one there are no blank lines around the text, from the second one on there is one more above."""
LEAST_TEXT = 36
"""Cells of the text beside the QR code."""
MARGINS = 6
"""Cells around text and code."""

T = TypeVar("T", bound=PageText)


class _Told(Generic[T]):
    """The text of the page, which can be another one at each beat."""

    def __init__(self, text: T) -> None:
        self.text = text

    def lay_out(self, width: int, height: int) -> Sequence[RowLine]:
        """The lines of the page."""
        return self.text.lay_out(width, height)


class JoinScreen(ClosesOnce[None], Generic[T]):
    """``text`` is that of the page before anything is known."""

    CSS_PATH = "../styles/share.tcss"
    AUTO_FOCUS = "#told"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW, "-middle"), (HIGH, "-high")]
    HEADING: ClassVar[str] = ""

    def __init__(self, text: T) -> None:
        super().__init__()
        self.told = _Told(text)
        self._seen: tuple[T, Size] | None = None

    def compose(self) -> ComposeResult:
        """The heading, the text, the QR code, the keys."""
        yield Line(((self.HEADING, "strong"),), id="title")
        with Container(id="body"):
            yield Page(self.told, fills=True, id="told")
            yield QrCode(id="code")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Show how it is."""
        self.tick()

    def on_resize(self) -> None:
        """Another place for the QR code, perhaps."""
        self.tick()

    def tick(self) -> None:
        """Show how it is now; most beats change nothing."""
        text = self.text_now()
        if (text, self.size) != self._seen:
            self._seen = text, self.size
            self.show_text(text)

    def text_now(self) -> T:
        """What the page says now."""
        raise NotImplementedError

    def show_text(self, text: T) -> None:
        """Show it, with the QR code where it fits, and the keys."""
        raise NotImplementedError

    def action_back(self) -> None:
        """Go back; what is shared stays so."""
        self.dismiss(None)
