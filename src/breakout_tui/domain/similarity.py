"""Similarity: whether two statements say the same, so that one can be counted as a repeat of the other.

1. A statement is its content words, without endings and in order (``compared_statement``).
2. Words count by their rarity in the session, and the statements must share most of that weight. A shortened one must lie almost
   wholly within the longer one; then only the clauses that it comes from are compared with it.
3. A contrast rules a repeat out, however many words are shared: a denial in one of them only, or of other words; other figures;
   other names; opposite words; exchanged roles; a question against a statement; and, the most general one, another word at
   the same place ("schools need …", "hospitals need …").

What the rule doesn't know makes it stricter: an unknown word is content, and a different one at its place is a contrast.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import Enum
from math import log

from breakout_tui.domain import similarity_meanings as meanings
from breakout_tui.domain import similarity_words as w
from breakout_tui.domain.compared_statement import LIGHT, Clause, Statement, joined
from breakout_tui.domain.word_keys import stem

ALIKE = 0.66
"""The least part of the weight of both statements that they share, from 0 to 1."""
CONTAINED = 0.85
"""The least part of a shortened statement that lies in the longer one."""
COVERED = 0.3
"""The least part of a run of clauses that a shortened statement covers."""
FEWEST = 2
"""The fewest content words that are compared; a verbatim repeat may have fewer."""
ENOUGH = 3
"""The fewest content words that two statements share if each has others as well."""
LONGEST_RUN = 6
"""The most clauses that are compared with a shortened statement."""
FEWEST_OF_SLIP = 5
"""The fewest words of statements that are the same but for a slip in one of them."""
SHORTEST_OF_SLIP = 8
"""The shortest word with a slip, in letters."""


class Contrast(Enum):
    """Why two statements that share their words are different statements all the same."""

    FIGURE = "other figures"
    NAME = "other names"
    DENIAL = "one denies what the other says"
    OPPOSITE = "opposite words"
    ROLE = "exchanged roles"
    PLACE = "another word at the same place"


def similarity(one: Statement, other: Statement, weight: Callable[[str], float] = lambda _: 1.0) -> float:
    """How similar two statements are, from 0 (different, or in contrast) to 1 (the same words).

    ``weight`` says how much a content word counts, by its rarity.
    """
    if is_verbatim(one.all_words, other.all_words):
        return 1.0
    a, b = one.whole, other.whole
    if one.is_question is not other.is_question or min(len(set(a.words)), len(set(b.words))) < FEWEST:
        return 0.0
    of_a, of_b = _weight(a.words, weight), _weight(b.words, weight)
    short, long = (a, other) if (of_a, a.words) <= (of_b, b.words) else (b, one)
    both = set(a.words) & set(b.words)
    shared = _weight(both, weight)
    alike = 2 * shared / (of_a + of_b)
    is_enough = len(both) == len(set(a.words) | set(b.words)) or ENOUGH <= len(both) < len(set(short.words))
    if alike >= ALIKE and is_enough and contrast(a, b) is None:
        return alike
    if shared < CONTAINED * min(of_a, of_b):
        return 0.0
    runs = (run for run in _runs(long.clauses) if both.issubset(run.words))
    return max((_containment(short, run, weight) for run in runs), default=0.0)


def rarity(having: int, of: int) -> float:
    """How much a word counts that ``having`` of so many statements have: the more, the rarer it is."""
    return 1 + log((of + 2) / (having + 1))


def is_verbatim(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether these are the same words; a letter left out, doubled or exchanged in one long word is a slip."""
    if one == other:
        return True
    if len(one) != len(other) or len(one) < FEWEST_OF_SLIP:
        return False
    differing = [(ours, theirs) for ours, theirs in zip(one, other, strict=True) if ours != theirs]
    return len(differing) == 1 and _is_slip(*differing[0])


def contrast(one: Clause, other: Clause) -> Contrast | None:
    """The first contrast between two statements that share many words."""
    return next((found for found, differ in _CONTRASTS if differ(one, other)), None)


def _weight(words: Iterable[str], weight: Callable[[str], float]) -> float:
    return sum(map(weight, set(words)))


def _is_slip(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) < SHORTEST_OF_SLIP:  # "contact" and "contract" are both words
        return False
    if len(long) == len(short) + 1:
        return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))
    return len(long) == len(short) and any(
        long[:place] + long[place + 1] + long[place] + long[place + 2 :] == short
        for place in range(len(long) - 1)
    )


def _runs(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """Each run of neighbouring clauses."""
    for start in range(len(clauses)):
        for end in range(start + 1, min(len(clauses), start + LONGEST_RUN) + 1):
            yield joined(clauses[start:end])


def _containment(short: Clause, run: Clause, weight: Callable[[str], float]) -> float:
    shared = _weight(set(short.words) & set(run.words), weight)
    part = shared / _weight(short.words, weight)
    has_other_verb = any(word.startswith(LIGHT) for word in set(short.places).difference(run.places))
    if part < CONTAINED or has_other_verb or shared < COVERED * _weight(run.words, weight):
        return 0.0
    return part * ALIKE if contrast(short, run) is None else 0.0


def _differ_in_figures(a: Clause, b: Clause) -> bool:
    """Each has a figure that the other has not, or one has more and nothing else differs, or their order does.

    "One" is a figure beside others.
    """
    ours, theirs = set(a.figures), set(b.figures)
    ones, their_ones = w.ONE & a.all_words, w.ONE & b.all_words
    if (ours - theirs or (ones and not their_ones)) and (theirs - ours or (their_ones and not ones)):
        return True
    if ours != theirs and set(a.words) - ours == set(b.words) - theirs:
        return True
    both = ours & theirs
    return [each for each in a.figures if each in both] != [each for each in b.figures if each in both]


def _differ_in_names(a: Clause, b: Clause) -> bool:
    return bool(a.names.difference(b.words)) and bool(b.names.difference(a.words))


def _differ_in_denials(a: Clause, b: Clause) -> bool:
    """One denies more often, or they deny different words, or one has a word of the other with a prefix that denies it."""
    if len(a.denied) != len(b.denied):
        return True
    both = set(a.words) & set(b.words)
    ours = {word for words in a.denied for word in words} & both
    theirs = {word for words in b.denied for word in words} & both
    are_of_others = not ours & theirs and bool(ours or theirs)
    return are_of_others or _has_prefixed(a, b) or _has_prefixed(b, a)


def _has_prefixed(a: Clause, b: Clause) -> bool:
    more = set(b.words).difference(a.words)
    words = [word for word in set(a.words).difference(b.words) if len(word) > 3]
    return any(prefix + word in more for word in words for prefix in w.NEGATIVE_PREFIXES)


def _are_opposite(a: Clause, b: Clause) -> bool:
    if any((word in a.all_words) is not (word in b.all_words) for word in w.EXCLUSIVE):
        return True
    ours, theirs = set(map(stem, a.all_words)), set(map(stem, b.all_words))
    ours, theirs = ours - theirs, theirs - ours
    return any((one & ours and two & theirs) or (two & ours and one & theirs) for one, two in _OPPOSITES)


def _exchange_roles(a: Clause, b: Clause) -> bool:
    """A word has another preposition, or a preposition another word, or two parts have changed places around a third one."""
    both = set(a.words) & set(b.words)
    ours = {(role, word) for role, word in a.roles - b.roles if word in both}
    theirs = {(role, word) for role, word in b.roles - a.roles if word in both}
    if any(role == other or word == they for role, word in ours for other, they in theirs):
        return True
    if bool(a.all_words & w.PASSIVE_WORDS) is not bool(b.all_words & w.PASSIVE_WORDS):
        return False
    one, other = _in_order(a, both), _in_order(b, both)
    have_same_words = len(one) == 2 and a.all_words == b.all_words
    return one != other and (have_same_words or _are_swapped(one, other))


def _in_order(clause: Clause, words: set[str]) -> list[str]:
    return [word for word in clause.words if word in words]


def _are_swapped(one: list[str], other: list[str]) -> bool:
    """Whether "A pays B" became "B pays A"; each part is of one or two words."""
    if one == other or sorted(one) != sorted(other):
        return False
    while one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    parts = [(first, last) for first in (1, 2) for last in (first + 1, first + 2) if 0 < len(one) - last <= 2]
    return any(one[last:] + one[first:last] + one[:first] == other for first, last in parts)


def _differ_at_a_place(a: Clause, b: Clause) -> bool:
    """Whether there is a place at which each has a word that the other has nowhere.

    One of them may be a light word, if the words that both have come in the same order.
    """
    if _has_replaced(a.words, b.words) or _has_replaced(b.words, a.words):
        return True
    both = set(a.words) & set(b.words)
    return _in_order(a, both) == _in_order(b, both) and (
        _has_replaced(a.places, b.places) or _has_replaced(b.places, a.places)
    )


def _has_replaced(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether, in the alignment of ``one`` with ``other``, words of only one replace words of only the other."""
    ours, theirs = set(one), set(other)
    for tag, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        gone, come = set(one[i:j]) - theirs, set(other[k:m]) - ours
        if tag == "replace" and gone and come and not all(word.startswith(LIGHT) for word in gone | come):
            return True
    return False


_OPPOSITES = [(set(map(stem, one.split())), set(map(stem, two.split()))) for one, two in meanings.OPPOSITES]
_CONTRASTS: tuple[tuple[Contrast, Callable[[Clause, Clause], bool]], ...] = (
    (Contrast.FIGURE, _differ_in_figures),
    (Contrast.NAME, _differ_in_names),
    (Contrast.DENIAL, _differ_in_denials),
    (Contrast.OPPOSITE, _are_opposite),
    (Contrast.ROLE, _exchange_roles),
    (Contrast.PLACE, _differ_at_a_place),
)
