"""Word keys: what a word of a statement is compared by, without its endings, and the same for words that mean the same."""

from __future__ import annotations

import re
from functools import lru_cache

from breakout_tui.domain import similarity_meanings as meanings
from breakout_tui.domain import similarity_words as w

_SHORT_WITH_E = re.compile(r"[^aeiou][aeiou][^aeiouwxy]")
_SUFFIXES = (
    "ations", "ation", "ating", "ated", "ates", "ate", "ments", "ment", "ion", "ings", "ing", "ungen", "ung", "edly", "ed", "ly",
    "ers", "er", "ene", "en", "em", "e", "a", "o", "ами", "ого", "ому", "ов", "ах", "ам", "ми", "ы", "и", "а", "о", "у", "е",
)  # fmt: skip


@lru_cache(maxsize=8192)
def word_key(word: str) -> str:
    """What a folded word is compared by; empty for a word without content."""
    if number := meanings.NUMBER_WORDS.get(word):
        return number
    if word in w.FUNCTION_WORDS or word in w.NEGATIONS or word in w.CONCORD_NEGATIONS:
        return ""
    short = stem(word)
    return _SAME.get(word) or _SAME.get(short) or short


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A folded word without its endings; at least three letters stay."""
    for _ in range(3):
        shorter = _without_ending(word)
        if shorter == word:
            break
        word = shorter
    return word.replace("z", "s")


def _without_ending(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    if len(word) > 3 and word[-1] == "s" and word[-2] not in "sui":
        return word[:-1]
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= (3 if suffix in ("ing", "ed") else 4):
            return _as_without_suffix(word.removesuffix(suffix))
    return word


def _as_without_suffix(rest: str) -> str:
    """``plann`` is ``plan``, and ``ris`` is ``rise``."""
    if len(rest) >= 4 and rest[-1] == rest[-2] and rest[-1] not in "ls":
        return rest[:-1]
    return f"{rest}e" if _SHORT_WITH_E.fullmatch(rest) else rest


_SAME = {
    form: stem(group.split()[0])
    for group in meanings.SYNONYMS
    for word in group.split()
    for form in (word, stem(word))
}
