"""The organiser's overview: the cards of all rooms, their order, and which of them are chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from breakout_tui.domain.organiser_mail import OrganiserMail
from breakout_tui.domain.room_card import RoomCard
from breakout_tui.domain.room_findings import NO_FINDING
from breakout_tui.domain.text import by_numbers, fold, plural

NO_EVENT = "Overview"
"""The heading before any room has told of its event."""


@dataclass(frozen=True, slots=True)
class CardChoice:
    """Which cards are shown; all of them by default."""

    text: str = ""
    """All of its words are somewhere on the card."""
    theme: str = ""
    """The title of a theme."""
    has_findings: bool = False
    """Only those with findings."""

    def has(self, card: RoomCard) -> bool:
        """Whether a card is shown."""
        if self.has_findings and not card.findings:
            return False
        if self.theme and card.theme != self.theme:
            return False
        words = fold(self.text).split()
        return not words or all(word in searched(card) for word in words)


def searched(card: RoomCard) -> str:
    """The words of a card that are searched, folded."""
    texts = (card.name, card.theme, card.phase, card.step, card.plan, card.laptop)
    return fold(" ".join((*texts, *(each.text for each in card.findings))))


@dataclass(frozen=True, slots=True)
class Figures:
    """What is said of all rooms together."""

    rooms: int
    people: int
    notes: int
    graded: tuple[tuple[str, int], ...]
    """How many rooms have a finding of each grade as their gravest one, without zeros; the gravest first."""

    @property
    def words(self) -> str:
        """In a line: ``6 rooms · 143 people · 412 notes``."""
        people = (plural(self.people, "person", "people"),) if self.people else ()
        return " · ".join((plural(self.rooms, "room"), *people, plural(self.notes, "note")))

    @property
    def graded_words(self) -> str:
        """In a line: ``1 problem · 2 warnings · 3 to check``."""
        many = {"problem": "problems", "warning": "warnings"}
        parts = (f"{count} {many.get(grade, grade) if count != 1 else grade}" for grade, count in self.graded)
        return " · ".join(parts)


def figures_of(cards: Iterable[RoomCard]) -> Figures:
    """The figures of these cards."""
    every = tuple(cards)
    ranks = Counter(card.rank for card in every)
    names = {card.rank: card.grade.value for card in every if card.grade is not None}
    graded = tuple((names[rank], ranks[rank]) for rank in sorted(ranks) if rank != NO_FINDING)
    return Figures(len(every), sum(card.people for card in every), sum(card.notes for card in every), graded)


def in_order(cards: Iterable[RoomCard]) -> tuple[RoomCard, ...]:
    """The rooms with the gravest findings first, within a grade by name as people count."""
    return tuple(sorted(cards, key=lambda card: (card.rank, by_numbers(card.name), card.name, card.id)))


def commonest_event(cards: Iterable[RoomCard]) -> str:
    """The event of most rooms; empty before any is known."""
    return _commonest(card.event for card in cards)


def heading_of(cards: Iterable[RoomCard]) -> str:
    """The event and the phase in which most rooms are; ``NO_EVENT`` before any is known."""
    every = tuple(cards)
    event = commonest_event(every)
    if not event:
        return NO_EVENT
    phase = _commonest(card.phase for card in every if card.step)
    return f"{event} · {phase}" if phase else event


def themes_of(cards: Iterable[RoomCard]) -> tuple[str, ...]:
    """The titles of all themes, each once, sorted as people read."""
    return tuple(sorted({card.theme for card in cards if card.theme}, key=lambda title: (fold(title), title)))


def _commonest(texts: Iterable[str]) -> str:
    """The one that occurs most often; of several the first by the alphabet."""
    found = Counter(text for text in texts if text)
    return min(found, key=lambda text: (-found[text], text), default="")


@dataclass(frozen=True, slots=True)
class Overview:
    """What a hub says of its rooms: all of it, or what has changed since it was asked before."""

    edition: str
    """What to ask with next time."""
    now: float
    """The hub's clock, in seconds since its boot."""
    wall: datetime
    """The hub's wall clock."""
    ids: tuple[str, ...]
    """All rooms, in order."""
    cards: tuple[RoomCard, ...]
    """Those that are new or have changed."""
    mail: OrganiserMail | None = None
    """Messages and calls for help; None where nothing of them has changed."""


def merged(known: Sequence[RoomCard], news: Overview) -> tuple[RoomCard, ...]:
    """The cards after news, in the order of the hub; a room that is not known in either is left out."""
    by_id = {card.id: card for card in known} | {card.id: card for card in news.cards}
    return tuple(by_id[each] for each in news.ids if each in by_id)
