"""Any typed text is shown literally by a Markdown reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from breakout_tui.domain.text import clean
from breakout_tui.report.inlines import Strong, Text
from breakout_tui.report.phrases import typed
from breakout_tui.report.writers.markdown_inlines import block_line
from tests.report.rendering import block, cell, heading, within

NAUGHTY = (
    "//+10.0.0.1 and //example.org",
    "*a* **b** _c_ __d__ ***e*** a*b*c snake_case_name",
    "`code` ``x`` ```\nfence\n```\n~~~\nfence\n~~~",
    "# h\n## h ##\n### \nh #\nC# and C ## ",
    "title\n===\ntitle\n---\n=\n-",
    "title\n=",
    "title\n--",
    "column\n:-",
    "- a\n+ b\n* c\n1. d\n2) e\n123456789. f\n-\n+\n1.\na) g\niv. h\n(1) i",
    "> quote\n>> more\n>quote",
    "    indented\n\tindented\n \u00a0 \u3000x\u3000\n\u2003",
    "<b>bold</b> <script>alert(1)</script> <!-- x --> <?php ?> <![CDATA[x]]> <!DOCTYPE x> </p> <x",
    "&amp; &lt; &#60; &#x3c; &copy &nbsp; &&amp;; R&D; AT&T &notanentity; &amp",
    "[a](b) ![a](b) [a][b] [a] [a]: /url 'x'\n[a]: /url\n[^1] [^1]: note\n[ ] [x] - [x] task",
    "<http://example.com> <a@example.com> http://example.com https://www.example.com/a_b?c=d&e=f#g",
    "www.example.com WWW.EXAMPLE.COM ftp://example.com ftp.example.com example.com //example.com //localhost/x",
    "//127.0.0.1/ http://localhost:80/ ///a.bc https:///x.no sharing.No 😀.com a-.com münchen.de x.рф",
    "a@b.com mailto:a@b.com xmpp:a@b.com/c @user @@x a@b a.b@c.de. 'a@b.co' (a@b.co)",
    "| a | b |\n|---|---|\n| 1 | 2 |\na | b\n:-: | ---\n\\| \\\\| |",
    "~a~ ~~b~~ ^c^ ==d== ++e++ $x$ $$y$$ \\(z\\) \\[w\\] {.cls} {#id} {{ v }} {% tag %} %%hidden%%",
    ":smile: :+1: a :b: c::d\n: definition\n::: note\n:::",
    "---\ntitle: x\n---\n***\n___\n* * *\n- - -",
    "\\ \\\\ \\* \\\n\\\nends in a backslash\\",
    "a\n\n\n\nb\n \n c  \nd   \n\n",
    "!!! note\n![x]\n!",
    "C3 -> P2 <- a < b <= c <3 => 5 % \"quoted\" 'it's' (c) ... -- --- 10:30 9:30am note:this x:y",
    "<", "&", "\\", "`", "*", "!", "]", "#", ":", "|", "\x00", "\x1b[31m", "\ud800",
    "",
    " \n ",
)  # fmt: skip

# Mostly characters with a meaning in Markdown: runs of marks, line starts, parts of automatic links.
PIECES = st.one_of(
    st.sampled_from(list("\\`*_{}[]()#+-.!<>&|~$^=:@/%\"';,? \n\t0a1Aé\u00a0\u3000\r\u0085")),
    st.sampled_from(
        [
            "http://",
            "https:",
            "//",
            "www.",
            "example.com",
            "a@b.com",
            "mailto:",
            "localhost",
            ".no",
            "10.0.0.1",
        ]
    ),
    st.sampled_from(
        [
            "1. ",
            "2) ",
            "- ",
            "+ ",
            "> ",
            "# ",
            "    ",
            "\n\n",
            "---",
            "===",
            "```",
            "~~~",
            "|-|",
            "[^1]:",
            "[a]: /b",
        ]
    ),
    st.sampled_from(
        ["<b>", "</b>", "<!--", "-->", "&amp;", "&#64;", "&lt", "](", "![", "[x]", ":::", "word", "B"]
    ),
    st.characters(),
)
TEXTS = st.lists(PIECES, max_size=24).map("".join)


def _with_everything() -> MarkdownIt:
    reader = MarkdownIt("gfm-like", {"linkify": True})
    for plugin in (
        footnote_plugin,
        deflist_plugin,
        dollarmath_plugin,
        tasklists_plugin,
        attrs_plugin,
        attrs_block_plugin,
        colon_fence_plugin,
        front_matter_plugin,
    ):
        reader.use(plugin)
    return reader


READERS = {
    "commonmark": MarkdownIt("commonmark"),
    "js-default": MarkdownIt("js-default"),
    "gfm-like": MarkdownIt("gfm-like"),
    "with every extension": _with_everything(),
}

every_reader = pytest.mark.parametrize("reader", READERS.values(), ids=READERS.keys())


def naughty(test: Callable[..., None]) -> Callable[..., None]:
    """Try the corpus in addition to the texts of hypothesis."""
    for text in NAUGHTY:
        test = example(text=text)(test)
    return test


def _lines(text: str) -> list[str]:
    return [line.strip() for line in clean(text).strip().split("\n")]


def _in_one_line(text: str) -> str:
    return " / ".join(line for line in _lines(text) if line)


def _shown(tokens: Iterable[Token]) -> str:
    """The text of inline tokens; fails on anything but text and hard breaks."""
    shown = []
    for token in tokens:
        assert token.type in {"text", "text_special", "hardbreak"}, token
        shown.append("\n" if token.type == "hardbreak" else token.content)
    return "".join(shown)


def _parsed(reader: MarkdownIt, markdown: str, blocks: str) -> list[str]:
    """The texts of the inline tokens; checks the kinds of the block tokens."""
    tokens = reader.parse(markdown)
    assert [token.type for token in tokens] == blocks.split(), markdown
    assert all(not token.attrs or token.type == "td_open" for token in tokens), markdown
    return [_shown(token.children or ()) for token in tokens if token.type == "inline"]


@every_reader
@naughty
@given(text=TEXTS)
def test_a_paragraph_shows_the_text_and_its_lines(reader: MarkdownIt, text: str) -> None:
    """A block is one paragraph, with a hard break for each line break."""
    expected = "\n".join(_lines(text))
    if not expected:
        assert block(text) == ""
        return
    assert _parsed(reader, block(text), "paragraph_open inline paragraph_close") == [expected]


@every_reader
@naughty
@given(text=TEXTS)
def test_a_list_item_holds_the_whole_text(reader: MarkdownIt, text: str) -> None:
    """Empty lines end neither the item nor the list."""
    expected = "\n".join(_lines(text))
    if not expected:
        return
    item = "list_item_open paragraph_open inline paragraph_close list_item_close"
    markdown = f"- {block(text, '  ')}\n- {block(text, '  ')}\n"
    assert _parsed(reader, markdown, f"bullet_list_open {item} {item} bullet_list_close") == [expected] * 2


@every_reader
@naughty
@given(text=TEXTS)
def test_a_heading_shows_the_text_in_one_line(reader: MarkdownIt, text: str) -> None:
    """The whole text stays in the heading."""
    expected = _in_one_line(text)
    shown = _parsed(reader, f"## {heading(text)}\n", "heading_open inline heading_close")
    assert shown == [expected]


@pytest.mark.parametrize(
    "reader", [READERS["js-default"], READERS["gfm-like"]], ids=["js-default", "gfm-like"]
)
@naughty
@given(text=TEXTS)
def test_a_table_cell_holds_the_text(reader: MarkdownIt, text: str) -> None:
    """The text neither splits the cell nor ends the row."""
    expected = _in_one_line(text)
    row = "tr_open {0}_open inline {0}_close {0}_open inline {0}_close tr_close"
    head = f"thead_open {row.format('th')} thead_close"
    blocks = f"table_open {head} tbody_open {row.format('td')} tbody_close table_close"
    shown = _parsed(reader, f"| a | b |\n|---|---|\n| {cell(text)} | {cell(text)} |\n", blocks)
    assert shown == ["a", "b", expected, expected]


@every_reader
@naughty
@given(text=TEXTS)
def test_text_between_our_own_words_stays_text(reader: MarkdownIt, text: str) -> None:
    """After a bold reference, only the reference is bold."""
    expected = "\n".join(_lines(text))
    (_, content, _) = reader.parse(
        block_line((Strong((Text("C3"),)), Text(" "), typed(text), Text(" (end)")))
    )
    children = content.children or []
    kinds = [child.type for child in children[:4]]
    start = next(index for index, child in enumerate(children) if child.type == "strong_close") + 1
    assert "strong_open" in kinds
    assert _shown(children[start:]) == f" {expected} (end)"


@every_reader
def test_each_ascii_character_is_literal_at_any_place(reader: MarkdownIt) -> None:
    """Alone, at the start, doubled, tripled, around a word and at the end of a line."""
    places = ("{}", "{} x", "{}x", "{0}{0}x{0}{0}", "{0}{0}{0}", "x{}", "a {0}x{0} b", "a\n{0}\n{0} b")
    for c, place in product(map(chr, range(0x20, 0x7F)), places):
        text = place.format(c)
        if text.strip():
            expected = "\n".join(_lines(text))
            assert _parsed(reader, block(text), "paragraph_open inline paragraph_close") == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "No legal basis for data sharing.",
        "Who pays? The CIO (50 %), at 10:30 - or R&D: see above, e.g. clause 3.5!",
        "Silo budgets; C# and i.e. \"quoted\" 'single' a/b, a < b => c, x = y + z",
        "Ελλάδα, 日本語。",
        "M. Lindqvist asked: what of #budget, snake_case, 5 * 3 and 10^6?",
        "~50 people pay US$5 each (see p. 12), the rest + Norway = none; 2.5.1 > 2.4",
        'J. P. Morgan, note:this, x:y, A/B, 1,000.50, C#, a - b, it\'s "new"...',
    ],
)
def test_an_ordinary_sentence_is_not_escaped(sentence: str) -> None:
    """So the Markdown is readable in an editor."""
    assert block(sentence) == heading(sentence) == cell(sentence) == within(sentence) == sentence


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("1. first", "1\\. first"),
        ("see https://www.ica.org", "see https&#58;//www&#46;ica\\.org"),
        ("ann@example.org", "ann&#64;example\\.org"),
        ("<b>", "&lt;b>"),
        ("C3 *new* [x]", "C3 \\*new\\* \\[x]"),
        ("#budget first", "\\#budget first"),
        ("II. second", "II\\. second"),
        ("a | b", "a | b"),
        ("costs $5 or $6", "costs \\$5 or $6"),
    ],
)
def test_escapes_are_minimal(text: str, markdown: str) -> None:
    """Only one character is escaped if one is enough."""
    assert block(text) == markdown


def test_line_breaks_are_kept_in_a_block_and_slashes_in_a_line() -> None:
    """Continuation lines have the caller's indent; an empty line is a break too."""
    assert block("a\n\nb\n", "  ") == "a\\\n  \\\n  b"
    assert heading("a\n\nb\n") == cell("a\n\nb\n") == "a / b"
