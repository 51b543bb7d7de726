"""The proposals of an edited file on the editor's screen."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from breakout_tui.report.writers.docx import render_docx
from tests.domain.paper_desk import Desk
from tests.fictional_conference import note_id
from tests.report.read_back_desk import replaced, sent, with_body
from tests.report.word_edits import before_the_statement, commented, paragraph, without_paragraph
from tests.report.writers.random_documents import every_block
from tests.tui.paper_room import paper_room, rooms

BEFORE, AFTER = "Formulare gibt es nur auf Papier", "Formulare gibt es auch online"


@cache
def edited() -> bytes:
    """A file in which a statement was changed and another one taken out, with a new title and an item that no room said."""
    data = replaced(sent(Desk()), BEFORE, AFTER)
    data = replaced(data, "Archives and Open Government 2026", "Keeping records open")
    data = with_body(data, lambda xml: without_paragraph(xml, "Copies take six weeks and three visits"))
    item = paragraph("Nobody said this", "ListBullet")
    data = with_body(data, lambda xml: before_the_statement(xml, AFTER, item))
    return commented(data, AFTER, "Secretariat", "Please check.")


async def test_the_proposals_are_shown_first(tmp_path: Path) -> None:
    """Rule: what it is about, the paper's words and the file's, comments; how many there are is in the outline."""
    async with paper_room(tmp_path, edited=edited()) as seen:
        assert "Proposals 4 to decide" in seen.outline
        assert "Title · new Keeping records open" in seen.shown
        assert "Services for citizens · for you to place Nobody said this" in seen.shown
        await seen.point_at(BEFORE)
        assert seen.row == (f"Room 4·1/C2 · changed In the file {BEFORE} {AFTER} Secretariat: Please check.")
        assert seen.keys.startswith("t take it, k dismiss, Enter go there")


async def test_without_a_file_there_is_no_such_place(tmp_path: Path) -> None:
    """Rule: the outline has it only when a file came back."""
    async with paper_room(tmp_path) as seen:
        assert "Proposals" not in seen.outline


async def test_one_key_accepts_and_undo_offers_it_again(tmp_path: Path) -> None:
    """Rule: it becomes an edit like any other, and is saved; the file can be read again at any time."""
    async with paper_room(tmp_path, edited=edited()) as seen:
        await seen.point_at(BEFORE)
        await seen.press("t")
        assert "Edited Room 4·1/C2" in seen.text
        assert "Proposals 3 to decide" in seen.outline
        wording = seen.stored().wording(note_id(rooms(), "Room 4·1/C2"))
        assert wording is not None
        assert wording.text == AFTER
        await seen.press("u")
        assert "Proposals 4 to decide" in seen.outline
        await seen.press("U")
    async with paper_room(tmp_path, edited=edited()) as seen:
        assert "Proposals 4 to decide" in seen.outline  # the comment on it is still to be read
        assert f"Room 4·1/C2 · comment {AFTER} Secretariat: Please check." in seen.shown


async def test_one_key_dismisses(tmp_path: Path) -> None:
    """Rule: nothing is stored; what can't be taken over is dismissed too, and the last one leaves a line."""
    async with paper_room(tmp_path, edited=edited()) as seen:
        before = seen.stored()
        for left in ("3 to decide", "2 to decide", "1 to decide", "0"):
            await seen.press("k")
            assert f"Proposals {left}" in seen.outline
        assert "Nothing to decide" in seen.shown
        assert seen.stored() == before


async def test_enter_goes_to_what_it_is_about(tmp_path: Path) -> None:
    """Rule: a statement that the file lacks is left out there, with a reason; the title is in its place."""
    async with paper_room(tmp_path, edited=edited()) as seen:
        await seen.point_at("not in the file")
        assert seen.keys.startswith("k dismiss, Enter go there")
        await seen.press("t")
        assert "No key can take this as it is" in seen.text
        assert "Proposals 4 to decide" in seen.outline
        await seen.press("enter")
        assert "Copies take six weeks and three visits" in seen.row
        await seen.press("d")
        await seen.type("The secretariat took it out")
        assert "Proposals 3 to decide" in seen.outline
        await seen.go_to("Proposals")
        await seen.point_at("Nobody said this")
        await seen.press("enter")
        assert "Challenges Services for citizens" in seen.shown
        await seen.go_to("Proposals")
        await seen.point_at("Title")
        await seen.press("enter")
        assert seen.row.startswith("Title")


async def test_a_file_of_another_conference_is_refused(tmp_path: Path) -> None:
    """Rule: the screen says so, and what to do."""
    async with paper_room(tmp_path, edited=render_docx(every_block())) as seen:
        assert "No statement of “Archives and Open Government 2026” is in the file" in seen.text
