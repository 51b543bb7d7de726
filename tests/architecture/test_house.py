"""Project rules: the README lists the real commands, files stay small, the changelog has the version."""

from __future__ import annotations

import re
from pathlib import Path

from breakout_tui import __version__
from breakout_tui.tui.actions.catalogue import help_groups

ROOT = Path(__file__).parents[2]
LONGEST = {"src": 300, "tests": 400, "bench": 300}
"""The most lines of a file, by folder. A longer file usually has two topics and should be split."""
CODE = sorted(path for folder in ("src", "tests", "bench") for path in (ROOT / folder).rglob("*.py"))


def commands_as_markdown() -> str:
    """The command tables of the README, generated from the commands."""
    blocks = []
    for title, entries in help_groups():
        rows = [f"| {_code(key)} | {_code(usage)} | {help_} |" for key, usage, help_ in entries]
        blocks.append(
            "\n".join([f"**{title}**", "", "| key | command | what it does |", "|---|---|---|", *rows])
        )
    return "\n\n".join(blocks)


def _code(text: str) -> str:
    return f"`{text}`".replace("|", r"\|") if text else ""


def test_the_readme_lists_exactly_the_existing_commands() -> None:
    """Each command has its key, usage and help, in the order of the help screen."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"<!-- commands -->\n\n(.*?)\n\n<!-- end of commands -->", readme, re.DOTALL)
    assert found is not None
    assert found[1] == commands_as_markdown()


def test_no_file_is_too_long() -> None:
    """A source file has at most 300 lines, a test file 400."""
    lengths = {path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines()) for path in CODE}
    assert {str(path): length for path, length in lengths.items() if length > LONGEST[path.parts[0]]} == {}


def test_the_changelog_starts_with_this_version() -> None:
    """Or with the unreleased changes."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    titles = re.findall(r"^## \[?([^\]\s]+)", changelog, re.MULTILINE)
    assert titles
    assert titles[0] in {"Unreleased", __version__}


def test_the_version_is_defined_once() -> None:
    """``pyproject.toml`` reads the version from the package."""
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'dynamic = ["version"]' in settings
    assert 'path = "src/breakout_tui/__init__.py"' in settings


def test_a_style_sheet_only_styles_its_own_screen() -> None:
    """A style sheet stays loaded, so a rule that starts with an id or a class would also apply to other screens.

    ``display.tcss`` may have such rules: the room display is a separate app with one screen.
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


def test_the_architecture_page_names_files_that_exist_and_code_that_is_in_the_source() -> None:
    """Rule: each path on the page is a file or folder, and its example is code as it is written today."""
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    package = ROOT / "src/breakout_tui"
    names = re.findall(r"`([a-z_/]+\.(?:py|toml|md))`", page)
    places = (ROOT, package, *(path for path in package.rglob("*") if path.is_dir()))
    assert [name for name in names if not any((place / name).exists() for place in places)] == []
    (example,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    sources = [path.read_text(encoding="utf-8") for path in CODE]
    assert any(example in source for source in sources)
