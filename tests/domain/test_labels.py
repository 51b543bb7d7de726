"""Labels: the words for the kinds of notes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.labels import ENGLISH, KindLabel, Labels

GERMAN = Labels(
    (
        KindLabel(Kind.CHALLENGE, "Herausforderung", "Herausforderungen"),
        KindLabel(Kind.DECISION, "Beschluss", "Beschlüsse"),
        KindLabel(Kind.PARKED, "Ideenspeicher", "Ideenspeicher"),
    )
)


def test_the_english_words_are_those_of_the_kinds() -> None:
    """In the plural too."""
    assert [ENGLISH.one(kind) for kind in Kind] == [kind.value for kind in Kind]
    assert [ENGLISH.many(kind) for kind in Kind] == [
        "challenges", "principles", "approaches", "recommendations", "decisions", "parking lot",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("labels", "count", "kind", "words"),
    [
        (ENGLISH, 1, Kind.CHALLENGE, "1 challenge"),
        (ENGLISH, 1200, Kind.APPROACH, "1,200 approaches"),
        (ENGLISH, 2, Kind.PARKED, "2 in the parking lot"),
        (GERMAN, 0, Kind.CHALLENGE, "0 Herausforderungen"),
        (GERMAN, 1, Kind.DECISION, "1 Beschluss"),
        (GERMAN, 2, Kind.PARKED, "2 under “Ideenspeicher”"),
    ],
)
def test_notes_are_counted_in_the_words_of_the_programme(
    labels: Labels, count: int, kind: Kind, words: str
) -> None:
    """One in the singular, others in the plural."""
    assert labels.counted(count, kind) == words


def test_a_heading_begins_with_a_capital() -> None:
    """For one or several; the rest of the word stays as it is."""
    assert ENGLISH.heading(Kind.APPROACH) == "Approaches"
    assert ENGLISH.heading(Kind.APPROACH, 1) == "Approach"
    assert GERMAN.heading(Kind.DECISION) == "Beschlüsse"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("h", Kind.CHALLENGE),
        ("beschl", Kind.DECISION),
        (" BESCHLÜSSE ", Kind.DECISION),
        ("d", Kind.DECISION),
        ("c", Kind.CHALLENGE),
        ("chall", Kind.CHALLENGE),
        ("approaches", Kind.APPROACH),
        ("parking lot", Kind.PARKED),
        ("x", Kind.PARKED),
        ("", None),
        ("beschlüssen", None),
        ("q", None),
    ],
)
def test_a_kind_is_found_by_its_letter_its_label_or_its_english_word(text: str, kind: Kind | None) -> None:
    """By the start of a word, in any case."""
    assert GERMAN.find(text) is kind


@given(st.sampled_from(Kind), st.sampled_from([ENGLISH, GERMAN]))
def test_every_word_of_a_kind_and_its_letter_mean_it(kind: Kind, labels: Labels) -> None:
    """What is shown can be typed."""
    for word in (labels.one(kind), labels.many(kind), kind.letter, kind.letter.lower(), kind.value):
        assert labels.find(word) is kind


def test_kinds_are_listed_in_a_sentence() -> None:
    """With the word before the last one."""
    assert ENGLISH.listed((Kind.PRINCIPLE,)) == "principles"
    assert ENGLISH.listed((Kind.PRINCIPLE, Kind.APPROACH)) == "principles and approaches"
    kinds = (Kind.CHALLENGE, Kind.DECISION, Kind.PRINCIPLE)
    assert GERMAN.listed(kinds, "or") == "Herausforderungen, Beschlüsse or principles"
