"""Reads what stands in a column of one theme: a rank, points, or a rating in numbers or words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum

from breakout_tui.inputs.column_words import RANK_WORDS, RATING_WORDS, rank_in, words_of
from breakout_tui.inputs.round_cells import NOTHING


class Scores(Enum):
    """What numbers in columns of themes mean; the value is the word in the kept mapping."""

    RANKS = "ranks"
    """1 is the most wanted."""
    RATINGS = "ratings"
    """The highest is the most wanted; 0 is not wanted."""


RATINGS: Mapping[str, float] = {
    words: rating
    for rating, all_words in (
        (
            5.0,
            "essential|must have|extremely interested|extremely|muss|essentiel|esencial|essencial|extremement interesse",
        ),
        (
            4.0,
            "very interested|very high|very much|very|strongly agree|very important|sehr interessiert|sehr hoch|sehr|sehr wichtig|stimme voll zu"
            "|tres interesse|tres interessee|tres eleve|tout a fait d accord|muy interesado|muy interesada|muy alto|muy alta|muito interessado"
            "|muito interessada|muito alto|muito alta|definitely|very likely",
        ),
        (
            3.0,
            "interested|high|agree|important|yes|x|✓|✔|true|interessiert|hoch|wichtig|ja|stimme zu|interesse|interessee|eleve|d accord|oui"
            "|interesado|interesada|alto|alta|si|interessado|interessada|sim|likely|selected|checked|quite interested",
        ),
        (
            2.0,
            "somewhat interested|medium|neutral|moderate|somewhat|maybe|undecided|neither agree nor disagree|mittel|etwas|vielleicht|moyen"
            "|peut etre|assez interesse|medio|media|quiza|quizas|tal vez|algo|talvez|medianamente|moderately interested|fairly interested",
        ),
        (
            1.0,
            "slightly interested|low|little|a little|disagree|unlikely|wenig|gering|niedrig|wenig interessiert|faible|peu|peu interesse|bajo"
            "|baja|poco|poco interesado|baixo|baixa|pouco|pouco interessado|not very interested|less interested",
        ),
        (
            0.0,
            "not interested|not at all|not at all interested|strongly disagree|false|very low|nicht interessiert|gar nicht|kein interesse"
            "|pas interesse|pas du tout|pas du tout interesse|nada|nada interesado|no interesado|sem interesse|nao interessado|not selected",
        ),
    )
    for words in all_words.split("|")
}
_NUMBER = re.compile(
    r"[+-]?[0-9]{1,9}(?:[.,][0-9]{1,9})?(?=$|\s*(?:[/(=:–-]|points?\b|stars?\b|punkte?\b|pts?\b))"
)
_IS_RANK = 0.75
"""The share of rows in which the numbers run from 1 without repetition, above which they are ranks."""
_IS_RATING = 0.25


def score_of(text: str, meaning: Scores) -> float | None:
    """What a cell says: a rank or a rating, 0 for not wanted; None if it can't be read."""
    words = words_of(text) if text not in ("✓", "✔") else text
    if words in NOTHING:
        return 0.0
    if (number := _NUMBER.match(text.strip())) is not None:
        return max(0.0, float(number[0].replace(",", ".")))
    if meaning is Scores.RANKS:
        return float(rank_in(text)) or None
    return RATINGS.get(words)


def is_score(text: str) -> bool:
    """Whether a cell may stand in a column of a theme."""
    return score_of(text, Scores.RANKS) is not None or score_of(text, Scores.RATINGS) is not None


def meaning_of(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> Scores | None:
    """What the numbers in columns of themes mean, by their titles and their cells; None if that isn't clear."""
    said = words_of(" ".join(titles))
    ranks, ratings = RANK_WORDS.search(said) is not None, RATING_WORDS.search(said) is not None
    read = [[each for cell in row if (each := score_of(cell, Scores.RANKS))] for row in rows]
    answered = [sorted(row) for row in read if len(row) > 1]
    if ranks != ratings:
        meaning = Scores.RANKS if ranks else Scores.RATINGS
        is_possible = ratings or all(row[-1] <= len(titles) for row in answered)
        return meaning if is_possible else None
    if any(cell and score_of(cell, Scores.RANKS) is None for row in rows for cell in row):
        return Scores.RATINGS
    if not answered:
        return Scores.RANKS
    share = sum(row == list(range(1, len(row) + 1)) for row in answered) / len(answered)
    if share > _IS_RANK:
        return Scores.RANKS
    return Scores.RATINGS if share < _IS_RATING else None
