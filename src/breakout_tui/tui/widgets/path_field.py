"""Path field: the line of the file dialog: letters filter the list, a path is a path, and the space bar marks."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from textual import events
from textual.message import Message

from breakout_tui.domain.text import clean_line
from breakout_tui.tui.widgets.field import Field
from breakout_tui.tui.widgets.focus_order import take

_PATH = re.compile(r"[/~\\]|[A-Za-z]:")


class PathField(Field):
    """Its screen has the actions ``mark`` and ``up``."""

    @dataclass
    class PathsPasted(Message):
        """Several paths were pasted, as a file manager copies them."""

        paths: tuple[Path, ...]

    @property
    def path(self) -> Path | None:
        """The path in the line; None where it holds what filters the list."""
        text = self.value.strip()
        return Path(text).expanduser() if _PATH.match(text) or os.sep in text else None

    async def on_key(self, event: events.Key) -> None:
        """The space bar marks, and Backspace in an empty line goes up; in a path both do what they do elsewhere."""
        action = ""
        if event.key == "space" and self.path is None:
            action = "mark"
        elif event.key == "backspace" and not self.value:
            action = "up"
        if action:
            take(event)
            await self.app.run_action(action, self.screen)

    def on_paste(self, event: events.Paste) -> None:
        """A pasted path replaces what is in the line; of several ones the screen is told."""
        paths = [path for line in event.text.splitlines() if (path := pasted_path(line)) is not None]
        if len(paths) > 1:
            take(event)
            self.post_message(self.PathsPasted(tuple(paths)))
        elif paths:
            take(event)
            self.value = clean_line(str(paths[0]))
            self.cursor_position = len(self.value)


def pasted_path(line: str) -> Path | None:
    """The path in a line of a paste: plain, in quotation marks, with escaped blanks, or as the address of a file."""
    text = line.strip().strip("'\"")
    if text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    elif os.sep == "/":
        text = text.replace("\\ ", " ")
    return Path(text).expanduser() if _PATH.match(text) else None
