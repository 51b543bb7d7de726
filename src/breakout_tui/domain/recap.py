"""Rounds: the outputs of an earlier group on the same theme, and which of them later groups heard again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from breakout_tui.domain.agreed_list import issues_of, latest
from breakout_tui.domain.agreement import in_order
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.labels import ENGLISH, Labels
from breakout_tui.domain.lint import LooseEnd, lint
from breakout_tui.domain.notes import Note
from breakout_tui.domain.outputs import OUTPUTS
from breakout_tui.domain.rank_order import principles_in_rank_order
from breakout_tui.domain.session_state import Session

TOP_CLUSTERS = 5
"""How many clusters a recap names."""

_GROUND = tuple(kind for kind in Kind if kind not in OUTPUTS and kind is not Kind.PARKED)
"""The kinds of which outputs are made."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An output of the earlier round, and how often this one heard it again."""

    note: Note
    times: int


@dataclass(frozen=True, slots=True)
class Recap:
    """A summary of an earlier round for the next group."""

    earlier_id: str
    room: str
    round: int
    issues: tuple[str, ...]
    """What it agreed on, by rank: the titles of the latest agreed list."""
    said: tuple[Note, ...]
    """Where it agreed on no list: what was said that is no output, by kind and reference."""
    principles: tuple[Heard, ...]
    """In rank order."""
    recommendations: tuple[Heard, ...]
    """By priority issue, agreement and reference."""
    decisions: tuple[Heard, ...]
    """By priority issue, agreement and reference."""
    clusters: tuple[tuple[str, int], ...]
    """The largest clusters and how many notes are in them."""
    parked: tuple[Note, ...]
    loose: tuple[LooseEnd, ...]
    labels: Labels = ENGLISH
    """The words of the round that looks back."""


@dataclass(frozen=True, slots=True)
class Convergence:
    """An output and the rounds that heard it."""

    session_id: str
    reference: str
    text: str
    kind: Kind
    rounds: tuple[int, ...]
    """Its own round and those that heard it again, each once, in order."""
    times: int
    """How often it was heard in all rounds together."""


def recap(earlier: Session, current: Session) -> Recap:
    """The recap of an earlier round on the same theme."""
    again = _times([current], earlier)

    def heard(notes: Iterable[Note]) -> tuple[Heard, ...]:
        return tuple(Heard(note, again.get(note.serial, 0)) for note in notes)

    agreed = latest(earlier)
    issues = () if agreed is None else tuple(issue.title for issue in issues_of(earlier, agreed))
    by_size = sorted(earlier.book.cluster_counts.items(), key=lambda each: (-each[1], each[0].casefold()))
    return Recap(
        earlier_id=earlier.id,
        room=earlier.info.room,
        round=earlier.info.round,
        issues=issues,
        said=() if issues else tuple(note for kind in _GROUND for note in earlier.book.of_kind(kind)),
        principles=heard(principles_in_rank_order(earlier)),
        recommendations=heard(in_order(earlier, Kind.RECOMMENDATION)),
        decisions=heard(in_order(earlier, Kind.DECISION)),
        clusters=tuple(by_size[:TOP_CLUSTERS]),
        parked=tuple(earlier.book.of_kind(Kind.PARKED)),
        loose=lint(earlier, final=True),
        labels=current.labels,
    )


def convergence(sessions: Sequence[Session]) -> tuple[Convergence, ...]:
    """Per output of these sessions, the rounds that heard it; most rounds first."""
    found: list[Convergence] = []
    for session in sessions:
        others = [other for other in sessions if other.id != session.id]
        again = _times(others, session)
        rounds: dict[int, set[int]] = {}
        for other in others:
            for serial in _times([other], session):
                rounds.setdefault(serial, set()).add(other.info.round)
        for kind in OUTPUTS:
            for note in session.book.of_kind(kind):
                heard_in = rounds.get(note.serial, set()) | {session.info.round}
                times = session.book.heard(note.serial) + again.get(note.serial, 0)
                found.append(
                    Convergence(session.id, note.reference, note.text, kind, tuple(sorted(heard_in)), times)
                )
    # The sort is stable: equal outputs stay in the order of session, kind and reference.
    return tuple(sorted(found, key=lambda each: (-len(each.rounds), -each.times)))


def _times(later: Sequence[Session], earlier: Session) -> dict[int, int]:
    """Per serial of the earlier session, how often these later ones heard it again; merged notes count for their target."""
    times: dict[int, int] = {}
    by_id = {note.id: note for note in earlier.book.notes}
    for session in later:
        for heard in session.heard_again.values():
            if heard.deleted or heard.earlier_id != earlier.id:
                continue
            note = by_id.get(heard.note_id) or earlier.book.find(heard.reference)
            if note is not None:
                serial = earlier.book.standing_for(note.serial).serial
                times[serial] = times.get(serial, 0) + heard.times
    return times
