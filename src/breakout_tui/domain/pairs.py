"""Pairs: statements of different rooms or rounds that say nearly the same, to be offered to the editor of the paper.

Whether two statements say nearly the same is decided by ``similarity``, as it is for repeats in the room; ``pair_index`` finds the
statements that are worth asking about. Only statements of one kind make a pair, and never two of one session: within a room, merging
them was up to the room. Statements in different languages make a pair only if their words are equal: what is alike in two
languages is more often a name than a thought.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from breakout_tui.domain import similarity_words as w
from breakout_tui.domain.compared_statement import Statement, read
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.pair_index import IndexedText, PairIndex
from breakout_tui.domain.similarity import similarity

PAIRED = (Kind.CHALLENGE, Kind.PRINCIPLE, Kind.APPROACH, Kind.RECOMMENDATION, Kind.DECISION)
"""The kinds whose statements are compared; the parking lot is not, because the paper only lists it."""

_ANNOUNCED = 1000
"""After how many statements the progress is told."""
_READ = 1 << 14
"""How many statements are kept as they were read."""
_DIGITS = 9
"""Digits of a score: the last ones of a sum depend on the order in which Python goes through a set, which differs from run to run."""
_TELLING = 2
"""How many function words of one language, and of no other, tell the language."""

Progress = Callable[[int, int], None]
"""Told how many statements were compared, and how many there are."""


class ComparedText(NamedTuple):
    """A statement of a room, as far as it matters here."""

    id: str
    """Of its note."""
    session_id: str
    kind: Kind
    text: str
    names: tuple[str, ...] = ()
    """The countries and organisations that its session knows."""


class Pair(NamedTuple):
    """Two statements that say nearly the same."""

    one: str
    """The id of a note; the lower one of both."""
    other: str
    score: float
    """How similar they are, up to 1 for the same words."""


def pairs(texts: Iterable[ComparedText], progress: Progress = lambda _done, _of: None) -> tuple[Pair, ...]:
    """All pairs, the most similar first; the same for any order of the texts.

    Takes seconds for many: call it on a thread. ``progress`` may raise to stop it.
    """
    by_kind: dict[Kind, list[ComparedText]] = defaultdict(list)
    for text in sorted(texts, key=lambda each: each.id):
        by_kind[text.kind].append(text)
    groups = [by_kind[kind] for kind in PAIRED if kind in by_kind]
    most, done = sum(map(len, groups)), 0
    found: list[Pair] = []
    for group in groups:
        for at, close in enumerate(_close_ones(group)):
            found += close
            if (done + at) % _ANNOUNCED == 0:
                progress(done + at, most)
        done += len(group)
    progress(most, most)
    return tuple(sorted(found, key=lambda pair: (-pair.score, pair.one, pair.other)))


def language_of(words: Iterable[str]) -> str:
    """The language of these folded words by their function words; empty if they don't tell."""
    found = Counter(
        language for word in words for language, known in w.FUNCTION_WORDS_OF.items() if word in known
    )
    ranked = found.most_common(2)
    if not ranked or ranked[0][1] < _TELLING or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ""
    return ranked[0][0]


def _close_ones(texts: Sequence[ComparedText]) -> Iterator[list[Pair]]:
    """For each of these texts of one kind its pairs with those after it, in the order of the index."""
    index = PairIndex([IndexedText(text.text, text.session_id) for text in texts])
    statement = lru_cache(maxsize=_READ)(lambda at: read(texts[at].text, texts[at].names))
    for at, text in enumerate(texts):
        found = []
        for other in index.close_to(at):
            score = _score(statement(at), statement(other), index.weight)
            if score > 0:
                one, two = sorted((text.id, texts[other].id))
                found.append(Pair(one, two, score))
        yield found


def _score(one: Statement, two: Statement, weight: Callable[[str], float]) -> float:
    """How similar two statements are; 0 if they make no pair."""
    if one.all_words == two.all_words:
        return 1.0
    languages = {language_of(one.all_words), language_of(two.all_words)} - {""}
    return round(similarity(one, two, weight), _DIGITS) if len(languages) < 2 else 0.0
