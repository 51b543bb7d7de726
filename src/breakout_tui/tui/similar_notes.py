"""Which note says nearly the same as what is being typed.

An index of words narrows ten thousand notes down to the few that share words with the line; rapidfuzz then says how alike
those are, whatever the order of the words. The index is filled a slice at a time, so that opening a large session waits for
nothing.
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
"""From 0 to 100, how alike two statements must be to be offered."""
_SHORTEST = 12
"""Characters from which a line says enough to be compared."""
_COMMON = 2000
"""A word that this many notes hold tells nothing."""
_CLOSEST = 40
"""How many candidates are compared."""
_WORD = re.compile(r"\w{4,}")


class SimilarNotes:
    """An index of the notes of one session by their words."""

    def __init__(self) -> None:
        self._serials: dict[str, array[int]] = {}
        """Of each word the notes that hold it; of one that too many hold, the first of them."""
        self._read = 0

    def read(self, session: Session, most: int = 400) -> bool:
        """Take up some notes that were not read yet; False when there are none."""
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
        """The visible note of this kind that is most like the text, if one is like enough."""
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
