"""What stays on one page, in every format that has pages: no heading, caption or lead alone at its end, no short table cut in two."""

from __future__ import annotations

import re
from pathlib import Path

from breakout_tui.report.document import (
    Block,
    Document,
    Heading,
    Item,
    Items,
    ItemsStyle,
    PageBreak,
    Paragraph,
    ParagraphStyle,
)
from breakout_tui.report.figures import Column, TableBlock
from breakout_tui.report.inlines import Anchor, Strong, Text
from breakout_tui.report.writers.docx import render_docx
from breakout_tui.report.writers.kept_together import (
    MOST_ITEMS,
    MOST_ROWS,
    is_whole,
    is_whole_statement,
    leads_on,
)
from breakout_tui.report.writers.pdf import render_pdf
from tests.report.other_programs import poppler, told_by
from tests.report.writers.docx_reading import files, part, w
from tests.report.writers.random_documents import line


def table(rows: int, text: str = "x") -> TableBlock:
    """A table of one column."""
    return TableBlock((Column(line("Head")),), tuple((line(f"{text} {row}"),) for row in range(rows)))


def listed(items: int, text: str = "x") -> Items:
    """A list with numbers."""
    return Items(tuple(Item(line(f"{text} {item}")) for item in range(items)), ItemsStyle.NUMBERS)


def statement(reference: str, details: int, text: str = "Said") -> Item:
    """A statement with details."""
    children = tuple(Item(line(f"detail {reference} {number}")) for number in range(details))
    return Item((Strong((Anchor(reference, (Text(reference),)),)), Text(f" {text} of {reference}")), children)


def test_short_tables_lists_and_statements_stay_on_one_page() -> None:
    """Long ones may be cut, or a page would be left empty: those of many rows, and of few with much text."""
    assert is_whole(table(MOST_ROWS))
    assert not is_whole(table(MOST_ROWS + 1))
    assert not is_whole(table(2, "long " * 200))
    assert is_whole(listed(MOST_ITEMS))
    assert not is_whole(listed(MOST_ITEMS + 1))
    assert not is_whole(listed(2, "long " * 200))
    assert is_whole(Items((Item(line("x" * 1_500)),)))
    assert not is_whole(Items((Item(line("x" * 1_501)),)))
    assert not is_whole(Paragraph(line("x")))
    assert is_whole_statement(statement("C1", MOST_ITEMS))
    assert not is_whole_statement(statement("C1", MOST_ITEMS + 1))
    assert not is_whole_statement(statement("C1", 1, "long " * 400))


def test_a_line_that_only_leads_on_stays_with_what_follows() -> None:
    """A remark, a line before a list or a table, and one between a heading and what leads on; not the last block, and no long text."""
    remark, said = Paragraph(line("Times are in minutes."), ParagraphStyle.REMARK), Paragraph(line("Said."))
    heading = Heading(1, line("Part"))
    assert leads_on((heading, remark, table(1)), 1)
    assert leads_on((said, remark, said), 1)
    assert leads_on((heading, said, heading), 1)
    assert not leads_on((heading, remark), 1)
    assert leads_on((said, said, table(1)), 1)
    assert leads_on((said, said, listed(9)), 1)
    assert leads_on((heading, said, said, table(1)), 1)
    assert not leads_on((said, said, said, table(1)), 1)
    assert not leads_on((heading, said, Items((statement("C1", 1),), ItemsStyle.STATEMENTS)), 1)
    assert not leads_on((said, said, heading), 1)
    assert not leads_on((heading, Paragraph(line("long " * 50)), heading), 1)
    assert not leads_on((said, heading, heading), 0)
    assert leads_on((Paragraph(line("x" * 200)), table(1)), 0)
    assert not leads_on((Paragraph(line("x" * 201)), table(1)), 0)


def filled(lines: int) -> tuple[Block, ...]:
    """So many paragraphs of a line."""
    return tuple(Paragraph(line(f"filling {number}")) for number in range(lines))


def pages_of(blocks: tuple[Block, ...], folder: Path) -> list[str]:
    """The text of each page of a PDF."""
    data = render_pdf(Document("Title", blocks)).data
    return told_by("pdftotext", data, folder, "-layout").split("\f")[:-1]


@poppler
def test_no_page_of_a_pdf_ends_within_what_stays_together(tmp_path: Path) -> None:
    """Wherever on the page it comes: each trial leaves a line less for it."""
    kept: tuple[Block, ...] = (
        Heading(1, line("First heading")),
        Paragraph(line("leads on")),
        Heading(2, line("Second heading")),
        Items((statement("C1", 3), statement("C2", 3)), ItemsStyle.STATEMENTS),
        table(4, "cell"),
        listed(4, "entry"),
    )
    together = (
        ("First heading", "leads on", "Second heading", "Said of C1", "detail C1 0", "detail C1 2"),
        ("Said of C2", "detail C2 0", "detail C2 2"),
        ("cell 0", "cell 3"),
        ("entry 0", "entry 3"),
    )
    blocks = [block for lines in range(16, 42, 2) for block in (*filled(lines), *kept, PageBreak())]
    pages = pages_of(tuple(blocks), tmp_path)
    assert len(pages) > 20
    for words in together:
        for page in pages:
            counts = {word: len(re.findall(rf"\b{word}\b", page)) for word in words}
            assert len({*counts.values()} - {0}) <= 1, (counts, page)
            assert all(counts.values()) or not any(counts.values()), (counts, page)


def test_word_keeps_them_together_too() -> None:
    """Each paragraph of a short table, list or statement is kept with the next, but the last."""
    blocks: tuple[Block, ...] = (
        Paragraph(line("remark"), ParagraphStyle.REMARK),
        table(3, "short"),
        table(MOST_ROWS + 1, "long"),
        listed(3, "entry"),
        Items((statement("C1", 2),), ItemsStyle.STATEMENTS),
    )
    kept = {
        "".join(text.text or "" for text in paragraph.iter(w("t"))): paragraph.find(
            f"{w('pPr')}/{w('keepNext')}"
        )
        is not None
        for paragraph in part(render_docx(Document("Title", blocks))).iter(w("p"))
    }
    assert kept["remark"]
    assert [kept[f"short {row}"] for row in range(3)] == [True, True, False]
    assert not any(kept[f"long {row}"] for row in range(MOST_ROWS + 1))
    assert [kept[f"entry {item}"] for item in range(3)] == [True, True, False]
    assert kept["C1Said of C1"]
    assert [kept[f"detail C1 {number}"] for number in range(2)] == [True, False]


def test_slides_in_word_are_landscape_in_large_type() -> None:
    """As slides in PDF are; the foot of the page stays small, with its number at the right margin."""
    slides = Document(
        "Title", (Heading(1, line("One")), PageBreak(), Heading(1, line("Two"))), is_slides=True
    )
    size = part(render_docx(slides)).find(f".//{w('pgSz')}")
    assert size is not None
    assert (size.get(w("orient")), int(size.get(w("w")) or 0) > int(size.get(w("h")) or 0)) == (
        "landscape",
        True,
    )

    def style(document: Document, name: str) -> str:
        text = files(render_docx(document))["word/styles.xml"].decode()
        return next(each for each in text.split("<w:style ") if f'w:styleId="{name}"' in each)

    plain = Document("Title", slides.blocks)
    assert int(re.findall(r'w:sz w:val="(\d+)"', style(slides, "Heading1"))[0]) >= 56
    assert 'w:sz w:val="17"' in style(slides, "Footer")
    stops = [int(re.findall(r'w:pos="(\d+)"', style(each, "Footer"))[0]) for each in (plain, slides)]
    assert stops[1] > stops[0] + 4000
