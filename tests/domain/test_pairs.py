"""Pairs: which statements of different rooms are offered to the editor as saying nearly the same."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain.compared_statement import content_words, read
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.pair_index import IndexedText, PairIndex
from breakout_tui.domain.pairs import ComparedText, Pair, language_of, pairs
from breakout_tui.domain.similarity import similarity
from tests.domain.statement_pairs import PAIRS

_WORDS = [
    "registers",
    "ministries",
    "interoperability",
    "interoperabilty",
    "interoperabiliyt",
    "budgets",
    "vendors",
    "3",
    "12",
    "not",
    "the",
    "of",
    "and",
    "silo",
    "archives,",
    "citizens;",
    "only",
    "shared",
    "services",
    "from",
    "to",
    "Norway",
    "x",
]
TEXTS = st.lists(st.sampled_from(_WORDS), max_size=9).map(" ".join)
STATEMENTS = st.lists(
    st.tuples(TEXTS, st.sampled_from("ab"), st.sampled_from([Kind.CHALLENGE, Kind.PRINCIPLE])), max_size=9
).map(
    lambda found: [
        ComparedText(f"n{at}", session, kind, text) for at, (text, session, kind) in enumerate(found)
    ]
)


def told(*texts: str, kind: Kind = Kind.CHALLENGE) -> list[ComparedText]:
    """Statements, each of a room of its own."""
    return [ComparedText(f"n{at}", f"room {at}", kind, text) for at, text in enumerate(texts)]


@given(STATEMENTS)
def test_the_index_misses_nothing_that_the_rule_finds(texts: list[ComparedText]) -> None:
    """Rule: below its limits, the pairs of the index are those of comparing each with each."""
    expected = set()
    for kind in (Kind.CHALLENGE, Kind.PRINCIPLE):
        own = [text for text in texts if text.kind is kind]
        weight = PairIndex([IndexedText(text.text, text.session_id) for text in own]).weight
        for one, other in itertools.combinations(own, 2):
            if one.session_id != other.session_id and similarity(read(one.text), read(other.text), weight):
                expected.add((one.id, other.id))
    assert {(pair.one, pair.other) for pair in pairs(texts)} == expected


@given(STATEMENTS, st.randoms())
def test_the_order_of_the_statements_changes_nothing(texts: list[ComparedText], random: object) -> None:
    """Rule: two editors with the same statements are offered the same pairs in the same order."""
    shuffled = list(texts)
    getattr(random, "shuffle")(shuffled)  # noqa: B009 - hypothesis names no type for it
    assert pairs(shuffled) == pairs(texts)


@given(TEXTS)
def test_the_words_of_the_index_are_those_of_the_rule(text: str) -> None:
    """Rule: what the index counts is what the rule compares, figures and single letters among them."""
    assert content_words(text) == set(read(text).whole.words)


def test_the_words_of_the_index_are_those_of_the_rule_in_the_labelled_statements() -> None:
    """The same for statements of many languages."""
    for pair in PAIRS:
        assert content_words(pair.earlier) == set(read(pair.earlier).whole.words)


def test_the_same_words_in_two_rooms_are_a_pair() -> None:
    """However short, and whatever the language."""
    found = pairs(told("Kein Geld", "Silo budgets block shared services", "kein Geld!"))
    assert found == (Pair("n0", "n2", 1.0),)


def test_a_slip_in_a_long_word_is_found_among_few_shared_words() -> None:
    """The word with the slip is the rarest one, so the others alone would not find it."""
    assert pairs(
        told("Start with interoperability and nothing else", "Start with interoperabilty and nothing else")
    )


def test_statements_of_one_session_are_never_a_pair() -> None:
    """Rule: within a room, merging was up to the room."""
    text = "Silo budgets block shared services"
    one, other = told(text, text)
    assert pairs([one, other._replace(session_id=one.session_id)]) == ()


def test_statements_of_two_kinds_are_never_a_pair() -> None:
    """Rule: a challenge is not a recommendation, even with the same words."""
    one, other = told("Pool the budgets of shared services", "Pool the budgets of shared services")
    assert pairs([one, other._replace(kind=Kind.RECOMMENDATION)]) == ()


def test_parked_statements_are_not_compared() -> None:
    """The paper only lists them."""
    assert pairs(told("Who pays for migration?", "Who pays for migration?", kind=Kind.PARKED)) == ()


def test_a_contrast_keeps_two_statements_apart() -> None:
    """Rule: what says nearly the same is decided by the one rule of similarity."""
    assert (
        pairs(told("Ministries should share their registers", "Ministries should not share their registers"))
        == ()
    )


def test_languages_are_told_by_their_function_words() -> None:
    """A word that two languages have tells neither."""
    assert language_of(["the", "budgets", "of", "the", "ministries"]) == "English"
    assert language_of(["die", "budgets", "der", "ministerien"]) == "German"
    assert language_of(["budgets"]) == language_of(["en", "en"]) == ""


def test_statements_in_two_languages_are_apart() -> None:
    """Rule: what is alike in two languages is more often a name than a thought."""
    english, german = (
        "the register of the Bundesarchiv in Koblenz",
        "das Register des Bundesarchiv von Koblenz",
    )
    assert similarity(read(english), read(german)) > 0
    assert pairs(told(english, german)) == ()


def test_the_most_similar_pair_comes_first() -> None:
    """Rule: by similarity, then by id."""
    found = pairs(
        told(
            "Silo budgets block shared services",
            "Silo budgets block the services that are shared, everywhere",
            "Silo budgets block shared services",
        )
    )
    assert (found[0].one, found[0].other) == ("n0", "n2")
    assert [pair.score for pair in found] == sorted((pair.score for pair in found), reverse=True)


def test_progress_is_told_and_may_stop_the_search() -> None:
    """A search in the background can be stopped."""
    seen: list[tuple[int, int]] = []
    pairs(told("a b c", "d e f"), lambda done, of: seen.append((done, of)))
    assert seen[0] == (0, 2)
    assert seen[-1] == (2, 2)


_IN_A_RUN = """
from breakout_tui.domain.pairs import ComparedText, pairs
from tests.fictional_conference import fictional_conference
said = fictional_conference().statements.values()
print(pairs(ComparedText(s.reference, s.session.id, s.note.kind, s.note.text) for s in said))
"""


def test_pairs_are_in_the_same_order_in_every_run() -> None:
    """Rule: the order in which Python goes through a set differs from run to run, and changes no score."""
    runs = {
        subprocess.run(
            [sys.executable, "-c", _IN_A_RUN],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])},
            capture_output=True,
            check=True,
        ).stdout
        for seed in "123"
    }
    assert len(runs) == 1
