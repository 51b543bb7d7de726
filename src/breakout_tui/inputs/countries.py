"""Countries: their names in all languages and their ISO codes, from CLDR by babel.

Nothing is imported or read before :meth:`begin` or the first question: about a second of a background thread, and 20 MB.
English names, those in the chosen languages, and codes come first, and only these are waited for.
Case, accents, hyphens and kinds of apostrophe do not matter. A code counts in capitals only (``@NO``, ``@NOR``), so that
*it* and *no* stay words.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from unicodedata import category

from breakout_tui.domain.country_codes import NO_COUNTRY
from breakout_tui.domain.text import fold
from breakout_tui.inputs.country_names import ABBREVIATIONS, AMBIGUOUS, OTHER_NAMES

_LONGEST = 70
"""Characters of the longest name that is looked for."""
_MANY = "\0"
"""In place of a code, for a name that several countries have in different languages."""
_SIGNS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "-": " ", "–": " ", "_": " ", ".": None, "&": " and "})
_INVERTED = re.compile(r"(?P<name>[^,]+), (?P<kind>.+ of(?: the)?)")


class CldrCountries:
    """The :class:`~breakout_tui.domain.ports.Countries` of the program. May be used from any thread.

    ``languages`` are codes such as ``fr`` or ``pt-BR``, the preferred one first; without any it is English.
    ``only_english`` is for a command that needs no other spelling, and should not take a second of the processor.
    """

    def __init__(self, languages: Sequence[str] = (), *, only_english: bool = False) -> None:
        self._only_english = only_english
        self._default = self._languages = tuple(languages)
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._choosing = threading.Lock()
        self._has_english = threading.Event()
        self._done = threading.Event()
        self._english: dict[str, str] = {}
        self._kept: dict[str, str] = {}
        """The names in the chosen languages, by code."""
        self._codes: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        self._english_keys: frozenset[str] = frozenset()
        self._names: tuple[str, ...] = ()
        self._chosen: list[tuple[str, str]] = []
        """The names in the chosen languages, with their codes."""

    @property
    def is_ready(self) -> bool:
        """Whether all spellings are read."""
        return self._done.is_set()

    @property
    def names(self) -> tuple[str, ...]:
        """The names in the chosen languages, in the order of the alphabet; empty until they are read."""
        return self._names

    def speak(self, languages: Sequence[str]) -> None:
        """Give names in these languages from now on; without any, in those of the settings."""
        chosen = tuple(languages) or self._default
        with self._choosing:
            if chosen != self._languages:
                self._languages = chosen
                if self._english:
                    self._choose_names()

    def begin(self) -> None:
        """Read the spellings in the background, if that has not begun yet."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._read, name="countries", daemon=True)
                self._thread.start()

    def read(self) -> None:
        """Read all spellings now, for a command that ends before the background would have."""
        self.begin()
        self._done.wait()

    def longest_at(self, text: str, start: int) -> int:
        """Where the longest name of a country that begins here ends; ``start`` if there is none."""
        limit = min(len(text), start + _LONGEST)
        for end in range(limit, start, -1):
            if _is_end(text, end) and (code := self.code_of(text[start:end])):
                is_stop = text[end - 1] == "." and self.code_of(text[start : end - 1]) == code
                return end - 1 if is_stop else end
        return start

    def code_of(self, name: str) -> str:
        """The two letters of a country; empty if the name is no country."""
        self.begin()
        self._has_english.wait()
        code = self._codes.get(name.strip()) or self._by_name.get(_key(name), "")
        return "" if code == _MANY else code

    def name_of(self, code: str) -> str:
        """The name of a country in the first of the chosen languages that has one."""
        self.begin()
        self._has_english.wait()
        return self._kept[code]

    def is_english(self, name: str) -> bool:
        """Whether it is the whole English name of a country, also of several, or a code in capitals."""
        self.begin()
        self._has_english.wait()
        return name.strip() in self._codes or _key(name) in self._english_keys

    def _read(self) -> None:
        try:
            self._fill()
        finally:
            self._has_english.set()
            self._done.set()

    def _fill(self) -> None:
        from babel.core import get_global

        with self._choosing:
            self._english = dict(_territories("en"))
            self._choose_names()
        self._codes = {code: code for code in self._english if code not in ABBREVIATIONS}
        for code, meant in get_global("territory_aliases").items():
            if code.isalpha() and len(code) == 3 and len(meant) == 1 and meant[0] in self._english:
                self._codes[code] = meant[0]
        for code, name in self._chosen:
            self._by_name[_key(name)] = code
        for code, name in self._english.items():
            others = OTHER_NAMES.get(code, ())
            for each in (name, *others, *_in_order(others)):
                self._by_name[_key(each)] = code
        self._by_name |= {_key(name): _MANY for name in AMBIGUOUS}
        self._english_keys = frozenset(self._by_name)
        self._has_english.set()
        if self._only_english:
            return
        self._by_name = {**_every_spelling(), **self._by_name}

    def _choose_names(self) -> None:
        """Read the names in the chosen languages."""
        languages = self._languages or ("en",)
        self._chosen = [pair for language in languages for pair in territories(language)]
        self._kept = self._english | dict(reversed(self._chosen))
        self._names = tuple(sorted({name for _, name in self._chosen} or self._english.values(), key=fold))


def territories(language: str) -> list[tuple[str, str]]:
    """The codes and names of the countries in a language such as ``fr`` or ``pt-BR``; none for one that CLDR doesn't have."""
    from babel.localedata import normalize_locale

    parts = language.replace("-", "_").split("_")
    names: dict[str, str] = {}
    for count in range(1, len(parts) + 1):
        # in the spelling of its file: capitals don't matter in a code
        if identifier := normalize_locale("_".join(parts[:count])):
            names |= dict(_territories(identifier))
    return list(names.items())


def is_language(code: str) -> bool:
    """Whether there are names of countries in this language. Imports babel."""
    return bool(territories(code))


def _territories(language: str) -> Iterator[tuple[str, str]]:
    """The codes and names of the countries in a language.

    Read from the file, because babel keeps all of each language that it loads itself: 200 MB for all of them.
    """
    import pickle

    from babel.localedata import resolve_locale_filename

    data = pickle.loads(Path(resolve_locale_filename(language)).read_bytes())
    territories: dict[str, str] = data.get("territories", {})
    for code, name in territories.items():
        if len(code) == 2 and code.isalpha() and code not in NO_COUNTRY:
            yield code, name


@cache
def _every_spelling() -> Mapping[str, str]:
    """The codes of all names in all languages; read once for each process."""
    from babel.localedata import locale_identifiers

    by_name: dict[str, str] = {}
    languages = sorted(filter(_is_language, locale_identifiers()))
    for name, code in {pair[::-1]: None for each in languages for pair in _territories(each)}:
        key = _key(name)
        if by_name.setdefault(key, code) != code:
            by_name[key] = _MANY
    return by_name


def _is_language(identifier: str) -> bool:
    """Whether it is a language or a script of it, not the variety of one country."""
    return not any(part.isupper() or part.isdigit() for part in identifier.split("_")[1:])


def _in_order(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if (found := _INVERTED.fullmatch(name)) is not None:
            yield f"{found['kind']} {found['name']}"


def _is_end(text: str, end: int) -> bool:
    """Whether a name may end here: behind a letter, a full stop or a bracket, and not inside a word."""
    last, following = text[end - 1], text[end : end + 1]
    is_in_word = (
        following.isalnum() or following == "_" or (following != "" and category(following)[0] == "M")
    )
    return not is_in_word and (last.isalnum() or last in ".)" or category(last)[0] == "M")


def _key(name: str) -> str:
    """The name as it is looked up."""
    words = fold(name.translate(_SIGNS)).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)
