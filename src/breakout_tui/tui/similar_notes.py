"""Similar notes: finds the note that says the same as a text, so that the text can be counted as a repeat of it.

An index of content words reduces ten thousand notes to the few that share rare words with the text; ``domain/similarity`` then
compares these. The index is filled in slices, so that it does not delay the opening of a large session.
"""

from __future__ import annotations

from array import array
from heapq import nlargest
from math import log
from typing import NamedTuple

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.session_state import Session

SLICE = 250
"""How many notes are indexed at once: about four milliseconds of work."""
_SHORTEST = 6
"""The shortest text that is compared, in characters."""
_COMMON = 2000
"""A word in this many notes is too common to find notes by."""
_LOOKED_UP = 4000
"""About how many places of words in notes are looked up, those of the rarest words first."""
_CLOSEST = 12
"""The most notes that are compared."""
_HOPEFUL = 0.5
"""The least part of the shorter text that is shared, by the words in the index; below it ``similarity`` finds no repeat."""


class RepeatOffer(NamedTuple):
    """A note that says the same as the text in the line or, if ``saved`` is given, as this note that was saved last."""

    similar: Note
    saved: Note | None = None


class SimilarNotes:
    """An index of the notes of one session by their words."""

    def __init__(self) -> None:
        self._serials: dict[str, array[int]] = {}
        """The notes with each word; for a common word, only the first of them."""
        self._read = 0

    def read(self, session: Session, most: int = SLICE) -> bool:
        """Index some more notes; False if there are none left."""
        from breakout_tui.domain.compared_statement import content_words

        notes = session.book.notes
        if len(notes) < self._read:  # another window took over, and the last notes were not stored
            self._serials, self._read = {}, 0
        until = min(len(notes), self._read + most)
        for serial in range(self._read, until):
            for word in content_words(notes[serial].text):
                if (serials := self._serials.get(word)) is None:
                    serials = self._serials[word] = array("I")
                if len(serials) <= _COMMON:
                    serials.append(serial)
        is_more = until > self._read
        self._read = until
        return is_more

    def find(self, session: Session, text: str, kind: Kind, *, besides: int | None = None) -> Note | None:
        """The visible note of this kind that says the same as the text, if there is one.

        A note that was merged is found by its own wording, and the note that stands for it is given. ``besides`` is a note
        that is left out, with what it stands for.
        """
        if len(text) < _SHORTEST:
            return None
        from breakout_tui.domain.compared_statement import read
        from breakout_tui.domain.similarity import similarity

        wanted = read(text, session.info.known)
        words = set(wanted.whole.words)
        best, most = None, 0.0
        for serial in self._candidates(words):
            note = session.book.standing_for(serial)
            if serial == besides or note.serial == besides or not note.is_visible or note.kind is not kind:
                continue
            text = session.book[serial].text
            if not self._is_hopeful(words, text):
                continue
            alike = similarity(wanted, read(text, session.info.known), self._weight)
            if alike > most:
                best, most = note, alike
        return best

    def _is_hopeful(self, words: set[str], text: str) -> bool:
        """Whether a note shares enough words to be worth reading."""
        from breakout_tui.domain.compared_statement import content_words

        theirs = content_words(text)
        shortest = min(sum(map(self._weight, words)), sum(map(self._weight, theirs)))
        return sum(map(self._weight, words & theirs)) >= _HOPEFUL * shortest

    def _candidates(self, words: set[str]) -> list[int]:
        """The notes that share the most weight with these words."""
        found = sorted(
            ((len(serials), word) for word in words if (serials := self._serials.get(word)) is not None),
        )
        shared: dict[int, float] = {}
        looked_up = 0
        for count, word in found:
            if count > _COMMON or looked_up > _LOOKED_UP:
                break
            weight = self._weight(word)
            for serial in self._serials[word]:
                shared[serial] = shared.get(serial, 0.0) + weight
            looked_up += count
        return nlargest(_CLOSEST, shared, key=shared.__getitem__)

    def _weight(self, word: str) -> float:
        """How much a word counts: the more, the fewer notes have it."""
        serials = self._serials.get(word)
        return 1 + log((self._read + 2) / ((len(serials) if serials else 0) + 1))
