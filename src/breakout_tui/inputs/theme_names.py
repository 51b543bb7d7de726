"""Finds the theme, track or round that somebody means: by id, title, number, beginning of a title, or very near spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from breakout_tui.domain.programme import Programme
from breakout_tui.domain.text import clip
from breakout_tui.inputs.column_words import words_of
from breakout_tui.inputs.problems import shown
from breakout_tui.inputs.round_cells import NOTHING

_SHORTEST = 3
"""Characters of the shortest beginning of a title."""
_NEAR = 0.9
"""How alike two spellings of the same title are, at least."""
_WORTH_NAMING = 0.6
_MOST_SHOWN = 60
_DECORATION = re.compile(
    r"^(?:(?:theme|topic|thema|tema|sujet|session) )?(?P<number>[0-9]{1,3})\b ?(?P<rest>.*)$"
)
_BETWEEN = re.compile(r"(\s*[;>→\n|,]\s*|\s+(?=[0-9]{1,2}[.)]\s))")
_MOST_PIECES = 100


class Names:
    """The titles of some things, each with what it stands for."""

    def __init__(self, things: Iterable[tuple[str, str]], word: str) -> None:
        """``things`` are ids and titles; ``word`` is what one is called in a problem."""
        self._word = word
        self._ids: dict[str, str] = {}
        self._titles: dict[str, str] = {}
        self._shown: dict[str, str] = {}
        self._known: dict[str, str] = {}
        self._loose: dict[str, str] = {}
        self._refusals: dict[str, str] = {}
        self._numbers: list[str] = []
        self.near: dict[str, str] = {}
        """The titles that were found by a very near spelling only, by that spelling."""
        for thing, title in things:
            self._ids.setdefault(words_of(thing), thing)
            self._titles.setdefault(words_of(title), thing)
            self._shown[thing] = title
            self._numbers.append(thing)

    @property
    def separators(self) -> int:
        """How many separators of a list the title with the most of them has."""
        return max((len(_BETWEEN.findall(title)) for title in self._shown.values()), default=0)

    @property
    def first(self) -> str:
        """The id of the first thing."""
        return self._numbers[0]

    def title(self, thing: str) -> str:
        """The title of a thing."""
        return self._shown[thing]

    def place(self, thing: str) -> int:
        """The place of a thing in their list."""
        return self._numbers.index(thing)

    def find(self, text: str, *, nearly: bool = True) -> str:
        """The id of what is meant; empty for nothing. ``nearly`` allows more behind the title, and a very near spelling."""
        if text not in self._known:
            self._known[text] = self._found(words_of(text))
        found = self._known[text]
        if found or not nearly:
            return found
        if text not in self._loose:
            key = words_of(text)
            self._loose[text] = self._inside(key)
            if not self._loose[text] and (near := self._nearly(key)):
                self._loose[text] = near
                self.near[text] = self._shown[near]
        return self._loose[text]

    def is_title(self, text: str) -> bool:
        """Whether a text is an id, a title or its first words: not a number, and not something that only begins so."""
        key = words_of(text)
        if key in self._ids or key in self._titles:
            return not key.isdigit()
        begun = [words for words in self._titles if words.startswith(f"{key} ")]
        return len(begun) == 1 and len(key) > _SHORTEST and not key.isdigit()

    def unknown(self, text: str) -> str:
        """What is said of a text that means nothing here."""
        if text not in self._refusals:
            self._refusals[text] = self._refusal(text)
        return self._refusals[text]

    def _refusal(self, text: str) -> str:
        key = words_of(text)
        best, likeness = "", _WORTH_NAMING
        for words, thing in self._titles.items():
            # people write the first words of a title only
            alike = max(
                _likeness(key, words),
                _likeness(key, words[: len(key)].strip()),
                _likeness(key, words_of(thing)),
            )
            if alike >= likeness:
                best, likeness = thing, alike
        said = f"there is no {self._word} {shown(text)}"
        if best:
            return f"{said}; did you mean {shown(self._shown[best])}?"
        if len(self._shown) <= 8:
            titles = ", ".join(shown(clip(title, _MOST_SHOWN // 2)) for title in self._shown.values())
            return f"{said}; there is {titles}"
        return said

    def _found(self, key: str) -> str:
        if not key:
            return ""
        if found := self._ids.get(key) or self._titles.get(key):
            return found
        if (decorated := _DECORATION.match(key)) is not None:
            rest, number = decorated["rest"], int(decorated["number"])
            if not rest:
                return self._numbers[number - 1] if 0 < number <= len(self._numbers) else ""
            if found := self._titles.get(rest) or self._beginning(rest):
                return found
        return self._beginning(key)

    def _beginning(self, key: str) -> str:
        """What has a title that begins so, if it is the only one."""
        found = {thing for words, thing in self._titles.items() if words.startswith(key)}
        return found.pop() if len(found) == 1 and len(key) >= _SHORTEST else ""

    def _inside(self, key: str) -> str:
        """What has a title with which the text begins, such as one with its room behind it; the longest title counts."""
        found = [words for words in self._titles if len(words) >= _SHORTEST and key.startswith(f"{words} ")]
        return self._titles[max(found, key=len)] if found else ""

    def _nearly(self, key: str) -> str:
        likeness = sorted(
            ((_likeness(key, words), thing) for words, thing in self._titles.items()), reverse=True
        )
        is_clear = len(likeness) < 2 or likeness[1][0] < _NEAR
        return likeness[0][1] if likeness and likeness[0][0] >= _NEAR and is_clear else ""


class ListedThemes(NamedTuple):
    """The themes in a cell that lists several, and what is no theme."""

    themes: tuple[str, ...]
    unknown: tuple[str, ...]


class ThemeNames(Names):
    """The themes of a programme."""

    def __init__(self, programme: Programme) -> None:
        super().__init__(((theme.id, theme.title) for theme in programme.themes), "theme")
        self._longest = self.separators + 1

    def listed(self, text: str) -> ListedThemes:
        """The themes that a cell lists, in its order. A title may itself have a separator in it."""
        if words_of(text) in NOTHING:
            return ListedThemes((), ())
        if found := self.find(text, nearly=False):
            return ListedThemes((found,), ())
        pieces = _BETWEEN.split(text)
        if len(pieces) > 2 * _MOST_PIECES:
            return ListedThemes((), (text,))
        themes: list[str] = []
        unknown: list[str] = []
        at = 0
        while at < len(pieces):
            found, ends = self._longest_at(pieces, at)
            if found:
                themes.append(found)
            elif words_of(pieces[at]):
                unknown.append(pieces[at].strip())
            at = ends
        return ListedThemes(tuple(themes), tuple(unknown))

    def _longest_at(self, pieces: Sequence[str], at: int) -> tuple[str, int]:
        """The theme of the longest title that begins with this piece, and where the next piece is."""
        for count in range(self._longest, 0, -1):
            end = at + 2 * count - 1
            if end <= len(pieces) and (
                found := self.find("".join(pieces[at:end]).strip(), nearly=count == 1)
            ):
                return found, end + 1
        return "", at + 2


def _likeness(one: str, other: str) -> float:
    import difflib  # rarely needed, and slow to import

    if not one or not other or 2 * min(len(one), len(other)) < _WORTH_NAMING * (len(one) + len(other)):
        return 0.0
    return difflib.SequenceMatcher(None, one[:200], other[:200], autojunk=False).ratio()
