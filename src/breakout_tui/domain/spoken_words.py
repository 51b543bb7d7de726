"""How long a text takes to speak: counts words in any script, and splits sentences.

Words between spaces count as one each. Chinese characters and Japanese kana have no spaces: two of them count as a
word, so that 130 words a minute are 260 characters. Thai, Lao, Burmese and Khmer have no spaces either: five
characters, vowel signs included, count as a word.
"""

from __future__ import annotations

import re

WORDS_A_MINUTE = 130
"""Speaking rate of a report in plenary."""

_IDEOGRAPHS = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_PIECE = re.compile(
    rf"(?P<ideographs>[{_IDEOGRAPHS}]+)|(?P<unspaced>[{_UNSPACED}]+)|[^\s{_IDEOGRAPHS}{_UNSPACED}]+"
)
_ABBREVIATION = re.compile(r"(?:\b\w\.\s?\w|\b(?:etc|vs|cf|incl|approx|resp))\.\Z", re.IGNORECASE)
_END = re.compile(r"(?<=[.!?…])[\"”’»)]*\s+|(?<=[。！？])|\n+")


def words_in(text: str) -> int:
    """The number of words in a text; signs that are not spoken (a dash alone) do not count."""
    return sum(_weight(match) for match in _PIECE.finditer(text))


def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a text, in order and without surrounding space; a line break also ends a sentence.

    The full stop of an abbreviation before a small letter (as in ``e.g. this``) does not end a sentence.
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
    """Whole seconds to speak so many words."""
    return round(words * 60 / WORDS_A_MINUTE)


def _weight(match: re.Match[str]) -> int:
    if match["ideographs"]:
        return -(-len(match[0]) // 2)
    if match["unspaced"]:
        return -(-len(match[0]) // 5)
    return int(any(character.isalnum() for character in match[0]))
