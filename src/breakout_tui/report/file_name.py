"""File names that are valid on every system and readable."""

from __future__ import annotations

import unicodedata

MAX_BYTES = 88
"""Longest name in bytes of UTF-8, its suffix included: short enough for a list of files, an encrypted folder and a number."""

_FALLBACK = "breakout"
_SMALL = 3
"""The most letters of a word that says nothing at the end of a title that was cut."""
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)


def file_name(*parts: str, suffix: str) -> str:
    """The parts in lower case, joined by "-", and the suffix (such as ``.md``), unchanged.

    Letters, digits and marks of all scripts stay; everything else becomes "-". If the name is too long, the longest part loses
    its last word, or letters if it has only one, so that a long title does not push out the room. Never empty, never a device
    name of Windows.
    """
    room = max(MAX_BYTES - len(suffix.encode()) - len(_FALLBACK) - 1, 0)
    words = [word for word in (_word(part, room) for part in parts) if word]
    while len("-".join(words).encode()) > room:
        longest = max(range(len(words)), key=lambda index: len(words[index].encode()))
        words[longest] = _shorter(words[longest])
        words = [word for word in words if word]
    stem = "-".join(words)
    if not stem:
        return _FALLBACK + suffix
    if stem in _DEVICES:
        return f"{_FALLBACK}-{stem}{suffix}"
    return stem + suffix


def _shorter(part: str) -> str:
    """The part without its last word, and without short ones that would then end it ("of", "for"); one word loses a letter."""
    shorter, _, _ = part.rpartition("-")
    while "-" in shorter and len(shorter.rpartition("-")[2]) <= _SMALL:
        shorter = shorter.rpartition("-")[0]
    return shorter or part[:-1]


def _word(part: str, room: int) -> str:
    """The part as letters, digits, marks and single hyphens, in at most ``room`` characters."""
    lowered = unicodedata.normalize("NFC", part[: 4 * room].lower())
    kept = "".join(each if unicodedata.category(each)[0] in "LNM" else " " for each in lowered)
    return "-".join(kept.split())[:room].rstrip("-")
