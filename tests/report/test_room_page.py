"""The page for each room's rapporteur, and what it proposes when it comes back."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings

from breakout_tui.domain import paper_commands as p
from breakout_tui.domain.paper_proposals import ProposalSort
from breakout_tui.domain.room_questions import room_questions
from breakout_tui.report.room_page import room_page
from breakout_tui.report.writers.docx import render_docx
from tests.domain.paper_desk import Desk
from tests.fictional_conference import COUNTRIES, PEOPLE
from tests.report.edited_paper import edited_paper
from tests.report.names import found_in
from tests.report.read_back_desk import proposed, replaced, sent
from tests.report.test_paper_read_back import desks


def page(desk: Desk, room: str) -> bytes:
    """The page of a room, as a Word file."""
    questions = room_questions(desk.rooms, desk.outline)[room]
    return render_docx(room_page(desk.rooms, desk.paper, room, questions))


def filled(data: bytes, answers: dict[str, str], column: int = 3) -> bytes:
    """The page with these words beside the statements of these references."""
    document = docx.Document(BytesIO(data))
    rows = {row.cells[0].text: row for row in document.tables[0].rows}
    for reference, text in answers.items():
        rows[reference].cells[column].text = text
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def asked(desk: Desk) -> dict[str, dict[str, str]]:
    """What each room is asked, by reference."""
    return {
        room: {each.said.reference: each.paper for each in questions}
        for room, questions in room_questions(desk.rooms, desk.outline).items()
    }


def test_each_room_is_asked_about_what_was_made_of_its_statements() -> None:
    """Rule: other words, what was joined with its heading and extent, and what was left out with the reason; nothing else."""
    found = asked(edited_paper())
    joined = "Joined below “Budgets in silos block what is shared” (raised in 3 of 4 sessions)"
    assert found["Room 1"] == {
        "Room 1·1/C1": joined,
        "Room 1·2/C1": joined,
        "Room 1·1/R2": "Give the national archive a seat and a vote in the governance board",
    }
    assert found["Room 2"] == {"Room 2·1/C2": joined, "Room 2·2/C1": "Left out: The same as in round 1"}
    assert found["Room 5"] == found["Room 6"] == {}
    assert list(found) == ["Room 1", "Room 2", "Room 3", "Room 4", "Room 5", "Room 6"]


def test_what_is_both_joined_and_edited_says_both() -> None:
    """Rule: one row."""
    desk = edited_paper()
    desk.do(p.EditWording(desk.id("Room 2·1/C2"), "Silos"))
    assert asked(desk)["Room 2"]["Room 2·1/C2"].startswith("Silos · Joined below “")


@given(desks())
@settings(max_examples=10)
def test_a_page_without_answers_proposes_nothing(desk: Desk) -> None:
    """Rule: for any paper and room."""
    for room, questions in room_questions(desk.rooms, desk.outline).items():
        if questions:
            assert proposed(desk, page(desk, room)) == ()


@pytest.mark.parametrize("accepts", ["accept", "Accepted.", " OK ", "yes"])
def test_what_a_room_accepts_is_counted(accepts: str) -> None:
    """Rule: of all that it was asked."""
    desk = edited_paper()
    data = filled(page(desk, "Room 1"), {"Room 1·1/C1": accepts, "Room 1·1/R2": accepts})
    (one,) = proposed(desk, data)
    assert (one.sort, one.subject, one.now) == (ProposalSort.ACCEPTED, "Room 1", "2 of 3 statements")


def test_the_pages_of_several_rooms_are_read_together() -> None:
    """Rule: each room has its count, beside what an edited paper proposes."""
    desk = edited_paper()
    pages = [
        filled(page(desk, "Room 1"), {"Room 1·1/C1": "accept"}),
        filled(page(desk, "Room 2"), {"Room 2·1/C2": "accept"}),
    ]
    found = proposed(desk, *pages, replaced(sent(desk), "One front door", "One door"))
    assert [(each.subject, each.now) for each in found] == [
        ("Room 1", "1 of 3 statements"),
        ("Room 2", "1 of 2 statements"),
        ("Headline · Services for citizens", "One front door"),
    ]


def test_any_other_answer_is_shown_with_its_statement() -> None:
    """Rule: nothing is taken over by itself, also where it begins with a yes."""
    desk = edited_paper()
    data = filled(page(desk, "Room 1"), {"Room 1·1/R2": "Yes, but a seat only"})
    (one,) = proposed(desk, data)
    assert (one.sort, one.subject, one.proposed) == (
        ProposalSort.ANSWER,
        "Room 1·1/R2",
        "Yes, but a seat only",
    )
    assert one.now == "Give the national archive a seat and a vote in the governance board"
    assert (one.note_id, one.command) == (desk.id("Room 1·1/R2"), None)


def test_words_that_the_rapporteur_changed_in_the_cell_can_be_taken() -> None:
    """Rule: as in any edited file; the answer beside them is a comment."""
    desk = edited_paper()
    data = filled(page(desk, "Room 1"), {"Room 1·1/R2": "Give the national archive a seat"}, column=2)
    (one,) = proposed(desk, data)
    assert one.command == p.EditWording(desk.id("Room 1·1/R2"), "Give the national archive a seat")
    desk.do(one.command)
    assert proposed(desk, data) == ()


def test_an_answer_to_words_that_the_paper_has_no_more_does_not_count() -> None:
    """Rule: it is shown that the room accepted something else; taking back the edit needs no answer."""
    desk = edited_paper()
    data = filled(page(desk, "Room 1"), {"Room 1·1/R2": "accept"})
    desk.do(p.EditWording(desk.id("Room 1·1/R2"), "A seat for the archive"))
    (one,) = proposed(desk, data)
    assert (one.sort, one.now) == (ProposalSort.ACCEPTED_BEFORE, "A seat for the archive")
    assert one.proposed == "Give the national archive a seat and a vote in the governance board"
    desk.do(p.EditWording(desk.id("Room 1·1/R2"), ""))
    assert proposed(desk, data) == ()


def test_nobody_is_named_on_a_page(tmp_path: Path) -> None:
    """Rule: whatever the rule of attribution allows: the room knows who said what."""
    desk = edited_paper()
    for room in ("Room 1", "Room 2", "Room 3", "Room 4"):
        assert found_in(page(desk, room), (*PEOPLE, *COUNTRIES), tmp_path) == set()
