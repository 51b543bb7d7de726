"""The order in which those who wait speak. Worked out from the records, the same on every laptop.

* A point of order comes first, then the speaker it interrupted, then replies, then all others.
* *Not spoken yet first*: of the others, those whose name has made no speech in this session, each group as they asked. Without names
  nobody is known to have spoken, so they speak as they asked.
* *Shuffled*: by SHA-256 of the recorded seed and the request, so that the order stays, and one more request changes no places.
* A speaker who was moved stays there, and so do those who waited at that time. A new request goes behind the last one that comes before it by the rules above.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set

from breakout_tui.domain.speaker_records import (
    IN_LINE,
    Speaker,
    SpeakersList,
    SpeakerSort,
    SpeakerState,
    SpeakingOrder,
)

_Key = tuple[int, str, str]


def names_of(speaker: Speaker) -> frozenset[str]:
    """Its names, to compare."""
    return frozenset(name.casefold() for name in speaker.attribution.split(", ") if name)


def have_spoken(speakers: Iterable[Speaker]) -> frozenset[str]:
    """The names that have made a speech, or are making one; replies and points of order are none."""
    begun = (each for each in speakers if each.sort is SpeakerSort.SPEECH and each.times and not each.deleted)
    return frozenset(name for each in begun for name in names_of(each))


def in_line(speakers: Iterable[Speaker], leading: SpeakersList, spoken: Set[str]) -> tuple[Speaker, ...]:
    """Those of one list who speak later, the next one first; ``spoken`` are the names that have spoken."""
    waiting = {each.id: each for each in speakers if each.progress in IN_LINE and not each.deleted}
    key = _key_of(leading, spoken)
    moved = (waiting[each] for each in dict.fromkeys(leading.arranged) if each in waiting)
    ordered = [each for each in moved if each.progress is SpeakerState.WAITING]
    known = {each.id for each in ordered}
    for new in sorted((each for each in waiting.values() if each.id not in known), key=key):
        place = max((at for at, each in enumerate(ordered, 1) if key(each) < key(new)), default=0)
        ordered.insert(place, new)
    return tuple(ordered)


def _key_of(leading: SpeakersList, spoken: Set[str]) -> Callable[[Speaker], _Key]:
    is_shuffled = leading.order is SpeakingOrder.SHUFFLED

    def key(speaker: Speaker) -> _Key:
        rank = _rank(speaker, leading.order, spoken)
        if is_shuffled and speaker.sort is SpeakerSort.SPEECH:
            return rank, _drawn(leading.seed, speaker), speaker.id
        return rank, f"{speaker.asked_at.timestamp():020.3f}", speaker.id

    return key


def _drawn(seed: str, speaker: Speaker) -> str:
    import hashlib  # no session needs it to open

    return hashlib.sha256(f"{seed}\0{speaker.id}".encode()).hexdigest()


def _rank(speaker: Speaker, order: SpeakingOrder, spoken: Set[str]) -> int:
    if speaker.sort is SpeakerSort.POINT:
        return 0
    if speaker.progress is SpeakerState.INTERRUPTED:
        return 1
    if speaker.sort is SpeakerSort.REPLY:
        return 2
    return 4 if order is SpeakingOrder.FRESH and names_of(speaker) & spoken else 3
