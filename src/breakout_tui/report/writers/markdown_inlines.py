"""Words in a line as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from breakout_tui.report.inlines import (
    Anchor,
    Emphasis,
    FootnoteMark,
    Hyperlink,
    Inline,
    Inlines,
    Reference,
    Strong,
    Text,
)
from breakout_tui.report.writers.markdown_text import (
    BRACKET,
    EMPHASIS,
    EXTRA,
    LINK,
    MARKS,
    STRONG,
    escaped_block,
    escaped_cell,
    escaped_heading,
)

_ONLY_WORDS = (Anchor, Reference)
_STYLES = str.maketrans("", "", STRONG + EMPHASIS)
_ADDRESS = "/:?#@!$&'*+,;=%~"
"""The characters of an address that need no code; not the brackets."""


def block_line(inlines: Inlines, indent: str = "") -> str:
    """The words of a paragraph or an item, with hard breaks; lines after the first begin with ``indent``.

    An empty line is a second line break, so that it ends neither the paragraph nor the list.
    """
    extras: list[str] = []
    joined = _joined(inlines, extras)
    if "\n" not in joined:
        return _with_marks(escaped_block(joined.strip()), extras)
    lines = "\n".join(line.strip() for line in joined.strip().split("\n"))
    return _with_marks(escaped_block(lines), extras).replace("\n", f"\\\n{indent}")


def heading_line(inlines: Inlines) -> str:
    """The words of a heading in one line; line breaks become " / "."""
    extras: list[str] = []
    return _with_marks(escaped_heading(_in_one_line(_joined(inlines, extras))), extras)


def cell_line(inlines: Inlines) -> str:
    """The words of a table cell in one line; line breaks become " / "."""
    extras: list[str] = []
    return _with_marks(escaped_cell(_in_one_line(_joined(inlines, extras))), extras)


def text_line(text: str) -> str:
    """Literal text as a heading."""
    return heading_line((Text(text),))


def _in_one_line(joined: str) -> str:
    if "\n" not in joined:
        return joined.strip()
    return " / ".join(line.strip() for line in joined.split("\n") if line.strip())


def _with_marks(escaped: str, extras: Sequence[str]) -> str:
    if escaped.isascii():  # none of our marks is
        return escaped
    for mark, written in MARKS:
        escaped = escaped.replace(mark, written)
    for extra in extras:
        escaped = escaped.replace(EXTRA, extra, 1)
    return escaped


def _joined(inlines: Inlines, extras: list[str], before: str = " ", behind: Inlines = ()) -> str:
    """The words with our marks; ``before`` is the character before them, and ``behind`` them is white space or this.

    The words of anchors and references stand in their place: Markdown has no marks for them. Each mark of the sort EXTRA stands
    for one of ``extras``, in their order.
    """
    joined = ""
    for place, inline in enumerate(inlines):
        if isinstance(inline, Text):
            joined += inline.text
        elif isinstance(inline, _ONLY_WORDS):
            within = inline.inlines
            if len(within) == 1 and isinstance(only := within[0], Text):  # as nearly all have
                joined += only.text
            else:
                following = (*inlines[place + 1 :], *behind)
                joined += _joined(within, extras, joined[-1:] or before, following)
        elif isinstance(inline, FootnoteMark):
            extras.append(f"[^{inline.number}]")
            joined += EXTRA
        elif isinstance(inline, Hyperlink):
            words = _joined(inline.inlines, extras, LINK).translate(_STYLES)
            extras.append(f"]({quote(inline.address, safe=_ADDRESS)})")
            joined += f"{LINK}{words.replace(']', BRACKET)}{EXTRA}"
        else:
            mark = STRONG if isinstance(inline, Strong) else EMPHASIS
            words = _joined(inline.inlines, extras, joined[-1:] or before)
            following = (*inlines[place + 1 :], *behind)
            joined += _standing_out(words, mark, joined[-1:] or before, _first(following))
    return joined


def _standing_out(words: str, mark: str, before: str, after: str) -> str:
    """The words between two marks, or without them where a reader would not see the marks as such.

    White space at their ends stays outside the marks. A mark must not touch another one, and beside a character
    that is no letter or digit it needs white space on its other side.
    """
    inner = words.strip()
    if not inner:
        return words
    start = words.index(inner)
    left, right = words[:start], words[start + len(inner) :]
    inner = inner.translate(_STYLES) if _is_mark(inner[0]) or _is_mark(inner[-1]) else inner
    before, after = left[-1:] or before, right[:1] or after
    is_open = before.isspace() or (inner[0].isalnum() and not _is_mark(before))
    is_closed = after.isspace() or (inner[-1].isalnum() and not _is_mark(after))
    return f"{left}{mark}{inner}{mark}{right}" if is_open and is_closed else f"{left}{inner}{right}"


def _is_mark(character: str) -> bool:
    return "\ud800" <= character <= "\udfff"


def _first(inlines: Iterable[Inline], after: str = " ") -> str:
    """The character or the mark with which these begin; ``after`` if they are empty."""
    for inline in inlines:
        match inline:
            case Text():
                found = inline.text[:1]
            case Anchor() | Reference():
                found = _first(inline.inlines, "")
            case Strong() | Emphasis():
                found = _first(inline.inlines, "") and STRONG
            case Hyperlink() | FootnoteMark():
                found = EXTRA
        if found:
            return found
    return after
