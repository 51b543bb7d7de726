"""Words as runs of WordprocessingML. All text is escaped here and in no other place of the DOCX writer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape, quoteattr

from breakout_tui.domain.text import clean_line
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
from breakout_tui.report.writers.direction import spans


@dataclass(frozen=True, slots=True)
class RunStyle:
    """How a run stands out."""

    is_strong: bool = False
    is_emphasis: bool = False
    link: str = ""
    """The name of the style for a link, empty outside of one."""


class RunWriter:
    """Writes words as runs, for one part of the package.

    ``styles`` are the ids of styles by their names; ``targets`` the ids that a reference can lead to; ``relate`` gives the id
    of a relation to an address outside.
    """

    def __init__(self, styles: dict[str, str], targets: frozenset[str], relate: Callable[[str], str]) -> None:
        self._styles = styles
        self._targets = targets
        self._relate = relate
        self._bookmarks = 0

    def runs(self, inlines: Inlines, style: RunStyle = RunStyle()) -> str:
        """The runs of some words."""
        return "".join(self._inline(inline, style) for inline in inlines)

    def bookmark(self, id_: str, runs: str) -> str:
        """Runs that references lead to."""
        self._bookmarks += 1
        number = self._bookmarks
        start = f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(id_)}/>'
        return f'{start}{runs}<w:bookmarkEnd w:id="{number}"/>'

    def link_inside(self, id_: str, runs: str) -> str:
        """Runs that lead to a bookmark."""
        return f'<w:hyperlink w:anchor={quoteattr(id_)} w:history="1">{runs}</w:hyperlink>'

    def _inline(self, inline: Inline, style: RunStyle) -> str:
        match inline:
            case Text():
                return self._text(inline.text, style)
            case Strong():
                return self.runs(inline.inlines, replace(style, is_strong=True))
            case Emphasis():
                return self.runs(inline.inlines, replace(style, is_emphasis=True))
            case Anchor():
                return self.bookmark(inline.id, self.runs(inline.inlines, style))
            case Reference():
                return self._reference(inline, style)
            case Hyperlink() if style.link:
                return self.runs(inline.inlines, style)
            case Hyperlink():
                runs = self.runs(inline.inlines, replace(style, link="Hyperlink"))
                relation = quoteattr(self._relate(inline.address))
                return f'<w:hyperlink r:id={relation} w:history="1">{runs}</w:hyperlink>'
            case FootnoteMark():
                return self._mark(inline.number)

    def _reference(self, reference: Reference, style: RunStyle) -> str:
        if reference.to not in self._targets or style.link:
            return self.runs(reference.inlines, style)
        return self.link_inside(
            reference.to, self.runs(reference.inlines, replace(style, link="Internal Link"))
        )

    def _mark(self, number: int) -> str:
        style = f"<w:rPr><w:rStyle w:val={quoteattr(self._styles['footnote reference'])}/></w:rPr>"
        return f'<w:r>{style}<w:footnoteReference w:id="{number}"/></w:r>'

    def _text(self, text: str, style: RunStyle) -> str:
        return "".join(_run(part, self._properties(style, from_right)) for part, from_right in spans(text))

    def _properties(self, style: RunStyle, from_right: bool) -> str:
        named = style.link or ("Strong" if style.is_strong else "Emphasis" if style.is_emphasis else "")
        parts = [f"<w:rStyle w:val={quoteattr(self._styles[named])}/>" if named else ""]
        if style.is_strong and named != "Strong":
            parts.append("<w:b/><w:bCs/>")
        if style.is_emphasis and named != "Emphasis":
            parts.append("<w:i/><w:iCs/>")
        if from_right:
            parts.append("<w:rtl/>")
        found = "".join(parts)
        return f"<w:rPr>{found}</w:rPr>" if found else ""


def _run(text: str, properties: str) -> str:
    """One run; a line feed is a line break."""
    lines = text.split("\n")
    content = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' if line else "" for line in lines
    )
    return f"<w:r>{properties}{content}</w:r>" if content else ""


def plain_run(text: str) -> str:
    """Text in one line, in the style of its paragraph."""
    return "".join(
        _run(part, "<w:rPr><w:rtl/></w:rPr>" if right else "") for part, right in spans(clean_line(text))
    )
