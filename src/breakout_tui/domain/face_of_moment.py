"""Which face the room sees now."""

from __future__ import annotations

from collections.abc import Iterable

from breakout_tui.domain import chain, face_over_notes
from breakout_tui.domain.agenda import Box
from breakout_tui.domain.agreed_list import issues_of, latest
from breakout_tui.domain.agreement import in_order
from breakout_tui.domain.background import principles_of
from breakout_tui.domain.between_phases import title_between
from breakout_tui.domain.display_face import HIDDEN, DisplayFace, FaceLine, Moment
from breakout_tui.domain.face_of_vote import vote_face
from breakout_tui.domain.face_over_notes import note_lines
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.programme import AgendaSource, StepKind
from breakout_tui.domain.rule_words import RULE_WORDS
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.stage import Stage
from breakout_tui.domain.text import led

LATEST = 6
"""How many of the latest notes are shown."""
OVER = "The session has ended"


def face_of(session: Session) -> DisplayFace:
    """What the room sees now."""
    box = session.current_box
    if box is None:
        return _without_box(session)
    if session.phone_votes and (face := vote_face(session, box)) is not None:
        return face
    match box.kind:
        case StepKind.OPENING:
            return _opening(session, box)
        case StepKind.RANK:
            return face_over_notes.ranking(session, box)
        case StepKind.AGREE:
            return face_over_notes.agreeing(session, box)
        case StepKind.READBACK:
            return face_over_notes.reading_back(session, box)
        case StepKind.BREAK:
            return DisplayFace(Moment.BREAK, box.title)
        case StepKind.DISCUSS | StepKind.TALK:
            return _discussing(session, box)


def number_in_step(session: Session, box: Box) -> str:
    """Which of the boxes of its step a box is: ``Question 2 of 4``; empty for the only one."""
    if box.number is None:
        return ""
    # Not how many there are now: the third of four stays so when the second is dropped.
    last = max(each.number or 0 for each in session.agenda(box.phase) if each.step == box.step)
    return f"{noun_of(session, box)} {box.number} of {last}" if last > 1 else ""


def noun_of(session: Session, box: Box) -> str:
    """What a numbered box is."""
    if box.priority is not None:
        return "Priority issue"
    if box.group:
        return "Country group"
    if box.kind is StepKind.TALK:
        return "Talk"
    step = session.info.programme.step(box.step)
    return "Topic" if step is not None and step.agenda is AgendaSource.ROOM else "Question"


# Outside of a phase


def _without_box(session: Session) -> DisplayFace:
    title = session.theme.title
    match session.stage:
        case Stage.DONE:
            heading, notes = _last_outputs(session)
            return DisplayFace(
                Moment.END, title, OVER, heading=heading, lines=note_lines(session, notes, has_levels=True)
            )
        case Stage.BETWEEN:
            heading, lines = _priorities(session)
            last, due = session.last_started, session.due_phase
            if last is None or due is None:
                return DisplayFace(Moment.BETWEEN, title)
            return DisplayFace(
                Moment.BETWEEN, title_between(last, due), f"Next: {due.title}", heading=heading, lines=lines
            )
        case _:
            heading, lines = _guiding_questions(session)
            return DisplayFace(
                Moment.BEFORE,
                title,
                session.info.programme.event,
                heading=heading,
                lines=lines,
                remark=RULE_WORDS[session.info.rule].sentence,
            )


def _last_outputs(session: Session) -> tuple[str, tuple[Note, ...]]:
    """The outputs that the day ends with: recommendations, else decisions, else principles."""
    for kind in (Kind.RECOMMENDATION, Kind.DECISION, Kind.PRINCIPLE):
        if notes := in_order(session, kind):
            return session.labels.heading(kind, len(notes)), notes
    return "", ()


def _priorities(session: Session) -> tuple[str, tuple[FaceLine, ...]]:
    agreed = latest(session)
    if agreed is None or session.info.is_display_hidden:
        return "", ()
    return "Priority issues", _numbered(issue.title for issue in issues_of(session, agreed))


def _guiding_questions(session: Session) -> tuple[str, tuple[FaceLine, ...]]:
    asked = session.theme.questions
    return "Guiding questions" if asked else "", _numbered(led(each.text, each.lead) for each in asked)


def _numbered(texts: Iterable[str]) -> tuple[FaceLine, ...]:
    return tuple(FaceLine(str(number), text) for number, text in enumerate(texts, 1))


# In a phase


def _opening(session: Session, box: Box) -> DisplayFace:
    heading, lines = _priorities(session)
    if not lines and not session.info.programme.before(box.phase):
        heading, lines = _guiding_questions(session)
    return DisplayFace(
        Moment.OPENING,
        session.theme.title,
        box.title,
        heading=heading,
        lines=lines,
        remark=RULE_WORDS[session.info.rule].sentence,
    )


def _discussing(session: Session, box: Box) -> DisplayFace:
    said = [note for note in session.book.of_box(box.id) if note.kind is not Kind.PARKED]
    lines = note_lines(session, said[-LATEST:])
    heading = ""
    if not said and (found := chain.issue_of_box(session, box)) is not None:
        principles = principles_of(session, found[1])
        lines = note_lines(session, principles)
        heading = session.labels.heading(Kind.PRINCIPLE, len(principles)) if lines else ""
    return DisplayFace(
        Moment.DISCUSSING,
        led(box.title, box.lead),
        number_in_step(session, box),
        heading=heading,
        lines=lines,
        remark=HIDDEN if session.info.is_display_hidden else "",
    )
