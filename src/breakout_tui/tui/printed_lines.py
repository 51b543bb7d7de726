"""Printed lines: what an action that only shows something prints where there is no screen. One thing a line, in words."""

from __future__ import annotations

from collections.abc import Iterable

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.labels import Labels
from breakout_tui.domain.notes import Note
from breakout_tui.domain.pace import pace
from breakout_tui.domain.phase_start import prospect
from breakout_tui.domain.records import SessionInfo
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import plural
from breakout_tui.tui.box_times import boxes_in_view, role_and_time
from breakout_tui.tui.wording import sentence


def note_line(note: Note, labels: Labels) -> str:
    """``C3 challenge: Silo budgets block shared services @Norway #budget``."""
    said_by = f" @{note.attribution}" if note.attribution else ""
    cluster = f" #{note.cluster}" if note.cluster else ""
    gone = "" if note.is_visible else " (deleted)" if note.deleted else " (merged)"
    return f"{note.reference} {labels.one(note.kind)}: {' '.join(note.text.split())}{said_by}{cluster}{gone}"


def note_lines(notes: Iterable[Note], labels: Labels) -> list[str]:
    """A line for each note, with the words of the programme for its kind."""
    return [note_line(note, labels) for note in notes]


def agenda_lines(session: Session, reading: Reading) -> list[str]:
    """A line for each box: its short name, its title, its time, and whether it is done, now, ahead, not held or dropped."""
    now = pace(session, reading)
    due = prospect(session, reading) if now is None else None
    lines = []
    for box in boxes_in_view(session):
        role, time = role_and_time(session, box, now, {} if due is None else due.seconds)
        lines.append(" · ".join(filter(None, (_titled(box.label, box.heading), time, role))))
    return lines


def _titled(label: str, title: str) -> str:
    return title if label in {"", title} else f"{label} {title}"


def background_lines(session: Session) -> list[str]:
    """The statements that the current box builds on, under a heading."""
    from breakout_tui.domain.background import context_of

    found = context_of(session)
    if found is None:
        return ["This box builds on nothing said before"]
    lines = [f"{found.title}: {found.count}"]
    for line in found.lines:
        label = f"{line.label} · " if line.label else ""
        more = f" · and {line.others} more" if line.others else ""
        lines.append(f"{label}{line.note.reference} {' '.join(line.words.split())}{more}")
    return [*lines, f"{found.left_out} more"] if found.left_out else lines


def chain_lines(session: Session) -> list[str]:
    """Each statement that answers others, with these; then each loose end."""
    from breakout_tui.domain.chain import web
    from breakout_tui.domain.lint import lint
    from breakout_tui.tui.remedies import loose_text

    made = web(session)
    lines = [
        f"{note.reference} answers {', '.join(each.reference for each in made.above[note.serial])}"
        for note in made.notes
        if made.above[note.serial]
    ]
    loose = [sentence(loose_text(end, session.labels)) for end in lint(session)]
    return [*(lines or ["No statement answers another yet"]), *(loose or ["No loose ends"])]


def recap_lines(earlier: Session, session: Session) -> list[str]:
    """The outputs of the previous round, and how often this one heard them again."""
    from breakout_tui.domain.recap import recap

    made = recap(earlier, session)
    heard = (*made.principles, *made.recommendations, *made.decisions)
    lines = [f"{note_line(each.note, session.labels)} · heard again {each.times} times" for each in heard]
    return [f"Round {made.round}: {plural(len(heard), 'output')}", *lines]


def details_lines(info: SessionInfo) -> list[str]:
    """Each of the details by the word that changes it."""
    from breakout_tui.tui.details_form import FIELDS

    values = {
        "room": info.room,
        "facilitator": info.facilitator,
        "rapporteur": info.rapporteur,
        "people": str(info.people) if info.people else "",
        "round": str(info.round),
        "rule": info.rule.value,
        "groups": ", ".join(info.groups),
        "known": ", ".join(info.known),
    }
    return [f"{word}: {values[word] or 'not given'}" for word in FIELDS]
