"""Documents of every kind of block and of hostile text, random and one fixed."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import strategies as st

from breakout_tui.domain.text import clean_line
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
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Properties,
)
from breakout_tui.report.figures import Align, Bar, Card, Cards, Chart, ChartKind, Column, TableBlock
from breakout_tui.report.inlines import (
    Anchor,
    Emphasis,
    FootnoteMark,
    Hyperlink,
    Inlines,
    Reference,
    Strong,
    Text,
)

HOSTILE = (
    "R&D <b>x</b> &amp; &#0; ]]> <!-- -- <?xml?>",
    "\x00\x07\x1b[31m\x9f\ufffe\ud800\u2028\u202e",
    "  two  spaces \t and a tab ",
    " ",
    "first\n\n third\n",
    '#import "@preview/x:1.0.0" #eval("1") $x$ *b* _i_ @a <l> `r` // /* \\u{0}',
    "السلام عليكم (أهلا) 12 abc",
    "שלום, עולם!",
    "数字政府 日本語 한국어",
    "naïve café e\u0301 👩‍👩‍👧 😀 \U0001f1f3\U0001f1f4",
    "x" * 300,
    "%%w:t%% {{ title }} \\n $& =1+1",
)
texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=12))


def line(text: str) -> Inlines:
    """Words without any style."""
    return (Text(text),)


def inlines(*, depth: int = 2) -> st.SearchStrategy[Inlines]:
    """Random words, without anchors and footnote marks, which are unique in a document."""
    single = st.builds(Text, texts)
    if depth == 0:
        return st.lists(single, max_size=2).map(tuple)
    inner = inlines(depth=depth - 1)
    styled = st.one_of(
        st.builds(Strong, inner),
        st.builds(Emphasis, inner),
        st.builds(Reference, st.sampled_from(["C1", "nowhere"]), inner),
        st.builds(Hyperlink, st.sampled_from(["https://example.org/?a=1&b='2'", "mailto:a@b.no"]), inner),
    )
    return st.lists(st.one_of(single, styled), max_size=3).map(tuple)


def _items() -> st.SearchStrategy[Item]:
    leaf = st.builds(Item, inlines(depth=1))
    return st.recursive(
        leaf,
        lambda child: st.builds(Item, inlines(depth=1), st.lists(child, max_size=2).map(tuple)),
        max_leaves=3,
    )


@st.composite
def tables(draw: st.DrawFn) -> TableBlock:
    """Random tables of up to three columns and rows."""
    width = draw(st.integers(1, 3))
    columns = tuple(
        Column(draw(inlines(depth=1)), draw(st.sampled_from(Align)), draw(st.integers(1, 9)))
        for _ in range(width)
    )
    row = st.tuples(*[inlines(depth=1)] * width)
    return TableBlock(
        columns,
        tuple(draw(st.lists(row, max_size=3))),
        draw(inlines(depth=0)),
        draw(st.booleans()),
        draw(st.booleans()),
    )


def charts() -> st.SearchStrategy[Chart]:
    """Random charts."""
    numbers = st.integers(0, 10_000)
    words = texts.map(clean_line)
    bars = st.builds(Bar, words, numbers, words, st.one_of(st.none(), numbers), st.booleans())
    return st.builds(
        Chart,
        st.sampled_from(ChartKind),
        words,
        st.lists(bars, min_size=1, max_size=3).map(tuple),
        words,
        st.one_of(st.none(), tables()),
    )


def cards() -> st.SearchStrategy[Cards]:
    """Random cards."""
    title = st.builds(lambda text: line(text), texts)
    lines = st.lists(inlines(depth=1), max_size=3).map(tuple)
    card = st.builds(Card, title, lines, inlines(depth=1))
    return st.builds(Cards, st.lists(card, min_size=1, max_size=3).map(tuple))


def _blocks() -> st.SearchStrategy[Block]:
    return st.one_of(
        st.builds(Paragraph, inlines(), st.sampled_from(ParagraphStyle)),
        st.builds(Items, st.lists(_items(), min_size=1, max_size=3).map(tuple), st.sampled_from(ItemsStyle)),
        tables(),
        charts(),
        cards(),
        st.sampled_from([Contents(), PageBreak(), Endnotes()]),
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Random documents, with headings without gaps, an anchor that references lead to, and footnotes."""
    blocks: list[Block] = []
    level = 0
    for block in draw(st.lists(_blocks(), max_size=4)):
        level = draw(st.integers(1, min(5, level + 1)))
        blocks += [Heading(level, line(clean_line(draw(texts))), f"h{len(blocks)}"), block]
    footnotes = tuple(Footnote(words) for words in draw(st.lists(inlines(depth=1), max_size=2)))
    marks = tuple(FootnoteMark(number) for number in range(1, len(footnotes) + 1))
    first = Paragraph((Strong((Anchor("C1", line("C1")),)), Text(" said"), *marks))
    title = clean_line(draw(texts)) or "-"
    return Document(
        title, (first, *blocks), footnotes, draw(st.sampled_from(["en", "ar", "pt-BR", "zh-Hant"]))
    )


def every_block() -> Document:
    """One of each block, with a footnote, references and text of several languages."""
    statement = Item(
        (Strong((Anchor("C3", line("C3")),)), Text(" Silo budgets block shared services"), FootnoteMark(1)),
        (
            Item(
                (Emphasis((Text("10:31, Norway, answers "), Reference("P1", line("P1")))),),
                (Item(line("deeper")),),
            ),
        ),
    )
    blocks: tuple[Block, ...] = (
        Paragraph(line("ICA 43rd Conference · Room 2"), ParagraphStyle.PLACE),
        Contents(),
        Heading(1, line("Morning & more"), "morning"),
        Paragraph(line("Opened by the chair."), ParagraphStyle.LEAD),
        Items(
            (Item(line("First question"), (Item(line("below")),)), Item(line("Second question"))),
            ItemsStyle.NUMBERS,
        ),
        Heading(2, line("Priority issues"), "issues"),
        TableBlock(
            (Column(line("Rank"), Align.RIGHT), Column(line("Issue"), width=4)),
            tuple((line(str(number)), line(f"Issue {number}")) for number in range(1, 4)),
            line("The agreed list"),
            has_total=True,
        ),
        Heading(2, line("What was said"), "said"),
        Items(
            (statement, Item((Strong((Anchor("P1", line("P1")),)), Text(" السلام عليكم")))),
            ItemsStyle.STATEMENTS,
        ),
        Items((Item(line("One"), (Item(line("Two"), (Item(line("Three")),)),)),)),
        Heading(1, line("Time"), "time"),
        Chart(
            ChartKind.PLANNED_ACTUAL,
            "Time in each box",
            (
                Bar("Opening", 500, "8:20", 600),
                Bar("Q1", 1300, "21:40", 1080),
                Bar("Q2", 0, "0:00", 960, True),
            ),
            "Opening took 8:20 of 10:00.",
        ),
        Paragraph(line("Measured by the clock of the room."), ParagraphStyle.REMARK),
        PageBreak(),
        Heading(1, line("Links"), "links"),
        Paragraph(
            (
                Text("See "),
                Hyperlink("https://example.org/?a=1&b=2", line("the page")),
                Text(" or "),
                Reference("C3", line("C3")),
            )
        ),
        Cards(
            (
                Card(line("Ana López"), (line("Norway"), line("Round 1 · Room 2")), line("Cut here")),
                Card(line("李木子"), (line("Singapore"),)),
                Card(line("Þóra"), ()),
            )
        ),
        Endnotes(),
    )
    return Document(
        "Governance Challenges",
        blocks,
        (
            Footnote(
                (Text("From the "), Hyperlink("https://example.org/list", line("list")), Text(" & more"))
            ),
        ),
        "en-GB",
        Properties(
            "M. Lindqvist",
            "Breakout session",
            ("budget", "law"),
            datetime(2026, 10, 12, 17, 5, tzinfo=UTC),
            "breakout-tui",
        ),
    )
