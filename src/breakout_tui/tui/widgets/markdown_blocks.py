"""Markdown blocks: Markdown as a flat list of blocks to lay out. Links, images and HTML stay inert."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token
from textual.content import Content

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_HEADINGS = {1: "bold", 2: "bold $accent", 3: "bold"}
_STYLES = {"strong": "bold", "em": "italic", "s": "strike", "link": "underline"}


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, line of code, rule or table."""

    text: Content
    first: str = ""
    """The text before the first line; later lines are indented by its width."""
    level: int = 0
    """The level of a heading, from 1; else 0."""
    tight: bool = False
    """Whether no blank line comes before it."""
    is_rule: bool = False
    rows: tuple[tuple[Content, ...], ...] = ()
    """The rows of a table, the heading row first."""


def blocks_of(markdown: str) -> list[Block]:
    """The blocks in order, without front matter."""
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    return _Reader().read(parser.parse(_FRONT_MATTER.sub("", markdown)))


class _Reader:
    """Walks the tokens once, and tracks the current lists and quotes."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._inset = ""
        self._insets: list[str] = []
        self._counts: list[int | None] = []
        self._bullet = ""
        self._level = 0
        self._rows: list[tuple[Content, ...]] = []
        self._cells: list[Content] = []
        self._is_in_table = False

    def read(self, tokens: Sequence[Token]) -> list[Block]:
        for token in tokens:
            self._take(token)
        return self._blocks

    def _take(self, token: Token) -> None:
        match token.type:
            case "inline":
                self._take_text(inline(token.children or ()))
            case "heading_open":
                self._level = int(token.tag[1:])
            case "heading_close":
                self._level = 0
            case "bullet_list_open":
                self._counts.append(None)
            case "ordered_list_open":
                self._counts.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                self._counts.pop()
            case "list_item_open":
                self._open_item()
            case "blockquote_open":
                self._set_in("│ ")
            case "list_item_close" | "blockquote_close":
                self._bullet, self._inset = "", self._insets.pop()
            case "fence" | "code_block":
                for number, line in enumerate(token.content.rstrip("\n").split("\n")):
                    self._blocks.append(
                        Block(Content.styled(line, "$muted"), f"{self._inset}  ", tight=number > 0)
                    )
            case "hr":
                self._blocks.append(Block(Content(""), is_rule=True))
            case "table_open":
                self._is_in_table, self._rows = True, []
            case "tr_close":
                self._rows.append(tuple(self._cells))
                self._cells = []
            case "table_close":
                self._is_in_table = False
                self._blocks.append(Block(Content(""), self._inset, rows=tuple(self._rows)))

    def _open_item(self) -> None:
        count = self._counts[-1]
        bullet = "• " if count is None else f"{count}. "
        if count is not None:
            self._counts[-1] = count + 1
        before = self._bullet or self._inset
        self._set_in(" " * len(bullet))
        self._bullet = before + bullet

    def _set_in(self, by: str) -> None:
        self._insets.append(self._inset)
        self._inset += by

    def _take_text(self, text: Content) -> None:
        if self._is_in_table:
            self._cells.append(text)
            return
        if self._level:
            text = text.stylize(_HEADINGS.get(self._level, "bold $muted"))
        is_next_item = bool(self._bullet) and bool(self._blocks) and self._blocks[-1].first.strip() != ""
        self._blocks.append(Block(text, self._bullet or self._inset, self._level, tight=is_next_item))
        self._bullet = ""


def inline(tokens: Iterable[Token]) -> Content:
    """A line of Markdown as styled text; an image becomes its description, a link its text."""
    parts: list[tuple[str, str]] = []
    styles: list[str] = []
    for token in tokens:
        match token.type:
            case "softbreak":
                parts.append((" ", ""))
            case "hardbreak":
                parts.append(("\n", ""))
            case "code_inline":
                parts.append((token.content, "$muted"))
            case "text" | "text_special" | "image":
                parts.append((token.content, " ".join(styles)))
            case _ if token.nesting > 0:
                styles.append(_STYLES.get(token.type.removesuffix("_open"), ""))
            case _ if token.nesting < 0 and styles:
                styles.pop()
            case _:
                parts.append((token.content, ""))
    return Content.assemble(*parts)
