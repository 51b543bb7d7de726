"""The pairs of theme variables that occur together on a screen: those of the text, and those of what is behind it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

from rich.color import Color as RichColor
from textual.app import App
from textual.color import Color
from textual.theme import Theme
from textual.widget import Widget

from breakout_tui.tui import colours

TEXT, SIGNS = 4.5, 3.0
"""WCAG 2.2, 1.4.3 and 1.4.11: the least contrast of text, and of lines and signs."""
_PARTS = ("background", "surface", "panel", "foreground", "accent", "selection")
_OF_KINDS = tuple(colours.variable_defaults())
_COLOURS = {
    name: f"#{20 + 9 * place:02x}{200 - 11 * place:02x}77" for place, name in enumerate((*_PARTS, *_OF_KINDS))
}
PROBE = colours.theme_of(
    "probe",
    dark=True,
    **{name: _COLOURS[name] for name in _PARTS},
    colours={name: _COLOURS[name] for name in _OF_KINDS},
)
"""A theme in which every variable has a colour of its own, so that a colour on the screen tells its variable."""


class Pair(NamedTuple):
    """Two variables that occur together, and the least contrast they need."""

    colour: str
    ground: str
    least: float


def pairs(app: App[Any]) -> dict[Pair, str]:
    """The pairs on the top screen, and where each occurs first. What a dialog covers, and blanks, don't count."""
    found: dict[Pair, str] = {}
    for widget in app.screen.walk_children(Widget):
        if widget.is_attached and widget.visible and widget.region:
            for pair, text in _of_widget(widget):
                found.setdefault(pair, f"{type(app.screen).__name__} {widget.css_identifier}: {text[:30]!r}")
    return found


def _of_widget(widget: Widget) -> Iterator[tuple[Pair, str]]:
    for strip in widget.render_lines(widget.size.region):
        for text, style, control in strip:
            if control or style is None or not text.strip():
                continue
            colour, ground = _variable(style.color), _variable(style.bgcolor)
            if style.reverse:
                colour, ground = ground, colour
            yield Pair(colour, ground, TEXT if any(map(_is_text, text)) else SIGNS), text


def _is_text(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN"


def _variable(colour: RichColor | None) -> str:
    """The variable of a colour, except for Textual's rounding; a colour that no variable has comes as it is."""
    if colour is None or colour.triplet is None:
        return "none"
    for name, code in _COLOURS.items():
        if all(
            abs(one - other) <= 2 for one, other in zip(colour.triplet, Color.parse(code).rgb, strict=True)
        ):
            return name
    return colour.triplet.hex


def colour_of(theme: Theme, variable: str) -> Color:
    """The colour of a variable in a theme."""
    name = "input-selection-background" if variable == "selection" else variable
    return Color.parse({**theme.to_color_system().generate(), **theme.variables}[name])


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Color) -> float:
    """The relative luminance of WCAG 2.2."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
        for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
