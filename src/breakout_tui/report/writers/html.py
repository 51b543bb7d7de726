"""A document as one HTML file without scripts, for screens light and dark and for paper.

Nothing comes from outside: the policy in the file allows its own style sheet, by its hash, and nothing else. A browser
prints it on A4 or Letter, whichever is its paper.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files

from breakout_tui.report.document import Block, Contents, Document, Paragraph, ParagraphStyle
from breakout_tui.report.writers.html_blocks import HtmlBlocks
from breakout_tui.report.writers.html_elements import EMPTY, Html, element, text, together


def write_html(document: Document) -> str:
    """The document as HTML, ending in one line break."""
    blocks = HtmlBlocks(document)
    front, contents, rest = _parts(document)
    title = element("h1", text(document.title), dir="auto")
    header = element("header", title, Html("\n"), blocks.written(front))
    nav = blocks.written(contents)
    main = element("main", Html("\n"), blocks.written(rest), blocks.rest_of_notes(), Html("\n"))
    name = "slides" if document.is_slides else "contents" if nav else None
    body = element("body", together([header, nav, main], "\n"), class_=name)
    style = "\n".join([_style_sheet(), *blocks.rules])
    head = element("head", together(_head(document, style), "\n"))
    page = element("html", Html("\n"), head, Html("\n"), body, Html("\n"), lang=document.language)
    return f"<!DOCTYPE html>\n{page}\n"


def _parts(document: Document) -> tuple[tuple[Block, ...], tuple[Block, ...], tuple[Block, ...]]:
    """What stands below the title, the contents, and the rest.

    Below the title are the paragraphs up to the contents; without contents, those that say place and day.
    """
    blocks = document.blocks
    front = 0
    while front < len(blocks) and isinstance(blocks[front], Paragraph):
        front += 1
    if front < len(blocks) and isinstance(blocks[front], Contents):
        return blocks[:front], blocks[front : front + 1], blocks[front + 1 :]
    front = 0
    while front < len(blocks) and _is_place(blocks[front]):
        front += 1
    return blocks[:front], (), blocks[front:]


def _is_place(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style is ParagraphStyle.PLACE


def _head(document: Document, style: str) -> Iterator[Html]:
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    yield EMPTY
    yield element("meta", charset="utf-8")
    yield element("meta", http_equiv="Content-Security-Policy", content=policy)
    yield element("meta", name="viewport", content="width=device-width, initial-scale=1")
    yield element("meta", name="color-scheme", content="light dark")
    yield element("title", text(document.running_title or document.title))
    for name, content in _properties(document):
        if content:
            yield element("meta", name=name, content=content)
    yield element("style", Html(style))
    yield EMPTY


def _properties(document: Document) -> Iterator[tuple[str, str]]:
    known = document.properties
    yield "author", known.author
    yield "description", known.subject
    yield "keywords", ", ".join(known.keywords)
    yield "dcterms.created", known.created.isoformat() if known.created else ""
    yield "generator", known.tool


@cache
def _style_sheet() -> str:
    return files("breakout_tui.report.writers").joinpath("document.css").read_text(encoding="utf-8").strip()
