"""The numbering of lists: which list a paragraph belongs to, and a new one for each that begins at 1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

from breakout_tui.report.writers.docx_styles import ReportStyles, append_list

_BULLETS, _NUMBERS, _DETAILS = "2", "3", "4"
"""The ids of our lists in ``docx_base/numbering.xml``."""

_COUNT = re.compile("%([1-9])")


class ListNumbers:
    """Gives the properties that make a paragraph an item of a list."""

    def __init__(self, numbering: Any, styles: ReportStyles) -> None:
        self._numbering = numbering
        self._styles = styles
        lists = numbering.findall(qn("w:num"))
        self._last = max((int(each.get(qn("w:numId"))) for each in lists), default=0)
        self._shapes = {
            each.get(qn("w:numId")): each.find(qn("w:abstractNumId")).get(qn("w:val")) for each in lists
        }
        self._patterns = [self._pattern(level) for level in range(1, 6)]

    def heading_number(self, counts: Sequence[int], level: int) -> str:
        """The number that Word shows before a heading, such as ``2.1``; empty where the style has none, or letters.

        ``counts`` says how many headings of each level came since the last one above them.
        """
        return _COUNT.sub(lambda found: str(counts[int(found[1]) - 1]), self._patterns[level - 1])

    def bullets(self, style: str, depth: int) -> str:
        """The properties of an item of bullets; none if its style has them."""
        ours = _DETAILS if style == "Statement Detail" else _BULLETS
        return "" if self._styles.list_of(style) else _item(self._styles.lists[ours], depth)

    def details(self, depth: int) -> str:
        """The properties of a detail below another detail of a statement."""
        return _item(self._styles.list_of("Statement Detail") or self._styles.lists[_DETAILS], depth)

    def new_list(self) -> str:
        """The properties of the items of a list that begins at 1."""
        shape = self._shapes.get(self._styles.list_of("List Number") or self._styles.lists[_NUMBERS])
        self._last += 1
        append_list(
            self._numbering,
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{self._last}"><w:abstractNumId w:val="{shape}"/>'
                '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            ),
        )
        return _item(str(self._last), 0)

    def _pattern(self, level: int) -> str:
        """The pattern of the number of a heading, such as ``%1.%2``."""
        shape = self._shapes.get(self._styles.list_of(f"heading {level}"))
        for each in self._numbering.findall(qn("w:abstractNum")):
            if each.get(qn("w:abstractNumId")) == shape:
                levels = each.findall(qn("w:lvl"))[:level]
                formats = {_value(one, "w:numFmt") for one in levels}
                return _value(levels[-1], "w:lvlText") if formats == {"decimal"} else ""
        return ""


def _value(element: Any, name: str) -> str:
    found = element.find(qn(name))
    return "" if found is None else str(found.get(qn("w:val")))


def _item(number: str, depth: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
