"""The house: what the README says of the commands is what there is, files stay small, the version is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from breakout_tui import __version__
from breakout_tui.tui.actions.catalogue import help_groups

ROOT = Path(__file__).parents[2]
LONGEST = 400
"""Lines; a file that is longer holds two ideas."""
CODE = sorted(path for folder in ("src", "tests", "bench") for path in (ROOT / folder).rglob("*.py"))


def commands_as_markdown() -> str:
    """The README's tables, as the commands themselves say."""
    blocks = []
    for title, entries in help_groups():
        rows = [f"| {_code(key)} | {_code(usage)} | {help_} |" for key, usage, help_ in entries]
        blocks.append(
            "\n".join([f"**{title}**", "", "| key | command | what it does |", "|---|---|---|", *rows])
        )
    return "\n\n".join(blocks)


def _code(words: str) -> str:
    return f"`{words}`".replace("|", r"\|") if words else ""


def test_the_readme_lists_the_commands_that_there_are() -> None:
    """Each with its key, its usage and its help, in the order of the help screen."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"<!-- commands -->\n\n(.*?)\n\n<!-- end of commands -->", readme, re.DOTALL)
    assert found is not None
    assert found[1] == commands_as_markdown()


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_holds_one_idea(path: Path) -> None:
    """Files of more than 400 lines are to be parted."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_the_changelog_tells_of_this_version() -> None:
    """Or of what is not released yet."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    titles = re.findall(r"^## \[?([^\]\s]+)", changelog, re.MULTILINE)
    assert titles
    assert titles[0] in {"Unreleased", __version__}


def test_the_package_takes_its_version_from_one_place() -> None:
    """``pyproject.toml`` names no version of its own."""
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'dynamic = ["version"]' in settings
    assert 'path = "src/breakout_tui/__init__.py"' in settings


def test_a_style_sheet_of_a_screen_says_nothing_of_other_screens() -> None:
    """Sheets stay once they are loaded: a rule for an id alone would hold on whatever screen comes next.

    The room display is an app of its own, with one screen.
    """
    styles = Path(__file__).parents[2] / "src/breakout_tui/tui/styles"
    loose = [
        f"{sheet.name}: {line}"
        for sheet in sorted(styles.glob("*.tcss"))
        if sheet.name not in ("base.tcss", "display.tcss")
        for line in sheet.read_text(encoding="utf-8").splitlines()
        if line.startswith(("#", "."))
    ]
    assert loose == []
