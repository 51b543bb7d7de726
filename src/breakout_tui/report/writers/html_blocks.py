"""The blocks of a document as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from breakout_tui.report.document import (
    Block,
    Contents,
    Document,
    Endnotes,
    Heading,
    Item,
    Items,
    ItemsStyle,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    anchors,
)
from breakout_tui.report.figures import Align, Card, Cards, Chart, Row, TableBlock
from breakout_tui.report.inlines import FootnoteMark, Inlines, each_inline
from breakout_tui.report.writers.html_charts import html_chart
from breakout_tui.report.writers.html_elements import EMPTY, Html, element, text, together
from breakout_tui.report.writers.html_inlines import footnote_id, html_line, mark_id

_RETURN = "\u21a9\ufe0e"


@dataclass
class HtmlBlocks:
    """Writes the blocks of one document; ``rules`` are the style rules that its tables need besides the common ones."""

    document: Document
    rules: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Find what references can lead to."""
        self._anchors = anchors(self.document)
        self._charts = 0
        self._noted = 0
        self._marked = 0
        self._has_section = False

    def written(self, blocks: Sequence[Block]) -> Html:
        """The blocks; those from a heading of level 1 to the next one are a section."""
        parts = [self._block(block) for block in blocks]
        return together([*parts, self._section_end()], "\n")

    def endnotes(self) -> Html:
        """The footnotes that are not printed yet, up to the last mark."""
        first, self._noted = self._noted, max(self._noted, self._marked)
        return self._notes(range(first + 1, self._noted + 1))

    def rest_of_notes(self) -> Html:
        """All footnotes that are not printed yet."""
        self._marked = len(self.document.footnotes)
        return self.endnotes()

    def _block(self, block: Block) -> Html:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                name = None if block.style is ParagraphStyle.BODY else block.style.value
                return element("p", self._line(block.inlines), class_=name, dir="auto")
            case Items():
                return self._items(block.items, block.style)
            case TableBlock():
                return self._table(block)
            case Chart():
                return self._chart(block)
            case Cards():
                cards = together(map(self._card, block.cards), "\n")
                return element("ul", cards, class_="cards", role="list")
            case Contents():
                return self._contents(block)
            case PageBreak():
                return element("hr", class_="page")
            case Endnotes():
                return self.endnotes()

    def _line(self, inlines: Inlines) -> Html:
        marks = (each.number for each in each_inline(inlines) if isinstance(each, FootnoteMark))
        self._marked = max([self._marked, *marks])
        return html_line(inlines, self._anchors)

    def _heading(self, heading: Heading) -> Html:
        words = self._line(heading.inlines)
        title = element(f"h{heading.level + 1}", words, id=heading.id or None, dir="auto")
        if heading.level > 1:
            return title
        ended, self._has_section = self._section_end(), True
        label = f' aria-labelledby="{heading.id}"' if heading.id else ""
        return Html(f"{ended}<section{label}>\n{title}")

    def _section_end(self) -> Html:
        return Html("</section>\n") if self._has_section else EMPTY

    def _items(self, items: Iterable[Item], style: ItemsStyle) -> Html:
        written = together((self._item(item) for item in items), "\n")
        if style is ItemsStyle.NUMBERS:
            return element("ol", written)
        if style is ItemsStyle.STATEMENTS:  # without bullets, some readers see no list unless they are told
            return element("ul", written, class_="statements", role="list")
        return element("ul", written)

    def _item(self, item: Item) -> Html:
        below = self._items(item.children, ItemsStyle.BULLETS) if item.children else EMPTY
        return element("li", self._line(item.inlines), below, dir="auto")

    def _table(self, table: TableBlock) -> Html:
        caption = element("caption", self._line(table.caption), dir="auto") if table.caption else EMPTY
        columns = element("colgroup", *(element("col") for _ in table.columns))
        headings = (
            self._cell("th", column.heading, column.align, "col", is_name=place == table.name_column)
            for place, column in enumerate(table.columns)
        )
        head = element("thead", element("tr", *headings))
        last = len(table.rows) - 1 if table.has_total else -1
        rows = (self._row(table, row, "total" if at == last else None) for at, row in enumerate(table.rows))
        body = element("tbody", together(rows, "\n"))
        name = self._widths(table) + (" large" if table.is_large else "")
        if table.name_column is not None:
            name += " named"
        return element("table", caption, columns, head, Html("\n"), body, class_=name)

    def _widths(self, table: TableBlock) -> str:
        """The class of a table; the widths of its columns are rules, because the page allows no style attributes."""
        whole = sum(column.width for column in table.columns)
        shares = ".".join(str(round(100 * column.width / whole)) for column in table.columns)
        name = f"w{shares.replace('.', '-')}"
        for place, share in enumerate(shares.split("."), 1):
            rule = f".{name} col:nth-child({place}) {{ width: {share}%; }}"
            if rule not in self.rules:
                self.rules.append(rule)
        return name

    def _row(self, table: TableBlock, row: Row, name: str | None) -> Html:
        cells = []
        for place, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            is_name = place == table.name_column
            cells.append(
                self._cell("th", cell, column.align, "row", is_name=is_name)
                if cell and (is_name or (table.has_total and place == 0))
                else self._cell("td", cell, column.align, is_name=is_name)
            )
        return element("tr", *cells, class_=name)

    def _cell(
        self, name: str, cell: Inlines, align: Align, scope: str | None = None, *, is_name: bool = False
    ) -> Html:
        side = "right" if align is Align.RIGHT else None
        look = " ".join(filter(None, (side, "name" if is_name else None))) or None
        return element(name, self._line(cell), scope=scope, class_=look, dir="auto" if side is None else None)

    def _chart(self, chart: Chart) -> Html:
        self._charts += 1
        drawn = html_chart(chart, self._charts)
        return drawn if chart.table is None else together([drawn, self._table(chart.table)], "\n")

    def _card(self, card: Card) -> Html:
        title = element("p", element("strong", self._line(card.title)), class_="title", dir="auto")
        lines = [element("p", self._line(line), dir="auto") for line in card.lines]
        if card.foot:
            lines.append(element("p", self._line(card.foot), class_="remark", dir="auto"))
        return element("li", title, *lines)

    def _contents(self, contents: Contents) -> Html:
        headings = [each for each in self.document.blocks if isinstance(each, Heading) and each.id]
        listed = [each for each in headings if each.level <= contents.depth]
        if not listed:
            return EMPTY
        title = element("h2", text(contents.title), id="contents-title")
        return element("nav", title, self._entries(listed, 1), aria_labelledby="contents-title")

    def _entries(self, headings: Sequence[Heading], level: int) -> Html:
        """The headings of a level as links, with those below each one inside it."""
        return element("ol", *(self._entry(group, level) for group in _groups(headings, level)))

    def _entry(self, group: Sequence[Heading], level: int) -> Html:
        first, *below = group
        link = element("a", html_line(first.inlines, frozenset()), href=f"#{first.id}")
        return element("li", link, self._entries(below, level + 1) if below else EMPTY, dir="auto")

    def _notes(self, numbers: range) -> Html:
        if not numbers:
            return EMPTY
        notes = (self._note(number) for number in numbers)
        listed = element("ol", together(notes, "\n"), start=numbers.start)
        return element("section", listed, role="doc-endnotes", aria_label="Footnotes", class_="notes")

    def _note(self, number: int) -> Html:
        words = self._line(self.document.footnotes[number - 1].inlines)
        label = f"Back to the mark of footnote {number}"
        back = element("a", text(_RETURN), href=f"#{mark_id(number)}", role="doc-backlink", aria_label=label)
        return element("li", words, text(" "), back, id=footnote_id(number), dir="auto")


def _groups(headings: Sequence[Heading], level: int) -> Iterator[list[Heading]]:
    """Each heading of this level with the deeper ones that follow it."""
    group: list[Heading] = []
    for heading in headings:
        if heading.level <= level and group:
            yield group
            group = []
        group.append(heading)
    yield group
