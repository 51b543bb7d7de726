"""The report-back as cards to edit, with empty cards for missing parts, and the edits of a card. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.labels import Labels
from breakout_tui.domain.records import MOST_FINDINGS, Finding, ReportBack
from breakout_tui.domain.report_back import PART_KINDS, Fitted, SpokenCard, SpokenPart, draft, fit, heading_of
from breakout_tui.domain.report_back_drafts import Spoken, drafts
from breakout_tui.domain.session_state import Session

_EMPTY = {
    SpokenPart.HEADLINE: "No headline yet.",
    SpokenPart.FINDING: "No finding yet.",
    SpokenPart.DIFFERED: "No differing views were recorded.",
    SpokenPart.ASK: "No request to the plenary yet.",
}
"""The placeholders of empty cards; those that are about a kind of note name it."""


@dataclass(frozen=True, slots=True)
class EditCard:
    """One card of the screen."""

    part: SpokenPart
    heading: str
    text: str
    """The text to edit; empty if nothing is said."""
    reason: str = ""
    """The reason of a finding."""
    place: int = 0
    """Its index among the cards of its part."""
    spoken: SpokenCard | None = None
    """The card as it is spoken; None if nothing is said."""
    is_kept: bool = False
    """Whether its part was edited, and is no longer filled from the outcomes."""
    is_drafted: bool = True
    """Whether its words are those of the current outcomes."""
    placeholder: str = ""
    """Shown if nothing is said."""


def cards_of(session: Session) -> tuple[Fitted, tuple[EditCard, ...]]:
    """The fitted report-back and all its cards, at least one of each part."""
    fitted = fit(session)
    said, stored = fitted.said, stored_of(session)
    found = drafts(session)
    drafted = _words_of(found.short) | _words_of(found.long)
    spoken = iter(fitted.cards)
    following = next(spoken, None)
    cards: list[EditCard] = []
    for card in _unfitted(said, has_decisions=_has_decisions(session)):
        is_said = following is not None and following.part is card.part and _is_said(card, said)
        own_heading = heading_of(card.part, session.labels)
        heading = following.heading if is_said and following is not None else own_heading
        own = following if is_said else None
        is_kept = _is_kept(stored, card.part)
        is_drafted = not is_kept or (card.part, card.text, card.reason) in drafted
        placeholder = _placeholder(card.part, session.labels)
        card = replace(card, heading=heading, placeholder=placeholder, spoken=own)
        cards.append(replace(card, is_kept=is_kept, is_drafted=is_drafted))
        if is_said:
            following = next(spoken, None)
    return fitted, tuple(cards)


def _placeholder(part: SpokenPart, labels: Labels) -> str:
    kind = PART_KINDS.get(part)
    return _EMPTY[part] if kind is None else f"No {labels.one(kind)} yet."


def stored_of(session: Session) -> ReportBack:
    """The stored edits of the rapporteur."""
    stored = session.report_back
    if stored is not None and not stored.deleted:
        return stored
    return ReportBack(f"{session.id}:report-back", session.id)


def rewritten(session: Session, card: EditCard, text: str, reason: str = "") -> ReportBack:
    """The report-back with a card's words replaced; a card without words is left out."""
    stored, said = stored_of(session), draft(session)
    match card.part:
        case SpokenPart.HEADLINE:
            return replace(stored, headline=text)
        case SpokenPart.DIFFERED:
            return replace(stored, differed=text)
        case SpokenPart.ASK:
            return replace(stored, ask=text)
        case SpokenPart.FINDING:
            made = (Finding(text, reason),) if text else ()
            findings = said.findings[: card.place] + made + said.findings[card.place + 1 :]
            return replace(stored, findings=findings)
        case SpokenPart.DECISION:
            return replace(stored, decisions=_with_text(said.decisions, card.place, text))
        case SpokenPart.RECOMMENDATION:
            return replace(stored, recommendations=_with_text(said.recommendations, card.place, text))


def added_to(session: Session, card: EditCard) -> EditCard | None:
    """An empty card after the last one of a card's part; None if no more are allowed."""
    said = draft(session)
    if card.part is SpokenPart.FINDING and len(said.findings) < MOST_FINDINGS:
        return EditCard(SpokenPart.FINDING, "Another finding", "", place=len(said.findings))
    if card.part is SpokenPart.DECISION:
        return EditCard(
            SpokenPart.DECISION, f"Another {session.labels.one(Kind.DECISION)}", "", place=len(said.decisions)
        )
    if card.part is SpokenPart.RECOMMENDATION:
        return EditCard(
            SpokenPart.RECOMMENDATION,
            f"Another {session.labels.one(Kind.RECOMMENDATION)}",
            "",
            place=len(said.recommendations),
        )
    return None


def refilled(session: Session, part: SpokenPart) -> ReportBack:
    """The report-back with a part filled from the outcomes again."""
    stored = stored_of(session)
    match part:
        case SpokenPart.HEADLINE:
            return replace(stored, headline=None)
        case SpokenPart.DIFFERED:
            return replace(stored, differed=None)
        case SpokenPart.ASK:
            return replace(stored, ask=None)
        case SpokenPart.FINDING:
            return replace(stored, findings=None)
        case SpokenPart.DECISION:
            return replace(stored, decisions=None)
        case SpokenPart.RECOMMENDATION:
            return replace(stored, recommendations=None)


def _with_text(texts: tuple[str, ...], place: int, text: str) -> tuple[str, ...]:
    """The texts with this one at a place; without it if it is empty."""
    return texts[:place] + ((text,) if text else ()) + texts[place + 1 :]


def _has_decisions(session: Session) -> bool:
    """Whether an empty card asks for decisions."""
    return Kind.DECISION in session.note_kinds


def _unfitted(said: Spoken, *, has_decisions: bool) -> Iterator[EditCard]:
    yield EditCard(SpokenPart.HEADLINE, "", said.headline)
    for place, finding in enumerate(said.findings):
        yield EditCard(SpokenPart.FINDING, "", finding.text, finding.reason, place)
    if not said.findings:
        yield EditCard(SpokenPart.FINDING, "", "")
    for place, text in enumerate(said.decisions):
        yield EditCard(SpokenPart.DECISION, "", text, place=place)
    if has_decisions and not said.decisions:
        yield EditCard(SpokenPart.DECISION, "", "")
    yield EditCard(SpokenPart.DIFFERED, "", said.differed)
    for place, text in enumerate(said.recommendations):
        yield EditCard(SpokenPart.RECOMMENDATION, "", text, place=place)
    if not said.recommendations:
        yield EditCard(SpokenPart.RECOMMENDATION, "", "")
    yield EditCard(SpokenPart.ASK, "", said.ask if said.has_ask else "")


def _is_said(card: EditCard, said: Spoken) -> bool:
    match card.part:
        case SpokenPart.FINDING:
            return card.place < len(said.findings)
        case SpokenPart.DECISION:
            return card.place < len(said.decisions)
        case SpokenPart.RECOMMENDATION:
            return card.place < len(said.recommendations)
        case _:
            return bool(card.text)


def _words_of(said: Spoken) -> set[tuple[SpokenPart, str, str]]:
    return {(card.part, card.text, card.reason) for card in _unfitted(said, has_decisions=False)}


def _is_kept(stored: ReportBack, part: SpokenPart) -> bool:
    match part:
        case SpokenPart.HEADLINE:
            return stored.headline is not None
        case SpokenPart.DIFFERED:
            return stored.differed is not None
        case SpokenPart.ASK:
            return stored.ask is not None
        case SpokenPart.FINDING:
            return stored.findings is not None
        case SpokenPart.DECISION:
            return stored.decisions is not None
        case SpokenPart.RECOMMENDATION:
            return stored.recommendations is not None
