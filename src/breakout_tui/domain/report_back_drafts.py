"""The report-back as the outcomes give it: headline, findings, decisions, differences, recommendations and the ask.

A text of the room is spoken with the letters that were typed: where it follows a colon or a sentence, the words around it are made to
fit it. References are not spoken (see ``said_references``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from breakout_tui.domain.agreement import (
    dissent_shown,
    in_order,
    minority_of,
    ordered,
    strength,
    strongest_first,
)
from breakout_tui.domain.chain import answers
from breakout_tui.domain.country_groups import by_group
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement, Note
from breakout_tui.domain.rank_order import challenges_in_rank_order, principles_in_rank_order
from breakout_tui.domain.records import MOST_FINDINGS, Finding
from breakout_tui.domain.report_back_headline import CARRIED, headline_of, issue_titles, topic
from breakout_tui.domain.said_references import spoken
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.step_kinds import AGREED_ON, agreed_kinds
from breakout_tui.domain.text import clean_line, with_full_stop

MOST_DIFFERENCES = 3
"""Most statements whose disagreement the draft mentions."""
ASK_PROMPT = "Say here what you ask of the plenary."
"""Shown where no ask could be filled in; it is not spoken."""

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
"""Words after which a date needs no ``by``."""
_DIFFERING = (Agreement.STRONG_SUPPORT, Agreement.DIVERGENCE, Agreement.MINORITY_VIEW)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A whole report-back; an empty part is not spoken."""

    headline: str
    findings: tuple[Finding, ...]
    differed: str
    recommendations: tuple[str, ...]
    """Each says for whom, what, who acts and by when."""
    ask: str
    decisions: tuple[str, ...] = ()
    """Each says what was decided and why."""

    @property
    def has_ask(self) -> bool:
        """Whether there is an ask to speak, not only the prompt for one."""
        return bool(self.ask) and self.ask != ASK_PROMPT


@dataclass(frozen=True, slots=True)
class Drafts:
    """All that the outcomes give, even if too long; each part with the most important first."""

    headline: str
    issues: str
    """The other priority issues in a sentence, which may follow the headline; empty without any."""
    findings: tuple[Finding, ...]
    decisions: tuple[str, ...]
    differences: tuple[str, ...]
    recommendations: tuple[str, ...]
    evidence: tuple[str, ...]
    """Per recommendation where what it carries out is practised and what shows that it works, in a sentence; empty for nothing."""
    places: tuple[int, ...]
    """Per recommendation its place in the list by country group, from 0."""
    ask: str

    @property
    def short(self) -> Spoken:
        """All parts in their short form."""
        return self._said(self.headline, self.recommendations)

    @property
    def long(self) -> Spoken:
        """All parts with everything that may be added to them."""
        texts = (joined(text, more) for text, more in zip(self.recommendations, self.evidence, strict=True))
        return self._said(joined(self.headline, self.issues), tuple(texts))

    def _said(self, headline: str, recommendations: tuple[str, ...]) -> Spoken:
        differed = " ".join(self.differences)
        return Spoken(headline, self.findings, differed, recommendations, self.ask, self.decisions)


def joined(text: str, more: str) -> str:
    """Two sentences, of which the second may be empty."""
    return f"{text} {more}" if more else text


def drafts(session: Session) -> Drafts:
    """The report-back that the outcomes give, without edits: all decisions and recommendations with enough support."""
    strongest = strongest_first(ordered(session))
    decided = sorted(in_order(session, Kind.DECISION), key=strength)
    kinds = (kind for kind in agreed_kinds(session) if kind not in AGREED_ON)
    others = [note for kind in kinds for note in session.book.of_kind(kind)]
    settled = [note for note in decided if note.agreement in CARRIED]
    carried = [note for note in strongest if note.agreement in CARRIED]
    headline, issues = headline_of(session)
    return Drafts(
        headline=headline,
        issues=issues,
        findings=_findings(session),
        decisions=tuple(with_reason(spoken(session, note), clean_line(note.reason)) for note in settled),
        differences=_differences(session, (*decided, *strongest, *others)),
        recommendations=tuple(_recommended(session, note) for note in carried),
        evidence=tuple(_evidence(session, note) for note in carried),
        places=_places(session, carried),
        ask=_ask(session, carried),
    )


def _findings(session: Session) -> tuple[Finding, ...]:
    """The first principles in rank order, each with the first challenge it answers.

    Without principles the first issues; without those what was heard most often, of the last kind in the chain.
    """
    rank = {note.serial: place for place, note in enumerate(challenges_in_rank_order(session))}
    found: list[Finding] = []
    for principle in principles_in_rank_order(session)[:MOST_FINDINGS]:
        answered = [note for note in answers(session.book, principle) if note.kind is Kind.CHALLENGE]
        first = min(answered, key=lambda note: rank[note.serial], default=None)
        reason = "" if first is None else spoken(session, first)
        found.append(Finding(spoken(session, principle), reason))
    if found:
        return tuple(found)
    texts = issue_titles(session) or _heard_most(session)
    return tuple(Finding(text) for text in texts[:MOST_FINDINGS])


def _heard_most(session: Session) -> list[str]:
    """The approaches, else the challenges, by how often they were heard; no others, because those have parts of their own."""
    for kind in (Kind.APPROACH, Kind.CHALLENGE):
        notes = sorted(session.book.of_kind(kind), key=lambda note: -session.book.heard(note.serial))
        if notes:
            return [spoken(session, note) for note in notes[:MOST_FINDINGS]]
    return []


def _differences(session: Session, agreed_on: Iterable[Note]) -> tuple[str, ...]:
    """Decisions, recommendations and other statements without consensus, and minority views; the weakest agreement first."""
    differing = [n for n in agreed_on if n.minority or n.agreement in _DIFFERING]
    differing.sort(key=strength, reverse=True)
    return tuple(_difference(session, note) for note in differing[:MOST_DIFFERENCES])


def _difference(session: Session, note: Note) -> str:
    if note.agreement is None or note.agreement is Agreement.MINORITY_VIEW:
        level = "a minority view"
    else:
        level = note.agreement.value
    said = f"On “{topic(session, note)}” there was {level}."
    if not note.minority:
        return said
    who = dissent_shown(session, note)
    view = with_full_stop(clean_line(minority_of(note, who)))
    return f"{said} Minority view{f' ({who})' if who else ''}: {view}"


def _recommended(session: Session, note: Note) -> str:
    """For whom, what, who acts, by when: ``For small states: Pass an act. To act: Parliaments, by 2027.``."""
    whom = f"For {clean_line(note.addressee)}: " if clean_line(note.addressee) else ""
    return f"{whom}{joined(with_full_stop(spoken(session, note)), _to_act(note))}"


def _to_act(note: Note) -> str:
    actor, due = clean_line(note.actor), clean_line(note.due)
    if not actor:
        return f"When: {with_full_stop(due)}" if due else ""
    return f"To act: {with_full_stop(f'{actor}{_by(due)}')}"


def _by(due: str) -> str:
    """The date in the room's words behind an actor; adds ``by`` if they have no such word."""
    if not due:
        return ""
    return f", {due}" if due.split()[0].casefold() in _TIME_WORDS else f", by {due}"


def _evidence(session: Session, note: Note) -> str:
    """The first approach that it carries out with evidence, else the first that says where it is practised."""
    approaches = [each for each in answers(session.book, note) if each.kind is Kind.APPROACH]
    found = [each for each in approaches if each.evidence] or [each for each in approaches if each.where]
    if not found:
        return ""
    where, evidence = clean_line(found[0].where), clean_line(found[0].evidence)
    practised = f"Practised in {where}" if where else "Evidence"
    return with_full_stop(f"{practised}: {evidence}" if evidence else practised)


def _places(session: Session, notes: Sequence[Note]) -> tuple[int, ...]:
    """The place of each note in the list by country group; 0 for all of them where the session has no groups."""
    if not session.info.groups:
        return (0,) * len(notes)
    found: dict[int, int] = {}
    for place, group in enumerate(by_group(session, notes)):
        for note in group.notes:
            found.setdefault(note.serial, place)
    return tuple(found[note.serial] for note in notes)


def _ask(session: Session, carried: Iterable[Note]) -> str:
    """The strongest recommendation with an actor or addressee, for the plenary to support; a prompt if there is none."""
    for note in carried:
        if clean_line(note.actor) or clean_line(note.addressee):
            return f"We ask the plenary to support this. {_recommended(session, note)}"
    return ASK_PROMPT


def with_reason(text: str, reason: str) -> str:
    """The text as a sentence, and its reason, if there is one, as another."""
    if not reason:
        return with_full_stop(text)
    return f"{with_full_stop(text)} The reason: {with_full_stop(reason)}"
