"""What an edited Word file of the paper proposes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain import paper_commands as p
from breakout_tui.domain.conference import conference
from breakout_tui.domain.edited_document import text_key, text_keys
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.paper_proposals import ProposalSort
from tests.domain.paper_desk import Desk, rooms
from tests.fictional_conference import EVENT
from tests.report.edited_paper import edited_paper
from tests.report.other_programs import libreoffice, saved_by_office
from tests.report.read_back_desk import proposed, replaced, sent, with_body
from tests.report.word_edits import (
    before_the_statement,
    commented,
    paragraph,
    with_the_next,
    without_paragraph,
)
from tests.sampled import a_third

PLACES = ("Room 1·1", "Room 3·1", "Room 4·1")
SMALL = conference(EVENT, (each for each in rooms().sessions if rooms().places[each.id] in PLACES))
STATEMENTS = [said.id for said in SMALL.statements.values() if said.note.kind is not Kind.PARKED]
TEXTS = st.text(min_size=1, max_size=60).filter(text_key)
THEMES = st.sampled_from([theme.id for theme in SMALL.themes])
COMMANDS = st.one_of(
    st.builds(p.NameThePaper, TEXTS, TEXTS),
    st.builds(p.SetHeadline, THEMES, TEXTS),
    st.builds(p.EditWording, st.sampled_from(STATEMENTS), TEXTS),
    st.builds(p.LeaveOut, st.sampled_from(STATEMENTS), TEXTS),
    st.builds(p.WriteParagraph, THEMES, st.sampled_from([Kind.CHALLENGE, Kind.APPROACH]), TEXTS),
)
GROUPS = [
    ("Room 1·1/C1", "Room 3·1/C1", "Room 4·1/C2"),
    ("Room 3·1/R2", "Room 4·1/R1"),
    ("Room 3·1/A1", "Room 4·1/A1"),
    ("Room 1·1/P1", "Room 3·1/P1"),
]


@st.composite
def desks(draw: st.DrawFn) -> Desk:
    """Papers as editors leave them."""
    desk = Desk(SMALL)
    for command in draw(st.lists(COMMANDS, max_size=6)):
        desk.do(command)
    for group in draw(st.lists(st.sampled_from(GROUPS), max_size=2)):
        desk.join(*group, heading=draw(TEXTS | st.just("")))
    return desk


@given(desks(), st.booleans())
@settings(max_examples=a_third(20))
def test_a_file_that_nobody_edited_proposes_nothing(desk: Desk, is_short: bool) -> None:
    """Rule: for any paper, the whole one or its key conclusions."""
    assert proposed(desk, sent(desk, is_short=is_short)) == ()


@given(desks(), st.sampled_from(STATEMENTS), TEXTS)
@settings(max_examples=a_third(20))
def test_a_changed_statement_is_one_proposal_and_none_once_it_is_accepted(
    desk: Desk, note_id: str, text: str
) -> None:
    """Rule: for any words, wherever the statement stands; undoing it offers it again."""
    before = desk.paper
    known = text_keys(desk.rooms.statements[note_id].note.text)
    if (wording := before.wording(note_id)) is not None:
        known |= text_keys(wording.text)
    desk.do(p.EditWording(note_id, text))
    data = sent(desk)
    desk.paper = before
    found = proposed(desk, data)
    if text_key(text) in known:
        assert found == ()
        return
    (one,) = found
    assert (one.sort, one.note_id) == (ProposalSort.CHANGED, note_id)
    assert text_key(one.proposed) in text_keys(text)
    assert one.command == p.EditWording(note_id, one.proposed)
    desk.do(one.command)
    assert proposed(desk, data) == ()
    desk.do(p.UndoEdit())
    assert proposed(desk, data) == (one,)


@given(desks(), st.sampled_from(STATEMENTS), TEXTS)
@settings(max_examples=10)
def test_what_the_editor_changes_after_sending_the_file_is_not_offered_to_be_undone(
    desk: Desk, note_id: str, text: str
) -> None:
    """Rule: the file says what the paper said before."""
    data = sent(desk)
    desk.do(p.EditWording(note_id, text))
    desk.do(p.SetHeadline("services", text))
    desk.do(p.NameThePaper(text, text))
    desk.do(p.WriteParagraph("services", Kind.CHALLENGE, text))
    for joined in desk.paper.joined():
        desk.do(p.SplitJoined(joined.id))
    desk.join("Room 1·1/P1", "Room 4·1/P1", heading=text)
    assert proposed(desk, data) == ()


@pytest.mark.parametrize(
    ("before", "after", "sort", "subject"),
    [
        ("Keeping records together", "Keeping archives together", ProposalSort.CHANGED, "Title"),
        ("This is what they agreed on.", "This is agreed.", ProposalSort.CHANGED, "Opening"),
        ("One front door", "One door", ProposalSort.CHANGED, "Headline · Services for citizens"),
        (
            "Budgets in silos block what is shared",
            "Silos block what is shared",
            ProposalSort.CHANGED,
            "Heading of Room 1·1/C1 and others",
        ),
        (
            "One request form for all archives",
            "One form",
            ProposalSort.CHANGED,
            "Heading of Room 3·1/A1 and others",
        ),
        (
            "Three of four rooms put the budget first.",
            "Most rooms put the budget first.",
            ProposalSort.CHANGED,
            "Paragraph · Principles · Governance of shared records",
        ),
    ],
)
def test_each_text_of_the_editor_can_be_changed_in_the_file(
    before: str, after: str, sort: ProposalSort, subject: str
) -> None:
    """Rule: one proposal each, however often the text stands in the paper; nothing once it is accepted."""
    desk = edited_paper()
    data = replaced(sent(desk), before, after)
    (one,) = proposed(desk, data)
    assert (one.sort, one.subject) == (sort, subject)
    assert before in one.now
    assert after in one.proposed
    assert one.command is not None
    desk.do(one.command)
    assert proposed(desk, data) == ()


def test_a_new_paragraph_is_proposed_where_it_stands() -> None:
    """Rule: before the statement that follows it, or at the end of the section."""
    desk = edited_paper()
    said = next(each for each in rooms().statements.values() if each.reference == "Room 2·1/P1")
    words = said.note.text
    data = with_body(sent(desk), lambda xml: before_the_statement(xml, words, paragraph("We saw this too.")))
    (one,) = proposed(desk, data)
    assert one.sort is ProposalSort.NEW
    assert one.command == p.WriteParagraph("governance", Kind.PRINCIPLE, "We saw this too.", said.id)
    desk.do(one.command)
    assert proposed(desk, data) == ()
    desk.do(p.UndoEdit())
    assert proposed(desk, data) == (one,)


def test_a_paragraph_that_is_not_in_the_file_is_proposed_to_be_taken_out() -> None:
    """Rule: unless it was written after the file."""
    desk = edited_paper()
    words = "Three of four rooms put the budget first."
    data = with_body(sent(desk), lambda xml: without_paragraph(xml, words))
    (one,) = proposed(desk, data)
    assert (one.sort, one.now, one.proposed) == (ProposalSort.TAKEN_OUT, words, "")
    assert one.command is not None
    desk.do(one.command)
    assert proposed(desk, data) == ()


def test_a_statement_that_is_not_in_the_file_is_told_and_not_taken_out() -> None:
    """Rule: leaving out needs a reason."""
    desk = edited_paper()
    words = rooms().statements[desk.id("Room 4·1/C2")].note.text
    data = with_body(sent(desk), lambda xml: without_paragraph(xml, words))
    (one,) = proposed(desk, data)
    assert (one.sort, one.subject, one.command) == (ProposalSort.MISSING, "Room 4·1/C2", None)
    desk.do(p.LeaveOut(one.note_id, "The secretariat took it out"))
    assert proposed(desk, data) == ()


def test_a_statement_that_is_left_out_or_taken_in_later_is_not_missing() -> None:
    """Rule: the file can't have what was taken in after it was written, nor a session that came later."""
    desk = edited_paper()
    note_id = desk.id("Room 4·1/C2")
    desk.do(p.LeaveOut(note_id, "Twice"))
    data = sent(desk)
    desk.do(p.TakeIn(note_id))
    assert proposed(desk, data) == ()


def test_another_text_in_a_theme_is_told_for_the_editor_to_place() -> None:
    """Rule: an item that no room said, and a detail that the room decides, have no command."""
    desk = edited_paper()
    words = rooms().statements[desk.id("Room 4·1/C2")].note.text
    item = paragraph("Nobody said this", "ListBullet")
    data = with_body(sent(desk), lambda xml: before_the_statement(xml, words, item))
    (one,) = proposed(desk, data)
    assert (one.sort, one.proposed, one.command) == (ProposalSort.OTHER, "Nobody said this", None)
    assert (one.theme_id, one.kind) == ("services", Kind.CHALLENGE)


def test_a_heading_that_was_changed_does_not_hide_the_section() -> None:
    """Rule: then the statements below it say which theme and section it is."""
    desk = edited_paper()
    data = replaced(sent(desk), "Governance of shared records", "Governing records")
    data = replaced(data, "Principles", "What we hold on to")
    words = "Three of four rooms put the budget first."
    (one,) = proposed(desk, replaced(data, words, "Money first."))
    assert one.command is not None
    assert isinstance(one.command, p.EditParagraph)


def test_equal_proposals_are_one_and_different_ones_are_each_offered() -> None:
    """Rule: a statement of the key conclusions that was changed in one place only, or otherwise in another."""
    desk = edited_paper()
    words = "Publish one register of mandates"
    data = with_body(
        sent(desk),
        lambda xml: xml.replace(f">{words}<", ">Publish a register<", 1).replace(
            f">{words}<", ">One register<"
        ),
    )
    first, second = proposed(desk, data)
    assert {first.proposed, second.proposed} == {"Publish a register", "One register"}
    assert first.command is not None
    desk.do(first.command)
    assert [each.proposed for each in proposed(desk, data)] == ["One register"]


def test_two_statements_in_one_paragraph_are_still_two() -> None:
    """Rule: each has the words before its note mark, also when the end of the paragraph between them was deleted."""
    desk = edited_paper()
    first, second = (desk.rooms.statements[desk.id(f"Room 2·{number}/P1")] for number in (1, 2))
    data = with_the_next(sent(desk), first.note.text)
    assert proposed(desk, data) == ()
    (found,) = proposed(desk, replaced(data, second.note.text, "Other words"))
    assert (found.note_id, found.proposed) == (second.id, "Other words")


def test_words_behind_a_note_mark_belong_to_its_statement() -> None:
    """Rule: nobody types before the small number at the end of a sentence."""
    desk = edited_paper()
    one = desk.rooms.statements[desk.id("Room 4·1/C2")]
    text = one.note.text
    data = with_body(
        sent(desk),
        lambda xml: re.sub(
            rf"(>{re.escape(text)}</w:t></w:r>.*?<w:footnoteReference[^>]*/></w:r>)",
            r"\1<w:r><w:t>, they said</w:t></w:r>",
            xml,
            flags=re.DOTALL,
        ),
    )
    (found,) = proposed(desk, data)
    assert (found.note_id, found.proposed) == (one.id, f"{text}, they said")


@libreoffice
def test_a_file_that_libreoffice_saved_proposes_the_same(tmp_path: Path) -> None:
    """Rule: whatever names and numbers another program gives to styles, bookmarks and footnotes."""
    desk = edited_paper()
    data = replaced(sent(desk), "One front door", "One door")
    data = replaced(data, "Three of four rooms put the budget first.", "Money first.")
    data = commented(replaced(data, "Formulare gibt es nur auf Papier", "Online"), "Online", "Ada", "Sure?")
    (tmp_path / "edited.docx").write_bytes(data)
    found = proposed(desk, saved_by_office(tmp_path / "edited.docx", "docx").read_bytes())
    assert found == proposed(desk, data)
    assert len(found) == 3
    assert [comment.text for each in found for comment in each.comments] == ["Sure?"]


def test_a_heading_that_follows_a_statement_of_several_lines_is_no_proposal_of_its_own() -> None:
    """Rule: without words of its own, it is the first statement below it, on one line."""
    desk = Desk(SMALL)
    desk.join("Room 3·1/R2", "Room 4·1/R1")
    before = desk.paper
    desk.do(p.EditWording(desk.id("Room 3·1/R2"), "Answer\nin ten days"))
    data = sent(desk)
    desk.paper = before
    assert [one.subject for one in proposed(desk, data)] == ["Room 3·1/R2"]
