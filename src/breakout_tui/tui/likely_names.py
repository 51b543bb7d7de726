"""Likely names: in which order speakers and clusters are offered, so that the first one is most often right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice

from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import fold
from breakout_tui.tui.note_text import known_names

_LAST_NOTES = 200
"""How many notes tell who speaks often."""
_STEM = 5
"""Letters that two forms of a word have in common."""


def likely_people(session: Session) -> tuple[str, ...]:
    """The known names: who spoke last, then who speaks often, then the others."""
    notes = islice((note for note in reversed(session.book.notes) if note.is_visible), _LAST_NOTES)
    said = [name for note in notes for name in reversed(note.attribution.split(", ")) if name]
    often = [name for name, _ in Counter(said).most_common()]
    return tuple(dict.fromkeys([*said[:1], *often, *known_names(session)]))


def likely_clusters(clusters: Iterable[str], sentence: str) -> tuple[str, ...]:
    """The clusters: those with a word of the sentence first."""
    stems = _stems(sentence)
    return tuple(sorted(clusters, key=lambda cluster: not stems & _stems(cluster)))


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in re.findall(r"[^\W_]{3,}", fold(text))}
