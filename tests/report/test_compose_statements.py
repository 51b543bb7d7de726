"""What a report takes from a note, and which boxes of a phase it prints."""

from __future__ import annotations

from dataclasses import replace

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.note_fields import FIELDS
from breakout_tui.domain.notes import Agreement, ReadBack
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.report.compose import compose
from breakout_tui.report.compose_statements import statement, statements
from breakout_tui.report.report_model import Discussed, OtherWording, PhaseReport, Statement
from tests.report.room import DETAILS, Room


def started(rule: AttributionRule = AttributionRule.COUNTRY) -> Room:
    """A room in its first minute."""
    room = Room(details=replace(DETAILS, rule=rule))
    room.do(c.Next())
    return room


def shown(room: Room, reference: str) -> Statement:
    """A note as the report shows it."""
    return statement(room.session, room.session.book[room.serial(reference)])


def test_a_statement_has_everything_of_its_note() -> None:
    """And nothing of other notes, as long as none was merged or linked."""
    room = started()
    room.say(Kind.APPROACH, "Fund", "Norway", "budget", where="Norway")
    room.do(c.ChangeKind(0, Kind.RECOMMENDATION))
    room.do(c.EditNote(0, fields={"due": "May"}))
    room.do(c.Agree(0, Agreement.CONSENSUS, "Not yet", "Japan"))
    room.do(c.MarkReadBack(0, ReadBack.AGREED), 5)
    note = room.session.book[0]
    assert shown(room, "R1") == Statement(
        Kind.RECOMMENDATION, "R1", "Fund", note.captured_at, "Norway", "budget", ("A1",), 1,
        fields=((FIELDS[0], "Norway"), (FIELDS[4], "May")), agreement=Agreement.CONSENSUS,
        minority="Not yet", dissent="Japan", read_back=ReadBack.AGREED, read_back_at=room.at,
    )  # fmt: skip


def test_a_kind_that_is_not_agreed_on_shows_no_agreement() -> None:
    """Nor whether it was read back: what it had as another kind does not count."""
    room = started()
    room.say(Kind.CHALLENGE, "Silo budgets")
    note = replace(room.session.book[0], agreement=Agreement.CONSENSUS, read_back=ReadBack.AGREED)
    seen = statement(room.session.put(note), note)
    assert (seen.agreement, seen.read_back) == (None, None)


def test_a_statement_has_all_wordings_that_were_merged_into_it() -> None:
    """Over any number of merges, in the order captured, with all they said; a deleted one is gone."""
    room = started()
    for text, who in (("one", ""), ("two", "Norway"), ("three", "Japan"), ("four", "")):
        room.say(Kind.CHALLENGE, text, who, "budget" if who else "")
    for serial, into in ((3, 2), (2, 0), (1, 0)):
        room.do(c.MergeNote(serial, into))
    book = room.session.book
    found = shown(room, "C1")
    assert [
        (each.reference, each.text, each.at, each.attribution, each.cluster) for each in found.others
    ] == [
        ("C2", "two", book[1].captured_at, "Norway", "budget"),
        ("C3", "three", book[2].captured_at, "Japan", "budget"),
        ("C4", "four", book[3].captured_at, "", ""),
    ]
    assert found.heard == 4
    room.do(c.DeleteNote(3))
    assert [each.reference for each in shown(room, "C1").others] == ["C2", "C3"]
    assert shown(room, "C1").heard == 3


def test_another_wording_keeps_its_fields_its_view_and_its_earlier_references() -> None:
    """Nothing that was said is lost by a merge."""
    room = started()
    room.say(Kind.RECOMMENDATION, "one")
    room.say(Kind.APPROACH, "two", where="Norway")
    room.do(c.ChangeKind(1, Kind.RECOMMENDATION))
    room.do(c.Agree(1, None, "Not yet"))
    room.do(c.MergeNote(1, 0))
    assert shown(room, "R1").others == (
        OtherWording(
            "R2", "two", room.session.book[1].captured_at, formerly=("A1",), fields=((FIELDS[0], "Norway"),),
            minority="Not yet",
        ),
    )  # fmt: skip


def test_an_anonymous_statement_names_nobody() -> None:
    """Neither its speaker nor a dissenter, nor the speakers of other wordings, whatever the records have."""
    room = started(AttributionRule.NONE)
    room.say(Kind.RECOMMENDATION, "one")
    room.say(Kind.RECOMMENDATION, "two")
    room.do(c.MergeNote(1, 0))
    for serial in (0, 1):
        named = replace(room.session.book[serial], attribution="Zed", dissent="Zed")
        room.session = room.session.put(named)
    found = shown(room, "R1")
    assert (found.attribution, found.dissent, [each.attribution for each in found.others]) == ("", "", [""])


def test_links_of_the_chain_are_answers_and_others_are_mentions() -> None:
    """A link counts for the later kind, its own first; within a kind and to the parking lot it is a mention."""
    room = started()
    room.say(Kind.PRINCIPLE, "P1")
    room.say(Kind.PRINCIPLE, "P2", to=("P1",))
    room.say(Kind.PARKED, "X1", to=("P2",))
    room.say(Kind.CHALLENGE, "C1", to=("P2", "X1"))
    room.say(Kind.CHALLENGE, "C2")
    room.do(c.Link(1, 4))
    room.do(c.Link(1, 2))
    found = {
        each: (shown(room, each).answers, shown(room, each).mentions) for each in ("P1", "P2", "X1", "C1")
    }
    assert found == {
        "P1": ((), ()),
        "P2": (("C2", "C1"), ("P1", "X1")),
        "X1": ((), ("P2",)),
        "C1": ((), ("X1",)),
    }


def test_a_statement_has_the_links_of_what_was_merged_into_it() -> None:
    """Also where it has none itself."""
    room = started()
    room.say(Kind.CHALLENGE, "C1")
    room.say(Kind.PRINCIPLE, "P1")
    room.say(Kind.PRINCIPLE, "P2", to=("C1",))
    room.do(c.MergeNote(2, 1))
    assert shown(room, "P1").answers == ("C1",)


def test_only_the_wording_that_was_read_is_an_earlier_one() -> None:
    """Not one that was edited before; none where the room agreed to the words."""
    room = started()
    room.say(Kind.PRINCIPLE, "first")
    room.do(c.EditNote(0, "second"), 1)
    room.do(c.MarkReadBack(0, ReadBack.AGREED), 1)
    assert shown(room, "P1").before_reading == ()
    room.do(c.EditNote(0, "third"), 1)
    room.do(c.MarkReadBack(0, ReadBack.AMENDED), 0)
    assert shown(room, "P1").before_reading == ("second",)


def test_statements_keep_the_order_given() -> None:
    """Each note once."""
    room = started()
    for text in ("one", "two"):
        room.say(Kind.CHALLENGE, text)
    notes = tuple(reversed(list(room.session.book.notes)))
    assert [each.reference for each in statements(room.session, notes)] == ["C2", "C1"]


def phases(room: Room) -> dict[str, PhaseReport]:
    """The phases of the report by title."""
    return {phase.title: phase for phase in compose(room.session, room.reading).phases}


def boxes(room: Room, phase: str = "Morning") -> list[tuple[str, str, Discussed]]:
    """The boxes that the report prints for a phase."""
    return [(each.label, each.title, each.state) for each in phases(room)[phase].discussions]


def test_a_phase_is_in_the_report_once_it_was_started_or_has_notes() -> None:
    """Notes can be taken in a box before the phase begins."""
    room = Room()
    assert phases(room) == {}
    room.do(c.Capture("early", Kind.CHALLENGE, box_id=room.session.boxes[1].id))
    assert [(title, phase.timing) for title, phase in phases(room).items()] == [("Morning", None)]
    assert boxes(room) == [("Q1", room.session.boxes[1].title, Discussed.HELD)]
    for command in (c.Next(), c.EndPhase()):
        room.do(command, 5)
    assert list(phases(room)) == ["Morning"]
    room.do(c.Next(), 5)
    assert list(phases(room)) == ["Morning", "Afternoon"]


def test_a_box_is_printed_once_the_room_was_in_it() -> None:
    """What is ahead is not missing; a break or an opening is printed only for its notes."""
    room = started()
    assert boxes(room) == []
    room.do(c.Next(), 10)
    titles = [box.title for box in room.session.boxes]
    assert boxes(room) == [("Q1", titles[1], Discussed.HELD)]
    room.do(c.Capture("in the opening", Kind.CHALLENGE, box_id=room.session.boxes[0].id))
    assert boxes(room) == [("", titles[0], Discussed.HELD), ("Q1", titles[1], Discussed.HELD)]
    room.do(c.DropBox(room.session.boxes[2].id))
    room.do(c.EndPhase(), 10)
    assert boxes(room)[1:] == [
        ("Q1", titles[1], Discussed.HELD),
        ("Q2", titles[2], Discussed.DROPPED),
        ("Q3", titles[3], Discussed.NOT_REACHED),
        ("", "Principles", Discussed.NOT_REACHED),
    ]


@pytest.mark.parametrize("kind", [Kind.CHALLENGE, Kind.PRINCIPLE])
def test_a_box_that_was_dropped_is_held_if_it_has_notes(kind: Kind) -> None:
    """Statements or outputs."""
    room = started()
    room.do(c.Capture("early", kind, box_id=room.session.boxes[2].id))
    room.do(c.DropBox(room.session.boxes[2].id))
    assert [state for label, _, state in boxes(room) if label == "Q2"] == [Discussed.HELD]


def test_the_lists_of_a_phase_are_only_in_that_phase() -> None:
    """The ranking in the morning, the issues given to the group in the afternoon."""
    room = started()
    room.say(Kind.CHALLENGE, "one")
    room.do(c.SetTally("C1", 3))
    for command in (c.EndPhase(), c.Next()):
        room.do(command, 5)
    theme = replace(room.session.theme, priorities=("Budgets",))
    info = room.session.info
    room.session = room.session.put(replace(info, programme=replace(info.programme, themes=(theme,))))
    found = phases(room)
    assert [bool(each.priorities) for each in found.values()] == [True, False]
    assert [each.given for each in found.values()] == [(), ("Budgets",)]
    assert [each.was_read for each in found.values()] == [True, False]
    assert [each.timing is not None for each in found.values()] == [True, True]
    assert [each.title for each in found.values()] == [
        room.session.info.programme.phase(phase).title for phase in ("morning", "afternoon")
    ]
