"""Small values of the domain: kinds and their fields, ids, stages, times and errors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import RFC_4122, UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain.errors import BreakoutError, CommandRefused, OutputExists, ProgrammeRefused
from breakout_tui.domain.identity import derived_id, following, new_id
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.note_fields import BY_WORD, FIELDS, by_name, by_word, fields_of, filled, with_fields
from breakout_tui.domain.notes import Note
from breakout_tui.domain.outputs import OutputPhases
from breakout_tui.domain.programme import (
    AgendaSource,
    Phase,
    Programme,
    Question,
    Step,
    StepKind,
    Theme,
)
from breakout_tui.domain.programme import Talk as Spoken
from breakout_tui.domain.refusals import Plain
from breakout_tui.domain.stage import Stage, stage_of
from breakout_tui.domain.timeline import Span, paused, used
from tests.domain.day import NINE, programme
from tests.domain.example import Talk

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
NOTE = Note("id", "session", 0, Kind.APPROACH, 1, "Words", None, AT)
VALUES = {field.name: f"the {field.name}" for field in FIELDS}


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_is_found_by_its_letter(kind: Kind) -> None:
    """In either case; no other letter is a kind."""
    assert Kind.of_letter(kind.letter) is Kind.of_letter(kind.letter.lower()) is kind
    with pytest.raises(KeyError):
        Kind.of_letter("Q")


def test_the_chain_leads_from_recommendations_back_to_challenges() -> None:
    """A decision answers any of them, not one before all; a parked note answers nothing."""
    expected = [None, Kind.CHALLENGE, Kind.PRINCIPLE, Kind.APPROACH, None, None]
    assert [kind.answers for kind in Kind] == expected


def test_a_note_takes_the_fields_that_are_given() -> None:
    """Any of them, whatever its kind; the others stay."""
    full = with_fields(NOTE, VALUES)
    assert {name: getattr(full, name) for name in VALUES} == VALUES
    for name in VALUES:
        changed = with_fields(full, {name: "new"})
        assert {each: getattr(changed, each) for each in VALUES} == {**VALUES, name: "new"}
    assert with_fields(full, {}) is full


def test_an_unknown_field_is_an_error_that_names_it() -> None:
    """Also beside known ones."""
    with pytest.raises(ValueError, match="a note has no field 'colour'"):
        with_fields(NOTE, {"where": "Norway", "shape": "round", "colour": "red"})


@pytest.mark.parametrize("kind", Kind)
def test_the_fields_of_a_kind_are_typed_by_their_words(kind: Kind) -> None:
    """Each value is found again under its word; a kind without fields has none."""
    note = replace(with_fields(NOTE, VALUES), kind=kind)
    typed = by_word(note)
    assert [field.kind for field in fields_of(kind)] == [kind] * len(typed)
    assert (kind in BY_WORD) is bool(typed) is (kind in (Kind.APPROACH, Kind.RECOMMENDATION, Kind.DECISION))
    expected = {field.name: f"the {field.name}" for field in FIELDS if field.kind is kind}
    assert (by_name(kind, typed) if typed else {}) == expected
    assert by_word(replace(NOTE, kind=kind)) == dict.fromkeys(typed, "")


def test_the_filled_fields_are_those_of_any_kind_that_say_something() -> None:
    """In the order of showing; a note that changed its kind loses none."""
    assert filled(NOTE) == ()
    assert filled(with_fields(NOTE, {"due": "May", "where": "Norway"})) == (
        (FIELDS[0], "Norway"),
        (FIELDS[4], "May"),
    )


def test_an_output_belongs_to_the_phase_of_its_box_or_else_of_its_kind() -> None:
    """Else to the one in whose time it was taken, which for one before the first phase is none."""
    talk = Talk()
    phases = OutputPhases(talk.session)
    here = talk.say(Kind.RECOMMENDATION, "Early")
    assert phases.phase_of(here) == "morning"
    for lost in (None, "", "gone"):
        assert phases.phase_of(replace(here, box_id=lost)) == "afternoon"
        assert phases.phase_of(replace(here, box_id=lost, kind=Kind.PRINCIPLE)) == "morning"
    early = replace(here, box_id=None, kind=Kind.CHALLENGE, captured_at=NINE - timedelta(minutes=1))
    assert phases.phase_of(early) is None


def test_an_id_is_a_uuid_of_version_7() -> None:
    """Its first 48 bits are the milliseconds since 1970; the rest is random."""
    made = [new_id(AT + timedelta(milliseconds=1)) for _ in range(200)]
    parsed = [UUID(each) for each in made]
    assert [str(each) for each in parsed] == made
    assert {(each.version, each.variant) for each in parsed} == {(7, RFC_4122)}
    assert {each.int >> 80 for each in parsed} == {int(AT.timestamp()) * 1000 + 1}
    for bit in (*range(62), *range(64, 76)):
        assert {each.int >> bit & 1 for each in parsed} == {0, 1}, f"bit {bit} is not random"


def test_a_clock_before_1970_gives_an_id_of_the_same_form() -> None:
    """Such an id can't sort by its time, but is as long as every other."""
    made = new_id(datetime(1960, 1, 1, tzinfo=UTC))
    assert str(UUID(made)) == made
    assert UUID(made).version == 7


def test_ids_sort_by_time() -> None:
    """To the millisecond, as long as 48 bits last."""
    times = [
        AT,
        AT + timedelta(milliseconds=1),
        AT + timedelta(days=40_000),
        datetime(1970, 1, 1, tzinfo=UTC),
    ]
    assert sorted(times) == sorted(times, key=new_id)


@pytest.mark.parametrize(
    ("ended", "stage"),
    [
        ({}, Stage.READY),
        ({"morning": False}, Stage.RUNNING),
        ({"morning": True}, Stage.BETWEEN),
        ({"morning": True, "afternoon": False}, Stage.RUNNING),
        ({"morning": True, "afternoon": True}, Stage.DONE),
        ({"afternoon": True}, Stage.DONE),
    ],
)
def test_the_stage_follows_from_the_phases(ended: dict[str, bool], stage: Stage) -> None:
    """Those that were started, and whether each has ended."""
    assert stage_of(["morning", "afternoon"], ended) is stage


def test_spans_are_counted_in_whole_seconds_and_never_backwards() -> None:
    """An open span lasts until now; a pause is in no box."""
    later = AT + timedelta(seconds=90.9)
    box = Span("1", "s", "morning", "a", AT, AT + timedelta(seconds=60.9))
    pause = replace(box, id="2", box_id=None)
    still = replace(box, id="3", ended_at=None)
    assert [span.seconds(later) for span in (box, pause, still)] == [60, 60, 90]
    assert still.seconds(AT - timedelta(seconds=5)) == 0
    assert [span.is_pause for span in (box, pause)] == [False, True]
    spans = (box, pause, still, replace(box, box_id="b"), replace(still, box_id=None))
    assert (used(spans, "a", later), paused(spans, later)) == (150, 150)


def test_an_error_is_one_line_of_what_is_known() -> None:
    """Where, what, and what to do."""
    assert str(BreakoutError("lost")) == "lost"
    assert str(BreakoutError("lost", where="here")) == "here: lost"
    assert str(BreakoutError("lost", remedy="look again")) == "lost; look again"
    error = OutputExists("exists", where="a.md", remedy="choose another")
    assert (error.what, error.where, error.remedy) == ("exists", "a.md", "choose another")
    assert (str(error), error.args) == ("a.md: exists; choose another", ("exists",))


def test_a_refused_command_says_its_reason() -> None:
    """In its words, and as data."""
    error = CommandRefused(Plain.EMPTY_NOTE)
    assert (str(error), error.reason) == (str(Plain.EMPTY_NOTE), Plain.EMPTY_NOTE)


@pytest.mark.parametrize(
    ("problems", "words"), [(("a",), "f.toml: 1 problem"), (("a", "b"), "f.toml: 2 problems")]
)
def test_a_refused_programme_counts_its_problems(problems: tuple[str, ...], words: str) -> None:
    """And has all of them."""
    error = ProgrammeRefused("f.toml", problems)
    assert (str(error), error.problems) == (words, problems)


DISCUSS = Step(
    "d", StepKind.DISCUSS, "Talk", 60, note_kind=Kind.CHALLENGE, agenda=AgendaSource.ROOM, minimum=60
)


def test_a_step_plans_some_time_and_at_least_its_minimum() -> None:
    """A discuss step has a kind of note and an agenda; a talk may have a kind of note, another step has neither."""
    for planned in (0, -1):
        with pytest.raises(ValueError, match="step 'd' plans no time"):
            replace(DISCUSS, planned=planned, minimum=None)
    for minimum in (0, -1, 61):
        with pytest.raises(ValueError, match="the minimum of step 'd' is not between 0 and its plan"):
            replace(DISCUSS, minimum=minimum)
    assert replace(DISCUSS, planned=1, minimum=1).planned == 1
    wrong: tuple[Callable[[], Step], ...] = (
        lambda: replace(DISCUSS, note_kind=None),
        lambda: replace(DISCUSS, agenda=None),
        lambda: replace(DISCUSS, kind=StepKind.BREAK),
    )
    for made in wrong:
        with pytest.raises(
            ValueError, match=r"step 'd'(: an agenda belongs to a discuss step| collects no kind of note)"
        ):
            made()


def test_a_programme_has_steps_themes_and_questions() -> None:
    """And each theme an id of its own, by which it is found."""
    with pytest.raises(ValueError, match="phase 'afternoon' has no steps"):
        Phase("afternoon", "Afternoon", ())
    with pytest.raises(ValueError, match="theme 't' lacks a title"):
        Theme("t", "", "", (Question("Why?"),))
    assert Theme("t", "Title", "", ()).questions == ()
    made: Programme = programme()
    with pytest.raises(ValueError, match=r"^a programme needs a theme$"):
        replace(made, themes=())
    with pytest.raises(ValueError, match=r"^two themes share an id$"):
        replace(made, themes=made.themes * 2)
    other = replace(made.themes[0], id="other")
    both = replace(made, themes=(*made.themes, other))
    assert (both.theme("other"), both.theme("t")) == (other, made.themes[0])
    with pytest.raises(KeyError, match="none"):
        both.theme("none")
    assert [both.phase(name).id for name in ("morning", "afternoon")] == ["morning", "afternoon"]
    assert both.phases[0].planned == 10_200


def test_talks_and_silence_belong_to_a_step_that_can_hold_them() -> None:
    """Talks to a talk step, which may collect a kind of note; a silence is not longer than its step."""
    talk = Step(
        "t", StepKind.TALK, "Talks", 600, note_kind=Kind.CHALLENGE, talks=(Spoken("One"),), silent=600
    )
    wrong: tuple[tuple[Callable[[], Step], str], ...] = (
        (lambda: replace(talk, kind=StepKind.BREAK, note_kind=None), "talks belong to a talk step"),
        (lambda: replace(talk, kind=StepKind.BREAK, talks=()), "belongs to a discuss step or a talk"),
        (lambda: replace(talk, silent=601), "step 't' is silent for longer than its plan"),
    )
    for made, reason in wrong:
        with pytest.raises(ValueError, match=reason):
            made()


def test_ids_of_one_moment_follow_each_other() -> None:
    """Rule: what is recorded in order sorts in that order, also within a millisecond or after the clock was set back."""
    last, made = "", []
    for _ in range(100):
        last = following(new_id(AT), last)
        made.append(last)
    earlier = following(new_id(AT - timedelta(days=1)), last)
    assert [*made, earlier] == sorted({*made, earlier})
    assert all(UUID(each).version == 7 for each in (*made, earlier))


@given(st.integers(-5, 5), st.integers(-5, 5))
def test_two_laptops_that_follow_one_record_give_different_identifiers(one: int, other: int) -> None:
    """Rule: also where their clocks are behind it, or in its millisecond; both sort behind it."""
    earlier = new_id(AT)
    found = [following(new_id(AT + timedelta(milliseconds=each)), earlier) for each in (one, other)]
    assert found[0] != found[1]
    assert all(each > earlier for each in found)


def test_an_id_that_is_derived_is_the_same_everywhere() -> None:
    """Rule: of the same moment, number and words; those of one moment sort by number."""
    made = [derived_id(AT, number, "session", "statement") for number in range(50)]
    assert made == [derived_id(AT, number, "session", "statement") for number in range(50)] == sorted(made)
    others = [
        derived_id(AT, 0, "session", "other"),
        derived_id(AT + timedelta(seconds=1), 0, "session", "statement"),
    ]
    assert len({*made, *others}) == 52
    assert {(UUID(each).version, UUID(each).variant) for each in made} == {(7, RFC_4122)}
