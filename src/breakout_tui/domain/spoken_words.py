"""How long text takes to say: its words, counted for any script, and the sentences it is made of.

Where words stand between spaces, each is one. Chinese characters and Japanese kana have no spaces: two of them count as a
word, which at 130 words a minute is an unhurried 260 characters. Thai, Lao, Burmese and Khmer have none either: five
characters, vowel signs included, count as a word.
"""

from __future__ import annotations

import re

WORDS_A_MINUTE = 130
"""The pace of a report in plenary."""

_IDEOGRAPHS = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_PIECE = re.compile(
    rf"(?P<ideographs>[{_IDEOGRAPHS}]+)|(?P<unspaced>[{_UNSPACED}]+)|[^\s{_IDEOGRAPHS}{_UNSPACED}]+"
)
_ABBREVIATION = re.compile(r"(?:\b\w\.\s?\w|\b(?:etc|vs|cf|incl|approx|resp))\.\Z", re.IGNORECASE)
_END = re.compile(r"(?<=[.!?…])[\"”’»)]*\s+|(?<=[。！？])|\n+")


def words_in(text: str) -> int:
    """How many words a text counts; what is spoken as nothing (a dash alone) counts as none."""
    return sum(_weight(match) for match in _PIECE.finditer(text))


def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a text, in order and without the space around them; a line break ends one as well.

    The full stop of an abbreviation with a small letter after it (as in ``e.g. this``) ends nothing.
    """
    found: list[str] = []
    start = 0
    for match in _END.finditer(text):
        following = text[match.end() : match.end() + 1]
        if following.islower() and _ABBREVIATION.search(text, start, match.start()) and "\n" not in match[0]:
            continue
        found.append(text[start : match.end()].strip())
        start = match.end()
    found.append(text[start:].strip())
    return tuple(sentence for sentence in found if sentence)


def seconds_for(words: int) -> int:
    """Whole seconds that so many words take."""
    return round(words * 60 / WORDS_A_MINUTE)


def _weight(match: re.Match[str]) -> int:
    if match["ideographs"]:
        return -(-len(match[0]) // 2)
    if match["unspaced"]:
        return -(-len(match[0]) // 5)
    return int(any(character.isalnum() for character in match[0]))
