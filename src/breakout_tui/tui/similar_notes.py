"""Similar notes: finds the note that says nearly the same as the text being typed.

An index of words reduces ten thousand notes to the few that share words with the line; rapidfuzz then measures how similar
those are, in any order of words. The index is filled in slices, so that it does not delay the opening of a large session.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import fold

ALIKE = 84.0
"""The least similarity of an offered note, from 0 to 100."""
_SHORTEST = 12
"""The shortest text that is compared, in characters."""
_COMMON = 2000
"""A word in this many notes is too common to be indexed."""
_CLOSEST = 40
"""The most candidates that are compared."""
_WORD = re.compile(r"\w{4,}")


class SimilarNotes:
    """An index of the notes of one session by their words."""

    def __init__(self) -> None:
        self._serials: dict[str, array[int]] = {}
        """The notes with each word; for a common word, only the first of them."""
        self._read = 0

    def read(self, session: Session, most: int = 400) -> bool:
        """Index some more notes; False if there are none left."""
        notes = session.book.notes
        until = min(len(notes), self._read + most)
        for serial in range(self._read, until):
            for word in _words(notes[serial].text):
                serials = self._serials.setdefault(word, array("I"))
                if len(serials) <= _COMMON:
                    serials.append(serial)
        is_more = until > self._read
        self._read = until
        return is_more

    def find(self, session: Session, text: str, kind: Kind) -> Note | None:
        """The visible note of this kind that is most similar to the text, if any is similar enough."""
        if len(text) < _SHORTEST:
            return None
        hits: Counter[int] = Counter()
        for word in _words(text):
            serials = self._serials.get(word)
            if serials is not None and len(serials) <= _COMMON:
                hits.update(serials)
        if not hits:
            return None
        from rapidfuzz import fuzz

        wanted = fold(text)
        best, score = None, ALIKE
        for serial, _ in hits.most_common(_CLOSEST):
            note = session.book[serial]
            if not note.is_visible or note.kind is not kind:
                continue
            alike = fuzz.token_sort_ratio(wanted, fold(note.text), score_cutoff=score)
            if alike >= score:
                best, score = note, alike
        return best


def _words(text: str) -> set[str]:
    return set(_WORD.findall(fold(text)))
