"""Likely names: in which order speakers and clusters are offered, so that the first one is most often right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
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
    said = list(_speakers(session))
    often = [name for name, _ in Counter(said).most_common()]
    return tuple(dict.fromkeys([*said[:1], *often, *known_names(session)]))


def last_speaker(session: Session) -> str:
    """Who said the latest note that names a speaker; empty for nobody."""
    return next(_speakers(session), "")


def likely_clusters(clusters: Iterable[str], sentence: str) -> tuple[str, ...]:
    """The clusters: those with a word of the sentence first."""
    clusters = tuple(clusters)
    return tuple(dict.fromkeys([*clusters_in(clusters, sentence), *clusters]))


def clusters_in(clusters: Iterable[str], sentence: str) -> tuple[str, ...]:
    """The clusters with a word of the sentence, in any of its forms."""
    stems = _stems(sentence)
    return tuple(cluster for cluster in clusters if stems & _stems(cluster))


def _speakers(session: Session) -> Iterator[str]:
    """The speakers of the last notes, the latest first."""
    notes = islice((note for note in reversed(session.book.notes) if note.is_visible), _LAST_NOTES)
    return (name for note in notes for name in reversed(note.attribution.split(", ")) if name)


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in re.findall(r"[^\W_]{3,}", fold(text))}
