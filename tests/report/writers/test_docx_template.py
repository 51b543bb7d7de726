"""The template of a secretariat: its styles and page are used, its content is not, and a bad one is refused in one line."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm

from breakout_tui.domain.errors import TemplateRefused
from breakout_tui.report.writers.docx import render_docx
from breakout_tui.report.writers.docx_template import read_template
from breakout_tui.report.writers.fixed_zip import unzipped, zipped
from breakout_tui.report.writers.plain_picture import plain_picture
from tests.report.writers.docx_reading import files, numbering_of, part, style_names, styled, text, w
from tests.report.writers.random_documents import every_block


def saved(word: WordDocument) -> bytes:
    """The bytes of a Word document."""
    target = BytesIO()
    word.save(target)
    return target.getvalue()


def house() -> WordDocument:
    """A template with a letterhead, a page of its own, and a page of sample text with a picture and a link."""
    word = docx.Document()
    word.sections[0].page_width, word.sections[0].page_height = Mm(200), Mm(250)
    word.sections[0].header.paragraphs[0].text = "Ministry of Example"
    word.add_paragraph("Type the text here")
    word.add_picture(BytesIO(plain_picture("FF0000")))
    word.part.relate_to("https://example.org/secret", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    return word


def without_style(word: WordDocument, *names: str) -> WordDocument:
    """The template without some styles."""
    for name in names:
        word.styles[name].delete()
    return word


def test_styles_page_and_letterhead_are_those_of_the_template() -> None:
    """Rule: nothing of the house style is changed."""
    template = house()
    before = part(saved(template), "word/styles.xml")
    data = render_docx(every_block(), template=saved(template))
    after = {each.get(w("styleId")): each for each in part(data, "word/styles.xml").iter(w("style"))}
    for style in before.iter(w("style")):
        assert [*after[style.get(w("styleId"))].itertext()] == [*style.itertext()]
    written = docx.Document(BytesIO(data))
    assert written.sections[0].header.paragraphs[0].text == "Ministry of Example"
    assert written.sections[0].page_width == docx.Document(BytesIO(saved(template))).sections[0].page_width
    assert written.styles["Heading 1"].font.size == template.styles["Heading 1"].font.size


def test_tables_are_as_wide_as_the_text_of_the_template() -> None:
    """Rule: they keep to its margins."""
    template = house()
    section = docx.Document(BytesIO(saved(template))).sections[0]
    data = render_docx(every_block(), template=saved(template))
    widths = {int(each.get(w("w"), "")) for each in part(data).iter(w("tblW"))}
    margins = (section.left_margin or 0) + (section.right_margin or 0)
    assert max(widths) == int(((section.page_width or 0) - margins) / 635)


def test_the_content_of_the_template_is_left_out() -> None:
    """Rule: no text, picture, link or comment of it is in the file."""
    data = render_docx(every_block(), template=saved(house()))
    assert "Type the text here" not in [found for _, found in styled(data)]
    every_byte = b"".join(files(data).values())
    assert plain_picture("FF0000") not in every_byte
    assert b"example.org/secret" not in every_byte
    assert not [name for name in files(data) if "thumbnail" in name]


def test_missing_styles_are_added() -> None:
    """Rule: the report has all its styles in any template, in a chain of ids that exist."""
    template = without_style(house(), "Heading 4", "List Bullet 2", "Title", "Caption")
    data = render_docx(every_block(), template=saved(template))
    names = style_names(data)
    assert {"heading 4", "List Bullet 2", "Title", "caption", "Statement", "Report Table"} <= set(
        names.values()
    )
    assert len(names) == len(list(part(data, "word/styles.xml").iter(w("style"))))
    for style in part(data, "word/styles.xml").iter(w("style")):
        for related in (*style.iter(w("basedOn")), *style.iter(w("next"))):
            assert related.get(w("val")) in names
    assert dict(styled(data))["Title"] == "Governance Challenges"


def test_numbers_of_headings_are_those_of_the_template_or_none() -> None:
    """Rule: a house that doesn't number its headings gets no numbers, also not in the contents."""
    data = render_docx(every_block(), template=saved(without_style(house(), "Heading 4")))
    assert numbering_of(data, "Heading1") == []
    assert numbering_of(data, "Heading4") == []
    assert ("toc 1", "Morning & more") in list(styled(data))


def test_a_template_without_any_of_our_styles_gets_numbered_headings() -> None:
    """Rule: where all headings are ours, so is their numbering."""
    template = without_style(house(), *(f"Heading {level}" for level in range(1, 10)))
    data = render_docx(every_block(), template=saved(template))
    assert numbering_of(data, "Heading1")[:2] == ["%1", "%1.%2"]
    assert ("toc 1", "1\tMorning & more") in list(styled(data))


def test_styles_are_found_by_name_whatever_their_id_and_case() -> None:
    """Rule: a template made in German Word has ``heading 1`` under the id ``berschrift1``."""
    template = house()
    template.styles["Heading 1"].element.set(qn("w:styleId"), "berschrift1")
    template.styles.element.find(f"{qn('w:style')}[@{qn('w:styleId')}='berschrift1']/{qn('w:name')}").set(
        qn("w:val"), "Heading 1"
    )
    data = render_docx(every_block(), template=saved(template))
    used = [each.get(w("val")) for each in part(data).iter(w("pStyle"))]
    assert "berschrift1" in used
    assert "Heading1" not in used


def test_an_id_that_another_style_has_is_not_taken() -> None:
    """Rule: a style of ours never replaces one of the template."""
    template = house()
    other = template.styles.add_style("House Note", WD_STYLE_TYPE.PARAGRAPH)
    other.element.set(qn("w:styleId"), "Statement")
    data = render_docx(every_block(), template=saved(template))
    names = style_names(data)
    assert names["Statement"] == "House Note"
    assert "Statement" in names.values()


def test_bullets_are_ours_where_the_style_of_the_template_has_none() -> None:
    """Rule: a list is a list in every template."""
    template = house()
    properties = template.styles["List Bullet"].element.find(qn("w:pPr"))
    properties.remove(properties.find(qn("w:numPr")))
    data = render_docx(every_block(), template=saved(template))
    (one,) = (each for each in part(data).iter(w("p")) if text(each) == "One")
    assert next(one.iter(w("numId"))) is not None


def test_a_dotx_file_becomes_a_document() -> None:
    """Rule: Word's own template format is one."""
    parts = unzipped(saved(house()))
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"document.main+xml", b"template.main+xml"
    )
    data = render_docx(every_block(), template=zipped(parts))
    assert b"template.main" not in files(data)["[Content_Types].xml"]
    docx.Document(BytesIO(data))


def test_the_result_is_a_template_itself() -> None:
    """Rule: what we write can be changed in Word and used as a template."""
    once = render_docx(every_block())
    again = render_docx(every_block(), template=once)
    assert list(styled(again)) == [(style, found) for style, found in styled(once)]


def test_the_same_template_makes_the_same_bytes() -> None:
    """Rule: no time of writing is in the file, whatever the template says."""
    template = saved(house())
    assert render_docx(every_block(), template=template) == render_docx(every_block(), template=template)


def macros() -> bytes:
    """A document with macros."""
    parts = unzipped(saved(house()))
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        kind, b"application/vnd.ms-word.document.macroEnabled.main+xml"
    )
    return zipped(parts)


def damaged() -> bytes:
    """A document whose content is not XML."""
    return zipped(unzipped(saved(house())) | {"word/document.xml": b"<w:document"})


def truncated() -> bytes:
    """The first half of a document."""
    data = saved(house())
    return data[: len(data) // 2]


def empty_zip() -> bytes:
    """A zip file without parts."""
    return zipped({})


@pytest.mark.parametrize("make", [macros, damaged, truncated, empty_zip, lambda: b"", lambda: b"Dear reader"])
def test_a_bad_template_is_refused_in_one_line(tmp_path: Path, make: Callable[[], bytes]) -> None:
    """Rule: the line names the file and says what to do."""
    path = tmp_path / "house.docx"
    path.write_bytes(make())
    with pytest.raises(TemplateRefused) as refused:
        read_template(path)
    line = str(refused.value)
    assert line.startswith(f"{path}: ")
    assert ".docx" in line.removeprefix(str(path))
    assert "\n" not in line


def test_a_missing_template_and_a_folder_are_refused(tmp_path: Path) -> None:
    """Rule: the line says why, in the words of the system."""
    with pytest.raises(TemplateRefused, match=r"none\.docx: cannot be read \(No such file"):
        read_template(tmp_path / "none.docx")
    with pytest.raises(TemplateRefused, match="cannot be read"):
        read_template(tmp_path)
