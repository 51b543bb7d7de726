"""The countries that a phone offers, in the language of its page; they go to the room by their English names, which it knows in any language."""

from __future__ import annotations

from functools import cache

from breakout_tui.domain.country_codes import NO_COUNTRY
from breakout_tui.domain.text import fold
from breakout_tui.hub.phone_languages import PSEUDO, SOURCE

_AL = "ال"
"""The Arabic article, which dictionaries pass over."""


@cache
def countries(code: str) -> tuple[tuple[str, str], ...]:
    """The codes and names of all countries in a language, in the order of its alphabet."""
    names = _names(SOURCE if code == PSEUDO else code)
    return tuple(sorted(names.items(), key=lambda each: fold(each[1].removeprefix(_AL))))


def english_name(code: str) -> str:
    """The English name of a country; empty for no country."""
    return _names(SOURCE).get(code, "")


@cache
def _names(language: str) -> dict[str, str]:
    from babel import Locale  # late: importing it takes longer than a page

    territories = Locale.parse(language).territories
    return {
        code: name
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in NO_COUNTRY
    }
