"""The paper: what the editor decides, and that all of it can be undone."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain import paper_commands as p
from breakout_tui.domain.errors import PaperRefused
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_outline import JoinedEntry, ParagraphEntry, StatementEntry
from breakout_tui.domain.paper_records import next_step_id
from breakout_tui.domain.paper_refusals import PaperRefusal
from breakout_tui.domain.paper_steps import StepColumn, sorted_lines, step_lines
from tests.domain.paper_desk import Desk, rooms
from tests.sampled import a_third

R1, R1_AGAIN = "Room 3·1/C1", "Room 3·2/C1"
"""Two statements of two rounds that say the same."""


def ids(*, kind: Kind = Kind.CHALLENGE) -> list[str]:
    """The ids of some statements of a kind."""
    return sorted(each.id for each in rooms().statements.values() if each.note.kind is kind)[:6]


IDS = st.sampled_from(range(6)).map(lambda at: ids()[at])
WORDS = st.sampled_from(["", "One", "Two words", " spaced ", "a\nb"])
THEMES = st.sampled_from(["governance", "services", "openness", "nothing"])
COMMANDS = st.one_of(
    st.builds(p.NameThePaper, WORDS, WORDS),
    st.builds(p.SetHeadline, THEMES, WORDS),
    st.builds(p.OrderThemes, st.lists(THEMES, max_size=3).map(tuple)),
    st.builds(p.OrderStatements, THEMES, st.just(Kind.CHALLENGE), st.lists(IDS, max_size=4).map(tuple)),
    st.builds(p.LeaveOut, IDS, WORDS),
    st.builds(p.TakeIn, IDS),
    st.builds(p.EditWording, IDS, WORDS),
    st.builds(p.WriteParagraph, THEMES, st.just(Kind.CHALLENGE), WORDS, IDS),
    st.builds(p.JoinStatements, st.lists(IDS, max_size=4).map(tuple), WORDS),
    st.builds(p.MarkNotTheSame, IDS, IDS),
    st.builds(p.SetNextStep, WORDS, WORDS, WORDS),
    st.builds(p.SetNextStep, WORDS, WORDS, WORDS, IDS.map(next_step_id)),
    st.builds(p.RemoveNextStep, IDS.map(next_step_id)),
    st.builds(p.ConfirmDifference, IDS, st.booleans()),
)
"""Any command about the statements of ``ids``."""


def tried(desk: Desk, commands: list[p.PaperCommand]) -> None:
    """Carry out those that are allowed."""
    for command in commands:
        with suppress(PaperRefused):
            desk.do(command)


@settings(max_examples=a_third(40))
@given(st.lists(COMMANDS, max_size=8))
def test_everything_can_be_undone_and_redone(commands: list[p.PaperCommand]) -> None:
    """Rule: undoing all steps gives the paper without decisions, redoing them what it was; and it is stored so."""
    desk = Desk()
    empty = desk.outline
    tried(desk, commands)
    edited = desk.outline
    assert Paper.of(desk.paper.id, desk.stored.values()) == desk.paper
    steps = 0
    while desk.paper.undoable is not None:
        desk.do(p.UndoEdit())
        steps += 1
    assert desk.outline == empty
    for _ in range(steps):
        desk.do(p.RedoEdit())
    assert desk.outline == edited
    assert Paper.of(desk.paper.id, desk.stored.values()) == desk.paper


@settings(max_examples=a_third(40))
@given(st.lists(COMMANDS, max_size=8))
def test_every_statement_is_in_the_paper_once_or_left_out(commands: list[p.PaperCommand]) -> None:
    """Rule: whatever the editor does, no statement of the chain is lost, and none comes twice."""
    desk = Desk()
    tried(desk, commands)
    found = [
        entry.id for part in desk.outline.parts for section in part.sections for entry in section.statements()
    ]
    found += [entry.id for part in desk.outline.parts for entry in part.left_out]
    expected = [each.id for each in desk.rooms.statements.values() if each.note.kind is not Kind.PARKED]
    assert sorted(found) == sorted(expected)


def test_nothing_to_undo_is_refused() -> None:
    """Rule: an empty paper has no step."""
    assert Desk().refusal(p.UndoEdit()) is PaperRefusal.NOTHING_TO_UNDO
    assert Desk().refusal(p.RedoEdit()) is PaperRefusal.NOTHING_TO_REDO


def test_a_new_edit_ends_what_could_be_redone() -> None:
    """Rule: as in the room."""
    desk = Desk()
    desk.do(p.SetHeadline("governance", "One"))
    desk.do(p.UndoEdit())
    desk.do(p.SetHeadline("governance", "Two"))
    assert desk.refusal(p.RedoEdit()) is PaperRefusal.NOTHING_TO_REDO


def test_a_statement_is_left_out_with_a_reason_and_taken_in_again() -> None:
    """Rule: the annex prints the reason, so there is one."""
    desk = Desk()
    assert desk.refusal(p.LeaveOut(desk.id(R1), " ")) is PaperRefusal.NO_REASON
    desk.do(p.LeaveOut(desk.id(R1), "Said twice"))
    assert [(entry.id, entry.left_out) for entry in desk.part("services").left_out] == [
        (desk.id(R1), "Said twice")
    ]
    desk.do(p.TakeIn(desk.id(R1)))
    assert desk.part("services").left_out == ()
    assert desk.refusal(p.TakeIn(desk.id(R1))) is PaperRefusal.NOT_LEFT_OUT


def test_an_edited_wording_keeps_that_of_the_room_beside_it() -> None:
    """Rule: nothing that a room said is changed; its own words take the edit back."""
    desk = Desk()
    said = desk.rooms.statements[desk.id(R1)].note.text
    desk.do(p.EditWording(desk.id(R1), "People can't find their file"))
    entry = next(desk.part("services").section(Kind.CHALLENGE).statements())
    assert (entry.text, entry.said.note.text, entry.is_edited) == ("People can't find their file", said, True)
    desk.do(p.EditWording(desk.id(R1), said))
    assert not next(desk.part("services").section(Kind.CHALLENGE).statements()).is_edited


def test_statements_come_in_the_order_of_the_editor() -> None:
    """Rule: those that it does not name follow in the order of the rooms."""
    desk = Desk()
    section = desk.part("services").section(Kind.CHALLENGE)
    before = [entry.id for entry in section.entries]
    desk.do(p.OrderStatements("services", Kind.CHALLENGE, (before[3], before[1])))
    after = [entry.id for entry in desk.part("services").section(Kind.CHALLENGE).entries]
    assert after == [before[3], before[1], before[0], before[2], *before[4:]]


def test_themes_come_in_the_order_of_the_editor() -> None:
    """Rule: by title until then."""
    desk = Desk()
    assert [part.theme.id for part in desk.outline.parts] == ["governance", "openness", "services"]
    desk.do(p.OrderThemes(("services",)))
    assert [part.theme.id for part in desk.outline.parts] == ["services", "governance", "openness"]
    assert desk.refusal(p.OrderThemes(("none",))) is PaperRefusal.NO_SUCH_THEME


def test_a_paragraph_stands_before_its_statement_and_outlives_it() -> None:
    """Rule: the editor's text stays, at the end, where the statement it stood before is gone."""
    desk = Desk()
    second = desk.part("services").section(Kind.CHALLENGE).entries[1].id
    desk.do(p.WriteParagraph("services", Kind.CHALLENGE, "Waiting is the second.", second))
    entries = desk.part("services").section(Kind.CHALLENGE).entries
    assert isinstance(entries[1], ParagraphEntry)
    assert entries[2].id == second
    desk.do(p.LeaveOut(second, "Merged"))
    last = desk.part("services").section(Kind.CHALLENGE).entries[-1]
    assert isinstance(last, ParagraphEntry)
    desk.do(p.EditParagraph(last.id, ""))
    assert last not in desk.part("services").section(Kind.CHALLENGE).entries


def test_joined_statements_stand_below_one_heading() -> None:
    """Rule: both stay, and the extent says in how many rooms it was raised."""
    desk = Desk()
    joined = desk.join(R1, R1_AGAIN, heading="People can't find their file")
    entry = desk.part("services").section(Kind.CHALLENGE).entries[0]
    assert isinstance(entry, JoinedEntry)
    assert (entry.id, entry.heading, entry.is_worded) == (joined, "People can't find their file", True)
    assert [member.said.reference for member in entry.members] == [R1, R1_AGAIN]
    assert (entry.extent.count, entry.extent.of, entry.extent.are_rooms) == (2, 4, False)


def test_a_joined_statement_over_two_themes_stands_in_both_with_its_own() -> None:
    """Rule: a theme has all that was said on it; the extent counts all."""
    desk = Desk()
    desk.join("Room 1·1/C1", "Room 5·1/C2", heading="Budgets")
    for theme, reference in (("governance", "Room 1·1/C1"), ("openness", "Room 5·1/C2")):
        entries = desk.part(theme).section(Kind.CHALLENGE).entries
        (joined,) = [entry for entry in entries if isinstance(entry, JoinedEntry)]
        assert [member.said.reference for member in joined.members] == [reference]
        assert len(joined.everyone) == joined.extent.count == 2


def test_joining_a_joined_statement_makes_one_group() -> None:
    """Rule: a statement is in one group only."""
    desk = Desk()
    joined = desk.join(R1, R1_AGAIN, heading="Files")
    other = desk.join("Room 4·1/C1", "Room 4·2/C1")
    assert joined != other
    assert desk.join(R1_AGAIN, "Room 4·2/C1") == joined
    assert [len(each.members) for each in desk.paper.joined()] == [4]
    assert desk.paper.joined()[0].heading == "Files"


def test_a_joined_statement_can_be_split_again_and_its_lineage_stays() -> None:
    """Rule: all of it, or one member; what is left of two is no group. The record stays, marked as deleted."""
    desk = Desk()
    joined = desk.join(R1, R1_AGAIN, "Room 3·1/C2")
    desk.do(p.SplitJoined(joined, desk.id("Room 3·1/C2")))
    assert len(desk.paper.joined()[0].members) == 2
    desk.do(p.SplitJoined(joined, desk.id(R1)))
    assert desk.paper.joined() == ()
    assert desk.paper.entries[joined].deleted
    assert all(
        isinstance(each, StatementEntry) for each in desk.part("services").section(Kind.CHALLENGE).entries
    )


def test_only_statements_of_one_kind_can_be_joined() -> None:
    """Rule: a challenge is no recommendation."""
    desk = Desk()
    pair = (desk.id(R1), desk.id("Room 3·1/R1"))
    assert desk.refusal(p.JoinStatements(pair)) is PaperRefusal.OF_TWO_KINDS
    assert desk.refusal(p.JoinStatements((desk.id(R1),) * 2)) is PaperRefusal.FEWER_THAN_TWO
    assert desk.refusal(p.JoinStatements((desk.id(R1), "?"))) is PaperRefusal.NO_SUCH_STATEMENT


def test_two_statements_stay_apart_for_good_until_they_are_joined() -> None:
    """Rule: whichever is named first."""
    desk = Desk()
    desk.do(p.MarkNotTheSame(desk.id(R1_AGAIN), desk.id(R1)))
    assert desk.paper.are_apart(desk.id(R1), desk.id(R1_AGAIN))
    desk.join(R1, R1_AGAIN)
    assert not desk.paper.are_apart(desk.id(R1), desk.id(R1_AGAIN))
    assert desk.refusal(p.MarkNotTheSame("a", "a")) is PaperRefusal.SAME_STATEMENT


def test_next_steps_are_those_of_recommendations_and_of_the_editor() -> None:
    """Rule: a recommendation that says who or by when has a line; the editor changes it, leaves it out, or adds one."""
    desk = Desk()
    first = next_step_id(desk.id("Room 1·1/R1"))
    before = step_lines(desk.outline, desk.paper)
    desk.do(p.SetNextStep("Fund it", "Treasury", "2028", first))
    desk.do(p.SetNextStep("Print the paper", "Secretariat", "May 2027"))
    desk.do(p.RemoveNextStep(next_step_id(desk.id("Room 1·1/R2"))))
    lines = step_lines(desk.outline, desk.paper)
    assert len(lines) == len(before)
    assert (lines[0].what, lines[0].who, lines[0].place) == ("Fund it", "Treasury", "Room 1·1")
    assert (lines[-1].what, lines[-1].place) == ("Print the paper", "")
    desk.do(p.RemoveNextStep(lines[-1].id))
    assert "Print the paper" not in [line.what for line in step_lines(desk.outline, desk.paper)]


@pytest.mark.parametrize("column", StepColumn)
def test_next_steps_can_be_sorted_by_every_column(column: StepColumn) -> None:
    """Rule: no line is lost; those without a value come last."""
    desk = Desk()
    lines = step_lines(desk.outline, desk.paper)
    found = sorted_lines(lines, column)
    assert sorted(line.id for line in found) == sorted(line.id for line in lines)
    if column is StepColumn.DUE:
        dates = [line.due_on for line in found if line.due_on]
        assert dates == sorted(dates)
        assert found[-1].due == ""
