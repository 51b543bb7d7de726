"""Settings: what the user chose, for all sessions on this computer. The file that holds them is read in ``inputs``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from breakout_tui.domain.file_format import FileFormat
from breakout_tui.domain.programme import AttributionRule

AUTO_THEME = "auto"
"""The theme that follows the background of the terminal."""
MOST_ROOMS = 8
"""How many rooms are remembered."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The values that hold, each with its default."""

    theme: str = AUTO_THEME
    """The name of a theme, or ``AUTO_THEME``."""
    bell: bool = False
    attribution: AttributionRule | None = None
    """The rule that the form of a new session begins with; None for that of the programme."""
    languages: tuple[str, ...] = ()
    """Codes of languages for the names of countries, the preferred one first; none for those of the programme."""
    dates: str = "en"
    """The code of the language in which days are said."""
    rooms: tuple[str, ...] = ()
    """The rooms of the latest sessions, the latest first."""
    format: FileFormat = FileFormat.MARKDOWN
    """The format of the latest export that was asked for."""
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The keys that are not the defaults, by the words of their commands; empty for none."""
    hub: tuple[str, ...] = ()
    """The addresses of the hub as they were typed; none for no hub."""
    room_code: str = field(default="", repr=False)
    """The code of this room at the hub, as it was typed; empty for none."""
    organiser_code: str = field(default="", repr=False)
    """The organiser's link or code, as it was pasted; empty for none."""
