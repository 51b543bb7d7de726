"""Documents as PDF: all text is shown and none is markup, the file is accessible, and what is missing is said."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from breakout_tui.domain.errors import FormatUnavailable
from breakout_tui.report.document import (
    Block,
    Contents,
    Document,
    Endnotes,
    Footnote,
    Heading,
    Item,
    Items,
    ItemsStyle,
    Paragraph,
    ParagraphStyle,
    lines,
)
from breakout_tui.report.figures import Bar, Card, Cards, Chart, ChartKind, Column, TableBlock
from breakout_tui.report.inlines import FootnoteMark, Hyperlink, Reference, Strong, Text, words
from breakout_tui.report.writers import pdf
from breakout_tui.report.writers.missing_characters import missing_in, missing_sentence, replaced
from breakout_tui.report.writers.paper_size import PaperSize
from breakout_tui.report.writers.pdf import PdfFile, render_pdf
from breakout_tui.report.writers.pdf_data import pdf_data
from breakout_tui.report.writers.typst_child import made
from tests.report.other_programs import poppler, told_by
from tests.report.writers.random_documents import documents, every_block, line
from tests.sampled import a_third

LATIN = Document(
    "Governance & more",
    (
        Heading(1, line("Part one"), "one"),
        Paragraph(
            line('Literal: #import "@preview/x:1.0.0": * $x$ *b* _i_ @one <one> `r` // /* \\u{41} #eval("1")')
        ),
        Paragraph((Text("With a note"), FootnoteMark(1))),
    ),
    (Footnote(line("From the list")),),
)


@pytest.fixture(scope="module")
def latin() -> PdfFile:
    """A document whose characters are in typst's own fonts."""
    return render_pdf(LATIN)


def read(tool: str, file: PdfFile, folder: Path, *options: str) -> str:
    """What a tool of poppler prints about a file."""
    return told_by(tool, file.data, folder, *options)


def strings(value: Any) -> Iterator[str]:
    """All texts in data, in order, pieces of a word joined."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from ("".join(pieces) for pieces in each) if name == "t" else strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


@settings(max_examples=a_third(15), deadline=None)
@given(documents())
def test_every_word_of_any_document_is_in_the_data(document: Document) -> None:
    """Rule: each character of the document comes to the template as data, in order."""
    data = pdf_data(document, PaperSize.A4)
    shown = "".join(strings(data["blocks"]))
    for each in lines(document):
        for part in words(each).split("\n"):
            assert part.strip().replace(" ", "") in shown.replace(" ", "")


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=documents())
def test_any_document_is_set(document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rule: no text and no combination of blocks stops typst; it keeps to the standard unless characters are missing."""
    monkeypatch.chdir(tmp_path)
    answer, data = made(pdf_data(document, PaperSize.A4), 0)
    assert data.startswith(b"%PDF")
    assert answer["reason"] == ""


@pytest.mark.parametrize("text", ["abc\u00ad", "\u00ad", "ab\u00adc"])
def test_a_link_may_end_in_a_soft_hyphen(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also at the end of a paragraph, where typst itself stops."""
    monkeypatch.chdir(tmp_path)
    linked = Paragraph((Reference("h", (Text("see "), Strong((Text(text),)))),))
    document = Document("T", (Heading(1, (Text("H"),), "h"), linked))
    _, data = made(pdf_data(document, PaperSize.A4), 0)
    assert data.startswith(b"%PDF")


def test_the_heading_of_a_column_may_be_repeated_whatever_is_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rule: on each further page it is outside of the text, where the standard allows no link; its words are there."""
    monkeypatch.chdir(tmp_path)
    linked = (Reference("h", line("inside")), Hyperlink("https://example.org", line(" outside")))
    table = TableBlock((Column(linked),), tuple((line(f"row {number}"),) for number in range(80)))
    document = Document("T", (Heading(1, line("H"), "h"), table))
    data = pdf_data(document, PaperSize.A4)
    assert "inside outside" in "".join(strings(data["blocks"][1]["columns"]))
    answer, _ = made(data, 0)
    assert answer["reason"] == ""


@poppler
def test_the_text_can_be_read_and_searched(latin: PdfFile, tmp_path: Path) -> None:
    """Rule: text is text, and markup in it is shown as typed."""
    found = " ".join(read("pdftotext", latin, tmp_path).split())
    for wanted in (
        "Governance & more",
        "Part one",
        '#import "@preview/x:1.0.0": * $x$ *b* _i_ @one <one>',
        "From the list",
    ):
        assert wanted in found


@poppler
def test_the_file_is_tagged_and_keeps_to_the_standard(latin: PdfFile, tmp_path: Path) -> None:
    """Rule: PDF/UA-1, with headings that are headings."""
    assert latin.is_accessible
    assert latin.remark == ""
    assert re.search(r"Tagged:\s+yes", read("pdfinfo", latin, tmp_path))
    assert 'H1 "Part one"' in read("pdfinfo", latin, tmp_path, "-struct-text")
    assert b"pdfuaid" in latin.data


@poppler
@pytest.mark.parametrize(("paper", "size"), [(PaperSize.A4, "(A4)"), (PaperSize.LETTER, "(letter)")])
def test_the_page_is_the_paper_asked_for(paper: PaperSize, size: str, tmp_path: Path) -> None:
    """Rule: A4 and Letter."""
    assert size in read("pdfinfo", render_pdf(LATIN, paper=paper), tmp_path)


def test_the_same_document_makes_the_same_bytes(latin: PdfFile) -> None:
    """Rule: no time of writing is in the file."""
    assert render_pdf(LATIN).data == latin.data


@poppler
def test_what_no_font_can_show_is_shown_as_missing_and_named(tmp_path: Path) -> None:
    """Rule: the reader sees where something is missing and what; the file doesn't claim the standard, but has its tags."""
    file = render_pdf(Document("T\U0010fffb", (Paragraph(line("a\U0010fffcb \U0010fffd")),)))
    assert not file.is_accessible
    assert file.remark == (
        "The fonts of this computer lack 3 characters, shown as □: U+10FFFB, U+10FFFC, U+10FFFD. "
        "Install a font that has them, such as one of the Noto fonts; until then, use the HTML."
    )
    found = read("pdftotext", file, tmp_path)
    assert "a□b □" in found
    assert "U+10FFFC" in found
    assert b"pdfuaid" not in file.data
    assert re.search(r"Tagged:\s+yes", read("pdfinfo", file, tmp_path))


def test_every_missing_character_is_read_from_the_messages() -> None:
    """Rule: characters that typst escapes, and several in one message."""
    messages = "".join(
        f'error: PDF/UA-1 error: the text `"{each}"` could not be displayed with font `"X"`\n'
        for each in ("🧨", "\\u{10fff}", '\\"', "ab")
    )
    assert missing_in(messages) == frozenset('🧨\U00010fff"ab')


def test_missing_joiners_vanish_and_are_not_named() -> None:
    """Rule: what is never seen needs no box in its place."""
    missing = frozenset("\u200d🧨")
    assert replaced({"t": [["a\u200d🧨"]]}, missing) == {"t": [["a□"]]}
    assert missing_sentence(missing) == (
        "The fonts of this computer lack one character, shown as □: U+1F9E8 FIRECRACKER."
    )
    assert missing_sentence(frozenset("\u200d")) == ""


def test_many_missing_characters_are_one_line() -> None:
    """Rule: ten are named, the others counted."""
    sentence = missing_sentence(frozenset(map(chr, range(0xE000, 0xE000 + 1200))))
    assert sentence.startswith("The fonts of this computer lack 1,200 characters, shown as □: U+E000, ")
    assert sentence.endswith("U+E009 and 1,190 more.")


def test_the_template_reads_and_loads_nothing() -> None:
    """Rule: all that it shows comes as data, so nothing goes to the network or reads a file."""
    template = (Path(pdf.__file__).parent / "document.typ").read_text(encoding="utf-8")
    assert (
        re.findall(r"#?\b(?:import|include|eval|plugin|read|image|yaml|csv|toml|xml)\b\s*[(\"]", template)
        == []
    )
    assert template.count("json(bytes(sys.inputs.document))") == len(re.findall(r"\bjson\(", template)) == 1


def test_no_function_of_the_template_uses_the_whole_document() -> None:
    """Rule: typst hashes all that a function uses at each call, so 2,000 notes took minutes when functions saw the document."""
    template = (Path(pdf.__file__).parent / "document.typ").read_text(encoding="utf-8")
    functions = re.findall(r"^#let [\w-]+\(.*?(?=^\S|\Z)", template, re.MULTILINE | re.DOTALL)
    assert len(functions) > 10
    assert [each for each in functions if "said" in each] == []


def test_a_document_that_takes_too_long_is_stopped() -> None:
    """Rule: the process is killed at the limit, and one line says why and what else can be done."""
    with pytest.raises(FormatUnavailable) as refused:
        render_pdf(LATIN, time_limit=0.01)
    assert str(refused.value) == (
        "the document is too long to set as PDF in 0.01 seconds; write it as docx or html, which takes a few seconds,"
        " and make the PDF in Word or the browser"
    )


def test_footnotes_are_endnotes_where_the_document_places_them() -> None:
    """Rule: each stands at the first place for notes behind its mark; without a place, at the foot of the page."""
    marked = Paragraph((Text("a"), FootnoteMark(1)))
    notes = (Footnote(line("note")),)
    placed = pdf_data(Document("T", (marked, Endnotes(), Endnotes()), notes), PaperSize.A4)
    assert [_endnotes(block) for block in placed["blocks"] if "runs" in block] == [[(3, [1])]]
    assert '"endnote"' in json.dumps(placed)
    unplaced = pdf_data(Document("T", (marked,), notes), PaperSize.A4)
    assert '"footnote"' in json.dumps(unplaced)


def test_crowds_of_footnotes_become_endnotes() -> None:
    """Rule: more than a hundred are set at the end, since typst takes a time that grows with their square on a page."""
    many = tuple(Footnote(line("note")) for _ in range(101))
    marks = tuple(FootnoteMark(number) for number in range(1, 102))
    data = pdf_data(Document("T", (Paragraph((Text("a"), *marks)),), many), PaperSize.A4)
    assert _endnotes(data["blocks"][-1]) == [(3, list(range(1, 102)))]


def test_short_endnotes_stand_in_a_row_and_long_ones_alone() -> None:
    """Rule: notes that only name a place take a third of a line each; all stay in the order of their marks."""
    texts = (
        "Room 1·1/C1, Norway",
        "Room 1·1/C2",
        "In the room's words: nobody knows who decides",
        "Room 1·1/C4",
    )
    marked = Paragraph((Text("a"), *(FootnoteMark(number) for number in range(1, 5))))
    notes = tuple(Footnote(line(text)) for text in texts)
    data = pdf_data(Document("T", (marked, Endnotes()), notes), PaperSize.A4)
    assert _endnotes(data["blocks"][-1]) == [(3, [1, 2]), (1, [3]), (3, [4])]


@poppler
@pytest.mark.parametrize("paragraphs", range(15, 35, 2))
def test_no_page_has_only_endnotes(paragraphs: int, tmp_path: Path) -> None:
    """Rule: what stands before them comes along to the next page."""
    filled: list[Block] = [Paragraph(line(f"Paragraph {number}")) for number in range(paragraphs)]
    notes = tuple(Footnote(line(f"Room {number}·1/R1, said by somebody at length")) for number in range(8))
    said = Items(tuple(Item((Text(f"Said {number}"), FootnoteMark(number))) for number in range(1, 9)))
    last = Items(said.items[4:])
    blocks = (*filled, Items(said.items[:4]), Heading(1, line("Last")), last, Endnotes())
    text = read("pdftotext", render_pdf(Document("T", blocks, notes)), tmp_path)
    assert "Said 8" in text.rstrip("\f").split("\f")[-1]


def _endnotes(block: dict[str, Any]) -> list[tuple[int, list[int]]]:
    """Of each run, in how many columns it stands, and its numbers."""
    return [(run["columns"], [note["n"] for note in run["notes"]]) for run in block["runs"]]


def test_long_words_are_given_in_pieces() -> None:
    """Rule: they never run over the edge of the page; letters that belong together stay so."""
    data = pdf_data(Document("T", (Paragraph(line("x" * 40 + "  e\u0301" * 30)),)), PaperSize.A4)
    (pieces,) = data["blocks"][0]["line"]["c"][0]["t"]
    assert pieces[:2] == ["x" * 5, "x" * 5]
    assert "".join(pieces) == "x" * 40 + "  e\u0301" * 30


@poppler
def test_every_kind_of_block_is_set(tmp_path: Path) -> None:
    """Rule: headings, lists, tables, charts and notes come in the order of the document."""
    found = " ".join(read("pdftotext", render_pdf(every_block()), tmp_path).split())
    order = [
        "Governance Challenges",
        "Contents",
        "First question",
        "The agreed list",
        "C3",
        "Silo budgets",
        "Time in each box",
        "21:40",
        "the page",
    ]
    places = [found.index(each) for each in order]
    assert places == sorted(places)


def one_of_each(text: str) -> tuple[Block, ...]:
    """Every kind of block with a text of its own: the text and a number from 1001."""
    number = iter(range(1001, 1100))

    def said() -> tuple[Text]:
        return (Text(f"{text} {next(number)}"),)

    return (
        *(Paragraph(said(), style) for style in ParagraphStyle),
        Heading(1, said(), "one"),
        Heading(2, said()),
        *(Items((Item(said(), (Item(said(), (Item(said()),)),)),), style) for style in ItemsStyle),
        Items((Item((Strong(said()), *said())),), ItemsStyle.STATEMENTS),
        TableBlock((Column(said()),), ((said(),), (said(),)), said(), has_total=True),
        Chart(ChartKind.TALLIES, said()[0].text, (Bar(said()[0].text, 1, said()[0].text),), "bars"),
        Cards((Card(said(), (said(),), said()),)),
    )


@poppler
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("text", ["Budget", "תקציב"])
def test_no_block_is_lost_in_any_direction(language: str, text: str, tmp_path: Path) -> None:
    """Rule: each block is on a page, whatever the directions of its words and of the document."""
    document = Document("T", (Contents(), *one_of_each(text)), language=language)
    wanted = {str(number) for number in range(1001, 1028)}
    found = read("pdftotext", render_pdf(document), tmp_path)
    assert wanted - set(re.findall("1[0-9]{3}", found)) == set()


@poppler
def test_a_text_in_latin_greek_and_cyrillic_letters_is_the_same_on_every_computer(tmp_path: Path) -> None:
    """Rule: its letters are of the fonts that typst brings along, whatever fonts the computer has."""
    said = Paragraph(line("Ministère – Žižkov – “Þjóð” − ὁ λόγος – Министерство … ≤ 3 × 4 €"))
    printed = read("pdffonts", render_pdf(Document("Governance", (said,))), tmp_path).splitlines()[2:]
    assert printed
    assert [font for font in printed if "Libertinus" not in font and "NewCM" not in font] == []
