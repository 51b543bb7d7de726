"""The rules for the list of speakers. Each command is one step of undo, and names nobody in its words."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from breakout_tui.domain import speaker_commands as c
from breakout_tui.domain.command_context import CommandContext
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.events import Told
from breakout_tui.domain.identity import following
from breakout_tui.domain.note_rules import attributed, lock_rule
from breakout_tui.domain.refusals import AlreadyOnList, OutOfRange, Plain, Quantity
from breakout_tui.domain.speaker_order import names_of
from breakout_tui.domain.speaker_records import (
    LONGEST_SPEECH,
    Speaker,
    SpeakersList,
    SpeakerSort,
    SpeakerState,
    SpeakingOrder,
    SpeakingTime,
)
from breakout_tui.domain.speakers import (
    Numbered,
    leading_of,
    speakers_view,
    time_for,
)
from breakout_tui.domain.stage import Stage


def apply(context: CommandContext, command: c.SpeakerCommand) -> None:
    """Carry out one command about the list of speakers."""
    match command:
        case c.AskToSpeak():
            ask(context, command)
        case c.NextSpeaker():
            go_on(context)
        case c.LetSpeak(speaker_id):
            _let_speak(context, _waiting(context, speaker_id))
        case c.EndSpeech():
            end(context)
        case c.PauseSpeaker():
            pause(context)
        case c.ResumeSpeaker():
            resume(context)
        case c.WithdrawSpeaker(speaker_id):
            withdraw(context, speaker_id)
        case c.RecordWithdrawal(speaker_id):
            _record_withdrawal(context, speaker_id)
        case c.MoveSpeaker(speaker_id, by):
            move(context, speaker_id, by)
        case c.OrderSpeakers(order):
            choose_order(context, order)
        case c.CloseSpeakers() | c.ReopenSpeakers():
            set_closed(context, is_closed=isinstance(command, c.CloseSpeakers))
        case c.SetSpeakingTime(speaking, reply):
            set_time(context, speaking, reply)
        case _:
            assert_never(command)


def ask(context: CommandContext, command: c.AskToSpeak) -> None:
    """Put somebody on the list. A speaker who waits already is not put on it twice; a request whose taking was undone can be taken again."""
    session = context.session
    known = session.speakers.get(command.request_id)
    if known is not None and not known.deleted:
        return
    if session.stage is Stage.DONE:
        raise CommandRefused(Plain.DAY_OVER)
    if _leading(context).is_closed and command.sort is SpeakerSort.SPEECH:
        raise CommandRefused(Plain.SPEAKERS_CLOSED)
    newest = max(session.speakers, default="")
    own_id = command.request_id or following(context.new_id(), newest)
    name = attributed(context, command.attribution, adds_names=command.adds_names)
    speaker = Speaker(
        own_id,
        session.id,
        session.phase_in_view,
        context.now,
        name,
        command.sort,
        command.origin,
    )
    if any(_is_same(each.speaker, speaker) for each in speakers_view(session).waiting):
        raise CommandRefused(AlreadyOnList(name))
    lock_rule(context)
    context.put(speaker)
    context.record_step(_ON_LIST[command.sort])
    context.happened(Told(_told_place(context, own_id)))


def go_on(context: CommandContext) -> None:
    """The next speaker."""
    found = speakers_view(context.session)
    if found.next is not None:
        _let_speak(context, found.next)
    elif found.now is not None:
        end(context)
    else:
        raise CommandRefused(Plain.NOBODY_WAITS)


def end(context: CommandContext) -> None:
    """The speaker has spoken."""
    now = _speaking(context)
    context.put(_left(context, now.speaker, SpeakerState.DONE))
    context.record_step("the speaker has spoken")
    context.happened(Told(f"{now.label} has spoken"))


def pause(context: CommandContext) -> None:
    """Stop the speaker's time."""
    now = _speaking(context)
    if now.speaker.progress is SpeakerState.PAUSED:
        raise CommandRefused(Plain.SPEAKER_PAUSED)
    context.put(_left(context, now.speaker, SpeakerState.PAUSED))
    context.record_step("the speaker's time was paused")


def resume(context: CommandContext) -> None:
    """The speaker's time goes on."""
    now = _speaking(context)
    if now.speaker.progress is not SpeakerState.PAUSED:
        raise CommandRefused(Plain.SPEAKER_NOT_PAUSED)
    context.put(_begun(context, now.speaker))
    context.record_step("the speaker's time went on")


def withdraw(context: CommandContext, speaker_id: str) -> None:
    """Take somebody off the list."""
    waits = _waiting(context, speaker_id)
    was_begun = bool(waits.speaker.times)
    state = SpeakerState.DONE if was_begun else SpeakerState.WITHDRAWN
    context.put(replace(_stored(context, speaker_id), progress=state))
    context.record_step("a speaker was taken off the list")
    context.happened(Told(f"{waits.label} is off the list"))


def _record_withdrawal(context: CommandContext, speaker_id: str) -> None:
    """Its author has taken it back; once it was called, that changes nothing."""
    speaker = context.session.speakers.get(speaker_id)
    if speaker is not None and not speaker.deleted and speaker.progress is SpeakerState.WAITING:
        context.put(replace(speaker, progress=SpeakerState.WITHDRAWN))


def move(context: CommandContext, speaker_id: str, by: int) -> None:
    """Move somebody who waits."""
    _waiting(context, speaker_id)
    order = [each.speaker.id for each in speakers_view(context.session).waiting]
    place = order.index(speaker_id)
    target = min(max(place + by, 0), len(order) - 1)
    order.insert(target, order.pop(place))
    before = speakers_view(context.session).waiting
    context.put(replace(_leading(context), arranged=tuple(order)))
    if speakers_view(context.session).waiting == before:  # the interrupted speaker goes on first
        raise CommandRefused(Plain.SPEAKER_AT_END)
    context.record_step("a speaker was moved on the list")


def choose_order(context: CommandContext, order: SpeakingOrder) -> None:
    """Choose the order."""
    seed = context.new_id() if order is SpeakingOrder.SHUFFLED else ""
    context.put(replace(_leading(context), order=order, seed=seed, arranged=()))
    context.record_step(f"the speakers' order is: {order.value}")
    context.happened(Told(f"speakers: {order.value}"))


def set_closed(context: CommandContext, *, is_closed: bool) -> None:
    """Close or reopen the list."""
    leading = _leading(context)
    if leading.is_closed is is_closed:
        raise CommandRefused(Plain.SPEAKERS_CLOSED if is_closed else Plain.SPEAKERS_OPEN)
    context.put(replace(leading, is_closed=is_closed))
    words = "the list of speakers is closed" if is_closed else "the list of speakers is open again"
    context.record_step(words)
    context.happened(Told(words))


def set_time(context: CommandContext, speaking: int | None, reply: int | None) -> None:
    """Set the time of those who begin from now on."""
    if any(not 0 <= (seconds or 0) <= LONGEST_SPEECH * 60 for seconds in (speaking, reply)):
        raise CommandRefused(OutOfRange(Quantity.SPEAKING_MINUTES, 0, LONGEST_SPEECH))
    context.put(replace(_leading(context), speaking=speaking, reply=reply))
    context.record_step("the speaking time was set")
    seconds, short = (time_for(context.session, sort) for sort in (SpeakerSort.SPEECH, SpeakerSort.REPLY))
    each = f"{_minutes(seconds)} for each speaker" if seconds else "no limit for speakers"
    context.happened(Told(f"{each}, {_minutes(short)} for a reply" if short else each))


_ON_LIST = {
    SpeakerSort.SPEECH: "a speaker was put on the list",
    SpeakerSort.REPLY: "a reply was put on the list of speakers",
    SpeakerSort.POINT: "a point of order was put on the list of speakers",
}


def _minutes(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"


def _is_same(waits: Speaker, asks: Speaker) -> bool:
    """Whether it is the same request once more; without a name, nobody can tell."""
    return waits.sort is asks.sort and bool(asks.attribution) and names_of(waits) == names_of(asks)


def _told_place(context: CommandContext, own_id: str) -> str:
    waiting = speakers_view(context.session).waiting
    place = next(place for place, each in enumerate(waiting) if each.speaker.id == own_id)
    label = waiting[place].label
    return f"{label} is next" if place == 0 else f"{label} is number {place + 1} on the list"


def _leading(context: CommandContext) -> SpeakersList:
    return leading_of(context.session, context.session.phase_in_view)


def _speaking(context: CommandContext) -> Numbered:
    now = speakers_view(context.session).now
    if now is None:
        raise CommandRefused(Plain.NOBODY_SPEAKS)
    return now


def _waiting(context: CommandContext, speaker_id: str) -> Numbered:
    for each in speakers_view(context.session).waiting:
        if each.speaker.id == speaker_id:
            return each
    raise CommandRefused(Plain.NOT_WAITING)


def _stored(context: CommandContext, speaker_id: str) -> Speaker:
    """The record itself, which is not settled."""
    return context.session.speakers[speaker_id]


def _let_speak(context: CommandContext, to: Numbered) -> None:
    """The current speaker stops; for a point of order, only until it is over."""
    if context.session.running is None:
        raise CommandRefused(Plain.NOTHING_RUNS)
    now = speakers_view(context.session).now
    if now is not None:
        is_interrupted = to.speaker.sort is SpeakerSort.POINT and now.speaker.sort is not SpeakerSort.POINT
        state = SpeakerState.INTERRUPTED if is_interrupted else SpeakerState.DONE
        context.put(_left(context, now.speaker, state))
    context.put(_begun(context, to.speaker))
    context.record_step("the next speaker began")
    context.happened(Told(f"{to.label} speaks"))


def _begun(context: CommandContext, speaker: Speaker) -> Speaker:
    """The record of a speaker who begins or goes on."""
    stored = _stored(context, speaker.id)
    return replace(
        stored,
        progress=SpeakerState.SPEAKING,
        times=(*stored.times, SpeakingTime(context.now)),
        allotted=stored.allotted if stored.times else time_for(context.session, stored.sort),
    )


def _left(context: CommandContext, speaker: Speaker, state: SpeakerState) -> Speaker:
    """The record of a speaker whose time stops."""
    stored = _stored(context, speaker.id)
    times = tuple(
        replace(time, ended_at=max(context.now, time.started_at)) if time.ended_at is None else time
        for time in stored.times
    )
    return replace(stored, progress=state, times=times)
