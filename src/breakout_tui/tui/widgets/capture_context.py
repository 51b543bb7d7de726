"""Capture context: what the capture line knows of the session while a note is typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from breakout_tui.domain.known_names import NO_COUNTRIES
from breakout_tui.domain.personal import strip_personal
from breakout_tui.domain.ports import Countries
from breakout_tui.domain.programme import AttributionRule


@dataclass(frozen=True, slots=True, eq=False)
class CaptureContext:
    """Replaced when the session changes; two are never equal, because ``exists`` may answer differently."""

    exists: Callable[[str], bool] = lambda _: False
    """Whether there is a note with this reference."""
    rule: AttributionRule = AttributionRule.NAMED
    people: tuple[str, ...] = ()
    """The known countries and organisations, likely ones first; they complete after ``@``."""
    speaker: str = ""
    """Who spoke last; ``@`` alone means them."""
    clusters: tuple[str, ...] = ()
    """The clusters of the session, those used last first; they complete after ``#``."""
    all_countries: Countries = NO_COUNTRIES

    @property
    def is_anonymous(self) -> bool:
        """Whether nothing personal may be kept."""
        return self.rule is AttributionRule.NONE

    @property
    def countries(self) -> Countries:
        """The countries as far as they are read: a key never waits for them."""
        return self.all_countries if self.all_countries.is_ready else NO_COUNTRIES

    @property
    def offered_countries(self) -> tuple[str, ...]:
        """The countries that complete after the names of the session, under the rule that stores countries."""
        return self.all_countries.names if self.rule is AttributionRule.COUNTRY else ()

    def is_country(self, name: str) -> bool:
        """Whether it is the whole English name or the code of a country, under the rule that stores countries."""
        return bool(self.offered_countries) and self.all_countries.is_english(name)

    def read_countries(self) -> None:
        """Wait until the English names of the countries are read, a tenth of a second at most, if they can be offered."""
        if self.rule is AttributionRule.COUNTRY:
            self.all_countries.is_english("")

    def draft(self, text: str) -> str:
        """As much of the text as may be kept."""
        return strip_personal(text, self.people, self.countries) if self.is_anonymous else text
