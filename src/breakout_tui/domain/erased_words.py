"""What stands where words were erased, or were lost with a damaged file."""

from __future__ import annotations

ERASED = "[erased]"
"""In place of a statement, or of a text that repeats it."""
STRUCK = "▮▮▮"
"""In place of a name inside a text."""
LOST = "lost in a damaged file"
"""In place of a text that could not be rescued."""


def marks_in(text: str) -> int:
    """In how many places of a text something was erased."""
    return text.count(ERASED) + text.count(STRUCK)
