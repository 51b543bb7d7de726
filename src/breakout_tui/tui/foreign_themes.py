"""Textual's themes, fitted to our screens: their grounds and accent, with our kinds, each readable on all grounds."""

from __future__ import annotations

from collections.abc import Sequence

from textual.color import BLACK, WHITE, Color
from textual.theme import BUILTIN_THEMES, Theme

from breakout_tui.tui.colours import theme_of, variable_defaults

NAMES = tuple(name for name, theme in BUILTIN_THEMES.items() if not theme.ansi)
"""Textual's themes that can be chosen. Those of sixteen colours are left out: what these look like is the terminal's secret."""
READABLE, VISIBLE = 4.55, 3.05
"""The least contrast of text, and of lines and signs (WCAG 2.2, 1.4.3 and 1.4.11), with some room for rounding."""
_STEPS = 40


def fitted(name: str) -> Theme:
    """The theme of Textual under its own name, in the form of ours. ``name`` is one of ``NAMES``."""
    theme = BUILTIN_THEMES[name]
    parts = theme.to_color_system().generate()
    background = Color.parse(parts["background"])
    surface, panel = (background + Color.parse(parts[part]) for part in ("surface", "panel"))
    grounds = (background, surface, panel)
    foreground = readable(Color.parse(parts["foreground"]), grounds)
    colours = {
        key: readable(Color.parse(value), grounds).hex
        for key, value in variable_defaults(dark=theme.dark).items()
        if key not in ("muted", "faint")
    }
    return theme_of(
        name,
        dark=theme.dark,
        background=background.hex,
        surface=surface.hex,
        panel=panel.hex,
        foreground=foreground.hex,
        accent=readable(Color.parse(parts["accent"]), grounds).hex,
        selection=_selection(background, foreground).hex,
        colours={
            "muted": readable(foreground.blend(background, 0.35), grounds).hex,
            "faint": readable(foreground.blend(background, 0.7), (background, surface), VISIBLE).hex,
            **colours,
        },
    )


def readable(colour: Color, grounds: Sequence[Color], least: float = READABLE) -> Color:
    """The colour, or the nearest one towards white or black whose contrast with all grounds is at least ``least``.

    If there is none, white or black, whichever contrasts more.
    """
    for step in range(_STEPS + 1):
        for end in (WHITE, BLACK):
            shade = colour.blend(end, step / _STEPS, alpha=1)
            if all(contrast(shade, ground) >= least for ground in grounds):
                return shade
    return max((WHITE, BLACK), key=lambda end: min(contrast(end, ground) for ground in grounds))


def _selection(background: Color, foreground: Color) -> Color:
    """What is behind selected text: as far from the background as the text allows."""
    shades = (background.blend(foreground, step / 20, alpha=1) for step in range(5, 0, -1))
    return next((shade for shade in shades if contrast(foreground, shade) >= READABLE), background)


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def is_light(colour: Color) -> bool:
    """Whether black text is easier to read on this colour than white text."""
    return contrast(colour, BLACK) > contrast(colour, WHITE)


def _luminance(colour: Color) -> float:
    """The relative luminance, from 0 to 1 (WCAG 2.2)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
        for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
