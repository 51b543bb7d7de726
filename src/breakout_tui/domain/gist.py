"""Gist: what a text is about, in one line."""

from __future__ import annotations

import re

from breakout_tui.domain.mark_words import needs_next
from breakout_tui.domain.text import clean_line, clip

_CLAUSE_END = re.compile(r"[.!?;:,](?=\s)|\s[–—-](?=\s)")
_WORD_END = re.compile(r"(?<=[^\s(\[“\"])\s")


def gist(text: str, limit: int) -> str:
    """What a text is about, in one line of at most ``limit`` code points.

    A longer text ends behind its last whole clause that fits, else behind a whole word that needs no other one, with "…" to show
    that there is more.
    """
    line = clean_line(text)
    if len(line) <= limit:
        return line
    cut = clip(line, limit)
    clauses = [found.start() for found in _CLAUSE_END.finditer(cut) if found.start() >= limit // 3]
    words = [found.start() for found in _WORD_END.finditer(cut) if found.start() >= limit // 2]
    ends = clauses or words
    if not ends:
        return cut
    short = cut[: ends[-1]].rstrip()
    while needs_next(short) and " " in short:
        short = short.rpartition(" ")[0].rstrip(" ,;:")
    return f"{short}…"
