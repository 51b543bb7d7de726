"""The styles of a Word file: what a paragraph of each style is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from breakout_tui.domain.edited_document import ParagraphUse
from breakout_tui.inputs.office_package import PartReader
from breakout_tui.inputs.word_names import word_attribute, word_name

_NUMBERED = re.compile(r"(heading|list(?: \w+)?) ?(\d)?", re.ASCII)
_CONTENTS = re.compile(r"toc\b|toc \d|contents \d|index heading", re.ASCII)
_DEEPEST = 20
"""How many styles can be based on one another."""


@dataclass(frozen=True, slots=True)
class StyleUse:
    """What a paragraph of a style is."""

    use: ParagraphUse = ParagraphUse.BODY
    level: int = 0
    is_contents: bool = False
    """Whether it is of the table of contents."""


NO_STYLE = StyleUse()


@dataclass(slots=True)
class _Style:
    name: str = ""
    based_on: str = ""
    outline: int | None = None
    is_list: bool = False


@dataclass(slots=True)
class WordStyles(PartReader):
    """Reads the part of the styles."""

    _styles: dict[str, _Style] = field(default_factory=dict)
    _current: _Style | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A style, or what one says."""
        name, value = word_name(tag), word_attribute(attributes, "val")
        if name == "style":
            self._current = _Style()
            self._styles[word_attribute(attributes, "styleId")] = self._current
        elif self._current is None:
            return
        elif name == "name":
            self._current.name = value.lower()
        elif name == "basedOn":
            self._current.based_on = value
        elif name == "outlineLvl" and value.isdecimal() and int(value) < 9:
            self._current.outline = int(value)
        elif name == "numId":
            self._current.is_list = value != "0"

    def end(self, tag: str) -> None:
        """A style is complete."""
        if word_name(tag) == "style":
            self._current = None

    def use(self, style_id: str) -> StyleUse:
        """What a paragraph of this style is: by its name, which is English in every language of Word, or by what it is based on."""
        for _ in range(_DEEPEST):
            style = self._styles.get(style_id)
            if style is None:
                break
            if (found := _use(style)) is not None:
                return found
            style_id = style.based_on
        return NO_STYLE


def _use(style: _Style) -> StyleUse | None:
    if style.name == "title":
        return StyleUse(ParagraphUse.TITLE)
    if style.name == "subtitle":
        return StyleUse(ParagraphUse.SUBTITLE)
    if _CONTENTS.match(style.name):
        return StyleUse(is_contents=True)
    numbered = _NUMBERED.fullmatch(style.name)
    if numbered is not None and numbered[1] == "heading":
        return StyleUse(ParagraphUse.HEADING, int(numbered[2] or 1))
    if style.outline is not None:
        return StyleUse(ParagraphUse.HEADING, style.outline + 1)
    if numbered is not None and style.name != "list paragraph":
        return StyleUse(ParagraphUse.ITEM, max(0, int(numbered[2] or 1) - 1))
    return StyleUse(ParagraphUse.ITEM) if style.is_list else None
