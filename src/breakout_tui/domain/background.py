"""The background of a box: the statements that stay visible above the notes, in rank order if there is one. Pure.

Under principles these are the challenges, under approaches the issue's principles, under recommendations the approaches, and
under decisions what was last said of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from breakout_tui.domain import chain
from breakout_tui.domain.agenda import Box
from breakout_tui.domain.agreement import in_order
from breakout_tui.domain.clusters import cluster_key
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.rank_order import challenges_in_rank_order, principles_in_rank_order
from breakout_tui.domain.ranking_records import PriorityIssue
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import plural

MOST_LINES = 7
"""Lines of statements, without the title."""


class ContextLine(NamedTuple):
    """A statement and its group; ``label`` is empty if the line above has the same group."""

    label: str
    note: Note
    words: str
    others: int = 0
    """How many statements of its group are not shown."""


@dataclass(frozen=True, slots=True)
class Context:
    """A title, the number of statements, and those that fit."""

    title: str
    count: int
    lines: tuple[ContextLine, ...]
    left_out: int
    """Statements that are neither shown nor counted behind a shown one."""


def context_of(session: Session) -> Context | None:
    """The background of the current box; None if it has none."""
    box = session.current_box
    if box is None or not box.kind.takes_statements:
        return None
    match box.note_kind:
        case Kind.PRINCIPLE:
            challenges = challenges_in_rank_order(session)
            return _context(
                session.labels.heading(Kind.CHALLENGE),
                [(_cluster(n), n, n.text) for n in _grouped(challenges)],
            )
        case Kind.APPROACH:
            return _for_approaches(session, box)
        case Kind.RECOMMENDATION:
            return _context(session.labels.heading(Kind.APPROACH), _approaches(session))
        case Kind.DECISION:
            return _for_decisions(session)
        case _:
            return None


def principles_of(session: Session, issue: PriorityIssue) -> tuple[Note, ...]:
    """The principles of a priority issue: the issue itself, or those that answer its challenge or cluster."""
    if not issue.subject:
        return ()
    book = session.book
    subject = None if issue.subject.startswith("#") else book.find(issue.subject)
    cluster = cluster_key(issue.subject[1:]) if issue.subject.startswith("#") else None
    serial = None if subject is None else book.standing_for(subject.serial).serial

    def belongs(note: Note) -> bool:
        near = (note, *chain.answers(book, note))
        return any(
            n.serial == serial or (cluster is not None and cluster_key(n.cluster) == cluster) for n in near
        )

    return tuple(note for note in principles_in_rank_order(session) if belongs(note))


def _for_approaches(session: Session, box: Box) -> Context | None:
    found = chain.issue_of_box(session, box)
    if found is None:
        return _context(session.labels.heading(Kind.PRINCIPLE), _plain(principles_in_rank_order(session)))
    place, issue = found
    about = f"Priority issue {place + 1}"
    about += f" · {issue.subject}" if issue.subject else ""
    about += f" · {plural(issue.votes, 'vote')}" if issue.votes is not None else ""
    if own := principles_of(session, issue):
        return _context(f"{about} · its {session.labels.many(Kind.PRINCIPLE)}", _plain(own))
    return _context(
        f"{about} · unanswered; all {session.labels.many(Kind.PRINCIPLE)}",
        _plain(principles_in_rank_order(session)),
    )


def _for_decisions(session: Session) -> Context | None:
    """What can be decided: the recommendations, else the approaches, the principles or the challenges."""
    return (
        _context(session.labels.heading(Kind.RECOMMENDATION), _plain(in_order(session, Kind.RECOMMENDATION)))
        or _context(session.labels.heading(Kind.APPROACH), _approaches(session))
        or _context(session.labels.heading(Kind.PRINCIPLE), _plain(principles_in_rank_order(session)))
        or _context(session.labels.heading(Kind.CHALLENGE), _plain(challenges_in_rank_order(session)))
    )


def _plain(notes: Sequence[Note]) -> list[tuple[str, Note, str]]:
    return [("", note, note.text) for note in notes]


def _context(title: str, entries: Sequence[tuple[str, Note, str]]) -> Context | None:
    if not entries:
        return None
    if any(label for label, _, _ in entries):
        entries = [(label or "other", note, words) for label, note, words in entries]
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
    """The notes grouped by cluster, in the order of each cluster's first note; notes without a cluster last."""
    groups: dict[str, list[Note]] = {}
    for note in notes:
        groups.setdefault(cluster_key(note.cluster), []).append(note)
    alone = groups.pop("", [])
    return [note for group in (*groups.values(), alone) for note in group]


def _cluster(note: Note) -> str:
    return f"#{note.cluster}" if note.cluster else ""


def _approaches(session: Session) -> list[tuple[str, Note, str]]:
    """The approaches by priority issue."""
    places = chain.places(session)
    none = len(session.book)
    found = sorted(
        session.book.of_kind(Kind.APPROACH), key=lambda note: (places.get(note.serial, none), note.number)
    )
    return [
        (f"Issue {places[note.serial] + 1}" if note.serial in places else "", note, _practised(note))
        for note in found
    ]


def _practised(note: Note) -> str:
    return f"{note.where}: {note.text}" if note.where else note.text
