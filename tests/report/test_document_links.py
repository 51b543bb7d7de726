"""What leads where in a document: headings with ids, references to notes, and lists whose items begin with one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.labels import ENGLISH
from breakout_tui.report.annex_blocks import evidence_section, rounds_section
from breakout_tui.report.cluster_blocks import clustered
from breakout_tui.report.compose import compose
from breakout_tui.report.document import (
    Block,
    Contents,
    Heading,
    Items,
    ItemsStyle,
    Paragraph,
    ParagraphStyle,
)
from breakout_tui.report.figures import TableBlock
from breakout_tui.report.inlines import Anchor, Reference, Strong, Text, words
from breakout_tui.report.phase_blocks import phase_section
from breakout_tui.report.phrases import linked, referred, sentence_of
from breakout_tui.report.report_document import document_of
from breakout_tui.report.report_model import (
    Discussed,
    Discussion,
    Evidence,
    EvidenceRow,
    PhaseReport,
    Rounds,
    Shared,
    Statement,
)
from breakout_tui.report.summary_model import Cited
from tests.report.played_day import played_day
from tests.report.room import Room

AT = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)


def blocks_of_day() -> tuple[Block, ...]:
    """The blocks of the report on a played day."""
    room = played_day()
    return document_of(compose(room.session, room.reading)).blocks


def statement(reference: str, cluster: str = "") -> Statement:
    """A challenge in a cluster."""
    return Statement(Kind.CHALLENGE, reference, "Words", AT, cluster=cluster)


def test_each_part_of_a_report_has_a_heading_that_the_contents_lead_to() -> None:
    """Phases, boxes and the times of phases are numbered; the parts of a phase begin with its id."""
    assert [(block.level, block.id) for block in blocks_of_day() if isinstance(block, Heading) and block.id] == [
        (1, "summary"), (2, "groups"), (1, "theme"),
        (1, "phase_1"), (2, "phase_1_issues"), (2, "phase_1_P"), (2, "phase_1_others"), (2, "phase_1_said"),
        (3, "phase_1_box_1"), (3, "phase_1_box_2"), (3, "phase_1_box_3"), (3, "phase_1_box_4"),
        (1, "outside"),
        (1, "phase_2"), (2, "phase_2_R"), (2, "phase_2_said"),
        (3, "phase_2_box_1"), (3, "phase_2_box_2"), (3, "phase_2_box_3"), (3, "phase_2_box_4"),
        (1, "chain"), (1, "loose_ends"), (1, "parking_lot"), (1, "times"), (2, "times_1"), (2, "times_2"),
    ]  # fmt: skip
    (heading, *_) = rounds_section(Rounds((), 2))
    assert isinstance(heading, Heading)
    assert heading.id == "rounds"


def test_what_the_programme_gave_and_what_was_decided_has_a_heading_in_the_contents() -> None:
    """As every other part of a phase."""
    decision = replace(statement("D1"), kind=Kind.DECISION)
    phase = PhaseReport("Morning", False, (), ("Silo budgets",), (), (), (), None, (decision,))
    headings = [block for block in phase_section(phase, part="phase_3") if isinstance(block, Heading)]
    assert [each.id for each in headings] == ["phase_3", "phase_3_given", "phase_3_D"]


def test_the_heading_of_a_box_is_its_label_and_title() -> None:
    """Or the title alone, without a blank before it."""
    boxes = tuple(Discussion(label, "Roles", Discussed.DROPPED, ()) for label in ("Q1", ""))
    phase = PhaseReport("Morning", False, (), (), (), (), boxes, None)
    headings = [block for block in phase_section(phase, part="phase_1") if isinstance(block, Heading)]
    assert [words(each.inlines) for each in headings] == ["Morning", "What was said", "Q1 Roles", "Roles"]


def test_a_report_says_for_other_programs_who_made_it_about_what_and_when() -> None:
    """The rapporteur, else the facilitator; the event; the moment of a provisional report, else the day."""
    room = played_day()
    report = replace(compose(room.session, room.reading), event="Conference", facilitator="Bo", as_of=None)
    for rapporteur, author in (("Ana\nLopez", "Ana / Lopez"), ("", "Bo")):
        found = document_of(replace(report, rapporteur=rapporteur), tool="x 1").properties
        assert (found.author, found.subject, found.created, found.tool) == (
            author, "Conference", report.held_on, "x 1",
        )  # fmt: skip
    assert document_of(replace(report, as_of=AT)).properties.created == AT


def test_event_room_and_day_stand_out_below_the_title() -> None:
    """What follows them is plain text."""
    place, staff = (block.style for block in blocks_of_day()[:2] if isinstance(block, Paragraph))
    assert (place, staff) == (ParagraphStyle.PLACE, ParagraphStyle.BODY)


def test_several_agreed_lists_of_a_phase_have_headings_of_their_own() -> None:
    """The first one without a number."""
    room = played_day()
    report = compose(room.session, room.reading)
    first, *others = report.phases
    twice = replace(report, phases=(replace(first, priorities=first.priorities * 2), *others))
    ids = [block.id for block in document_of(twice).blocks if isinstance(block, Heading)]
    assert [each for each in ids if each.startswith("phase_1_issues")] == [
        "phase_1_issues",
        "phase_1_issues_2",
    ]


def test_a_list_whose_items_begin_with_a_reference_is_a_list_of_statements() -> None:
    """And no other is, so that a format can put the reference where the bullet would be."""
    lists = [block for block in blocks_of_day() if isinstance(block, Items)]
    lists += [
        block
        for block in clustered([statement("C1", "law"), statement("C2", "Law"), statement("C3")], ENGLISH)
        if isinstance(block, Items)
    ]
    for items in lists:
        is_of_statements = all(
            isinstance(strong := item.inlines[0], Strong) and isinstance(strong.inlines[0], Anchor)
            for item in items.items
        )
        assert (items.style is ItemsStyle.STATEMENTS) is is_of_statements
    assert sum(items.style is ItemsStyle.STATEMENTS for items in lists) >= 9


def test_a_cluster_has_the_name_of_its_first_statement() -> None:
    """Whatever the others were typed like."""
    blocks = clustered([statement("C1", "law"), statement("C2", "Law"), statement("C3", "Law")], ENGLISH)
    assert [block.inlines for block in blocks if isinstance(block, Heading)] == [(Text("law (3)"),)]


def test_references_in_a_sentence_lead_to_their_notes() -> None:
    """Runs are shortened; what is no reference leads nowhere."""
    assert linked("P1") == (Reference("P1", (Text("P1"),)),)
    assert linked("Room 2·1/P3") == (Text("Room 2·1/P3"),)
    assert referred(("P1", "P2", "P3", "R7", "C9")) == (
        *linked("P1"), Text(" to "), *linked("P3"), Text(", "), *linked("R7"), Text(" and "), *linked("C9"),
    )  # fmt: skip


def test_parts_of_a_sentence_have_an_and_before_the_last() -> None:
    """And commas between the others."""
    one, two, three = ((Text(each),) for each in ("one", "two", "three"))
    assert sentence_of([]) == ()
    assert sentence_of([one]) == one
    assert sentence_of([one, two, three]) == (*one, Text(", "), *two, Text(" and "), *three)


def test_a_cell_of_the_chain_ends_behind_its_last_word() -> None:
    """A statement without a text is its reference; the column of texts is the widest one."""
    row = EvidenceRow((Cited("C1", ""),), (Cited("P1", "Share"),), (), ())
    _, table = evidence_section(Evidence((row,)))
    assert isinstance(table, TableBlock)
    assert table.rows == (((Strong(linked("C1")),), (Strong(linked("P1")), Text(" "), Text("Share"))),)
    _, shared = rounds_section(Rounds((Shared("P1", "Share", (1, 2), 2),), 0))
    assert isinstance(shared, TableBlock)
    assert [column.width for column in shared.columns] == [4, 1, 1]


def test_the_kinds_that_do_not_follow_are_alternatives() -> None:
    """Of those that the table has."""
    row = EvidenceRow((Cited("C1", ""),), (), (), (Cited("R1", ""),), (Cited("D1", ""),))
    *_, stopped = evidence_section(Evidence((row,), (Kind.RECOMMENDATION, Kind.DECISION), ("P3",)))
    assert isinstance(stopped, Paragraph)
    assert stopped.inlines[0] == Text("No recommendation or decision follows from ")


def test_a_report_of_few_parts_has_no_contents() -> None:
    """Before the start there is hardly anything to lead to."""
    room = Room()
    assert not any(
        isinstance(each, Contents) for each in document_of(compose(room.session, room.reading)).blocks
    )
    assert any(isinstance(each, Contents) for each in blocks_of_day())
