"""Requests from outside a window: an action in words, and the answer to it. Plain data, for any way of carrying them."""

from __future__ import annotations

from typing import NamedTuple


class Request(NamedTuple):
    """An action on a session, as it would be typed behind a slash."""

    session_id: str
    word: str
    argument: str = ""


class Answer(NamedTuple):
    """What came of it. ``status`` is the exit status of a command: 0 done and saved, else as the error tree says."""

    status: int
    lines: tuple[str, ...]


CHANGED = ""
"""In place of a word: the session was changed in its file, by a command that found no window with it."""
NOT_HERE = -1
"""The status of a window that doesn't have the session open, or may not write to it: another one may."""
