"""The lists of an allocation on a telephone: accessible, nothing wider than the window, and no word broken."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from breakout_tui.domain.file_format import FileFormat
from breakout_tui.report.allocation_files import allocation_files
from tests.report.allocated import NAMES, PROGRAMME, allocation
from tests.report.browser import chromium, needs_browser, violations

pytestmark = needs_browser

_LINES = """
cells => cells.map(cell => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  return new Set([...range.getClientRects()].map(each => Math.round(each.top))).size;
})
"""
"""In how many lines each cell is."""
_NAMES = (*NAMES[:5], "Oluwaseun Bartholomew Featherstonehaugh-Constantinopolitanopoulos", *NAMES[6:])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The HTML of all lists, with a long name in them."""
    made = tmp_path_factory.mktemp("lists")
    for name, content in allocation_files(allocation(_NAMES), PROGRAMME, formats=(FileFormat.HTML,)):
        if isinstance(content, str) and name.endswith(".html"):
            (made / name).write_text(content, encoding="utf-8")
    return made


def of_each_kind(folder: Path) -> list[Path]:
    """The first page of each kind: the lists of rooms differ only in their people."""
    return list(
        {re.sub(r"\d+", "", path.name): path for path in sorted(folder.iterdir(), reverse=True)}.values()
    )


def test_lists_are_read_on_a_telephone(folder: Path) -> None:
    """Rule: at 320 and 390 points nothing of any kind of list is wider than the window and no heading is broken; axe finds nothing."""
    with chromium() as browser:
        for width in (320, 390):
            page = browser.new_page(viewport={"width": width, "height": 800})
            for path in of_each_kind(folder):
                page.goto(path.as_uri())
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path.name
                words = [each for each in page.locator("thead th").all() if " " not in each.inner_text()]
                lines = page.evaluate(_LINES, [each.element_handle() for each in words])
                assert set(lines) <= {1}, path.name
                if width == 390:
                    assert violations(page) == [], path.name


def test_a_row_is_a_block_on_a_telephone_and_a_line_on_a_screen(folder: Path) -> None:
    """Rule: the name stands above the places, which are side by side below their headings."""
    with chromium() as browser:
        for width, is_narrow in ((390, True), (1200, False)):
            page = browser.new_page(viewport={"width": width, "height": 800})
            page.goto((folder / "wall-list.html").as_uri())
            row = page.locator("table.named tbody tr").first
            heading = page.locator("table.named thead tr").first
            name, country, first = (row.locator("th,td").nth(at).bounding_box() for at in range(3))
            above = heading.locator("th").nth(2).bounding_box()
            assert name is not None
            assert country is not None
            assert first is not None
            assert above is not None
            assert (country["y"] > name["y"]) is is_narrow
            assert first["y"] == country["y"]
            assert abs(first["x"] - above["x"]) < 1
