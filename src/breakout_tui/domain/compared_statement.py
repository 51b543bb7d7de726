"""Compared statement: a text, read so that ``similarity`` can compare it with another.

What counts are the content words in order, without endings. Denials, figures, names and prepositions of direction are read apart,
clause by clause.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from breakout_tui.domain import similarity_meanings as meanings
from breakout_tui.domain import similarity_words as w
from breakout_tui.domain.text import fold
from breakout_tui.domain.word_keys import word_key

_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Scripts without spaces between words."""
_FIGURE = r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?(?!\w)"
_TOKEN = re.compile(
    rf"(?P<figure>{_FIGURE})"
    rf"|(?P<run>[{_UNSPACED}]+)|(?P<word>[^\W{_UNSPACED}]+)|(?P<end>[,;:.!?()\n–—。，、？！；：؟،])"
)
_THOUSANDS = re.compile(r"[.,\s](?=\d{3}(?!\d))")
_SPELLED = re.compile(rf"{_FIGURE}|\w+")
"""What ``_TOKEN`` finds in a text without such scripts, but for the ends of clauses."""
_RUN = re.compile(rf"[{_UNSPACED}]")
_CONTRACTED = re.compile(r"(?<=[a-z])n['’]t\b", re.IGNORECASE)
_PHRASES = rf"\b(?:{'|'.join(meanings.PHRASES)})\b"
_PHRASE = re.compile(_PHRASES, re.IGNORECASE)
_FOLDED_PHRASE = re.compile(_PHRASES)
"""Looks ten times as fast: with one case it knows by its first letter that a word begins no phrase."""


LIGHT = "~"
"""The mark of a light word."""


@dataclass(frozen=True, slots=True)
class Clause:
    """What is compared of a clause, or of several clauses as one."""

    words: tuple[str, ...] = ()
    """The keys of the content words, figures among them."""
    places: tuple[str, ...] = ()
    """The content words and, marked as such, the light ones."""
    all_words: frozenset[str] = frozenset()
    """Every word, folded."""
    figures: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    """Content words that name a country, an organisation or a law."""
    denied: tuple[tuple[str, ...], ...] = ()
    """For each denial the content words that it may be about."""
    roles: frozenset[tuple[str, str]] = frozenset()
    """Pairs of a preposition of direction and the content word behind it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A text as it is compared."""

    all_words: tuple[str, ...]
    clauses: tuple[Clause, ...]
    whole: Clause
    """All clauses as one."""
    is_question: bool


def read(text: str, names: Collection[str] = ()) -> Statement:
    """The statement in a text. ``names`` are the countries and organisations that the session knows."""
    return _read(text, frozenset(fold(word) for name in names for word in name.split()))


def all_words(text: str) -> tuple[str, ...]:
    """Every word of a text, folded, in order."""
    return tuple(re.findall(r"\w+", fold(text)))


def content_words(text: str) -> frozenset[str]:
    """The keys of the content words of ``read(text).whole``, for an index; quicker than ``read``."""
    if _RUN.search(text):
        return frozenset(_read(text, frozenset()).whole.words)
    return frozenset(map(_spelled_key, _SPELLED.findall(_plain(text)))) - {""}


def joined(clauses: Sequence[Clause]) -> Clause:
    """Several clauses as one."""
    if len(clauses) == 1:
        return clauses[0]
    return Clause(
        words=tuple(word for clause in clauses for word in clause.words),
        places=tuple(word for clause in clauses for word in clause.places),
        all_words=frozenset().union(*(clause.all_words for clause in clauses)),
        figures=tuple(figure for clause in clauses for figure in clause.figures),
        names=frozenset().union(*(clause.names for clause in clauses)),
        denied=tuple(denied for clause in clauses for denied in clause.denied),
        roles=frozenset().union(*(clause.roles for clause in clauses)),
    )


class _Token(NamedTuple):
    text: str
    sort: str
    """``figure``, ``word``, ``deny`` (a character that denies) or ``end`` (of a clause)."""
    folded: str


@lru_cache(maxsize=1 << 16)
def _spelled_key(token: str) -> str:
    """What a word or a figure is compared by, as it is spelled."""
    return "".join(_key(each) for each in _tokens(token))


def _key(token: _Token) -> str:
    """What a token is compared by; empty for one without content."""
    return token.folded if token.sort == "figure" else word_key(token.folded)


@lru_cache(maxsize=256)
def _read(text: str, names: frozenset[str]) -> Statement:
    are_capitals_names = not _capitalises_nouns(text)
    clauses = tuple(
        _ClauseReader(names, are_capitals_names).read(tokens) for tokens in _split(_tokens(_plain(text)))
    )
    return Statement(all_words(text), clauses, joined(clauses), text.rstrip().endswith(("?", "？", "؟")))


def _plain(text: str) -> str:
    """The text with contractions and phrases in the words that they are compared by."""
    if "'" in text or "’" in text:
        text = _CONTRACTED.sub(" not", text)
    if _FOLDED_PHRASE.search(text.casefold()) is None:
        return text
    return _PHRASE.sub(lambda found: meanings.PHRASES[found[0].lower()], text)


def _capitalises_nouns(text: str) -> bool:
    """Whether many words have a capital, as the nouns of German and the words of headings do."""
    words = re.findall(r"[^\W\d_]{4,}", text)[1:]
    return bool(sum(word[0].isupper() for word in words) * 3 > len(words))


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        sort, token = str(match.lastgroup), match.group()
        if sort == "figure":
            yield _Token(token, sort, _THOUSANDS.sub("", token).replace(",", "."))
        elif sort == "run":
            yield from _pairs(token)
        else:
            yield _Token(token, sort, fold(token))


def _pairs(run: str) -> Iterator[_Token]:
    """Two characters each of a run without spaces, without the characters that deny."""
    kept = "".join(character for character in run if character not in w.NEGATIVE_CHARACTERS)
    yield from (
        _Token(character, "deny", character) for character in run if character in w.NEGATIVE_CHARACTERS
    )
    for place in range(max(1, len(kept) - 1) if kept else 0):
        yield _Token(kept[place : place + 2], "word", kept[place : place + 2])


def _split(tokens: Iterable[_Token]) -> Iterator[list[_Token]]:
    """The tokens of each clause; at least one, possibly empty."""
    clause: list[_Token] = []
    is_first = True
    for token in tokens:
        if clause and (token.sort == "end" or token.folded in w.CLAUSE_WORDS):
            yield clause
            clause, is_first = [], False
        if token.sort != "end":
            clause.append(token)
    if clause or is_first:
        yield clause


class _ClauseReader:
    """Reads the tokens of one clause."""

    def __init__(self, names: frozenset[str], are_capitals_names: bool) -> None:
        self._known_names = names
        self._are_capitals_names = are_capitals_names
        self._words: list[str] = []
        self._places: list[str] = []
        self._figures: list[str] = []
        self._names: set[str] = set()
        self._roles: set[tuple[str, str]] = set()
        self._denials: list[tuple[int, bool]] = []
        """Where each denial is, and whether it agrees with others."""

    def read(self, tokens: Sequence[_Token]) -> Clause:
        """The clause of these tokens."""
        is_portuguese = any(token.folded in w.PORTUGUESE for token in tokens)
        role = ""
        for place, token in enumerate(tokens):
            word = token.folded
            if token.sort == "deny" or word in w.NEGATIONS:
                self._denials.append((len(self._words), False))
            elif word in w.CONCORD_NEGATIONS:
                if not (is_portuguese and word == "no"):
                    self._denials.append((len(self._words), True))
            elif self._add(token, is_first=place == 0) and role:
                self._roles.add((role, self._words[-1]))
            if word_key(word):
                role = ""
            elif word in w.ROLE_WORDS:
                role = word
        return self._clause(tokens)

    def _add(self, token: _Token, *, is_first: bool) -> bool:
        """Add a content word; False for a word without content."""
        key = _key(token)
        if not key:
            if light := w.LIGHT_WORDS.get(token.folded):
                self._places.append(LIGHT + light)
            return False
        self._words.append(key)
        self._places.append(key)
        if token.folded in meanings.NUMBER_WORDS or any(character.isdigit() for character in key):
            self._figures.append(key)
        elif self._is_name(token, is_first=is_first):
            self._names.add(key)
        return True

    def _is_name(self, token: _Token, *, is_first: bool) -> bool:
        text = token.text
        is_acronym = len(text) > 1 and text.isupper() and text.isascii()
        is_capital = self._are_capitals_names and text[0].isupper() and not is_first
        return token.folded in self._known_names or is_acronym or is_capital

    def _clause(self, tokens: Sequence[_Token]) -> Clause:
        return Clause(
            tuple(self._words),
            tuple(self._places),
            frozenset(token.folded for token in tokens),
            tuple(self._figures),
            frozenset(self._names),
            tuple(self._about(at) for at in self._counted_denials()),
            frozenset(self._roles),
        )

    def _counted_denials(self) -> Iterator[int]:
        """The places of the denials that count: of those that agree with each other only the last."""
        yield from (at for at, agrees in self._denials if not agrees)
        yield from [at for at, agrees in self._denials if agrees][-1:]

    def _about(self, at: int) -> tuple[str, ...]:
        return tuple(self._words[at : at + 3]) or tuple(self._words[max(0, at - 2) : at])
