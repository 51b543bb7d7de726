"""The languages of the phones' pages: which one a browser gets, and its texts.

The texts are in ``locale``: a ``.po`` file for each language, read and compiled in memory when the first page in it is asked for, so that an
installed program needs no further step. ``make messages`` brings the files up to date. English is the source.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

LOCALE = Path(__file__).parent / "locale"
SOURCE = "en"
NAMES = {"en": "English", "fr": "Français", "ar": "العربية"}
"""The languages by code, each in its own words, in the order in which they are offered."""
PSEUDO = "en-XA"
"""Not offered: every text in letters that no text of ours has, longer than in English, so that one sees what is not translated or cut off."""
_RIGHT_TO_LEFT = ("ar",)
_ABOVE = {"zh-tw": "zh-hant", "zh-hk": "zh-hant", "zh-mo": "zh-hant", "zh-cn": "zh-hans", "zh-sg": "zh-hans"}
"""What comes next where the first part of a code is another script."""
_ACCENTED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀćđéƒǧħíĵķłḿñóṕɋŕšťúṽŵẋýžÁƁĆĐÉƑǦĦÍĴĶŁḾÑÓṔɊŔŠŤÚṼŴẊÝŽ",
)
_LONGEST_HEADER = 500

Say = Callable[[str], str]
"""Gives a text in a language."""


class Language(NamedTuple):
    """A language of the pages."""

    code: str
    direction: str
    """Of its letters: ``ltr`` or ``rtl``."""
    say: Say


@cache
def language(code: str) -> Language:
    """A language that there is."""
    if code == SOURCE:
        return Language(code, "ltr", str)
    if code == PSEUDO:
        return Language(code, "ltr", pseudo)
    return Language(code, "rtl" if code in _RIGHT_TO_LEFT else "ltr", _translations(code).gettext)


def chosen(asked: str | None, accepted: str) -> Language:
    """The language that was asked for, else the best one of the header ``Accept-Language``."""
    if asked in NAMES or asked == PSEUDO:
        return language(str(asked))
    return language(negotiated(accepted, NAMES))


def negotiated(accepted: str, offered: Collection[str], otherwise: str = SOURCE) -> str:
    """The first language of a header that is offered, as it is or without its country or script.

    babel gives nothing for ``zh-TW`` where only ``en`` and ``zh-Hant`` are offered, nor for ``fr-CA`` where ``fr`` is.
    """
    by_code = {each.lower(): each for each in offered}
    for wanted in _wishes(accepted):
        for code in _chain(wanted):
            if code in by_code:
                return by_code[code]
    return otherwise


def _wishes(accepted: str) -> list[str]:
    """The codes of a header in lower case, the dearest first."""
    found: list[tuple[float, str]] = []
    for part in accepted[:_LONGEST_HEADER].split(","):
        code, _, rest = part.strip().lower().partition(";")
        name, _, number = rest.strip().partition("=")
        try:
            weight = float(number) if name.strip() == "q" else 1.0
        except ValueError:
            continue
        if code.strip() and 0 < weight <= 1:
            found.append((weight, code.strip().replace("_", "-")))
    return [code for _, code in sorted(found, key=lambda each: -each[0])]


def _chain(code: str) -> list[str]:
    """The code, then what stands for it, to the language alone."""
    found = [code]
    while (above := _ABOVE.get(code) or code.rpartition("-")[0]) and above not in found:
        found.append(above)
        code = above
    return found


def pseudo(text: str) -> str:
    """The text in letters with marks, with brackets at its ends; what is between braces stays, because it is filled in."""
    pieces = text.replace("{", "\0{").replace("}", "}\0").split("\0")
    said = "".join(piece if piece.startswith("{") else piece.translate(_ACCENTED) for piece in pieces)
    return f"⟦{said} ··⟧"


def _translations(code: str) -> GNUTranslations:
    from babel.messages.mofile import write_mo  # late: importing babel takes as long as all else here
    from babel.messages.pofile import read_po

    with (LOCALE / f"{code}.po").open("rb") as file:
        catalog = read_po(file, locale=code)
    made = BytesIO()
    write_mo(made, catalog)
    made.seek(0)
    return GNUTranslations(made)
