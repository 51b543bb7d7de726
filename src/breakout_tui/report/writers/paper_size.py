"""The sizes of paper that documents are set for."""

from __future__ import annotations

from enum import Enum


class PaperSize(Enum):
    """A size of paper, by the name that the command line knows it by."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in twentieths of a point, as Word measures."""
        return (11906, 16838) if self is PaperSize.A4 else (12240, 15840)
