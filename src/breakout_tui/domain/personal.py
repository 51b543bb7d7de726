"""Takes every ``@name`` out of a text, for drafts and notes under the attribution rule *none*, or each that may be a person's, under *country*.

What goes is the mark with its possessive, the blank before it, and a colon behind it at the start of a line. All other words
stay, those of addresses too (see ``marks``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from breakout_tui.domain.known_names import NO_COUNTRIES, KnownNames
from breakout_tui.domain.marks import Lexicon, Role, marks_of
from breakout_tui.domain.ports import Countries

_POSSESSIVE = re.compile(r"['’]s(?!\w)")
_COLON = re.compile(r"[ \t]*:[ \t]*")
_NO_GAP = ".,;:!?)"


def strip_personal(text: str, known: Iterable[str] = (), countries: Countries = NO_COUNTRIES) -> str:
    """The text without any ``@name``."""
    return _without(text, KnownNames(known, countries), lambda _: False)


def strip_unknown(text: str, names: KnownNames) -> str:
    """The text without any ``@name`` that is neither a country nor on the lists: doubts are decided for the person."""
    return _without(
        text, names, lambda name: names.listed(name) is not None or names.country(name) is not None
    )


def _without(text: str, known: KnownNames, is_kept: Callable[[str], bool]) -> str:
    if "@" not in text:
        return text
    lexicon = Lexicon(known, is_private=True)
    # Taking a name out can join what is around it to another one.
    while names := [
        mark
        for mark in marks_of(text, lexicon)
        if mark.role is Role.ATTRIBUTION and not is_kept(mark.name.replace("_", " ").strip())
    ]:
        for mark in reversed(names):
            start, end = cut_name(text, mark.start, mark.end)
            text = text[:start] + text[end:]
    return text


def cut_name(text: str, start: int, end: int) -> tuple[int, int]:
    """What goes with a name from ``start`` to ``end``."""
    if (possessive := _POSSESSIVE.match(text, end)) is not None:
        end = possessive.end()
    before = len(text[:start].rstrip(" \t"))
    if before == 0 or text[before - 1] == "\n":
        colon = _COLON.match(text, end)
        return before, colon.end() if colon is not None else end
    following = text[end : end + 1]
    has_gap = not following or following.isspace() or following in _NO_GAP
    return before if has_gap else start, end
