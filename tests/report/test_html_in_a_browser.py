"""The HTML in a real browser: accessible in light, dark and print, nothing cut off, and nothing loaded or run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from breakout_tui.report.compose import compose
from breakout_tui.report.compose_spoken import compose_spoken
from breakout_tui.report.document import Document, Paragraph
from breakout_tui.report.report_document import document_of
from breakout_tui.report.slides import slides_of
from breakout_tui.report.spoken import document_of_spoken
from breakout_tui.report.writers.html import write_html
from tests.report.browser import chromium, needs_browser, violations
from tests.report.played_day import played_day
from tests.report.room import Room
from tests.report.writers.random_documents import every_block, line
from tests.sampled import sampled

pytestmark = needs_browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests here."""
    with chromium() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page."""
    opened = browser.new_page()
    yield opened
    opened.close()


LOOKS: tuple[tuple[Literal["light", "dark"], Literal["screen", "print"]], ...] = (
    ("light", "screen"),
    ("dark", "screen"),
    ("light", "print"),
)


def documents() -> dict[str, Document]:
    """A document of each sort."""
    room, empty = played_day(), Room()
    spoken = compose_spoken(room.session)
    return {
        "report": document_of(compose(room.session, room.reading)),
        "report before the start": document_of(compose(empty.session, empty.reading)),
        "report-back": document_of_spoken(spoken),
        "slides": slides_of(spoken),
    }


def opened(page: Page, document: Document, folder: Path) -> None:
    """Open a document as a file, as its reader does."""
    path = folder / "document.html"
    path.write_text(write_html(document), encoding="utf-8")
    page.goto(path.as_uri())


@pytest.mark.parametrize("name", sampled(documents(), "report", "slides"))
def test_axe_finds_nothing_in_light_dark_and_print(page: Page, tmp_path: Path, name: str) -> None:
    """WCAG 2.2 AA and axe's best practices."""
    opened(page, documents()[name], tmp_path)
    for colours, medium in (
        LOOKS[:2] if name == "report" else LOOKS
    ):  # it takes long, and prints as the others do
        page.emulate_media(color_scheme=colours, media=medium)
        # Nobody taps on paper.
        passed_over = ("target-size",) if medium == "print" else ()
        assert violations(page, passed_over=passed_over) == [], (colours, medium)


def test_axe_sees_what_is_wrong(page: Page) -> None:
    """A picture without a text, grey on white: or the test above would prove nothing."""
    page.set_content('<p style="color:#bbb;background:#fff">pale</p><img src="data:,">')
    found = " ".join(violations(page))
    assert "color-contrast" in found
    assert "image-alt" in found


@pytest.mark.parametrize("width", [320, 1100, 1600])
def test_nothing_is_wider_than_the_window(page: Page, tmp_path: Path, width: int) -> None:
    """On a phone, a laptop and a large screen: no sideways scrolling (WCAG 1.4.10)."""
    page.set_viewport_size({"width": width, "height": 800})
    for name, document in documents().items():
        opened(page, document, tmp_path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_nothing_is_loaded_and_no_script_runs(page: Page, tmp_path: Path) -> None:
    """Whatever is typed."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: asked.append(message.text))
    text = "<script>document.title='run'</script><img src=x onerror=\"document.title='run'\">"
    other = every_block()
    opened(page, replace(other, title="Title", blocks=(Paragraph(line(text)), *other.blocks)), tmp_path)
    assert page.title() == "Title"
    assert text in page.inner_text("body")
    assert [url for url in asked if not url.endswith("/document.html")] == []


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_print_to_pdf_is_tagged_pages(page: Page, tmp_path: Path, paper: str) -> None:
    """A report prints on a few pages of the paper that was chosen, slides in landscape."""
    width = {"A4": 595, "Letter": 612}[paper]
    opened(page, documents()["report"], tmp_path)
    data = page.pdf(format=paper, tagged=True, print_background=False)
    assert b"/MarkInfo" in data
    assert data.count(b"/Type /Page\n") in range(3, 12)
    assert f"/MediaBox [0 0 {width}".encode() in data
