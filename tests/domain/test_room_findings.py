"""What the organiser is told of a room: what is found, how it is graded, and what is silenced of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.lint import lint
from breakout_tui.domain.room_checks import RoomContact, found_of
from breakout_tui.domain.room_findings import Grade, RoomFinding, Silence, Subject, told_of
from tests.domain.day import NINE, Room
from tests.domain.example import Talk, complete_chain, follow
from tests.domain.strategies import ALL_WISHES
from tests.sampled import a_third

THERE = RoomContact(0.0, since=NINE)
NAMES = st.sampled_from(["R1", "R2", "R3", "C1", "issue 2"])
FINDINGS = st.builds(
    RoomFinding,
    st.sampled_from(["loose-date", "loose-owner", "late", "away"]),
    st.sampled_from(Grade),
    st.just("no date"),
    st.lists(NAMES, unique=True, max_size=4).map(lambda names: tuple(Subject(name, name) for name in names)),
    st.sampled_from(["", "09:00"]),
)
FOUND = st.lists(FINDINGS, max_size=5, unique_by=lambda each: each.code)


def silence(key: str, reason: str = "known", minutes: int = 0) -> Silence:
    """A key that Ana has silenced."""
    return Silence("room", key, reason, "Ana", NINE + timedelta(minutes=minutes))


def codes(room: Room, contact: RoomContact = THERE) -> dict[str, RoomFinding]:
    """What is found now, by code; there is at most one of each."""
    found = found_of(room.session, room.reading(), contact)
    by_code = {each.code: each for each in found}
    assert len(by_code) == len(found)
    return by_code


@given(FOUND, st.sets(NAMES), st.booleans())
@settings(max_examples=a_third(40))
def test_what_is_silenced_is_exactly_what_is_no_longer_told(
    found: list[RoomFinding], names: set[str], is_moment: bool
) -> None:
    """Rule: each key is told or silenced, never both and never neither; the gravest come first."""
    keys = {f"{each.code}:{name}" for each in found for name in names}
    if is_moment:
        keys |= {key for each in found if not each.subjects for key in each.keys}
    open_, silenced = told_of(found, {key: silence(key) for key in keys})
    told = [key for each in open_ for key in each.keys]
    hidden = [key for each in silenced for key in each.finding.keys]
    assert sorted([*told, *hidden]) == sorted(key for each in found for key in each.keys)
    assert not set(told) & keys
    assert set(hidden) <= keys
    assert [each.grade.rank for each in open_] == sorted(each.grade.rank for each in open_)


@given(FINDINGS, FINDINGS)
def test_what_was_seen_tells_other_findings_apart(one: RoomFinding, other: RoomFinding) -> None:
    """Rule: nothing is silenced that was not on the screen."""
    assert (one.seen == other.seen) == (one.keys == other.keys)


def test_the_latest_reason_is_told_and_many_subjects_are_counted() -> None:
    """Rule: a line stays a line, whatever a room leaves open."""
    subjects = tuple(Subject(f"R{number}", f"R{number}") for number in range(1, 10))
    finding = RoomFinding("loose-date", Grade.CHECK, "no date", subjects)
    assert finding.text == "no date: R1, R2, R3, R4, R5, R6 and 3 more"
    silences = {key: silence(key, f"reason {at}", at) for at, key in enumerate(finding.keys[:4])}
    (open_,), (hidden,) = told_of([finding], silences)
    assert hidden.silence.reason == "reason 3"
    assert [each.name for each in open_.subjects] == ["R5", "R6", "R7", "R8", "R9"]


@given(st.lists(ALL_WISHES, max_size=25), st.integers(0, 9000))
@settings(max_examples=a_third(30))
def test_a_key_has_no_words_of_people(wishes: list[object], wait: int) -> None:
    """Rule: whatever a room does, a key is made of the program's words, references, ids and times; so an erasure has nothing to find."""
    room = Talk()
    follow(room, wishes)  # type: ignore[arg-type]
    room.wait(wait)
    for each in codes(room).values():
        for key in each.keys:
            assert key.isascii()
            assert len(key) < 80
            told = key.removeprefix(f"{each.code}:")
            assert not any(
                note.text and note.text.casefold() == told.casefold() for note in room.session.book.notes
            )
            assert "#" not in key


@given(st.lists(ALL_WISHES, max_size=25))
@settings(max_examples=a_third(20))
def test_every_loose_end_is_told(wishes: list[object]) -> None:
    """Rule: as the room's own list has it, each once."""
    room = Talk()
    follow(room, wishes)  # type: ignore[arg-type]
    told = [subject.name for code, each in codes(room).items() if code.startswith("loose-") and code != "loose-agreement" for subject in each.subjects]  # fmt: skip
    assert sorted(told) == sorted(end.name for end in lint(room.session))


@pytest.mark.parametrize(
    ("silent", "grade"), [(0.0, None), (59.0, None), (60.0, Grade.WARNING), (299.0, Grade.WARNING), (300.0, Grade.PROBLEM)]
)  # fmt: skip
def test_a_room_that_is_away_for_long_is_a_problem(silent: float, grade: Grade | None) -> None:
    """Rule: a warning from a minute, a problem from five; with the time by the room's own clock."""
    found = codes(Talk(), RoomContact(silent, since=NINE)).get("away")
    assert (None if found is None else found.grade) is grade
    if found is not None:
        assert found.text == "away since 09:00"


def test_away_is_told_again_the_next_time() -> None:
    """Rule: silenced for one time, it is told when the room was back and is away again."""
    (first,) = codes(Talk(), RoomContact(400.0, since=NINE))["away"].keys
    (second,) = codes(Talk(), RoomContact(400.0, since=NINE + timedelta(minutes=30)))["away"].keys
    assert first != second


def test_how_a_room_stands_with_the_hub() -> None:
    """Rule: not joined, nothing open, closed in the middle of a phase, two computers; a day that is over may end in silence."""
    talk = Talk()
    assert [each.code for each in found_of(None, talk.reading(), RoomContact(None))] == ["not-joined"]
    nothing = found_of(None, talk.reading(), RoomContact(1.0, has_session=False))
    assert [each.code for each in nothing] == ["no-session"]
    closed = codes(talk, RoomContact(400.0, is_closed=True, since=NINE))
    assert closed["closed"].text == "session closed since 09:00, in the middle of a phase"
    assert "away" not in closed
    two = codes(talk, replace(THERE, other_laptop="annex"))["other-laptop"]
    assert (two.grade, two.text) == (Grade.WARNING, "another computer sends with its code: annex")
    talk.start_afternoon()
    talk.do(c.EndPhase())
    assert "away" not in codes(talk, RoomContact(4000.0, since=NINE))


def test_a_late_room_is_told_with_what_it_costs() -> None:
    """Rule: from five minutes on, with the box ahead that loses most; silenced for a step only."""
    room = Room(questions=2)
    room.do(c.Next())
    room.wait(600 + 299)
    assert "late" not in codes(room)
    room.wait(600)
    late = codes(room)["late"]
    assert late.grade is Grade.WARNING
    assert late.text.startswith("15 min behind · ")
    assert " would get " in late.text
    assert late.keys == ("late:morning/opening",)


def test_what_needs_a_look_in_a_running_phase() -> None:
    """Rule: a long pause, silence where notes are collected, a clock in doubt, an end that has passed."""
    talk = Talk()
    talk.do(c.Next())
    talk.say(Kind.CHALLENGE, "Silo budgets")
    talk.wait(719)
    assert "quiet" not in codes(talk)
    talk.wait(1)
    assert codes(talk)["quiet"].text == f"no note since {talk.wall - timedelta(seconds=720):%H:%M}"
    talk.do(c.Pause())
    talk.wait(600)
    assert codes(talk)["paused"].grade is Grade.CHECK
    assert "quiet" not in codes(talk)
    talk.wall += timedelta(minutes=5)
    assert "its clock may be wrong" in codes(talk)["clock"].text
    talk.do(c.Resume())
    talk.wait(4 * 3600)
    assert "Morning was due to end at " in codes(talk)["overdue"].text


def test_a_phase_that_does_not_start_is_told() -> None:
    """Rule: quietly, and as a warning five minutes after the time that the programme has for it."""
    room = Room(questions=2)
    assert (codes(room)["not-started"].grade, codes(room)["not-started"].text) == (
        Grade.CHECK,
        "has not started",
    )
    programme = room.session.info.programme
    phases = (replace(programme.phases[0], starts=(NINE + timedelta(minutes=30)).time()), programme.phases[1])
    room.session = replace(
        room.session, info=replace(room.session.info, programme=replace(programme, phases=phases))
    )
    room.wait(34 * 60)
    assert codes(room)["not-started"].grade is Grade.CHECK
    room.wait(60)
    assert codes(room)["not-started"].text == "Morning has not started; planned at 09:30"


def test_recommendations_without_agreement_are_told_when_the_room_is_through() -> None:
    """Rule: not while it is still agreeing; a day without loose ends has none."""
    talk = complete_chain()
    assert "loose-agreement" not in codes(talk)
    talk.do(c.EndPhase())
    assert codes(talk)["loose-agreement"].text == "no level of agreement: R1"
