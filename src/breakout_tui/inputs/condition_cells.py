"""Reads what a delegate must or must not attend: themes, rounds, and themes in a round, in the notations of five languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from breakout_tui.domain.delegates import Condition
from breakout_tui.inputs.column_words import words_of
from breakout_tui.inputs.problems import shown
from breakout_tui.inputs.round_cells import NOTHING, ROUND, with_numbers
from breakout_tui.inputs.theme_names import ThemeNames

_IN_ROUND = re.compile(
    rf"\b(?:(?:in|im|en|dans|na|em|au|à|la|the|der)\s+)*{ROUND}\s*(?P<round>[0-9]{{1,3}})\s*[)\]]?\s*$",
    re.IGNORECASE,
)
_BARE_ROUND = re.compile(r"(?:[@:/(\[–-]\s*|\s)(?P<round>[0-9]{1,2})\s*[)\]]?\s*$")
_AROUND = " ,(@:/[–-\t\n"
"""What may be between a theme and its round."""
_BETWEEN_CONDITIONS = (
    re.compile(r"[;\n|]"),
    re.compile(r"[;\n|,]"),
    re.compile(r"[;\n|,&+/]|\b(?:and|und|et|y|e)\b"),
)
_THEME_OR_ROUND = re.compile(r"\s*sessions?\s*[0-9]{1,2}\s*", re.IGNORECASE)


class ConditionCells:
    """Reads cells with the themes of a programme."""

    def __init__(self, themes: ThemeNames) -> None:
        self._themes = themes

    def condition(self, text: str) -> Condition | None:
        """A theme, a theme in a round, or a round alone; None if it is none of them."""
        if _THEME_OR_ROUND.fullmatch(text):
            return None
        if found := self._themes.find(text, nearly=False):
            return Condition(found)
        for theme, number in _divided(text):
            if not theme:
                return Condition("", number)
            if found := self._themes.find(theme, nearly=False):
                return Condition(found, number)
        return None

    def conditions(self, text: str) -> tuple[list[Condition], list[str]]:
        """The conditions that a cell lists, and what is none."""
        if words_of(text) in NOTHING:
            return [], []
        if (whole := self.condition(text)) is not None:
            return [whole], []
        for between in _BETWEEN_CONDITIONS:
            pieces = [piece.strip() for piece in between.split(text) if words_of(piece)]
            found = [each for piece in pieces if (each := self.condition(piece)) is not None]
            # "policy round 1, 2" may mean a theme or a round by its number
            is_clear = len({words_of(piece).isdigit() for piece in pieces}) == 1
            if len(pieces) > 1 and len(found) == len(pieces) and is_clear:
                return found, []
        listed = self._themes.listed(text)
        if listed.themes and not listed.unknown and not re.search(rf"\b{ROUND}\s*[0-9]", text, re.IGNORECASE):
            return [Condition(theme) for theme in listed.themes], []
        return self._loosely([piece.strip() for piece in re.split(r"[;\n|]", text) if words_of(piece)])

    def no_condition(self, text: str) -> str:
        """What is said of a text that is no condition, with the form that is understood."""
        if _THEME_OR_ROUND.fullmatch(text) or words_of(text).isdigit():
            return f'{shown(text)} may be a theme or a round; write the title of the theme, or "round 1"'
        example = self._themes.first
        return f'{self._themes.unknown(text)}; a condition looks like "{example}", "round 1" or "{example} in round 1"'

    def names(self, text: str) -> str:
        """Whether a cell names nothing but themes (*theme*, with or without rounds) or rounds (*round*) by their titles; else empty."""
        pieces = [text]
        for between in (None, *_BETWEEN_CONDITIONS):
            if between is not None:
                pieces = [piece.strip() for piece in between.split(text) if words_of(piece)]
            kinds: set[str] = set()
            for piece in pieces:
                if not (kind := self._named(piece)):
                    break  # most texts of a list are none of this, so the others need no look
                kinds.add(kind)
            else:
                if kinds:
                    return "theme" if "theme" in kinds else "round"
        return ""

    def _named(self, text: str) -> str:
        if self._themes.is_title(text):
            return "theme"
        for theme, _ in _divided(text):
            if not theme:
                return "" if _THEME_OR_ROUND.fullmatch(text) else "round"
            if self._themes.is_title(theme):
                return "theme"
        return ""

    def _loosely(self, pieces: Sequence[str]) -> tuple[list[Condition], list[str]]:
        """Conditions with more behind a title or a very near spelling."""
        found: list[Condition] = []
        unknown: list[str] = []
        is_mixed = not all(words_of(piece).isdigit() for piece in pieces)
        for piece in pieces:
            if is_mixed and words_of(piece).isdigit():
                unknown.append(piece)
                continue
            parted = [each.strip() for each in piece.split(",") if words_of(each)]
            if len(parted) > 1 and any(self.condition(each) is not None for each in parted):
                more, others = self._loosely(parted)
                found, unknown = [*found, *more], [*unknown, *others]
                continue
            parts = next(_divided(piece), None)
            if (each := self.condition(piece)) is not None:
                found.append(each)
            elif _THEME_OR_ROUND.fullmatch(piece):
                unknown.append(piece)
            elif parts is not None and (theme := self._themes.find(parts.theme)):
                found.append(Condition(theme, parts.round))
            elif parts is None and (theme := self._themes.find(piece)):
                found.append(Condition(theme))
            else:
                unknown.append(piece)
        return found, unknown


class _Divided(NamedTuple):
    """A text that ends in a round, and what is before; nothing for a round alone."""

    theme: str
    round: int


def _divided(text: str) -> Iterator[_Divided]:
    """The ways to read a text as one that ends in a round."""
    plain = with_numbers(text)
    for form in (_IN_ROUND, _BARE_ROUND):
        if (found := form.search(plain)) is not None:
            theme = plain[: found.start()].strip(_AROUND)
            if form is _IN_ROUND or any(map(str.isalpha, theme)):
                yield _Divided(theme, int(found["round"]))
