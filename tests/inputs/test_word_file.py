"""Reads Word files: tracked changes, comments, notes, tables, and what is no Word file."""

from __future__ import annotations

import contextlib
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain.edited_document import Cell, Comment, ParagraphUse
from breakout_tui.domain.errors import DocumentRefused
from breakout_tui.inputs import office_package
from breakout_tui.inputs.word_file import read_word_file, read_word_files, word_document
from tests.inputs.word_files import line, packed, part, run, word_file
from tests.sampled import a_third


def texts(body: str) -> list[str]:
    """The texts of the paragraphs of a body."""
    return [each.text for each in word_document(word_file(body)).paragraphs]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (line(run("We "), "<w:ins>", run("all "), "</w:ins>", run("agree")), ["We all agree"]),
        (
            line(run("We "), "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>", run("agree")),
            ["We agree"],
        ),
        (
            line("<w:moveFrom>", run("Gone"), "</w:moveFrom>", run("here"))
            + line("<w:moveTo>", run("Gone"), "</w:moveTo>"),
            ["here", "Gone"],
        ),
        (
            line(run("One "), properties="<w:rPr><w:del/></w:rPr>") + line(run("sentence")),
            ["One sentence"],
        ),
        (
            line(
                "<w:del><w:r><w:delText>Whole</w:delText></w:r></w:del>",
                properties="<w:rPr><w:del/></w:rPr>",
            )
            + line(run("Next")),
            ["Next"],
        ),
        (
            "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + line(run("Row")) + "</w:tc></w:tr>"
            "<w:tr><w:tc>" + line(run("Kept")) + "</w:tc></w:tr></w:tbl>" + line(run("Behind")),
            ["Kept", "Behind"],
        ),
        (
            line(run("Bold"), properties="<w:pPrChange><w:pPr><w:pStyle w:val='T'/></w:pPr></w:pPrChange>"),
            ["Bold"],
        ),
    ],
)
def test_tracked_changes_are_read_as_accepted(body: str, found: list[str]) -> None:
    """Rule: insertions stay, deletions and what was moved away go; a deleted end joins two paragraphs."""
    assert texts(body) == found


def test_text_is_read_however_it_is_cut_into_runs() -> None:
    """Rule: breaks are line breaks, fields give their result, boxes are paragraphs of their own, and nothing counts twice."""
    body = line(
        run("Two"),
        "<w:r><w:br/></w:r>",
        "<w:proofErr/>",
        run("li"),
        "<w:hyperlink>",
        run("nes"),
        "</w:hyperlink>",
        "<w:r><w:instrText> PAGE </w:instrText></w:r>",
        "<w:r><w:noBreakHyphen/><w:tab/></w:r>",
        "<mc:AlternateContent><mc:Choice>",
        line(run("box")),
        "</mc:Choice><mc:Fallback>",
        line(run("box")),
        "</mc:Fallback></mc:AlternateContent>",
        run("end"),
    )
    assert texts(body) == ["box", "Two\nlines\u2011 end"]


def test_notes_and_comments_are_those_of_their_paragraph() -> None:
    """Rule: text is split at its note marks; a comment belongs to the paragraph in which it begins, with its author."""
    body = line(
        '<w:commentRangeStart w:id="7"/>',
        run("One"),
        '<w:r><w:footnoteReference w:id="4"/></w:r>',
        run(" two"),
    ) + line(run("Next"), '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>')
    footnotes = (
        '<w:footnote w:id="4"><w:p><w:r><w:footnoteRef/></w:r>' + run(" Room 1·1/C1 ") + "</w:p></w:footnote>"
    )
    comments = f'<w:comment w:id="7" w:author="Ada">{line(run("Really?"))}{line(run("Ask."))}</w:comment>'
    first, second = word_document(word_file(body, footnotes=footnotes, comments=comments)).paragraphs
    assert (first.pieces, first.notes) == (("One", " two"), ("Room 1·1/C1",))
    assert first.comments == (Comment("Ada", "Really?\nAsk."),)
    assert second.comments == ()


def test_headings_items_and_cells_are_told_apart() -> None:
    """Rule: by the name of the style or what it is based on, by the list, and by the place in a table."""
    styles = (
        '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="berschrift1"/></w:style>'
        '<w:style w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>'
        '<w:style w:styleId="Toc"><w:name w:val="toc 1"/></w:style>'
    )
    body = (
        line(run("A"), properties='<w:pStyle w:val="Own"/>')
        + line(run("B"), properties='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>')
        + line(run("C"), properties='<w:pStyle w:val="Loop"/>')
        + line(run("D"), properties='<w:pStyle w:val="Toc"/>')
        + f"<w:tbl><w:tr><w:tc>{line(run('E'))}</w:tc><w:tc>{line(run('F'))}</w:tc></w:tr></w:tbl>"
    )
    found = word_document(word_file(body, styles=styles)).paragraphs
    assert [(each.text, each.use, each.level, each.cell) for each in found] == [
        ("A", ParagraphUse.HEADING, 1, None),
        ("B", ParagraphUse.ITEM, 1, None),
        ("C", ParagraphUse.BODY, 0, None),
        ("E", ParagraphUse.BODY, 0, Cell(0, 0, 0)),
        ("F", ParagraphUse.BODY, 0, Cell(0, 0, 1)),
    ]


def test_the_strict_form_is_read_too() -> None:
    """Rule: Word can save the same elements under other names."""
    namespace = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    (found,) = word_document(word_file(line(run("Text")), namespace=namespace)).paragraphs
    assert found.text == "Text"


_DOCTYPE = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
_BODY = f"<w:body>{line(run('&b;'))}</w:body>"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "not a Word document"),
        (b"Dear all", "not a Word document"),
        (packed({"word/content.xml": "<x/>"}), "not a Word document"),
        (packed({"word/document.xml": "<w:document"}), "damaged"),
        (
            packed({"word/document.xml": _DOCTYPE + part("document", _BODY).partition("?>")[2]}),
            "not an office document",
        ),
        (packed({"word/document.xml": b"\xff\xfe<\x00"}), "damaged"),
        (word_file(line(run("Text")))[:-40], "not a Word document"),
    ],
)
def test_what_is_no_word_file_is_refused_in_one_line(tmp_path: Path, data: bytes, told: str) -> None:
    """Rule: the file, what is wrong, and what to do; an entity is never resolved."""
    path = tmp_path / "edited.docx"
    path.write_bytes(data)
    with pytest.raises(DocumentRefused) as refused:
        read_word_file(path)
    assert str(refused.value).startswith(f"{path}: ")
    assert told in str(refused.value)
    assert refused.value.remedy
    assert "\n" not in str(refused.value)


def test_a_name_without_a_file_is_refused(tmp_path: Path) -> None:
    """Rule: a missing file and a folder are said."""
    for path, told in ((tmp_path / "none.docx", "No such file"), (tmp_path, "it is a folder")):
        with pytest.raises(DocumentRefused, match=told):
            read_word_file(path)


def test_a_folder_is_read_file_by_file(tmp_path: Path) -> None:
    """Rule: its Word files by name, without those by which Word says that one is open; one without any is refused."""
    for name in ("b.docx", "a.docx"):
        (tmp_path / name).write_bytes(word_file(line(run(name))))
    (tmp_path / "~$a.docx").write_bytes(b"open")
    (tmp_path / "c.txt").write_text("no document")
    assert [each.paragraphs[0].text for each in read_word_files(tmp_path)] == ["a.docx", "b.docx"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(DocumentRefused, match=r"no \.docx file"):
        read_word_files(tmp_path / "empty")


def test_a_part_that_grows_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rule: what counts is what is unpacked, not what the file says of itself."""
    monkeypatch.setattr(office_package, "LARGEST_PART", 100_000)
    with pytest.raises(DocumentRefused, match="too large"):
        word_document(word_file(line(run("a" * 200_000))))


@given(st.randoms(use_true_random=False), st.integers(1, 20))
@settings(max_examples=a_third(60))
def test_a_damaged_file_is_read_or_refused(chance: random.Random, count: int) -> None:
    """Rule: whatever bytes were changed, nothing else is raised."""
    data = bytearray(word_file(line(run("Text")), comments='<w:comment w:id="1"/>'))
    for _ in range(count):
        data[chance.randrange(len(data))] = chance.randrange(256)
    with contextlib.suppress(DocumentRefused):
        word_document(bytes(data))
