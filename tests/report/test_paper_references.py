"""References inside the statements of a paper: the words stay as they were said, and a reader finds the statement of the room."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain import paper_commands as p
from breakout_tui.domain.conference import conference
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.report.document import Document, lines
from breakout_tui.report.formats import written
from breakout_tui.report.inlines import Anchor, Reference, each_inline, words
from breakout_tui.report.paper_document import paper_document
from tests.domain.paper_desk import Desk
from tests.fictional_conference import EVENT
from tests.report.other_programs import EVERY_FORMAT, told_by
from tests.report.writers import docx_reading
from tests.sampled import a_third

R2 = "Room 1·1/R2"
"""It links to A1 and P1 of its room; C3 is there, without a link, and P9 is nowhere."""
PIECES = st.lists(
    st.sampled_from(
        [
            "unlike",
            "A1",
            "P1",
            "(see P1)",
            "three P9 level grades",
            "C3",
            "https://example.org/A1/P1",
            "A1,",
            "a\nb",
        ]
    ),
    min_size=1,
    max_size=7,
)


def said(text: str) -> Desk:
    """The desk, after the room of R2 said this instead."""
    desk = Desk()
    desk.room_says(R2, text)
    return desk


def document(desk: Desk) -> Document:
    """The paper as it is now."""
    return paper_document(desk.rooms, desk.paper, tool="breakout-tui 0.1")


def anchored(made: Document) -> dict[str, Anchor]:
    """All anchors by their ids."""
    found = (each for line in lines(made) for each in each_inline(line) if isinstance(each, Anchor))
    return {each.id: each for each in found}


def with_words(made: Document, text: str) -> Iterator[Anchor]:
    """The anchors with exactly these words."""
    yield from (each for each in anchored(made).values() if words(each.inlines) == text)


@settings(max_examples=a_third(60), deadline=None)
@given(PIECES)
def test_the_words_stay_and_what_the_room_linked_leads_there(pieces: list[str]) -> None:
    """Rule: no word changes; a reference leads to the statement that its room linked; the note says which one it is."""
    text = " ".join(pieces)
    desk = said(text)
    made = document(desk)
    (anchor,) = with_words(made, "\n".join(line.strip() for line in text.split("\n")))
    led = [each for each in each_inline(anchor.inlines) if isinstance(each, Reference)]
    named = [name for each in pieces if "//" not in each for name in re.findall(r"\b(?:A1|P1)\b", each)]
    assert [words(each.inlines) for each in led] == named
    statements = {each.id: each for each in desk.rooms.statements.values()}
    targets = anchored(made)
    for each in led:
        other = statements[desk.id(f"Room 1·1/{words(each.inlines)}")]
        assert words(targets[each.to].inlines) == other.note.text
    listed = " and ".join(f"Room 1·1/{name}" for name in dict.fromkeys(named))
    notes = [words(each.inlines) for each in made.footnotes]
    assert [note for note in notes if note.startswith(R2)] == [
        R2 + (f". Refers to {listed}" if listed else "")
    ] * 2  # in the key conclusions and in the theme


def test_a_statement_that_was_merged_leads_to_the_one_that_stands_for_it() -> None:
    """Rule: the words keep the reference that was typed."""
    desk = said("unlike P1, at once")
    session = desk.rooms.statements[desk.id(R2)].session
    first, second = (desk.rooms.statements[desk.id(f"Room 1·1/{name}")].note for name in ("P1", "P2"))
    merged = session.put(replace(first, merged_into=second.serial))
    desk.rooms = conference(
        EVENT, [merged if each.id == session.id else each for each in desk.rooms.sessions]
    )
    notes = [words(each.inlines) for each in document(desk).footnotes]
    assert f"{R2}. Refers to Room 1·1/P2" in notes


def test_the_words_of_the_editor_and_of_the_room_are_treated_alike() -> None:
    """Rule: the note names what either has, once."""
    desk = said("unlike P1, at once")
    desk.do(p.EditWording(desk.id(R2), "As in A1, and unlike P1"))
    notes = [words(each.inlines) for each in document(desk).footnotes]
    told = f"{R2}. Refers to Room 1·1/A1 and Room 1·1/P1. In the room's words: unlike P1, at once"
    assert notes.count(told) == 2


@pytest.mark.parametrize("file_format", EVERY_FORMAT)
def test_every_format_has_the_words_and_the_note(file_format: FileFormat, tmp_path: Path) -> None:
    """Rule: in each format a reader finds the statement; where it has links, the reference is one."""
    text = "Unlike P1 we keep three P9 level grades"
    made = document(said(text))
    (anchor,) = with_words(made, text)
    (led,) = (each for each in each_inline(anchor.inlines) if isinstance(each, Reference))
    data = written(made, file_format)
    shown = shown_text(data, file_format, tmp_path)
    assert text in shown
    assert "Refers to Room 1·1/P1" in shown
    match file_format:
        case FileFormat.HTML:
            assert f'Unlike <a class="ref" href="#{led.to}">P1</a> we keep' in str(data)
        case FileFormat.DOCX:
            assert isinstance(data, bytes)
            assert f'w:anchor="{led.to}"' in docx_reading.files(data)["word/document.xml"].decode()


def shown_text(data: str | bytes, file_format: FileFormat, folder: Path) -> str:
    """What a reader sees, with single blanks."""
    match file_format:
        case FileFormat.MARKDOWN:
            text = str(data)
        case FileFormat.HTML:
            text = re.sub("<[^>]*>", "", str(data))
        case FileFormat.DOCX:
            assert isinstance(data, bytes)
            parts = (docx_reading.part(data, f"word/{name}.xml") for name in ("document", "footnotes"))
            text = "".join(each for found in parts for each in found.itertext())
        case FileFormat.PDF:
            assert isinstance(data, bytes)
            text = told_by("pdftotext", data, folder)
    return " ".join(text.replace("\u00a0", " ").split())
