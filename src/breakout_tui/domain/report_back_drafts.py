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
from breakout_tui.domain.ranking import challenges_in_rank_order, principles_in_rank_order, priorities
from breakout_tui.domain.records import MOST_FINDINGS, Finding
from breakout_tui.domain.said_references import spoken
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.step_kinds import AGREED_ON, agreed_kinds
from breakout_tui.domain.text import clean_line, gist, with_full_stop

MOST_DIFFERENCES = 3
"""Most statements whose disagreement the draft mentions."""
TOPIC_LENGTH = 100
"""Longest mention of a statement within a sentence, in code points."""
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
_CARRIED = (Agreement.FULL_CONSENSUS, Agreement.CONSENSUS, Agreement.STRONG_SUPPORT, None)
_HOW_AGREED = {
    Agreement.FULL_CONSENSUS: ", with full consensus",
    Agreement.CONSENSUS: ", with consensus",
    Agreement.STRONG_SUPPORT: ", with strong support and significant opposition",
}


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
    settled = [note for note in decided if note.agreement in _CARRIED]
    carried = [note for note in strongest if note.agreement in _CARRIED]
    headline, issues = _headline(session)
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


def carried_outcomes(session: Session) -> tuple[Note, ...]:
    """The decisions and recommendations with enough support, the strongest agreement first."""
    outcomes = (*in_order(session, Kind.DECISION), *in_order(session, Kind.RECOMMENDATION))
    return tuple(sorted((note for note in outcomes if note.agreement in _CARRIED), key=strength))


def _headline(session: Session) -> tuple[str, str]:
    """The most important outcome in a sentence, and the priority issues that it does not name in another.

    The decision or recommendation with the strongest agreement, else the first priority issue, else what was decided or recommended
    without a level, else the first principle.
    """
    about = f"On “{gist(session.theme.title, TOPIC_LENGTH)}”"
    issues = [gist(issue.title, TOPIC_LENGTH) for issue in priorities(session)]
    first = next(iter(carried_outcomes(session)), None)
    if first is not None and (first.agreement is not None or not issues):
        return f"{about}, {_outcome(session, first)}", _issues("Our priority issues", issues)
    if issues:
        rest = _issues("Our other priority issues", issues[1:])
        return f"{about}, what matters most to us: {with_full_stop(issues[0])}", rest
    principle = next(iter(principles_in_rank_order(session)), None)
    if principle is not None:
        word = session.labels.one(Kind.PRINCIPLE)
        return f"{about}, our first {word}: {with_full_stop(_topic(session, principle))}", ""
    return f"We spoke about “{gist(session.theme.title, TOPIC_LENGTH)}”.", ""


def _outcome(session: Session, note: Note) -> str:
    how = "" if note.agreement is None else _HOW_AGREED[note.agreement]
    what = "we decided" if note.kind is Kind.DECISION else f"our first {session.labels.one(note.kind)}"
    return f"{what}{how}: {with_full_stop(_topic(session, note))}"


def _issues(heading: str, issues: Sequence[str]) -> str:
    return f"{heading}: {with_full_stop('; '.join(issue.rstrip('.') for issue in issues))}" if issues else ""


def _findings(session: Session) -> tuple[Finding, ...]:
    """The first principles in rank order, each with the first challenge it answers; without principles, the first issues."""
    rank = {note.serial: place for place, note in enumerate(challenges_in_rank_order(session))}
    found: list[Finding] = []
    for principle in principles_in_rank_order(session)[:MOST_FINDINGS]:
        answered = [note for note in answers(session.book, principle) if note.kind is Kind.CHALLENGE]
        first = min(answered, key=lambda note: rank[note.serial], default=None)
        reason = "" if first is None else spoken(session, first)
        found.append(Finding(spoken(session, principle), reason))
    if found:
        return tuple(found)
    return tuple(Finding(clean_line(issue.title)) for issue in priorities(session)[:MOST_FINDINGS])


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
    said = f"On “{_topic(session, note)}” there was {level}."
    if not note.minority:
        return said
    who = dissent_shown(session, note)
    view = with_full_stop(clean_line(minority_of(note, who)))
    return f"{said} Minority view{f' ({who})' if who else ''}: {view}"


def _topic(session: Session, note: Note) -> str:
    return gist(spoken(session, note), TOPIC_LENGTH)


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
