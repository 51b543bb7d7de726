"""What stands where words were erased."""

from __future__ import annotations

ERASED = "[erased]"
"""In place of a statement, or of a text that repeats it."""
STRUCK = "▮▮▮"
"""In place of a name inside a text."""


def marks_in(text: str) -> int:
    """In how many places of a text something was erased."""
    return text.count(ERASED) + text.count(STRUCK)
