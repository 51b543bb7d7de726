"""Agreement: the five levels of ICANN's GNSO (Working Group Guidelines, section 3.6), and the recommendations in order."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from breakout_tui.domain.chain import places, web
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement, Note
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.ranking import priorities
from breakout_tui.domain.ranking_records import PriorityIssue
from breakout_tui.domain.session_state import Session


@dataclass(frozen=True, slots=True)
class AgreementLevel:
    """One level as it is offered: its number, the level and what it means."""

    number: str
    """A digit, the strongest level first."""
    level: Agreement
    meaning: str


LEVELS = (
    AgreementLevel("1", Agreement.FULL_CONSENSUS, "nobody in the room speaks against it"),
    AgreementLevel("2", Agreement.CONSENSUS, "most agree, only a small minority does not"),
    AgreementLevel("3", Agreement.STRONG_SUPPORT, "most support it, a significant number does not"),
    AgreementLevel("4", Agreement.DIVERGENCE, "no position has strong support; opinions differ"),
    AgreementLevel("5", Agreement.MINORITY_VIEW, "a small number of people support it"),
)
"""The five levels, the strongest first."""

BY_NUMBER: Mapping[str, Agreement] = {each.number: each.level for each in LEVELS}
"""The level of each number."""

_NAME_END = re.compile(r"\s*:\s+|\s+[–—-]\s+")
_STRENGTH = {each.level: place for place, each in enumerate(LEVELS)}


@dataclass(frozen=True, slots=True)
class IssueGroup:
    """The statements for one priority issue; ``issue`` is None for those without one."""

    issue: PriorityIssue | None
    notes: tuple[Note, ...]


def ordered(session: Session, kinds: Collection[Kind] = (Kind.RECOMMENDATION,)) -> tuple[IssueGroup, ...]:
    """The recommendations, or the notes of other kinds of the chain, by priority issue, agreement, reference.

    Issues without any are left out.
    """
    where = places(session)
    issues = priorities(session)
    groups: dict[int, list[Note]] = {}
    for note in web(session).notes:
        if note.kind in kinds:
            groups.setdefault(where.get(note.serial, len(issues)), []).append(note)
    return tuple(
        IssueGroup(
            issues[place] if place < len(issues) else None,
            tuple(sorted(groups[place], key=lambda note: (strength(note), note.number))),
        )
        for place in sorted(groups)
    )


def strongest_first(groups: Iterable[IssueGroup]) -> tuple[Note, ...]:
    """The recommendations by agreement, then by priority issue and reference."""
    return tuple(sorted((note for group in groups for note in group.notes), key=strength))


def in_order(session: Session, kind: Kind) -> tuple[Note, ...]:
    """The visible notes of a kind of the chain by priority issue, agreement, reference."""
    return tuple(note for group in ordered(session, (kind,)) for note in group.notes)


def strength(note: Note) -> int:
    """The place of a note's level, 0 for the strongest; after all of them where none is recorded."""
    return len(LEVELS) if note.agreement is None else _STRENGTH[note.agreement]


def counts(session: Session, kind: Kind = Kind.RECOMMENDATION) -> Mapping[Agreement | None, int]:
    """How many recommendations, or notes of another kind, have each level, the strongest first; None for those without."""
    found: dict[Agreement | None, int] = dict.fromkeys((*(each.level for each in LEVELS), None), 0)
    for note in session.book.of_kind(kind):
        found[note.agreement] += 1
    return found


def minority_of(note: Note, who: str) -> str:
    """The text of a minority view without the name at its start, where ``who`` is said before it anyway."""
    text = note.minority
    if not who or text[: len(who)].casefold() != who.casefold():
        return text
    named = _NAME_END.match(text, len(who))
    return text if named is None else text[named.end() :] or text


def dissent_shown(session: Session, note: Note) -> str:
    """Who dissents, if the attribution rule allows to show it."""
    return "" if session.info.rule is AttributionRule.NONE else note.dissent
