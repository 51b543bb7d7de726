"""Finds the statements of a conference in an edited document by their references, which every program keeps."""

from __future__ import annotations

import re

from breakout_tui.domain.conference import Conference, RoomStatement
from breakout_tui.domain.edited_document import EditedParagraph, text_key
from breakout_tui.domain.notes import LAPTOP_SIGN

_EXTENT = re.compile(r"\s*\(raised in [\d,]+ of [\d,]+ (?:room|session)s?\)\s*$")
"""Behind a joined statement: ``paper_outline.Extent.words``, in brackets."""


class Statements:
    """Finds the statements that paragraphs are."""

    def __init__(self, conference: Conference) -> None:
        self._by_reference: dict[str, RoomStatement] = {}
        for said in conference.statements.values():
            for alias in said.note.aliases:
                if LAPTOP_SIGN not in alias:
                    self._by_reference.setdefault(text_key(f"{said.place}/{alias}"), said)
        self._by_reference |= {text_key(said.reference): said for said in conference.statements.values()}
        self._lengths = sorted({len(each) for each in self._by_reference}, reverse=True)

    def exactly(self, text: str) -> RoomStatement | None:
        """The statement of this reference."""
        return self._by_reference.get(text_key(text))

    def at_start(self, text: str) -> RoomStatement | None:
        """The statement with the longest reference that a text begins with."""
        text = text_key(text)
        for length in self._lengths:
            said = self._by_reference.get(text[:length])
            if said is not None and not text[length : length + 1].isalnum():
                return said
        return None

    def stated(self, paragraph: EditedParagraph) -> list[tuple[RoomStatement, str]]:
        """The statements that a paragraph is, one behind the other, each with its words before its note mark."""
        found: list[tuple[RoomStatement, str]] = []
        words = ""
        for piece, note in zip(paragraph.pieces, paragraph.notes, strict=False):
            words += piece
            if (said := self.at_start(note)) is not None:
                found.append((said, words))
                words = ""
        if found:  # a sentence may have been added behind the mark
            said, before = found[-1]
            found[-1] = (said, before + without_extent(words + paragraph.pieces[-1]))
        return [(said, text.strip()) for said, text in found]


def without_extent(text: str) -> str:
    """A heading without the words on how many rooms raised it."""
    return _EXTENT.sub("", text, count=1)
