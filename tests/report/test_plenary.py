"""The plenary form of the paper: every session once, in running order, with the report-back that its room has."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from io import BytesIO
from itertools import accumulate
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain import paper_commands as p
from breakout_tui.domain.conference import Conference, conference
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_form import PaperForm
from breakout_tui.domain.paper_outline import outline
from breakout_tui.domain.records import MOST_MINUTES, ReportBack
from breakout_tui.report.compose_spoken import compose_spoken
from breakout_tui.report.document import Document, Heading, PageBreak, anchors, lines
from breakout_tui.report.formats import written
from breakout_tui.report.inlines import Reference, each_inline, words
from breakout_tui.report.paper_forms import document_in_form
from breakout_tui.report.plenary import NOTHING, ROWS_A_SLIDE, plenary_document
from breakout_tui.report.running_order import DRAFT, NO_REPORT_BACK, Slot, running_order
from breakout_tui.report.writers.markdown import SLIDE_BREAK, write_markdown
from tests.domain.paper_desk import Desk
from tests.fictional_conference import EVENT, fictional_conference, fictional_sessions
from tests.report.edited_paper import edited_paper
from tests.report.plenary_conference import plenary_conference
from tests.report.rendering import render_slides
from tests.report.test_golden_reports import assert_golden
from tests.sampled import a_third

NO_EDITS = Paper("paper")


def document(rooms: Conference, paper: Paper = NO_EDITS, *, is_slides: bool = True) -> Document:
    """The plenary form."""
    return plenary_document(rooms, paper, is_slides=is_slides, tool="breakout-tui 0.1")


def slots_of(rooms: Conference, paper: Paper = NO_EDITS) -> tuple[Slot, ...]:
    """The running order."""
    return running_order(rooms, outline(rooms, paper))


def slot(place: str) -> Slot:
    """One slot of the conference with report-backs of every sort."""
    return next(each for each in slots_of(plenary_conference()) if each.place == place)


def test_the_slides_read_as_shown() -> None:
    """All sorts of report-backs as slides, read by a person."""
    assert_golden("plenary_slides.md", write_markdown(document(plenary_conference())))


def test_the_pages_read_as_handed_out() -> None:
    """The same as pages, in the text of Word, HTML and PDF; read by a person."""
    assert_golden("plenary_pages.md", write_markdown(document(plenary_conference(), is_slides=False)))


def test_every_session_has_one_slot_in_the_order_of_the_paper() -> None:
    """Rule: themes as the editor ordered them, then rooms and rounds as everywhere; nothing depends on how they came in."""
    desk = Desk()
    desk.do(p.OrderThemes(("services", "governance")))
    held = list(fictional_sessions())
    random.Random(5).shuffle(held)
    places = [each.place for each in slots_of(conference(EVENT, held), desk.paper)]
    assert places == [f"Room {room}·{round_}" for room in (3, 4, 1, 2, 5, 6) for round_ in (1, 2)]


@settings(max_examples=a_third(30), deadline=None)
@given(st.lists(st.integers(1, MOST_MINUTES), min_size=12, max_size=12))
def test_each_slot_starts_when_the_one_before_it_is_over(given_minutes: list[int]) -> None:
    """Rule: times are added up from the start, and the total is their sum."""
    held = [
        session.put(ReportBack(f"{session.id}:report-back", session.id, minutes))
        for session, minutes in zip(fictional_conference().sessions, given_minutes, strict=True)
    ]
    slots = slots_of(conference(EVENT, held))
    assert [each.minutes for each in slots] == given_minutes
    assert [each.starts_at for each in slots] == list(accumulate(given_minutes, initial=0))[:-1]
    assert f"| Total |  |  |  | {sum(given_minutes)} |" in write_markdown(document(conference(EVENT, held)))


def test_the_slides_of_a_room_are_those_of_its_own_report_back() -> None:
    """Rule: the same words in the same order, one level below the room."""
    made = write_markdown(document(plenary_conference()))
    reporting = [each for each in slots_of(plenary_conference()) if each.has_report_back]
    assert len(reporting) == 12
    for each in reporting:
        own = render_slides(each.spoken).partition(f"\n{SLIDE_BREAK}\n")[2].replace("\n## ", "\n### ")
        assert own.strip() in made


def test_the_pages_of_a_room_are_its_own_report_back() -> None:
    """Rule: everything that is spoken is on its page."""
    made = write_markdown(document(plenary_conference(), is_slides=False))
    pages = made.split(f"\n{SLIDE_BREAK}\n")[-13:]
    for each, page in zip(slots_of(plenary_conference()), pages, strict=True):
        assert page.strip().startswith(f"## {each.place} · ")
        assert not each.has_report_back or "### Headline" in page


def test_every_room_begins_on_a_new_page() -> None:
    """Rule: in Word too, where a page break belongs to the heading."""
    made = document(plenary_conference(), is_slides=False)
    pairs = zip(made.blocks, made.blocks[1:], strict=False)
    rooms = [
        before
        for before, block in pairs
        if isinstance(block, Heading) and block.id.startswith("room_") and block.level == 1
    ]
    assert len(rooms) == 13
    assert all(isinstance(before, PageBreak) for before in rooms)
    with ZipFile(BytesIO(bytes_of(made, FileFormat.DOCX))) as file:
        assert file.read("word/document.xml").count(b"<w:pageBreakBefore/>") == 13


def test_the_running_order_leads_to_each_room() -> None:
    """Rule: no reference leads nowhere, and no two headings have one id."""
    made = document(plenary_conference(), is_slides=False)
    led = [each.to for line in lines(made) for each in each_inline(line) if isinstance(each, Reference)]
    ids = [block.id for block in made.blocks if isinstance(block, Heading)]
    assert led == [f"room_{number}" for number in range(1, 14)]
    assert set(led) <= anchors(made)
    assert len(set(ids)) == len(ids)


def test_a_session_without_statements_is_in_the_order_and_takes_no_time() -> None:
    """Rule: that there is no report-back is said in the running order and where the room would report."""
    none = slot("Room 10·1")
    assert (none.minutes, none.seconds) == (0, 0)
    assert none.remarks == ("not started", NO_REPORT_BACK)
    for is_slides in (True, False):
        made = write_markdown(document(plenary_conference(), is_slides=is_slides))
        assert "1 session has no report-back." in made
        assert (
            f"## Room 10·1 · Openness and trust\n\nWednesday 25 November 2026{' · Nora Nobody' * is_slides}\n\n{NOTHING}"
            in made
        )


def test_what_a_report_back_lacks_is_said() -> None:
    """Rule: what was not read back or held, what the room did not edit, and how many words are too many."""
    assert slot("Room 1·1").remarks == ()
    assert slot("Room 1·2").remarks == (f"{words_said('Room 1·2') - 260} words too many",)
    assert slot("Room 2·1").remarks == ("2 not read back", DRAFT)
    assert slot("Room 6·1").remarks == ("no “Afternoon”", DRAFT)


def words_said(place: str) -> int:
    """How many words the report-back of a session has."""
    rooms = plenary_conference()
    return next(compose_spoken(each).words for each in rooms.sessions if rooms.places[each.id] == place)


def test_a_report_back_that_was_emptied_is_none() -> None:
    """Rule: an edit that leaves nothing to say leaves no report-back."""
    session = fictional_sessions()[0]
    emptied = ReportBack("x", session.id, 5, "", (), "", (), "", decisions=())
    (found,) = slots_of(conference(EVENT, [session.put(emptied)]))
    assert not found.has_report_back


def test_a_slide_has_no_more_rows_than_it_can_show() -> None:
    """Rule: the running order goes on on the next slide; the total is below the last row only."""
    made = write_markdown(document(plenary_conference()))
    tables = [slide for slide in made.split(f"\n{SLIDE_BREAK}\n") if "## Running order" in slide]
    rows = [len(re.findall(r"^\| +\d", slide, re.MULTILINE)) for slide in tables]
    assert rows == [ROWS_A_SLIDE, 13 - ROWS_A_SLIDE]
    assert [slide.count("| Total |") for slide in tables] == [0, 1]


def test_a_column_without_content_is_left_out() -> None:
    """Rule: no room named a rapporteur, so nobody reads an empty column."""
    held = [session.put(replace(session.info, rapporteur="")) for session in fictional_sessions()]
    made = write_markdown(document(conference(EVENT, held)))
    assert "| No. | Room and round | Theme | Minutes |" in made


def test_the_rooms_own_words_are_reported() -> None:
    """Rule: of the editor's decisions only the title and the order of the themes are in it."""
    desk = edited_paper()
    made = write_markdown(document(desk.rooms, desk.paper))
    assert "# Keeping records together\n\nArchives and Open Government 2026 · " in made
    assert "Give the national archive a vote in the governance board" in made
    for text in ("a seat and a vote", "Money and mandate", "Secretariat", "The rooms met on two days"):
        assert text not in made


@pytest.mark.parametrize("file_format", FileFormat)
def test_the_same_conference_gives_the_same_bytes(file_format: FileFormat) -> None:
    """Rule: in any order of the sessions; Markdown is slides, the other formats are pages."""
    rooms = plenary_conference()
    again = conference(EVENT, reversed(rooms.sessions))
    made = document_in_form(PaperForm.PLENARY, rooms, NO_EDITS, file_format)
    assert made.is_slides == (file_format is FileFormat.MARKDOWN)
    assert bytes_of(made, file_format) == bytes_of(
        document_in_form(PaperForm.PLENARY, again, NO_EDITS, file_format), file_format
    )


def bytes_of(made: Document, file_format: FileFormat) -> bytes:
    """The file."""
    content = written(made, file_format)
    return content.encode() if isinstance(content, str) else content


def test_titles_are_literal_text() -> None:
    """Rule: in headings and in the table a theme is what was typed."""
    session = fictional_sessions()[0]
    programme = session.info.programme
    theme = replace(programme.themes[0], title="| *All* <b>of\nit</b> |")
    odd = session.put(replace(session.info, programme=replace(programme, themes=(theme,))))
    made = document(conference(EVENT, [odd]))
    heading = next(block for block in made.blocks if isinstance(block, Heading) and block.id == "room_1")
    assert words(heading.inlines) == "Room 1·1 · | *All* <b>of / it</b> |"
