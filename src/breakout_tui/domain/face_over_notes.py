"""The faces of ranking, agreeing and reading back: a list of what was said, or one statement after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.agreement import in_order
from breakout_tui.domain.display_face import HIDDEN, DisplayFace, FaceLine, Moment
from breakout_tui.domain.note_fields import by_word
from breakout_tui.domain.notes import Note
from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.ranking import TITLE_LENGTH, Standing, standings
from breakout_tui.domain.ranking_counts import ranking_of
from breakout_tui.domain.ranking_records import RankMethod
from breakout_tui.domain.read_back import outputs
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.step_kinds import kinds_now
from breakout_tui.domain.text import clip, plural

RIGHT = "Did we get this right?"


def ranking(session: Session, box: Box) -> DisplayFace:
    """The list as it is counted, then as it was agreed."""
    state = ranking_of(session)
    if session.info.is_display_hidden:
        return DisplayFace(Moment.RANKING, box.title, remark=HIDDEN)
    found = standings(session)
    most = max((line.votes or 0 for line in found), default=0)
    has_cut = any(line.chosen for line in found)
    method = (
        state.method.value
        if state.method is RankMethod.HANDS
        else f"{plural(state.dots, 'dot')} for each person"
    )
    people = max(session.info.people, state.voters)
    room = f"{plural(people, 'person', 'people')} in the room" if people else ""
    chosen = sum(line.chosen for line in found)
    return DisplayFace(
        Moment.RANKING,
        box.title,
        "" if state.locked_at is None else f"{plural(chosen, 'priority issue')}, agreed",
        lines=tuple(_ranked(line, most, has_cut=has_cut) for line in found),
        remark=" · ".join(filter(None, (method, room))) if state.locked_at is None else "",
    )


def _ranked(line: Standing, most: int, *, has_cut: bool) -> FaceLine:
    rank = "" if line.rank is None else f"{line.rank} =" if line.tied else str(line.rank)
    return FaceLine(
        rank,
        clip(line.title, TITLE_LENGTH),
        value="" if line.votes is None else str(line.votes),
        share=line.votes / most if line.votes is not None and most else None,
        is_faint=has_cut and not line.chosen,
    )


def agreeing(session: Session, box: Box) -> DisplayFace:
    """The first statement without a level of agreement; when all have one, all of them."""
    notes = tuple(note for kind in kinds_now(session, StepKind.AGREE) for note in in_order(session, kind))
    waiting = sorted((note for note in notes if note.agreement is None), key=lambda note: note.number)
    return _one_by_one(session, box, Moment.AGREEING, notes, waiting, done=len(notes) - len(waiting))


def reading_back(session: Session, box: Box) -> DisplayFace:
    """The first output that is not read back; when all are, all of them."""
    notes = outputs(session, box.phase, kinds_now(session, StepKind.READBACK))
    waiting = [note for note in notes if note.read_back is None]
    return _one_by_one(session, box, Moment.READING_BACK, notes, waiting, done=len(notes) - len(waiting))


def _one_by_one(
    session: Session, box: Box, moment: Moment, notes: Sequence[Note], waiting: Sequence[Note], *, done: int
) -> DisplayFace:
    if session.info.is_display_hidden:
        return DisplayFace(moment, box.title, remark=HIDDEN)
    if not waiting:
        return DisplayFace(moment, box.title, lines=note_lines(session, notes, has_levels=True))
    note = waiting[0]
    noun = session.labels.heading(note.kind, 1)
    place = f"{noun} {done + 1} of {len(notes)}" if len(notes) > 1 else noun
    return DisplayFace(
        moment,
        note.text,
        f"{place} · {note.reference}",
        note.kind,
        _facts(note),
        remark=RIGHT if moment is Moment.READING_BACK else "",
    )


def note_lines(session: Session, notes: Iterable[Note], *, has_levels: bool = False) -> tuple[FaceLine, ...]:
    """A line for each note, none while they are hidden."""
    if session.info.is_display_hidden:
        return ()
    return tuple(
        FaceLine(
            note.reference,
            note.text,
            note.kind,
            note.agreement.value if has_levels and note.agreement is not None else "",
        )
        for note in notes
    )


def _facts(note: Note) -> tuple[tuple[str, str], ...]:
    level = () if note.agreement is None else (("level", note.agreement.value),)
    return (*((word, value) for word, value in by_word(note).items() if value.strip()), *level)
