"""A document as HTML: literal, self-contained, without scripts, and readable for everybody."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings

from breakout_tui.report.compose import compose
from breakout_tui.report.compose_spoken import compose_spoken
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
)
from breakout_tui.report.figures import Bar, Card, Cards, Chart, ChartKind, Column, TableBlock
from breakout_tui.report.inlines import Anchor, FootnoteMark, Hyperlink, Reference, Strong, Text
from breakout_tui.report.phrases import in_line, typed
from breakout_tui.report.report_document import document_of
from breakout_tui.report.slides import slides_of
from breakout_tui.report.spoken import document_of_spoken
from breakout_tui.report.writers.html import write_html
from tests.report.played_day import played_day
from tests.report.test_markdown_text import NAUGHTY, TEXTS
from tests.sampled import a_third

VOID = {"meta", "br", "col", "hr", "rect", "line"}


@dataclass
class Reader(HTMLParser):
    """What a browser reads: elements with their attributes, and the text of each, without the style sheet."""

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    stack: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    style: str = ""

    def __post_init__(self) -> None:
        """Start to read."""
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.tags.append((tag, {key: value or "" for key, value in attrs}))
        if tag == "br":
            self.shown.append("\n")
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """It ends; no element ends inside another one."""
        if tag not in VOID:
            assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        """Its text."""
        if self.stack and self.stack[-1] == "style":
            self.style += data
        else:
            self.shown.append(data)

    @property
    def text(self) -> str:
        """All text that is shown or read out."""
        return "".join(self.shown)

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of all elements of a name."""
        return [attributes for name, attributes in self.tags if name == tag]


def read(html: str) -> Reader:
    """The file as a browser reads it."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.stack == []
    return reader


def full(text: str) -> Document:
    """A document with this text in every place."""
    line, many = (in_line(text),), (Text("x"), typed(text), FootnoteMark(1))
    table = TableBlock(
        (Column(line), Column(line, width=3)), ((line, ()), (line, line)), line, has_total=True
    )
    bars = (Bar(in_line(text).text, 3, text, 2), Bar("b", 1, "1", is_faint=True))
    blocks: tuple[Block, ...] = (
        Paragraph(line),
        Contents(),
        Heading(1, line, "one"),
        Paragraph((*many, Hyperlink("https://example.org/?a=1&b=2", line))),
        Items((Item((Strong((Anchor("C3", line),)), *line), (Item((Reference("C3", line), Text("."))),)),)),
        Heading(2, line, "two"),
        Items((Item((Text("y"), FootnoteMark(2))),)),
        Chart(ChartKind.PLANNED_ACTUAL, in_line(text).text, bars, text, table),
        Cards((Card(line, (line, many[:2]), line), Card(line, ()))),
        Endnotes(),
        PageBreak(),
        Heading(1, line),
        Paragraph((Reference("C9", line), Text("z"), FootnoteMark(3))),
    )
    return Document(in_line(text).text or "x", blocks, (Footnote(line), Footnote(line), Footnote(line)))


def shape(reader: Reader) -> list[tuple[str, str]]:
    """The elements without what text may change: attributes and line breaks."""
    return [(tag, attributes.get("id", "")) for tag, attributes in reader.tags if tag != "br"]


@settings(max_examples=a_third(60), deadline=None)
@given(TEXTS)
def test_any_text_is_shown_literally_and_changes_no_element(text: str) -> None:
    """Rule: the elements of a file are those of its document, whatever is typed; the text is there, character by character."""
    made, plain = read(write_html(full(text))), read(write_html(full("plain")))
    assert shape(made) == shape(plain)
    assert typed(text).text in made.text


@pytest.mark.parametrize("text", NAUGHTY)
def test_hostile_text_is_shown_literally(text: str) -> None:
    """Rule: the same for tags, entities and scripts."""
    made = read(write_html(full(text)))
    assert shape(made) == shape(read(write_html(full("plain"))))
    assert typed(text).text in made.text


def documents() -> list[Document]:
    """What the program writes of a played day, and a document that has everything."""
    room = played_day()
    spoken = compose_spoken(room.session)
    report = document_of(compose(room.session, room.reading))
    return [report, document_of_spoken(spoken), slides_of(spoken), full("Some text")]


WRITTEN = [read(write_html(document)) for document in documents()]
every_document = pytest.mark.parametrize(
    "made", WRITTEN, ids=["report", "report-back", "slides", "everything"]
)


@every_document
def test_nothing_is_run_and_nothing_is_fetched(made: Reader) -> None:
    """Rule: no scripts, no style attributes, no handlers, no addresses but those that can be followed by hand."""
    assert not {"script", "link", "img", "iframe", "object", "form", "base"} & {tag for tag, _ in made.tags}
    for tag, attributes in made.tags:
        assert not [key for key in attributes if key == "style" or key.startswith("on") or key == "src"]
        assert "href" not in attributes or tag == "a"
    assert "url(" not in made.style
    assert "@import" not in made.style


@every_document
def test_the_policy_allows_only_the_style_sheet_of_the_file(made: Reader) -> None:
    """Rule: by its hash."""
    policy = next(each["content"] for each in made.all("meta") if "http-equiv" in each)
    digest = b64encode(sha256(made.style.encode()).digest()).decode()
    assert policy == (f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'")


@every_document
def test_it_has_a_language_a_title_landmarks_and_headings_in_order(made: Reader) -> None:
    """Rule: one h1, no level of heading is skipped, each part is in one landmark."""
    assert [each["lang"] for each in made.all("html")] == ["en"]
    assert [len(made.all(tag)) for tag in ("title", "h1", "header", "main")][1:] == [1, 1, 1]
    levels = [int(tag[1]) for tag, _ in made.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    landmarks = [tag for tag, _ in made.tags if tag in ("header", "nav", "main")]
    assert landmarks in (["header", "nav", "main"], ["header", "main"])


@every_document
def test_ids_are_unique_and_each_link_leads_to_one(made: Reader) -> None:
    """Rule: contents, references and footnotes lead to something in the file."""
    ids = [attributes["id"] for _, attributes in made.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    inside = [each["href"][1:] for each in made.all("a") if each["href"].startswith("#")]
    assert set(inside) <= set(ids)
    labels = [attributes["aria-labelledby"] for _, attributes in made.tags if "aria-labelledby" in attributes]
    assert {name for label in labels for name in label.split()} <= set(ids)


def test_the_contents_list_the_parts_and_a_reference_leads_to_its_note() -> None:
    """In the report of a day: each part once, and notes lead to the notes that they answer."""
    made = WRITTEN[0]
    links = [each["href"] for each in made.all("a")]
    assert [links.count(f"#{name}") for name in ("theme", "phase_1", "phase_2", "chain", "times")] == [1] * 5
    assert "#C3" in links
    assert "#A1" in links


def test_footnotes_lead_there_and_back() -> None:
    """Rule: each mark leads to its footnote, which leads back; endnotes take those before them."""
    made = WRITTEN[3]
    links = [each["href"] for each in made.all("a")]
    for number in (1, 2, 3):
        assert links.count(f"#footnote-{number}") == 1
        assert links.count(f"#mark-{number}") == 1
    starts = [each["start"] for each in made.all("ol") if "start" in each]
    assert starts == ["1", "3"]


@every_document
def test_each_chart_has_its_title_and_what_it_shows_in_words(made: Reader) -> None:
    """Rule: a drawing is an image with both names."""
    assert all(each["role"] == "img" and each["aria-labelledby"] for each in made.all("svg"))
    assert len(made.all("desc")) == len(made.all("svg"))


def test_the_report_draws_times_votes_and_agreement() -> None:
    """The figures are also in the text of the drawings."""
    assert len(WRITTEN[0].all("svg")) == 4
    assert "Q1 What is the role of the CIO?: 28:00 of 25:00" in WRITTEN[0].text
    assert "Silo budgets block shared services: 14 votes" in WRITTEN[0].text
    assert "full consensus: 1; strong support with significant opposition: 1." in WRITTEN[0].text


def test_a_long_label_of_a_bar_is_cut_at_a_word() -> None:
    """Also one of wide characters; the whole is in the text alternative."""
    long = "Ministries that share a register " * 5
    bars = (Bar(long.strip(), 2, "2"), Bar("共有" * 40, 1, "1"))
    shown = read(write_html(Document("t", (Chart(ChartKind.TALLIES, "Votes", bars, long),)))).text
    assert "that share a register…" in shown
    assert f"{('共有' * 40)[:37]}…" in shown


def test_the_same_document_gives_the_same_file() -> None:
    """Rule: no clock, no chance."""
    assert [write_html(document) for document in documents()] == [write_html(each) for each in documents()]


SCHEMES = re.findall(r":root \{(.*?)\}", WRITTEN[0].style, re.DOTALL)


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of WCAG 2, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES, ids=["light", "dark", "print"])
def test_text_and_bars_can_be_seen_on_every_ground(scheme: str) -> None:
    """Rule: WCAG 2 AA: 4.5 for text, 3 for what is drawn; on both grounds."""
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", scheme))
    assert len(colours) == 8
    for ground in ("ground", "raised"):
        for name in ("text", "muted", "accent"):
            assert contrast(colours[name], colours[ground]) >= 4.5, (name, ground)
        for name in ("bar", "over"):
            assert contrast(colours[name], colours[ground]) >= 3, (name, ground)
    for name in ("bar", "over"):  # the line at the plan stands on them
        assert contrast(colours["text"], colours[name]) >= 3, name


def test_each_colour_of_the_style_sheet_is_one_of_those() -> None:
    """Rule: outside the schemes, colours are named, so that the test above has seen them all."""
    rules = re.sub(r":root \{.*?\}", "", WRITTEN[0].style, flags=re.DOTALL)
    rules = re.sub(r"@page \{.*?\}\s*\}", "", rules)
    assert re.findall(r"#[0-9a-f]{3,8}\b", rules) == []
    used = re.findall(r"(?:^|[ ;{])(?:color|fill|background|stroke): ([^;]+);", rules)
    assert {each for each in used if not each.startswith("var(--")} <= {"none", "inherit", "light dark"}
