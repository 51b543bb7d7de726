"""Reads rounds: those that a delegate misses or attends, in the words of five languages."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from breakout_tui.inputs.column_words import rank_in, says_attendance, words_of
from breakout_tui.inputs.problems import shown

ROUND = r"(?:rounds?|runden?|durchg[aä]nge?|tours?|rondas?|rodadas?|s[eé]ances?|sesi[oó]n(?:es)?|sess(?:ão|ao|ões|oes)|sessions?|r)"
"""A word for a round; text is compared without regard to capitals."""
_ORDINAL = re.compile(
    rf"\b(?P<ordinal>[0-9]{{1,2}}\s?(?:st|nd|rd|th|\.|er|ère|ere|ème|eme|e|ª|º|a|o)|[^\W\d_]{{5,9}})\s+(?P<word>{ROUND})(?![\w]|\s*[0-9])",
    re.IGNORECASE,
)
NOTHING = frozenset(
    [
        "",
        "no",
        "none",
        "n a",
        "na",
        "nein",
        "non",
        "keine",
        "keiner",
        "keines",
        "aucun",
        "aucune",
        "ninguno",
        "ninguna",
        "nenhum",
        "nenhuma",
        "nao",
    ]
)
"""What people write, as ``words_of`` gives it, when they mean nothing."""
_NO_ANSWER = frozenset({"", "n a", "na"})
_YES = r"yes|y|ja|oui|s[ií]|sim|true|wahr|vrai|x|✓|✔"
_NO = r"no|nein|non|não|nao|false|falsch|faux"
_YES_OR_NO = re.compile(
    rf"^\s*(?:(?P<yes>{_YES})|(?P<no>{_NO}))(?![\w])[\s,.:;!–-]*(?P<rest>.*)$", re.IGNORECASE | re.DOTALL
)
_ALL = frozenset(
    [
        "all",
        "all rounds",
        "alle",
        "alle runden",
        "toutes",
        "tous",
        "tous les tours",
        "toutes les seances",
        "todas",
        "todos",
        "todas las rondas",
        "todas as rodadas",
        "both",
        "both rounds",
        "both of them",
        "beide",
        "beide runden",
        "beiden",
        "in beiden",
        "les deux",
        "les deux tours",
        "les deux seances",
        "aux deux",
        "ambas",
        "ambos",
        "ambas rondas",
        "las dos",
        "los dos",
        "as duas",
        "os dois",
        "ambas as rodadas",
        "all of them",
        "in both",
        "both sessions",
    ]
)
_ONLY = re.compile(
    r"\b(?:only|just|nur|seulement|uniquement|s[oó]lo|s[oó]|solamente|somente|apenas|ausschließlich)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"^\s*(?:not?|nicht|pas|não|nao|sauf|except|außer|excepto|exceto)\s+(?=\S)", re.IGNORECASE)
_FILLER = r"in|im|the|der|die|den|en|dans|au|aux|à|la|le|les|el|na|no|nas|em|a|o|during|während|pendant"
_ROUND_LIST = re.compile(
    rf"(?:(?:{ROUND}|{_FILLER}|and|und|et|y|e|or|oder|ou|to|bis)(?![^\W\d_])\s*|[0-9]{{1,3}}(?![0-9])(?:\.0)?\s*(?:[-–]\s*[0-9]{{1,3}}(?![0-9])\s*)?|[.,;&+/\n()]\s*)+",
    re.IGNORECASE,
)
_SPAN = re.compile(r"(?P<first>[0-9]+)(?:\.0)?\s*(?:[-–]\s*(?P<last>[0-9]+))?")


class Away(NamedTuple):
    """The rounds that a cell says a delegate can't attend."""

    rounds: frozenset[int] = frozenset()
    problem: str = ""
    remark: str = ""
    """How it was understood, if it could mean something else; it continues *row 4: …*."""


def is_yes_or_no(cell: str) -> bool:
    """Whether a cell is a bare answer."""
    found = _YES_OR_NO.match(cell)
    return found is not None and not found["rest"].strip(" .,;:()")


def with_numbers(text: str) -> str:
    """The text with *round 2* for *2nd round*, *zweite Runde* and the like."""
    return _ORDINAL.sub(_numbered, unicodedata.normalize("NFC", text))


def rounds_in(text: str, last: int) -> tuple[frozenset[int], str]:
    """The rounds that a text names, from 1, and what is wrong with it; ``last`` is the last round."""
    words = words_of(text)
    if words in NOTHING:
        return frozenset(), ""
    if words in _ALL:
        return frozenset(range(1, last + 1)), ""
    plain = with_numbers(text).strip()
    if _ROUND_LIST.fullmatch(plain) is None or not re.search("[0-9]", plain):
        return frozenset(), f'{shown(text)} is no round; write numbers, such as "2" or "1, 3"'
    found: set[int] = set()
    for span in _SPAN.finditer(plain):
        first, end = int(span["first"]), int(span["last"] or span["first"])
        if not 1 <= first <= end <= last:
            missing = first if first < 1 or first > last else end
            return frozenset(), f"there is no round {missing}; the last one is {last}"
        found |= set(range(first, end + 1))
    return frozenset(found), ""


def away_in(cell: str, title: str, last: int) -> Away:
    """The rounds that a delegate misses, by a cell and the title of its column; ``last`` is the last round."""
    if words_of(cell) in _NO_ANSWER and cell.strip() not in ("✓", "✔"):
        return Away()
    is_attendance = says_attendance(title)
    answer = _YES_OR_NO.match(cell)
    if answer is not None or words_of(cell) in NOTHING:
        rest = answer["rest"].strip(" .,;:()") if answer is not None else ""
        is_yes = answer is not None and answer["yes"] is not None
        if not rest:
            return Away() if is_yes == is_attendance else _without_round(cell, title, last)
        if is_attendance and not is_yes and not _ONLY.search(rest) and not _NOT.match(rest):
            return Away(problem=_which(cell))
        cell = rest
    return _named(cell, last, is_attendance=is_attendance)


def _named(cell: str, last: int, *, is_attendance: bool) -> Away:
    """What a cell that names rounds says."""
    everything = frozenset(range(1, last + 1))
    if is_only := _ONLY.search(cell) is not None:
        rest = " ".join(_ONLY.sub(" ", cell).split())
        rounds, problem = rounds_in(rest, last)
        if problem or not rounds:
            return Away(problem=problem or _which(cell))
        told = f"{shown(cell)} was read as away in all other rounds"
        return Away(everything - rounds, "", "" if is_attendance and is_only else told)
    if (negated := _NOT.match(cell)) is not None:
        rounds, problem = rounds_in(cell[negated.end() :], last)
        return Away(rounds, problem)
    rounds, problem = rounds_in(cell, last)
    if problem or not rounds:
        return Away(problem=problem)
    return Away(everything - rounds if is_attendance else rounds)


def _without_round(cell: str, title: str, last: int) -> Away:
    """A bare answer that means a round is missed: the one in the title, or it is not known which."""
    numbers = re.findall(rf"\b{ROUND}\s*([0-9]{{1,2}})\b", with_numbers(title), re.IGNORECASE)
    if len(numbers) == 1 and 1 <= int(numbers[0]) <= last:
        return Away(frozenset({int(numbers[0])}))
    return Away(problem=_which(cell))


def _which(cell: str) -> str:
    return f'{shown(cell)} does not say which round; write the one that is attended or missed, such as "only round 1" or "not round 2"'


def _numbered(found: re.Match[str]) -> str:
    ordinal = found["ordinal"]
    number = int(re.match("[0-9]*", ordinal)[0] or 0) or rank_in(ordinal)  # type: ignore[index]
    return f"round {number}" if number else found[0]
