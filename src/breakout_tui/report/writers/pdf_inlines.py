"""Words in a line as the data that ``document.typ`` shows.

A word that is too long for its line is given in pieces, since typst breaks a line only where Unicode lets it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from breakout_tui.report.document import Footnote
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
    words,
)

_SOFT_HYPHEN, _WORD_JOINER = "\u00ad", "\u2060"
_LONGEST_WORD = 30
"""Letters of a word that is not divided, across the page."""
_LETTERS = 84
"""Letters in a line of a table across the page; a column has its share of them."""
_FEWEST = 5
_PIECE = 5
"""Letters between two places where a longer word may be divided."""
# Only between these letters: others may belong together.
_WORD = re.compile(rf"[!-~\u00c0-\u024f]{{{_FEWEST + 1},}}")


@dataclass(frozen=True, slots=True)
class InlineData:
    """Turns words into data."""

    targets: frozenset[str]
    """The ids that references can lead to."""
    footnotes: tuple[Footnote, ...]
    has_endnotes: bool
    longest: int = _LONGEST_WORD
    """Letters of a word that is not divided."""
    may_link: bool = True
    """False in a link, and in what is repeated on each page, where the standard allows no link."""

    def in_share(self, share: float) -> InlineData:
        """The same for a column that has a share of the page, from 0 to 1."""
        return replace(self, longest=min(_LONGEST_WORD, max(_FEWEST, int(_LETTERS * share))))

    def unlinked(self) -> InlineData:
        """The same where no link may be."""
        return replace(self, may_link=False)

    def words(self, inlines: Iterable[Inline]) -> list[dict[str, Any]]:
        """The data of some words."""
        return [each for inline in inlines for each in self._inline(inline)]

    def _inline(self, inline: Inline) -> Iterator[dict[str, Any]]:
        match inline:
            case Text():
                if inline.text:
                    yield {"k": "text", "t": [list(self._pieces(line)) for line in inline.text.split("\n")]}
            case Strong():
                yield {"k": "strong", "c": self.words(inline.inlines)}
            case Emphasis():
                yield {"k": "emphasis", "c": self.words(inline.inlines)}
            case Anchor():
                yield {"k": "anchor", "id": inline.id, "c": self.words(inline.inlines)}
            case Reference() if inline.to in self.targets and self.may_link:
                yield {"k": "inside", "to": inline.to, "c": self._linked(inline.inlines)}
            case Hyperlink() if self.may_link:
                yield {"k": "outside", "to": inline.address, "c": self._linked(inline.inlines)}
            case Reference() | Hyperlink():
                yield from self.words(inline.inlines)
            case FootnoteMark() if self.has_endnotes:
                yield {"k": "endnote", "n": inline.number}
            case FootnoteMark():
                yield {"k": "footnote", "c": self.words(self.footnotes[inline.number - 1].inlines)}

    def _linked(self, inlines: Inlines) -> list[dict[str, Any]]:
        """The words of a link; typst 0.15 stops at one that ends in a soft hyphen at the end of a paragraph."""
        found = self.unlinked().words(inlines)
        is_open = words(inlines).endswith(_SOFT_HYPHEN)
        return [*found, {"k": "text", "t": [[_WORD_JOINER]]}] if is_open else found

    def _pieces(self, line: str) -> Iterator[str]:
        """A line in pieces between which it may break, beside where it may anyway."""
        at = 0
        for word in _WORD.finditer(line):
            if word.end() - word.start() > self.longest:
                for end in range(word.start() + _PIECE, word.end(), _PIECE):
                    yield line[at:end]
                    at = end
        yield line[at:]
