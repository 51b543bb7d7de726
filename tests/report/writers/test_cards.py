"""Cards in every format: all of the text, each card whole, with lines to cut along in print."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from breakout_tui.report.document import Document, Item, Items, PageBreak, Paragraph
from breakout_tui.report.figures import Card, Cards, Column, TableBlock
from breakout_tui.report.writers.docx import render_docx
from breakout_tui.report.writers.html import write_html
from breakout_tui.report.writers.markdown import write_markdown
from breakout_tui.report.writers.paper_size import PaperSize
from breakout_tui.report.writers.pdf import render_pdf
from tests.report.browser import chromium, needs_browser, violations
from tests.report.other_programs import poppler, told_by
from tests.report.writers.docx_reading import part, styled, w
from tests.report.writers.random_documents import line


def card(number: int) -> Card:
    """The card of one person, as long as a slip."""
    rounds = (line(f"Round {each}\nA theme of the conference") for each in (1, 2))
    return Card(line(f"Person {number}"), (line("Norway"), *rounds), line("Small"))


def cards(count: int) -> Document:
    """A document of so many cards."""
    return Document(
        "T", (Paragraph(line("First")), PageBreak(), Cards(tuple(map(card, range(1, count + 1)))))
    )


def test_cards_are_a_list_in_markdown() -> None:
    """Rule: the title in bold, each line below it; a list before them is another one."""
    made = Document("T", (Items((Item(line("x")),)), Cards((Card(line("A*"), (line("b"),), line("c")),))))
    assert write_markdown(made) == "# T\n\n- x\n\n* **A\\***\n  - b\n  - c\n"


def test_cards_in_word_stand_two_in_a_row_and_are_never_split() -> None:
    """Rule: an odd one stands beside an empty cell."""
    data = render_docx(cards(3))
    rows = list(part(data).iter(w("tr")))
    assert [len(row.findall(w("tc"))) for row in rows] == [2, 2]
    assert all(row.find(f"{w('trPr')}/{w('cantSplit')}") is not None for row in rows)
    assert [words for style, words in styled(data) if style == "Lead"] == ["Person 1", "Person 2", "Person 3"]


@poppler
@pytest.mark.parametrize("paper", PaperSize)
def test_eight_cards_fit_on_a_page_and_none_is_split(paper: PaperSize, tmp_path: Path) -> None:
    """Rule: pages that are full of cards have them at the same places, so that a stack is cut at once."""
    text = told_by("pdftotext", render_pdf(cards(22), paper=paper).data, tmp_path)
    pages = text.rstrip("\f").split("\f")[1:]
    assert [len(re.findall("Person", page)) for page in pages] == [8, 8, 6]
    assert [len(re.findall("Small", page)) for page in pages] == [8, 8, 6]


@needs_browser
def test_axe_finds_nothing_wrong_with_cards(tmp_path: Path) -> None:
    """WCAG 2.2 AA and axe's best practices; nothing is wider than a phone."""
    path = tmp_path / "cards.html"
    path.write_text(write_html(cards(3)), encoding="utf-8")
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 320, "height": 600})
        page.goto(path.as_uri())
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == 320


@poppler
def test_a_large_table_is_set_in_larger_type(tmp_path: Path) -> None:
    """Rule: fewer of its rows are on a page; in the browser it has a class of its own."""
    small = TableBlock((Column(line("Name")),), tuple((line(f"Row {at}"),) for at in range(60)))
    documents = [Document("T", (replace(small, is_large=each),)) for each in (False, True)]
    found = [told_by("pdftotext", render_pdf(each).data, tmp_path).split("\f")[0] for each in documents]
    assert found[0].count("Row") > found[1].count("Row")
    assert ["large" in write_html(each).split("<body")[1] for each in documents] == [False, True]
