"""The report-back as the outcomes fill it: headline, findings, decisions, differences, recommendations and the ask."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from breakout_tui.domain.agreement import dissent_shown, in_order, ordered, strength, strongest_first
from breakout_tui.domain.chain import answers
from breakout_tui.domain.kinds import LETTERS, Kind
from breakout_tui.domain.notes import Agreement, Note
from breakout_tui.domain.rank_order import challenges_in_rank_order, principles_in_rank_order
from breakout_tui.domain.ranking import priorities
from breakout_tui.domain.records import MOST_FINDINGS, Finding
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.step_kinds import AGREED_ON, agreed_kinds
from breakout_tui.domain.text import clean_line, clip

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
_REFERENCE_LIST = rf"[{LETTERS}]\d+(?:(?:, | and | & )[{LETTERS}]\d+)*"
_REFERENCES_AT_THE_END = re.compile(
    r"[\s,;:–-]*\b(?:answers?|answering|carries out|carrying out|as in|after|see|as|follows?|following|from)\s+"
    rf"{_REFERENCE_LIST}(?:\s+shows?)?\.?\Z"
)
_DIFFERING = (Agreement.STRONG_SUPPORT, Agreement.DIVERGENCE, Agreement.MINORITY_VIEW)
_CARRIED = (Agreement.FULL_CONSENSUS, Agreement.CONSENSUS, Agreement.STRONG_SUPPORT, None)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A whole report-back; an empty part is not spoken."""

    headline: str
    findings: tuple[Finding, ...]
    differed: str
    recommendations: tuple[str, ...]
    """Each says who does what by when."""
    ask: str
    decisions: tuple[str, ...] = ()
    """Each says what was decided and why."""

    @property
    def has_ask(self) -> bool:
        """Whether there is an ask to speak, not only the prompt for one."""
        return bool(self.ask) and self.ask != ASK_PROMPT


def drafts(session: Session) -> Spoken:
    """The report-back that the outcomes give, without edits: all decisions and recommendations with enough support, even if too long."""
    strongest = strongest_first(ordered(session))
    decided = sorted(in_order(session, Kind.DECISION), key=strength)
    kinds = (kind for kind in agreed_kinds(session) if kind not in AGREED_ON)
    others = [note for kind in kinds for note in session.book.of_kind(kind)]
    settled = [note for note in decided if note.agreement in _CARRIED]
    return Spoken(
        headline=_headline(session, settled),
        findings=_findings(session),
        differed=_differed(session, (*decided, *strongest, *others)),
        recommendations=tuple(_recommended(note) for note in strongest if note.agreement in _CARRIED),
        ask=_ask(strongest),
        decisions=tuple(_decided(note) for note in settled),
    )


def _headline(session: Session, settled: Sequence[Note]) -> str:
    title = clean_line(session.theme.title)
    first = next(iter(priorities(session)), None)
    if first is not None:
        return f"On “{title}”, what matters most to us: {with_full_stop(first.title)}"
    if settled:
        return f"On “{title}”, we decided: {with_full_stop(_line(settled[0]))}"
    challenge = next(iter(challenges_in_rank_order(session)), None)
    if challenge is not None:
        return f"On “{title}”, we started from this: {with_full_stop(_line(challenge))}"
    return f"We spoke about “{title}”."


def _findings(session: Session) -> tuple[Finding, ...]:
    """The first principles in rank order, each with the first challenge it answers; without principles, the first issues."""
    rank = {note.serial: place for place, note in enumerate(challenges_in_rank_order(session))}
    found: list[Finding] = []
    for principle in principles_in_rank_order(session)[:MOST_FINDINGS]:
        answered = [note for note in answers(session.book, principle) if note.kind is Kind.CHALLENGE]
        first = min(answered, key=lambda note: rank[note.serial], default=None)
        found.append(Finding(_line(principle), "" if first is None else _line(first)))
    if found:
        return tuple(found)
    return tuple(Finding(clean_line(issue.title)) for issue in priorities(session)[:MOST_FINDINGS])


def _differed(session: Session, agreed_on: Iterable[Note]) -> str:
    """Decisions, recommendations and other statements without consensus, and minority views; the weakest agreement first."""
    differing = [n for n in agreed_on if n.minority or n.agreement in _DIFFERING]
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
    return f"{said} Minority view{f' ({who})' if who else ''}: {with_full_stop(clean_line(note.minority))}"


def _decided(note: Note) -> str:
    """What, and why: ``Glass cups. The reason: they last longer.``."""
    return with_reason(_line(note), clean_line(note.reason))


def _recommended(note: Note) -> str:
    """Who, what, by when: ``Parliaments: pass a once-only act (for small states), by 2027.``."""
    actor = clean_line(note.actor)
    who = f"{actor[:1].upper()}{actor[1:]}: " if actor else ""
    whom = f" (for {clean_line(note.addressee)})" if note.addressee else ""
    return with_full_stop(f"{who}{_line(note).rstrip('.')}{whom}{_by(note)}")


def _ask(strongest: Iterable[Note]) -> str:
    """The strongest recommendation with an actor or addressee, as a request to them; a prompt if there is none."""
    for note in strongest:
        if (whom := note.actor or note.addressee) and note.agreement in _CARRIED:
            return with_full_stop(f"We ask {clean_line(whom)}: {_line(note).rstrip('.')}{_by(note)}")
    return ASK_PROMPT


def _by(note: Note) -> str:
    """The date in the room's words; adds ``by`` if they have no such word."""
    due = clean_line(note.due)
    if not due:
        return ""
    return f", {due}" if due.split()[0].casefold() in _TIME_WORDS else f", by {due}"


def _line(note: Note) -> str:
    """The text as it is spoken: without references at its end, which the plenary does not know."""
    text = clean_line(note.text)
    spoken = _REFERENCES_AT_THE_END.sub("", text)
    return spoken if spoken.strip() else text


def with_reason(text: str, reason: str) -> str:
    """The text as a sentence, and its reason, if there is one, as another."""
    if not reason:
        return with_full_stop(text)
    return f"{with_full_stop(text)} The reason: {with_full_stop(reason)}"


def with_full_stop(text: str) -> str:
    """The text with a full stop, if it has no other end."""
    text = text.rstrip()
    return text if not text or text[-1] in ".!?…。！？" else f"{text}."
