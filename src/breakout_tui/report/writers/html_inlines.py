"""Words in a line as HTML."""

from __future__ import annotations

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
from breakout_tui.report.writers.html_elements import Html, element, lines, text, together


def html_line(inlines: Inlines, anchors: frozenset[str]) -> Html:
    """The words; a reference to one of ``anchors`` is a link, any other is text."""
    return together(_inline(inline, anchors) for inline in inlines)


def _inline(inline: Inline, anchors: frozenset[str]) -> Html:
    match inline:
        case Text():
            return lines(inline.text)
        case Strong():
            return element("strong", html_line(inline.inlines, anchors))
        case Emphasis():
            return element("em", html_line(inline.inlines, anchors))
        case Anchor():
            return element("span", html_line(inline.inlines, anchors), id=inline.id)
        case Reference():
            words = html_line(inline.inlines, anchors)
            return element("a", words, class_="ref", href=f"#{inline.to}") if inline.to in anchors else words
        case Hyperlink():
            return element("a", html_line(inline.inlines, anchors), href=inline.address)
        case FootnoteMark():
            return _mark(inline.number)


def _mark(number: int) -> Html:
    label = f"Footnote {number}"
    link = element(
        "a", text(str(number)), id=mark_id(number), href=f"#{footnote_id(number)}",
        role="doc-noteref", aria_label=label,
    )  # fmt: skip
    return element("sup", link)


def mark_id(number: int) -> str:
    """The id of a footnote's mark; no anchor has a hyphen."""
    return f"mark-{number}"


def footnote_id(number: int) -> str:
    """The id of a footnote."""
    return f"footnote-{number}"
