"""Help screen: keys and commands under headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from breakout_tui.tui.screens.standing import ClosesOnce
from breakout_tui.tui.widgets.key_line import KeyHint, KeyLine
from breakout_tui.tui.widgets.page import Page, hanging

_KEYS = 10
"""Cells for the keys, at least, so that the columns of most groups are aligned."""

HelpGroup = tuple[str, Sequence[tuple[str, str, str]]]
"""A heading, and rows of key, ``/word`` and help."""


def key_rows(keys: Iterable[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Keys and their meaning as rows of the help."""
    return [(key, "", meaning) for key, meaning in keys]


class HelpScreen(ModalScreen[None], ClosesOnce[None]):
    """Shows the groups; closes on Esc, Enter, q or the key of ``/help``."""

    CSS_PATH = "../styles/help.tcss"
    AUTO_FOCUS = "HelpPage"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,enter", "close", "Close", show=False)]

    def __init__(self, groups: Sequence[HelpGroup]) -> None:
        super().__init__()
        self._groups = tuple(groups)

    def compose(self) -> ComposeResult:
        """The page and its keys."""
        with Vertical(id="dialog"):
            yield HelpPage(self._groups)
            yield KeyLine(
                [
                    KeyHint("Esc", "close", "close"),
                    KeyHint("↑↓ PgUp PgDn", "read"),
                    KeyHint("/word", "in the capture line"),
                ]
            )

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)


class HelpText:
    """The rows of each group in three columns; the last column wraps."""

    def __init__(self, groups: Sequence[HelpGroup]) -> None:
        self._groups = tuple(groups)

    def lay_out(self, width: int, height: int) -> list[Content]:  # noqa: ARG002 - as long as it is
        """The lines of the page."""
        lines: list[Content] = []
        for heading, rows in self._groups:
            lines += [Content("")] if lines else []
            lines.append(Content.styled(heading.upper(), "bold $muted"))
            keys = max(min(_KEYS, width // 8), *(len(key) for key, _, _ in rows))
            words = min(width // 3, max(len(word) for _, word, _ in rows))
            for key, word, help_ in rows:
                lines += _row(key, keys, word, words, help_, width - 1)
        return lines


class HelpPage(Page):
    """The help to read."""

    def __init__(self, groups: Sequence[HelpGroup]) -> None:
        super().__init__(HelpText(groups))


def _row(key: str, keys: int, word: str, words: int, help_: str, width: int) -> list[Content]:
    """A row; a word that does not fit in its column gets a line of its own."""
    head = Content.assemble((f"{key:<{keys}}", "bold"), "  ")
    column = Content(f"{word:<{words}}  " if words else "")
    if len(word) <= words:
        return hanging(head + column, Content.styled(help_, "$muted"), width)
    blank = Content(" " * (keys + words + 4))
    return [
        head + Content(word).truncate(width - keys - 2, ellipsis=True),
        *hanging(blank, Content.styled(help_, "$muted"), width),
    ]
