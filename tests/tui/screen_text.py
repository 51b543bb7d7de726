"""The visible text of a screen, read from the screenshot that Textual exports."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from rich.cells import cell_len
from textual.app import App

_CELL_WIDTH = 12.2
"""Units of the drawing for each cell: the width of a character in Rich's font."""
_LINE = re.compile(r"-line-(\d+)\)$")


def screen_rows(app: App[Any]) -> list[str]:
    """The rows of the screen, without trailing blanks."""
    rows: list[dict[int, str]] = [{} for _ in range(app.size.height)]
    for element in ElementTree.fromstring(app.export_screenshot()).iter("{http://www.w3.org/2000/svg}text"):
        # The title of the drawing is not part of the screen.
        if found := _LINE.search(element.get("clip-path", "")):
            column = round(float(element.get("x", "0")) / _CELL_WIDTH)
            rows[int(found[1])][column] = (element.text or "").replace("\xa0", " ")
    return [_joined(pieces) for pieces in rows]


def screen_text(app: App[Any]) -> str:
    """All rows of the screen."""
    return "\n".join(screen_rows(app))


def _joined(pieces: dict[int, str]) -> str:
    row = ""
    for column, text in sorted(pieces.items()):
        row += " " * (column - cell_len(row)) + text
    return row.rstrip()
