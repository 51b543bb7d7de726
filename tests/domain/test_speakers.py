"""The list of speakers: who is next, who speaks for how long, what undo and the clock of the room do with it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.refusals import AlreadyOnList, OutOfRange, Plain, Quantity, UnknownName
from breakout_tui.domain.speaker_order import have_spoken
from breakout_tui.domain.speaker_records import (
    SPEAKING,
    SpeakerSort,
    SpeakerSource,
    SpeakerState,
    SpeakingOrder,
)
from breakout_tui.domain.speakers import SpeakerTime, settled_speakers, speaker_time, speakers_view, spoken
from tests.domain.day import Room, programme
from tests.domain.strategies import CLOCK_WISHES, SPEAKER_WISHES, UNDO_WISHES, Wish
from tests.sampled import a_third

NAMES = ("Norway", "Chile", "Kenya", "Estonia")


def room_of(*names: str, rule: AttributionRule = AttributionRule.COUNTRY) -> Room:
    """A room whose first phase runs, with these on the list."""
    room = Room(c.EditDetails(known=NAMES, rule=rule))
    room.do(c.Next())
    for name in names:
        room.wait(1)
        room.do(c.AskToSpeak(name))
    return room


def waiting(room: Room) -> list[str]:
    """Who waits, the next one first."""
    return [each.label for each in speakers_view(room.session).waiting]


def speaks(room: Room) -> str:
    """Who has the floor."""
    now = speakers_view(room.session).now
    return "" if now is None else now.label


def time_of(room: Room) -> SpeakerTime:
    """The time of who has the floor."""
    found = speaker_time(room.session, room.reading())
    assert found is not None
    return found


def id_of(room: Room, name: str) -> str:
    """The id of somebody who waits."""
    return next(each.speaker.id for each in speakers_view(room.session).waiting if each.label == name)


def test_those_who_have_not_spoken_come_first() -> None:
    """Rule: by default those who have spoken in this session wait behind all others; a reply is no speech."""
    room = room_of("Norway", "Chile")
    room.do(c.NextSpeaker())
    room.do(c.AskToSpeak("Norway"))
    room.do(c.AskToSpeak("Kenya"))
    assert (speaks(room), waiting(room)) == ("Norway", ["Chile", "Kenya", "Norway"])
    room.do(c.AskToSpeak("Estonia", SpeakerSort.REPLY))
    room.do(c.NextSpeaker())
    room.do(c.AskToSpeak("Estonia"))
    assert (speaks(room), waiting(room)) == ("Estonia", ["Chile", "Kenya", "Estonia", "Norway"])
    room.do(c.OrderSpeakers(SpeakingOrder.ASKED))
    assert waiting(room) == ["Chile", "Norway", "Kenya", "Estonia"]


def test_a_point_of_order_is_on_top_and_interrupts() -> None:
    """Rule: the interrupted speaker goes on after it with the time that is left; a second one waits for the first."""
    room = room_of("Norway", "Chile")
    room.do(c.SetSpeakingTime(120))
    room.do(c.NextSpeaker())
    room.wait(30)
    room.do(c.AskToSpeak("Kenya", SpeakerSort.POINT))
    room.do(c.AskToSpeak("Estonia", SpeakerSort.POINT))
    assert waiting(room) == ["Kenya", "Estonia", "Chile"]
    room.do(c.NextSpeaker())
    assert (speaks(room), waiting(room)) == ("Kenya", ["Estonia", "Norway", "Chile"])
    assert time_of(room).allotted == 60
    room.wait(20)
    room.do(c.NextSpeaker())
    room.do(c.NextSpeaker())
    room.wait(10)
    assert (speaks(room), time_of(room)) == ("Norway", SpeakerTime(40, 120, is_paused=False))


def test_the_shuffled_order_stays() -> None:
    """Rule: it is made of a recorded seed; one more request leaves the others in their order, and shuffling again gives another seed."""
    room = room_of(*NAMES)
    room.do(c.OrderSpeakers(SpeakingOrder.SHUFFLED))
    first, seed = waiting(room), speakers_view(room.session).leading.seed
    assert sorted(first) == sorted(NAMES)
    assert [each.label for each in speakers_view(room.reloaded()).waiting] == first
    room.do(c.AskToSpeak("Fiji", adds_names=True))
    assert [name for name in waiting(room) if name != "Fiji"] == first
    room.do(c.OrderSpeakers(SpeakingOrder.SHUFFLED))
    assert speakers_view(room.session).leading.seed not in ("", seed)


def test_whoever_is_moved_stays_there() -> None:
    """Rule: a new request goes behind those that come before it by the order; choosing an order forgets the moves."""
    room = room_of("Norway", "Chile", "Kenya")
    room.do(c.MoveSpeaker(id_of(room, "Kenya"), -2))
    assert waiting(room) == ["Kenya", "Norway", "Chile"]
    room.do(c.AskToSpeak("Estonia"))
    room.do(c.AskToSpeak("Norway", SpeakerSort.POINT))
    assert waiting(room) == ["Norway", "Kenya", "Norway", "Chile", "Estonia"]
    assert room.refusal(c.MoveSpeaker(id_of(room, "Estonia"), 1)) is Plain.SPEAKER_AT_END
    room.do(c.OrderSpeakers(SpeakingOrder.ASKED))
    assert waiting(room) == ["Norway", "Norway", "Chile", "Kenya", "Estonia"]


def test_a_pause_of_the_room_or_of_the_speaker_does_not_count() -> None:
    """Rule: a speaker's time is the room's time, without pauses, also over sleep and a restart of the computer."""
    room = room_of("Norway")
    room.do(c.NextSpeaker())
    room.wait(10)
    room.do(c.Pause())
    room.wait(100)
    assert time_of(room) == SpeakerTime(10, 0, is_paused=True)
    room.do(c.Resume())
    room.wait(5)
    room.do(c.PauseSpeaker())
    room.wait(50)
    assert time_of(room) == SpeakerTime(15, 0, is_paused=True)
    assert room.refusal(c.PauseSpeaker()) is Plain.SPEAKER_PAUSED
    room.do(c.ResumeSpeaker())
    room.reboot(7)
    assert time_of(room) == SpeakerTime(22, 0, is_paused=False)
    assert room.refusal(c.ResumeSpeaker()) is Plain.SPEAKER_NOT_PAUSED


def test_the_end_of_the_phase_ends_the_speech_and_the_next_list_is_empty() -> None:
    """Rule: a step's end changes nothing; after the phase, its list is over; who has spoken in it comes later in the next one."""
    room = room_of("Norway", "Chile")
    room.do(c.NextSpeaker())
    room.wait(20)
    room.do(c.Next())
    room.wait(20)
    assert (speaks(room), time_of(room).used) == ("Norway", 40)
    room.do(c.EndPhase())
    room.wait(600)
    norway = settled_speakers(room.session)[0]
    assert (norway.progress, spoken(room.session, norway, room.reading().wall)) == (SpeakerState.DONE, 40)
    assert not speakers_view(room.session).is_used
    assert room.refusal(c.NextSpeaker()) is Plain.NOBODY_WAITS
    for name in ("Norway", "Kenya"):
        room.do(c.AskToSpeak(name))
    assert waiting(room) == ["Kenya", "Norway"]
    assert room.refusal(c.NextSpeaker()) is Plain.NOTHING_RUNS
    room.do(c.Back())
    room.wait(5)
    assert (speaks(room), time_of(room).used) == ("Norway", 45)


def test_everything_can_be_undone_and_done_again() -> None:
    """Rule: each command is one step of undo; afterwards the list is as it was, and as it is after the command."""
    room = room_of(*NAMES)
    room.do(c.NextSpeaker())
    chile, kenya = id_of(room, "Chile"), id_of(room, "Kenya")
    for command in (
        c.AskToSpeak("Norway"),
        c.MoveSpeaker(kenya, -1),
        c.PauseSpeaker(),
        c.ResumeSpeaker(),
        c.OrderSpeakers(SpeakingOrder.SHUFFLED),
        c.CloseSpeakers(),
        c.ReopenSpeakers(),
        c.WithdrawSpeaker(chile),
        c.LetSpeak(kenya),
        c.SetSpeakingTime(180, 60),
        c.EndSpeech(),
        c.NextSpeaker(),
    ):
        before = speakers_view(room.session)
        room.do(command)
        after = speakers_view(room.session)
        assert after != before
        room.do(c.Undo())
        assert speakers_view(room.session) == before
        room.do(c.Redo())
        assert speakers_view(room.session) == speakers_view(room.reloaded()) == after


def test_a_request_has_its_own_id_and_is_taken_once() -> None:
    """Rule: what a phone sends twice is one request, also after it has spoken."""
    room = room_of()
    sent = c.AskToSpeak("Norway", origin=SpeakerSource.PHONE, request_id="of-the-phone")
    room.do(sent)
    assert not room.do(sent).changes
    (speaker,) = room.session.speakers.values()
    assert (speaker.id, speaker.origin) == ("of-the-phone", SpeakerSource.PHONE)
    room.do(c.NextSpeaker())
    assert not room.do(sent).changes


def test_what_is_refused() -> None:
    """Rule: nobody is twice on the list, a closed list takes replies and points of order only, and only who waits is moved."""
    room = room_of("Norway")
    assert room.refusal(c.AskToSpeak("norway")) == AlreadyOnList("Norway")
    assert room.refusal(c.AskToSpeak("Atlantis")) == UnknownName("Atlantis")
    room.do(c.CloseSpeakers())
    assert room.refusal(c.AskToSpeak("Chile")) is Plain.SPEAKERS_CLOSED
    assert room.refusal(c.CloseSpeakers()) is Plain.SPEAKERS_CLOSED
    room.do(c.AskToSpeak("Chile", SpeakerSort.REPLY))
    room.do(c.ReopenSpeakers())
    assert room.refusal(c.ReopenSpeakers()) is Plain.SPEAKERS_OPEN
    assert room.refusal(c.EndSpeech()) is Plain.NOBODY_SPEAKS
    assert room.refusal(c.WithdrawSpeaker("x")) is Plain.NOT_WAITING
    assert room.refusal(c.SetSpeakingTime(3601)) == OutOfRange(Quantity.SPEAKING_MINUTES, 0, 60)
    norway = id_of(room, "Norway")
    room.do(c.WithdrawSpeaker(norway))
    assert (waiting(room), room.refusal(c.LetSpeak(norway))) == (["Chile"], Plain.NOT_WAITING)
    room.do(c.EndPhase())
    for _ in range(2):
        room.do(c.Next())
        room.do(c.EndPhase()) if room.session.running else None
        if room.session.due_phase is None:
            break
    assert room.refusal(c.AskToSpeak("Kenya")) is Plain.DAY_OVER


def test_the_time_of_a_speaker_comes_from_the_list_the_step_the_phase_or_the_programme() -> None:
    """Rule: the narrowest place that says one; a reply has half of it unless a place says otherwise; a speaker keeps the time of its start."""
    made = programme()
    morning = made.phases[0]
    steps = (replace(morning.steps[0], speaking=60), *morning.steps[1:])
    made = replace(
        made, speaking=300, reply=45, phases=(replace(morning, speaking=180, steps=steps), made.phases[1])
    )
    room = Room(c.EditDetails(known=NAMES), made=made)
    room.do(c.Next())
    found = []
    for sort in (SpeakerSort.SPEECH, SpeakerSort.REPLY):
        room.do(c.AskToSpeak("Norway", sort))
        room.do(c.NextSpeaker())
        found.append(time_of(room).allotted)
    room.do(c.Next())
    found.append(time_of(room).allotted)
    room.do(c.AskToSpeak("Chile"))
    room.do(c.NextSpeaker())
    found.append(time_of(room).allotted)
    room.do(c.SetSpeakingTime(90))
    for sort in (SpeakerSort.SPEECH, SpeakerSort.POINT):
        room.do(c.AskToSpeak("Kenya", sort))
        room.do(c.NextSpeaker())
        found.append(time_of(room).allotted)
    assert found == [60, 45, 45, 180, 90, 45]
    room.wait(50)
    assert (time_of(room).left, time_of(room).shown) == (-5, -5)


def test_without_names_a_speaker_is_a_number() -> None:
    """Rule: under *none* no name is kept, several may wait, and they speak as they asked."""
    room = room_of("Norway", "Chile", rule=AttributionRule.NONE)
    room.do(c.AskToSpeak("Norway"))
    assert waiting(room) == ["Speaker 1", "Speaker 2", "Speaker 3"]
    assert "Norway" not in repr([room.session.speakers, room.session.undo_steps])
    assert room.session.info.rule_locked


@pytest.mark.parametrize("rule", [AttributionRule.NONE, AttributionRule.NAMED])
def test_a_name_of_another_laptop_is_not_shown_under_none(rule: AttributionRule) -> None:
    """Rule: what is shown goes by the rule of the session as it is."""
    room = room_of("Norway", rule=AttributionRule.NAMED)
    session = room.session.put(replace(room.session.info, rule=rule))
    shown = speakers_view(session).waiting[0].label
    assert shown == ("Speaker 1" if rule is AttributionRule.NONE else "Norway")


@settings(max_examples=a_third(60), deadline=None)
@given(
    st.lists(
        st.tuples(st.one_of(SPEAKER_WISHES, SPEAKER_WISHES, UNDO_WISHES, CLOCK_WISHES), st.integers(0, 90)),
        max_size=40,
    )
)
def test_at_most_one_speaks_and_nobody_longer_than_the_phase_runs(moves: list[tuple[Wish, int]]) -> None:
    """Rule: whatever is done, one has the floor, all times together fit into the running time of their phase, and a restart changes nothing."""
    room = Room(c.EditDetails(known=NAMES))
    room.do(c.Next())
    for wish, seconds in moves:
        command = wish.command(room.session)
        if command is not None:
            room.tries(command)
        room.wait(seconds)
        _check(room)
    view, stored = speakers_view(room.session), speakers_view(room.reloaded())
    assert view == stored


def _check(room: Room) -> None:
    session, now = room.session, room.reading().wall
    found = settled_speakers(session)
    assert sum(each.progress in SPEAKING for each in found) <= 1
    for phase in session.info.programme.phases:
        spans = [span for span in session.spans if span.phase == phase.id and not span.is_pause]
        ran = sum(((span.ended_at or now) - span.started_at).total_seconds() for span in spans)
        times = [spoken(session, each, now) for each in found if each.phase == phase.id]
        assert sum(times) <= max(0, ran) + len(times)
    view = speakers_view(session)
    has_spoken = [
        bool(
            have_spoken([replace(each, progress=SpeakerState.DONE) for each in found])
            & {n.casefold() for n in w.speaker.attribution.split(", ") if n}
        )
        for w in view.waiting
        if w.speaker.sort is SpeakerSort.SPEECH and w.speaker.progress is SpeakerState.WAITING
    ]
    if view.leading.order is SpeakingOrder.FRESH and not view.leading.arranged:
        assert has_spoken == sorted(has_spoken)
