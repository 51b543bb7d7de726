"""Line styles: how a part of a line differs from the rest of the line, in the colours of the theme.

They replace Textual's component classes, which are styled again for each widget whenever a class or the focus changes; with
those, the live screen took 8 ms longer to open.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from rich.style import Style
from textual.color import Color


class Look(NamedTuple):
    """A partial style: what is not given stays unchanged. ``colour`` and ``ground`` are variables of the theme."""

    colour: str = ""
    ground: str = ""
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    strike: bool | None = None
    reverse: bool | None = None


ROLES: Mapping[str, Look] = {
    "strong": Look(bold=True),
    "muted": Look("muted"),
    "faint": Look("faint"),
    "accent": Look("accent", bold=True),
    "good": Look("success"),
    "bad": Look("overtime", bold=True),
    "chip": Look(bold=True, reverse=True),
    "key": Look(bold=True),
    "challenge": Look("challenge"),
    "principle": Look("principle"),
    "approach": Look("approach"),
    "recommendation": Look("recommendation"),
    "decision": Look("decision"),
    "foreground": Look("foreground"),
    "italic": Look(italic=True),
    "strike": Look(strike=True),
    "match": Look("accent", underline=True),
    "pointed": Look(ground="panel"),
}
"""The styles by the names of their roles."""


def role_style(roles: str, variables: Mapping[str, str]) -> Style:
    """The partial style of roles, given as names separated by blanks; later ones override earlier ones."""
    style = Style()
    for name in roles.split():
        style += style_of(ROLES[name], variables)
    return style


def style_of(look: Look, variables: Mapping[str, str]) -> Style:
    """The Textual style of a look. A variable that is missing in ``variables`` of the theme changes nothing."""
    return _style_of(look, variables.get(look.colour, ""), variables.get(look.ground, ""))


@cache
def _style_of(look: Look, colour: str, ground: str) -> Style:
    return Style(
        color=Color.parse(colour).rich_color if colour else None,
        bgcolor=Color.parse(ground).rich_color if ground else None,
        bold=look.bold,
        italic=look.italic,
        underline=look.underline,
        strike=look.strike,
        reverse=look.reverse,
    )
