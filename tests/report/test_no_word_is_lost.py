"""Every note that can be seen is in every report that covers its time: exactly once, and in full."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.agreement import in_order, ordered
from breakout_tui.domain.kinds import LETTERS, Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.outputs import OUTPUTS
from breakout_tui.domain.programme import Programme
from breakout_tui.domain.rank_order import challenges_in_rank_order, principles_in_rank_order
from breakout_tui.domain.recap import convergence, recap
from breakout_tui.domain.session import Session
from breakout_tui.report.compose import compose, covering
from breakout_tui.report.document import Heading, anchors, lines
from breakout_tui.report.inlines import Anchor, Reference, each_inline
from breakout_tui.report.report_document import document_of
from tests.domain.day import Room
from tests.domain.example import follow
from tests.domain.programmes import ANY_PROGRAMME, ICA_LIKE
from tests.domain.strategies import ALL_WISHES, NOTE_WISHES, Wish, wishes
from tests.report.played_day import played_day
from tests.report.rendering import in_line_within, render, within
from tests.sampled import a_third

TURNS = wishes("end phase", "next", "drop box", "capture", "merge", "delete")
DAYS = st.lists(st.one_of(ALL_WISHES, NOTE_WISHES, TURNS), max_size=40)
"""Random days; they start before the morning, and many see lunch and the afternoon."""

ITEM = re.compile(rf"^- \*\*([{LETTERS}]\d+)\*\*.*\n(?:  .*\n)*", re.MULTILINE)
TAKEN = re.compile(r"(?:([\d,]+) notes? (?:was|were)|No notes were) taken")


def played(day: list[Wish], made: Programme = ICA_LIKE) -> Room:
    """A room in which this day was played."""
    room = Room(made=made)
    follow(room, day)
    return room


def assert_complete(session: Session, markdown: str) -> None:
    """Each visible note is one item of the document, with all its words and those of the notes merged into it.

    Its cluster can be in the heading above it.
    """
    items = [
        (found[1], heading_above(markdown, found.start()) + found[0]) for found in ITEM.finditer(markdown)
    ]
    assert Counter(reference for reference, _ in items) == Counter(
        note.reference for note in session.book.notes if note.is_visible
    )
    text_of = dict(items)
    for note in session.book.notes:
        if note.deleted:
            continue
        stands = session.book.standing_for(note.serial)
        missing = [words for words in words_of(note) if words not in text_of[stands.reference]]
        assert missing == [], (note.reference, text_of[stands.reference])
    taken = TAKEN.search(markdown)
    assert taken is not None
    assert int(taken[1] or "0") == len(items)


def heading_above(markdown: str, position: int) -> str:
    """The last heading before this position, as it would be printed in an item; without its signs."""
    line = markdown[markdown.rfind("\n#", 0, position) + 1 :].partition("\n")[0]
    return in_line_within(line.lstrip("# ").replace("\\", ""))


def words_of(note: Note) -> list[str]:
    """What was said in a note, as Markdown prints it."""
    indent = "  " if note.is_visible else "    "
    fields = (note.where, note.evidence, note.addressee, note.actor, note.due, note.reason, note.cluster)
    return [
        within(note.text, indent),
        *(in_line_within(field) for field in fields),
        within(note.minority, "    "),
    ]


@settings(max_examples=a_third(80), deadline=None)
@given(ANY_PROGRAMME, DAYS)
def test_the_report_has_every_note_once_and_in_full(made: Programme, day: list[Wish]) -> None:
    """At any moment of any day of any programme; the number of notes that it states is the number printed."""
    room = played(day, made)
    assert_complete(room.session, render(compose(room.session, room.reading())))


@settings(max_examples=a_third(80), deadline=None)
@given(ANY_PROGRAMME, DAYS, st.integers(0, 3))
def test_the_report_up_to_a_phase_has_every_note_up_to_the_next_one(
    made: Programme, day: list[Wish], place: int
) -> None:
    """Also a note that was merged into one of a later phase: the note that stands for it is not in this report."""
    room = played(day, made)
    until = made.phases[place % len(made.phases)].id
    markdown = render(compose(room.session, room.reading(), until=until))
    session = covering(room.session, until)
    assert_complete(session, markdown)
    later = {phase.id for phase in made.after(until)}
    starts = [run.started_at for run in room.session.started if run.phase in later]
    later_boxes = {box.id for box in room.session.boxes if box.phase in later}
    for note in room.session.book.notes:
        is_early = not starts or note.captured_at < min(starts)
        if is_early and note.box_id not in later_boxes and not note.deleted:
            assert not session.book[note.serial].deleted
            assert not session.book.standing_for(note.serial).deleted


@settings(max_examples=a_third(60), deadline=None)
@given(ANY_PROGRAMME, DAYS)
def test_each_note_has_one_place_in_the_report_and_references_lead_there(
    made: Programme, day: list[Wish]
) -> None:
    """Rule: ids are unique, each visible note has one, and what looks like a link is one, if its note is in the report."""
    room = played(day, made)
    document = document_of(compose(room.session, room.reading()))
    inlines = [each for line in lines(document) for each in each_inline(line)]
    ids = [each.id for each in inlines if isinstance(each, Anchor)]
    ids += [each.id for each in document.blocks if isinstance(each, Heading) and each.id]
    assert len(ids) == len(set(ids)) == len(anchors(document))
    assert {note.reference for note in room.session.book.notes if note.is_visible} <= set(ids)
    assert {each.to for each in inlines if isinstance(each, Reference)} <= set(ids)
    levels = [each.level for each in document.blocks if isinstance(each, Heading)]
    assert all(after <= before + 1 for before, after in pairwise([0, *levels]))


@settings(max_examples=a_third(100), deadline=None)
@given(DAYS)
def test_the_report_back_and_the_recap_start_from_every_output(day: list[Wish]) -> None:
    """What the report-back is drafted from, what the next round sees, and what the rounds compare: each output once."""
    session = played(day).session
    visible = {kind: references(session.book.of_kind(kind)) for kind in Kind}
    recommended = [note for group in ordered(session) for note in group.notes]
    assert references(principles_in_rank_order(session)) == visible[Kind.PRINCIPLE]
    assert references(challenges_in_rank_order(session)) == visible[Kind.CHALLENGE]
    assert references(recommended) == visible[Kind.RECOMMENDATION]
    earlier = recap(session, Room().session)
    assert references(heard.note for heard in earlier.principles) == visible[Kind.PRINCIPLE]
    assert references(heard.note for heard in earlier.recommendations) == visible[Kind.RECOMMENDATION]
    assert references(in_order(session, Kind.DECISION)) == visible[Kind.DECISION]
    assert references(heard.note for heard in earlier.decisions) == visible[Kind.DECISION]
    assert references(earlier.parked) == visible[Kind.PARKED]
    compared = sorted(each.reference for each in convergence([session]))
    assert compared == sorted(reference for kind in OUTPUTS for reference in visible[kind])


def references(notes: object) -> list[str]:
    """The references of these notes, sorted, so that a double one is noticed."""
    assert hasattr(notes, "__iter__")
    return sorted(note.reference for note in notes)


@settings(max_examples=a_third(100), deadline=None)
@given(DAYS)
def test_no_note_that_was_not_deleted_is_hidden(day: list[Wish]) -> None:
    """At each step of a day: a note is deleted, or visible, or stands behind a note that is not deleted."""
    room = Room(questions=2)
    for wish in day:
        follow(room, [wish])
        book = room.session.book
        hidden = [note for note in book.notes if not note.deleted and book.standing_for(note.serial).deleted]
        assert hidden == []


@pytest.mark.parametrize("kind", Kind)
def test_a_note_taken_before_the_start_is_printed(kind: Kind) -> None:
    """Whatever its kind; a principle and a recommendation too, although their phases are not in the report yet."""
    room = Room()
    room.do(c.Capture("Already said", kind, fields={"actor": "Ministries"}))
    markdown = render(compose(room.session, room.reading()))
    assert_complete(room.session, markdown)
    assert "Nothing recorded" not in markdown


def test_a_recommendation_at_lunch_is_printed_with_what_was_agreed_on_it() -> None:
    """It stands outside the boxes until the afternoon has begun."""
    room = Room()
    for command in (c.Next(), c.EndPhase(), c.Capture("Fund it", Kind.RECOMMENDATION)):
        room.do(command)
    room.do(c.Agree(0, None, "Some would rather wait"))
    for until in (None, "morning"):
        assert_complete(room.session, render(compose(room.session, room.reading(), until=until)))


def test_a_merged_statement_is_printed_with_its_cluster_and_its_fields() -> None:
    """What others said is kept with who said it, where and when; also in the parking lot."""
    room = Room()
    room.do(c.Next())
    room.do(c.Capture("First", Kind.PARKED))
    room.do(
        c.Capture("Second", Kind.APPROACH, "Norway", "law", same_as=0, fields={"evidence": "halved the time"})
    )
    markdown = render(compose(room.session, room.reading()))
    assert "  - Also A1: Second *09:00, Norway, #law; evidence: halved the time*" in markdown


def test_the_report_of_the_morning_hands_back_what_was_merged_in_the_afternoon() -> None:
    """The note of the morning is there in its own words; that of the afternoon is not."""
    room = Room()
    room.do(c.Next())
    room.do(c.Capture("Said in the morning", Kind.CHALLENGE))
    for command in (c.EndPhase(), c.Next(), c.Capture("Better said", Kind.CHALLENGE), c.MergeNote(0, 1)):
        room.wait(60)
        room.do(command)
    markdown = render(compose(room.session, room.reading(), until="morning"))
    assert ("Said in the morning" in markdown, "Better said" in markdown) == (True, False)


def test_a_box_says_which_of_its_notes_are_in_the_parking_lot() -> None:
    """It does not say that nothing was recorded."""
    room = Room()
    room.do(c.Next())
    room.do(c.Next())
    room.do(c.Capture("Later", Kind.PARKED))
    assert "X1 is in the parking lot." in render(compose(room.session, room.reading()))


def test_the_played_day_is_complete() -> None:
    """A whole day, with a ranking, agreements and a read-back."""
    room = played_day()
    assert_complete(room.session, render(compose(room.session, room.reading)))
