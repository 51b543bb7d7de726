"""Colours and glyphs: our three themes, and how each kind of note looks.

A kind always has a glyph and a letter as well as a colour, so that no information depends on colour alone.
"""

from __future__ import annotations

from textual.theme import Theme

from breakout_tui.domain.kinds import Kind

DARK, LIGHT, CONTRAST = OURS = ("dark", "light", "contrast")
"""The names of our themes. The last one is for projectors, which wash colours out."""

KIND_VARIABLES: dict[Kind, str] = {
    Kind.CHALLENGE: "challenge",
    Kind.PRINCIPLE: "principle",
    Kind.APPROACH: "approach",
    Kind.RECOMMENDATION: "recommendation",
    Kind.DECISION: "decision",
    Kind.PARKED: "muted",
}
"""The theme variable (without its ``$``) that colours a kind."""

_DARK_COLOURS = {
    "muted": "#8b96a3",
    "faint": "#6b747e",
    "overtime": "#ff7a66",
    "challenge": "#ff9a76",
    "principle": "#7cb7ff",
    "approach": "#e6c35c",
    "recommendation": "#7ddc8b",
    "decision": "#c9a6ff",
}
_LIGHT_COLOURS = {
    "muted": "#5d6670",
    "faint": "#87847e",
    "overtime": "#b3261e",
    "challenge": "#b0410f",
    "principle": "#1b5fae",
    "approach": "#7a5a00",
    "recommendation": "#1f7a33",
    "decision": "#7438ad",
}


_CONTRAST_COLOURS = {
    "muted": "#3d3d3d",
    "faint": "#767676",
    "overtime": "#a30000",
    "challenge": "#8a2d00",
    "principle": "#003f8c",
    "approach": "#5a4200",
    "recommendation": "#0a5720",
    "decision": "#501a80",
}


def theme_of(
    name: str,
    *,
    dark: bool,
    background: str,
    surface: str,
    panel: str,
    foreground: str,
    accent: str,
    selection: str,
    colours: dict[str, str],
) -> Theme:
    """A theme in which Textual's own widgets look as calm as ours."""
    faint, muted = colours["faint"], colours["muted"]
    return Theme(
        name=name,
        dark=dark,
        background=background,
        surface=surface,
        panel=panel,
        foreground=foreground,
        primary=accent,
        secondary=colours["principle"],
        accent=accent,
        warning=colours["approach"],
        error=colours["overtime"],
        success=colours["recommendation"],
        variables={
            **colours,
            "border": faint,
            "border-blurred": faint,
            "block-cursor-background": panel,
            "block-cursor-foreground": foreground,
            "block-cursor-blurred-background": surface,
            "block-hover-background": surface,
            "scrollbar": faint,
            "scrollbar-hover": muted,
            "scrollbar-active": accent,
            "scrollbar-background": background,
            "scrollbar-background-hover": background,
            "scrollbar-background-active": background,
            "scrollbar-corner-color": background,
            "footer-foreground": muted,
            "footer-background": background,
            "footer-key-foreground": foreground,
            "footer-description-foreground": muted,
            "input-cursor-background": accent,
            "input-cursor-foreground": background,
            "input-selection-background": selection,
            "input-selection-foreground": foreground,
            "screen-selection-background": selection,
            "screen-selection-foreground": foreground,
            "link-color": colours["principle"],
        },
    )


THEMES: tuple[Theme, Theme, Theme] = (
    theme_of(
        DARK,
        dark=True,
        background="#0f1317",
        surface="#151a20",
        panel="#212932",
        foreground="#e8eaed",
        accent="#e8b45a",
        selection="#46525e",
        colours=_DARK_COLOURS,
    ),
    theme_of(
        LIGHT,
        dark=False,
        background="#fbfaf7",
        surface="#f3f1ec",
        panel="#efece5",
        foreground="#1c2126",
        accent="#8a5a00",
        selection="#d5d1c7",
        colours=_LIGHT_COLOURS,
    ),
    theme_of(
        CONTRAST,
        dark=False,
        background="#ffffff",
        surface="#f2f2f2",
        panel="#e4e4e4",
        foreground="#000000",
        accent="#6a3800",
        selection="#bcd6ff",
        colours=_CONTRAST_COLOURS,
    ),
)
"""In the order of ``OURS``."""


def variable_defaults(*, dark: bool = True) -> dict[str, str]:
    """Our variables for other themes, for ``App.get_theme_variable_defaults``. ``Appearance`` fits them to each theme.

    Without them the style sheets do not parse under another theme.
    """
    return dict(_DARK_COLOURS if dark else _LIGHT_COLOURS)
