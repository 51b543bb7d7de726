"""Other Markdown readers, pandoc and cmark, show a written document literally: every text, every mark of ours, nothing else."""

from __future__ import annotations

import json
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from breakout_tui.report.document import Block, Document, Heading, Item, Items, ItemsStyle, Paragraph
from breakout_tui.report.figures import Column, TableBlock
from breakout_tui.report.inlines import Anchor, Emphasis, Inline, Inlines, Reference, Strong, Text, words
from breakout_tui.report.phrases import in_line, typed
from breakout_tui.report.writers.markdown import write_markdown
from tests.report.test_markdown_text import NAUGHTY, TEXTS

PANDOC, CMARK = shutil.which("pandoc"), shutil.which("cmark")
PANDOC_READERS = ("markdown-smart", "gfm", "commonmark")
with_pandoc = pytest.mark.skipif(PANDOC is None, reason="pandoc is not installed")
with_cmark = pytest.mark.skipif(CMARK is None, reason="cmark is not installed")
MANY = st.lists(TEXTS.filter(str.strip), min_size=1, max_size=60)
EXAMPLES = settings(max_examples=4, deadline=None)

HOSTILE = [
    "x",
    ":a caption of the table before it",
    ":1",
    ":^",
    *(text for text in NAUGHTY if text.strip()),
    "#tag at the start", "1. one", "(1) one", "(@) one", "(@good) one", "@name says", "x @name, -@name [@name, p. 3]",
    "a. b", "A.  b", "A. b", "i) b", "MM. b", "#. b", "Table: x", "table: x", ": x", "~ x", "| x", "% x",
    "H~2~O x^2^ ~~out~~ ^[note] [^1] $x$ $5 and 6$ $$y$$ \\alpha \\begin{x} {=html} `a`{=html} <div> ::: x",
    "http://a.example www.a.example x@a.example mailto:x@a.example :smile: &amp; &#35; <b>x</b> <!-- x --> **a** _b_",
    "[Parts] [a](b) ![a](b) [a][b] [ ] task", "ends with \\", "title\n===", "title\n---", "a\n- b\n1. c", "foo #", "C#", "foo {#x}",
    "+---+\n| a |\n+---+", "a   b\n---- ----\n1  2", "'quoted' \"quoted\" ... -- ---", "a*b*c a_b_c __d__ ***e***", "x\n\n    code",
]  # fmt: skip


def pandoc_blocks(reader: str, markdown: str) -> list[Any]:
    """What pandoc reads."""
    command = [PANDOC or "", "--from", reader, "--to", "json"]
    done = subprocess.run(command, input=markdown.encode(), capture_output=True, check=True)
    return list(json.loads(done.stdout)["blocks"])


def pandoc_text(inlines: Iterable[Any], allowed: str = "") -> str:
    """The text of pandoc's inline elements; fails on any that no text has, except those of these names."""
    shown = []
    for inline in inlines:
        match inline["t"]:
            case "Str":
                shown.append(inline["c"])
            case "Space" | "LineBreak" | "SoftBreak":
                shown.append(" ")
            case name:
                assert name in allowed.split(), inline
                shown.append(pandoc_text(inline["c"], allowed))
    return "".join(shown)


def pandoc_lines(blocks: Iterable[Any], allowed: str = "") -> Iterator[str]:
    """The text of each paragraph, heading, item and cell."""
    for block in blocks:
        match block["t"]:
            case "Para" | "Plain":
                yield pandoc_text(block["c"], allowed)
            case "Header":
                yield pandoc_text(block["c"][2], allowed)
            case "BulletList":
                for item in block["c"]:
                    yield from pandoc_lines(item, allowed)
            case "OrderedList":
                for item in block["c"][1]:
                    yield from pandoc_lines(item, allowed)
            case "Table":
                _, (_, caption), _, (_, head), bodies, _ = block["c"]
                assert caption == []
                for _, cells in [*head, *(row for body in bodies for row in body[3])]:
                    for _, _, _, _, inside in cells:
                        yield from pandoc_lines(inside, allowed) if inside else [""]
            case name:
                raise AssertionError(name)


def plainly(text: str) -> str:
    """The text with single spaces, as these readers give it."""
    return " ".join(text.split())


def document(texts: Iterable[str]) -> Document:
    """A document with each text as a paragraph, a heading, an item, behind a bold reference, and in a cell."""
    blocks: list[Block] = []
    for text in texts:
        blocks += [
            Paragraph((typed(text),)),
            Items((Item((typed(text),), (Item((Text("Also: "), typed(text))),)),)),
            Heading(1, (in_line(text),)),
            Items(
                (Item((Strong((Text("C3"),)), Text(" "), typed(text), Text(" (end)"))),), ItemsStyle.NUMBERS
            ),
            TableBlock((Column((in_line(text),)),), (((Text("x "), in_line(text)),),)),
        ]
    return Document("Title", tuple(blocks))


def expected(texts: Iterable[str]) -> Iterator[str]:
    """Its lines."""
    yield "Title"
    for text in texts:
        shown, line = plainly(typed(text).text), plainly(in_line(text).text)
        yield from (shown, shown, f"Also: {shown}", line, f"C3 {shown} (end)", line, f"x {line}")


def assert_literal(reader: str, texts: list[str]) -> None:
    """Each text once at each place, and no structure that is not ours."""
    blocks = pandoc_blocks(reader, write_markdown(document(texts)))
    lines = [normalize("NFC", plainly(line)) for line in pandoc_lines(blocks, "Strong")]
    assert lines == [normalize("NFC", line) for line in expected(texts)]  # pandoc composes characters


@with_pandoc
@pytest.mark.parametrize("reader", PANDOC_READERS[:2])
def test_pandoc_shows_hostile_texts_literally(reader: str) -> None:
    """Rule: a document read by pandoc has the lines that were written, and no other element."""
    assert_literal(reader, HOSTILE)


@with_pandoc
@pytest.mark.parametrize("reader", PANDOC_READERS[:2])
@EXAMPLES
@given(texts=MANY)
def test_pandoc_shows_random_texts_literally(reader: str, texts: list[str]) -> None:
    """Rule: the same for any texts."""
    assert_literal(reader, texts)


def cmark_lines(markdown: str) -> Iterator[str]:
    """The text of each block that cmark reads; fails on any element that is not ours."""
    command = [CMARK or "", "--to", "xml"]
    done = subprocess.run(command, input=markdown.encode(), capture_output=True, check=True)
    for element in ET.fromstring(done.stdout).iter():
        if element.tag.rpartition("}")[2] in ("paragraph", "heading"):
            yield "".join(cmark_text(element))


def cmark_text(element: ET.Element) -> Iterator[str]:
    """The text of an element; fails on any inside it that is not ours."""
    for child in element:
        match child.tag.rpartition("}")[2]:
            case "text":
                yield child.text or ""
            case "linebreak":
                yield " "
            case name:
                assert name == "strong", name
                yield from cmark_text(child)


def without_tables(made: Document) -> Document:
    """CommonMark has no tables."""
    return Document(made.title, tuple(block for block in made.blocks if not isinstance(block, TableBlock)))


def assert_literal_in_cmark(texts: list[str]) -> None:
    """As ``assert_literal``, without the tables."""
    lines = [plainly(line) for line in cmark_lines(write_markdown(without_tables(document(texts))))]
    wanted = list(expected(texts))
    assert lines == wanted[:1] + [line for place, line in enumerate(wanted[1:]) if place % 7 < 5]


@with_cmark
def test_cmark_shows_hostile_texts_literally() -> None:
    """Rule: the same for the reference implementation of CommonMark."""
    assert_literal_in_cmark(HOSTILE)


@with_cmark
@EXAMPLES
@given(texts=MANY)
def test_cmark_shows_random_texts_literally(texts: list[str]) -> None:
    """Rule: the same for any texts."""
    assert_literal_in_cmark(texts)


SHORT = st.text(st.sampled_from("aB1 .*_~^$[]()@:#-<&`\\“é\n"), max_size=6)
_PLAIN = SHORT.map(Text)


def _nested(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    several: st.SearchStrategy[Inlines] = st.lists(inner, min_size=1, max_size=3).map(tuple)
    makers: tuple[Callable[[Inlines], Inline], ...] = (
        Strong,
        Emphasis,
        lambda words: Reference("C3", words),
        lambda words: Anchor("C3", words),
    )
    return st.one_of([several.map(maker) for maker in makers])


INLINES = st.lists(st.recursive(_PLAIN, _nested, max_leaves=6), min_size=1, max_size=5).map(tuple)


@with_pandoc
@pytest.mark.parametrize("reader", PANDOC_READERS)
@EXAMPLES
@example(lines=[(Strong((Text("1"), Text(" *\n1"))),), (Emphasis((Text("1"), Text(" _\n1"))),)])
@given(lines=st.lists(INLINES.filter(lambda line: bool(words(line).strip())), min_size=1, max_size=150))
def test_words_in_styles_keep_their_text(reader: str, lines: list[Inlines]) -> None:
    """Rule: where marks of style can't stand, they are left out; no mark is ever shown as text, and no text is lost."""
    markdown = write_markdown(Document("Title", tuple(Paragraph(line) for line in lines)))
    found = [plainly(line) for line in pandoc_lines(pandoc_blocks(reader, markdown), "Strong Emph")]
    assert found == ["Title", *(plainly(words(line)) for line in lines)]
