"""The report-back: what the rapporteur says in plenary, filled from the outcomes and fitted to its minutes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from breakout_tui.domain.agreement import dissent_shown, ordered, strength, strongest_first
from breakout_tui.domain.chain import answers
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement, Note
from breakout_tui.domain.ranking import (
    challenges_in_rank_order,
    principles_in_rank_order,
    priorities,
)
from breakout_tui.domain.records import Finding, ReportBack
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.spoken_words import WORDS_A_MINUTE, seconds_for, sentences_of, words_in
from breakout_tui.domain.text import clean_line, clip

MOST_FINDINGS = 3
MOST_DIFFERENCES = 3
"""Most recommendations whose differences the draft tells."""
TOPIC_LENGTH = 100
"""Longest mention of a statement within a sentence, in code points."""
ASK_PROMPT = "Say here what you ask of the plenary."
"""Stands in place of an ask that nothing could be filled in for; it is not spoken."""

_TIME_WORDS = frozenset(
    [
        "after",
        "as",
        "at",
        "before",
        "by",
        "during",
        "each",
        "every",
        "from",
        "in",
        "next",
        "no",
        "not",
        "on",
        "over",
        "this",
        "until",
        "when",
        "while",
        "within",
    ]
)
_REFERENCE_LIST = r"[CPARX]\d+(?:(?:, | and | & )[CPARX]\d+)*"
_REFERENCES_AT_THE_END = re.compile(
    r"[\s,;:–-]*\b(?:answers?|answering|carries out|carrying out|as in|after|see|as|follows?|following|from)\s+"
    rf"{_REFERENCE_LIST}(?:\s+shows?)?\.?\Z"
)
_DIFFERING = (Agreement.STRONG_SUPPORT, Agreement.DIVERGENCE, Agreement.MINORITY_VIEW)
_CARRIED = (Agreement.FULL_CONSENSUS, Agreement.CONSENSUS, Agreement.STRONG_SUPPORT, None)


@dataclass(frozen=True, slots=True)
class Spoken:
    """The whole of it; what is empty is not said."""

    headline: str
    findings: tuple[Finding, ...]
    differed: str
    recommendations: tuple[str, ...]
    """Each with who, what and by when."""
    ask: str

    @property
    def has_ask(self) -> bool:
        """Whether there is an ask to speak, not only the prompt for one."""
        return bool(self.ask) and self.ask != ASK_PROMPT


class Part(Enum):
    """What a card is about; the value is its heading."""

    HEADLINE = "Headline"
    FINDING = "Finding"
    DIFFERED = "Where we differed"
    RECOMMENDATION = "Recommendation"
    ASK = "What we ask"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as it is spoken."""

    text: str
    words: int
    total: int
    """Words up to its end, from the start of the report-back."""
    is_over: bool
    """Whether its end lies beyond the budget."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is said in one go: one card at a time in rehearsal."""

    part: Part
    heading: str
    sentences: tuple[Sentence, ...]
    words: int
    seconds: int
    starts_at: int
    """Seconds from the start of the report-back."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The report-back against its minutes."""

    said: Spoken
    cards: tuple[Card, ...]
    minutes: int
    words: int
    budget: int
    """The words that its minutes allow."""

    @property
    def over(self) -> int:
        """The words that are too many; 0 when it fits."""
        return max(0, self.words - self.budget)

    @property
    def seconds(self) -> int:
        """How long it takes to say."""
        return seconds_for(self.words)


def minutes_of(session: Session) -> int:
    """The minutes that the report-back is given."""
    return _edited(session).minutes


def budget_of(minutes: int) -> int:
    """The words that so many minutes allow."""
    return minutes * WORDS_A_MINUTE


def draft(session: Session) -> Spoken:
    """What is to be said: as edited, and filled from the outcomes where nothing was edited.

    Of the recommendations it takes the strongest, as many as the minutes allow, at least one.
    """
    edited, drafted = _edited(session), drafts(session)
    findings = drafted.findings if edited.findings is None else edited.findings
    headline = drafted.headline if edited.headline is None else edited.headline
    differed = drafted.differed if edited.differed is None else edited.differed
    ask = drafted.ask if edited.ask is None else edited.ask
    without = Spoken(headline, findings, differed, (), ask)
    if edited.recommendations is not None:
        recommendations = edited.recommendations
    else:
        left = budget_of(edited.minutes) - sum(words_in(text) for _, _, text in _said(without))
        recommendations = tuple(_as_many_as_fit(drafted.recommendations, left))
    return Spoken(headline, findings, differed, recommendations, ask)


def drafts(session: Session) -> Spoken:
    """What the outcomes give now, without any edit: all recommendations that are carried, whether or not they fit."""
    strongest = strongest_first(ordered(session))
    carried = tuple(_recommended(note) for note in strongest if note.agreement in _CARRIED)
    return Spoken(
        _headline(session), _findings(session), _differed(session, strongest), carried, _ask(strongest)
    )


def fit(session: Session) -> Fitted:
    """The report-back as cards, each sentence with the words up to its end."""
    minutes = minutes_of(session)
    budget = budget_of(minutes)
    cards: list[Card] = []
    total = 0
    said = draft(session)
    for part, heading, text in _said(said):
        start = total
        sentences: list[Sentence] = []
        for sentence in sentences_of(text):
            words = words_in(sentence)
            total += words
            sentences.append(Sentence(sentence, words, total, total > budget))
        starts_at = seconds_for(start)
        cards.append(
            Card(part, heading, tuple(sentences), total - start, seconds_for(total) - starts_at, starts_at)
        )
    return Fitted(said, tuple(cards), minutes, total, budget)


def _edited(session: Session) -> ReportBack:
    stored = session.report_back
    if stored is not None and not stored.deleted:
        return stored
    return ReportBack(f"{session.id}:report-back", session.id)


def _said(spoken: Spoken) -> Iterator[tuple[Part, str, str]]:
    """Everything that is spoken, in order: the part, the card's heading, the text."""
    if spoken.headline:
        yield Part.HEADLINE, Part.HEADLINE.value, spoken.headline
    for number, finding in enumerate(spoken.findings, 1):
        yield Part.FINDING, _numbered(Part.FINDING, number, len(spoken.findings)), _reasoned(finding)
    if spoken.differed:
        yield Part.DIFFERED, Part.DIFFERED.value, spoken.differed
    for number, text in enumerate(spoken.recommendations, 1):
        yield Part.RECOMMENDATION, _numbered(Part.RECOMMENDATION, number, len(spoken.recommendations)), text
    if spoken.has_ask:
        yield Part.ASK, Part.ASK.value, spoken.ask


def _numbered(part: Part, number: int, of: int) -> str:
    return part.value if of == 1 else f"{part.value} {number} of {of}"


def _reasoned(finding: Finding) -> str:
    if not finding.reason:
        return _stopped(finding.text)
    return f"{_stopped(finding.text)} The reason: {_stopped(finding.reason)}"


def _headline(session: Session) -> str:
    title = clean_line(session.theme.title)
    first = next(iter(priorities(session)), None)
    if first is not None:
        return f"On “{title}”, what matters most to us: {_stopped(first.title)}"
    challenge = next(iter(challenges_in_rank_order(session)), None)
    if challenge is not None:
        return f"On “{title}”, we started from this: {_stopped(_line(challenge))}"
    return f"We spoke about “{title}”."


def _findings(session: Session) -> tuple[Finding, ...]:
    """The first principles in rank order with the first challenge each answers; without any, the first priority issues."""
    rank = {note.serial: place for place, note in enumerate(challenges_in_rank_order(session))}
    found: list[Finding] = []
    for principle in principles_in_rank_order(session)[:MOST_FINDINGS]:
        answered = [note for note in answers(session.book, principle) if note.kind is Kind.CHALLENGE]
        first = min(answered, key=lambda note: rank[note.serial], default=None)
        found.append(Finding(_line(principle), "" if first is None else _line(first)))
    if found:
        return tuple(found)
    return tuple(Finding(clean_line(issue.title)) for issue in priorities(session)[:MOST_FINDINGS])


def _differed(session: Session, recommendations: Iterable[Note]) -> str:
    """Where opinions stood against each other, and the views of minorities; the weakest agreement first."""
    differing = [n for n in recommendations if n.minority or n.agreement in _DIFFERING]
    differing.sort(key=strength, reverse=True)
    return " ".join(_difference(session, note) for note in differing[:MOST_DIFFERENCES])


def _difference(session: Session, note: Note) -> str:
    if note.agreement is None or note.agreement is Agreement.MINORITY_VIEW:
        level = "a minority view"
    else:
        level = note.agreement.value
    said = f"On “{clip(_line(note), TOPIC_LENGTH)}” there was {level}."
    if not note.minority:
        return said
    who = dissent_shown(session, note)
    return f"{said} Minority view{f' ({who})' if who else ''}: {_stopped(clean_line(note.minority))}"


def _recommended(note: Note) -> str:
    """Who, what, by when: ``Parliaments: pass a once-only act (for small states), by 2027.``."""
    actor = clean_line(note.actor)
    who = f"{actor[:1].upper()}{actor[1:]}: " if actor else ""
    whom = f" (for {clean_line(note.addressee)})" if note.addressee else ""
    return _stopped(f"{who}{_line(note).rstrip('.')}{whom}{_by(note)}")


def _ask(strongest: Iterable[Note]) -> str:
    """The strongest recommendation, asked of who acts or for whom it is; a prompt where nobody is named."""
    for note in strongest:
        if (whom := note.actor or note.addressee) and note.agreement in _CARRIED:
            return _stopped(f"We ask {clean_line(whom)}: {_line(note).rstrip('.')}{_by(note)}")
    return ASK_PROMPT


def _by(note: Note) -> str:
    """By when, in the room's words; ``by`` is added where they said no such word themselves."""
    due = clean_line(note.due)
    if not due:
        return ""
    return f", {due}" if due.split()[0].casefold() in _TIME_WORDS else f", by {due}"


def _as_many_as_fit(texts: Iterable[str], left: int) -> Iterator[str]:
    for place, text in enumerate(texts):
        left -= words_in(text)
        if place and left < 0:
            return
        yield text


def _line(note: Note) -> str:
    """What it says as it is spoken: without the references at its end, which nobody in the plenary knows."""
    text = clean_line(note.text)
    spoken = _REFERENCES_AT_THE_END.sub("", text)
    return spoken if spoken.strip() else text


def _stopped(text: str) -> str:
    """The text as a sentence that ends."""
    text = text.rstrip()
    return text if not text or text[-1] in ".!?…。！？" else f"{text}."
