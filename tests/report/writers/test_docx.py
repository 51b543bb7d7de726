"""Documents as DOCX files: nothing is lost, nothing is markup, and Word finds structure, not only looks."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings

from breakout_tui.report.document import Contents, Document, Heading, Paragraph, lines
from breakout_tui.report.inlines import words
from breakout_tui.report.writers.docx import render_docx
from breakout_tui.report.writers.paper_size import PaperSize
from tests.report.other_programs import libreoffice, saved_by_office
from tests.report.writers.docx_reading import files, numbering_of, part, relations, styled, text, w
from tests.report.writers.random_documents import documents, every_block, line
from tests.sampled import a_third

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def shown(found: str) -> str:
    """A text without the tab behind a reference that hangs before its statement, nor the space that it stands for."""
    return found.replace("\t", "").replace(" ", "")


@settings(max_examples=a_third(15), deadline=None)
@given(documents())
def test_every_word_of_any_document_is_a_text_of_the_file(document: Document) -> None:
    """Rule: each line of the document is a paragraph with exactly its characters, and links, styles and marks resolve."""
    data = render_docx(document)
    found = Counter(shown(each) for _, each in styled(data))
    if document.footnotes:
        found += Counter(shown(text(each)) for each in part(data, "word/footnotes.xml").iter(w("p")))
    wanted = Counter(shown(words(each)) for each in lines(document) if words(each))
    wanted[shown(document.title)] += 1
    assert wanted - found == Counter()
    body = part(data)
    marks = {each.get(w("name")) for each in body.iter(w("bookmarkStart"))}
    assert {each.get(w("anchor")) for each in body.iter(w("hyperlink"))} - {None} <= marks
    assert {each.get(R + "id") for each in body.iter(w("hyperlink"))} - {None} <= relations(
        data, "word/document.xml"
    ).keys()
    docx.Document(BytesIO(data))


def test_spaces_and_line_breaks_are_kept_as_typed() -> None:
    """Rule: spaces at the ends and in a row, and empty lines, are text."""
    typed = "  two  spaces \n\n third"
    data = render_docx(Document("T", (Paragraph(line(typed)),)))
    assert list(styled(data)) == [("Title", "T"), ("Normal", typed)]


def test_the_same_document_makes_the_same_bytes() -> None:
    """Rule: no time, user or random name is in the file."""
    assert render_docx(every_block()) == render_docx(every_block())


def test_blocks_have_the_styles_that_word_knows() -> None:
    """Rule: structure is in built-in styles by their names, so that navigation, contents and screen readers find it."""
    found = {words_: style for style, words_ in styled(render_docx(every_block()))}
    assert found["Governance Challenges"] == "Title"
    assert found["Morning & more"] == "heading 1"
    assert found["Priority issues"] == "heading 2"
    assert found["First question"] == "List Number"
    assert found["One"] == "List Bullet"
    assert found["Two"] == "List Bullet 2"
    assert found["The agreed list"] == "caption"
    assert found["C3\tSilo budgets block shared services"] == "Statement"


def test_headings_are_numbered_by_one_list_of_several_levels() -> None:
    """Rule: the heading styles carry the numbering; nobody types it."""
    data = render_docx(every_block())
    assert numbering_of(data, "Heading1")[:3] == ["%1", "%1.%2", "%1.%2.%3"]
    assert numbering_of(data, "Heading3") == numbering_of(data, "Heading1")


def test_each_numbered_list_begins_at_1() -> None:
    """Rule: two lists are two lists."""
    listed = every_block().blocks[4]
    data = render_docx(Document("T", (listed, Paragraph(line("between")), listed)))
    ids = [each.get(w("val")) for each in part(data).iter(w("numId"))]
    assert len(ids) == 4
    assert len(set(ids)) == 2


def test_contents_are_a_field_with_linked_entries() -> None:
    """Rule: the contents are there before anybody updates them, with the numbers of the headings, and lead to them."""
    data = render_docx(every_block())
    entries = [each for each in styled(data) if each[0].startswith("toc ")]
    assert entries == [
        ("toc 1", "1\tMorning & more"),
        ("toc 2", "1.1\tPriority issues"),
        ("toc 2", "1.2\tWhat was said"),
        ("toc 1", "2\tTime"),
        ("toc 1", "3\tLinks"),
    ]
    kinds = [each.get(w("fldCharType")) for each in part(data).iter(w("fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    assert 'TOC \\o "1-2"' in str(next(part(data).iter(w("instrText"))).text)


def test_contents_without_headings_are_left_out() -> None:
    """Rule: there is no empty field."""
    data = render_docx(Document("T", (Contents(), Heading(1, line("No id")))))
    assert list(styled(data)) == [("Title", "T"), ("heading 1", "No id")]


def test_tables_repeat_their_headings_and_keep_their_rows_whole() -> None:
    """Rule: the first row is a heading on each page, and no row is cut by the end of a page."""
    data = render_docx(every_block())
    table = next(part(data).iter(w("tbl")))
    rows = list(table.iter(w("tr")))
    assert [row.find(f"{w('trPr')}/{w('tblHeader')}") is not None for row in rows] == [
        True,
        False,
        False,
        False,
    ]
    assert all(row.find(f"{w('trPr')}/{w('cantSplit')}") is not None for row in rows)
    assert text(rows[0]) == "RankIssue"


def test_a_chart_is_read_row_by_row_and_has_its_alternative() -> None:
    """Rule: label and figure are text beside the bar; the pictures are decoration; the table says what it shows."""
    chart = list(part(render_docx(every_block())).iter(w("tbl")))[1]
    rows = [[text(cell) for cell in row.iter(w("tc"))] for row in chart.iter(w("tr"))]
    assert rows == [["Opening", "", "8:20"], ["Q1", "", "21:40"], ["Q2", "", "0:00"]]
    description = next(chart.iter(w("tblDescription")))
    assert description.get(w("val")) == "Opening took 8:20 of 10:00."
    pictures = list(
        chart.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
    )
    assert pictures
    assert all(any("decorative" in inner.tag for inner in each.iter()) for each in pictures)


def test_bars_are_as_long_as_their_values() -> None:
    """Rule: the used time and what is over are drawn to one scale, with a mark at the plan."""
    chart = list(part(render_docx(every_block())).iter(w("tbl")))[1]
    extents = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
    opening, second, third = (
        [int(each.get("cx", "")) for each in row.iter(extents)] for row in chart.iter(w("tr"))
    )
    scale = (second[0] + second[2]) / 1300
    assert opening[0] == pytest.approx(500 * scale, rel=0.01)
    assert opening[1] == pytest.approx(100 * scale, rel=0.02)
    assert third[0] == pytest.approx(960 * scale, rel=0.01)


def test_footnotes_are_real_and_lead_to_their_links() -> None:
    """Rule: the mark is a reference to a footnote of a part of its own, with the relations of that part."""
    data = render_docx(every_block())
    (mark,) = part(data).iter(w("footnoteReference"))
    notes = {each.get(w("id")): each for each in part(data, "word/footnotes.xml").iter(w("footnote"))}
    assert text(notes[mark.get(w("id"))]) == "\tFrom the list & more"
    (link,) = notes["1"].iter(w("hyperlink"))
    assert relations(data, "word/footnotes.xml")[str(link.get(R + "id"))] == "https://example.org/list"
    assert {each.get(w("id")) for each in part(data, "word/settings.xml").iter(w("footnote"))} == {"-1", "0"}


def test_properties_say_what_the_document_says_of_itself() -> None:
    """Rule: title, author, subject, keywords, language, and the time of the content, never of the writing."""
    found = docx.Document(BytesIO(render_docx(every_block()))).core_properties
    assert (found.title, found.author, found.subject) == (
        "Governance Challenges",
        "M. Lindqvist",
        "Breakout session",
    )
    assert (found.keywords, found.language) == ("budget; law", "en-GB")
    assert str(found.created) == str(found.modified) == "2026-10-12 17:05:00+00:00"


def test_the_language_of_the_text_is_set() -> None:
    """Rule: spelling and reading aloud follow the document, for each of the three kinds of script."""
    (language,) = part(render_docx(every_block()), "word/styles.xml").iter(w("lang"))
    assert {name.removeprefix(w("")): value for name, value in language.items()} == {
        "val": "en-GB",
        "eastAsia": "en-GB",
        "bidi": "en-GB",
    }


def test_text_from_right_to_left_is_marked() -> None:
    """Rule: a paragraph that begins so is set so, and only its words of that direction are marked."""
    data = render_docx(
        Document("T", (Paragraph(line("السلام عليكم (ISO 9001)")), Paragraph(line("Say שלום now"))))
    )
    first, second = list(part(data).iter(w("p")))[1:]
    assert first.find(f"{w('pPr')}/{w('bidi')}") is not None
    assert second.find(f"{w('pPr')}/{w('bidi')}") is None
    marked = [
        text_
        for run in second.iter(w("r"))
        if run.find(f"{w('rPr')}/{w('rtl')}") is not None
        for text_ in run.itertext()
    ]
    assert marked == ["שלום"]


@pytest.mark.parametrize(
    ("paper", "size"), [(PaperSize.A4, ("11906", "16838")), (PaperSize.LETTER, ("12240", "15840"))]
)
def test_the_page_is_the_paper_asked_for(paper: PaperSize, size: tuple[str, str]) -> None:
    """Rule: A4 if nothing is said."""
    (page,) = part(render_docx(every_block(), paper=paper)).iter(w("pgSz"))
    assert (page.get(w("w")), page.get(w("h"))) == size


@libreoffice
def test_libreoffice_opens_it_and_keeps_text_headings_and_footnotes(tmp_path: Path) -> None:
    """Rule: another program reads the file as it is meant."""
    (tmp_path / "report.docx").write_bytes(render_docx(every_block()))
    read = saved_by_office(tmp_path / "report.docx", "fodt").read_text(encoding="utf-8")
    assert "Morning &amp; more" in read
    assert 'text:outline-level="2"' in read
    assert "text:note-citation" in read
    assert "table:table-header-rows" in read
    assert "text:table-of-content " in read


def test_every_part_of_the_package_is_well_formed_and_known() -> None:
    """Rule: each file of the package has a content type and, if it is XML, parses."""
    found = files(render_docx(every_block()))
    types = found["[Content_Types].xml"].decode()
    for name in found:
        if name != "[Content_Types].xml":
            assert f'PartName="/{name}"' in types or f'Extension="{name.rpartition(".")[2]}"' in types, name
