"""Colours and glyphs: the two themes of the programme, and how each kind of note looks.

A kind always has a glyph and a letter as well as a colour, so that no information depends on colour alone.
"""

from __future__ import annotations

from textual.theme import Theme

from breakout_tui.domain.kinds import Kind

DARK = "breakout-dark"
LIGHT = "breakout-light"

GLYPHS: dict[Kind, str] = {
    Kind.CHALLENGE: "▲",
    Kind.PRINCIPLE: "◆",
    Kind.APPROACH: "➜",
    Kind.RECOMMENDATION: "✔",
    Kind.DECISION: "■",
    Kind.PARKED: "◌",
}
"""The glyph before a reference; each is one cell wide."""

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
    "faint": "#46525e",
    "overtime": "#ff7a66",
    "challenge": "#ff9a76",
    "principle": "#7cb7ff",
    "approach": "#e6c35c",
    "recommendation": "#7ddc8b",
    "decision": "#c9a6ff",
}
_LIGHT_COLOURS = {
    "muted": "#5d6670",
    "faint": "#c9c5bb",
    "overtime": "#b3261e",
    "challenge": "#b0410f",
    "principle": "#1b5fae",
    "approach": "#7a5a00",
    "recommendation": "#1f7a33",
    "decision": "#7438ad",
}


def _theme(
    name: str,
    *,
    dark: bool,
    background: str,
    surface: str,
    panel: str,
    foreground: str,
    accent: str,
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
            "input-selection-background": faint,
            "screen-selection-background": faint,
            "screen-selection-foreground": foreground,
            "link-color": colours["principle"],
        },
    )


THEMES: tuple[Theme, Theme] = (
    _theme(
        DARK,
        dark=True,
        background="#0f1317",
        surface="#151a20",
        panel="#212932",
        foreground="#e8eaed",
        accent="#e8b45a",
        colours=_DARK_COLOURS,
    ),
    _theme(
        LIGHT,
        dark=False,
        background="#fbfaf7",
        surface="#f3f1ec",
        panel="#efece5",
        foreground="#1c2126",
        accent="#8a5a00",
        colours=_LIGHT_COLOURS,
    ),
)
"""Dark first; the app registers both."""


def variable_defaults(*, dark: bool = True) -> dict[str, str]:
    """Our variables for other themes, for ``App.get_theme_variable_defaults``.

    Without them the style sheets do not parse under another theme.
    """
    return dict(_DARK_COLOURS if dark else _LIGHT_COLOURS)
