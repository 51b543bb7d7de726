"""The report-back: what the rapporteur says in plenary, as edited or drafted, against its minutes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.labels import ENGLISH, Labels
from breakout_tui.domain.records import Finding, ReportBack
from breakout_tui.domain.report_back_drafts import Spoken, drafts, with_reason
from breakout_tui.domain.report_back_fill import filled
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.spoken_words import WORDS_A_MINUTE, seconds_for, sentences_of, words_in


class SpokenPart(Enum):
    """The subject of a card; the value is its heading."""

    HEADLINE = "Headline"
    FINDING = "Finding"
    DECISION = "Decision"
    DIFFERED = "Where we differed"
    RECOMMENDATION = "Recommendation"
    ASK = "What we ask"


@dataclass(frozen=True, slots=True)
class SpokenSentence:
    """One spoken sentence."""

    text: str
    words: int
    total: int
    """Words up to its end, from the start of the report-back."""
    is_over: bool
    """Whether it goes beyond the budget."""


@dataclass(frozen=True, slots=True)
class SpokenCard:
    """One part of the report-back; the rehearsal shows one card at a time."""

    part: SpokenPart
    heading: str
    sentences: tuple[SpokenSentence, ...]
    words: int
    seconds: int
    starts_at: int
    """Seconds from the start of the report-back."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The report-back, measured against its minutes."""

    said: Spoken
    cards: tuple[SpokenCard, ...]
    minutes: int
    words: int
    budget: int
    """The words that fit its minutes."""

    @property
    def over(self) -> int:
        """How many words are too many; 0 if it fits."""
        return max(0, self.words - self.budget)

    @property
    def seconds(self) -> int:
        """How long it takes to speak."""
        return seconds_for(self.words)


PART_KINDS = {SpokenPart.DECISION: Kind.DECISION, SpokenPart.RECOMMENDATION: Kind.RECOMMENDATION}
"""The kinds of note that have a part of their own."""


def heading_of(part: SpokenPart, labels: Labels) -> str:
    """The heading of a part, in the words of the programme."""
    kind = PART_KINDS.get(part)
    return part.value if kind is None else labels.heading(kind, 1)


def minutes_of(session: Session) -> int:
    """The minutes for the report-back."""
    return _edited(session).minutes


def is_edited(session: Session) -> bool:
    """Whether the room edited any part; otherwise all parts are filled from the outcomes."""
    said = _edited(session)
    texts = (said.headline, said.findings, said.decisions, said.differed, said.recommendations, said.ask)
    return any(text is not None for text in texts)


def budget_of(minutes: int) -> int:
    """The words that fit so many minutes."""
    return minutes * WORDS_A_MINUTE


def draft(session: Session) -> Spoken:
    """The report-back as edited; parts without an edit are filled from the outcomes, as far as the minutes allow."""
    edited = _edited(session)
    return filled(edited, drafts(session), budget_of(edited.minutes))


def fit(session: Session) -> Fitted:
    """The report-back as cards, each sentence with the words up to its end."""
    minutes = minutes_of(session)
    budget = budget_of(minutes)
    cards: list[SpokenCard] = []
    total = 0
    said = draft(session)
    for part, heading, text in _said(said, session.labels):
        start = total
        sentences: list[SpokenSentence] = []
        for sentence in sentences_of(text):
            words = words_in(sentence)
            total += words
            sentences.append(SpokenSentence(sentence, words, total, total > budget))
        starts_at = seconds_for(start)
        cards.append(
            SpokenCard(
                part, heading, tuple(sentences), total - start, seconds_for(total) - starts_at, starts_at
            )
        )
    return Fitted(said, tuple(cards), minutes, total, budget)


def _edited(session: Session) -> ReportBack:
    stored = session.report_back
    if stored is not None and not stored.deleted:
        return stored
    return ReportBack(f"{session.id}:report-back", session.id)


def _said(spoken: Spoken, labels: Labels = ENGLISH) -> Iterator[tuple[SpokenPart, str, str]]:
    """Everything spoken, in order: the part, the card's heading, the text."""
    if spoken.headline:
        yield SpokenPart.HEADLINE, SpokenPart.HEADLINE.value, spoken.headline
    for number, finding in enumerate(spoken.findings, 1):
        yield (
            SpokenPart.FINDING,
            _numbered(SpokenPart.FINDING.value, number, len(spoken.findings)),
            _reasoned(finding),
        )
    yield from _each(SpokenPart.DECISION, spoken.decisions, labels)
    if spoken.differed:
        yield SpokenPart.DIFFERED, SpokenPart.DIFFERED.value, spoken.differed
    yield from _each(SpokenPart.RECOMMENDATION, spoken.recommendations, labels)
    if spoken.has_ask:
        yield SpokenPart.ASK, SpokenPart.ASK.value, spoken.ask


def _each(part: SpokenPart, texts: Sequence[str], labels: Labels) -> Iterator[tuple[SpokenPart, str, str]]:
    for number, text in enumerate(texts, 1):
        yield part, _numbered(heading_of(part, labels), number, len(texts)), text


def _numbered(heading: str, number: int, of: int) -> str:
    return heading if of == 1 else f"{heading} {number} of {of}"


def _reasoned(finding: Finding) -> str:
    return with_reason(finding.text, finding.reason)
