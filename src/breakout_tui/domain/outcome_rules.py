"""The rules for outcomes: agreement, read-back, rounds, report-back. Each command is one undo step."""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain import commands as c
from breakout_tui.domain import counting_rules, note_rules, ranking_rules
from breakout_tui.domain.command_context import CommandContext
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.events import NoteChanged, Told
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import REFERENCE, Note, ReadBack
from breakout_tui.domain.outputs import OUTPUTS
from breakout_tui.domain.records import MOST_FINDINGS, MOST_MINUTES, Finding, HeardAgain, ReportBack
from breakout_tui.domain.refusals import (
    NotAnOutput,
    NotARecommendation,
    NotAReference,
    NoteHidden,
    OutOfRange,
    Plain,
    Quantity,
    TooManyFindings,
)
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.step_kinds import agreed_kinds, read_kinds
from breakout_tui.domain.text import clean_line

MOST_TIMES = 99
"""How often a round can hear an output again."""


def apply(context: CommandContext, command: c.OutcomeCommand) -> None:
    """Carry out one command about outcomes."""
    match command:
        case c.ChooseRanking():
            ranking_rules.choose(context, command)
        case c.SetTally(subject, votes):
            counting_rules.count(context, subject, votes)
        case c.SetRevote(subject, votes):
            counting_rules.count_again(context, subject, votes)
        case c.ChooseCut(wanted):
            ranking_rules.cut(context, wanted)
        case c.LockRanking():
            ranking_rules.lock(context)
        case c.UnlockRanking(reason):
            ranking_rules.unlock(context, reason)
        case c.Agree():
            _agree(context, command)
        case c.MarkReadBack():
            _mark_read_back(context, command)
        case c.HearAgain():
            _hear_again(context, command)
        case c.EditReportBack(report_back):
            _edit_report_back(context, report_back)


def _agree(context: CommandContext, command: c.Agree) -> None:
    kinds = agreed_kinds(context.session)
    note = _visible(context, command.serial)
    if note.kind not in kinds and note.kind not in read_kinds(context.session):
        raise CommandRefused(_not_an_output(context.session, note.reference))
    if note.kind not in kinds:
        raise CommandRefused(NotARecommendation(note.reference, note.kind, kinds, context.session.labels))
    changed = replace(note, agreement=command.level)
    if command.minority is not None:
        changed = replace(changed, minority=context.allowed(command.minority))
    if command.dissent is not None:
        changed = replace(
            changed, dissent=note_rules.attributed(context, command.dissent, adds_names=command.adds_names)
        )
        if command.dissent.strip() and not changed.dissent:
            context.happened(Told("statements are anonymous here: who dissents is not recorded"))
    what = [
        words
        for words, is_new in (
            ("the minority view", changed.minority != note.minority),
            ("who dissents", changed.dissent != note.dissent),
        )
        if is_new
    ]
    if changed.agreement is not note.agreement or not what:
        what.insert(0, "no level" if changed.agreement is None else changed.agreement.value)
    _change(context, changed, f"recorded on {note.reference}: {', '.join(what)}")


def _mark_read_back(context: CommandContext, command: c.MarkReadBack) -> None:
    note = _visible(context, command.serial)
    if note.kind not in read_kinds(context.session):
        raise CommandRefused(_not_an_output(context.session, note.reference))
    result = command.result
    if command.edit is not None:
        amended = note_rules.edited(context, command.edit)
        is_same = amended.text == note.text
        was_amended = note.read_back is ReadBack.AMENDED
        result = (
            ReadBack.AMENDED if not is_same or (was_amended and result is None) else result or ReadBack.AGREED
        )
        note = amended
    changed = replace(note, read_back=result, read_back_at=None if result is None else context.now)
    words = "not read back" if result is None else f"{result.value} when read back"
    _change(context, changed, f"{note.reference}: {words}")


def _hear_again(context: CommandContext, command: c.HearAgain) -> None:
    reference = clean_line(command.reference).upper()
    if not command.earlier_id or command.earlier_id == context.session.id:
        raise CommandRefused(Plain.NOT_OF_EARLIER_ROUND)
    if REFERENCE.fullmatch(reference) is None:
        raise CommandRefused(NotAReference(reference[:20]))
    if Kind.of_letter(reference[0]) not in OUTPUTS:
        raise CommandRefused(_not_an_output(context.session, reference))
    if not 0 <= command.times <= MOST_TIMES:
        raise CommandRefused(OutOfRange(Quantity.TIMES_HEARD, 0, MOST_TIMES))
    known = _known_repeat(context, command, reference)
    if command.times:
        sid = context.session.id
        named = f"{sid}:echo:{command.earlier_id}:{command.note_id or reference}"
        heard_id = named if known is None else known.id
        context.put(
            HeardAgain(heard_id, sid, command.earlier_id, reference, command.times, note_id=command.note_id)
        )
        context.record_step(f"marked {reference} of the earlier round as heard again")
    elif known is not None:
        context.put(replace(known, deleted=True))
        context.record_step(f"unmarked {reference} of the earlier round")


def _known_repeat(context: CommandContext, command: c.HearAgain, reference: str) -> HeardAgain | None:
    """What was recorded of the output before: by its id or, where that is not known, by its reference."""
    for heard in context.session.heard_again.values():
        are_ids_known = heard.note_id and command.note_id
        is_same = heard.note_id == command.note_id if are_ids_known else heard.reference == reference
        if heard.earlier_id == command.earlier_id and is_same:
            return heard
    return None


def _edit_report_back(context: CommandContext, edited: ReportBack) -> None:
    if not 1 <= edited.minutes <= MOST_MINUTES:
        raise CommandRefused(OutOfRange(Quantity.REPORT_MINUTES, 1, MOST_MINUTES))
    if edited.findings is not None and len(edited.findings) > MOST_FINDINGS:
        raise CommandRefused(TooManyFindings(MOST_FINDINGS))
    sid = context.session.id
    context.put(
        replace(
            edited,
            id=f"{sid}:report-back",
            session_id=sid,
            headline=_allowed_or_none(context, edited.headline),
            findings=None
            if edited.findings is None
            else tuple(Finding(context.allowed(f.text), context.allowed(f.reason)) for f in edited.findings),
            differed=_allowed_or_none(context, edited.differed),
            recommendations=_allowed_texts(context, edited.recommendations),
            decisions=_allowed_texts(context, edited.decisions),
            ask=_allowed_or_none(context, edited.ask),
            deleted=False,
        )
    )
    context.record_step("edited the report-back")


def _not_an_output(session: Session, reference: str) -> NotAnOutput:
    kinds = tuple(kind for kind in read_kinds(session) if kind in session.note_kinds)
    return NotAnOutput(reference, kinds, session.labels)


def _visible(context: CommandContext, serial: int) -> Note:
    note = context.note(serial)
    if not note.is_visible:
        raise CommandRefused(NoteHidden(note.reference))
    return note


def _allowed_or_none(context: CommandContext, text: str | None) -> str | None:
    return None if text is None else context.allowed(text)


def _allowed_texts(context: CommandContext, texts: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """The texts without empty ones; None stays."""
    return None if texts is None else tuple(words for each in texts if (words := context.allowed(each)))


def _change(context: CommandContext, note: Note, words: str) -> None:
    context.put(note)
    context.record_step(words)
    context.happened(NoteChanged(note.serial))
