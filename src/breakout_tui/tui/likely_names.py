"""Likely names: in which order speakers and clusters are offered, so that the first one is most often right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from breakout_tui.domain.notes import Note
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import fold
from breakout_tui.tui.note_text import known_names

_LAST_NOTES = 200
"""How many notes tell who speaks often, and which clusters were used last."""
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


def latest_clusters(session: Session) -> tuple[str, ...]:
    """The clusters: those used last first."""
    spelled = dict.fromkeys(note.cluster for note in _last_notes(session) if note.cluster)
    used = map(session.book.cluster_named, spelled)
    return tuple(dict.fromkeys([*used, *session.book.cluster_counts]))


def likely_clusters(clusters: Iterable[str], sentence: str) -> tuple[str, ...]:
    """The clusters: those with a word of the sentence, in any of its forms, first."""
    clusters, stems = tuple(clusters), _stems(sentence)
    said = [cluster for cluster in clusters if stems & _stems(cluster)]
    return tuple(dict.fromkeys([*said, *clusters]))


def _speakers(session: Session) -> Iterator[str]:
    """The speakers of the last notes, the latest first."""
    return (name for note in _last_notes(session) for name in reversed(note.attribution.split(", ")) if name)


def _last_notes(session: Session) -> Iterator[Note]:
    """The last visible notes, the latest first."""
    return islice((note for note in reversed(session.book.notes) if note.is_visible), _LAST_NOTES)


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in re.findall(r"[^\W_]{3,}", fold(text))}
