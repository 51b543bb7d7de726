"""Colours: both themes have the colours of the product's table, and enough contrast."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.color import Color
from textual.theme import Theme
from textual.widgets import Input, Label

from breakout_tui.domain.kinds import GLYPHS, Kind
from breakout_tui.tui import colours, foreign_themes
from tests.tui.contrast_probe import SIGNS, TEXT, colour_of, contrast

ALL_THEMES = (*colours.THEMES, *map(foreign_themes.fitted, foreign_themes.NAMES))
TEXT_VARIABLES = ("muted", "overtime", "challenge", "principle", "approach", "recommendation", "decision")


BASE = Path(colours.__file__).parent / "styles" / "base.tcss"


class Probe(App[None]):
    """An app with the base style sheet and a word of each named colour."""

    CSS_PATH = BASE
    CSS = "\n".join(f".{variable} {{ color: ${variable}; }}" for variable in TEXT_VARIABLES)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our variables also for other themes."""
        return colours.variable_defaults()

    def compose(self) -> ComposeResult:
        """Some words and a text input."""
        for variable in TEXT_VARIABLES:
            yield Label(variable, classes=variable)
        yield Input()


@pytest.mark.parametrize("theme", ALL_THEMES, ids=lambda theme: theme.name)
def test_every_colour_can_be_read_on_every_ground(theme: Theme) -> None:
    """WCAG 2.2, 1.4.3 and 1.4.11: a contrast of at least 4.5 for text and 3 for lines and signs, under the cursor too."""
    for ground in ("background", "surface", "panel"):
        for variable in (*TEXT_VARIABLES, "foreground", "accent", "success"):
            assert contrast(colour_of(theme, variable), colour_of(theme, ground)) >= TEXT, (variable, ground)
    for ground in ("background", "surface"):
        assert contrast(colour_of(theme, "faint"), colour_of(theme, ground)) >= SIGNS, ground
    assert contrast(colour_of(theme, "foreground"), colour_of(theme, "selection")) >= TEXT


def test_the_theme_for_projectors_has_more_contrast_than_wcag_asks_of_any_text() -> None:
    """WCAG 2.2, 1.4.6: at least 7 on the background, for all text."""
    theme = colours.THEMES[2]
    for variable in (*TEXT_VARIABLES, "foreground", "accent"):
        assert contrast(colour_of(theme, variable), colour_of(theme, "background")) >= 7, variable


@pytest.mark.parametrize(
    ("theme", "variable", "expected"),
    [
        (colours.THEMES[0], "background", "#0f1317"),
        (colours.THEMES[0], "accent", "#e8b45a"),
        (colours.THEMES[1], "surface", "#f3f1ec"),
        (colours.THEMES[1], "overtime", "#b3261e"),
    ],
)
def test_the_tables_colours_reach_the_style_sheets(theme: Theme, variable: str, expected: str) -> None:
    """The same values, except for Textual's rounding by one."""
    pairs = zip(colour_of(theme, variable).rgb, Color.parse(expected).rgb, strict=True)
    assert all(abs(one - other) <= 1 for one, other in pairs)


def test_every_kind_has_a_unique_glyph_of_one_cell() -> None:
    """Glyphs distinguish the kinds without colours, and keep the columns aligned."""
    glyphs = [GLYPHS[kind] for kind in Kind]
    assert len(set(glyphs)) == len(Kind)
    assert all(cell_len(glyph) == 1 for glyph in glyphs)


@pytest.mark.parametrize("theme", colours.THEMES, ids=lambda theme: theme.name)
def test_every_kind_has_a_colour_in_every_theme(theme: Theme) -> None:
    """The variable of a kind is one of the theme's."""
    assert {colours.KIND_VARIABLES[kind] for kind in Kind} <= set(theme.variables)


def test_foreign_themes_get_our_variables() -> None:
    """The defaults name every variable that our style sheets use beyond Textual's own."""
    assert set(colours.variable_defaults()) == {*TEXT_VARIABLES, "faint"}
    assert set(colours.variable_defaults(dark=False)) == set(colours.variable_defaults())


@pytest.mark.parametrize("name", [colours.DARK, colours.LIGHT, "nord", "textual-light"])
async def test_the_base_style_sheet_works_in_every_theme(name: str) -> None:
    """Also in themes without our variables; words keep their colours."""
    app = Probe()
    for theme in colours.THEMES:
        app.register_theme(theme)
    app.theme = name
    async with app.run_test(size=(80, 24)):
        assert {label.styles.color.hex.lower() for label in app.query(Label)} == {
            Color.parse(app.theme_variables[variable]).hex.lower() for variable in TEXT_VARIABLES
        }
        assert app.query_one(Input).size.height == 1
