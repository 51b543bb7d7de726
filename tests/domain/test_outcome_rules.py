"""Outcomes: agreement, read-back, rounds and the report-back, and properties of any session."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.events import Told
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement, ReadBack
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.records import Finding, ReportBack
from breakout_tui.domain.refusals import (
    NotAnOutput,
    NotARecommendation,
    NotAReference,
    NoteHidden,
    OutOfRange,
    Plain,
    Quantity,
    Refusal,
    TooManyFindings,
    UnknownName,
)
from breakout_tui.domain.session import Session
from breakout_tui.domain.step_kinds import AGREED_ON
from tests.domain.example import DETAILS, Talk, follow
from tests.domain.strategies import ALL_WISHES, NOTE_WISHES, UNDO_WISHES, Wish
from tests.sampled import a_third


def test_a_level_of_agreement_is_recorded_with_the_minority_text_and_the_dissent() -> None:
    """One command records what the room agreed on a recommendation."""
    talk = Talk()
    note = talk.say(Kind.RECOMMENDATION, "Fund it")
    talk.do(c.Agree(note.serial, Agreement.DIVERGENCE, " too dear\n", "norway, Estonia"))
    now = talk.note("R1")
    assert (now.agreement, now.minority, now.dissent) == (Agreement.DIVERGENCE, "too dear", "Norway, Estonia")


def test_removing_a_level_keeps_the_minority_text() -> None:
    """Typed text is not lost with the level."""
    talk = Talk()
    note = talk.say(Kind.RECOMMENDATION, "Fund it")
    talk.do(c.Agree(note.serial, Agreement.CONSENSUS, "too dear"))
    talk.do(c.Agree(note.serial, None))
    assert (talk.note("R1").agreement, talk.note("R1").minority) == (None, "too dear")


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in AGREED_ON])
def test_only_recommendations_and_decisions_are_agreed_on(kind: Kind) -> None:
    """A level of agreement belongs to what the room can carry."""
    talk = Talk()
    note = talk.say(kind, "Words")
    is_output = kind is Kind.PRINCIPLE
    expected = NotARecommendation(note.reference, kind) if is_output else NotAnOutput(note.reference)
    assert talk.refusal(c.Agree(note.serial, Agreement.CONSENSUS)) == expected


def test_dissent_is_not_recorded_under_the_rule_none() -> None:
    """Under *none* no name or country is stored, and a message says so."""
    talk = Talk(replace(DETAILS, rule=AttributionRule.NONE))
    note = talk.say(Kind.RECOMMENDATION, "Fund it")
    outcome = talk.do(c.Agree(note.serial, Agreement.DIVERGENCE, "@Norway finds it dear", "Norway"))
    assert talk.note("R1").dissent == ""
    assert "Norway" not in talk.note("R1").minority
    assert any(isinstance(event, Told) for event in outcome.events)


def test_dissent_under_the_rule_country_uses_only_listed_names() -> None:
    """No person's name gets into the dissent."""
    talk = Talk()
    note = talk.say(Kind.RECOMMENDATION, "Fund it")
    assert talk.refusal(c.Agree(note.serial, Agreement.DIVERGENCE, dissent="Ada Berg")) == UnknownName(
        "Ada Berg"
    )


def test_a_name_that_is_added_on_purpose_is_listed_from_then_on() -> None:
    """Then the dissent of others can name it too, in that spelling."""
    talk = Talk()
    note = talk.say(Kind.RECOMMENDATION, "Fund it")
    talk.do(c.Agree(note.serial, Agreement.DIVERGENCE, dissent="Latvia", adds_names=True))
    assert (talk.note("R1").dissent, talk.session.info.known) == ("Latvia", ("Norway", "Estonia", "Latvia"))
    talk.do(c.Agree(note.serial, Agreement.DIVERGENCE, dissent="latvia, norway"))
    assert talk.note("R1").dissent == "Latvia, Norway"


def test_an_output_that_is_read_back_is_stamped_with_the_time() -> None:
    """The stamp is the room's time."""
    talk = Talk()
    note = talk.say(Kind.PRINCIPLE, "Words")
    talk.wait(90)
    talk.do(c.MarkReadBack(note.serial, ReadBack.AGREED))
    assert talk.note("P1").read_back is ReadBack.AGREED
    assert talk.note("P1").read_back_at == talk.wall


def test_an_amendment_keeps_the_earlier_wording_and_is_one_undo_step() -> None:
    """One undo restores both the words and the result."""
    talk = Talk()
    note = talk.say(Kind.PRINCIPLE, "Words")
    before = talk.session.book
    talk.do(c.MarkReadBack(note.serial, ReadBack.AGREED, c.EditNote(note.serial, "Better words")))
    amended = talk.note("P1")
    assert (amended.text, amended.read_back) == ("Better words", ReadBack.AMENDED)
    assert [wording.text for wording in amended.wordings] == ["Words"]
    talk.do(c.Undo())
    assert talk.session.book == before


def test_an_edit_with_another_kind_is_one_undo_step() -> None:
    """The earlier reference stays as an alias and is never given again."""
    talk = Talk()
    note = talk.say(Kind.CHALLENGE, "Words")
    talk.do(c.EditNote(note.serial, "Better words", kind=Kind.PRINCIPLE))
    changed = talk.note("P1")
    assert (changed.text, changed.aliases) == ("Better words", ("C1",))
    talk.do(c.Undo())
    assert talk.note("C1").text == "Words"
    talk.do(c.Redo())
    assert talk.say(Kind.CHALLENGE, "Next").reference == "C2"


def test_an_amendment_stays_one_when_its_words_are_confirmed() -> None:
    """Enter on the words of an amended output."""
    talk = Talk()
    note = talk.say(Kind.PRINCIPLE, "Words")
    talk.do(c.MarkReadBack(note.serial, None, c.EditNote(note.serial, "Better words")))
    talk.do(c.MarkReadBack(note.serial, None, c.EditNote(note.serial, "Better words")))
    assert talk.note("P1").read_back is ReadBack.AMENDED


def test_an_amendment_that_changes_nothing_is_an_agreement() -> None:
    """Enter on the unchanged words agrees to them."""
    talk = Talk()
    note = talk.say(Kind.PRINCIPLE, "Words")
    talk.do(c.MarkReadBack(note.serial, None, c.EditNote(note.serial, "Words")))
    assert talk.note("P1").read_back is ReadBack.AGREED


def test_a_result_of_the_read_back_can_be_cleared() -> None:
    """Without a result the output counts as not read back."""
    talk = Talk()
    note = talk.say(Kind.PRINCIPLE, "Words")
    talk.do(c.MarkReadBack(note.serial, ReadBack.SKIPPED))
    talk.do(c.MarkReadBack(note.serial, None))
    assert (talk.note("P1").read_back, talk.note("P1").read_back_at) == (None, None)


def test_only_outputs_are_read_back() -> None:
    """Principles and recommendations are read back."""
    talk = Talk()
    note = talk.say(Kind.CHALLENGE, "Words")
    assert talk.refusal(c.MarkReadBack(note.serial, ReadBack.AGREED)) == NotAnOutput("C1")


def test_a_deleted_output_takes_no_outcome() -> None:
    """A deleted note takes no agreement."""
    talk = Talk()
    note = talk.say(Kind.RECOMMENDATION, "Words")
    talk.do(c.DeleteNote(note.serial))
    assert talk.refusal(c.Agree(note.serial, Agreement.CONSENSUS)) == NoteHidden("R1")


def test_heard_again_is_counted_and_removed() -> None:
    """One record for each output, in any spelling of its reference; a count of 0 removes it."""
    talk = Talk()
    talk.do(c.HearAgain("earlier", "p2", 2))
    assert [(heard.reference, heard.times) for heard in talk.session.heard_again.values()] == [("P2", 2)]
    talk.do(c.HearAgain("earlier", "P2", 0))
    assert [heard.deleted for heard in talk.session.heard_again.values()] == [True]


@pytest.mark.parametrize(
    ("earlier", "reference", "reason"),
    [
        ("", "P1", Plain.NOT_OF_EARLIER_ROUND),
        ("earlier", "what?", NotAReference("WHAT?")),
        ("earlier", "", NotAReference("")),
        ("earlier", "c1", NotAnOutput("C1")),
    ],
)
def test_heard_again_needs_an_earlier_session_and_the_reference_of_an_output(
    earlier: str, reference: str, reason: Refusal
) -> None:
    """A mark that could not be matched is not recorded."""
    assert Talk().refusal(c.HearAgain(earlier, reference)) == reason


def test_the_edited_report_back_belongs_to_its_session_and_is_clean() -> None:
    """The record belongs to this session, even if the editor sends other ids."""
    talk = Talk()
    talk.do(c.EditReportBack(ReportBack("x", "y", 3, headline=" Money\x1b[2J ", findings=(Finding("a"),))))
    stored = talk.session.report_back
    assert stored is not None
    assert (stored.session_id, stored.headline) == (talk.session.id, "Money␛[2J")


@pytest.mark.parametrize("minutes", [0, -1, 61])
def test_a_report_back_takes_one_to_sixty_minutes(minutes: int) -> None:
    """Other lengths are refused."""
    assert Talk().refusal(c.EditReportBack(ReportBack("", "", minutes))) == OutOfRange(
        Quantity.REPORT_MINUTES, 1, 60
    )


def test_a_report_back_has_at_most_three_findings() -> None:
    """A fourth is refused."""
    assert Talk().refusal(
        c.EditReportBack(ReportBack("", "", findings=(Finding("a"),) * 4))
    ) == TooManyFindings(3)


def test_links_of_a_note_merged_twice_are_kept() -> None:
    """A note has the links of all notes merged into it, over any number of merges."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "Silo budgets")
    first = talk.say(Kind.PRINCIPLE, "One", to=("C1",))
    second = talk.say(Kind.PRINCIPLE, "Two")
    third = talk.say(Kind.PRINCIPLE, "Three")
    talk.do(c.MergeNote(first.serial, second.serial))
    talk.do(c.MergeNote(second.serial, third.serial))
    assert [note.reference for note in talk.session.book.targets(talk.note("P3"))] == ["C1"]


@settings(max_examples=a_third(60), deadline=None)
@given(st.lists(ALL_WISHES, max_size=40))
def test_a_session_loaded_from_its_records_equals_the_session_in_memory(wished: list[Wish]) -> None:
    """Closing and opening changes nothing."""
    talk = Talk()
    follow(talk, wished)
    again = talk.reloaded()
    assert again == replace(talk.session, book=again.book)
    _assert_same_book(again, talk.session)


@settings(max_examples=a_third(60), deadline=None)
@given(st.lists(ALL_WISHES, max_size=40))
def test_links_never_point_to_nothing(wished: list[Wish]) -> None:
    """Every link and every merge leads to a note of the session, and merges have no cycles."""
    talk = Talk()
    follow(talk, wished)
    book = talk.session.book
    for note in book.notes:
        assert all(0 <= target < len(book) and target != note.serial for target in note.links)
        assert book.standing_for(note.serial).merged_into is None
        assert all(target.is_visible for target in book.targets(note))


@settings(max_examples=a_third(60), deadline=None)
@given(st.lists(st.one_of(NOTE_WISHES, NOTE_WISHES, UNDO_WISHES), max_size=40))
def test_a_reference_is_never_reused(wished: list[Wish]) -> None:
    """A reference means the same note for ever."""
    talk = Talk()
    given_to: dict[str, int] = {}
    for wish in wished:
        follow(talk, [wish])
        for note in talk.session.book.notes:
            for reference in (note.reference, *note.aliases):
                assert given_to.setdefault(reference, note.serial) == note.serial
    for reference, serial in given_to.items():
        assert talk.note(reference).serial == serial


@settings(max_examples=a_third(60), deadline=None)
@given(st.lists(NOTE_WISHES, min_size=4, max_size=25), st.integers(0, 40), st.integers(0, 40))
def test_merging_and_undoing_restores_the_exact_state(wished: list[Wish], first: int, second: int) -> None:
    """Both notes, all links and all counts are as they were, and redo merges them again."""
    talk = Talk()
    follow(talk, wished)
    before = talk.session
    merge = Wish("merge", first, second).command(before)
    if merge is None or not talk.tries(merge):
        return
    merged = talk.session
    talk.do(c.Undo())
    assert replace(talk.session, undo_steps=()) == replace(before, undo_steps=())
    talk.do(c.Redo())
    assert replace(talk.session, undo_steps=()) == replace(merged, undo_steps=())


@settings(max_examples=a_third(40), deadline=None)
@given(st.lists(ALL_WISHES, max_size=30))
def test_undoing_and_redoing_everything_gives_the_same_notes(wished: list[Wish]) -> None:
    """Undoing all steps and redoing them gives the same statements and outcomes."""
    talk = Talk()
    follow(talk, [wish for wish in wished if wish.what not in ("undo", "redo")])
    done = talk.session
    while talk.tries(c.Undo()):
        pass
    while talk.tries(c.Redo()):
        pass
    plain = [replace(note, aliases=()) for note in talk.session.book.notes]
    assert plain == [replace(note, aliases=()) for note in done.book.notes]
    assert (talk.session.tallies, talk.session.rankings) == (done.tallies, done.rankings)


def test_undo_steps_are_numbered_in_order() -> None:
    """Each outcome adds one undo step."""
    talk = Talk()
    note = talk.say(Kind.RECOMMENDATION, "Words")
    talk.do(c.Agree(note.serial, Agreement.CONSENSUS))
    talk.do(c.MarkReadBack(note.serial, ReadBack.AGREED, c.EditNote(note.serial, "Other words")))
    assert all(after.number == before.number + 1 for before, after in pairwise(talk.session.undo_steps))
    assert len(talk.session.undo_steps) == 3


def _assert_same_book(one: Session, other: Session) -> None:
    assert list(one.book.notes) == list(other.book.notes)
    assert one.book.cluster_counts == other.book.cluster_counts
    assert one.book.visible == other.book.visible
    assert one.book.merged == other.book.merged
    for kind in Kind:
        assert list(one.book.numbers[kind]) == list(other.book.numbers[kind])
    for note in one.book.notes:
        assert set(one.book.cited[note.serial]) == set(other.book.cited[note.serial])
    for box in {note.box_id for note in one.book.notes}:
        assert list(one.book.of_box(box)) == list(other.book.of_box(box))
