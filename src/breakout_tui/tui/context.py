"""What stays in sight while the room talks, in rank order where there is one. Pure.

Under principles these are the challenges, under approaches the issue's principles, under recommendations the approaches.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from breakout_tui.domain import ranking
from breakout_tui.domain.agenda import Box
from breakout_tui.domain.notes import Kind, Note
from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.ranking_records import PriorityIssue
from breakout_tui.domain.session import Session

MOST_LINES = 7
"""Lines of statements, the title not counted."""


@dataclass(frozen=True, slots=True)
class ContextLine:
    """A statement with the group that it is in; ``label`` is empty where it is that of the line above."""

    label: str
    note: Note
    words: str
    others: int = 0
    """How many more of its group are not shown."""


@dataclass(frozen=True, slots=True)
class Context:
    """A title, how many there are, and the statements that fit."""

    title: str
    count: int
    lines: tuple[ContextLine, ...]
    left_out: int
    """Statements that neither stand here nor are counted behind one that does."""


def context_of(session: Session) -> Context | None:
    """What the current box needs to have in sight; None for nothing."""
    box = session.current_box
    if box is None or box.kind is not StepKind.DISCUSS:
        return None
    match box.note_kind:
        case Kind.PRINCIPLE:
            challenges = ranking.challenges_in_rank_order(session)
            return _context("Challenges", [(_cluster(n), n, n.text) for n in _grouped(challenges)])
        case Kind.APPROACH:
            return _for_approaches(session, box)
        case Kind.RECOMMENDATION:
            return _context("Approaches", [(_issue(session, n), n, _practised(n)) for n in _by_box(session)])
        case _:
            return None


def principles_of(session: Session, issue: PriorityIssue) -> tuple[Note, ...]:
    """The principles that belong to a priority issue: itself, or those that answer its challenge or its cluster."""
    if not issue.subject:
        return ()
    book = session.book
    subject = None if issue.subject.startswith("#") else book.find(issue.subject)
    cluster = issue.subject[1:].casefold() if issue.subject.startswith("#") else None
    serial = None if subject is None else book.standing_for(subject.serial).serial

    def belongs(note: Note) -> bool:
        near = (note, *book.targets(note))
        return any(
            n.serial == serial or (cluster is not None and n.cluster.casefold() == cluster) for n in near
        )

    return tuple(note for note in ranking.principles_in_rank_order(session) if belongs(note))


def _for_approaches(session: Session, box: Box) -> Context | None:
    issues = ranking.priorities(session)
    issue = issues[box.priority - 1] if box.priority is not None and box.priority <= len(issues) else None
    own = () if issue is None else principles_of(session, issue)
    votes = "" if issue is None or issue.votes is None else f" · {issue.votes} votes"
    if own and issue is not None:
        title = f"Priority issue {box.priority} {issue.subject}".rstrip() + f"{votes}: its principles"
        return _context(title, [("", note, note.text) for note in own])
    everyone = ranking.principles_in_rank_order(session)
    return _context(
        f"Priority issue {box.priority}{votes}: no principle is linked to it; all of them"
        if issue is not None
        else "Principles",
        [("", note, note.text) for note in everyone],
    )


def _context(title: str, entries: Sequence[tuple[str, Note, str]]) -> Context | None:
    if not entries:
        return None
    condensed = len(entries) > MOST_LINES
    lines: list[ContextLine] = []
    left_out = 0
    places: dict[str, int] = {}
    for label, note, words in entries:
        if condensed and label and label in places:
            at = places[label]
            first = lines[at]
            lines[at] = ContextLine(first.label, first.note, first.words, first.others + 1)
        elif len(lines) == MOST_LINES:
            left_out += 1
        else:
            is_same = bool(lines) and not condensed and label in places
            places.setdefault(label, len(lines))
            lines.append(ContextLine("" if is_same else label, note, words))
    return Context(title, len(entries), tuple(lines), left_out)


def _grouped(notes: Iterable[Note]) -> list[Note]:
    """The notes with those of a cluster together, a cluster where its first is; those in none last."""
    groups: dict[str, list[Note]] = {}
    for note in notes:
        groups.setdefault(note.cluster, []).append(note)
    alone = groups.pop("", [])
    return [note for group in (*groups.values(), alone) for note in group]


def _cluster(note: Note) -> str:
    return f"#{note.cluster}" if note.cluster else ""


def _by_box(session: Session) -> list[Note]:
    places = {box.id: place for place, box in enumerate(session.boxes)}
    approaches = session.book.of_kind(Kind.APPROACH)
    return sorted(approaches, key=lambda note: (places.get(note.box_id or "", len(places)), note.number))


def _issue(session: Session, note: Note) -> str:
    box = session.box(note.box_id) if note.box_id is not None else None
    return f"Issue {box.priority}" if box is not None and box.priority is not None else ""


def _practised(note: Note) -> str:
    return f"{note.where}: {note.text}" if note.where else note.text
