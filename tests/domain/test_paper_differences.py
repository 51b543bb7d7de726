"""Differences: a room that is gathered again with changes, and what the editor had decided before."""

from __future__ import annotations

import pytest

from breakout_tui.domain import paper_commands as p
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.paper_differences import differences
from breakout_tui.domain.paper_records import next_step_id
from breakout_tui.domain.paper_refusals import PaperRefusal
from breakout_tui.domain.paper_steps import step_lines
from tests.domain.paper_desk import Desk

C1, C1_AGAIN, R1 = "Room 3·1/C1", "Room 3·2/C1", "Room 1·1/R1"


def edited() -> Desk:
    """An editor who put a statement into other words before its room changed it."""
    desk = Desk()
    desk.do(p.EditWording(desk.id(C1), "Files can't be found"))
    desk.room_says(C1, "People never find their file")
    return desk


def test_a_change_of_the_room_waits_and_the_edit_stays() -> None:
    """Rule: nothing of the editor's is changed; the difference names what was said, and what is."""
    desk = edited()
    (found,) = differences(desk.rooms, desk.paper)
    assert (found.note_id, found.before, found.now) == (
        desk.id(C1), "People don't find out which office keeps their file", "People never find their file",
    )  # fmt: skip
    assert next(desk.part("services").section(Kind.CHALLENGE).statements()).text == "Files can't be found"


@pytest.mark.parametrize(
    ("keeps", "text"), [(True, "Files can't be found"), (False, "People never find their file")]
)
def test_a_difference_is_settled_statement_by_statement(keeps: bool, text: str) -> None:
    """Rule: the editor keeps the edit for the new words, or takes these; then the difference is gone."""
    desk = edited()
    desk.do(p.ConfirmDifference(desk.id(C1), keeps))
    assert next(desk.part("services").section(Kind.CHALLENGE).statements()).text == text
    assert differences(desk.rooms, desk.paper) == ()
    assert desk.refusal(p.ConfirmDifference(desk.id(C1), keeps)) is PaperRefusal.NO_DIFFERENCE
    desk.do(p.UndoEdit())
    assert len(differences(desk.rooms, desk.paper)) == 1


def test_every_decision_on_a_statement_can_differ() -> None:
    """Rule: a joined statement, one that is left out, and a next step too."""
    desk = Desk()
    desk.join(C1, C1_AGAIN)
    desk.do(p.LeaveOut(desk.id("Room 3·1/C2"), "Not ours"))
    desk.do(p.SetNextStep("Fund it", step_id=next_step_id(desk.id(R1))))
    for reference in (C1, "Room 3·1/C2", R1):
        desk.room_says(reference, "Something else")
    found = differences(desk.rooms, desk.paper)
    assert {each.note_id for each in found} == {desk.id(C1), desk.id("Room 3·1/C2"), desk.id(R1)}
    for each in found:
        desk.do(p.ConfirmDifference(each.note_id, keeps=True))
    assert differences(desk.rooms, desk.paper) == ()
    assert len(desk.paper.joined()[0].members) == 2
    assert step_lines(desk.outline, desk.paper)[0].what == "Fund it"


def test_a_statement_that_the_room_deleted_leaves_a_difference() -> None:
    """Rule: a member that is gone leaves its group when the editor has seen it."""
    desk = Desk()
    desk.join(C1, C1_AGAIN)
    desk.room_deletes(C1)
    (found,) = differences(desk.rooms, desk.paper)
    assert found.now is None
    desk.do(p.ConfirmDifference(found.note_id, keeps=True))
    assert desk.paper.joined() == ()


def test_a_change_of_an_untouched_statement_just_appears() -> None:
    """Rule: only decisions are asked about."""
    desk = Desk()
    desk.room_says(C1, "People never find their file")
    assert differences(desk.rooms, desk.paper) == ()
    assert (
        next(desk.part("services").section(Kind.CHALLENGE).statements()).text
        == "People never find their file"
    )
