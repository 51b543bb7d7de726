"""The report screen: rendered Markdown, inert and fast."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App
from textual.widgets import Static

from breakout_tui.tui import colours
from breakout_tui.tui.screens.report_screen import RENDERED_UP_TO, Outline, ReportScreen, SourcePage
from breakout_tui.tui.widgets.markdown_blocks import Block, blocks_of
from breakout_tui.tui.widgets.markdown_page import MarkdownPage, MarkdownText
from tests.tui.screen_text import screen_text

REPORT = """---
title: "x"
---

# The report

Room 2, with a [link](http://example.org) and <b>HTML</b> and [red]markup[/]

## Morning

1. **P1** First \\
   second line
2. Next

   - nested

> Minority view

| Principle | Recommendation |
|---|---|
| P1 One line | R1 Fund shared services from one line for at least three years, in every country |

## Afternoon

---

    code
"""


class Probe(App[None]):
    """An app with a report, which counts the requests."""

    def __init__(self, markdown: str = REPORT, where: str = "~/report.md") -> None:
        super().__init__()
        for theme in colours.THEMES:
            self.register_theme(theme)
        self.theme = colours.DARK
        self.report = ReportScreen("[b]Report[/]", markdown, where)
        self.exports = 0

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our variables also for other themes."""
        return colours.variable_defaults()

    async def on_mount(self) -> None:
        """Show the report."""
        await self.push_screen(self.report)

    def on_report_screen_export_asked(self) -> None:
        """Count."""
        self.exports += 1

    @property
    def text(self) -> str:
        """The visible text."""
        return screen_text(self)


def test_every_kind_of_block_is_parsed() -> None:
    """Rule: headings, lists, quotes, tables, rules and code become blocks; front matter is left out."""
    blocks = blocks_of(REPORT)
    assert [(block.level, block.text.plain) for block in blocks if block.level] == [
        (1, "The report"),
        (2, "Morning"),
        (2, "Afternoon"),
    ]
    firsts = [block.first for block in blocks if block.first]
    assert firsts == ["1. ", "2. ", "   • ", "│ ", "  "]
    assert [len(block.rows) for block in blocks if block.rows] == [2]
    assert sum(block.is_rule for block in blocks) == 1


def test_links_and_html_are_inert() -> None:
    """Rule: a link is shown as text without a target, HTML and markup as text."""
    block = blocks_of(REPORT)[1]
    assert block.text.plain == "Room 2, with a link and <b>HTML</b> and [red]markup[/]"
    assert "example" not in repr(block.text.spans)


@given(st.text(st.sampled_from(list("ab \n\t#-*_|>`[]()!<1.\\~é家")), max_size=120))
def test_every_letter_of_any_text_is_shown_once(markdown: str) -> None:
    """Rule: no word is added or lost, except in links, code fences and front matter."""
    shown, given = letters(" ".join(map(words_of, blocks_of(markdown)))), letters(markdown)
    assert shown <= given
    if not set(markdown) & set("[<-`~"):
        assert shown == given


def letters(text: str) -> Counter[str]:
    """The number of each letter in a text."""
    return Counter(character for character in text if character.isalpha())


def words_of(block: Block) -> str:
    """All words of a block, including those of a table."""
    return " ".join([block.text.plain, *(cell.plain for row in block.rows for cell in row)])


@pytest.mark.parametrize("size", [(80, 24), (120, 32), (1, 1)])
async def test_it_works_at_every_size(size: tuple[int, int]) -> None:
    """Rule: lines and tables fit the width."""
    app = Probe()
    async with app.run_test(size=size) as pilot:
        await pilot.press("pagedown", "s", "pagedown", "s")
    lines = MarkdownText(REPORT).lay_out(*size)
    assert size[0] < 40 or all(line.cell_length <= size[0] for line in lines)


async def test_the_outline_is_shown_if_there_is_room_and_moves_the_text() -> None:
    """Rule: it is beside the text from 100 columns on; the text follows its cursor."""
    app = Probe(REPORT + "\n\nwords" * 200)
    async with app.run_test(size=(120, 20)) as pilot:
        outline, page = app.report.query_one(Outline), app.report.query_one(MarkdownPage)
        assert outline.region.width > 0
        await pilot.press("shift+tab", "end")
        await pilot.pause()
        assert page.scroll_offset.y > 5
        await pilot.resize_terminal(80, 20)
        await pilot.pause()
        assert outline.region.width == 0


async def test_the_source_is_one_key_away() -> None:
    """Rule: s switches between the Markdown source and the rendered text."""
    app = Probe()
    async with app.run_test() as pilot:
        await pilot.press("s")
        assert "[link](http://example.org)" in app.text
        await pilot.press("s")
        assert "(http://example.org)" not in app.text


async def test_e_exports_and_w_says_where_the_report_was_saved() -> None:
    """Rule: one key each."""
    app = Probe()
    async with app.run_test() as pilot:
        await pilot.press("e", "w")
        await pilot.pause()
        assert str(app.report.query_one("#said", Static).render()) == "~/report.md"
    assert app.exports == 1


async def test_a_very_long_report_is_shown_as_its_source_and_says_so() -> None:
    """Rule: a report of ten thousand notes opens immediately."""
    app = Probe("- a note of some words\n" * (RENDERED_UP_TO // 20))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert not app.report.query(MarkdownPage)
        assert "this is the Markdown source" in app.text
        await pilot.press("end")
        assert app.report.query_one(SourcePage).scroll_offset.y > 1000


async def test_escape_goes_back() -> None:
    """Rule: Esc closes the report."""
    app = Probe()
    async with app.run_test() as pilot:
        await pilot.press("escape")
        assert app.screen is not app.report
