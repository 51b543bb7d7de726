"""The parts of a document: what each refuses, and all words of it in order."""

from __future__ import annotations

import pytest

from breakout_tui.domain.text import clean
from breakout_tui.report.document import (
    Block,
    Contents,
    Document,
    Endnotes,
    Footnote,
    Heading,
    Item,
    Items,
    PageBreak,
    Paragraph,
    anchors,
    has_contents,
    lines,
)
from breakout_tui.report.figures import Bar, Card, Cards, Chart, ChartKind, Column, TableBlock
from breakout_tui.report.inlines import (
    Anchor,
    Emphasis,
    FootnoteMark,
    Hyperlink,
    Inlines,
    Reference,
    Strong,
    Text,
    each_inline,
    words,
)


def text(word: str) -> Inlines:
    """A word that an anchor of its own name holds."""
    return (Anchor(word, (Text(word),)),)


def table(name: str) -> TableBlock:
    """A table of one cell, with a heading and a caption."""
    return TableBlock((Column(text(f"{name}_column")),), ((text(f"{name}_cell"),),), text(f"{name}_caption"))


BARS = (Bar("One", 1, "1"), Bar("Two", 2, "2"))
BLOCKS: tuple[Block, ...] = (
    Heading(1, text("heading"), "part"),
    Heading(2, (Text("without an id"),)),
    Paragraph(text("paragraph")),
    Items((Item(text("item"), (Item(text("child"), (Item(text("grandchild")),)),)), Item(text("second")))),
    PageBreak(),
    table("t"),
    Endnotes(),
    Chart(ChartKind.TALLIES, "chart", BARS, "", table("c")),
    Chart(ChartKind.TALLIES, "bare chart", BARS, ""),
    Cards((Card(text("card"), (text("first_line"), text("second_line")), text("foot")),)),
)
WHOLE = Document("Title", BLOCKS, (Footnote(text("note")),))
IN_ORDER = [
    "heading",
    "without an id",
    "paragraph",
    "item",
    "child",
    "grandchild",
    "second",
    "t_caption",
    "t_column",
    "t_cell",
    "chart",
    "c_caption",
    "c_column",
    "c_cell",
    "bare chart",
    "card",
    "first_line",
    "second_line",
    "foot",
    "note",
]


def test_all_words_of_a_document_come_in_order() -> None:
    """Each heading, paragraph, item, cell, line of a card and footnote; no chart loses its table, and no item its children."""
    assert [words(line) for line in lines(WHOLE)] == IN_ORDER


def test_a_reference_can_lead_to_every_anchor_and_to_headings_with_an_id() -> None:
    """Wherever the anchor is."""
    no_anchors = {"without an id", "chart", "bare chart"}
    assert anchors(WHOLE) == {*IN_ORDER, "part"} - no_anchors


def test_a_document_has_contents_if_one_of_its_blocks_is_the_list() -> None:
    """Wherever it is."""
    assert not has_contents(WHOLE)
    assert has_contents(Document("Title", (*BLOCKS, Contents(), PageBreak())))


@pytest.mark.parametrize("level", [0, 6])
def test_a_heading_has_one_of_five_levels(level: int) -> None:
    """1 to 5."""
    assert [Heading(each, ()).level for each in (1, 5)] == [1, 5]
    with pytest.raises(ValueError, match=f"^no heading has level {level}$"):
        Heading(level, ())


@pytest.mark.parametrize("wrong", ["1", "a b", "_a", "é", "a" * 41, "a-b"])
def test_an_id_is_what_all_formats_allow(wrong: str) -> None:
    """A letter, then at most 39 letters, digits or underscores."""
    longest = "a" * 40
    assert (Anchor(longest, ()).id, Heading(1, (), "C3_x").id) == (longest, "C3_x")
    for make in (lambda: Anchor(wrong, ()), lambda: Heading(1, (), wrong)):
        with pytest.raises(ValueError, match=f"^not an id of an anchor: '{wrong}'$"):
            make()


def test_an_address_is_one_that_a_document_may_link() -> None:
    """Of the web or of mail; no other scheme, and no path."""
    for address in ("https://a.org", "http://a.org", "mailto:a@a.org"):
        assert Hyperlink(address, ()).address == address
    for wrong in ("javascript:x", "a.org", "file:///a", "ftp://a.org", " https://a.org"):
        with pytest.raises(ValueError, match=f"^not an address that a document may link: '{wrong}'$"):
            Hyperlink(wrong, ())


def test_a_text_is_clean_when_it_is_made() -> None:
    """So that no control character reaches a file."""
    assert Text("a\x1b[31mb\x00").text == clean("a\x1b[31mb\x00") != "a\x1b[31mb\x00"
    assert Text("a – b\nc").text == "a – b\nc"


def test_words_are_those_of_all_that_a_line_holds() -> None:
    """Without footnote marks; each part comes before what it holds."""
    inner = Text("b")
    for held in (
        Strong((inner,)),
        Emphasis((inner,)),
        Anchor("x", (inner,)),
        Reference("x", (inner,)),
        Hyperlink("https://a.org", (inner,)),
    ):
        line: Inlines = (Text("a"), held, FootnoteMark(1), Text("c"))
        assert words(line) == "abc"
        assert list(each_inline(line)) == [Text("a"), held, inner, FootnoteMark(1), Text("c")]
